//! 建议反馈: what a member says to the vendor, and what became of it.

mod form;
mod list;
mod words;

use super::{model::Beginning, msg};
use crate::{
    routes::{Route, use_address},
    session::membership,
    ui::{Crumb, EmptyState, IconName, LinkButton, PageHeader},
};
use form::SuggestionForm;
use leptos::prelude::*;
use list::{Own, own};

#[component]
pub fn SuggestionsPage() -> AnyView {
    let is_member = Memo::new(|_| membership().is_some());
    let content = move || {
        if is_member.get() {
            view! { <Suggestions /> }.into_any()
        } else {
            view! {
                <EmptyState title=msg::members_only icon=IconName::Lock>
                    <LinkButton label=msg::all_questions href=Route::Help.href() />
                </EmptyState>
            }
            .into_any()
        }
    };
    view! {
        <PageHeader title=msg::suggestions intro=msg::suggestions_intro crumbs=vec![Crumb::step(msg::menu_support)] />
        {content}
    }
    .into_any()
}

#[component]
fn Suggestions() -> AnyView {
    let own: Own = own();
    // As it was when the page opened: filtering the list below does not change what is being written.
    let beginning = use_address(&Route::Suggestions, |value| Beginning::read(value)).get_untracked();
    view! {
        <div class="help suggestions">
            <SuggestionForm beginning again=Callback::new(move |()| own.found.refetch()) />
            <list::List own />
        </div>
    }
    .into_any()
}

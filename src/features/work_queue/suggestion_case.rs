//! What a member of a partner says, and who may be asked about it.

use super::msg;
use crate::{
    flows::fetch::use_fetch,
    ui::{DateTimeText, Described, DescriptionList, Loaded},
};
use contract::{
    ids::SuggestionId,
    suggestions::{CASE, SuggestionCase, SuggestionKind},
};
use leptos::prelude::*;

#[component]
pub fn SuggestionOf(id: SuggestionId) -> AnyView {
    let case = use_fetch(&CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=facts /> }.into_any()
}

fn facts(case: Signal<SuggestionCase>) -> AnyView {
    let shown = move || {
        let SuggestionCase { suggestion, contact, .. } = case.get();
        let page = suggestion.page.map(|page| {
            view! { <Described term=msg::suggestion_page><code>{page.as_str().to_owned()}</code></Described> }
        });
        let contact = match contact {
            Some(contact) => {
                let email = contact.email.unwrap_or_default();
                let href = ["mailto:", &email].concat();
                view! { {contact.name} " " <a href=href>{email}</a> }.into_any()
            }
            None => msg::suggestion_nobody.into_any(),
        };
        let kind = suggestion.kind;
        view! {
            <DescriptionList>
                <Described term=msg::suggestion_kind>{move || self::kind(kind)}</Described>
                {page}
                <Described term=msg::suggestion>{suggestion.text}</Described>
                <Described term=msg::raised_at><DateTimeText at=suggestion.submitted_at /></Described>
                <Described term=msg::suggestion_by>{contact}</Described>
            </DescriptionList>
        }
    };
    shown.into_any()
}

fn kind(kind: SuggestionKind) -> &'static str {
    match kind {
        SuggestionKind::Problem => msg::suggestion_problem(),
        SuggestionKind::Improvement => msg::suggestion_improvement(),
        SuggestionKind::Help => msg::suggestion_help(),
        SuggestionKind::Other => msg::suggestion_other(),
    }
}

//! The form as a whole.

use super::{
    conflict::{conflict_notice, restored_notice},
    editor::Editor,
    msg,
    refused::refusal,
    review::review_notice,
    sections::sections,
    similar::similar_notice,
    summary::summary,
};
use crate::{
    flows::opportunity::form::Wanted,
    session::me,
    ui::{Button, ButtonKind},
};
use contract::{
    money::Currency,
    opportunities::Opportunity,
    session::{Principal, Site},
};
use leptos::prelude::*;

/// `<OpportunityFormView />` for a new one, `<OpportunityFormView opportunity />` for one that may be edited.
#[component]
pub fn OpportunityFormView(#[prop(optional)] opportunity: Option<Opportunity>) -> AnyView {
    let currency = opportunity.as_ref().map_or_else(own_currency, |known| known.row.currency);
    let editor = Editor::new(opportunity);
    let sending = editor.sending;
    let busy = Signal::derive(move || sending.pending.get() || editor.leaving.get());
    let fixed = move || busy.get() || sending.is_unknown();
    let undecided =
        Signal::derive(move || editor.conflict.with(Option::is_some).then(|| msg::decide_first().to_owned()));
    let buttons = move || {
        if sending.is_unknown() {
            return view! { <Button label=msg::check_result kind=ButtonKind::Primary busy=sending.pending on_press=move |()| editor.send_again() /> }
                .into_any();
        }
        let submit = move || if editor.came_back() { msg::resubmit() } else { msg::submit() };
        let save = move || if editor.came_back() { msg::save_changes() } else { msg::save_draft() };
        view! {
            <Button label=submit kind=ButtonKind::Primary submit=true busy why_disabled=undecided />
            <Button label=save busy why_disabled=undecided on_press=move |()| editor.send(Wanted::Draft) />
        }
        .into_any()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if undecided.with_untracked(Option::is_none) {
            editor.send(Wanted::Whole);
        }
    };
    view! {
        <form
            class="form opportunity-form"
            novalidate=true
            aria-busy=move || busy.get().then_some("true")
            on:submit=submit
        >
            {review_notice(&editor)} {restored_notice(&editor)} {conflict_notice(&editor)} {summary(&editor)}
            <fieldset class="plain opportunity-form__sections" prop:disabled=fixed>
                {sections(&editor, currency)}
            </fieldset>
            {similar_notice(&editor)} {refusal(&editor)}
            <div class="form__actions">{buttons}</div>
            <p class="field__hint">{msg::what_saving_needs}</p>
        </form>
    }
    .into_any()
}

/// All amounts are in the currency of the partner's site.
fn own_currency() -> Currency {
    match untrack(me).map(|me| me.principal) {
        Some(Principal::Member(membership)) if membership.account_site != Site::Cn => Currency::Usd,
        _ => Currency::Cny,
    }
}

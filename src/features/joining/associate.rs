//! Associating the account that is signed in: the check, what has to be ticked, the code.

use super::{consent::Consent, msg, page::sign_in_as_another, visit::Visit, words};
use crate::{
    api::ApiError,
    flows::{fetch::use_fetch, sending::Sending},
    routes::Route,
    ui::{Button, ButtonKind, LinkButton, Loaded, Notice, SubmitForm, Tone},
};
use contract::{
    joining::{ASSOCIATE, AssociateDraft, CHECK, JoinCheck, Offer, TokenQuery},
    joining_rules::JoinRefusal,
    problem::ErrorCode,
};
use leptos::prelude::*;

#[component]
pub fn Associate(visit: Visit, offer: Offer, account: String) -> AnyView {
    let check = use_fetch(&CHECK, move || Some(((), TokenQuery { token: visit.token() })));
    Effect::new(move |_| check.error.with(|error| visit.heed(error.as_ref())));
    let again = Callback::new(move |()| check.refetch());
    let notes_needed = offer.notes_needed;
    let shown = move |found: Signal<JoinCheck>| {
        let refused = Memo::new(move |_| found.with(|found| found.refusals.clone()));
        let opens_cloud = Memo::new(move |_| found.with(|found| found.opens_cloud));
        move || {
            if refused.with(Vec::is_empty) {
                return view! { <Confirm visit notes_needed opens_cloud again /> }.into_any();
            }
            let refusals = refused.get();
            let has_partner = refusals
                .iter()
                .any(|it| matches!(it, JoinRefusal::AlreadyYours | JoinRefusal::AssociatedElsewhere));
            let to_partner = has_partner
                .then(|| view! { <LinkButton label=msg::to_my_partner href=Route::MyPartner.href() /> });
            view! {
                {words::list(&refusals)}
                <div class="form__actions">
                    <Button label=msg::check_again kind=ButtonKind::Primary busy=check.loading on_press=again />
                    {to_partner}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section class="card joining__step" aria-label=msg::how>
            <p class="joining__account">
                {move || msg::signed_in_as(&account)} " "
                <Button
                    label=msg::other_account
                    kind=ButtonKind::Link
                    on_press=move |()| sign_in_as_another(visit)
                />
            </p>
            <Loaded from=check lines=4 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn Confirm(visit: Visit, notes_needed: bool, opens_cloud: Memo<bool>, again: Callback<()>) -> AnyView {
    let typed = visit.typed;
    let sending = Sending::new();
    let send = move |()| {
        let draft = AssociateDraft {
            token: visit.token(),
            notes_accepted: typed.notes.get_untracked(),
            terms_accepted: typed.terms.get_untracked(),
        };
        sending.send(&ASSOCIATE, (), draft, move |joined| visit.succeed(joined));
    };
    let refused = Memo::new(move |_| sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code)));
    Effect::new(move |_| {
        sending.failed.with(|failed| visit.heed(failed.as_ref()));
        // Something changed after the check: it says what, and what to do.
        if refused.get() == Some(ErrorCode::MayNotAssociate) {
            again.try_run(());
        }
    });
    let failed = Signal::derive(move || {
        let is_said_elsewhere =
            |error: &ApiError| matches!(error.code(), Some(ErrorCode::MayNotAssociate | ErrorCode::LinkDead));
        sending.failed.get().filter(|error| !is_said_elsewhere(error))
    });
    let label = move || if opens_cloud.get() { msg::open_and_associate() } else { msg::associate() };
    let opens = move || opens_cloud.get().then(|| view! { <p>{msg::opens_cloud}</p> });
    view! {
        <Notice tone=Tone::Success>
            <p>{msg::checking_ok}</p>
            {opens}
        </Notice>
        <SubmitForm label on_submit=send pending=sending.pending failed>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <Consent typed notes_needed />
            </fieldset>
            {move || sending.failed.get().as_ref().and_then(words::refusals)}
        </SubmitForm>
    }
    .into_any()
}

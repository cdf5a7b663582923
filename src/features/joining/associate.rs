//! Associating the account that is signed in: the check, what has to be ticked, the code.

use super::{
    consent::{Consent, ConsentFields},
    msg, words,
};
use crate::{
    flows::{fetch::use_fetch, sending::Sending, sign_in},
    ui::{Button, ButtonKind, Loaded, Notice, SubmitForm, Tone},
};
use contract::joining::{ASSOCIATE, AssociateDraft, CHECK, JoinCheck, Joined, Offer, Token, TokenQuery};
use leptos::prelude::*;

#[component]
pub fn Associate(token: Token, offer: Offer, account: String, joined: RwSignal<Option<Joined>>) -> AnyView {
    let asked = token.clone();
    let check = use_fetch(&CHECK, move || Some(((), TokenQuery { token: asked.clone() })));
    let again = move |()| check.refetch();
    let notes_needed = offer.notes_needed;
    let shown = move |found: Signal<JoinCheck>| {
        let token = token.clone();
        let refused = Memo::new(move |_| found.with(|found| found.refusals.clone()));
        let opens_cloud = Memo::new(move |_| found.with(|found| found.opens_cloud));
        move || {
            if refused.with(Vec::is_empty) {
                return view! { <Confirm token=token.clone() notes_needed opens_cloud joined /> }.into_any();
            }
            view! {
                {words::list(&refused.get())}
                <Button label=msg::check_again kind=ButtonKind::Primary busy=check.loading on_press=again />
            }
            .into_any()
        }
    };
    view! {
        <section class="card joining__step">
            <p class="joining__account">
                {move || msg::signed_in_as(&account)} " "
                <Button label=msg::other_account kind=ButtonKind::Link on_press=|()| sign_in::sign_out(false) />
            </p>
            <Loaded from=check lines=4 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn Confirm(
    token: Token,
    notes_needed: bool,
    opens_cloud: Memo<bool>,
    joined: RwSignal<Option<Joined>>,
) -> AnyView {
    let sending = Sending::new();
    let consent = Consent::new(notes_needed);
    let send = move |()| {
        let (notes_accepted, terms_accepted) = consent.given();
        let draft = AssociateDraft { token: token.clone(), notes_accepted, terms_accepted };
        sending.send(&ASSOCIATE, (), draft, move |done| {
            joined.try_set(Some(done));
        });
    };
    let label = move || match (sending.is_unknown(), opens_cloud.get()) {
        (true, _) => msg::check_result(),
        (false, true) => msg::open_and_associate(),
        (false, false) => msg::associate(),
    };
    view! {
        <Notice tone=Tone::Success>{msg::checking_ok}</Notice>
        <SubmitForm label on_submit=send pending=sending.pending failed=sending.failed>
            {move || sending.failed.get().as_ref().and_then(words::refusals)}
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <ConsentFields consent />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

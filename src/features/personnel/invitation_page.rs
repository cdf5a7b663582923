//! What the link of a specialist opens, whoever is signed in: who invites, accepting, and later leaving.

use super::{msg, words};
use crate::{
    browser,
    flows::{fetch::use_fetch, sending::Sending},
    ui::{
        Button, ButtonKind, CheckBox, DateTimeText, Described, DescriptionList, Dialog, EmptyState, IconName,
        Loaded, Notice, PageHeader, SubmitForm, TextField, Tone,
    },
};
use contract::{
    personnel::{
        ACCEPT, LEAVE, LOOK_UP, PersonnelAcceptance, PersonnelEvent, PersonnelOffer, PersonnelTokenQuery,
        Token,
    },
    text::{ContactName, wrong},
};
use leptos::prelude::*;

#[component]
pub fn PersonnelInvitationPage() -> AnyView {
    let secret = RwSignal::new(browser::secret_of_link());
    // Another link was opened in this tab, without a new page.
    browser::on_window("popstate", move |_| {
        let opened = browser::secret_of_link();
        if opened.is_some() && secret.with_untracked(|secret| *secret != opened) {
            secret.set(opened);
        }
    });
    let content = move || match secret.get() {
        Some(secret) => view! { <Opened token=Token::new(secret) /> }.into_any(),
        None => {
            view! { <EmptyState title=msg::no_link body=msg::no_link_body icon=IconName::Link /> }.into_any()
        }
    };
    view! {
        <div class="specialist">
            <PageHeader title=msg::invitation_title />
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn Opened(token: Token) -> AnyView {
    let token = StoredValue::new(token);
    let found = use_fetch(&LOOK_UP, move || Some(((), PersonnelTokenQuery { token: token.get_value() })));
    let newest = Callback::new(move |newest: PersonnelOffer| {
        found.value.set(Some(newest));
        browser::scroll_to_top();
    });
    let shown = move |offer: Signal<PersonnelOffer>| {
        let status = Memo::new(move |_| offer.with(|offer| offer.status));
        let step = move || {
            let status = status.get();
            if status.after(PersonnelEvent::Accept).is_ok() {
                return Some(view! { <Accept token newest /> }.into_any());
            }
            status.after(PersonnelEvent::Leave).is_ok().then(|| view! { <Leave token newest /> }.into_any())
        };
        let said = move || {
            let (text, tone) = words::to_the_person(status.get());
            view! { <Notice tone announce=true>{text}</Notice> }
        };
        view! {
            <section class="card specialist__offer">
                <Facts offer />
                {said}
            </section>
            {step}
        }
        .into_any()
    };
    view! { <Loaded from=found lines=6 children=shown /> }.into_any()
}

#[component]
fn Facts(offer: Signal<PersonnelOffer>) -> AnyView {
    let shown = move || {
        let PersonnelOffer { partner_name, invited_by, contact, name, status, expire_at } = offer.get();
        let name = name.map(|name| view! { <Described term=msg::your_name>{name}</Described> });
        let until = status.after(PersonnelEvent::Accept).is_ok().then(|| {
            view! { <Described term=msg::expire_at><DateTimeText at=expire_at deadline=true /></Described> }
        });
        view! {
            <h2>{move || msg::partner_invites(&partner_name)}</h2>
            <DescriptionList>
                <Described term=msg::inviter>{invited_by}</Described>
                <Described term=msg::sent_to>{contact}</Described>
                {name} {until}
            </DescriptionList>
        }
    };
    shown.into_any()
}

#[component]
fn Accept(token: StoredValue<Token>, newest: Callback<PersonnelOffer>) -> AnyView {
    let sending = Sending::new();
    let (name, consent) = (RwSignal::new(String::new()), RwSignal::new(false));
    let send = move |()| {
        let Ok(name) = ContactName::try_from(name.get_untracked()) else { return };
        let acceptance =
            PersonnelAcceptance { token: token.get_value(), name, consent: consent.get_untracked() };
        sending.send(&ACCEPT, (), acceptance, move |after| {
            newest.try_run(after);
        });
    };
    view! {
        <section class="card specialist__step" aria-labelledby="specialist-accept">
            <h2 id="specialist-accept">{msg::accept_title}</h2>
            <SubmitForm label=msg::accept on_submit=send pending=sending.pending failed=sending.failed>
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <TextField
                        label=msg::your_name
                        value=name
                        name="name"
                        required=true
                        check={wrong::<ContactName>}
                        autocomplete="name"
                    />
                    <CheckBox
                        label=msg::consent
                        hint=msg::consent_hint
                        value=consent
                        required=true
                        name="consent"
                    />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// Who has accepted can end it here, without an account.
#[component]
fn Leave(token: StoredValue<Token>, newest: Callback<PersonnelOffer>) -> AnyView {
    let sending = Sending::new();
    let confirming = RwSignal::new(false);
    let send = move |()| {
        sending.send(&LEAVE, (), PersonnelTokenQuery { token: token.get_value() }, move |after| {
            confirming.try_set(false);
            newest.try_run(after);
        });
    };
    view! {
        <section class="card specialist__step" aria-labelledby="specialist-leave">
            <h2 id="specialist-leave">{msg::leave_title}</h2>
            <p>{msg::leave_hint}</p>
            <div>
                <Button label=msg::leave kind=ButtonKind::Danger on_press=move |()| confirming.set(true) />
            </div>
            <Dialog title=msg::leave_title open=confirming busy=sending.pending>
                <SubmitForm
                    label=msg::leave
                    danger=true
                    on_submit=send
                    pending=sending.pending
                    failed=sending.failed
                    on_cancel=move |()| confirming.set(false)
                >
                    <Notice tone=Tone::Warning>{msg::leave_sure}</Notice>
                </SubmitForm>
            </Dialog>
        </section>
    }
    .into_any()
}

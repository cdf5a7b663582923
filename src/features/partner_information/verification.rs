//! 验证码验证: the switch, and the operations that it is about (domain C). Turning it on is confirmed here; turning it
//! off needs a code by text message, which `flows::submit` asks for.

use super::msg;
use crate::{
    api::Fetched,
    flows::{operation, sending::Sending},
    i18n,
    session::can,
    ui::{Badge, Button, Dialog, ErrorPanel, Loaded, Notice, SubmitForm, Tone, toast},
};
use contract::{
    permissions::Permission,
    verification::{Operation, SET_SETTINGS, VerificationSettings, VerificationSwitch},
};
use leptos::prelude::*;

/// The row with the switch.
#[component]
pub fn CodeVerification(settings: Fetched<VerificationSettings>, administrators: Vec<String>) -> AnyView {
    let shown = move |now: Signal<VerificationSettings>| {
        view! {
            <Switch now administrators=administrators.clone() changed=move |()| settings.refetch() />
            {operations(msg::sensitive, now, |settings| settings.sensitive.clone())}
            {operations(msg::always, now, |settings| settings.always_required.clone())}
        }
        .into_any()
    };
    view! {
        <section class="card information__part" aria-labelledby="information-verification">
            <h2 id="information-verification">{msg::verification}</h2>
            <p class="information__hint">{msg::verification_hint}</p>
            <Loaded from=settings lines=3 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn Switch(
    now: Signal<VerificationSettings>,
    administrators: Vec<String>,
    #[prop(into)] changed: Callback<()>,
) -> AnyView {
    let enabled = Memo::new(move |_| now.with(|settings| settings.enabled));
    let confirming = RwSignal::new(false);
    let turning_off = Sending::new();
    let why_disabled = Signal::derive(move || {
        (!can(Permission::ManageVerification)).then(|| msg::administrators_only(i18n::list(&administrators)))
    });
    let press = move |()| {
        if enabled.get_untracked() {
            turning_off.send(&SET_SETTINGS, (), VerificationSwitch { enabled: false }, move |()| {
                toast::show(Tone::Success, msg::turned_off());
                changed.try_run(());
            });
        } else {
            confirming.set(true);
        }
    };
    let label = move || if enabled.get() { msg::turn_off() } else { msg::turn_on() };
    let state = move || if enabled.get() { msg::on() } else { msg::off() };
    let tone = Signal::derive(move || if enabled.get() { Tone::Success } else { Tone::Neutral });
    let failed = move || {
        let error = turning_off.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=press /> })
    };
    view! {
        <div class="information__switch">
            <span>{msg::state} " " <Badge label=state tone /></span>
            <Button label on_press=press busy=turning_off.pending why_disabled />
        </div>
        {failed}
        <TurnOnDialog open=confirming changed />
    }
    .into_any()
}

#[component]
fn TurnOnDialog(open: RwSignal<bool>, changed: Callback<()>) -> AnyView {
    let pending = RwSignal::new(false);
    view! {
        <Dialog title=msg::turn_on_title open busy=pending>
            <TurnOnForm open pending changed />
        </Dialog>
    }
    .into_any()
}

#[component]
fn TurnOnForm(open: RwSignal<bool>, pending: RwSignal<bool>, changed: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let send = move |()| {
        sending.send(&SET_SETTINGS, (), VerificationSwitch { enabled: true }, move |()| {
            toast::show(Tone::Success, msg::turned_on());
            open.try_set(false);
            changed.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::turn_on
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
        >
            <Notice tone=Tone::Info>{msg::turn_on_notice}</Notice>
        </SubmitForm>
    }
    .into_any()
}

fn operations(
    title: fn() -> &'static str,
    now: Signal<VerificationSettings>,
    pick: fn(&VerificationSettings) -> Vec<Operation>,
) -> AnyView {
    let list = move || {
        let operations = now.with(pick);
        let item = |one: Operation| view! { <li>{move || operation(one)}</li> };
        (!operations.is_empty()).then(|| {
            view! {
                <h3>{title}</h3>
                <ul class="information__operations">{operations.into_iter().map(item).collect_view()}</ul>
            }
        })
    };
    list.into_any()
}

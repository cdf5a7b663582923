//! 自动申请: whether applications are made once incentives are confirmed or thaw, and by which method.

use super::super::msg;
use crate::{
    api::Fetched,
    flows::{incentive::words, sending::Sending},
    i18n,
    session::{can, membership},
    ui::{Badge, Button, Choice, Dialog, ErrorPanel, Loaded, Notice, RadioField, SubmitForm, Tone, toast},
};
use contract::{
    incentives::IncentiveSummary,
    payouts::{AutoApply, AutoApplyDraft, PayoutMethod, SET_AUTO_APPLY},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn AutoApplyCard(summary: Fetched<IncentiveSummary>, changed: Callback<()>) -> AnyView {
    let (open, pending) = (RwSignal::new(false), RwSignal::new(false));
    let stopping = Sending::new();
    let why_not = Signal::derive(|| {
        let administrators = membership().map(|member| member.administrators).unwrap_or_default();
        (!can(Permission::ApplyPayouts)).then(|| msg::ask_administrator(i18n::list(administrators)))
    });
    let shown = move |summary: Signal<IncentiveSummary>| {
        let auto = Memo::new(move |_| summary.with(|summary| summary.auto_apply.clone()));
        let certified = Memo::new(move |_| summary.with(|summary| summary.certified));
        let stop = move |()| {
            let version = auto.with_untracked(|auto| auto.version);
            stopping.send(
                &SET_AUTO_APPLY,
                (),
                AutoApplyDraft { enabled: false, method: None, version },
                move |_| {
                    toast::show(Tone::Success, msg::auto_off_done());
                    changed.try_run(());
                },
            );
        };
        let why_not_on = Signal::derive(move || {
            why_not.get().or_else(|| (!certified.get()).then(|| msg::not_certified().to_owned()))
        });
        let content = move || {
            let auto = auto.get();
            let by = auto.set_by.zip(auto.set_at).map(|(by, at)| {
                view! { <span class="incentives__hint">{move || msg::set_by(by.as_str(), i18n::date_time(at))}</span> }
            });
            match auto.method.filter(|_| auto.enabled) {
                Some(method) => view! {
                    <p>
                        <Badge label=msg::auto_on tone=Tone::Success /> " "
                        {move || msg::auto_by(words::method(method))} " " {by}
                    </p>
                    <div class="incentives__actions">
                        <Button label=msg::change why_disabled=why_not_on on_press=move |()| open.set(true) />
                        <Button label=msg::switch_off busy=stopping.pending why_disabled=why_not on_press=stop />
                    </div>
                }
                .into_any(),
                None => view! {
                    <p><Badge label=msg::auto_off /> " " {by}</p>
                    <div class="incentives__actions">
                        <Button label=msg::switch_on why_disabled=why_not_on on_press=move |()| open.set(true) />
                    </div>
                }
                .into_any(),
            }
        };
        let failed = move || {
            let error = stopping.failed.get().filter(|error| !error.is_cancelled())?;
            Some(view! { <ErrorPanel error on_retry=move |()| stop(()) /> })
        };
        view! {
            {content} {failed}
            <Dialog title=msg::auto_title open busy=pending>
                <Form auto=auto.get_untracked() open pending changed />
            </Dialog>
        }
        .into_any()
    };
    view! {
        <section class="card incentives__section" aria-labelledby="auto-apply">
            <h2 id="auto-apply">{msg::auto_apply}</h2>
            <p class="incentives__hint">{msg::auto_hint}</p>
            <Loaded from=summary lines=1 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn Form(auto: AutoApply, open: RwSignal<bool>, pending: RwSignal<bool>, changed: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let method = RwSignal::new(auto.method.map_or(String::new(), |method| method.as_str().to_owned()));
    let version = auto.version;
    let send = move |()| {
        let method = method.with_untracked(|word| PayoutMethod::parse(word));
        let draft = AutoApplyDraft { enabled: true, method, version };
        sending.send(&SET_AUTO_APPLY, (), draft, move |_| {
            toast::show(Tone::Success, msg::auto_on_done());
            open.try_set(false);
            changed.try_run(());
        });
    };
    // A colleague was first: the dialog opens anew with what is so now.
    sending.when_overtaken(&[], changed);
    let choice = |one: PayoutMethod| {
        let needs = move || if one.needs_invoice() { msg::needs_invoice() } else { msg::no_invoice_needed() };
        Choice::new(one.as_str(), move || words::method(one)).hint(needs)
    };
    view! {
        <SubmitForm
            label=msg::switch_on
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
        >
            <Notice tone=Tone::Info>{msg::auto_effect}</Notice>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <RadioField
                    label=msg::method
                    value=method
                    choices=PayoutMethod::ALL.map(choice).into()
                    required=true
                    name="method"
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

//! 余额预警: whether somebody is told when the balance drops, from where on, and how.

use super::{crumbs, for_partners_with_customers, msg};
use crate::{
    flows::{amount::read_amount, fetch::use_fetch, sending::Sending},
    routes::Route,
    ui::{AmountField, CheckBox, Loaded, Notice, PageHeader, SubmitForm, Tone, toast},
};
use contract::funds::{AlertChannel, BalanceAlert, FundsOverview, OVERVIEW, SET_ALERT};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn BalanceAlertPage() -> AnyView {
    view! {
        <PageHeader title=msg::alert intro=msg::alert_intro crumbs=crumbs() />
        {for_partners_with_customers(|| view! { <Setting /> }.into_any())}
    }
    .into_any()
}

#[component]
fn Setting() -> AnyView {
    let overview = use_fetch(&OVERVIEW, || Some(((), ())));
    let form =
        |overview: Signal<FundsOverview>| view! { <Form before=overview.get_untracked() /> }.into_any();
    view! { <Loaded from=overview lines=5 children=form /> }.into_any()
}

#[component]
fn Form(before: FundsOverview) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let FundsOverview { currency, alert, alert_fired, .. } = before;
    let enabled = RwSignal::new(alert.enabled);
    let threshold = RwSignal::new(alert.threshold.map(|amount| amount.to_string()).unwrap_or_default());
    let has = |channel| RwSignal::new(alert.channels.contains(&channel) || alert.channels.is_empty());
    let (sms, email) = (has(AlertChannel::Sms), has(AlertChannel::Email));
    let draft = move || BalanceAlert {
        enabled: enabled.get_untracked(),
        threshold: read_amount(&threshold.get_untracked()).ok(),
        channels: [(AlertChannel::Sms, sms), (AlertChannel::Email, email)]
            .into_iter()
            .filter_map(|(channel, on)| on.get_untracked().then_some(channel))
            .collect(),
    };
    let no_channel = Signal::derive(move || {
        let none = enabled.get() && !sms.get() && !email.get();
        none.then(|| msg::alert_no_channel().to_owned())
    });
    let send = move |()| {
        let navigate = navigate.clone();
        sending.send(&SET_ALERT, (), draft(), move |saved| {
            toast::show(
                Tone::Success,
                if saved.enabled { msg::alert_saved_on() } else { msg::alert_saved_off() },
            );
            navigate(&Route::Funds.href(), NavigateOptions::default());
        });
    };
    let check = move |text: &str| {
        if text.trim().is_empty() && !enabled.get_untracked() { None } else { read_amount(text).err() }
    };
    let fired = alert_fired.then(|| view! { <Notice tone=Tone::Warning>{msg::alert_is_below}</Notice> });
    view! {
        <section class="card">
            {fired}
            <SubmitForm label=msg::save on_submit=send pending=sending.pending failed=sending.failed>
                <fieldset class="plain funds__fields" prop:disabled=move || sending.is_unknown()>
                    <CheckBox label=msg::alert_enabled hint=msg::alert_enabled_hint value=enabled />
                    <AmountField
                        label=move || msg::alert_threshold(currency.as_str())
                        value=threshold
                        name="threshold"
                        hint=msg::two_decimals
                        check=check
                    />
                    <CheckBox label=msg::alert_sms value=sms />
                    <CheckBox label=msg::alert_email value=email name="channels" error=no_channel />
                </fieldset>
                <Notice>{msg::alert_notice}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}

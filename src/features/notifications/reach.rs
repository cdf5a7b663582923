//! Whether messages arrive: where each channel leads to, how the newest one fared, and a message sent to try it.

use super::{deliveries::deliveries, msg, words};
use crate::{
    flows::{polling::use_polled, sending::Sending},
    ui::{Badge, CheckBox, Described, DescriptionList, Loaded, Notice, SubmitForm, Tone},
};
use contract::{
    demo::Channel,
    ids::NotificationId,
    invitations::DeliveryState,
    notification_settings::{CHECK_REACH, ReachCheck, ReachDraft, Receiver, Settings},
    notifications::{NotificationDetail, SHOW},
};
use leptos::prelude::*;

const EVERY_MS: u32 = 2_000;

#[component]
pub fn Reach(settings: Signal<Settings>, again: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let checked = RwSignal::new(None::<NotificationId>);
    let receivers = settings.with_untracked(|settings| settings.receivers.clone());
    let choices: Vec<(Channel, RwSignal<bool>)> = receivers
        .iter()
        .filter(|one| one.receiver.is_some())
        .map(|one| (one.channel, RwSignal::new(true)))
        .collect();
    let chosen = {
        let choices = choices.clone();
        move || choices.iter().filter(|(_, on)| on.get()).map(|(channel, _)| *channel).collect::<Vec<_>>()
    };
    let none = {
        let chosen = chosen.clone();
        Signal::derive(move || chosen().is_empty().then(|| msg::choose_channel().to_owned()))
    };
    let send = move |()| {
        let draft = ReachDraft { channels: untrack(&chosen) };
        sending.send(&CHECK_REACH, (), draft, move |check: ReachCheck| {
            checked.try_set(Some(check.notification_id));
            again.try_run(());
        });
    };
    let known = move || settings.with(|settings| settings.receivers.clone());
    let result = move || checked.get().map(|id| view! { <Arriving id /> });
    let box_of = |(channel, value): (Channel, RwSignal<bool>)| {
        view! { <CheckBox label=move || words::channel(channel) value /> }
    };
    view! {
        <DescriptionList>{move || known().into_iter().map(receiver).collect_view()}</DescriptionList>
        <SubmitForm label=msg::check_reach on_submit=send pending=sending.pending failed=sending.failed why_disabled=none>
            <fieldset class="plain message-settings__channels" prop:disabled=move || sending.is_unknown()>
                <legend class="field__label">{msg::check_on}</legend>
                {choices.into_iter().map(box_of).collect_view()}
            </fieldset>
        </SubmitForm>
        {result}
    }
    .into_any()
}

fn receiver(one: Receiver) -> AnyView {
    let Receiver { channel, receiver, newest } = one;
    let newest = newest.map(|delivery| {
        let tone = words::delivery(&delivery).1;
        view! { <span class="field__hint">{msg::newest}</span> <Badge label=move || words::delivery(&delivery).0 tone /> }
    });
    let address = receiver.map_or_else(
        || view! { <Badge label=msg::no_address tone=Tone::Warning /> }.into_any(),
        |receiver| view! { <span>{receiver}</span> }.into_any(),
    );
    view! {
        <Described term=move || words::channel(channel)>
            <span class="delivery">{address} {newest}</span>
        </Described>
    }
    .into_any()
}

/// How the message that was just sent fares, read again until it is known.
#[component]
fn Arriving(id: NotificationId) -> AnyView {
    let on_its_way = |detail: &NotificationDetail| {
        let mut states = detail.deliveries.iter().map(|one| one.delivery.state);
        states.any(|state| matches!(state, DeliveryState::Queued | DeliveryState::Retrying))
    };
    let found = use_polled(&SHOW, EVERY_MS, move || ((id.clone(),), ()), on_its_way);
    let shown = |detail: Signal<NotificationDetail>| {
        let lines = move || deliveries(detail.with(|detail| detail.deliveries.clone()));
        view! {
            <div role="status">{lines}</div>
            <Notice>{msg::arrived_hint}</Notice>
        }
        .into_any()
    };
    view! { <Loaded from=found lines=3 children=shown /> }.into_any()
}

//! One message: all of it, where it leads, how it was delivered. Opening it is reading it. Links in mails lead here.

use super::{deliveries::deliveries, msg, putting_away::PutAway, words};
use crate::{
    flows::{fetch::use_fetch, sending::Sending, unread},
    i18n,
    routes::Route,
    ui::{
        Badge, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded,
        PageHeader,
    },
};
use contract::{
    ids::NotificationId,
    notifications::{NotificationDetail, READ, ReadDraft, SHOW},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MessagePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<NotificationId>> =
        Memo::new(move |_| params.read().get("notification_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <MessageView id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::link(msg::title, Route::Messages.href())];
    view! { <PageHeader title=msg::one_title crumbs /> {content} }.into_any()
}

/// The message of this id.
#[component]
pub fn MessageView(id: NotificationId) -> AnyView {
    let found = use_fetch(&SHOW, {
        let id = id.clone();
        move || Some(((id.clone(),), ()))
    });
    let sending = Sending::new();
    Effect::new(move |_| {
        let is_unread = found
            .value
            .with(|found| found.as_ref().is_some_and(|found| found.notification.read_at.is_none()));
        // Once: a number that stays too high for a moment is no reason to disturb whoever reads.
        if is_unread && sending.failed.with_untracked(Option::is_none) {
            let draft = ReadDraft { notification_ids: vec![id.clone()] };
            sending.send(&READ, (), draft, move |now| {
                unread::tell(now.unread);
                found.refetch();
            });
        }
    });
    let changed = Callback::new(move |()| found.refetch());
    let shown = move |detail: Signal<NotificationDetail>| {
        let content = move || one(detail.get(), changed);
        view! { {content} }.into_any()
    };
    view! { <Loaded from=found lines=6 children=shown /> }.into_any()
}

fn one(detail: NotificationDetail, changed: Callback<()>) -> AnyView {
    let NotificationDetail { notification, deliveries: all, now } = detail;
    let waits = notification.waits(now);
    let (told, titled, standing) = (notification.clone(), notification.clone(), notification.clone());
    let tone = words::standing(&notification, now).1;
    let topic = notification.topic;
    let due = notification.due_at.map(|at| {
        view! { <Described term=msg::due>{move || i18n::end(at)}</Described> }
    });
    let done =
        notification.done_at.map(|at| view! { <Described term=msg::done_at><DateTimeText at /></Described> });
    let go = words::href(&notification).map(|href| {
        view! { <LinkButton label=msg::go href kind=crate::ui::ButtonKind::Primary /> }
    });
    view! {
        <article class="card one-message">
            <h2>{move || words::text(&titled).subject}</h2>
            <p class="one-message__body">{move || words::text(&told).body}</p>
            <DescriptionList>
                <Described term=msg::kind>
                    <Badge label=move || words::standing(&standing, now).0 tone />
                </Described>
                <Described term=msg::topic>{move || words::topic(topic)}</Described>
                <Described term=msg::came_at><DateTimeText at=notification.created_at /></Described>
                {due}
                {done}
            </DescriptionList>
            <div class="message__actions">{go} <PutAway notification waits changed /></div>
            <h3>{msg::delivery}</h3>
            {deliveries(all)}
        </article>
    }
    .into_any()
}

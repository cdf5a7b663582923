//! One's own notifications: listed, shown, read, put away.

use super::store;
use crate::{
    http::change::{Change, Read},
    masking,
    outbox::store as outbox,
    problem::Refused,
    session::principal::SignedIn,
    store::conditions::Page,
};
use contract::{
    demo::Channel,
    ids::NotificationId,
    notifications::{
        ArchiveDraft, ChannelDelivery, MOST_AT_ONCE, NotificationDetail, NotificationPage, NotificationQuery,
        ReadAllDraft, ReadDraft, Unread,
    },
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;

pub(super) async fn list(
    cx: &mut Read,
    who: &SignedIn,
    (): (),
    query: NotificationQuery,
) -> Result<NotificationPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let clock = store::settings::find(&mut cx.conn, &who.user_id).await?.offset_minutes;
    let (notifications, total_count) = store::page(&mut cx.conn, &who.user_id, &query, page, clock).await?;
    Ok(NotificationPage { notifications, total_count, now: cx.now })
}

pub(super) async fn unread(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<Unread, Refused> {
    Ok(Unread { unread: store::unread(&mut cx.conn, &who.user_id).await? })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &SignedIn,
    (id,): (NotificationId,),
    (): (),
) -> Result<NotificationDetail, Refused> {
    let clock = store::settings::find(&mut cx.conn, &who.user_id).await?.offset_minutes;
    let found = store::find(&mut cx.conn, &who.user_id, &id, clock).await?;
    let notification = found.ok_or(ErrorCode::NotFound)?;
    let sent = outbox::of_notification(&mut cx.conn, id.as_str()).await?;
    let deliveries = sent.into_iter().map(|(channel, receiver, delivery)| ChannelDelivery {
        channel,
        receiver: masked(channel, &receiver),
        delivery,
    });
    Ok(NotificationDetail { notification, deliveries: deliveries.collect(), now: cx.now })
}

/// An address as it is shown.
pub(super) fn masked(channel: Channel, receiver: &str) -> String {
    match channel {
        Channel::Sms => masking::telephone(receiver),
        Channel::Email => masking::email(receiver),
        Channel::InSite => receiver.to_owned(),
    }
}

fn check_number(ids: &[NotificationId]) -> Result<(), Refused> {
    if ids.is_empty() {
        return Err(Refused::field("notification_ids", Rule::Missing));
    }
    if ids.len() > MOST_AT_ONCE { Err(ErrorCode::TooMany.into()) } else { Ok(()) }
}

pub(super) async fn read(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    draft: ReadDraft,
) -> Result<Unread, Refused> {
    check_number(&draft.notification_ids)?;
    for id in &draft.notification_ids {
        if !store::mark_read(&mut cx.tx, &who.user_id, id, cx.now).await? {
            return Err(ErrorCode::NotFound.into());
        }
    }
    let detail = json!({ "count": draft.notification_ids.len() });
    changed(cx, who, "notification.read", detail).await
}

pub(super) async fn read_all(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    draft: ReadAllDraft,
) -> Result<Unread, Refused> {
    let count = store::mark_all_read(&mut cx.tx, &who.user_id, draft.until, cx.now).await?;
    changed(cx, who, "notification.read_all", json!({ "count": count })).await
}

pub(super) async fn archive(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    draft: ArchiveDraft,
) -> Result<Unread, Refused> {
    check_number(&draft.notification_ids)?;
    for id in &draft.notification_ids {
        let found = store::find(&mut cx.tx, &who.user_id, id, 0).await?.ok_or(ErrorCode::NotFound)?;
        if draft.archived && found.waits(cx.now) {
            return Err(ErrorCode::StillRequired.into());
        }
        let archived_at = draft.archived.then_some(cx.now);
        store::set_archived(&mut cx.tx, &who.user_id, id, archived_at, cx.now).await?;
    }
    let detail = json!({ "count": draft.notification_ids.len(), "archived": draft.archived });
    changed(cx, who, "notification.archive", detail).await
}

/// The number that is unread now; every other tab hears of it once this is committed.
async fn changed(
    cx: &mut Change,
    who: &SignedIn,
    action: &str,
    detail: serde_json::Value,
) -> Result<Unread, Refused> {
    cx.unread_of = Some(who.user_id.clone());
    cx.audit(action, who.user_id.to_string(), detail);
    Ok(Unread { unread: store::unread(&mut cx.tx, &who.user_id).await? })
}

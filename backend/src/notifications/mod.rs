//! Notifications of whoever is signed in: written with the messages of [`crate::outbox`], listed, read, archived, watched. What
//! is required follows the deadline of its object ([`crate::deadlines::remind`]): nobody but that object says that it is done.

mod handlers;
mod settings;
pub mod store;
mod stream;
mod topics;

pub use stream::Streams;
pub use topics::of as topic_of;

use crate::{http::router::Router, outbox::Message, problem::Fault, secret};
use contract::{
    deadlines::DeadlineKind, demo::Channel, ids::UserId, notification_settings, notifications,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Serves the endpoints of [`contract::notifications`] and [`contract::notification_settings`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(notifications::LIST, handlers::list)
        .fetch(notifications::UNREAD, handlers::unread)
        .events(notifications::STREAM, stream::watch)
        .fetch(notifications::SHOW, handlers::show)
        .submit(notifications::READ, handlers::read)
        .submit(notifications::READ_ALL, handlers::read_all)
        .submit(notifications::ARCHIVE, handlers::archive)
        .fetch(notification_settings::SETTINGS, settings::show)
        .submit(notification_settings::SET_SETTINGS, settings::set)
        .submit(notification_settings::CHECK_REACH, settings::check_reach)
}

/// A notification that was written, and the channels on which its user does not want it.
pub struct Told {
    pub notification_id: String,
    pub off: Vec<Channel>,
}

/// Writes a message into a user's list; `None` for what is no notification, such as a code.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    conn: &mut AnyConnection,
    user_id: &UserId,
    message: &Message,
    now: Timestamp,
) -> Result<Option<Told>, Fault> {
    let Some(topic) = topics::of(message.kind).filter(|_| !message.secret) else { return Ok(None) };
    let (off, listed) = if message.kind == topics::REACH_CHECK {
        // It was asked for on these very channels.
        (Vec::new(), message.channels.contains(&Channel::InSite))
    } else {
        // What is sent by mail or text message only, such as the balance alert, stands in the list as well.
        let off = store::settings::off(conn, user_id, topic).await?;
        let listed = !off.contains(&Channel::InSite);
        (off, listed)
    };
    let notification_id = format!("n-{}", secret::random_id()?);
    let fresh = store::Fresh { notification_id: &notification_id, user_id, topic, listed };
    store::add(conn, &fresh, message, now).await?;
    Ok(Some(Told { notification_id, off }))
}

/// A deadline begins, moves, or (without one) does not matter any more: so do the notifications that require something until
/// then.
///
/// # Errors
/// When the database fails.
pub async fn deadline_is(
    conn: &mut AnyConnection,
    kind: DeadlineKind,
    about_id: &str,
    deadline: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    store::deadline_is(conn, kind, about_id, deadline, now).await
}

/// Throws away what is too old.
///
/// # Errors
/// When the database fails.
pub async fn purge(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    store::purge(conn, now.plus_seconds(-notifications::KEPT_S)).await
}

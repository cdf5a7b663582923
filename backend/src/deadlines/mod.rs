//! The deadline inbox. A noun joins it with a [`contract::deadlines::DeadlineKind`], one query in [`store`], and one call of [`remind`]
//! wherever its deadline begins, moves or ends.

mod calendar;
mod handlers;
mod reminders;
pub mod store;

pub use reminders::{Reminder, remind, send_reminder};

use crate::http::router::Router;
use contract::{deadlines, working_days};

/// Serves the endpoints of [`contract::deadlines`] and [`contract::working_days`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(deadlines::LIST, handlers::list)
        .submit(deadlines::SUBSCRIBE, handlers::subscribe)
        .submit(deadlines::UNSUBSCRIBE, handlers::unsubscribe)
        .download(deadlines::CALENDAR, handlers::calendar)
        .fetch(working_days::SHOW, handlers::working_calendar)
}

//! Delivery evaluation of baseline solutions (domain L): partners register projects, report on them and prove them; the
//! vendor samples, rejects and scores.
//!
//! `contract::delivery_status` is the one state machine; `settling` is the one place where a state changes, with its
//! deadline, its reminders and the vendor's next step. Evidence lies with the attachments.

mod evaluating;
mod evidence;
mod exporting;
mod handlers;
mod notices;
mod reporting;
mod sampling;
mod settling;
pub mod store;
mod templates;

pub use exporting::{sheet, write};
pub use sampling::decided;
pub use settling::{early_reminder, reminder, work_item};

use crate::http::router::Router;
use contract::{delivery_desk, delivery_projects};

/// Serves the endpoints of [`contract::delivery_projects`] and [`contract::delivery_desk`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(delivery_projects::LIST, handlers::list)
        .fetch(delivery_projects::SHOW, handlers::show)
        .submit(delivery_projects::REVEAL, handlers::reveal)
        .submit(delivery_projects::REGISTER, reporting::register)
        .submit(delivery_projects::REPORT, reporting::report)
        .submit(delivery_projects::ATTACH, evidence::attach)
        .submit(delivery_projects::REMOVE, evidence::remove)
        .submit(delivery_projects::SUBMIT, evidence::submit)
        .download(delivery_projects::EVIDENCE, evidence::own_content)
        .download(delivery_projects::TEMPLATE, templates::template)
        .fetch(delivery_desk::LIST, handlers::desk)
        .fetch(delivery_desk::CASE, handlers::case)
        .submit(delivery_desk::SAMPLE, sampling::sample)
        .submit(delivery_desk::EVALUATE, evaluating::evaluate)
        .submit(delivery_desk::REJECT, evaluating::reject)
        .submit(delivery_desk::EXTEND, evaluating::extend)
        .submit(delivery_desk::CLOSE, evaluating::close)
        .download(delivery_desk::CASE_EVIDENCE, evidence::any_content)
}

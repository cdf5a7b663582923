//! Capability labels (domain K): a partner applies with a checklist and evidence, the vendor reviews in three stages, asks for
//! other material, holds defences; what is passed is a label with a badge.
//!
//! `contract::certification_status` is the machine, `settling` the one place where an application changes its state: version,
//! deadline, queue and jobs together. A judgement has a result for each item, which an answer of the work queue has no place
//! for: entries of the queue lead to the application and are closed by its endpoints (decision 0062).

mod applying;
mod badge;
mod defending;
mod drafting;
mod files;
mod handlers;
mod judging;
mod keeping_time;
mod labels;
mod material;
mod names;
mod notices;
mod opinion;
mod settling;
mod standards;
pub mod store;

pub use keeping_time::{close_overdue, remind_of_expiry, reminder, week_left};
pub use settling::{keep_time, work_item};
pub use standards::of_label;

use crate::http::router::Router;
use contract::{capability_labels, certification_desk, certifications};

/// Serves the endpoints of [`contract::certifications`], [`contract::capability_labels`] and [`contract::certification_desk`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(certifications::LABELS, labels::all)
        .fetch(certifications::LABEL, labels::one)
        .fetch(certifications::DRAFT, drafting::show)
        .submit(certifications::SAVE_DRAFT, drafting::save)
        .submit(certifications::SUBMIT, applying::submit)
        .fetch(certifications::LIST, handlers::list)
        .fetch(certifications::SHOW, handlers::show)
        .submit(certifications::UPDATE_MATERIALS, applying::update)
        .submit(certifications::REQUEST_DEFENCE, defending::request)
        .fetch(certifications::DEFENCES, handlers::defences)
        .download(certifications::OPINION, opinion::download)
        .download(certifications::FILE, files::own)
        .fetch(capability_labels::LIST, labels::held)
        .download(capability_labels::BADGE_SVG, badge::svg)
        .download(capability_labels::BADGE_PNG, badge::png)
        .fetch(capability_labels::BADGE_DOWNLOADS, badge::downloads)
        .fetch(certification_desk::CASE, handlers::case)
        .submit(certification_desk::JUDGE, judging::judge)
        .submit(certification_desk::SCHEDULE, defending::schedule)
        .submit(certification_desk::DECLINE, defending::decline)
        .submit(certification_desk::HOLD, defending::hold)
        .download(certification_desk::FILE, files::any)
        .submit(certification_desk::START_FILE, files::start)
        .fetch(certification_desk::SHOW_FILE, files::show)
        .prepared_submit(certification_desk::APPEND_FILE, files::receive, files::append)
}

//! Opportunities in both directions (domain F; rules F in `docs/rules.md`).
//!
//! Read in this order: `settling` (every change of state), `answering` (HO), `writing` and `judging` (PO),
//! `progressing`, `desk` (the vendor's side).

mod answering;
mod desk;
mod detail;
mod judging;
pub mod likeness;
mod notices;
mod partner;
mod progressing;
mod settling;
pub mod store;
mod writing;

pub use judging::{Judgement, judged, reminder, time_out};
pub use settling::time as keep_time;

use crate::http::router::Router;
use contract::{opportunities, opportunity_desk};

/// Serves the endpoints of [`contract::opportunities`] and [`contract::opportunity_desk`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(opportunities::LIST, partner::list)
        .fetch(opportunities::SHOW, partner::show)
        .fetch(opportunities::PIPELINE, partner::pipeline)
        .fetch(opportunities::OFFERINGS, partner::offerings)
        .fetch(opportunities::SIMILAR, partner::similar)
        .submit(opportunities::ACCEPT, answering::accept)
        .submit(opportunities::REJECT, answering::reject)
        .submit(opportunities::CREATE, writing::create)
        .submit(opportunities::UPDATE, writing::update)
        .submit(opportunities::DISCARD, writing::discard)
        .submit(opportunities::REPORT_PROGRESS, progressing::report)
        .fetch(opportunity_desk::LIST, desk::list)
        .fetch(opportunity_desk::CASE, desk::case)
        .submit(opportunity_desk::SHARE, desk::share)
        .submit(opportunity_desk::RECALL, desk::recall)
        .submit(opportunity_desk::CANCEL, desk::cancel)
        .submit(opportunity_desk::SET_OFFERING, desk::set_offering)
        .fetch(opportunity_desk::REVIEWERS, desk::reviewers)
        .fetch(opportunity_desk::PROGRAMME_MEMBERS, desk::programme_members)
}

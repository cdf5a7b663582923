//! Incentives (domain G): reckoned month by month, published, confirmed by the partner or its deadline, frozen while a
//! customer's spend is unpaid, expired a year after the identity was lost. What becomes of their money is in
//! [`crate::payouts`]; where it is, in [`money`].

mod confirming;
mod exporting;
mod feedback;
mod files;
mod freezing;
mod handlers;
pub mod money;
mod notices;
mod period;
mod publishing;
pub mod store;

pub use confirming::{book_confirmed, confirm_by_time};
pub use exporting::{details, write_details};
pub use feedback::{answered, case};
pub use files::case_file;
pub use freezing::{expire, lapse, lose_identity, spend_paid, thaw};
pub use period::PeriodOf;
pub use publishing::{keep_time, publish, reminder};

use crate::http::router::Router;
use contract::incentives;

/// Serves the endpoints of [`contract::incentives`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(incentives::SUMMARY, handlers::summary)
        .fetch(incentives::RECONCILIATIONS, handlers::reconciliations)
        .fetch(incentives::SHOW, handlers::show)
        .submit(incentives::CONFIRM, confirming::confirm)
        .submit(incentives::GIVE_FEEDBACK, feedback::give)
        .fetch(incentives::FEEDBACKS, feedback::list)
        .fetch(incentives::LINES, handlers::lines)
        .fetch(incentives::FILTERS, handlers::filters)
        .fetch(incentives::CHART, handlers::chart)
        .download(incentives::FILE, files::file)
}

//! What lists, forms and states of files are called.

use super::msg;
use crate::ui::Tone;
use contract::{
    exports::{ExportFailure, ExportFormat, ExportOf, ExportStatus},
    marketing_tasks::TaskKind,
};

/// What a file is made of; tracked.
#[must_use]
pub fn name(of: &ExportOf) -> String {
    match of {
        ExportOf::Bill(query) => msg::of_bill(query.bill_cycle),
        ExportOf::BillDetails(query) => msg::of_bill_details(query.bill_cycle),
        ExportOf::Statements(_) => msg::of_statements().to_owned(),
        ExportOf::Statement(choice) => msg::of_statement(&choice.statement_id),
        ExportOf::IncentiveDetails(_) => msg::of_incentive_details().to_owned(),
        ExportOf::MarketingTasks(query) => match query.kind {
            TaskKind::Expansion => msg::of_expansion_tasks(),
            TaskKind::Renewal => msg::of_renewal_tasks(),
        }
        .to_owned(),
        ExportOf::ActivityLog(_) => msg::of_activity_log().to_owned(),
        ExportOf::DeliveryProjects(_) => msg::of_delivery_projects().to_owned(),
    }
}

#[must_use]
pub fn format(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => msg::csv(),
        ExportFormat::Xlsx => msg::xlsx(),
        ExportFormat::Pdf => msg::pdf(),
    }
}

#[must_use]
pub fn status(status: ExportStatus) -> (&'static str, Tone) {
    match status {
        ExportStatus::Queued => (msg::queued(), Tone::Neutral),
        ExportStatus::Running => (msg::running(), Tone::Info),
        ExportStatus::Completed => (msg::completed(), Tone::Success),
        ExportStatus::Failed => (msg::failed(), Tone::Danger),
        ExportStatus::Expired => (msg::expired(), Tone::Neutral),
    }
}

/// Why there is no file, and what to do.
#[must_use]
pub fn failure(why: ExportFailure) -> &'static str {
    match why {
        ExportFailure::TooManyRows => msg::failed_rows(),
        ExportFailure::NoPermission => msg::failed_permission(),
        ExportFailure::NotThere => msg::failed_not_there(),
        ExportFailure::Fault => msg::failed_fault(),
    }
}

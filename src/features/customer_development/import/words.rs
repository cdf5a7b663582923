//! What fields, results and states of imports are called.

use super::{check::Line, columns::Field, msg};
use crate::{
    features::customer_development::words::filing_refusal,
    i18n,
    ui::{self, Tone},
};
use contract::{
    filing_imports::{ImportStatus, RowResult},
    filing_rules::FilingRefusal,
};

pub fn field(field: Field) -> &'static str {
    match field {
        Field::CustomerName => msg::field_customer_name(),
        Field::MobilePhone => msg::field_mobile_phone(),
        Field::Email => msg::field_email(),
        Field::CountryCode => msg::field_country_code(),
        Field::Industry => msg::field_industry(),
        Field::Contact => msg::field_contact(),
        Field::Remark => msg::field_remark(),
    }
}

/// Everything that is wrong with a row.
pub fn problems(line: &Line) -> String {
    let wrong = line.problems.iter().map(|(of, rule)| msg::wrong(field(*of), ui::rule_sentence(rule)));
    let twin = line.twin_of.map(msg::twin_of);
    i18n::list(wrong.chain(twin))
}

pub fn refusal(refusal: FilingRefusal) -> &'static str {
    filing_refusal(refusal)
}

pub fn result(result: RowResult) -> &'static str {
    match result {
        RowResult::Filed => msg::result_filed(),
        RowResult::PendingReview => msg::result_pending_review(),
        RowResult::Listed => msg::result_listed(),
        RowResult::Refused => msg::result_refused(),
        RowResult::Duplicate => msg::result_duplicate(),
    }
}

pub fn status(status: ImportStatus) -> (&'static str, Tone) {
    match status {
        ImportStatus::Checking => (msg::status_checking(), Tone::Warning),
        ImportStatus::Checked => (msg::status_checked(), Tone::Info),
        ImportStatus::Applying => (msg::status_applying(), Tone::Warning),
        ImportStatus::Done => (msg::status_done(), Tone::Success),
        ImportStatus::Cancelled => (msg::status_cancelled(), Tone::Neutral),
    }
}

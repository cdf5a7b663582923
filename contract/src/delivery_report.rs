//! How a delivery ended, as the partner reports it (反馈交付状态, domain L).

use crate::{
    text::{Remark, Rule},
    time::Date,
};
use serde::{Deserialize, Serialize};

words! {
    /// How a delivery ended.
    DeliveryResult {
        /// The customer accepted it.
        Accepted = "ACCEPTED",
        /// The customer agreed to unsubscribe and end the deal.
        Unsubscribed = "UNSUBSCRIBED",
    }
}

/// Input of [`REPORT`](crate::delivery_projects::REPORT).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportDraft {
    pub version: i64,
    pub result: DeliveryResult,
    /// Needed with `ACCEPTED`, and not with the other: from the day of the order to today.
    #[serde(default)]
    pub accepted_on: Option<Date>,
    /// Needed with `UNSUBSCRIBED`: why.
    #[serde(default)]
    pub note: Option<Remark>,
}

impl ReportDraft {
    /// Which field makes no sense for this project, and why (Q4).
    #[must_use]
    pub fn wrong(&self, ordered_on: Date, today: Date) -> Option<(&'static str, Rule)> {
        match (self.result, self.accepted_on, &self.note) {
            (DeliveryResult::Accepted, None, _) => Some(("accepted_on", Rule::Missing)),
            (DeliveryResult::Accepted, Some(day), _) if day < ordered_on || day > today => {
                Some(("accepted_on", Rule::OutOfRange))
            }
            (DeliveryResult::Unsubscribed, Some(_), _) => Some(("accepted_on", Rule::Unexpected)),
            (DeliveryResult::Unsubscribed, None, None) => Some(("note", Rule::Missing)),
            (DeliveryResult::Accepted, Some(_), _) | (DeliveryResult::Unsubscribed, None, Some(_)) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DeliveryResult::{Accepted, Unsubscribed};
    use super::*;

    #[test]
    fn an_acceptance_has_its_day_and_an_end_its_reason() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let draft = |result, accepted_on: Option<&str>, note: Option<&str>| ReportDraft {
            version: 1,
            result,
            accepted_on: accepted_on.map(day),
            note: note.map(|note| note.to_owned().try_into().unwrap()),
        };
        let wrong = |draft: ReportDraft| draft.wrong(day("2026-06-01"), day("2026-11-23"));
        assert_eq!(wrong(draft(Accepted, Some("2026-11-23"), None)), None);
        assert_eq!(wrong(draft(Accepted, None, None)), Some(("accepted_on", Rule::Missing)));
        assert_eq!(wrong(draft(Accepted, Some("2026-11-24"), None)), Some(("accepted_on", Rule::OutOfRange)));
        assert_eq!(wrong(draft(Accepted, Some("2026-05-31"), None)), Some(("accepted_on", Rule::OutOfRange)));
        assert_eq!(wrong(draft(Unsubscribed, None, Some("moved"))), None);
        assert_eq!(wrong(draft(Unsubscribed, None, None)), Some(("note", Rule::Missing)));
        let both = wrong(draft(Unsubscribed, Some("2026-11-01"), Some("moved")));
        assert_eq!(both, Some(("accepted_on", Rule::Unexpected)));
    }
}

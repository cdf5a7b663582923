//! A report as it was typed, and how it becomes what the contract wants.

use crate::flows::amount::read_amount;
use contract::{opportunities::ProgressDraft, opportunity_status::ProgressStage, text::Explanation};

/// What was typed.
pub(super) struct Typed {
    pub stage: Option<ProgressStage>,
    pub reached_on: String,
    pub description: String,
    pub signed_amount: String,
}

impl Typed {
    /// The report, without its files. Whether the day lies ahead is decided by the backend's clock.
    pub fn read(self, version: i64) -> Option<ProgressDraft> {
        let stage = self.stage?;
        let signed_amount = match stage {
            ProgressStage::Signed => Some(read_amount(&self.signed_amount).ok()?),
            // An amount that was typed before another stage was chosen is not sent.
            _ => None,
        };
        Some(ProgressDraft {
            version,
            stage,
            reached_on: self.reached_on.parse().ok()?,
            description: Explanation::try_from(self.description).ok()?,
            signed_amount,
            attachment_ids: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(stage: ProgressStage, signed_amount: &str) -> Typed {
        Typed {
            stage: Some(stage),
            reached_on: "2026-11-23".to_owned(),
            description: "signed at noon".to_owned(),
            signed_amount: signed_amount.to_owned(),
        }
    }

    #[test]
    fn an_amount_is_sent_with_a_signature_and_with_nothing_else() {
        let signed = typed(ProgressStage::Signed, "12.50").read(3).unwrap();
        assert_eq!(signed.signed_amount, "12.50".parse().ok());
        assert_eq!(typed(ProgressStage::Signed, "0").read(3), None);
        assert_eq!(typed(ProgressStage::Signed, "").read(3), None);
        let delivered = typed(ProgressStage::Delivered, "12.50").read(3).unwrap();
        assert_eq!(delivered.signed_amount, None);
    }

    #[test]
    fn without_stage_day_or_description_there_is_no_report() {
        let whole = || typed(ProgressStage::Solution, "");
        assert!(whole().read(1).is_some());
        assert_eq!(Typed { stage: None, ..whole() }.read(1), None);
        assert_eq!(Typed { reached_on: String::new(), ..whole() }.read(1), None);
        assert_eq!(Typed { description: " ".to_owned(), ..whole() }.read(1), None);
    }
}

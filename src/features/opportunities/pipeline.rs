//! What the pipeline shows of the groups that the backend counts. Pure.

use super::state::ListState;
use contract::{
    money::Amount,
    opportunities::{Pipeline, PipelineGroup},
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub status: OpportunityStatus,
    pub stage: Option<ProgressStage>,
    pub count: u32,
    pub amount: Amount,
    /// Length: its share of the largest amount, in percent; one that has something is never invisible.
    pub percent: u32,
    /// The list of what it counts.
    pub href: String,
}

/// Groups in which there is something, in the order of their life.
pub fn bars(direction: Direction, pipeline: &Pipeline) -> Vec<Bar> {
    let full: Vec<&PipelineGroup> = pipeline.groups.iter().filter(|group| group.count > 0).collect();
    let largest = full.iter().map(|group| group.amount.minor()).max().unwrap_or(0);
    full.into_iter()
        .map(|group| Bar {
            status: group.status,
            stage: group.stage,
            count: group.count,
            amount: group.amount,
            percent: percent(group.amount.minor(), largest),
            href: ListState { status: Some(group.status), stage: group.stage, ..ListState::of(direction) }
                .href(),
        })
        .collect()
}

fn percent(part: i64, whole: i64) -> u32 {
    let share = if whole > 0 { i128::from(part) * 100 / i128::from(whole) } else { 0 };
    u32::try_from(share.clamp(1, 100)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::money::Currency;

    fn group(
        status: OpportunityStatus,
        stage: Option<ProgressStage>,
        count: u32,
        amount: &str,
    ) -> PipelineGroup {
        PipelineGroup { status, stage, count, amount: amount.parse().unwrap_or(Amount::ZERO) }
    }

    #[test]
    fn bars_are_shares_of_the_largest_amount_and_lead_to_what_they_count() {
        let pipeline = Pipeline {
            currency: Currency::Cny,
            groups: vec![
                group(OpportunityStatus::Draft, None, 0, "0"),
                group(OpportunityStatus::Verified, None, 1, "0.01"),
                group(OpportunityStatus::InProgress, Some(ProgressStage::Signed), 2, "999999999999.99"),
            ],
        };
        let bars = bars(Direction::ToVendor, &pipeline);
        let shown: Vec<_> = bars.iter().map(|bar| (bar.status, bar.percent)).collect();
        assert_eq!(shown, [(OpportunityStatus::Verified, 1), (OpportunityStatus::InProgress, 100)]);
        assert_eq!(bars[1].href, "/sales/opportunities?tab=po&status=IN_PROGRESS&stage=SIGNED");
    }

    #[test]
    fn without_any_amount_there_are_bars_all_the_same() {
        let groups = vec![group(OpportunityStatus::Draft, None, 3, "0")];
        let pipeline = Pipeline { currency: Currency::Cny, groups };
        assert_eq!(bars(Direction::ToVendor, &pipeline)[0].percent, 1);
    }
}

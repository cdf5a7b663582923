//! The points of a delivery (domain L): for each criterion, and in total.

use crate::text::Rule;
use serde::{Deserialize, Serialize};

/// Points of one criterion or of the whole: 0–100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("maximum" = 100)))]
#[serde(try_from = "u32", into = "u32")]
pub struct Score(u32);

impl Score {
    pub const MAX: u32 = 100;

    #[must_use]
    pub const fn points(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Score {
    type Error = Rule;

    fn try_from(points: u32) -> Result<Self, Rule> {
        if points <= Self::MAX { Ok(Self(points)) } else { Err(Rule::OutOfRange) }
    }
}

/// As it is typed.
impl TryFrom<String> for Score {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        match text.trim() {
            "" => Err(Rule::Missing),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse::<u32>().map_err(|_| Rule::OutOfRange).and_then(Self::try_from)
            }
            _ => Err(Rule::Malformed),
        }
    }
}

impl From<Score> for u32 {
    fn from(score: Score) -> Self {
        score.0
    }
}

words! {
    /// What is judged (proposed: the source says that there is a score).
    Criterion {
        /// Whether the evidence is complete and true.
        Evidence = "EVIDENCE",
        /// Whether the solution works as promised.
        Quality = "QUALITY",
        /// Whether it was delivered as planned.
        Schedule = "SCHEDULE",
        /// Whether the customer is content.
        Satisfaction = "SATISFACTION",
    }
}

/// Points for one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CriterionScore {
    pub criterion: Criterion,
    pub score: Score,
}

/// The total of a whole set of scores: their mean, halves rounded up (proposed). `None` unless every criterion is there
/// once.
#[must_use]
pub fn total(scores: &[CriterionScore]) -> Option<Score> {
    let is_once =
        |criterion: &Criterion| scores.iter().filter(|one| one.criterion == *criterion).count() == 1;
    if scores.len() != Criterion::ALL.len() || !Criterion::ALL.iter().all(is_once) {
        return None;
    }
    let sum: u32 = scores.iter().map(|one| one.score.points()).sum();
    let count = u32::try_from(scores.len()).ok()?;
    Score::try_from((2 * sum + count) / (2 * count)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(points: [u32; 4]) -> Vec<CriterionScore> {
        let one = |(criterion, points)| CriterionScore { criterion, score: Score::try_from(points).unwrap() };
        Criterion::ALL.into_iter().zip(points).map(one).collect()
    }

    #[test]
    fn the_total_is_the_mean_and_halves_are_rounded_up() {
        let total_of = |points| total(&scores(points)).map(Score::points);
        assert_eq!(total_of([0; 4]), Some(0));
        assert_eq!(total_of([100; 4]), Some(100));
        assert_eq!(total_of([90, 80, 85, 87]), Some(86), "85.5");
        assert_eq!(total_of([90, 80, 85, 86]), Some(85), "85.25");
    }

    #[test]
    fn there_is_no_total_unless_every_criterion_has_points_once() {
        let all = scores([80; 4]);
        assert_eq!(total(&all[..3]), None);
        assert_eq!(total(&[all[0], all[0], all[1], all[2]]), None);
    }

    #[test]
    fn a_score_is_a_whole_number_up_to_a_hundred() {
        let typed = |text: &str| Score::try_from(text.to_owned());
        assert_eq!(typed(" 100 ").map(Score::points), Ok(100));
        for (text, rule) in [
            ("", Rule::Missing),
            ("101", Rule::OutOfRange),
            ("-1", Rule::Malformed),
            ("8.5", Rule::Malformed),
        ] {
            assert_eq!(typed(text), Err(rule), "{text}");
        }
    }
}

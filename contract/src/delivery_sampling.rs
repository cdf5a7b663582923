//! Which accepted projects are evaluated (domain L): chosen by the vendor, or drawn so that anybody can draw them again.

use crate::{
    ids::{DeliveryProjectId, SamplingId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Projects of one round of sampling.
pub const MAX_ROUND: usize = 100;

/// How the sample of a round is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum SampleHow {
    /// These ones, all of them in the round.
    Chosen { project_ids: Vec<DeliveryProjectId> },
    /// So many of a hundred, 1–100; at least one project. The backend draws.
    Share { percent: u32 },
}

words! {
    /// Its name alone.
    SampleMethod {
        Chosen = "CHOSEN",
        Share = "SHARE",
    }
}

/// A round, as it was recorded: with it the draw can be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sampling {
    pub sampling_id: SamplingId,
    pub method: SampleMethod,
    /// With `SHARE`.
    pub percent: Option<u32>,
    /// With `SHARE`: what the draw began with, in hex.
    pub seed: Option<String>,
    /// Projects of the round, of all partners.
    pub projects: u32,
    pub sampled: u32,
    pub at: Timestamp,
}

/// The projects that are drawn out of a round: those with the smallest [`rank`]. The same seed draws the same, in whatever
/// order the round is given.
#[must_use]
pub fn drawn(seed: &str, percent: u32, round: &[DeliveryProjectId]) -> Vec<DeliveryProjectId> {
    let wanted = (round.len() * percent.min(100) as usize).div_ceil(100);
    let mut ranked: Vec<(u64, &DeliveryProjectId)> = round.iter().map(|id| (rank(seed, id), id)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(wanted).map(|(_, id)| id.clone()).collect()
}

/// FNV-1a of the seed and the id, its bits mixed so that ids which differ by one digit lie far apart.
#[must_use]
pub fn rank(seed: &str, id: &DeliveryProjectId) -> u64 {
    let bytes = seed.bytes().chain([b'/']).chain(id.as_str().bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round(size: usize) -> Vec<DeliveryProjectId> {
        (0..size).map(|number| format!("dp-{number}").parse().unwrap()).collect()
    }

    proptest! {
        #[test]
        fn a_share_is_as_large_as_it_says_and_the_same_for_the_same_seed(
            size in 1_usize..=MAX_ROUND, percent in 1_u32..=100, seed in "[0-9a-f]{16}"
        ) {
            let round = round(size);
            let first = drawn(&seed, percent, &round);
            prop_assert_eq!(first.len(), (size * percent as usize).div_ceil(100));
            let mut other_way = round.clone();
            other_way.reverse();
            prop_assert_eq!(&first, &drawn(&seed, percent, &other_way));
            prop_assert!(first.iter().all(|id| round.contains(id)));
        }
    }

    #[test]
    fn over_many_seeds_every_project_is_drawn_about_as_often() {
        let round = round(20);
        let mut times = vec![0_u32; round.len()];
        for seed in 0..2_000 {
            for id in drawn(&format!("{seed:016x}"), 25, &round) {
                times[round.iter().position(|known| *known == id).unwrap()] += 1;
            }
        }
        // 500 each are expected, with a standard deviation of about 19.
        assert!(times.iter().all(|times| (400..=600).contains(times)), "{times:?}");
    }
}

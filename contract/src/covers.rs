//! Vacation cover: a member hands its queue (the customers it manages, its filings, invitations and deadlines) to a
//! colleague for some days, with a note. The colleague sees and does with them what its own roles allow; nothing is
//! handed on a second time, and everything goes back by itself.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{CoverId, UserId},
    permissions::{Access, Permission},
    text::Explanation,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// `POST …/query`: what this member handed over or took over, the latest first.
pub const LIST: Fetch<(), CoverQuery, CoverPage> =
    Fetch::query("ListCovers", "/v2/partners/covers/query", Access::Member);
/// `GET …/colleagues`: who can take over this member's queue, and why others cannot.
pub const COLLEAGUES: Fetch<(), (), Colleagues> =
    Fetch::get("ListCoverColleagues", "/v2/partners/covers/colleagues", Access::Member);
/// `POST …`: hand the queue over. `CBC.99100080` while another one of this member's falls on these days, `CBC.99100081`
/// when it would be handed on, `CBC.99100082` when the colleague may not hold it, `CBC.0100` for the days.
pub const CREATE: Submit<(), CoverDraft, Cover> =
    Submit::post("CreateCover", "/v2/partners/covers", Access::Member);
/// `POST …/{cover_id}/end`: either of the two ends it before its time.
pub const END: Submit<(CoverId,), CoverVersion, Cover> =
    Submit::post("EndCover", "/v2/partners/covers/{cover_id}/end", Access::Member);

/// Days of one cover.
pub const MAX_DAYS: i64 = 60;
/// A cover begins at most so many days from now.
pub const MAX_DAYS_AHEAD: i64 = 180;

/// What a queue consists of. A colleague must hold of these whatever the member holds: a cover gives data, never rights.
pub const OF_A_QUEUE: [Permission; 6] = [
    Permission::ViewCustomers,
    Permission::DevelopCustomers,
    Permission::WorkOpportunities,
    Permission::ConfirmIncentives,
    Permission::ApplyPayouts,
    Permission::ConfirmStatements,
];

/// What of a queue a colleague could not work on.
#[must_use]
pub fn lacks(owner: impl Fn(Permission) -> bool, colleague: impl Fn(Permission) -> bool) -> bool {
    OF_A_QUEUE.into_iter().any(|permission| owner(permission) && !colleague(permission))
}

words! {
    /// Which covers of a member.
    #[derive(Default)]
    CoverSide {
        /// Handed over to a colleague.
        #[default]
        Given = "GIVEN",
        /// Taken over from one.
        Taken = "TAKEN",
    }

    /// Where a cover stands. The clock moves it, nobody has to.
    CoverState {
        /// Its first day is still to come.
        Planned = "PLANNED",
        /// The colleague sees the queue.
        Active = "ACTIVE",
        /// Its last day is over.
        Over = "OVER",
        /// One of the two ended it before.
        EndedEarly = "ENDED_EARLY",
    }
}

impl CoverState {
    /// The state of a cover of these times.
    #[must_use]
    pub fn at(now: Timestamp, begins_at: Timestamp, ends_at: Timestamp, ended: bool) -> Self {
        if ended {
            Self::EndedEarly
        } else if now < begins_at {
            Self::Planned
        } else if now < ends_at {
            Self::Active
        } else {
            Self::Over
        }
    }

    /// Whether it can be ended before its time.
    #[must_use]
    pub const fn can_end(self) -> bool {
        matches!(self, Self::Planned | Self::Active)
    }
}

/// The queue of one member in another one's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cover {
    pub cover_id: CoverId,
    pub owner_user_id: UserId,
    /// Display name.
    pub owner: String,
    pub colleague_user_id: UserId,
    /// Display name.
    pub colleague: String,
    /// First and last day (GMT+08:00).
    pub first_day: Date,
    pub last_day: Date,
    pub note: String,
    pub state: CoverState,
    pub created_at: Timestamp,
    /// With [`CoverState::EndedEarly`], and the display name of who did it.
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<String>,
    pub version: i64,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CoverQuery {
    pub side: CoverSide,
    /// Only those that are in force now.
    pub active: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverPage {
    pub covers: Vec<Cover>,
    pub total_count: u32,
}

/// Answer of [`COLLEAGUES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Colleagues {
    /// The other active members of the partner, by login name.
    pub colleagues: Vec<Colleague>,
    /// Today by the backend's clock (GMT+08:00): no cover begins before it.
    pub today: Date,
}

/// Another member of the partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Colleague {
    pub user_id: UserId,
    pub name: String,
    pub account_name: String,
    /// Whether its roles allow it to work on the whole queue.
    pub may_cover: bool,
}

/// Input of [`CREATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverDraft {
    pub colleague_user_id: UserId,
    /// Today or later.
    pub first_day: Date,
    /// The same day or later, at most [`MAX_DAYS`] in all.
    pub last_day: Date,
    /// What the colleague has to know.
    pub note: Explanation,
}

/// Input of [`END`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverVersion {
    pub version: i64,
}

/// Which of the two days is wrong, as the name of its field; the form and the backend ask the same.
#[must_use]
pub fn wrong_day(today: Date, first_day: Date, last_day: Date) -> Option<&'static str> {
    if first_day < today || first_day > today.plus_days(MAX_DAYS_AHEAD) {
        Some("first_day")
    } else if last_day < first_day || last_day >= first_day.plus_days(MAX_DAYS) {
        Some("last_day")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permissions::Role;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_cover_is_of_today_or_later_and_at_most_sixty_days() {
        let today = day("2026-11-23");
        let wrong = |first: &str, last: &str| wrong_day(today, day(first), day(last));
        assert_eq!(wrong("2026-11-23", "2026-11-23"), None);
        assert_eq!(wrong("2026-11-22", "2026-11-30"), Some("first_day"));
        assert_eq!(wrong("2026-12-01", "2026-11-30"), Some("last_day"));
        assert_eq!(wrong("2026-11-23", "2027-01-21"), None);
        assert_eq!(wrong("2026-11-23", "2027-01-22"), Some("last_day"));
        assert_eq!(wrong("2027-06-01", "2027-06-02"), Some("first_day"));
    }

    #[test]
    fn the_clock_begins_and_ends_it() {
        let (begins, ends) = (Timestamp::from_seconds(100), Timestamp::from_seconds(200));
        let at = |now, ended| CoverState::at(Timestamp::from_seconds(now), begins, ends, ended);
        assert_eq!(at(99, false), CoverState::Planned);
        assert_eq!(at(100, false), CoverState::Active);
        assert_eq!(at(199, false), CoverState::Active);
        assert_eq!(at(200, false), CoverState::Over);
        assert_eq!(at(150, true), CoverState::EndedEarly);
        assert!(CoverState::ALL.into_iter().filter(|state| state.can_end()).count() == 2);
    }

    #[test]
    fn a_colleague_must_be_able_to_work_on_all_of_it() {
        let holds = |role: Role| move |permission: Permission| role.permissions().contains(&permission);
        assert!(!lacks(holds(Role::AccountManager), holds(Role::AccountManager)));
        assert!(!lacks(holds(Role::AccountManager), holds(Role::Administrator)));
        assert!(lacks(holds(Role::AccountManager), holds(Role::Finance)));
        assert!(lacks(holds(Role::Administrator), holds(Role::AccountManagerDirector)));
        assert!(!lacks(holds(Role::Operator), holds(Role::Operator)));
    }
}

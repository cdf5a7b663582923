//! What can be done with a filing, and with several together. Pure.

use contract::{
    filings::{Filing, FilingStatus, MAX_BATCH},
    ids::FilingId,
};

/// What the page keeps of a row that is picked: enough to act on it from another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub filing_id: FilingId,
    /// Masked.
    pub name: String,
    pub status: FilingStatus,
}

impl Picked {
    pub fn of(filing: &Filing) -> Self {
        Self {
            filing_id: filing.filing_id.clone(),
            name: filing.customer_name.clone(),
            status: filing.status,
        }
    }
}

/// Why something cannot be done with all that are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTogether {
    TooMany,
    /// So many are in another state.
    OtherState(usize),
}

/// Whether all of them can be invited.
pub fn can_invite<'a>(picked: impl Iterator<Item = &'a Picked>) -> Result<(), NotTogether> {
    together(picked, |status| status == FilingStatus::Filed)
}

/// Whether all of them can be filed (again).
pub fn can_file<'a>(picked: impl Iterator<Item = &'a Picked>) -> Result<(), NotTogether> {
    together(picked, FilingStatus::can_be_filed)
}

fn together<'a>(
    picked: impl Iterator<Item = &'a Picked>,
    fits: impl Fn(FilingStatus) -> bool,
) -> Result<(), NotTogether> {
    let (mut all, mut others) = (0, 0);
    for row in picked {
        all += 1;
        others += usize::from(!fits(row.status));
    }
    match (all, others) {
        (all, _) if all > MAX_BATCH => Err(NotTogether::TooMany),
        (_, 0) => Ok(()),
        (_, others) => Err(NotTogether::OtherState(others)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(statuses: &[FilingStatus]) -> Vec<Picked> {
        let row = |(number, status): (usize, &FilingStatus)| Picked {
            filing_id: format!("f-{number}").parse().unwrap(),
            name: String::new(),
            status: *status,
        };
        statuses.iter().enumerate().map(row).collect()
    }

    #[test]
    fn only_what_is_filed_is_invited_and_the_others_are_counted() {
        use FilingStatus as S;
        assert_eq!(can_invite(picked(&[S::Filed, S::Filed]).iter()), Ok(()));
        let mixed = picked(&[S::Filed, S::Expired, S::NotFiled]);
        assert_eq!(can_invite(mixed.iter()), Err(NotTogether::OtherState(2)));
        assert_eq!(can_file(mixed.iter()), Err(NotTogether::OtherState(1)));
        assert_eq!(can_file(picked(&[S::Filed; 101]).iter()), Err(NotTogether::TooMany));
    }
}

//! What the address of the page says: a step of the form, and what was interrupted to come here.

use crate::routes::{Return, Route};

/// A step of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Basic,
    Bank,
    Review,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Basic, Self::Bank, Self::Review];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Bank => "bank",
            Self::Review => "review",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// The whole of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Absent: where the certification stands.
    pub step: Option<Step>,
    pub interrupted: Option<Return>,
}

const STEP: &str = "step";

impl Address {
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            step: value(STEP).as_deref().and_then(Step::parse),
            interrupted: value(Return::NAME).as_deref().and_then(Return::parse),
        }
    }

    pub fn at(self, step: Option<Step>) -> Self {
        Self { step, ..self }
    }

    pub fn href(self) -> String {
        Route::BusinessInformation.href_with(&[
            (STEP, self.step.map_or("", Step::as_str)),
            (Return::NAME, self.interrupted.map_or("", Return::as_str)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_in_the_address_from_step_to_step() {
        let address = Address { step: None, interrupted: Some(Return::Payout) };
        assert_eq!(
            address.at(Some(Step::Bank)).href(),
            "/partner-information/business?step=bank&return=payout"
        );
        let query = |name: &str| match name {
            "step" => Some("review".to_owned()),
            "return" => Some("https://elsewhere.example".to_owned()),
            _ => None,
        };
        assert_eq!(Address::read(&query), Address { step: Some(Step::Review), interrupted: None });
    }
}

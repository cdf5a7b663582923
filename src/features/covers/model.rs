//! What the address of the page means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::covers::{CoverQuery, CoverSide};

/// Everything that a link to the page carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoversState {
    pub side: CoverSide,
    pub page: PageChange,
}

impl CoversState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            side: value("side").as_deref().and_then(CoverSide::parse).unwrap_or_default(),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let whose = if self.side == CoverSide::default() { "" } else { self.side.as_str() };
        Route::Covers.href_with(&[("side", whose), (size.0, &size.1), (page.0, &page.1)])
    }

    pub const fn query(&self) -> CoverQuery {
        CoverQuery {
            side: self.side,
            active: false,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_handed_over_is_the_usual_side() {
        let read =
            |side: &'static str| CoversState::read(&|name| (name == "side").then(|| side.to_owned())).href();
        assert_eq!(read("TAKEN"), "/organization/cover?side=TAKEN");
        assert_eq!(read("GIVEN"), "/organization/cover");
        assert_eq!(read("bogus"), "/organization/cover");
    }
}

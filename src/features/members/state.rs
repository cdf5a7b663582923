//! The list's state, as it stands in the address: never a name. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::ids::RoleId;

/// Filter and page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    pub role: Option<RoleId>,
    pub page: PageChange,
}

impl ListState {
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self { role: value("role").and_then(|id| id.parse().ok()), page: PageChange::read(value) }
    }

    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let role = self.role.as_ref().map(RoleId::as_str).unwrap_or_default();
        Route::Members.href_with(&[("role", role), (size.0, &size.1), (page.0, &page.1)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_the_same_members() {
        let read = |name: &str| match name {
            "role" => Some("FINANCE".to_owned()),
            "page" => Some("2".to_owned()),
            _ => None,
        };
        assert_eq!(ListState::read(&read).href(), "/organization/members?role=FINANCE&page=2");
        assert_eq!(ListState::read(&|_| Some("no id".to_owned())).role, None);
    }
}

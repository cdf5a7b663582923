//! What the address of the tab means, and what can be done with an invitation. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    invitations::{Invitation, InvitationEvent, InvitationKind, InvitationQuery, InvitationStatus},
    time::Date,
};

/// Filters and page; names are personal and never stand here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryState {
    pub status: Option<InvitationStatus>,
    pub kind: Option<InvitationKind>,
    /// First and last day of the invitation.
    pub begin: Option<Date>,
    pub end: Option<Date>,
    pub page: PageChange,
}

impl HistoryState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            status: value("status").as_deref().and_then(InvitationStatus::parse),
            kind: value("kind").as_deref().and_then(InvitationKind::parse),
            begin: value("from").and_then(|day| day.parse().ok()),
            end: value("to").and_then(|day| day.parse().ok()),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Route::CustomerDevelopment.href_with(&[
            ("tab", "history"),
            ("status", self.status.map_or("", InvitationStatus::as_str)),
            ("kind", self.kind.map_or("", InvitationKind::as_str)),
            ("from", &day(self.begin)),
            ("to", &day(self.end)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend; `name` is part of the customer's name.
    pub fn query(&self, name: &str) -> InvitationQuery {
        let name = name.trim();
        InvitationQuery {
            status_list: self.status.into_iter().collect(),
            kind: self.kind,
            customer_name: (!name.is_empty()).then(|| name.to_owned()),
            invited_begin: self.begin,
            invited_end: self.end,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether rows may be missing because of a filter or an earlier page.
    pub fn is_narrowed(&self) -> bool {
        self.page.offset > 0 || *self != Self { page: self.page, ..Self::default() }
    }
}

/// Whether a new link can take its place.
pub fn can_resend(invitation: &Invitation) -> bool {
    invitation.kind == InvitationKind::Online && invitation.status.after(InvitationEvent::Replace).is_ok()
}

/// Whether its link can be ended.
pub fn can_revoke(invitation: &Invitation) -> bool {
    invitation.kind == InvitationKind::Online && invitation.status.after(InvitationEvent::Revoke).is_ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use contract::{associations::AssociationType, time::Timestamp};

    pub fn invitation(kind: InvitationKind, status: InvitationStatus) -> Invitation {
        Invitation {
            invitation_id: "i-1".parse().unwrap(),
            kind,
            filing_id: None,
            customer_name: "杭州****公司".to_owned(),
            email: None,
            association_type: AssociationType::Referral,
            status,
            invited_at: Timestamp::from_seconds(0),
            expire_at: None,
            associated_at: None,
            fail_cause: None,
            tag: None,
            inviter: "王磊".to_owned(),
            delivery: None,
            version: 1,
        }
    }

    #[test]
    fn an_address_is_read_back_and_nonsense_is_as_if_it_were_not_there() {
        let state = HistoryState {
            status: Some(InvitationStatus::Failed),
            kind: Some(InvitationKind::Offline),
            begin: "2026-11-01".parse().ok(),
            end: "2026-11-23".parse().ok(),
            page: PageChange { offset: 20, limit: 20 },
        };
        assert!(state.begin.is_some() && state.is_narrowed());
        let href = state.href();
        let read = |name: &str| {
            let query = href.split_once('?')?.1;
            let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")))?;
            Some(found.to_owned())
        };
        assert_eq!(HistoryState::read(&read), state);
        assert_eq!(HistoryState::read(&|_| Some("bogus".to_owned())), HistoryState::default());
        assert!(
            !HistoryState { page: PageChange { offset: 0, limit: 50 }, ..HistoryState::default() }
                .is_narrowed()
        );
    }

    #[test]
    fn the_name_is_asked_for_and_not_in_the_address() {
        let state = HistoryState::default();
        assert_eq!(state.query(" 蓝天 ").customer_name.as_deref(), Some("蓝天"));
        assert_eq!(state.query("  ").customer_name, None);
    }

    #[test]
    fn an_ended_link_is_sent_again_and_only_an_open_one_is_revoked() {
        use InvitationStatus as S;
        let offered = |kind, status| {
            let invitation = invitation(kind, status);
            (can_resend(&invitation), can_revoke(&invitation))
        };
        assert_eq!(offered(InvitationKind::Online, S::LinkExpired), (true, false));
        assert_eq!(offered(InvitationKind::Online, S::Failed), (true, true));
        assert_eq!(offered(InvitationKind::Online, S::Associated), (false, false));
        assert_eq!(offered(InvitationKind::Online, S::Replaced), (false, false));
        assert_eq!(offered(InvitationKind::Offline, S::Failed), (false, false));
    }
}

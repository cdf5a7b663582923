//! What the address of the tab means, and how files of a link are called. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    associations::AssociationType,
    invitation_links::{InvitationLink, LinkKind, LinkQuery},
    page::MAX_LIMIT,
};

/// Longest part of a file's name that comes from a tag, in characters.
const MAX_NAME: usize = 40;

/// Filter and page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinksState {
    /// Part of the tag.
    pub tag: String,
    pub with_disabled: bool,
    pub page: PageChange,
}

impl LinksState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            tag: value("tag").map(|tag| tag.trim().to_owned()).unwrap_or_default(),
            with_disabled: value("disabled").as_deref() == Some("1"),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::CustomerDevelopment.href_with(&[
            ("tab", "offline"),
            ("tag", &self.tag),
            ("disabled", if self.with_disabled { "1" } else { "" }),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The question to the backend.
    pub fn query(&self) -> LinkQuery {
        LinkQuery {
            tag: (!self.tag.is_empty()).then(|| self.tag.clone()),
            with_disabled: self.with_disabled,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether links may be missing because of a filter or an earlier page.
    pub fn is_narrowed(&self) -> bool {
        !self.tag.is_empty() || self.page.offset > 0
    }
}

/// The question for the generic links of one member: they are tagged with its account, and come first.
pub fn generic_query(account_name: &str) -> LinkQuery {
    LinkQuery {
        tag: Some(account_name.to_owned()),
        with_disabled: false,
        offset: Some(0),
        limit: Some(MAX_LIMIT),
    }
}

/// The member's generic link of a type, if it has made one.
pub fn generic_of(
    links: &[InvitationLink],
    account_name: &str,
    kind: AssociationType,
) -> Option<InvitationLink> {
    let fits = |link: &&InvitationLink| {
        link.kind == LinkKind::Generic
            && link.tag == account_name
            && link.association_type == kind
            && !link.disabled
    };
    links.iter().find(fits).cloned()
}

/// Name of a file about a link, without what some system refuses in names: `qr-2026-秋季峰会.png`.
pub fn file_name(link: &InvitationLink, ending: &str) -> String {
    let mut name = String::from("qr");
    let words = link.tag.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        name.push('-');
        name.push_str(word);
    }
    if name.len() == 2 {
        name.push('-');
        name.push_str(link.link_id.as_str());
    }
    let mut name: String = name.chars().take(MAX_NAME).collect();
    name.push('.');
    name.push_str(ending);
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::time::Timestamp;

    fn link(kind: LinkKind, tag: &str, association_type: AssociationType) -> InvitationLink {
        InvitationLink {
            link_id: "0011223344556677".parse().unwrap(),
            kind,
            tag: tag.to_owned(),
            association_type,
            url: String::new(),
            creator: String::new(),
            created_at: Timestamp::from_seconds(0),
            uses: 0,
            uses_today: 0,
            disabled: false,
            version: 1,
        }
    }

    #[test]
    fn an_address_is_read_back_and_nonsense_is_as_if_it_were_not_there() {
        let state = LinksState {
            tag: "summit".to_owned(),
            with_disabled: true,
            page: PageChange { offset: 20, limit: 20 },
        };
        let href = state.href();
        let read = |name: &str| {
            let query = href.split_once('?')?.1;
            let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")))?;
            Some(found.to_owned())
        };
        assert_eq!(LinksState::read(&read), state);
        assert_eq!(read("tab").as_deref(), Some("offline"));
        let nonsense = |name: &str| (name != "tag").then(|| "bogus".to_owned());
        assert_eq!(LinksState::read(&nonsense), LinksState::default());
    }

    #[test]
    fn the_own_generic_link_is_told_from_everybody_elses() {
        use AssociationType::{Consignment, Referral};
        let links = [
            link(LinkKind::Generic, "yunfan-li2", Referral),
            link(LinkKind::Custom, "yunfan-li", Referral),
            link(LinkKind::Generic, "yunfan-li", Consignment),
        ];
        assert_eq!(generic_of(&links, "yunfan-li", Referral), None);
        assert_eq!(generic_of(&links, "yunfan-li", Consignment), Some(links[2].clone()));
    }

    #[test]
    fn a_file_is_named_by_the_tag_and_no_path() {
        let named = |tag: &str| file_name(&link(LinkKind::Custom, tag, AssociationType::Referral), "png");
        assert_eq!(named("2026 秋季峰会"), "qr-2026-秋季峰会.png");
        assert_eq!(named("../..\\a:b"), "qr-a-b.png");
        assert_eq!(named("!!!"), "qr-0011223344556677.png");
        assert_eq!(named(&"长".repeat(64)).chars().count(), MAX_NAME + 4);
    }
}

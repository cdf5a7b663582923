//! What the address of the page means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    capability_labels::BadgeDownloadQuery,
    certifications::{CertificationQuery, CertificationStatus},
    ids::CapabilityLabelId,
};

/// The part that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// 标签列表
    #[default]
    Labels,
    /// 能力认证结果
    Results,
    /// 能力认证记录
    Records,
}

impl Part {
    const ALL: [Self; 3] = [Self::Labels, Self::Results, Self::Records];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Results => "results",
            Self::Records => "records",
        }
    }

    /// Reads what [`Part::as_str`] wrote; anything else is the first one.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.as_str() == text).unwrap_or_default()
    }
}

/// Everything that a link to the page carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageState {
    pub part: Part,
    /// Records only: `None` shows every state.
    pub status: Option<CertificationStatus>,
    /// Records only: `None` shows every label.
    pub label_id: Option<CapabilityLabelId>,
    /// Of the records, or of the downloads.
    pub page: PageChange,
}

impl PageState {
    /// From its first page, without filters.
    pub fn of(part: Part) -> Self {
        Self { part, ..Self::default() }
    }

    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let part = value("tab").map(|tab| Part::parse(&tab)).unwrap_or_default();
        let of_records = |name: &str| value(name).filter(|_| part == Part::Records);
        let status = of_records("status").as_deref().and_then(CertificationStatus::parse);
        Self {
            part,
            // Nobody's draft is an application.
            status: status.filter(|status| *status != CertificationStatus::Draft),
            label_id: of_records("label").and_then(|id| id.parse().ok()),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::Certifications.href_with(&[
            ("tab", if self.part == Part::default() { "" } else { self.part.as_str() }),
            ("status", self.status.map_or("", CertificationStatus::as_str)),
            ("label", self.label_id.as_ref().map_or("", CapabilityLabelId::as_str)),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    pub fn query(&self) -> CertificationQuery {
        CertificationQuery {
            status_list: self.status.into_iter().collect(),
            label_id: self.label_id.clone(),
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    pub fn download_query(&self) -> BadgeDownloadQuery {
        BadgeDownloadQuery { label_id: None, offset: Some(self.page.offset), limit: Some(self.page.limit) }
    }

    pub const fn is_filtered(&self) -> bool {
        self.status.is_some() || self.label_id.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> PageState {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        };
        PageState::read(&value)
    }

    #[test]
    fn a_link_shows_the_same_applications() {
        for query in
            ["tab=records&status=MATERIAL_UPDATE&label=cloud-migration&page=2", "tab=results&size=20"]
        {
            assert_eq!(read(query).href(), format!("/capability/certifications?{query}"));
        }
        assert_eq!(read("").href(), "/capability/certifications");
    }

    #[test]
    fn a_filter_of_another_part_and_a_draft_are_left_out() {
        assert_eq!(read("status=PASSED").href(), "/capability/certifications");
        assert_eq!(read("tab=records&status=DRAFT").href(), "/capability/certifications?tab=records");
    }
}

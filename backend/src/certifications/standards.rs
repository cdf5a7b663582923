//! The catalogue of capability labels: data beside the code (`standards.json`), in both languages. Of a label with several
//! versions the last one is the present one; earlier ones stay, because applications keep the version they were handed in under.

use crate::problem::{Fault, Refused};
use contract::{certification_standards::Standard, ids::CapabilityLabelId, problem::ErrorCode};
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "part of the program; a test reads it")]
static ALL: LazyLock<Vec<Standard>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("standards.json")).expect("the catalogue of labels is well-formed")
});

/// The present standard of each label, in the order of the catalogue.
pub fn present() -> impl Iterator<Item = &'static Standard> {
    let is_last = |(nth, standard): &(usize, &Standard)| {
        !ALL.iter().skip(nth + 1).any(|later| later.label_id == standard.label_id)
    };
    ALL.iter().enumerate().filter(is_last).map(|(_, standard)| standard)
}

/// The present standard of a label.
///
/// # Errors
/// `CBC.99100001` for a label that there is not.
pub fn of_label(label_id: &CapabilityLabelId) -> Result<&'static Standard, Refused> {
    present().find(|standard| standard.label_id == *label_id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// The standard under which something was handed in.
///
/// # Errors
/// When it was taken out of the catalogue, which never happens.
pub fn find(label_id: &CapabilityLabelId, version: &str) -> Result<&'static Standard, Fault> {
    let found = ALL.iter().find(|standard| standard.label_id == *label_id && standard.version == version);
    found.ok_or_else(|| Fault::new("a standard that is in no catalogue"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_label_has_items_of_its_own_and_words_in_both_languages() {
        for standard in ALL.iter() {
            let items: BTreeSet<_> = standard.items().map(|item| &item.item_id).collect();
            assert_eq!(items.len(), standard.items().count(), "{}", standard.label_id);
            assert!(standard.items().any(|item| item.mandatory));
            for sublabel in &standard.sublabels {
                assert!(!sublabel.items.is_empty(), "{}", sublabel.label_id);
            }
            let texts = standard.items().flat_map(|item| [&item.title, &item.evidence]);
            let names = standard.sublabels.iter().map(|sublabel| &sublabel.name);
            for text in texts.chain(names).chain([&standard.name, &standard.summary]) {
                assert!(!text.zh.is_empty() && text.en.is_ascii(), "{text:?}");
            }
        }
        assert_eq!(present().count(), 4);
    }

    #[test]
    fn each_version_of_a_label_is_found_again() {
        for standard in ALL.iter() {
            assert_eq!(find(&standard.label_id, &standard.version).unwrap(), standard);
        }
        assert!(of_label(&"no-such-label".parse().unwrap()).is_err());
    }
}

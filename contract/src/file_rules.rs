//! Which files something takes, and what is wrong with a content (`docs/rules.md`, R). Both sides ask here: the app before
//! it sends anything, the backend when a content has arrived and when it is attached.

use crate::{
    attachments::{Attachment, MAX_BYTES},
    file_types::FileType,
    text::Rule,
};

/// Bytes of a file where nothing else is said.
pub const ORDINARY_BYTES: u32 = 10 * 1024 * 1024;
/// Pages of a PDF (R5, proposed).
pub const MAX_PAGES: u32 = 300;
/// Entries of an archive, and of an Office file, which is one (R4, proposed).
pub const MAX_ENTRIES: u32 = 5_000;
/// Bytes of all its entries together, unpacked (R4, proposed).
pub const MAX_UNPACKED_BYTES: u64 = 512 * 1024 * 1024;
/// So many times larger than packed may it become, once it is larger than [`UNSUSPICIOUS_BYTES`] (R4, proposed).
pub const MAX_RATIO: u64 = 100;
/// A small text that repeats itself shrinks a thousandfold and harms nobody.
pub const UNSUSPICIOUS_BYTES: u64 = 16 * 1024 * 1024;

/// Which files something takes. The backend holds it when they are attached; the app shows and checks it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRules {
    /// Files at once.
    pub most: usize,
    /// Bytes of each.
    pub max_bytes: u32,
    pub types: &'static [FileType],
    /// Whether each content may come once only: whoever reviews is not to read the same evidence twice.
    pub distinct: bool,
}

impl FileRules {
    /// Documents and pictures of at most [`ORDINARY_BYTES`].
    #[must_use]
    pub const fn ordinary(most: usize) -> Self {
        Self::of_types(most, &FileType::DOCUMENTS)
    }

    /// The same of fewer types.
    #[must_use]
    pub const fn of_types(most: usize, types: &'static [FileType]) -> Self {
        Self { most, max_bytes: ORDINARY_BYTES, types, distinct: false }
    }

    /// Evidence: every type, archives too, each of at most [`MAX_BYTES`], none twice (domain L, proposed there).
    #[must_use]
    pub const fn evidence(most: usize) -> Self {
        Self { most, max_bytes: MAX_BYTES, types: &FileType::ALL, distinct: true }
    }

    /// Whether a file is one of those.
    ///
    /// # Errors
    /// [`Rule::Malformed`] for another type, [`Rule::OutOfRange`] for too large a one.
    pub fn judge(&self, file_type: FileType, bytes: u32) -> Result<(), Rule> {
        if !self.types.contains(&file_type) {
            return Err(Rule::Malformed);
        }
        if bytes > self.max_bytes { Err(Rule::OutOfRange) } else { Ok(()) }
    }
}

/// The place of the first file whose content another one before it has. What came before contents had hashes is not
/// compared.
#[must_use]
pub fn first_duplicate(files: &[Attachment]) -> Option<usize> {
    (0..files.len()).find(|at| {
        let (before, rest) = files.split_at(*at);
        let hash = rest.first().and_then(|file| file.sha256.as_ref());
        hash.is_some_and(|hash| before.iter().any(|file| file.sha256.as_ref() == Some(hash)))
    })
}

/// What is wrong with a content. The refusal names it by `fields`: [`Flaw::field`] and [`Flaw::rule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// It is not what its name says, or it is broken.
    Content,
    /// It opens with a password only, so nobody can check it.
    Protected,
    /// More than [`MAX_PAGES`].
    Pages,
    /// More than [`MAX_ENTRIES`].
    Entries,
    /// It unpacks to more than [`MAX_UNPACKED_BYTES`], or to more than [`MAX_RATIO`] times itself.
    Unpacked,
    /// A document with macros.
    Macros,
    /// The scanner found something.
    Virus,
}

impl Flaw {
    pub const ALL: [Self; 7] = [
        Self::Content,
        Self::Protected,
        Self::Pages,
        Self::Entries,
        Self::Unpacked,
        Self::Macros,
        Self::Virus,
    ];

    /// As stored, and in `fields`.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Protected => "content.password",
            Self::Pages => "content.pages",
            Self::Entries => "content.entries",
            Self::Unpacked => "content.unpacked",
            Self::Macros => "content.macros",
            Self::Virus => "content.virus",
        }
    }

    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Content => Rule::Malformed,
            Self::Protected | Self::Macros | Self::Virus => Rule::Unexpected,
            Self::Pages | Self::Entries | Self::Unpacked => Rule::OutOfRange,
        }
    }

    /// Reads what [`Flaw::field`] wrote.
    #[must_use]
    pub fn parse(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.field() == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(sha256: Option<&str>) -> Attachment {
        Attachment {
            attachment_id: "att-1".parse().unwrap(),
            name: "a.pdf".to_owned(),
            file_type: FileType::Pdf,
            bytes: 1,
            sha256: sha256.map(str::to_owned),
            pages: None,
            scan: None,
        }
    }

    #[test]
    fn the_second_of_two_equal_contents_is_the_duplicate() {
        let files = [file(Some("a")), file(Some("b")), file(Some("a"))];
        assert_eq!(first_duplicate(&files), Some(2));
        assert_eq!(first_duplicate(&files[..2]), None);
    }

    #[test]
    fn contents_without_a_hash_are_never_duplicates() {
        assert_eq!(first_duplicate(&[file(None), file(None)]), None);
    }

    #[test]
    fn archives_and_fifty_megabytes_are_for_evidence_only() {
        let (ordinary, evidence) = (FileRules::ordinary(5), FileRules::evidence(10));
        assert_eq!(ordinary.judge(FileType::Zip, 1), Err(Rule::Malformed));
        assert_eq!(ordinary.judge(FileType::Pdf, ORDINARY_BYTES + 1), Err(Rule::OutOfRange));
        assert_eq!(ordinary.judge(FileType::Pdf, ORDINARY_BYTES), Ok(()));
        assert_eq!(evidence.judge(FileType::Zip, MAX_BYTES), Ok(()));
        assert_eq!(evidence.judge(FileType::Zip, MAX_BYTES + 1), Err(Rule::OutOfRange));
    }

    #[test]
    fn every_flaw_is_read_back_from_its_field() {
        for flaw in Flaw::ALL {
            assert_eq!(Flaw::parse(flaw.field()), Some(flaw));
        }
        assert_eq!(Flaw::parse("bytes"), None);
    }
}

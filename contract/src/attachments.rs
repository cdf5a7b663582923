//! Files that are attached to something. They are sent in parts, so that a lost connection costs one part: ask how much
//! has arrived, go on from there. A file that nothing refers to is gone after a day. Which files something takes is in
//! [`crate::file_rules`].

use crate::{
    endpoint::{Download, Fetch, Submit},
    ids::AttachmentId,
    permissions::{Access, Permission},
    text::FileName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::file_types::FileType;

const SEND: Access = Access::Partner(Permission::AttachFiles);
/// Files that are read here are those of opportunities.
const WORK: Access = Access::Partner(Permission::WorkOpportunities);

/// `POST …`: announce a file. `CBC.99100008` with `fields` for its size or type.
pub const START: Submit<(), AttachmentDraft, Upload> =
    Submit::post("CreateAttachment", "/v2/partners/attachments", SEND);
/// `GET …/{attachment_id}`: how much has arrived. `CBC.99100008` for one whose content was refused.
pub const SHOW: Fetch<(AttachmentId,), (), Upload> =
    Fetch::get("ShowAttachment", "/v2/partners/attachments/{attachment_id}", SEND);
/// `POST …/{attachment_id}/parts`: the next part. A part that has arrived already changes nothing; a gap is
/// `CBC.0100`. With the last one the whole content is checked, and scanned where a scanner is set up:
/// `CBC.99100008`, whose `fields` name the [`crate::file_rules::Flaw`]; the file is gone then. `CBC.99100014` while
/// another call checks it, `APIG.0205` when the store or the scanner does not answer: the same part again later.
pub const APPEND: Submit<(AttachmentId,), Part, Upload> =
    Submit::post("AppendAttachment", "/v2/partners/attachments/{attachment_id}/parts", SEND);
/// `GET …/{attachment_id}/content`: the file.
pub const CONTENT: Download<(AttachmentId,)> =
    Download::get("DownloadAttachment", "/v2/partners/attachments/{attachment_id}/content", WORK);

/// Largest file, in bytes; most things take smaller ones only ([`crate::file_rules::FileRules`]).
pub const MAX_BYTES: u32 = 50 * 1024 * 1024;
/// Bytes of each part but the last one, which has what is left: with base64 it stays under the limit of a body.
pub const PART_BYTES: u32 = 128 * 1024;
/// A file that nothing refers to is kept so long.
pub const UNUSED_S: i64 = 86_400;

/// Input of [`START`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttachmentDraft {
    /// Its ending says the type.
    pub name: FileName,
    /// 1–[`MAX_BYTES`].
    pub bytes: u32,
}

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Upload {
    pub attachment: Attachment,
    /// Bytes that have arrived; all of them when it is complete.
    pub received: u32,
    /// When it is gone unless something refers to it.
    pub expire_at: Option<Timestamp>,
}

impl Upload {
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.received == self.attachment.bytes
    }
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attachment {
    pub attachment_id: AttachmentId,
    pub name: String,
    pub file_type: FileType,
    pub bytes: u32,
    /// SHA-256 of the content in 64 hex digits, once it is complete. Files from before there were hashes have none.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Pages of a PDF, once it is complete.
    #[serde(default)]
    pub pages: Option<u32>,
    /// What a virus scanner made of it, once it is complete.
    #[serde(default)]
    pub scan: Option<Scan>,
}

words! {
    /// Whether a scanner has seen a content. One in which it found something is never complete.
    Scan {
        /// No scanner is set up.
        NotScanned = "NOT_SCANNED",
        Clean = "CLEAN",
    }
}

/// Input of [`APPEND`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Bytes before this part: a multiple of [`PART_BYTES`].
    pub offset: u32,
    /// [`PART_BYTES`], the last one what is left; base64 with padding.
    pub content: String,
}

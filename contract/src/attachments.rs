//! Files that are attached to something. They are sent in parts, so that a lost connection costs one part: ask how much
//! has arrived, go on from there. A file that nothing refers to is gone after a day.

use crate::{
    endpoint::{Download, Fetch, Submit},
    ids::AttachmentId,
    permissions::{Access, Permission},
    text::FileName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const WORK: Access = Access::Partner(Permission::WorkOpportunities);

/// `POST …`: announce a file. `CBC.99100008` with `fields` for its size or type.
pub const START: Submit<(), AttachmentDraft, Upload> =
    Submit::post("CreateAttachment", "/v2/partners/attachments", WORK);
/// `GET …/{attachment_id}`: how much has arrived.
pub const SHOW: Fetch<(AttachmentId,), (), Upload> =
    Fetch::get("ShowAttachment", "/v2/partners/attachments/{attachment_id}", WORK);
/// `POST …/{attachment_id}/parts`: the next part. A part that has arrived already changes nothing; a gap is
/// `CBC.0100`. With the last one the content is compared with the type: `CBC.99100008`.
pub const APPEND: Submit<(AttachmentId,), Part, Upload> =
    Submit::post("AppendAttachment", "/v2/partners/attachments/{attachment_id}/parts", WORK);
/// `GET …/{attachment_id}/content`: the file.
pub const CONTENT: Download<(AttachmentId,)> =
    Download::get("DownloadAttachment", "/v2/partners/attachments/{attachment_id}/content", WORK);

/// Largest file, in bytes.
pub const MAX_BYTES: u32 = 10 * 1024 * 1024;
/// Bytes of a part, but for the last one: with base64 it stays under the limit of a body.
pub const PART_BYTES: u32 = 128 * 1024;
/// A file that nothing refers to is kept so long.
pub const UNUSED_S: i64 = 86_400;

/// What a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FileType {
    Pdf,
    Png,
    Jpeg,
    Docx,
    Xlsx,
    Pptx,
}

impl FileType {
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx, Self::Xlsx, Self::Pptx];

    /// By the ending of the name, upper or lower case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "pptx" => Some(Self::Pptx),
            _ => None,
        }
    }

    /// Whether a file of this type begins so.
    #[must_use]
    pub fn begins_like(self, bytes: &[u8]) -> bool {
        let signature: &[u8] = match self {
            Self::Pdf => b"%PDF-",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Docx | Self::Xlsx | Self::Pptx => b"PK\x03\x04",
        };
        bytes.starts_with(signature)
    }

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Pptx => "PPTX",
        }
    }

    /// Reads what [`FileType::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }

    /// With which it is served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    }
}

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
}

/// Input of [`APPEND`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Bytes before this part.
    pub offset: u32,
    /// At most [`PART_BYTES`], base64 with padding.
    pub content: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_type_and_the_content_must_agree() {
        assert_eq!(FileType::of_name("合同.v2.PDF"), Some(FileType::Pdf));
        assert_eq!(FileType::of_name("setup.exe"), None);
        assert_eq!(FileType::of_name("pdf"), None);
        assert!(FileType::Pdf.begins_like(b"%PDF-1.7"));
        assert!(!FileType::Pdf.begins_like(b"MZ\x90"));
    }
}

//! What an attached file may be.

words! {
    /// What a file may be.
    FileType {
        Pdf = "PDF",
        Png = "PNG",
        Jpeg = "JPEG",
        Docx = "DOCX",
        Xlsx = "XLSX",
        Pptx = "PPTX",
        Zip = "ZIP",
    }
}

impl FileType {
    /// Those that can be read as they are: all but archives.
    pub const DOCUMENTS: [Self; 6] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx, Self::Xlsx, Self::Pptx];

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
            "zip" => Some(Self::Zip),
            _ => None,
        }
    }

    /// The endings of such names, for the browser's dialog.
    #[must_use]
    pub const fn endings(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Png => ".png",
            Self::Jpeg => ".jpg,.jpeg",
            Self::Docx => ".docx",
            Self::Xlsx => ".xlsx",
            Self::Pptx => ".pptx",
            Self::Zip => ".zip",
        }
    }

    /// Whether a file of this type begins so.
    #[must_use]
    pub fn begins_like(self, bytes: &[u8]) -> bool {
        let signature: &[u8] = match self {
            Self::Pdf => b"%PDF-",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Docx | Self::Xlsx | Self::Pptx | Self::Zip => b"PK\x03\x04",
        };
        bytes.starts_with(signature)
    }

    /// The folder that an Office file of this type has inside; `None` for what is no Office file.
    #[must_use]
    pub const fn office_folder(self) -> Option<&'static str> {
        match self {
            Self::Docx => Some("word/"),
            Self::Xlsx => Some("xl/"),
            Self::Pptx => Some("ppt/"),
            Self::Pdf | Self::Png | Self::Jpeg | Self::Zip => None,
        }
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
            Self::Zip => "application/zip",
        }
    }
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
        assert!(!FileType::Zip.begins_like(b"Rar!\x1a\x07"));
    }
}

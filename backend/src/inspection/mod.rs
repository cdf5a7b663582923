//! Looks at a whole content and believes nothing of what its name and its first bytes say (`docs/rules.md`, R3–R6). Nothing is
//! unpacked into memory as a whole, and nothing in it is run.

mod archive;
mod office;
mod pdf;

use contract::{file_rules::Flaw, file_types::FileType};

/// What was found out about a content that is what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Pages of a PDF.
    pub pages: Option<u32>,
}

/// Looks at a content. Takes long: not on an async thread.
///
/// # Errors
/// What is wrong with it.
pub fn inspect(file_type: FileType, content: &[u8]) -> Result<Facts, Flaw> {
    if !file_type.begins_like(content) {
        return Err(Flaw::Content);
    }
    let pages = match file_type {
        FileType::Pdf => Some(pdf::pages(content)?),
        FileType::Png | FileType::Jpeg => None,
        FileType::Zip => {
            archive::Archive::read(content)?.unpack_all()?;
            None
        }
        FileType::Docx | FileType::Xlsx | FileType::Pptx => {
            let archive = archive::Archive::read(content)?;
            office::check(&archive, file_type.office_folder().unwrap_or_default())?;
            archive.unpack_all()?;
            None
        }
    };
    Ok(Facts { pages })
}

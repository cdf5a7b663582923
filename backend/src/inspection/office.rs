//! Office files (Office Open XML): archives with a list of content types and a folder of their program.

use super::archive::Archive;
use contract::file_rules::Flaw;

const CONTENT_TYPES: &str = "[Content_Types].xml";
/// What a list of content types needs, many times over.
const MOST_BYTES: usize = 1024 * 1024;
/// How content types call macros, whatever their part is named.
const MACROS: [&str; 2] = ["macroenabled", "vbaproject"];

/// Whether it is an Office file with this folder, and has no macros.
///
/// # Errors
/// [`Flaw::Content`] and [`Flaw::Macros`].
pub fn check(archive: &Archive<'_>, folder: &str) -> Result<(), Flaw> {
    let types =
        archive.entries.iter().find(|entry| entry.name == CONTENT_TYPES.as_bytes()).ok_or(Flaw::Content)?;
    if !archive.entries.iter().any(|entry| entry.name.starts_with(folder.as_bytes())) {
        return Err(Flaw::Content);
    }
    let has_macro_part = archive.entries.iter().any(|entry| {
        let name = entry.name.to_ascii_lowercase();
        name.ends_with(b"vbaproject.bin") || name.ends_with(b"vbadata.xml")
    });
    if has_macro_part {
        return Err(Flaw::Macros);
    }
    let mut text = Vec::new();
    archive.unpack(types, |stretch| {
        if text.len() <= MOST_BYTES {
            text.extend_from_slice(stretch);
        }
    })?;
    if text.len() > MOST_BYTES {
        return Err(Flaw::Content);
    }
    // Written in UTF-16, what it says could not be found.
    let text = String::from_utf8(text).map_err(|_| Flaw::Content)?.to_lowercase();
    if MACROS.iter().any(|word| text.contains(word)) { Err(Flaw::Macros) } else { Ok(()) }
}

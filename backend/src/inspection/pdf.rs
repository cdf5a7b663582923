//! PDF: begins and ends as one, opens without a password, and has so many pages. The library reads it with a limit on what a
//! stream may unpack to, keeps nothing but the page tree, and gets no document that could make it work without end.

use contract::file_rules::{Flaw, MAX_PAGES};
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId};

/// The trailer stands within so many of the last bytes; programs append an empty line or a note.
const TAIL_BYTES: usize = 2_048;
/// Bytes that a stream of objects or of cross-references may unpack to: some hundred objects are a hundredth of it.
const STREAM_BYTES: usize = 2 * 1024 * 1024;
/// So many of them may a document have: a hundred times what three hundred pages need.
const MAX_STREAMS: usize = 1_024;

/// How many pages it has.
///
/// # Errors
/// What is wrong with it.
pub fn pages(content: &[u8]) -> Result<u32, Flaw> {
    // Some programs fill up the last block.
    let end = content.iter().rposition(|byte| !b" \t\n\r\0\x0c".contains(byte)).map_or(0, |last| last + 1);
    let tail = content.get(end.saturating_sub(TAIL_BYTES)..end).unwrap_or_default();
    if !contains(tail, b"%%EOF") || !contains(tail, b"startxref") {
        return Err(Flaw::Content);
    }
    look_through(content)?;
    let options =
        LoadOptions { filter: Some(keep_page_tree), ..LoadOptions::with_max_decompressed_size(STREAM_BYTES) };
    let document = Document::load_mem_with_options(content, options).map_err(|error| match error {
        Error::Decompress(_) => Flaw::Unpacked,
        Error::InvalidPassword | Error::Decryption(_) => Flaw::Protected,
        _ => Flaw::Content,
    })?;
    if document.trailer.has(b"Encrypt") {
        return Err(Flaw::Protected);
    }
    let most = usize::try_from(MAX_PAGES).unwrap_or(usize::MAX);
    match document.page_iter().take(most + 1).count() {
        0 => Err(Flaw::Content),
        count if count > most => Err(Flaw::Pages),
        count => u32::try_from(count).map_err(|_| Flaw::Pages),
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Refuses what is encrypted, and what would have to be unpacked without end, before anything is.
fn look_through(content: &[u8]) -> Result<(), Flaw> {
    let mut streams = 0;
    for (at, _) in content.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let Some((name, rest)) = name(content.get(at + 1..).unwrap_or_default()) else { continue };
        match name.as_slice() {
            b"ObjStm" | b"XRef" => streams += 1,
            // As a key of the trailer: before a reference or a dictionary.
            b"Encrypt" => {
                let value = rest.trim_ascii_start();
                if value.starts_with(b"<<") || value.first().is_some_and(u8::is_ascii_digit) {
                    return Err(Flaw::Protected);
                }
            }
            _ => {}
        }
        if streams > MAX_STREAMS {
            return Err(Flaw::Unpacked);
        }
    }
    Ok(())
}

/// A name behind its slash, if it is as short as those that matter; `#4f` is a letter of it.
fn name(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    const LONGEST: usize = 7;
    let (mut name, mut rest) = (Vec::with_capacity(LONGEST), text);
    loop {
        let next = match rest {
            [b'#', high, low, after @ ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => Some((high * 16 + low, after)),
                _ => None,
            },
            [letter, after @ ..] if letter.is_ascii_alphanumeric() => Some((*letter, after)),
            _ => None,
        };
        let Some((letter, after)) = next else { return Some((name, rest)) };
        if name.len() == LONGEST {
            return None;
        }
        name.push(letter);
        rest = after;
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Of a dictionary nothing but these keys.
fn only(dictionary: &Dictionary, keys: &[&[u8]]) -> Object {
    let mut slim = Dictionary::new();
    for key in keys {
        if let Ok(value) = dictionary.get(key) {
            slim.set(*key, value.clone());
        }
    }
    Object::Dictionary(slim)
}

/// What the library keeps of a document.
fn keep_page_tree(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let kept = match &*object {
        Object::Dictionary(dictionary) => match dictionary.get_type() {
            Ok(b"Page") => only(dictionary, &[b"Type"]),
            Ok(b"Pages") => only(dictionary, &[b"Type", b"Kids"]),
            Ok(b"Catalog") => only(dictionary, &[b"Type", b"Pages"]),
            _ => return None,
        },
        // Perhaps the pages of a node that names them elsewhere.
        Object::Array(items) if items.iter().all(|item| matches!(item, Object::Reference(_))) => {
            object.clone()
        }
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => return Some((id, object.clone())),
        _ => return None,
    };
    *object = kept.clone();
    Some((id, kept))
}

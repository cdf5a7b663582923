//! Files that the user gives to the page, files that the page gives to the user, and paper.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin with a file.
const READ_WITHIN_MS: u32 = 60_000;

/// Offers `bytes` as a download; `false` when the browser refuses.
pub fn save_file(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let Ok(file) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return false };
    let Ok(address) = Url::create_object_url_with_blob(&file) else { return false };
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let pressed = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()).map(|link| {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    });
    super::after_ms(READ_WITHIN_MS, move || {
        let _ = Url::revoke_object_url(&address);
    });
    pressed.is_some()
}

/// Opens the browser's dialog for printing the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Largest file that is read, in bytes: many times what ten thousand rows need.
const LARGEST: f64 = 20.0 * 1_024.0 * 1_024.0;

/// Name and text of a file; `None` when it is too large or holds no text in a known encoding.
pub async fn read_text(file: &web_sys::File) -> Option<(String, String)> {
    if file.size() > LARGEST {
        return None;
    }
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    let text = decode(&Uint8Array::new(&buffer).to_vec())?;
    Some((file.name(), text))
}

/// Text as spreadsheets save it: UTF-8 or UTF-16 with a mark, UTF-8 without one, else GB 18030 (which contains GBK).
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    let encodings: &[&str] = match bytes {
        [0xff, 0xfe, ..] => &["utf-16le"],
        [0xfe, 0xff, ..] => &["utf-16be"],
        _ => &["utf-8", "gb18030"],
    };
    let text = encodings.iter().find_map(|encoding| decode_as(encoding, bytes))?;
    // A table of a program, a picture: no text has this.
    (!text.contains('\0')).then_some(text)
}

fn decode_as(encoding: &str, bytes: &[u8]) -> Option<String> {
    let options = web_sys::TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = web_sys::TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// A part of a file; `None` when the browser cannot read it (any more).
pub async fn read_slice(file: &Blob, from: u32, to: u32) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(f64::from(from), f64::from(to)).ok()?;
    let buffer = wasm_bindgen_futures::JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// SHA-256 of a file in 64 hex digits; `None` where the browser has no such function (on an insecure connection) or cannot
/// read it.
pub async fn sha256(file: &Blob) -> Option<String> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    let content = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    let content = content.unchecked_ref::<js_sys::Object>();
    let digest = subtle.digest_with_str_and_buffer_source("SHA-256", content).ok()?;
    let digest = wasm_bindgen_futures::JsFuture::from(digest).await.ok()?;
    let mut text = String::with_capacity(64);
    for byte in Uint8Array::new(&digest).to_vec() {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
    }
    Some(text)
}

/// Bytes as base64 with padding.
#[must_use]
pub fn base64(bytes: &[u8]) -> Option<String> {
    let each_byte_a_character: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window()?.btoa(&each_byte_a_character).ok()
}

/// Every file that was dropped.
#[must_use]
pub fn dropped_files(event: &web_sys::DragEvent) -> Vec<web_sys::File> {
    event.data_transfer().and_then(|transfer| transfer.files()).map(|files| all(&files)).unwrap_or_default()
}

/// Every file that was chosen in an `<input type="file" multiple>`, which forgets them.
#[must_use]
pub fn chosen_files(event: &web_sys::Event) -> Vec<web_sys::File> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(|files| all(&files)).unwrap_or_default();
    input.set_value("");
    files
}

fn all(files: &web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// The file that was dropped, or the first of several.
#[must_use]
pub fn dropped_file(event: &web_sys::DragEvent) -> Option<web_sys::File> {
    event.data_transfer()?.files()?.get(0)
}

/// The file that was chosen in an `<input type="file">`, which forgets it, so that the same one can be chosen again.
#[must_use]
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

//! Files that the page gives to the user, and paper.

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

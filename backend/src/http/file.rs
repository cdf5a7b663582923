//! Files as answers.

use crate::http::answer;
use axum::{body::Body, response::Response};
use http::{HeaderValue, header};

/// A file that an endpoint answers.
pub struct File {
    pub media_type: &'static str,
    pub content: Vec<u8>,
    /// With a name it is kept, not shown: nothing that a user sent is ever opened as a page of this origin.
    pub name: Option<String>,
}

/// The file with the headers of the API.
#[must_use]
pub fn answer(file: File) -> Response {
    let File { media_type, content, name } = file;
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Some(disposition) = name.and_then(|name| HeaderValue::from_str(&disposition(&name)).ok()) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    answer::add_api_headers(headers);
    response
}

/// `attachment` with the name as RFC 8187 writes it, so that no character of it means anything else.
fn disposition(name: &str) -> String {
    use std::fmt::Write as _;
    let mut text = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("合同\"; x=y\r\n.pdf"),
            "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%22%3B%20x%3Dy%0D%0A.pdf"
        );
    }
}

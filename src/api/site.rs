//! Files of the site itself, which lie beside the app: the help in its languages, and the app's own later parts.

use super::{
    ApiError,
    transport::{self, Lost, READ},
};

/// The text of a file.
pub async fn site_text(path: &str) -> Result<String, ApiError> {
    match transport::file(path, READ).await {
        Ok((status, bytes)) if (200..300).contains(&status) => {
            String::from_utf8(bytes).map_err(|_| ApiError::Unreadable)
        }
        Ok(_) => Err(ApiError::Unreadable),
        Err(Lost::Timeout) => Err(ApiError::Timeout),
        Err(Lost::Network) => Err(ApiError::Offline),
    }
}

/// Has the browser keep files whose names change with what is in them; tells whether it has all of them.
pub async fn keep_site_files(paths: &[String]) -> bool {
    for path in paths {
        let kept = transport::file(path, READ).await;
        if !kept.is_ok_and(|(status, _)| (200..300).contains(&status)) {
            return false;
        }
    }
    true
}

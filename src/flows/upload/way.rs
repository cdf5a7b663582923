//! By which calls a file is sent, and what an answer says about it.

use super::transfer::{Event, Refusal};
use crate::{
    api::{self, ApiError},
    browser,
    flows::{fetch::read, submit::submit},
};
use contract::{
    attachments::{APPEND, AttachmentDraft, Part, SHOW, START, Upload},
    certification_desk::{APPEND_FILE, SHOW_FILE, START_FILE},
    ids::{AttachmentId, CertificationId, IdempotencyKey},
    problem::ErrorCode,
    text::FileName,
};
use web_sys::File;

/// Whose calls they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A member of a partner, to whatever the form is about.
    Member,
    /// The vendor's operator, to a certification.
    Certification(CertificationId),
}

impl Way {
    /// Says that a file comes.
    pub async fn announce(&self, name: &str, bytes: u32, key: &IdempotencyKey) -> Event {
        let Ok(name) = FileName::try_from(name.to_owned()) else { return Event::Refused(Refusal::Name) };
        let draft = AttachmentDraft { name, bytes };
        settled(match self {
            Self::Member => submit(&START, (), &draft, key).await,
            Self::Certification(id) => submit(&START_FILE, (id.clone(),), &draft, key).await,
        })
    }

    /// Asks how much of it has arrived.
    pub async fn ask(&self, attachment_id: AttachmentId) -> Event {
        settled(match self {
            Self::Member => read(&SHOW, (attachment_id,), &()).await,
            Self::Certification(_) => read(&SHOW_FILE, (attachment_id,), &()).await,
        })
    }

    /// Sends the bytes from `offset` to before `to`.
    pub async fn send(&self, attachment_id: AttachmentId, file: &File, offset: u32, to: u32) -> Event {
        let part = browser::read_slice(file, offset, to).await;
        // A file that became shorter meanwhile is not the file that was chosen.
        let part = part.filter(|part| u32::try_from(part.len()) == Ok(to - offset));
        let Some(content) = part.and_then(|part| browser::base64(&part)) else {
            return Event::Refused(Refusal::NotReadable);
        };
        let part = Part { offset, content };
        settled(match self {
            Self::Member => submit(&APPEND, (attachment_id,), &part, &api::new_key()).await,
            Self::Certification(_) => submit(&APPEND_FILE, (attachment_id,), &part, &api::new_key()).await,
        })
    }
}

fn settled(settled: Result<Upload, ApiError>) -> Event {
    match settled {
        Ok(upload) => Event::Known(upload),
        // Nothing wrong with the file: later.
        Err(error) if matches!(error.code(), Some(ErrorCode::TooManyRequests | ErrorCode::InProgress)) => {
            Event::Lost
        }
        Err(error @ ApiError::Refused(_)) => Event::Refused(Refusal::Backend(Box::new(error))),
        Err(_) => Event::Lost,
    }
}

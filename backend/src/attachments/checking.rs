//! A content that has arrived: put together, looked at, scanned, and only then put where it can be read.

use crate::{
    app::App,
    files::Place,
    inspection,
    problem::{Fault, Refused},
    secret::sha256_hex,
    virus_scanner::{self, Verdict},
};
use contract::{
    attachments::{Attachment, PART_BYTES, Scan},
    file_rules::Flaw,
    ids::AttachmentId,
    problem::ErrorCode,
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// Contents that are checked at the same time: each is held in memory as a whole while it is.
const AT_ONCE: usize = 2;

/// Files whose content is being checked by this process.
pub struct Checks {
    under_way: Arc<Mutex<HashSet<AttachmentId>>>,
    slots: Semaphore,
}

impl Default for Checks {
    fn default() -> Self {
        Self { under_way: Arc::default(), slots: Semaphore::new(AT_ONCE) }
    }
}

/// The claim of one call to check a file; others are told to wait.
struct Claim {
    under_way: Arc<Mutex<HashSet<AttachmentId>>>,
    id: AttachmentId,
}

impl Claim {
    fn on(checks: &Checks, id: &AttachmentId) -> Option<Self> {
        let under_way = Arc::clone(&checks.under_way);
        let is_first = under_way.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
        is_first.then(|| Self { under_way, id: id.clone() })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It lies in its place.
    Accepted(Attachment),
    /// It does not; with what the scanner calls it.
    Refused(Flaw, Option<String>),
}

/// Puts the parts of a file together, the last of which is `last`, and checks the whole.
///
/// # Errors
/// `InProgress` while another call does the same; a fault when the store or the scanner fails. Nothing is lost then.
pub async fn check(app: &App, file: &Attachment, last: Vec<u8>) -> Result<Outcome, Refused> {
    let _claim = Claim::on(&app.checks, &file.attachment_id).ok_or(ErrorCode::InProgress)?;
    let _slot = app.checks.slots.acquire().await.map_err(|error| Fault::new(error.to_string()))?;
    let before = file.bytes.saturating_sub(1) / PART_BYTES;
    let mut content = app.files.parts(&file.attachment_id, before).await?;
    content.extend(last);
    if u32::try_from(content.len()) != Ok(file.bytes) {
        return Err(Fault::new("the parts of a file are not as long as they were").into());
    }
    let file_type = file.file_type;
    let work = move || {
        let found = inspection::inspect(file_type, &content);
        (found, sha256_hex(&content), content)
    };
    let done = tokio::task::spawn_blocking(work).await;
    let (found, sha256, content) = done.map_err(|_| Fault::new("looking at a content panicked"))?;
    let facts = match found {
        Ok(facts) => facts,
        Err(flaw) => return Ok(Outcome::Refused(flaw, None)),
    };
    let scan = match &app.config.virus_scanner {
        None => Scan::NotScanned,
        Some(scanner) => match virus_scanner::scan(scanner, &content).await? {
            Verdict::Clean => Scan::Clean,
            Verdict::Infected(name) => return Ok(Outcome::Refused(Flaw::Virus, Some(name))),
        },
    };
    app.files.put(&Place::whole(&file.attachment_id, &sha256), content).await?;
    Ok(Outcome::Accepted(Attachment {
        sha256: Some(sha256),
        pages: facts.pages,
        scan: Some(scan),
        ..file.clone()
    }))
}

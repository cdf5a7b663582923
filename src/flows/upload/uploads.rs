//! The files of one form, on their way.

use super::transfer::{Event, Refusal, Stage, Step, Transfer, examine};
use crate::{
    api::{self, ApiError, Connection},
    browser,
    flows::{fetch::read, submit::submit},
};
use contract::{
    attachments::{APPEND, AttachmentDraft, FileType, Part, SHOW, START, Upload},
    ids::{AttachmentId, IdempotencyKey},
    problem::ErrorCode,
    text::FileName,
};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::collections::HashMap;
use web_sys::File;

/// How often an interrupted file tries to go on, when nothing says that the connection is back.
const TRY_EVERY_MS: u32 = 10_000;
/// As many of the first bytes as the longest signature has, and some.
const FIRST_BYTES: u32 = 16;

/// One file as the control shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub id: u32,
    pub name: String,
    pub transfer: Transfer,
    /// Of the announcement, which may have to be repeated.
    key: IdempotencyKey,
}

/// All files of a form. Made by the component that holds them: they stay when the control is taken away for a while.
#[derive(Clone, Copy)]
pub struct Uploads {
    pub(super) items: RwSignal<Vec<Item>>,
    files: StoredValue<HashMap<u32, File>, LocalStorage>,
    last: StoredValue<u32>,
    pub(super) most: usize,
}

impl Uploads {
    /// At most so many files.
    #[must_use]
    pub fn new(most: usize) -> Self {
        let uploads = Self {
            items: RwSignal::new(Vec::new()),
            files: StoredValue::new_local(HashMap::new()),
            last: StoredValue::new(0),
            most,
        };
        browser::on_window("online", move |_| uploads.resume_all());
        Effect::new(move |_| {
            if api::connection() == Connection::Ok {
                untrack(|| uploads.resume_all());
            }
        });
        let trying = browser::Interval::start(TRY_EVERY_MS, move || uploads.resume_all());
        let trying = StoredValue::new(SendWrapper::new(trying));
        on_cleanup(move || trying.dispose());
        uploads
    }

    /// The files that have arrived; tracked.
    #[must_use]
    pub fn complete(self) -> Vec<AttachmentId> {
        self.items.with(|items| {
            let complete = items.iter().filter(|item| item.transfer.stage == Stage::Complete);
            complete.filter_map(|item| item.transfer.attachment_id.clone()).collect()
        })
    }

    /// Whether a file is still on its way; tracked.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.items.with(|items| items.iter().any(|item| !item.transfer.is_settled()))
    }

    /// Forgets all of them; what is on its way stops.
    pub fn clear(self) {
        self.items.try_set(Vec::new());
        self.files.try_update_value(HashMap::clear);
    }

    /// Takes files, or says at each why not.
    pub fn add(self, files: Vec<File>) {
        for file in files {
            let id = self.last.get_value() + 1;
            self.last.set_value(id);
            let name = file.name();
            let taken = |item: &&Item| !matches!(item.transfer.stage, Stage::Refused(_));
            let count = self.items.with_untracked(|items| items.iter().filter(taken).count());
            let examined = match examine(&name, file.size()) {
                Ok(_) if count >= self.most => Err(Refusal::TooMany),
                Ok(_) if FileName::try_from(name.clone()).is_err() => Err(Refusal::Name),
                examined => examined,
            };
            let mut transfer = Transfer::new(examined.as_ref().map_or(0, |(_, bytes)| *bytes));
            let taken = examined.is_ok();
            if let Err(refusal) = examined {
                transfer.on(Event::Refused(refusal));
            }
            self.items.update(|items| items.push(Item { id, name, transfer, key: api::new_key() }));
            if taken {
                self.files.update_value(|known| {
                    known.insert(id, file);
                });
                leptos::task::spawn_local(self.run(id));
            }
        }
    }

    /// Takes a file out; when it is on its way, it stops.
    pub(super) fn remove(self, id: u32) {
        self.items.update(|items| items.retain(|item| item.id != id));
        self.files.update_value(|files| {
            files.remove(&id);
        });
    }

    /// Goes on with a file that was interrupted.
    pub(super) fn resume(self, id: u32) {
        let waits = self.item(id).is_some_and(|item| item.transfer.stage == Stage::Interrupted);
        if waits {
            self.on(id, Event::Resumed);
            leptos::task::spawn_local(self.run(id));
        }
    }

    fn resume_all(self) {
        let ids = self.items.try_with_untracked(|items| items.iter().map(|item| item.id).collect::<Vec<_>>());
        for id in ids.unwrap_or_default() {
            self.resume(id);
        }
    }

    fn item(self, id: u32) -> Option<Item> {
        self.items.try_with_untracked(|items| items.iter().find(|item| item.id == id).cloned())?
    }

    fn on(self, id: u32, event: Event) {
        self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.id == id) {
                item.transfer.on(event);
            }
        });
    }

    /// Goes on until the file rests, or is gone from the list, or the list itself is gone.
    async fn run(self, id: u32) {
        loop {
            let Some(item) = self.item(id) else { return };
            let Some(file) = self.files.try_with_value(|files| files.get(&id).cloned()).flatten() else {
                return;
            };
            let event = match item.transfer.step() {
                Step::Rest => return,
                Step::Look => look(&file).await,
                Step::Announce => announce(&item).await,
                Step::Ask(attachment_id) => settled(read(&SHOW, (attachment_id,), &()).await),
                Step::Send(attachment_id, from, to) => send(attachment_id, &file, from, to).await,
            };
            self.on(id, event);
        }
    }
}

async fn look(file: &File) -> Event {
    let Some(kind) = FileType::of_name(&file.name()) else { return Event::Refused(Refusal::Type) };
    match browser::read_slice(file, 0, FIRST_BYTES).await {
        None => Event::Refused(Refusal::NotReadable),
        Some(first) if kind.begins_like(&first) => Event::LooksRight,
        Some(_) => Event::Refused(Refusal::Content),
    }
}

async fn announce(item: &Item) -> Event {
    let Ok(name) = FileName::try_from(item.name.clone()) else { return Event::Refused(Refusal::Name) };
    let draft = AttachmentDraft { name, bytes: item.transfer.bytes };
    settled(submit(&START, (), &draft, &item.key).await)
}

async fn send(attachment_id: AttachmentId, file: &File, offset: u32, to: u32) -> Event {
    let part = browser::read_slice(file, offset, to).await;
    // A file that became shorter meanwhile is not the file that was chosen.
    let part = part.filter(|part| u32::try_from(part.len()) == Ok(to - offset));
    let Some(content) = part.and_then(|part| browser::base64(&part)) else {
        return Event::Refused(Refusal::NotReadable);
    };
    settled(submit(&APPEND, (attachment_id,), &Part { offset, content }, &api::new_key()).await)
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

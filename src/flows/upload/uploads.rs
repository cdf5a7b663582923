//! The files of one form, on their way.

use super::{
    transfer::{Event, Refusal, Stage, Step, Transfer, examine},
    way::Way,
};
use crate::{
    api::{self, Connection},
    browser,
};
use contract::{
    attachments::{Attachment, FileType},
    file_rules::{FileRules, MAX_PAGES},
    ids::{AttachmentId, CertificationId, IdempotencyKey},
    pdf_pages::PdfPages,
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
/// Of a document, so much is looked through at once.
const STRETCH_BYTES: u32 = 1024 * 1024;

/// One file as the control shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub id: u32,
    pub name: String,
    pub transfer: Transfer,
    /// Of the announcement, which may have to be repeated.
    key: IdempotencyKey,
    /// Of its content, once that was looked at; a browser without a secure connection makes none.
    sha256: Option<String>,
}

/// A file that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub attachment_id: AttachmentId,
    pub name: String,
    pub bytes: u32,
}

/// All files of a form. Made by the component that holds them: they stay when the control is taken away for a while.
#[derive(Clone, Copy)]
pub struct Uploads {
    pub(super) items: RwSignal<Vec<Item>>,
    files: StoredValue<HashMap<u32, File>, LocalStorage>,
    last: StoredValue<u32>,
    way: StoredValue<Way>,
    /// Hashes of what is attached already.
    attached: RwSignal<Vec<String>>,
    pub(super) rules: FileRules,
}

impl Uploads {
    /// At most so many ordinary files.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self::by(FileRules::ordinary(most))
    }

    /// At most so many ordinary files, of these types only.
    #[must_use]
    pub fn of_types(most: usize, types: &'static [FileType]) -> Self {
        Self::by(FileRules::of_types(most, types))
    }

    /// Files of which the contract says what they may be; the backend attaches by the same rules.
    #[must_use]
    pub fn by(rules: FileRules) -> Self {
        Self::on_way(rules, Way::Member)
    }

    /// At most so many files of the vendor's operator, for a certification.
    #[must_use]
    pub fn to_certification(most: usize, certification_id: CertificationId) -> Self {
        Self::on_way(FileRules::ordinary(most), Way::Certification(certification_id))
    }

    fn on_way(rules: FileRules, way: Way) -> Self {
        let uploads = Self {
            items: RwSignal::new(Vec::new()),
            files: StoredValue::new_local(HashMap::new()),
            last: StoredValue::new(0),
            way: StoredValue::new(way),
            attached: RwSignal::new(Vec::new()),
            rules,
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

    /// Says what is attached already, so that nobody sends it again.
    pub fn set_attached(self, files: &[Attachment]) {
        self.attached.set(files.iter().filter_map(|file| file.sha256.clone()).collect());
    }

    /// The files that have arrived; tracked.
    #[must_use]
    pub fn complete(self) -> Vec<AttachmentId> {
        self.items.with(|items| {
            let complete = items.iter().filter(|item| item.transfer.stage == Stage::Complete);
            complete.filter_map(|item| item.transfer.attachment_id.clone()).collect()
        })
    }

    /// The same with their names and sizes; tracked.
    #[must_use]
    pub fn arrived(self) -> Vec<Arrived> {
        self.items.with(|items| {
            let complete = items.iter().filter(|item| item.transfer.stage == Stage::Complete);
            complete
                .filter_map(|item| {
                    let attachment_id = item.transfer.attachment_id.clone()?;
                    Some(Arrived { attachment_id, name: item.name.clone(), bytes: item.transfer.bytes })
                })
                .collect()
        })
    }

    /// What the files are called; tracked.
    #[must_use]
    pub fn names(self) -> Vec<String> {
        self.items.with(|items| items.iter().map(|item| item.name.clone()).collect())
    }

    /// Whether there is any file, whatever became of it; tracked.
    #[must_use]
    pub fn is_used(self) -> bool {
        self.items.with(|items| !items.is_empty())
    }

    /// Whether a file is still on its way; tracked.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.items.with(|items| items.iter().any(|item| !item.transfer.is_settled()))
    }

    /// Takes out a file that has arrived, once something refers to it or it is not taken; tells its name.
    pub fn take(self, attachment_id: &AttachmentId) -> Option<String> {
        let item = self.items.with_untracked(|items| {
            items.iter().find(|item| item.transfer.attachment_id.as_ref() == Some(attachment_id)).cloned()
        })?;
        self.remove(item.id);
        Some(item.name)
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
            let examined = match examine(&self.rules, &name, file.size()) {
                Ok(_) if count >= self.rules.most => Err(Refusal::TooMany),
                Ok(_) if FileName::try_from(name.clone()).is_err() => Err(Refusal::Name),
                examined => examined,
            };
            let mut transfer = Transfer::new(examined.as_ref().map_or(0, |(_, bytes)| *bytes));
            let taken = examined.is_ok();
            if let Err(refusal) = examined {
                transfer.on(Event::Refused(refusal));
            }
            self.items
                .update(|items| items.push(Item { id, name, transfer, key: api::new_key(), sha256: None }));
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
            let Some(way) = self.way.try_get_value() else { return };
            let event = match item.transfer.step() {
                Step::Rest => return,
                Step::Look => self.look(id, &file).await,
                Step::Announce => way.announce(&item.name, item.transfer.bytes, &item.key).await,
                Step::Ask(attachment_id) => way.ask(attachment_id).await,
                Step::Send(attachment_id, from, to) => way.send(attachment_id, &file, from, to).await,
            };
            self.on(id, event);
        }
    }

    /// Looks at the content before anything is sent: how it begins, pages, and whether it is here already.
    async fn look(self, id: u32, file: &File) -> Event {
        let Some(kind) = FileType::of_name(&file.name()) else { return Event::Refused(Refusal::Type) };
        match browser::read_slice(file, 0, FIRST_BYTES).await {
            None => return Event::Refused(Refusal::NotReadable),
            Some(first) if !kind.begins_like(&first) => return Event::Refused(Refusal::Content),
            Some(_) => {}
        }
        if kind == FileType::Pdf && pages(file).await > MAX_PAGES {
            return Event::Refused(Refusal::TooManyPages);
        }
        let Some(hash) = browser::sha256(file).await else { return Event::LooksRight };
        let is_other = |item: &Item| {
            item.id != id
                && item.sha256.as_ref() == Some(&hash)
                && !matches!(item.transfer.stage, Stage::Refused(_))
        };
        let is_listed = self.items.try_with_untracked(|items| items.iter().any(is_other));
        let is_attached = self.attached.try_with_untracked(|attached| attached.contains(&hash));
        if is_listed == Some(true) || is_attached == Some(true) {
            return Event::Refused(Refusal::Duplicate);
        }
        self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.id == id) {
                item.sha256 = Some(hash);
            }
        });
        Event::LooksRight
    }
}

/// Pages of a document as far as they can be told from its bytes; the backend counts them by reading it.
async fn pages(file: &File) -> u32 {
    let mut pages = PdfPages::default();
    let mut from = 0;
    loop {
        let stretch = browser::read_slice(file, from, from.saturating_add(STRETCH_BYTES)).await;
        match stretch {
            Some(stretch) if !stretch.is_empty() => pages.feed(&stretch),
            _ => return pages.count(),
        }
        from = from.saturating_add(STRETCH_BYTES);
    }
}

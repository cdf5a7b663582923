//! How one file gets to the backend, without the network: what was reached, what comes next.

use crate::api::ApiError;
use contract::{
    attachments::{FileType, PART_BYTES, Upload},
    file_rules::FileRules,
    ids::AttachmentId,
};

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are as many as there may be.
    TooMany,
    /// Its ending is none of those that are taken.
    Type,
    /// Too long, or with characters that no name has.
    Name,
    Empty,
    TooLarge,
    /// A PDF of more pages than are taken.
    TooManyPages,
    /// Its content is in the list already, or attached.
    Duplicate,
    /// It does not begin like its name says.
    Content,
    /// The browser cannot read it: removed, changed, or no longer allowed.
    NotReadable,
    /// The backend says so.
    Backend(Box<ApiError>),
}

/// Where a file is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its first bytes are looked at.
    Looking,
    /// The backend is told that it comes.
    Announcing,
    /// The backend is asked how much it has.
    Asking,
    Sending,
    /// The network or the backend is gone; it goes on by itself.
    Interrupted,
    Complete,
    Refused(Refusal),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    LooksRight,
    /// The backend has so much.
    Known(Upload),
    /// No answer, or none that says anything about the file.
    Lost,
    Resumed,
    Refused(Refusal),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Look,
    Announce,
    Ask(AttachmentId),
    /// The bytes from the first to before the second number.
    Send(AttachmentId, u32, u32),
    /// Nothing until it is resumed, or nothing at all.
    Rest,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    pub bytes: u32,
    /// Bytes that the backend has for certain.
    pub received: u32,
    pub attachment_id: Option<AttachmentId>,
    pub stage: Stage,
}

impl Transfer {
    #[must_use]
    pub const fn new(bytes: u32) -> Self {
        Self { bytes, received: 0, attachment_id: None, stage: Stage::Looking }
    }

    /// Not on its way any more.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self.stage, Stage::Complete | Stage::Refused(_))
    }

    #[must_use]
    pub fn step(&self) -> Step {
        match (&self.stage, &self.attachment_id) {
            (Stage::Looking, _) => Step::Look,
            (Stage::Announcing, _) | (Stage::Asking | Stage::Sending, None) => Step::Announce,
            (Stage::Asking, Some(id)) => Step::Ask(id.clone()),
            (Stage::Sending, Some(id)) => {
                let end = self.received.saturating_add(PART_BYTES).min(self.bytes);
                Step::Send(id.clone(), self.received, end)
            }
            (Stage::Interrupted | Stage::Complete | Stage::Refused(_), _) => Step::Rest,
        }
    }

    /// Takes note of what happened. What is settled stays so.
    pub fn on(&mut self, event: Event) {
        if self.is_settled() {
            return;
        }
        match event {
            Event::LooksRight => self.stage = Stage::Announcing,
            Event::Known(upload) => {
                self.received = upload.received.min(self.bytes);
                self.stage = if upload.is_complete() { Stage::Complete } else { Stage::Sending };
                self.attachment_id = Some(upload.attachment.attachment_id);
            }
            Event::Lost => self.stage = Stage::Interrupted,
            Event::Resumed if self.stage == Stage::Interrupted => {
                self.stage = if self.attachment_id.is_some() { Stage::Asking } else { Stage::Announcing };
            }
            Event::Resumed => {}
            Event::Refused(refusal) => self.stage = Stage::Refused(refusal),
        }
    }
}

/// What a file's name and size say about it.
///
/// # Errors
/// Why it is not taken.
pub fn examine(rules: &FileRules, name: &str, bytes: f64) -> Result<(FileType, u32), Refusal> {
    let kind = FileType::of_name(name).filter(|kind| rules.types.contains(kind)).ok_or(Refusal::Type)?;
    if bytes > f64::from(rules.max_bytes) {
        return Err(Refusal::TooLarge);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to the rules' limit")]
    let bytes = bytes as u32;
    if bytes == 0 { Err(Refusal::Empty) } else { Ok((kind, bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::attachments::Attachment;

    const BYTES: u32 = 2 * PART_BYTES + 5;

    fn known(received: u32) -> Event {
        let attachment = Attachment {
            attachment_id: "att-1".parse().unwrap(),
            name: "a.pdf".to_owned(),
            file_type: FileType::Pdf,
            bytes: BYTES,
            sha256: None,
            pages: None,
            scan: None,
        };
        Event::Known(Upload { attachment, received, expire_at: None })
    }

    fn sent(from: u32, to: u32) -> Step {
        Step::Send("att-1".parse().unwrap(), from, to)
    }

    #[test]
    fn a_file_goes_part_by_part_until_the_last_byte() {
        let mut transfer = Transfer::new(BYTES);
        assert_eq!(transfer.step(), Step::Look);
        transfer.on(Event::LooksRight);
        assert_eq!(transfer.step(), Step::Announce);
        transfer.on(known(0));
        assert_eq!(transfer.step(), sent(0, PART_BYTES));
        transfer.on(known(2 * PART_BYTES));
        assert_eq!(transfer.step(), sent(2 * PART_BYTES, BYTES), "the last part is as long as what is left");
        transfer.on(known(BYTES));
        assert_eq!((transfer.stage.clone(), transfer.step()), (Stage::Complete, Step::Rest));
    }

    #[test]
    fn after_a_loss_the_backend_is_asked_and_the_file_goes_on_from_there() {
        let mut transfer = Transfer::new(BYTES);
        transfer.on(Event::LooksRight);
        transfer.on(known(0));
        transfer.on(Event::Lost);
        assert_eq!(transfer.step(), Step::Rest);
        transfer.on(Event::Resumed);
        assert_eq!(transfer.step(), Step::Ask("att-1".parse().unwrap()));
        // The part had arrived, only its answer was lost.
        transfer.on(known(PART_BYTES));
        assert_eq!(transfer.step(), sent(PART_BYTES, 2 * PART_BYTES));
    }

    #[test]
    fn a_loss_before_the_backend_knew_of_it_announces_it_again() {
        let mut transfer = Transfer::new(BYTES);
        transfer.on(Event::LooksRight);
        transfer.on(Event::Lost);
        transfer.on(Event::Resumed);
        assert_eq!(transfer.step(), Step::Announce);
    }

    #[test]
    fn what_was_refused_or_is_complete_does_not_move_again() {
        let mut refused = Transfer::new(BYTES);
        refused.on(Event::Refused(Refusal::Content));
        for event in [Event::Resumed, Event::Lost, known(BYTES)] {
            refused.on(event);
            assert_eq!(refused.stage, Stage::Refused(Refusal::Content));
        }
        let mut complete = Transfer::new(BYTES);
        complete.on(known(BYTES));
        complete.on(Event::Lost);
        assert_eq!(complete.stage, Stage::Complete);
    }

    #[test]
    fn name_and_size_are_judged_before_anything_is_sent() {
        let (ordinary, evidence) = (FileRules::ordinary(5), FileRules::evidence(10));
        assert_eq!(examine(&ordinary, "offer.PDF", 12.0), Ok((FileType::Pdf, 12)));
        assert_eq!(examine(&ordinary, "setup.exe", 12.0), Err(Refusal::Type));
        assert_eq!(examine(&ordinary, "all.zip", 12.0), Err(Refusal::Type));
        assert_eq!(examine(&evidence, "all.zip", 12.0), Ok((FileType::Zip, 12)));
        assert_eq!(examine(&ordinary, "offer.pdf", 0.0), Err(Refusal::Empty));
        for rules in [ordinary, evidence] {
            let most = rules.max_bytes;
            assert_eq!(examine(&rules, "offer.pdf", f64::from(most)), Ok((FileType::Pdf, most)));
            assert_eq!(examine(&rules, "offer.pdf", f64::from(most) + 1.0), Err(Refusal::TooLarge));
        }
    }
}

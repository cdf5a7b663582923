//! The life of a held change. Pure.

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It can be undone.
    Waiting,
    Sending,
    /// The page was left: it was sent, and nobody reads the answer.
    Left,
    /// It was sent and not answered.
    Unknown,
    /// It was not done, and whoever mends what was typed may ask again.
    NotDone,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Undo,
    /// The seconds are over, or whoever asks does not wait for them.
    TimeIsUp,
    Leave,
    /// The answer was lost.
    Lost,
    /// The backend did not do it.
    Refused,
}

impl Phase {
    /// Whether a tab that closes now has to send it: what is on its way is lost with the tab otherwise. The key sees to it
    /// that it happens once.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending | Self::Unknown)
    }

    /// Whether pages show it as if it were done.
    pub const fn is_expected(self) -> bool {
        !matches!(self, Self::NotDone)
    }

    /// The next phase; `None` when the event means nothing now. After [`Event::Undo`] it is over.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Waiting, Event::Undo) => Some(Self::Waiting),
            (Self::Waiting, Event::Leave) => Some(Self::Left),
            (Self::Waiting | Self::Left | Self::Unknown, Event::TimeIsUp) => Some(Self::Sending),
            (Self::Sending, Event::Lost) => Some(Self::Unknown),
            (Self::Sending, Event::Refused) | (Self::NotDone, Event::Undo) => Some(Self::NotDone),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_its_way_cannot_be_undone() {
        for phase in [Phase::Sending, Phase::Left, Phase::Unknown] {
            assert_eq!(phase.after(Event::Undo), None, "{phase:?}");
        }
    }

    #[test]
    fn it_is_under_way_once_at_a_time_and_asked_again_when_its_answer_was_lost() {
        assert_eq!(Phase::Waiting.after(Event::TimeIsUp), Some(Phase::Sending));
        assert_eq!(Phase::Sending.after(Event::TimeIsUp), None);
        assert_eq!(Phase::Sending.after(Event::Leave), None);
        assert_eq!(Phase::Sending.after(Event::Lost), Some(Phase::Unknown));
        assert_eq!(Phase::Left.after(Event::TimeIsUp), Some(Phase::Sending));
        assert_eq!(Phase::Left.after(Event::Leave), None, "it is sent once");
    }

    #[test]
    fn what_was_not_done_is_neither_shown_as_done_nor_sent_again_by_itself() {
        assert_eq!(Phase::Sending.after(Event::Refused), Some(Phase::NotDone));
        assert!(!Phase::NotDone.is_expected() && !Phase::NotDone.is_owed());
        assert_eq!(Phase::NotDone.after(Event::TimeIsUp), None);
        assert_eq!(Phase::NotDone.after(Event::Leave), None);
        assert_eq!(Phase::NotDone.after(Event::Undo), Some(Phase::NotDone), "it is offered again");
    }
}

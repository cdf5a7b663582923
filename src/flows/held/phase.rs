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
}

impl Phase {
    /// The next phase; `None` when the event means nothing now. After [`Event::Undo`] it is over.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Waiting, Event::Undo) => Some(Self::Waiting),
            (Self::Waiting, Event::Leave) => Some(Self::Left),
            (Self::Waiting | Self::Left | Self::Unknown, Event::TimeIsUp) => Some(Self::Sending),
            (Self::Sending, Event::Lost) => Some(Self::Unknown),
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
}

//! Why a call gave nothing to show: one enum for every cause, each with something that the user can do.

use contract::{
    ids::IdempotencyKey,
    problem::{ErrorCode, Problem},
};

/// Why a call gave nothing to show. The words are in `ui::error_text`, never taken from `error_msg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No answer: offline, or lost on the way. A read, or a change that certainly did not leave.
    Offline,
    /// No answer in time.
    Timeout,
    /// A change left, and its answer is not known. Sending it again with this key does nothing twice.
    UnknownOutcome(IdempotencyKey),
    /// 401: the session is over; what was typed is not.
    SignedOut,
    /// The backend understood and said no.
    Refused(Box<Problem>),
    /// 5xx on a read: our side. The user can copy the request id for support.
    Fault { request_id: Option<String> },
    /// 502–504: temporarily unavailable.
    Unavailable { retry_after_seconds: Option<u32> },
    /// The answer does not fit the contract: a network's login page, or a build older than the backend.
    Unreadable,
    /// The user closed the dialog that the call was waiting for.
    Cancelled,
}

impl ApiError {
    /// The refusal's code, when it is one.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(problem) => Some(problem.error_code),
            Self::Offline
            | Self::Timeout
            | Self::UnknownOutcome(_)
            | Self::SignedOut
            | Self::Fault { .. }
            | Self::Unavailable { .. }
            | Self::Unreadable
            | Self::Cancelled => None,
        }
    }

    /// Whether what the change was about is not what was seen: somebody else was first, or its time is over.
    #[must_use]
    pub fn is_overtaken(&self) -> bool {
        matches!(
            self.code(),
            Some(ErrorCode::Changed | ErrorCode::NotInThisState | ErrorCode::DeadlinePassed)
        )
    }

    /// Whether nothing has to be said: the user itself broke off.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled)
    }
}

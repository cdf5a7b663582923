//! How a file is made of a list: asked for, made in the background, kept, gone (X3, X5).

use crate::problem::ErrorCode;

words! {
    /// Where a file stands.
    ExportStatus {
        Queued = "QUEUED",
        Running = "RUNNING",
        Completed = "COMPLETED",
        Failed = "FAILED",
        /// Kept no longer.
        Expired = "EXPIRED",
    }
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportEvent {
    /// Begun, or begun again after a restart.
    Begin,
    Complete,
    Fail,
    Expire,
}

impl ExportStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: ExportEvent) -> Result<Self, ErrorCode> {
        match (self, event) {
            (Self::Queued | Self::Running, ExportEvent::Begin) => Ok(Self::Running),
            (Self::Running, ExportEvent::Complete) => Ok(Self::Completed),
            (Self::Queued | Self::Running, ExportEvent::Fail) => Ok(Self::Failed),
            (Self::Completed, ExportEvent::Expire) => Ok(Self::Expired),
            (Self::Queued | Self::Running | Self::Completed | Self::Failed | Self::Expired, _) => {
                Err(ErrorCode::NotInThisState)
            }
        }
    }

    /// Whether it will change without anybody doing anything.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

words! {
    /// Why a file was not made.
    ExportFailure {
        /// There are more rows by now than a file may have.
        TooManyRows = "TOO_MANY_ROWS",
        /// The user may no longer see the list.
        NoPermission = "NO_PERMISSION",
        /// What it was to be made of is gone.
        NotThere = "NOT_THERE",
        /// Something broke on our side, again and again.
        Fault = "FAULT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restart_begins_again_and_what_is_settled_stays_so() {
        assert_eq!(ExportStatus::Running.after(ExportEvent::Begin), Ok(ExportStatus::Running));
        for status in [ExportStatus::Failed, ExportStatus::Expired] {
            for event in [ExportEvent::Begin, ExportEvent::Complete, ExportEvent::Fail, ExportEvent::Expire] {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState));
            }
        }
        assert_eq!(ExportStatus::Completed.after(ExportEvent::Begin), Err(ErrorCode::NotInThisState));
    }
}

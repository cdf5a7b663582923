//! Settings of one running backend. Where they come from (flags, environment) is `main`'s matter.

use crate::{files::S3, problem::Fault};
use contract::working_days::WorkingCalendar;
use std::path::PathBuf;

/// All settings.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Demo mode: demo accounts, outbox and clock are served, messages count as sent when they are stored.
    pub demo: bool,
    /// `https://partner.example`: what `Origin` must be where a browser sends no `Sec-Fetch-Site`. Without it the
    /// host of the request is taken.
    pub origin: Option<String>,
    /// Directory of the built app.
    pub static_dir: Option<PathBuf>,
    /// Calls per user, operation and second; bursts are twice that. `None`: no limit.
    pub calls_per_second: Option<u32>,
    /// Whether a proxy in front sets `X-Forwarded-For`; otherwise the header is ignored.
    pub behind_proxy: bool,
    /// `smtp://user:password@host:587` (or `smtps://`); without it mails stay in the outbox.
    pub smtp_url: Option<String>,
    /// Sender of mails.
    pub mail_from: Option<String>,
    /// Gets every text message as a JSON `POST`; without it they stay in the outbox.
    pub sms_webhook: Option<String>,
    /// Which days are worked.
    pub calendar: WorkingCalendar,
    /// Folder of what partners attach and of exports, where no S3 is set up.
    pub files_dir: PathBuf,
    /// The bucket in its place.
    pub s3: Option<S3>,
    /// `host:port` of a clamd that looks at every content before anything can refer to it.
    pub virus_scanner: Option<String>,
}

/// The published working days, or those of a JSON file with `holidays` and `make_up_days`.
///
/// # Errors
/// When the file cannot be read or is no calendar.
pub fn calendar(file: Option<String>) -> Result<WorkingCalendar, Fault> {
    match file {
        None => Ok(WorkingCalendar::default()),
        Some(file) => Ok(serde_json::from_str(&std::fs::read_to_string(file)?)?),
    }
}

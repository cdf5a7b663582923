//! Figures of many calls, and the table that they are written into.

use crate::traffic::Ended;
use std::{fmt, fmt::Write as _, time::Duration};

/// Of some calls.
pub struct Figures {
    pub calls: usize,
    /// Without an answer, or with one that is no success.
    pub errors: usize,
    pub p50: Duration,
    pub p99: Duration,
    pub most: Duration,
}

impl Figures {
    pub fn of<'e>(ended: impl Iterator<Item = &'e Ended>) -> Self {
        let (mut times, mut errors) = (Vec::new(), 0);
        for call in ended {
            times.push(call.after);
            errors += usize::from(!call.is_ok());
        }
        times.sort_unstable();
        let at = |percent: usize| {
            let position = (times.len() * percent).div_ceil(100).max(1) - 1;
            times.get(position).copied().unwrap_or_default()
        };
        Self { calls: times.len(), errors, p50: at(50), p99: at(99), most: at(100) }
    }
}

/// With tenths.
pub fn ms(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// A table with goals, in Markdown.
#[derive(Default)]
pub struct Report(String);

impl Report {
    /// Something that was promised.
    pub fn line(&mut self, name: &str, goal: &str, measured: String, is_met: bool) {
        let verdict = if is_met { "met" } else { "**missed**" };
        let _ = writeln!(self.0, "| {name} | {goal} | {measured} | {verdict} |");
    }

    /// Something worth knowing.
    pub fn note(&mut self, name: &str, measured: String) {
        let _ = writeln!(self.0, "| {name} | | {measured} | |");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| | goal | measured | |\n|---|---|---|---|\n{}", self.0)
    }
}

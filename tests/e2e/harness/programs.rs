//! Programs that a test starts, and ends when it ends.

use std::{
    env,
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A path from the environment, else one inside the repository.
#[must_use]
pub fn path(variable: &str, otherwise: &str) -> PathBuf {
    env::var_os(variable).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(otherwise),
        PathBuf::from,
    )
}

/// A running program; killed when dropped.
pub struct Running(Child);

impl Running {
    /// Starts it and waits until one of its lines yields an answer.
    ///
    /// # Errors
    /// When it ends, or says nothing for a minute.
    ///
    /// # Panics
    /// When there is no such program.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        answer: fn(&str) -> Option<T>,
    ) -> Result<(Self, T), String> {
        let what = format!("{}", command.get_program().display());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{what}: {error}"));
        let stdout = child.stdout.take();
        let running = Self(child);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || read(stdout, &sender, answer));
        match receiver.recv_timeout(Duration::from_mins(1)) {
            Ok(answer) => Ok((running, answer)),
            Err(error) => Err(format!("{what} did not start: {error}")),
        }
    }
}

/// Reads to the end, so that the program never waits for a full pipe.
fn read<T>(stdout: Option<ChildStdout>, sender: &mpsc::Sender<T>, answer: fn(&str) -> Option<T>) {
    let Some(stdout) = stdout else { return };
    let mut lines = BufReader::new(stdout);
    let mut line = String::new();
    while lines.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
        if let Some(found) = answer(&line) {
            let _ = sender.send(found);
            break;
        }
        line.clear();
    }
    let _ = lines.read_to_end(&mut Vec::new());
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

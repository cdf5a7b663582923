//! Steps with a name and a time: printed as they end, and once more as a table. A step of two parallel lanes keeps its
//! output in a file until it ends, so that lines of two programs never mix.

use crate::scratch::Scratch;
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Collects what was done and how long it took.
pub struct Steps {
    since: Instant,
    /// Whether programs print at once, or when their step is over.
    at_once: bool,
    state: Mutex<State>,
    scratch: Option<Arc<Scratch>>,
}

#[derive(Default)]
struct State {
    running: Vec<(String, Instant)>,
    ended: Vec<(String, Duration, Outcome)>,
}

/// How a step ended.
enum Outcome {
    Ok,
    Failed,
    /// What it needs failed.
    Skipped,
    /// Not done, and nothing is wrong with that.
    LeftOut(String),
}

impl Outcome {
    fn word(&self) -> &str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "FAILED",
            Self::Skipped => "skipped",
            Self::LeftOut(why) => why,
        }
    }
}

/// One running step.
pub struct Step {
    name: String,
    log: Option<PathBuf>,
    scratch: Option<Arc<Scratch>>,
}

impl Steps {
    /// For one lane: programs print at once.
    pub fn new() -> Self {
        Self { since: Instant::now(), at_once: true, state: Mutex::default(), scratch: None }
    }

    /// For several lanes of tests; prints once a minute what is running. What they leave is gone with the steps.
    pub fn parallel() -> Result<Arc<Self>> {
        let scratch = Some(Arc::new(Scratch::new().context("a folder for what tests leave")?));
        let steps = Arc::new(Self { at_once: false, scratch, ..Self::new() });
        let watched = Arc::downgrade(&steps);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_mins(1));
                let Some(steps) = watched.upgrade() else { return };
                let running = steps.state();
                let text =
                    running.running.iter().map(|(name, since)| format!("{name} ({})", time(since.elapsed())));
                eprintln!("      … {}", text.collect::<Vec<_>>().join(", "));
            }
        });
        Ok(steps)
    }

    /// Does one thing.
    pub fn run<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        let since = Instant::now();
        eprintln!("====> {name}");
        self.state().running.push((name.to_owned(), since));
        let log =
            (!self.at_once).then(|| crate::place::target().join("xtask/log").join(format!("{name}.txt")));
        let step = Step { name: name.to_owned(), log, scratch: self.scratch.clone() };
        let outcome = step.start().and_then(|()| work(&step));
        let took = since.elapsed();
        step.print_log();
        let mut state = self.state();
        state.running.retain(|(running, _)| running != name);
        state.ended.push((
            name.to_owned(),
            took,
            if outcome.is_ok() { Outcome::Ok } else { Outcome::Failed },
        ));
        match &outcome {
            Ok(_) => eprintln!("<==== {name}: ok in {}", time(took)),
            Err(error) => eprintln!("<==== {name}: FAILED after {}: {error:#}", time(took)),
        }
        outcome
    }

    /// A step that cannot be done because an earlier one failed.
    pub fn skip(&self, name: &str) {
        self.state().ended.push((name.to_owned(), Duration::ZERO, Outcome::Skipped));
    }

    /// A step that is not done this time; the table says why.
    pub fn leave_out(&self, name: &str, why: &str) {
        self.state().ended.push((name.to_owned(), Duration::ZERO, Outcome::LeftOut(why.to_owned())));
    }

    /// Since the first step.
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }

    /// Prints all times; an error when a step failed.
    pub fn finish(&self) -> Result<()> {
        let state = self.state();
        eprintln!("\n{:<28} {:>9}", "step", "time");
        for (name, took, outcome) in &state.ended {
            eprintln!("{name:<28} {:>9}  {}", time(*took), outcome.word());
        }
        eprintln!("{:<28} {:>9}", "all", time(self.since.elapsed()));
        let bad = |outcome: &Outcome| matches!(outcome, Outcome::Failed | Outcome::Skipped);
        let failed = state.ended.iter().filter(|(.., outcome)| bad(outcome)).map(|(name, ..)| name.as_str());
        let failed = failed.collect::<Vec<_>>();
        if !failed.is_empty() {
            bail!("not ok: {}", failed.join(", "));
        }
        Ok(())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Step {
    /// Runs a program; an error when it fails.
    pub fn call(&self, command: &mut Command) -> Result<()> {
        let what = describe(command);
        self.say(&format!("$ {what}"))?;
        if let Some(log) = &self.log {
            let log = File::options().append(true).open(log)?;
            command.stdout(log.try_clone()?).stderr(log);
        }
        command.env("TMPDIR", self.temporary());
        let status =
            command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{what}`"))?;
        ensure!(status.success(), "`{what}` ended with {status}");
        Ok(())
    }

    /// Where its programs put what nobody needs afterwards.
    pub fn temporary(&self) -> PathBuf {
        self.scratch.as_ref().map_or_else(std::env::temp_dir, |scratch| scratch.path().to_owned())
    }

    /// Says something under this step.
    pub fn say(&self, text: &str) -> Result<()> {
        match &self.log {
            Some(log) => writeln!(File::options().append(true).open(log)?, "{text}")?,
            None => eprintln!("{text}"),
        }
        Ok(())
    }

    fn start(&self) -> Result<()> {
        let Some(log) = &self.log else { return Ok(()) };
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(log, "").with_context(|| format!("{}", log.display()))
    }

    fn print_log(&self) {
        let Some(log) = &self.log else { return };
        match fs::read(log) {
            Ok(output) => {
                let mut out = std::io::stdout().lock();
                let _ = writeln!(out, "\n---- {} ----", self.name);
                let _ = out.write_all(&output);
            }
            Err(error) => eprintln!("{}: {error}", log.display()),
        }
    }
}

fn describe(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default().to_owned();
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}

fn time(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 100 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    }
}

//! What was acknowledged is there, once, however often the backend is killed: real writers over real HTTP, a real
//! program, `SIGKILL` in the middle of their work. `KILL_ROUNDS` says how often; `cargo xtask kill` asks for many.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

mod client;
mod history;
mod process;
mod writer;

use crate::{client::Http, history::History, process::Backend, writer::Writer};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// Kills where nobody asks for more: enough for every kind of change to be hit, and short enough for every day.
const ROUNDS: u64 = 4;
/// Members of four partners; what each does follows from what it may.
const WRITERS: [&str; 8] = [
    "huashang-admin",
    "huashang-sun",
    "lingxi-admin",
    "lingxi-he",
    "nimbus-admin",
    "nimbus-garcia",
    "yunfan-admin",
    "yunfan-wang",
];

/// What the writers have been told, and whether they shall come to an end.
#[derive(Default)]
struct Progress {
    acknowledged: AtomicU64,
    /// Done by a call that got no answer, as the answer to its repetition says.
    unanswered: AtomicU64,
    enough: AtomicBool,
}

impl Progress {
    fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    fn unanswered(&self) -> u64 {
        self.unanswered.load(Ordering::Relaxed)
    }
}

/// A number below `sides` that nobody can foresee.
fn chance(sides: u64) -> u64 {
    u64::from_le_bytes(backend::secret::random::<8>().unwrap()) % sides
}

fn rounds() -> u64 {
    std::env::var("KILL_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().expect("KILL_ROUNDS is a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_change_is_there_once_however_often_the_backend_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let http = Http::new();
    let options = ["--calls-per-second", "0", "--customers", "40"];
    let mut backend = Backend::start(&http, folder.path(), &options).await;
    let before = history::money(folder.path()).await;
    let progress = Arc::new(Progress::default());
    let mut writers = Vec::new();
    for account_name in WRITERS {
        let writer = Writer::sign_in(&http, backend.address, account_name).await;
        writers.push(tokio::spawn(writer.work(Arc::clone(&progress))));
    }
    println!("{:>5} {:>13} {:>11} {:>14}", "round", "acknowledged", "unanswered", "restart in ms");
    for round in 1..=rounds() {
        let wanted = progress.acknowledged() + 8 + chance(80);
        while progress.acknowledged() < wanted {
            assert!(!writers.iter().any(tokio::task::JoinHandle::is_finished), "a writer gave up");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_micros(chance(5_000))).await;
        backend.kill();
        let restart = backend.restart(&http).await;
        let (acknowledged, unanswered) = (progress.acknowledged(), progress.unanswered());
        println!("{round:>5} {acknowledged:>13} {unanswered:>11} {:>14}", restart.as_millis());
    }
    progress.enough.store(true, Ordering::Relaxed);
    let mut history = History::default();
    for writer in writers {
        history.add(writer.await.unwrap());
    }
    history.repeats_are_answered_alike().await;
    backend.kill();
    let found = history.is_what_the_database_holds(folder.path(), &before).await;
    println!("{found}");
}

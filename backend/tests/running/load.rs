//! The load of a busy day, of a full machine, and of ten times too much, on the real program with a large database. Not
//! a test: it measures and says where a promise is missed. `cargo xtask load` runs it; `LOAD_…` are its settings.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement stops where something is not as it should be"
)]

mod client;
mod figures;
mod process;
mod traffic;

use crate::{
    client::Http,
    figures::{Figures, Report, ms},
    process::{Backend, database},
    traffic::{Call, Dice, Ended, Kind, Members},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

struct Settings {
    partners: usize,
    customers: usize,
    largest: usize,
    seconds: u64,
    rate: u64,
    /// Where the data is made once and kept.
    data: PathBuf,
    /// The Markdown file that is written.
    out: PathBuf,
}

fn setting<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    let given = std::env::var(format!("LOAD_{name}")).ok();
    given.map_or(otherwise, |text| text.parse().ok().expect("LOAD_… is a number or a path"))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let settings = Settings {
        partners: setting("PARTNERS", 100),
        customers: setting("CUSTOMERS", 1_000_000),
        largest: setting("LARGEST", 100_000),
        seconds: setting("SECONDS", 60),
        rate: setting("RATE", 500),
        data: setting("DATA", std::env::temp_dir().join("partner-center-load")),
        out: setting("OUT", PathBuf::from("load.md")),
    };
    let mut report = Report::default();
    let folder = prepared(&settings, &mut report);
    let http = Http::new();
    let begun = Instant::now();
    let mut backend = Backend::start(&http, &folder, &["--calls-per-second", "100000"]).await;
    report.line(
        "cold start",
        "≤ 1 s",
        format!("{} ms", begun.elapsed().as_millis()),
        begun.elapsed().as_secs() < 1,
    );
    let members = Arc::new(Members::sign_in(&http, backend.address, settings.partners).await);
    println!("{} members are signed in", members.len());
    let memory = Memory::watch(backend.child.id());

    busy_day(&settings, &members, &mut report).await;
    report.line(
        "memory of the backend",
        "≤ 256 MiB",
        format!("{} MiB", memory.most() / 1_024),
        memory.most() <= 256 * 1_024,
    );
    let wal = fs::metadata(folder.join("data.db-wal")).map_or(0, |file| file.len() / 1_048_576);
    report.line("write-ahead log", "≤ 64 MiB", format!("{wal} MiB"), wal <= 64);
    let part = Duration::from_secs((settings.seconds / 4).max(2));
    saturation(Kind::List, 2_000, 25, part, &members, &mut report).await;
    saturation(Kind::Change, 500, 100, part, &members, &mut report).await;
    overload(Duration::from_secs((settings.seconds / 2).max(2)), &members, &memory, &mut report).await;

    backend.kill();
    let restart = backend.restart(&http).await;
    report.line("start after SIGKILL", "≤ 2 s", format!("{} ms", restart.as_millis()), restart.as_secs() < 2);
    drop(backend);
    fs::remove_dir_all(&folder).unwrap();
    println!("\n{report}");
    fs::write(&settings.out, report.to_string()).unwrap();
}

/// A folder with a database to work on: a copy of one that is made once.
fn prepared(settings: &Settings, report: &mut Report) -> PathBuf {
    let Settings { partners, customers, largest, data, .. } = settings;
    let kept = data.join(format!("{partners}-{customers}-{largest}"));
    if !kept.join("data.db").is_file() {
        let making = data.join("making");
        let _ = fs::remove_dir_all(&making);
        fs::create_dir_all(&making).unwrap();
        println!("{customers} customers of {partners} partners are planted");
        let begun = Instant::now();
        let done = Command::new(env!("CARGO_BIN_EXE_backend"))
            .args(["seed", "--partners", &partners.to_string(), "--customers", &customers.to_string()])
            .args(["--largest", &largest.to_string(), "--database", &database(&making)])
            .status()
            .unwrap();
        assert!(done.success(), "{done}");
        let took = begun.elapsed().as_secs();
        report.line("planting the data", "< 120 s", format!("{took} s"), took < 120);
        fs::rename(&making, &kept).unwrap();
    }
    let work = data.join("work");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).unwrap();
    fs::copy(kept.join("data.db"), work.join("data.db")).unwrap();
    work
}

/// Calls at fixed moments, whether earlier ones are answered or not; each is timed from its moment, so that a stall
/// counts for every call that it held up.
async fn busy_day(settings: &Settings, members: &Arc<Members>, report: &mut Report) {
    let Settings { rate, seconds, .. } = *settings;
    println!("{rate} calls a second for {seconds} s");
    let mut dice = Dice::new(1);
    let mut sent = Vec::new();
    let begin = Instant::now() + Duration::from_millis(100);
    for number in 0..rate * seconds {
        let moment = begin + Duration::from_micros(number * 1_000_000 / rate);
        let call = Call::usual(members, &mut dice);
        tokio::time::sleep_until(moment.into()).await;
        sent.push(tokio::spawn(call.send(moment)));
    }
    let mut ended = Vec::new();
    for call in sent {
        ended.push(call.await.unwrap());
    }
    let figures = Figures::of(ended.iter());
    let name = format!("{rate} calls/s open loop, {seconds} s");
    report.line(
        &name,
        "p50 ≤ 5 ms",
        format!("p50 {}", ms(figures.p50)),
        figures.p50 <= Duration::from_millis(5),
    );
    report.line(
        "",
        "p99 ≤ 50 ms",
        format!("p99 {}", ms(figures.p99)),
        figures.p99 <= Duration::from_millis(50),
    );
    report.line("", "no errors", format!("{} of {}", figures.errors, ended.len()), figures.errors == 0);
    for kind in Kind::ALL {
        let of_kind = Figures::of(ended.iter().filter(|call| call.kind == kind));
        let text = format!("p50 {}, p99 {}, most {}", ms(of_kind.p50), ms(of_kind.p99), ms(of_kind.most));
        report.note(&format!("· {} ({})", kind.name(), of_kind.calls), text);
    }
}

/// So many clients that ask again as soon as they are answered.
async fn closed_loop(
    clients: u64,
    lasts: Duration,
    kind: Option<Kind>,
    members: &Arc<Members>,
) -> Vec<Ended> {
    let until = Instant::now() + lasts;
    let clients = (0..clients).map(|number| {
        let members = Arc::clone(members);
        tokio::spawn(async move {
            let mut dice = Dice::new(1_000 + number);
            let mut ended = Vec::new();
            while Instant::now() < until {
                let call = match kind {
                    Some(kind) => Call::of(kind, &members, &mut dice),
                    None => Call::usual(&members, &mut dice),
                };
                ended.push(call.send(Instant::now()).await);
            }
            ended
        })
    });
    let mut ended = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        ended.extend(client.await.unwrap());
    }
    ended
}

async fn saturation(
    kind: Kind,
    goal: u64,
    p99_ms: u64,
    lasts: Duration,
    members: &Arc<Members>,
    report: &mut Report,
) {
    println!("as many calls as can be for {} s: {}", lasts.as_secs(), kind.name());
    let ended = closed_loop(16, lasts, Some(kind), members).await;
    let figures = Figures::of(ended.iter());
    let per_second = figures.calls as u64 / lasts.as_secs().max(1);
    let name = format!("saturation, {}, 16 clients", kind.name());
    report.line(
        &name,
        &format!("≥ {goal}/s"),
        format!("{per_second}/s, {} errors", figures.errors),
        per_second >= goal,
    );
    let p99 = format!("p99 {}", ms(figures.p99));
    report.line("", &format!("p99 ≤ {p99_ms} ms"), p99, figures.p99 <= Duration::from_millis(p99_ms));
}

/// Clients who ask again at once, even when they are told to wait: far more than there are places.
async fn overload(lasts: Duration, members: &Arc<Members>, memory: &Memory, report: &mut Report) {
    const CLIENTS: u64 = 800;
    println!("{CLIENTS} clients without manners for {} s", lasts.as_secs());
    let ended = closed_loop(CLIENTS, lasts, None, members).await;
    let over = Instant::now();
    let mut normal = None;
    let mut dice = Dice::new(9);
    while over.elapsed() < Duration::from_secs(30) && normal.is_none() {
        let ended = Call::of(Kind::List, members, &mut dice).send(Instant::now()).await;
        if ended.is_ok() && ended.after < Duration::from_millis(50) {
            normal = Some(over.elapsed());
        }
    }
    let accepted = Figures::of(ended.iter().filter(|call| call.is_ok()));
    let refused = ended.iter().filter(|call| call.is_polite_refusal()).count();
    let others = others(&ended);
    let seconds = lasts.as_secs().max(1);
    let per_second = |calls: usize| calls as u64 / seconds;
    let rates = format!("{}/s done, {}/s told to wait", per_second(accepted.calls), per_second(refused));
    report.note(&format!("overload, {CLIENTS} clients"), rates);
    report.line(
        "",
        "only 2xx, 503, 429 with Retry-After",
        format!("{} others", others.len()),
        others.is_empty(),
    );
    for (other, times) in &count(others) {
        println!("{times} × {other}");
    }
    let p99 = format!("p99 {}", ms(accepted.p99));
    report.line("", "p99 of what is done ≤ 500 ms", p99, accepted.p99 <= Duration::from_millis(500));
    report.line(
        "",
        "memory ≤ 512 MiB",
        format!("{} MiB", memory.most() / 1_024),
        memory.most() <= 512 * 1_024,
    );
    let text = normal.map_or_else(|| "never".to_owned(), ms);
    report.line("", "normal again ≤ 5 s", text, normal.is_some_and(|after| after.as_secs() < 5));
}

/// Answers that nobody should get, and calls without one, in words.
fn others(ended: &[Ended]) -> Vec<String> {
    let others = ended.iter().filter(|call| !call.is_ok() && !call.is_polite_refusal());
    let word = |call: &Ended| match &call.answer {
        Some(answer) => {
            let problem: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            format!("{} {} {}", call.kind.name(), answer.status, problem["error_code"])
        }
        None => [call.kind.name(), ": no answer"].concat(),
    };
    others.map(word).collect()
}

fn count(words: Vec<String>) -> BTreeMap<String, usize> {
    words.into_iter().fold(BTreeMap::new(), |mut counted, word| {
        *counted.entry(word).or_default() += 1;
        counted
    })
}

/// The most memory that a process held, in KiB, looked at ten times a second.
struct Memory {
    most: Arc<std::sync::atomic::AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl Memory {
    fn watch(process: u32) -> Self {
        let memory = Self { most: Arc::default(), stop: Arc::default() };
        let (most, stop) = (Arc::clone(&memory.most), Arc::clone(&memory.stop));
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                most.fetch_max(resident_kib(process), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        memory
    }

    fn most(&self) -> u64 {
        self.most.load(Ordering::Relaxed)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// As Linux counts it, without files that it maps; 0 elsewhere.
fn resident_kib(process: u32) -> u64 {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status"));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

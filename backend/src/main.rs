//! The command line of the backend: serve, and print what is generated.

mod options;

use backend::{
    app::App,
    audit, book,
    clock::Clock,
    demo, http,
    http::{
        serving::Bounds,
        site_headers::{self, Format},
    },
    jobs, marketing_tasks, openapi,
    outbox::delivery::{self, Carriers},
    problem::Fault,
    secret::Pepper,
    seed, stopping,
    store::Store,
    upkeep,
};
use options::{Options, database, text};
use pico_args::Arguments;
use std::{net::SocketAddr, path::Path, process::ExitCode, time::Duration};
use tokio::net::TcpListener;

/// So long calls and jobs may go on when the program is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

const HELP: &str = "\
The reference backend of the partner center.

backend serve [OPTIONS]          serves the API, and the built app where --static-dir is given
backend openapi                  prints the OpenAPI document (docs/openapi.json)
backend permissions              prints who may do what (docs/permissions.md)
backend audit-verify [--database URL]
                                 checks every chain of the audit; fails when a row was bent
backend book-check [--database URL]
                                 checks that every entry of the book and every balance is right
backend seed --partners N --customers N --largest N [--database URL]
                                 fills an empty database with a crowd to measure with
backend site-headers --format nginx|netlify|cloudfront|json
                                 prints the headers of the static site as configuration

Options of serve (each may also come from the variable in brackets):
  --listen ADDRESS         127.0.0.1:8080                     [LISTEN]
  --database URL           sqlite://data/partner-center.db    [DATABASE_URL]
  --static-dir DIRECTORY   the built app                      [STATIC_DIR]
  --origin ORIGIN          https://partner.example            [PUBLIC_ORIGIN]
  --behind-proxy           trust X-Forwarded-For of the proxy [BEHIND_PROXY=1]
  --calls-per-second N     per user and operation, 0 is off, 10 by default [CALLS_PER_SECOND]
  --smtp-url URL           smtp://user:password@host:587      [SMTP_URL]
  --mail-from ADDRESS      sender of mails                    [MAIL_FROM]
  --sms-webhook URL        http:// address that gets {id, to, text} for every text message [SMS_WEBHOOK]
  --working-calendar FILE  JSON with holidays and make_up_days, else the published ones [WORKING_CALENDAR]
  --files-dir DIRECTORY    what partners attach, data/files   [FILES_DIR]
  --s3-endpoint URL        a service that speaks S3, in place of the directory [S3_ENDPOINT], with
  --s3-bucket NAME         [S3_BUCKET]       --s3-key-id ID  [S3_KEY_ID]
  --s3-region REGION       us-east-1         [S3_REGION]
  --s3-path-style          URL/bucket/…, not bucket.URL/…     [S3_PATH_STYLE=1]
  --s3-secret-file FILE    [S3_SECRET_FILE], or the secret itself in the variable S3_SECRET
  --virus-scanner ADDRESS  host:port of a clamd that looks at every file [VIRUS_SCANNER]
  --demo                   demo accounts, outbox and clock    [DEMO=1]
  --customers N            customers of the main demo partner, 300 by default
  --log text|json          json by default, text in the demo  [LOG]

The key of verification codes is the variable PEPPER (64 hex digits), else the file `pepper` beside the database,
which is created on the first start. Keep it apart from backups of the database.
";

fn main() -> ExitCode {
    let mut arguments = Arguments::from_env();
    if arguments.contains(["-h", "--help"]) {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match run(arguments) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("backend: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Arguments) -> Result<ExitCode, Fault> {
    let command = arguments.subcommand().map_err(|error| Fault::new(error.to_string()))?;
    match command.as_deref() {
        Some("serve") => {
            let options = Options::read(&mut arguments)?;
            finish(arguments)?;
            runtime()?.block_on(serve(options))?;
            Ok(ExitCode::SUCCESS)
        }
        Some("openapi") => {
            finish(arguments)?;
            print!("{}", openapi::text());
            Ok(ExitCode::SUCCESS)
        }
        Some("permissions") => {
            finish(arguments)?;
            print!("{}", openapi::permissions::text());
            Ok(ExitCode::SUCCESS)
        }
        Some("audit-verify") => {
            let database = database(&mut arguments)?;
            finish(arguments)?;
            runtime()?.block_on(audit_verify(&database))
        }
        Some("book-check") => {
            let database = database(&mut arguments)?;
            finish(arguments)?;
            runtime()?.block_on(book_check(&database))
        }
        Some("seed") => {
            let database = database(&mut arguments)?;
            let mut size = |flag| {
                arguments.value_from_str::<_, usize>(flag).map_err(|error| Fault::new(error.to_string()))
            };
            let (partners, customers) = (size("--partners")?, size("--customers")?);
            let crowd = seed::load::Crowd { partners, customers, largest: size("--largest")? };
            finish(arguments)?;
            runtime()?.block_on(plant_crowd(&database, crowd))?;
            Ok(ExitCode::SUCCESS)
        }
        Some("site-headers") => {
            let name = text(&mut arguments, "--format", "FORMAT")?;
            let format = name.as_deref().and_then(Format::parse);
            let format =
                format.ok_or_else(|| Fault::new("--format is nginx, netlify, cloudfront or json"))?;
            finish(arguments)?;
            print!("{}", site_headers::print(format));
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => Err(Fault::new(format!("there is no command {other}; see --help"))),
        None => Err(Fault::new("a command is missing; see --help")),
    }
}

fn finish(arguments: Arguments) -> Result<(), Fault> {
    let rest = arguments.finish();
    if rest.is_empty() { Ok(()) } else { Err(Fault::new(format!("not understood: {rest:?}; see --help"))) }
}

fn runtime() -> Result<tokio::runtime::Runtime, Fault> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The file of an SQLite address.
fn file_of(database: &str) -> Option<&Path> {
    let path = database.strip_prefix("sqlite:")?.trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    (!path.is_empty() && !path.starts_with(':')).then(|| Path::new(path))
}

async fn open(database: &str) -> Result<Store, Fault> {
    if let Some(directory) =
        file_of(database).and_then(Path::parent).filter(|path| !path.as_os_str().is_empty())
    {
        std::fs::create_dir_all(directory)?;
    }
    Store::open(database).await
}

fn pepper(database: &str) -> Result<Pepper, Fault> {
    if let Ok(text) = std::env::var("PEPPER") {
        return Pepper::from_hex(&text).ok_or_else(|| Fault::new("PEPPER is not 64 hex digits"));
    }
    let file = file_of(database).ok_or_else(|| Fault::new("PEPPER is missing"))?;
    Pepper::load_or_create(&file.with_file_name("pepper"))
}

fn start_log(json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false);
    if json {
        log.json().flatten_event(true).init();
    } else {
        log.compact().init();
    }
}

async fn serve(options: Options) -> Result<(), Fault> {
    start_log(options.log_json);
    let store = open(&options.database).await?;
    let pepper = pepper(&options.database)?;
    let clock = Clock::system();
    let config = options.config;
    if config.demo {
        demo::restore_clock(&store, &clock).await?;
        seed::plant(&store, &pepper, clock.now(), options.customers).await?;
    }
    let carriers = Carriers::new(
        config.smtp_url.as_deref(),
        config.mail_from.as_deref(),
        config.sms_webhook.as_deref(),
    )?;
    let app = App::new(store.clone(), clock, config, pepper);
    if app.config.demo {
        seed::delivery_projects::plant_files(&app.files).await?;
    }
    app.passwords.warm_up().await;
    marketing_tasks::begin(&app).await?;
    let listener = TcpListener::bind(options.listen).await?;
    announce(&app, listener.local_addr()?);
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let workers =
        [tokio::spawn(delivery::run(app.clone(), carriers)), tokio::spawn(upkeep::run(app.clone()))];
    let jobs = tokio::spawn(jobs::run(app.clone(), stopped.clone()));
    let service = http::router::service(app.clone());
    let signal = async move {
        stopping::signal().await;
        tracing::info!("stopping");
        // Streams never end by themselves in time, and the listener waits for every answer.
        app.streams.stop();
        let _ = stopping.send(true);
    };
    let patience = async move {
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        () = http::serving::serve(listener, service, Bounds::default(), signal) => {}
        () = patience => tracing::warn!("calls were still running after ten seconds"),
    }
    for worker in workers {
        worker.abort();
    }
    // The job at work is ended; none other is begun.
    if tokio::time::timeout(PATIENCE, jobs).await.is_err() {
        tracing::warn!("a job was still running after ten seconds; it will be done after the next start");
    }
    store.close().await;
    Ok(())
}

fn announce(app: &App, address: SocketAddr) {
    tracing::info!(%address, demo = app.config.demo, "serving");
    if app.config.demo {
        demo::announce(address);
    }
}

async fn plant_crowd(database: &str, crowd: seed::load::Crowd) -> Result<(), Fault> {
    let store = open(database).await?;
    seed::load::plant(&store, Clock::system().now(), crowd).await?;
    store.close().await;
    Ok(())
}

async fn book_check(database: &str) -> Result<ExitCode, Fault> {
    let store = open(database).await?;
    let flaws = book::check::flaws(&mut *store.read().await?).await?;
    for flaw in &flaws {
        println!("{flaw}");
    }
    println!("{} flaws", flaws.len());
    Ok(if flaws.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn audit_verify(database: &str) -> Result<ExitCode, Fault> {
    let store = open(database).await?;
    let report = audit::verify::verify(&mut *store.read().await?).await?;
    for (chain, seq, hash) in &report.heads {
        println!("{chain}: {seq} rows, head {hash}");
    }
    for broken in &report.broken {
        println!("{}: row {} is bad: {}", broken.chain, broken.seq, broken.why);
    }
    println!("{} rows checked, {} chains broken", report.rows, report.broken.len());
    Ok(if report.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

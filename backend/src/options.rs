//! What the command line and the environment say. Only the program's, not the library's.

use backend::{
    config::{self, Config},
    problem::Fault,
    seed,
};
use pico_args::Arguments;
use std::{net::SocketAddr, path::PathBuf};

/// A flag's value, else the variable's.
pub fn text(arguments: &mut Arguments, flag: &'static str, variable: &str) -> Result<Option<String>, Fault> {
    let given: Option<String> =
        arguments.opt_value_from_str(flag).map_err(|error| Fault::new(error.to_string()))?;
    Ok(given.or_else(|| std::env::var(variable).ok()).filter(|value| !value.is_empty()))
}

fn number(arguments: &mut Arguments, flag: &'static str, variable: &str) -> Result<Option<u32>, Fault> {
    let given = text(arguments, flag, variable)?;
    given.map(|text| text.parse().map_err(|_| Fault::new(format!("{flag} takes a number")))).transpose()
}

fn switch(arguments: &mut Arguments, flag: &'static str, variable: &str) -> bool {
    arguments.contains(flag) || std::env::var(variable).is_ok_and(|value| value == "1")
}

/// The database that is meant.
pub fn database(arguments: &mut Arguments) -> Result<String, Fault> {
    let given = text(arguments, "--database", "DATABASE_URL")?;
    Ok(given.unwrap_or_else(|| "sqlite://data/partner-center.db".to_owned()))
}

/// How to serve.
pub struct Options {
    pub listen: SocketAddr,
    pub database: String,
    pub customers: usize,
    pub log_json: bool,
    pub config: Config,
}

impl Options {
    /// Reads the options of `serve`.
    pub fn read(arguments: &mut Arguments) -> Result<Self, Fault> {
        let demo = switch(arguments, "--demo", "DEMO");
        let listen = text(arguments, "--listen", "LISTEN")?.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let calls = number(arguments, "--calls-per-second", "CALLS_PER_SECOND")?.unwrap_or(10);
        Ok(Self {
            listen: listen
                .parse()
                .map_err(|_| Fault::new("--listen takes an address such as 127.0.0.1:8080"))?,
            database: database(arguments)?,
            customers: number(arguments, "--customers", "CUSTOMERS")?.map_or(seed::CUSTOMERS, |n| n as usize),
            log_json: text(arguments, "--log", "LOG")?.map_or(!demo, |format| format == "json"),
            config: Config {
                demo,
                origin: text(arguments, "--origin", "PUBLIC_ORIGIN")?,
                static_dir: text(arguments, "--static-dir", "STATIC_DIR")?.map(PathBuf::from),
                calls_per_second: (calls > 0).then_some(calls),
                behind_proxy: switch(arguments, "--behind-proxy", "BEHIND_PROXY"),
                smtp_url: text(arguments, "--smtp-url", "SMTP_URL")?,
                mail_from: text(arguments, "--mail-from", "MAIL_FROM")?,
                sms_webhook: text(arguments, "--sms-webhook", "SMS_WEBHOOK")?,
                calendar: config::calendar(text(arguments, "--working-calendar", "WORKING_CALENDAR")?)?,
                files_dir: text(arguments, "--files-dir", "FILES_DIR")?
                    .unwrap_or_else(|| "data/files".to_owned())
                    .into(),
            },
        })
    }
}

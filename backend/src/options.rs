//! What the command line and the environment say. Only the program's, not the library's.

use backend::{
    config::{self, Config},
    files::{S3, s3},
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

/// The bucket that is meant, where there is an endpoint. The secret is no option: others on the machine see those.
fn bucket(arguments: &mut Arguments) -> Result<Option<S3>, Fault> {
    let endpoint = text(arguments, "--s3-endpoint", "S3_ENDPOINT")?;
    let region = text(arguments, "--s3-region", "S3_REGION")?;
    let bucket = text(arguments, "--s3-bucket", "S3_BUCKET")?;
    let key_id = text(arguments, "--s3-key-id", "S3_KEY_ID")?;
    let secret_file = text(arguments, "--s3-secret-file", "S3_SECRET_FILE")?;
    let path_style = switch(arguments, "--s3-path-style", "S3_PATH_STYLE");
    let Some(endpoint) = endpoint else { return Ok(None) };
    let secret = match secret_file {
        Some(file) => std::fs::read_to_string(file)?.trim().to_owned(),
        None => std::env::var("S3_SECRET").unwrap_or_default(),
    };
    let needed = |given: Option<String>, what: &str| {
        given
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Fault::new(format!("S3 needs {what}; see --help")))
    };
    let settings = s3::Settings {
        endpoint,
        region: region.unwrap_or_else(|| "us-east-1".to_owned()),
        bucket: needed(bucket, "--s3-bucket")?,
        key_id: needed(key_id, "--s3-key-id")?,
        secret: needed(Some(secret), "S3_SECRET or --s3-secret-file")?,
        path_style,
    };
    S3::new(settings).map(Some)
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
                s3: bucket(arguments)?,
                virus_scanner: text(arguments, "--virus-scanner", "VIRUS_SCANNER")?,
            },
        })
    }
}

//! Which browser the tests drive: Chromium, or Firefox when `PARTNER_CENTER_BROWSER` says so.

use crate::programs::{Running, path};
use std::{env, process::Command};
use thirtyfour::{
    Capabilities, CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, error::WebDriverResult,
};

/// How often a driver is started before the test gives up.
const STARTS: u32 = 5;

/// A browser engine with its `WebDriver`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
}

impl Engine {
    /// The one that the environment wishes.
    ///
    /// # Panics
    /// When it wishes another one.
    #[must_use]
    pub fn wished() -> Self {
        match env::var("PARTNER_CENTER_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok(other) => panic!("no such browser: {other}"),
        }
    }

    /// No window on a screen, one of 1280 × 900 in memory.
    pub(crate) fn capabilities(self) -> WebDriverResult<Capabilities> {
        match self {
            Self::Chromium => {
                let mut wanted = DesiredCapabilities::chrome();
                for arg in [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--window-size=1280,900",
                ] {
                    wanted.add_arg(arg)?;
                }
                if let Ok(chromium) = env::var("CHROMIUM") {
                    wanted.set_binary(&chromium)?;
                }
                wanted.set("goog:loggingPrefs", serde_json::json!({ "browser": "ALL" }))?;
                Ok(wanted.into())
            }
            Self::Firefox => {
                let mut wanted = DesiredCapabilities::firefox();
                for arg in ["-headless", "--width=1280", "--height=900"] {
                    wanted.add_arg(arg)?;
                }
                if let Ok(firefox) = env::var("FIREFOX") {
                    wanted.set_firefox_binary(&firefox)?;
                }
                Ok(wanted.into())
            }
        }
    }

    /// Drivers that start at the same moment choose the same free port now and then; the later one ends, and chooses
    /// again.
    pub(crate) fn start_driver(self) -> (Running, u16) {
        let mut driver = match self {
            Self::Chromium => {
                let mut driver = Command::new(path("CHROMEDRIVER", "../../usr/bin/chromedriver"));
                driver.args(["--port=0", "--log-level=SEVERE"]);
                driver
            }
            Self::Firefox => {
                let mut driver = Command::new(path("GECKODRIVER", "../../usr/bin/geckodriver"));
                driver.args(["--port=0", "--websocket-port=0"]);
                driver
            }
        };
        (1..STARTS).find_map(|_| Running::start(&mut driver, started_on).ok()).unwrap_or_else(|| {
            Running::start(&mut driver, started_on).unwrap_or_else(|error| panic!("{error}"))
        })
    }
}

/// `ChromeDriver was started successfully on port 41233.`, `geckodriver INFO Listening on 127.0.0.1:41233`
fn started_on(line: &str) -> Option<u16> {
    let line = line.trim().trim_end_matches('.');
    let port = if line.contains("started successfully") {
        line.rsplit_once("on port ")?.1
    } else {
        line.split_once("Listening on ")?.1.rsplit_once(':')?.1
    };
    port.parse().ok()
}

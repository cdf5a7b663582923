//! Headless Chromium, one for each test, and waiting for what a user would wait for.

use crate::programs::{Running, path};
use std::{ops::Deref, process::Command, time::Duration};
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, extensions::query::ElementQueryable, prelude::*,
};

/// How long a condition may take to come true; the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with a window of its own; ends when dropped.
pub struct Browser {
    driver: WebDriver,
    _server: Running,
}

impl Browser {
    /// An empty window of 1280 × 900.
    ///
    /// # Panics
    /// When Chromium or its driver don't start.
    pub async fn start() -> Self {
        let mut server = Command::new(path("CHROMEDRIVER", "../../usr/bin/chromedriver"));
        server.args(["--port=0", "--log-level=SEVERE"]);
        let (server, port) = Running::start(server, started_on);
        let mut wanted = DesiredCapabilities::chrome();
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--window-size=1280,900",
        ];
        let prepared = args.iter().try_for_each(|arg| wanted.add_arg(arg));
        prepared
            .and_then(|()| match std::env::var("CHROMIUM") {
                Ok(chromium) => wanted.set_binary(&chromium),
                Err(_) => Ok(()),
            })
            .unwrap_or_else(|error| panic!("capabilities: {error}"));
        let logs = serde_json::json!({ "browser": "ALL" });
        wanted.set("goog:loggingPrefs", logs).unwrap_or_else(|error| panic!("capabilities: {error}"));
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await;
        let driver = driver.unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        Self { driver, _server: server }
    }

    /// The first visible element that fits, once there is one.
    pub async fn see(&self, css: &str) -> WebDriverResult<WebElement> {
        self.driver
            .query(By::Css(css))
            .wait(PATIENCE, Duration::from_millis(50))
            .and_displayed()
            .first()
            .await
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Panics
    /// When it does not come true.
    pub async fn until(&self, expression: &str) {
        let since = std::time::Instant::now();
        let script = format!("return !!({expression})");
        while since.elapsed() < PATIENCE {
            let now = self.driver.execute(&script, Vec::new()).await;
            if now.is_ok_and(|value| value.json() == &serde_json::Value::Bool(true)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let console = self.console().await;
        panic!("never true: {expression}\nconsole: {console:#?}");
    }

    /// What the console says, since the last time that it was asked.
    ///
    /// # Panics
    /// When the driver cannot tell.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.driver.get_log("browser").await.unwrap_or_else(|error| panic!("console: {error}"));
        entries.into_iter().map(|entry| format!("{:?}: {}", entry.level, entry.message)).collect()
    }

    /// Ends the window politely; a test that fails leaves it to the driver's end.
    ///
    /// # Panics
    /// When the browser is gone already.
    pub async fn quit(self) {
        self.driver.clone().quit().await.unwrap_or_else(|error| panic!("quit: {error}"));
    }
}

impl Deref for Browser {
    type Target = WebDriver;
    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

/// `ChromeDriver was started successfully on port 41233.`
fn started_on(line: &str) -> Option<u16> {
    line.contains("started successfully").then_some(())?;
    line.trim().trim_end_matches('.').rsplit_once("on port ").and_then(|(_, port)| port.parse().ok())
}

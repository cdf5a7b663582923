//! A headless browser, one for each test, and waiting for what a user would wait for.

use crate::{engine::Engine, programs::Running};
use std::{
    ops::Deref,
    time::{Duration, Instant},
};
use thirtyfour::{WebDriver, prelude::*};

/// How long a condition may take to come true; the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// A browser with a window of its own; ends when dropped.
pub struct Browser {
    driver: WebDriver,
    engine: Engine,
    _server: Running,
}

impl Browser {
    /// An empty window of 1280 × 900.
    ///
    /// # Panics
    /// When the browser or its driver don't start.
    pub async fn start() -> Self {
        Self::start_that_waits("normal").await
    }

    /// The same, and no command waits for a page to be complete: one of its files may never come.
    ///
    /// # Panics
    /// When the browser or its driver don't start.
    pub async fn start_impatient() -> Self {
        Self::start_that_waits("none").await
    }

    async fn start_that_waits(strategy: &str) -> Self {
        let engine = Engine::wished();
        let mut wanted = engine.capabilities().unwrap_or_else(|error| panic!("capabilities: {error}"));
        let strategy = wanted.set("pageLoadStrategy", strategy);
        strategy.unwrap_or_else(|error| panic!("capabilities: {error}"));
        let (server, port) = engine.start_driver();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await;
        let driver = driver.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}"));
        Self { driver, engine, _server: server }
    }

    /// Waits until an element that fits can be seen.
    ///
    /// # Panics
    /// When none appears.
    pub async fn see(&self, css: &str) {
        let css = serde_json::Value::from(css);
        self.until(&format!(
            "[...document.querySelectorAll({css})].some((found) => found.checkVisibility())"
        ))
        .await;
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Panics
    /// When it does not come true.
    pub async fn until(&self, expression: &str) {
        let since = Instant::now();
        let script = format!("return !!({expression})");
        while since.elapsed() < PATIENCE {
            let now = self.driver.execute(&script, Vec::new()).await;
            if now.is_ok_and(|value| value.json() == &serde_json::Value::Bool(true)) {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let console = self.console().await;
        let page = self.driver.execute("return document.body.innerText", Vec::new()).await;
        let page = page.map(|text| text.json().clone());
        panic!("never true: {expression}\nconsole: {console:#?}\nthe page: {page:?}");
    }

    /// Clicks the first visible element that fits, once there is one.
    ///
    /// # Panics
    /// When none can be clicked.
    pub async fn click(&self, css: &str) {
        self.insist(&format!("click {css}"), async || self.find_visible(css).await?.click().await.ok()).await;
    }

    /// Types into the first visible field that fits, over what is there.
    ///
    /// # Panics
    /// When there is none to type into.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.insist(&format!("type into {css}"), async || write(&self.find_visible(css).await?, text).await)
            .await;
    }

    /// Tries until it succeeds: an element that was found may be gone when it is used, because the page goes on.
    ///
    /// # Panics
    /// When it never does.
    pub(crate) async fn insist<T>(&self, what: &str, attempt: impl AsyncFn() -> Option<T>) -> T {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            if let Some(done) = attempt().await {
                return done;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let page = self.driver.execute("return document.body.innerText", Vec::new()).await;
        panic!("cannot {what}; the page: {:?}", page.map(|text| text.json().clone()));
    }

    async fn find_visible(&self, css: &str) -> Option<WebElement> {
        let script = "return [...document.querySelectorAll(arguments[0])].find((found) => found.checkVisibility()) ?? null";
        self.driver.execute(script, vec![css.into()]).await.ok()?.element().ok()
    }

    /// What the console says, since the last time that it was asked; Firefox's driver does not tell.
    ///
    /// # Panics
    /// When the driver cannot tell.
    pub async fn console(&self) -> Vec<String> {
        if self.engine == Engine::Firefox {
            return Vec::new();
        }
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

/// Empties a field and types; `None` when it went away meanwhile.
pub(crate) async fn write(field: &WebElement, text: &str) -> Option<()> {
    field.clear().await.ok()?;
    field.send_keys(text).await.ok()
}

//! The browsers in which the product is tested, each with the program that drives it.

use crate::{
    steps::Step,
    tools::{self, env_path, on_path},
};
use anyhow::{Result, bail};
use std::{path::PathBuf, process::Command};

/// A browser without a window, and its driver.
pub enum Browser {
    Chromium { browser: PathBuf, driver: PathBuf },
    Firefox { browser: PathBuf, driver: PathBuf },
}

impl Browser {
    /// Tells the end-to-end tests which browser to start.
    pub fn for_harness(&self, command: &mut Command) {
        match self {
            Self::Chromium { browser, driver } => {
                command.env("PARTNER_CENTER_BROWSER", "chromium");
                command.env("CHROMIUM", browser).env("CHROMEDRIVER", driver);
            }
            Self::Firefox { browser, driver } => {
                command.env("PARTNER_CENTER_BROWSER", "firefox");
                command.env("FIREFOX", browser).env("GECKODRIVER", driver);
            }
        }
    }

    /// Tells the runner of the browser tests the same: it takes the only driver that it is told of.
    pub fn for_runner(&self, command: &mut Command) {
        match self {
            Self::Chromium { driver, .. } => command.env_remove("GECKODRIVER").env("CHROMEDRIVER", driver),
            Self::Firefox { driver, .. } => command.env_remove("CHROMEDRIVER").env("GECKODRIVER", driver),
        };
    }
}

/// `CHROMIUM` and `CHROMEDRIVER`, else the search path, else Debian's packages.
pub fn chromium(step: &Step) -> Result<Browser> {
    const OR: &str =
        "Install both (of one version) by hand, or set CHROMIUM and CHROMEDRIVER to where they are.";
    let find = || {
        let browser =
            env_path("CHROMIUM").or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]))?;
        let driver = env_path("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?;
        Some(Browser::Chromium { browser, driver })
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    tools::apt(step, &["chromium", "chromium-driver", "fonts-noto-cjk"], OR)?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("Chromium or its driver is still missing. {OR}"),
    }
}

/// `FIREFOX` and `GECKODRIVER`, else the search path, else Debian's package and the driver from its sources.
pub fn firefox(step: &Step) -> Result<Browser> {
    const OR: &str = "Install Firefox by hand, or set FIREFOX to where it is.";
    let find = || env_path("FIREFOX").or_else(|| on_path(&["firefox-esr", "firefox"]));
    if find().is_none() {
        tools::apt(step, &["firefox-esr", "fonts-noto-cjk"], OR)?;
    }
    let Some(browser) = find() else { bail!("Firefox is still missing. {OR}") };
    let driver = match env_path("GECKODRIVER").or_else(|| on_path(&["geckodriver"])) {
        Some(driver) => driver,
        None => tools::geckodriver(step)?.join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX)),
    };
    Ok(Browser::Firefox { browser, driver })
}

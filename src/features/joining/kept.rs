//! What is typed here, and what came of it, kept with this entry of the tab's history: a reload loses nothing, and no
//! other page, tab or address gets it. Never the password, never the code.

use crate::browser;
use contract::joining::Joined;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const TYPED: &str = "typed";
const JOINED: &str = "joined";
/// Browsers limit how often an entry may change.
const PAUSE_MS: u32 = 500;

/// The two ways to go on, as [`Typed::way`] names them.
pub const REGISTER: &str = "register";
pub const SIGN_IN: &str = "sign-in";

/// As it is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    way: String,
    phone: String,
    account_name: String,
    customer_name: String,
    email: String,
    notes: bool,
    terms: bool,
}

fn read(text: Option<&str>) -> Written {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What stands in the forms of this page.
#[derive(Clone, Copy)]
pub struct Typed {
    pub way: RwSignal<String>,
    pub phone: RwSignal<String>,
    pub account_name: RwSignal<String>,
    pub customer_name: RwSignal<String>,
    pub email: RwSignal<String>,
    /// The notes were ticked.
    pub notes: RwSignal<bool>,
    /// The vendor's agreement was ticked.
    pub terms: RwSignal<bool>,
}

impl Typed {
    /// What was typed before a reload, and from now on kept again.
    pub fn restore() -> Self {
        let written = read(browser::kept(TYPED).as_deref());
        let typed = Self {
            way: RwSignal::new(written.way),
            phone: RwSignal::new(written.phone),
            account_name: RwSignal::new(written.account_name),
            customer_name: RwSignal::new(written.customer_name),
            email: RwSignal::new(written.email),
            notes: RwSignal::new(written.notes),
            terms: RwSignal::new(written.terms),
        };
        Effect::new(move |ran: Option<()>| {
            let now = typed.written();
            if ran.is_some() {
                browser::after_ms(PAUSE_MS, move || {
                    // The page may be gone by now, and then the entry is another one.
                    if typed.still() == Some(now) {
                        typed.keep();
                    }
                });
            }
        });
        browser::on_window("pagehide", move |_| typed.keep());
        typed
    }

    /// Written down at once.
    pub fn keep(self) {
        let Some(now) = self.still() else { return };
        let text = (now != Written::default()).then(|| serde_json::to_string(&now).unwrap_or_default());
        browser::keep(TYPED, text.as_deref());
    }

    /// Gone, from here and from the entry.
    pub fn forget(self) {
        for text in [self.phone, self.account_name, self.customer_name, self.email] {
            text.set(String::new());
        }
        self.notes.set(false);
        self.terms.set(false);
        self.way.set(String::new());
        browser::keep(TYPED, None);
    }

    fn written(self) -> Written {
        Written {
            way: self.way.get(),
            phone: self.phone.get(),
            account_name: self.account_name.get(),
            customer_name: self.customer_name.get(),
            email: self.email.get(),
            notes: self.notes.get(),
            terms: self.terms.get(),
        }
    }

    /// `None` when the page is gone.
    fn still(self) -> Option<Written> {
        self.terms.try_get_untracked()?;
        Some(untrack(|| self.written()))
    }
}

/// What came of it, before a reload.
pub fn joined() -> Option<Joined> {
    serde_json::from_str(&browser::kept(JOINED)?).ok()
}

pub fn keep_joined(joined: &Joined) {
    browser::keep(JOINED, serde_json::to_string(joined).ok().as_deref());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_something_else_is_nothing() {
        let written = Written { phone: "138 0000".to_owned(), notes: true, ..Written::default() };
        let text = serde_json::to_string(&written).unwrap();
        assert_eq!(read(Some(&text)), written);
        assert_eq!(read(Some(r#"{"phone":"1"}"#)).phone, "1");
        assert_eq!(read(Some("not ours")), Written::default());
        assert_eq!(read(None), Written::default());
    }

    #[test]
    fn neither_password_nor_code_is_written_down() {
        let text = serde_json::to_string(&Written::default()).unwrap();
        assert!(!text.contains("password") && !text.contains("code"), "{text}");
    }
}

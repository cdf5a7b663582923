//! The document itself: title, language, theme, and what the static page says about where the API is.

use web_sys::Element;

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// As it stands in `data-theme` and as it is remembered.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads what [`Theme::as_str`] wrote; anything else is [`Theme::System`].
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// A custom property for the style sheet.
pub fn set_style(element: &web_sys::HtmlElement, property: &str, value: &str) {
    // A custom property takes any value.
    let _ = element.style().set_property(property, value);
}

/// Title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Language of the page, for screen readers, hyphenation and fonts.
pub fn set_document_language(tag: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// The style sheet follows `data-theme`; without it, the system's setting.
pub fn set_theme(theme: Theme) {
    let Some(root) = root() else { return };
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.as_str()),
    };
}

/// The languages that the user's browser asks for, best first, as BCP 47 tags.
#[must_use]
pub fn preferred_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// What stands before every path of the API: `data-api-base` of the page, empty when it is the same host.
#[must_use]
pub fn api_base() -> String {
    root().and_then(|root| root.get_attribute("data-api-base")).unwrap_or_default()
}

/// What the page says under a name: `<meta name=… content=…>`.
#[must_use]
pub fn said(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let selector = ["meta[name=\"", name, "\"]"].concat();
    document.query_selector(&selector).ok().flatten()?.get_attribute("content")
}

/// Scheme and host of this page: `https://partner.example.com`.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Loads the page anew, with the newest build.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

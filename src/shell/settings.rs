//! Language and theme. Both are remembered on this device; the language also goes to the backend when somebody is
//! signed in, for messages.

use super::msg;
use crate::{
    browser::{self, Theme},
    flows::sign_in::speak,
    i18n::locale,
    ui::{IconName, Menu, MenuItem},
};
use contract::session::Language;
use leptos::prelude::*;

const REMEMBERED_AS: &str = "theme";

/// The static page has shown it already, before the app came.
fn remembered() -> Theme {
    Theme::parse(&browser::recall(REMEMBERED_AS).unwrap_or_default())
}

/// Two menus: language and theme.
#[component]
pub fn DisplaySettings() -> AnyView {
    let theme = RwSignal::new(remembered());
    let choose = move |chosen: Theme| {
        theme.set(chosen);
        browser::remember(REMEMBERED_AS, chosen.as_str());
        browser::set_theme(chosen);
    };
    let language = |language: Language, label: &'static str| {
        let current = Signal::derive(move || locale() == language);
        view! { <MenuItem label current on_press=move |()| speak(language) /> }
    };
    let item = move |own: Theme, label: fn() -> &'static str, icon: IconName| {
        let current = Signal::derive(move || theme.get() == own);
        view! { <MenuItem label current icon on_press=move |()| choose(own) /> }
    };
    // A language is named in itself: whoever cannot read this page finds it.
    view! {
        <div class="display-settings">
            <Menu label=msg::language icon=IconName::Globe>
                {language(Language::ZhCn, "简体中文")} {language(Language::EnUs, "English")}
            </Menu>
            <Menu label=msg::theme icon=IconName::Sun>
                {item(Theme::System, msg::theme_system, IconName::System)}
                {item(Theme::Light, msg::theme_light, IconName::Sun)}
                {item(Theme::Dark, msg::theme_dark, IconName::Moon)}
            </Menu>
        </div>
    }
    .into_any()
}

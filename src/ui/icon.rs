//! Pictograms out of `public/icons.svg`. Decoration: the words stand beside them or in the button's label.

use leptos::{prelude::*, svg};

macro_rules! icons {
    ($($name:ident = $id:literal,)*) => {
        /// A pictogram; each is a `<symbol>` of `public/icons.svg`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($name,)*
        }

        impl IconName {
            /// Every pictogram.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Address of the symbol.
            #[must_use]
            pub const fn href(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("/icons.svg#", $id),)*
                }
            }
        }
    };
}

icons! {
    Bell = "bell",
    Building = "building",
    Calendar = "calendar",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    Clock = "clock",
    Close = "close",
    Columns = "columns",
    Copy = "copy",
    Danger = "danger",
    Download = "download",
    Eye = "eye",
    EyeOff = "eye-off",
    External = "external",
    Filter = "filter",
    First = "first",
    Globe = "globe",
    Help = "help",
    Home = "home",
    Inbox = "inbox",
    Info = "info",
    Last = "last",
    Link = "link",
    Lock = "lock",
    Mail = "mail",
    Menu = "menu",
    Money = "money",
    Moon = "moon",
    More = "more",
    Offline = "offline",
    Phone = "phone",
    Plus = "plus",
    Refresh = "refresh",
    Search = "search",
    Shield = "shield",
    SignOut = "sign-out",
    SortAscending = "sort-ascending",
    SortDescending = "sort-descending",
    SortNone = "sort-none",
    Success = "success",
    Sun = "sun",
    Switch = "switch",
    System = "system",
    Tag = "tag",
    Unlink = "unlink",
    User = "user",
    Users = "users",
    Warning = "warning",
}

/// `<Icon name=IconName::Eye />`
#[component]
pub fn Icon(#[prop(into)] name: Signal<IconName>) -> AnyView {
    let sprite = svg::r#use().attr("href", move || name.get().href());
    view! { <svg class="icon" aria-hidden="true" focusable="false" width="16" height="16">{sprite}</svg> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../../public/icons.svg");
        for icon in IconName::ALL {
            let id = icon.href().trim_start_matches("/icons.svg#");
            assert!(sprite.contains(&format!("<symbol id=\"{id}\"")), "{id}");
        }
    }
}

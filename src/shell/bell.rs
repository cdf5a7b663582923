//! The bell: how many notifications are unread, and the way to them.

use super::msg;
use crate::{
    flows::unread,
    i18n,
    routes::Route,
    ui::{Icon, IconName},
};
use contract::notifications::MOST_UNREAD;
use leptos::prelude::*;

/// A link with the live number.
#[component]
pub fn Bell() -> AnyView {
    unread::keep();
    let number = move || {
        unread::unread().filter(|unread| *unread > 0).map(|unread| {
            if unread >= MOST_UNREAD {
                [i18n::number(MOST_UNREAD - 1).as_str(), "+"].concat()
            } else {
                i18n::number(unread)
            }
        })
    };
    let label = move || number().map_or_else(|| msg::messages().to_owned(), msg::messages_unread);
    let badge = move || {
        number().map(|number| view! { <span class="bell__number" aria-hidden="true">{number}</span> })
    };
    view! {
        <a class="button button--ghost button--icon bell" href=Route::Messages.href() aria-label=label title=label>
            <Icon name=IconName::Bell />
            {badge}
        </a>
    }
    .into_any()
}

//! There is nothing here, why, and what to do about it.

use super::{Icon, IconName, Text, show};
use leptos::prelude::*;

/// `<EmptyState title=msg::no_customers body=msg::no_customers_hint><Button … /></EmptyState>`
#[component]
pub fn EmptyState(
    #[prop(into)] title: Text,
    #[prop(optional, into)] body: Option<Text>,
    #[prop(default = IconName::Inbox)] icon: IconName,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty-state">
            <Icon name=icon />
            <p class="empty-state__title">{show(title)}</p>
            {body.map(|body| view! { <p class="empty-state__body">{show(body)}</p> })}
            {children.map(|children| view! { <div class="empty-state__actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

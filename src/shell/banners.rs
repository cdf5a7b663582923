//! What concerns every page: no connection, and a newer build.

use super::msg;
use crate::{
    api::{self, Connection, connection},
    browser,
    ui::{Button, ButtonKind, Icon, IconName},
};
use contract::session::ME;
use leptos::prelude::*;

/// The static page's script looks for newer builds and says so with this event.
const NEW_VERSION: &str = "pc:new-version";

/// Banners under the top bar.
#[component]
pub fn Banners() -> AnyView {
    let newer = RwSignal::new(false);
    browser::on_window(NEW_VERSION, move |_| newer.set(true));
    let asking = RwSignal::new(false);
    // Any answer at all says that the connection is back.
    let ask = move |()| {
        asking.set(true);
        leptos::task::spawn_local(async move {
            let _ = api::fetch(&ME, (), &()).await;
            asking.try_set(false);
        });
    };
    browser::on_window("online", move |_| {
        if untrack(connection) == Connection::Unreachable {
            ask(());
        }
    });
    let lost = move || {
        (connection() == Connection::Unreachable).then(|| {
            view! {
                <div class="banner banner--warning">
                    <Icon name=IconName::Offline />
                    <p>{msg::unreachable}</p>
                    <Button label=msg::retry_now kind=ButtonKind::Link busy=asking on_press=ask />
                </div>
            }
        })
    };
    let outdated = move || {
        newer.get().then(|| {
            view! {
                <div class="banner banner--info">
                    <Icon name=IconName::Info />
                    <p>{msg::new_version}</p>
                    <Button label=msg::reload kind=ButtonKind::Link on_press=|()| browser::reload() />
                    <Button
                        label=msg::later
                        kind=ButtonKind::Ghost
                        icon=IconName::Close
                        icon_only=true
                        on_press=move |()| newer.set(false)
                    />
                </div>
            }
        })
    };
    view! { <div class="banners" role="status">{lost} {outdated}</div> }.into_any()
}

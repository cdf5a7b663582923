//! 消息接收设置: channels for each topic, language and time zone of what is sent, and whether it arrives.

use super::{msg, reach::Reach, settings_form::SettingsForm};
use crate::{
    flows::fetch::use_fetch,
    routes::Route,
    ui::{Crumb, Loaded, PageHeader},
};
use contract::notification_settings::{SETTINGS, Settings};
use leptos::prelude::*;

#[component]
pub fn SettingsPage() -> AnyView {
    let settings = use_fetch(&SETTINGS, || Some(((), ())));
    let again = Callback::new(move |()| settings.refetch());
    let shown = move |found: Signal<Settings>| {
        // What was saved elsewhere since is shown anew; a check leaves alone what is being chosen.
        let version = Memo::new(move |_| found.with(|found| found.version));
        let form = move || {
            version.track();
            view! { <SettingsForm before=found.get_untracked() again /> }
        };
        view! {
            <section class="card message-settings" aria-labelledby="message-channels">
                <h2 id="message-channels">{msg::channels_title}</h2>
                {form}
            </section>
            <section class="card message-settings" aria-labelledby="message-reach">
                <h2 id="message-reach">{msg::reach_title}</h2>
                <Reach settings=found again />
            </section>
        }
        .into_any()
    };
    let crumbs = vec![Crumb::link(msg::title, Route::Messages.href())];
    view! {
        <PageHeader title=msg::settings intro=msg::settings_intro crumbs />
        <div class="message-settings__page"><Loaded from=settings lines=10 children=shown /></div>
    }
    .into_any()
}

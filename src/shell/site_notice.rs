//! The recommendation of the international site, above everything else. It never stands in the way: it scrolls off, and can
//! be put away for now or for good.

use super::msg;
use crate::{
    browser,
    flows::site_notice,
    ui::{Button, ButtonKind, Icon, IconName},
};
use contract::session::INTL_SITE;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// How often the backend is told again what it could not be told.
const TELL_EVERY_MS: u32 = 60_000;

/// The notice, where there is one to give; its region is always there, so that it is read out.
#[component]
pub fn SiteNotice() -> AnyView {
    site_notice::settle();
    browser::on_window("online", |_| site_notice::settle());
    browser::on_window("storage", |_| site_notice::look_again());
    let telling =
        StoredValue::new(SendWrapper::new(browser::Interval::start(TELL_EVERY_MS, site_notice::settle)));
    on_cleanup(move || telling.dispose());
    let is_shown = Memo::new(|_| site_notice::is_shown());
    // What was pressed is gone: the keyboard goes on with the page.
    let hide = |how: fn()| {
        how();
        browser::focus_quietly(".wordmark");
    };
    let notice = move || {
        is_shown.get().then(|| {
            view! {
                <div class="banner banner--info site-notice">
                    <Icon name=IconName::Info />
                    <p>
                        {msg::site_notice} " "
                        <a href=INTL_SITE>{msg::site_notice_link}</a>
                    </p>
                    <Button
                        label=msg::site_notice_never
                        kind=ButtonKind::Link
                        on_press=move |()| hide(site_notice::never_again)
                    />
                    <Button
                        label=msg::site_notice_close
                        kind=ButtonKind::Ghost
                        icon=IconName::Close
                        icon_only=true
                        on_press=move |()| hide(site_notice::close)
                    />
                </div>
            }
        })
    };
    view! { <div class="banners site-notices" role="status">{notice}</div> }.into_any()
}

//! A mail as its reader will see it.

use crate::browser;
use leptos::{html, prelude::*};

/// `<MailView html=Signal::derive(move || mail.get().html) />`: shown without trusting it, on white paper in any theme,
/// because that is how mail programs show it.
#[component]
pub fn MailView(#[prop(into)] html: Signal<String>) -> AnyView {
    let host: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(host) = host.get() {
            html.with(|html| browser::show_mail(&host, html));
        }
    });
    view! { <div class="mail-view" node_ref=host></div> }.into_any()
}

//! The mail as it will be sent, but for its link.

use crate::{
    features::customer_development::{filings::Picked, msg},
    flows::fetch::use_fetch,
    ui::{Loaded, MailView},
};
use contract::{
    associations::AssociationType,
    invitations::{MailPreview as Mail, PREVIEW, PreviewQuery},
    session::Language,
};
use leptos::prelude::*;

/// Of the first customer; read when it is opened.
#[component]
pub fn MailPreview(
    left: RwSignal<Vec<Picked>>,
    kind: RwSignal<String>,
    language: RwSignal<String>,
) -> AnyView {
    let open = RwSignal::new(false);
    let mail = use_fetch(&PREVIEW, move || {
        if !open.get() {
            return None;
        }
        let filing_id = left.with(|left| left.first().map(|row| row.filing_id.clone()))?;
        let association_type = AssociationType::parse(&kind.get())?;
        let language = Language::parse(&language.get())?;
        Some(((), PreviewQuery { filing_id, association_type, language }))
    });
    let whose = move || left.with(|left| (left.len() > 1).then(|| left[0].name.clone()));
    let toggle = move |event: leptos::ev::Event| open.set(crate::browser::has_opened(&event));
    let shown = move |mail: Signal<Mail>| {
        let html = Signal::derive(move || mail.with(|mail| mail.html.clone()));
        view! {
            <div class="mail-preview">
                {move || whose().map(|name| view! { <p class="filing-note">{move || msg::preview_of(&name)}</p> })}
                <p class="mail-preview__subject">{move || mail.with(|mail| mail.subject.clone())}</p>
                <MailView html />
                <details>
                    <summary>{msg::as_text}</summary>
                    <pre class="mail-preview__text">{move || mail.with(|mail| mail.text.clone())}</pre>
                </details>
            </div>
        }
        .into_any()
    };
    view! {
        <details class="mail-preview__frame" on:toggle=toggle>
            <summary>{msg::preview_mail}</summary>
            {move || open.get().then(|| view! { <Loaded from=mail lines=6 children=shown /> })}
        </details>
    }
    .into_any()
}

//! What happened, in order.

use super::{Text, Tone, show};
use crate::i18n;
use contract::time::Timestamp;
use leptos::prelude::*;

/// `<Timeline><Happened what=msg::requested at=record.created_at>"…"</Happened></Timeline>`
#[component]
pub fn Timeline(children: Children) -> AnyView {
    view! { <ol class="timeline">{children()}</ol> }.into_any()
}

/// One thing that happened, or that is still to come (without `at`).
#[component]
pub fn Happened(
    #[prop(into)] what: Text,
    #[prop(optional, into)] at: Option<Timestamp>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let machine = at.map(|at| at.to_string());
    view! {
        <li class=["timeline__item timeline__item--", tone.as_str()].concat()>
            <p class="timeline__what">{show(what)}</p>
            {at.map(|at| view! { <time class="timeline__at" datetime=machine>{move || i18n::date_time(at)}</time> })}
            {children.map(|children| view! { <div class="timeline__more">{children()}</div> })}
        </li>
    }
    .into_any()
}

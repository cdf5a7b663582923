//! What stands in the corner while a change is held.

use super::{Phase, failure, msg, phase, settle, take, undo};
use crate::ui::{Button, ButtonKind, Countdown, Spinner, error_text::explain};
use leptos::prelude::*;

/// `words` say what is going to be done, after `seconds`.
pub(super) fn show(id: u32, words: String, seconds: u32) -> AnyView {
    let phase = Memo::new(move |_| phase(id));
    let content = move || {
        let words = words.clone();
        match phase.get() {
            None => ().into_any(),
            Some(Phase::Waiting) => view! {
                <p class="toast__text">
                    {words} " " <span aria-hidden="true">{msg::sent_in} " " <Countdown seconds /></span>
                </p>
                <Button label=msg::undo on_press=move |()| undo(id) />
            }
            .into_any(),
            Some(Phase::Sending | Phase::Left) => view! {
                <p class="toast__text">{words} " " {msg::sending}</p>
                <Spinner />
            }
            .into_any(),
            Some(Phase::Unknown) => view! {
                <p class="toast__text">{words} " " {msg::unknown}</p>
                <Button label=msg::check_result on_press=move |()| settle(id) />
            }
            .into_any(),
            Some(Phase::NotDone) => view! {
                <p class="toast__text">{words} " " {move || failure(id).map(|error| explain(&error).title)} " " {msg::not_done}</p>
                <Button label=msg::open_again on_press=move |()| undo(id) />
                <Button label=msg::discard kind=ButtonKind::Ghost on_press=move |()| drop(take(id)) />
            }
            .into_any(),
        }
    };
    content.into_any()
}

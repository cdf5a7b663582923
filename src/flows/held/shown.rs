//! What stands in the corner while a change is held.

use super::{HELD_S, Phase, msg, phase, settle, undo};
use crate::ui::{Button, Countdown, Spinner};
use leptos::prelude::*;

/// `words` say what is going to be done.
pub(super) fn show(id: u32, words: String) -> AnyView {
    let phase = Memo::new(move |_| phase(id));
    let content = move || {
        let words = words.clone();
        match phase.get() {
            None => ().into_any(),
            Some(Phase::Waiting) => view! {
                <p class="toast__text">
                    {words} " " <span aria-hidden="true">{msg::sent_in} " " <Countdown seconds=HELD_S /></span>
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
        }
    };
    content.into_any()
}

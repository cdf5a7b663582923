//! Short messages about what was done: they stand in a corner, are read aloud, and go by themselves unless they are
//! errors, hovered or focused. Never the only place for something that the user must know.

use super::{Button, ButtonKind, Icon, IconName, Tone, error_text, msg, notice::icon_of};
use crate::{api::ApiError, browser};
use leptos::prelude::*;

/// How long a message stays: long enough to read twenty words twice.
const SHOWN_MS: u32 = 8_000;
/// More at once are not read; the oldest goes. What is pinned is not counted: its owner takes it away.
const MOST: usize = 4;

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Text(String),
    /// Stays until its owner takes it away.
    Pinned(ViewFn),
}

/// A message that stays until [`unpin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned(u32);

#[derive(Clone, Default)]
struct Toasts {
    last_id: u32,
    shown: Vec<Toast>,
    /// The pointer or the keyboard is on them: none goes away.
    held: bool,
}

thread_local! {
    static TOASTS: ArcRwSignal<Toasts> = ArcRwSignal::new(Toasts::default());
}

/// Shows a message: `toast::show(Tone::Success, msg::saved())`.
pub fn show(tone: Tone, text: impl Into<String>) {
    add(tone, text.into());
}

/// Shows why a call failed. For errors that have no better place, such as a form or a panel.
pub fn show_error(error: &ApiError) {
    if !error.is_cancelled() {
        let explained = error_text::explain(error);
        add(Tone::Danger, [explained.title, explained.body].join(" "));
    }
}

/// Shows something that goes on, until its owner takes it away.
pub fn pin(tone: Tone, content: impl Into<ViewFn>) -> Pinned {
    Pinned(put(tone, Content::Pinned(content.into())))
}

/// Takes a pinned message away.
pub fn unpin(pinned: Pinned) {
    dismiss(pinned.0);
}

fn add(tone: Tone, text: String) {
    let id = put(tone, Content::Text(text));
    if tone != Tone::Danger {
        browser::after_ms(SHOWN_MS, move || expire(id));
    }
}

fn put(tone: Tone, content: Content) -> u32 {
    let toasts = TOASTS.with(Clone::clone);
    let mut id = 0;
    toasts.update(|toasts| {
        toasts.last_id += 1;
        id = toasts.last_id;
        toasts.shown.push(Toast { id, tone, content });
        let is_text = |toast: &Toast| matches!(toast.content, Content::Text(_));
        let texts = toasts.shown.iter().filter(|toast| is_text(toast)).count();
        if let (true, Some(oldest)) = (texts > MOST, toasts.shown.iter().position(is_text)) {
            toasts.shown.remove(oldest);
        }
    });
    id
}

fn expire(id: u32) {
    if TOASTS.with(|toasts| toasts.with_untracked(|toasts| toasts.held)) {
        browser::after_ms(SHOWN_MS / 2, move || expire(id));
    } else {
        dismiss(id);
    }
}

fn dismiss(id: u32) {
    // What goes away under the pointer or the keyboard says nothing of it, and the others would stay for ever.
    TOASTS.with(|toasts| {
        toasts.update(|toasts| {
            toasts.shown.retain(|toast| toast.id != id);
            toasts.held = false;
        });
    });
}

/// Takes all messages away that are not pinned: they name what another user did.
pub fn clear() {
    TOASTS.with(|toasts| {
        toasts.update(|toasts| {
            toasts.shown.retain(|toast| matches!(toast.content, Content::Pinned(_)));
            toasts.held = false;
        });
    });
}

fn hold(held: bool) {
    TOASTS.with(|toasts| toasts.update(|toasts| toasts.held = held));
}

/// Where the messages stand; once, in the shell.
#[component]
pub fn ToastHost() -> AnyView {
    let toasts = TOASTS.with(Clone::clone);
    let shown = move || toasts.with(|toasts| toasts.shown.clone());
    let one = |toast: Toast| {
        let Toast { id, tone, content } = toast;
        let role = if tone == Tone::Danger { "alert" } else { "status" };
        let content = match content {
            Content::Pinned(content) => content.run(),
            Content::Text(text) => view! {
                <p class="toast__text">{text}</p>
                <Button
                    label=msg::close
                    kind=ButtonKind::Ghost
                    icon=IconName::Close
                    icon_only=true
                    on_press=move |()| dismiss(id)
                />
            }
            .into_any(),
        };
        view! {
            <div class=["toast toast--", tone.as_str()].concat() role=role>
                <Icon name=icon_of(tone) />
                {content}
            </div>
        }
    };
    view! {
        <section
            class="toasts"
            aria-label=msg::messages
            aria-live="polite"
            on:pointerenter=|_| hold(true)
            on:pointerleave=|_| hold(false)
            on:focusin=|_| hold(true)
            on:focusout=|_| hold(false)
        >
            <For each=shown key=|toast| toast.id children=one />
        </section>
    }
    .into_any()
}

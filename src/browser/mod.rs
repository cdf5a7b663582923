//! Thin wrappers over what the browser offers. Nothing here knows the product; nothing else in the app touches
//! storage, the clipboard, timers or channels between tabs.
//!
//! Every wrapper does nothing (or gives `None`) where the browser refuses: a private window without storage must
//! not take a page down.

mod channel;
mod clipboard;
mod dialog;
mod document;
mod events;
mod files;
mod focus;
mod history;
mod lead;
mod mail;
mod random;
mod storage;
mod timers;

pub use channel::Channel;
pub use clipboard::copy;
pub use dialog::{close, has_opened, hide_popover, place_below, show_beside, show_modal, show_popover};
pub use document::{
    Theme, api_base, origin, preferred_languages, reload, said, set_document_language, set_style, set_theme,
    set_title,
};
pub use events::{is_visible, on_document, on_window};
pub use files::{
    base64, chosen_file, chosen_files, decode, dropped_file, dropped_files, print, read_slice, read_text,
    save_file, sha256,
};
pub use focus::{
    find, focus, focus_first_invalid, focus_quietly, focus_within, focused, focused_outside, has_gone_on,
    holds_typed_text, move_focus, scroll_along, scroll_to_top, scrolled_within,
};
pub use history::{forget_secret_of_link, keep, kept, scroll_to, scrolled, secret_of_link, visit};
pub use lead::{Lead, lead};
pub use mail::show_mail;
pub use random::{random, random_uuid};
pub use storage::{forget, forget_in_tab, recall, recall_in_tab, remember, remember_in_tab};
pub use timers::{Interval, after_ms, monotonic_ms, now_seconds, sleep_ms, tick};

//! Controls without domain words and without network. One file each; its doc shows how it is used.
//!
//! Texts are given as [`Text`]: a function of `msg` (`label=msg::reason`), a `&'static str`, a `String`, or a closure.
//! Actions are `Callback<()>`: `on_press=move |()| …`. Nothing here writes `style=`, which the page's policy forbids.

pub mod error_text;
pub mod help;
pub mod toast;

#[cfg(test)]
mod contrast;

mod asking;
mod badge;
mod button;
mod column;
mod column_choice;
mod copy_button;
mod countdown;
mod data_table;
mod description_list;
mod dialog;
mod empty_state;
mod error_panel;
mod field;
mod icon;
mod loaded;
mod mail_view;
mod masked_text;
mod menu;
mod notice;
mod page_header;
mod pagination;
mod qr_code;
mod qr_symbol;
mod select_field;
mod skip_link;
mod spinner;
mod submit_form;
mod table_parts;
mod table_rows;
mod table_window;
mod tabs;
mod text_area;
mod text_field;
mod timeline;
mod values;

pub use asking::Asking;
pub use badge::Badge;
pub use button::{Button, ButtonKind, LinkButton};
pub use column::{Align, Column, Eye, Sort};
pub use copy_button::CopyButton;
pub use countdown::Countdown;
pub use data_table::DataTable;
pub use description_list::{Described, DescriptionList};
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use error_panel::ErrorPanel;
pub use error_text::title as error_title;
pub use field::{Check, rule_sentence};
pub use icon::{Icon, IconName};
pub use loaded::Loaded;
pub use mail_view::MailView;
pub use masked_text::MaskedText;
pub use menu::{Menu, MenuItem};
pub use notice::Notice;
pub use page_header::{Crumb, PageHeader};
pub use pagination::{PageChange, Pagination};
pub use qr_code::QrCode;
pub use qr_symbol::QrSymbol;
pub use select_field::{CheckBox, Choice, RadioField, SelectField};
pub use skip_link::SkipLink;
pub use spinner::Spinner;
pub use submit_form::SubmitForm;
pub use table_window::TableWindow;
pub use tabs::{Tab, Tabs};
pub use text_area::TextArea;
pub use text_field::{AmountField, CodeField, DateField, DateTimeField, PasswordField, TextField};
pub use timeline::{Happened, Timeline};
pub use values::{DateText, DateTimeText, MoneyText};

use leptos::prelude::*;
use std::cell::Cell;

/// A text that follows the language.
pub type Text = leptos::text_prop::TextProp;

crate::i18n::words!("ui");

/// How something is meant: the colour, the icon and what is announced follow from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

impl Tone {
    /// Part of class names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A text in a view.
fn show(text: Text) -> AnyView {
    (move || text.get()).into_any()
}

/// An id that no other element of the page has.
fn fresh_id(prefix: &str) -> String {
    thread_local! {
        static LAST: Cell<u32> = const { Cell::new(0) };
    }
    let id = LAST.get() + 1;
    LAST.set(id);
    let mut text = String::from(prefix);
    text.push('-');
    text.push_str(&id.to_string());
    text
}

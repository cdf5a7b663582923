//! The eye: full values of personal data, asked for by column, kept in memory only, and gone again by themselves.

use super::msg;
use crate::{
    api::ApiError,
    browser, i18n,
    ui::{Column, Eye, MaskedText, toast},
};
use contract::customers::{MAX_REVEAL, PersonalField};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use std::collections::HashMap;

/// How long full values are shown.
const SHOWN_MS: u32 = 300_000;
/// How long they outlive the tab going out of sight.
const OUT_OF_SIGHT_MS: u32 = 60_000;

/// A full value: of which row, of which field.
pub struct Full {
    pub id: String,
    pub field: PersonalField,
    pub value: String,
}

/// Asks the backend for the full values of these rows and fields.
pub type Ask = fn(Vec<String>, Vec<PersonalField>) -> LocalBoxFuture<'static, Result<Vec<Full>, ApiError>>;

/// Fields that one eye opens; they stand in one column. Named by the first of them.
pub type Personal = &'static [PersonalField];

/// What is shown in full now. Forgotten when the page is left.
#[derive(Clone, Copy)]
pub struct Reveal {
    ask: Ask,
    values: RwSignal<HashMap<(PersonalField, String), String>>,
    open: RwSignal<Vec<Personal>>,
    busy: RwSignal<Option<Personal>>,
    /// Grows when the eyes close: a timer or an answer that was meant for an earlier time does nothing.
    turn: StoredValue<u32>,
    /// What a screen reader says.
    pub said: RwSignal<String>,
}

/// Closed eyes, which close again after a while and when the tab is out of sight for long.
pub fn use_reveal(ask: Ask) -> Reveal {
    let reveal = Reveal {
        ask,
        values: RwSignal::new(HashMap::new()),
        open: RwSignal::new(Vec::new()),
        busy: RwSignal::new(None),
        turn: StoredValue::new(0),
        said: RwSignal::new(String::new()),
    };
    let hidden_at = StoredValue::new(None::<f64>);
    browser::on_document("visibilitychange", move |_| {
        let now = browser::monotonic_ms();
        if browser::is_visible() {
            // Timers of a tab out of sight may be late.
            let since = hidden_at.try_update_value(Option::take).flatten();
            if since.is_some_and(|since| now - since > f64::from(OUT_OF_SIGHT_MS)) {
                reveal.close_all();
            }
            return;
        }
        hidden_at.set_value(Some(now));
        browser::after_ms(OUT_OF_SIGHT_MS, move || {
            if hidden_at.try_get_value().flatten() == Some(now) {
                reveal.close_all();
            }
        });
    });
    reveal
}

impl Reveal {
    /// The eye of a column or a field, for the rows that `visible` names when it is pressed.
    pub fn eye(self, what: Personal, visible: Signal<Vec<String>>) -> Eye {
        Eye {
            open: Signal::derive(move || self.is_open(what)),
            busy: Signal::derive(move || self.busy.get() == Some(what)),
            on_press: Callback::new(move |()| {
                if untrack(|| self.is_open(what)) {
                    self.close(what);
                } else {
                    self.show(what, visible.get_untracked());
                }
            }),
        }
    }

    /// A column whose header has the eye.
    pub fn masked<T: 'static>(
        self,
        column: Column<T>,
        what: Personal,
        visible: Signal<Vec<String>>,
    ) -> Column<T> {
        column.masked(self.eye(what, visible))
    }

    /// One value: in full while the eye is open, else as it came.
    pub fn text(self, id: &str, field: PersonalField, masked: &str) -> AnyView {
        let key = (field, id.to_owned());
        let masked = masked.to_owned();
        let full = Memo::new(move |_| self.values.with(|values| values.get(&key).cloned()));
        let shown = Signal::derive(move || full.get().unwrap_or_else(|| masked.clone()));
        view! { <MaskedText text=shown masked=Signal::derive(move || full.with(Option::is_none)) /> }
            .into_any()
    }

    fn is_open(self, what: Personal) -> bool {
        self.open.with(|open| open.contains(&what))
    }

    fn show(self, what: Personal, mut ids: Vec<String>) {
        ids.truncate(MAX_REVEAL);
        if ids.is_empty() || self.busy.with_untracked(Option::is_some) {
            return;
        }
        self.busy.set(Some(what));
        let turn = self.turn.get_value();
        leptos::task::spawn_local(async move {
            let settled = (self.ask)(ids, what.to_vec()).await;
            self.busy.try_set(None);
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match settled {
                Err(error) => toast::show_error(&error),
                Ok(revealed) => {
                    let mut rows: Vec<&str> = revealed.iter().map(|full| full.id.as_str()).collect();
                    rows.sort_unstable();
                    rows.dedup();
                    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                    self.values.try_update(|values| {
                        values.extend(revealed.into_iter().map(|full| ((full.field, full.id), full.value)));
                    });
                    self.open.try_update(|open| open.push(what));
                    self.said.try_set(msg::revealed(i18n::number(count), name(what)));
                    browser::after_ms(SHOWN_MS, move || {
                        if self.turn.try_get_value() == Some(turn) {
                            self.close_all();
                        }
                    });
                }
            }
        });
    }

    fn close(self, what: Personal) {
        self.open.update(|open| open.retain(|other| *other != what));
        self.values.update(|values| values.retain(|(field, _), _| !what.contains(field)));
        self.said.set(msg::concealed(name(what)));
    }

    /// Closes every eye and forgets what they showed. Does nothing when the page is gone.
    pub fn close_all(self) {
        self.turn.try_update_value(|turn| *turn += 1);
        if self.open.try_with_untracked(Vec::is_empty) == Some(false) {
            self.open.try_set(Vec::new());
            self.values.try_set(HashMap::new());
            self.said.try_set(msg::concealed_all().to_owned());
        }
    }
}

fn name(what: Personal) -> &'static str {
    match what.first() {
        Some(PersonalField::Telephone) => msg::field_telephone(),
        Some(PersonalField::Email) => msg::field_email(),
        Some(PersonalField::Customer | PersonalField::AccountName) | None => msg::field_name(),
    }
}

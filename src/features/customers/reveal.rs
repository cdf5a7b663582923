//! The eye: full values of personal data, asked for by column, kept in memory only, and gone again by themselves.

use super::{may, msg, words};
use crate::{
    api, browser, flows, i18n,
    ui::{Column, Eye, MaskedText, toast},
};
use contract::{
    customers::{Customer, MAX_REVEAL, PersonalField, REVEAL, RevealQuery},
    ids::CustomerId,
    permissions::Permission,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// How long full values are shown.
const SHOWN_MS: u32 = 300_000;
/// How long they outlive the tab going out of sight.
const OUT_OF_SIGHT_MS: u32 = 60_000;

/// Which fields one eye opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// Real name and login name stand in one column.
    Name,
    Telephone,
    Email,
}

impl Personal {
    const fn fields(self) -> &'static [PersonalField] {
        match self {
            Self::Name => &[PersonalField::Customer, PersonalField::AccountName],
            Self::Telephone => &[PersonalField::Telephone],
            Self::Email => &[PersonalField::Email],
        }
    }
}

/// What is shown in full now. Forgotten when the page is left.
#[derive(Clone, Copy)]
pub struct Reveal {
    values: RwSignal<HashMap<(PersonalField, CustomerId), String>>,
    open: RwSignal<Vec<Personal>>,
    busy: RwSignal<Option<Personal>>,
    /// Grows when the eyes close: a timer or an answer that was meant for an earlier time does nothing.
    turn: StoredValue<u32>,
    /// What a screen reader says.
    pub said: RwSignal<String>,
}

/// Closed eyes, which close again after a while and when the tab is out of sight for long.
pub fn use_reveal() -> Reveal {
    let reveal = Reveal {
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
    /// The eye of a column or a field, for the customers that `visible` names when it is pressed.
    pub fn eye(self, what: Personal, visible: Signal<Vec<CustomerId>>) -> Eye {
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

    /// A column whose header has the eye, if this member may open it.
    pub fn masked(
        self,
        column: Column<Customer>,
        what: Personal,
        visible: Signal<Vec<CustomerId>>,
    ) -> Column<Customer> {
        if may(Permission::RevealPersonalData) { column.masked(self.eye(what, visible)) } else { column }
    }

    /// One value: in full while the eye is open, else as it came.
    pub fn text(self, id: &CustomerId, field: PersonalField, masked: &str) -> AnyView {
        let key = (field, id.clone());
        let masked = masked.to_owned();
        let full = Memo::new(move |_| self.values.with(|values| values.get(&key).cloned()));
        let shown = Signal::derive(move || full.get().unwrap_or_else(|| masked.clone()));
        view! { <MaskedText text=shown masked=Signal::derive(move || full.with(Option::is_none)) /> }
            .into_any()
    }

    fn is_open(self, what: Personal) -> bool {
        self.open.with(|open| open.contains(&what))
    }

    fn show(self, what: Personal, mut customer_ids: Vec<CustomerId>) {
        customer_ids.truncate(MAX_REVEAL);
        if customer_ids.is_empty() || self.busy.with_untracked(Option::is_some) {
            return;
        }
        self.busy.set(Some(what));
        let turn = self.turn.get_value();
        leptos::task::spawn_local(async move {
            let query = RevealQuery { customer_ids, fields: what.fields().to_vec() };
            let settled = flows::submit::submit(&REVEAL, (), &query, &api::new_key()).await;
            self.busy.try_set(None);
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match settled {
                Err(error) => toast::show_error(&error),
                Ok(revealed) => {
                    let count = u32::try_from(revealed.customers.len()).unwrap_or(u32::MAX);
                    self.values.try_update(|values| {
                        for found in revealed.customers {
                            let id = found.customer_id;
                            let fields = [
                                (PersonalField::Customer, found.customer),
                                (PersonalField::AccountName, found.account_name),
                                (PersonalField::Telephone, found.telephone),
                                (PersonalField::Email, found.email),
                            ];
                            let full = fields.into_iter().filter_map(|(field, value)| Some((field, value?)));
                            values.extend(full.map(|(field, value)| ((field, id.clone()), value)));
                        }
                    });
                    self.open.try_update(|open| open.push(what));
                    self.said.try_set(msg::revealed(i18n::number(count), words::field(what.fields()[0])));
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
        self.values.update(|values| values.retain(|(field, _), _| !what.fields().contains(field)));
        self.said.set(msg::concealed(words::field(what.fields()[0])));
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

//! Statements that are picked to be confirmed together; they stay picked on other pages of the list.

use super::{confirm::Confirming, msg};
use crate::{
    flows::statement,
    i18n,
    session::can,
    ui::{Button, ButtonKind},
};
use contract::{
    ids::StatementId,
    money::Money,
    permissions::Permission,
    statements::{MAX_CONFIRMED, Statement, StatementStatus, totals},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The picked ones, as they were read last.
#[derive(Clone, Copy)]
pub struct Selection(pub RwSignal<BTreeMap<StatementId, Statement>>);

/// Why a statement cannot be confirmed.
pub fn why_not(statement: &Statement) -> Option<String> {
    if statement.status != StatementStatus::PendingConfirm {
        Some(msg::not_pending(statement::status(statement.status).0))
    } else if statement.open_disputes > 0 {
        Some(msg::disputed().to_owned())
    } else {
        None
    }
}

impl Selection {
    fn pick(self, statement: &Statement, picked: bool) {
        self.0.update(|selected| {
            if picked {
                selected.insert(statement.statement_id.clone(), statement.clone());
            } else {
                selected.remove(&statement.statement_id);
            }
        });
    }

    /// The box of a row; of one that cannot be confirmed it says why.
    pub fn check_box(self, statement: &Statement) -> AnyView {
        let statement = StoredValue::new(statement.clone());
        let checked = Memo::new(move |_| {
            let id = statement.with_value(|statement| statement.statement_id.clone());
            self.0.with(|selected| selected.contains_key(&id))
        });
        let why = move || statement.with_value(why_not);
        let label = move || {
            statement.with_value(|statement| match why() {
                Some(why) => [statement.statement_no.as_str(), ": ", why.as_str()].concat(),
                None => msg::pick(&statement.statement_no),
            })
        };
        view! {
            <input
                type="checkbox"
                class="statements__pick"
                aria-label=label
                title=move || why().unwrap_or_default()
                disabled=move || why().is_some()
                prop:checked=move || checked.get()
                on:change=move |event| {
                    statement.with_value(|statement| self.pick(statement, event_target_checked(&event)));
                }
            />
        }
        .into_any()
    }

    /// Keeps what is known of picked rows as new as the rows, and lets go of those that cannot be confirmed any more.
    pub fn follow(self, rows: Signal<Vec<Statement>>) {
        Effect::new(move |_| {
            rows.with(|rows| {
                for row in rows {
                    let known = self.0.with_untracked(|selected| selected.get(&row.statement_id).cloned());
                    if known.is_some_and(|known| known != *row) {
                        self.pick(row, why_not(row).is_none());
                    }
                }
            });
        });
    }

    /// Picks every row that can be confirmed, or none of them when all are picked.
    pub fn page_box(self, rows: Signal<Vec<Statement>>) -> AnyView {
        let possible = move || {
            rows.with(|rows| rows.iter().filter(|row| why_not(row).is_none()).cloned().collect::<Vec<_>>())
        };
        let all = Memo::new(move |_| {
            let possible = possible();
            !possible.is_empty()
                && self.0.with(|selected| possible.iter().all(|row| selected.contains_key(&row.statement_id)))
        });
        let flip = move |event| {
            let picked = event_target_checked(&event);
            for row in &untrack(possible) {
                self.pick(row, picked);
            }
        };
        view! {
            <label class="choice statements__pick-all">
                <input type="checkbox" prop:checked=move || all.get() on:change=flip />
                <span class="choice__text">{msg::pick_page}</span>
            </label>
        }
        .into_any()
    }

    /// The sum for each currency, as text; tracked.
    pub fn sums(self) -> String {
        let sums = self.0.with(|selected| totals(selected.values().map(Statement::money)));
        i18n::list(sums.unwrap_or_default().into_iter().map(|sum: Money| i18n::money(sum)))
    }
}

/// How many are picked, what they sum to, and the button that confirms them.
#[component]
pub fn SelectionBar(selection: Selection, confirming: Confirming) -> AnyView {
    let count = Memo::new(move |_| selection.0.with(BTreeMap::len));
    let shown = move || {
        let number = i18n::number(u32::try_from(count.get()).unwrap_or(u32::MAX));
        (count.get() > 0).then(|| msg::selected(number, selection.sums()))
    };
    let why = Signal::derive(move || {
        let most = MAX_CONFIRMED;
        (count.get() > most).then(|| msg::too_many(count.get(), most))
    });
    let confirm = move |()| {
        confirming.ask(selection.0.with_untracked(|selected| selected.values().cloned().collect()));
    };
    view! {
        <div class="selection-bar" class:selection-bar--empty=move || count.get() == 0 role="group" aria-label=msg::selection>
            <p class="selection-bar__count" role="status">{shown}</p>
            <p class="selection-bar__why" role="status">{move || why.get()}</p>
            <Show when=move || { count.get() > 0 }>
                {can(Permission::ConfirmStatements)
                    .then(|| {
                        view! {
                            <Button label=msg::confirm_selected kind=ButtonKind::Primary why_disabled=why on_press=confirm />
                        }
                    })}
                <Button
                    label=msg::clear_selection
                    kind=ButtonKind::Link
                    on_press=move |()| selection.0.set(BTreeMap::new())
                />
            </Show>
        </div>
    }
    .into_any()
}

//! The columns of a side.

use super::{msg, words};
use crate::ui::{Asking, Badge, Button, ButtonKind, Column, DateText, DateTimeText};
use contract::covers::{Cover, CoverSide};
use leptos::prelude::*;

pub fn columns(side: CoverSide, ending: Asking<Cover>) -> Vec<Column<Cover>> {
    let other = match side {
        CoverSide::Given => {
            Column::new("colleague", msg::colleague, |row: &Cover| row.colleague.clone().into_any())
        }
        CoverSide::Taken => Column::new("owner", msg::owner, |row: &Cover| row.owner.clone().into_any()),
    };
    vec![
        other.mandatory(),
        Column::new("days", msg::days, |row: &Cover| {
            view! { <span><DateText day=row.first_day /> " – " <DateText day=row.last_day /></span> }
                .into_any()
        }),
        Column::new("state", msg::state, |row: &Cover| {
            let state = row.state;
            let ended = row.ended_at.zip(row.ended_by.clone()).map(|(at, by)| {
                view! {
                    <span class="organization__hint">{move || msg::ended_by(&by)} " " <DateTimeText at /></span>
                }
            });
            view! {
                <span class="organization__stack">
                    <Badge label=move || words::state(state).0 tone=words::state(state).1 /> {ended}
                </span>
            }
            .into_any()
        }),
        Column::new("note", msg::note, |row: &Cover| {
            view! { <span class="organization__note">{row.note.clone()}</span> }.into_any()
        }),
        Column::new("created_at", msg::created_at, |row: &Cover| {
            view! { <DateTimeText at=row.created_at /> }.into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Cover| {
            let cover = row.clone();
            row.state
                .can_end()
                .then(|| {
                    view! {
                        <Button
                            label=msg::end
                            kind=ButtonKind::Link
                            on_press=move |()| ending.ask(cover.clone())
                        />
                    }
                })
                .into_any()
        }),
    ]
}

//! The columns of the log.

use super::{msg, words};
use crate::ui::{Badge, Column, DateTimeText, Tone};
use contract::activity_log::{Activity, ActivityChange};
use leptos::prelude::*;

pub fn columns() -> Vec<Column<Activity>> {
    vec![
        Column::new("at", msg::at, |row: &Activity| view! { <DateTimeText at=row.at /> }.into_any())
            .mandatory(),
        Column::new("member", msg::member, member),
        Column::new("action", msg::action, |row: &Activity| {
            let (code, refused) = (row.action.clone(), !row.is_done);
            view! {
                <span class="activity-log__stack">
                    {move || words::action(&code)}
                    {refused.then(|| view! { <Badge label=msg::refused tone=Tone::Danger /> })}
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("object", msg::object, |row: &Activity| {
            let object = row.object.clone();
            (!object.is_empty())
                .then(|| view! { <code class="activity-log__object">{object}</code> })
                .into_any()
        }),
        Column::new("changes", msg::changes, changes),
        Column::new("network", msg::network, |row: &Activity| row.network.clone().into_any()),
        Column::new("request_id", msg::request_id, |row: &Activity| {
            view! { <code class="activity-log__object">{row.request_id.clone()}</code> }.into_any()
        }),
    ]
}

/// Who did it; nobody did what happened by time.
fn member(row: &Activity) -> AnyView {
    let Some(member) = row.member.clone() else {
        return view! { <span>{msg::system}</span> }.into_any();
    };
    let account =
        if member.account_name.is_empty() { member.user_id.to_string() } else { member.account_name };
    view! {
        <span class="activity-log__stack">
            {member.name} <span class="activity-log__hint">{account}</span>
        </span>
    }
    .into_any()
}

fn changes(row: &Activity) -> AnyView {
    if row.changes.is_empty() {
        return ().into_any();
    }
    let action = row.action.as_str();
    let each = row.changes.iter().cloned().map(|one| change(action, one)).collect_view();
    view! { <ul class="activity-log__changes">{each}</ul> }.into_any()
}

/// `Tag: VIP → none`, or a fact: `Rows: 12`.
fn change(action: &str, change: ActivityChange) -> AnyView {
    let action = action.to_owned();
    let ActivityChange { field, before, after } = change;
    let is_fact = before.is_none() && !field.is_empty();
    let said = move |value: &Option<String>| {
        value.as_deref().map_or_else(|| msg::nothing_there().to_owned(), |value| words::value(&action, value))
    };
    let text = move || {
        let field = words::field(&field);
        if is_fact { msg::fact(field, said(&after)) } else { msg::change(said(&after), said(&before), field) }
    };
    view! { <li>{text}</li> }.into_any()
}

//! Columns of the history.

use super::{
    dialogs::Dialogs,
    model::{can_resend, can_revoke},
    msg, words,
};
use crate::{
    features::customer_development::words::delivery,
    flows::account_check::association_type,
    ui::{Badge, Column, DateTimeText, IconName, Menu, MenuItem},
};
use contract::invitations::{Invitation, InvitationKind};
use leptos::prelude::*;

type Row = Invitation;

/// Customer, way, type, state with its cause or time, when it was sent and ends, mail, who invited, what can be done.
pub fn columns(dialogs: Dialogs) -> Vec<Column<Row>> {
    vec![
        Column::new("customer", msg::customer, customer).mandatory(),
        Column::new("kind", msg::kind, |row: &Row| {
            let kind = row.kind;
            let tag = row.tag.clone().map(|tag| view! { <span class="history-note">{tag}</span> });
            view! { <span class="history-state">{move || words::kind(kind)} {tag}</span> }.into_any()
        }),
        Column::new("association_type", msg::association_type, |row: &Row| {
            let kind = row.association_type;
            (move || association_type(kind)).into_any()
        }),
        Column::new("status", msg::status, status),
        Column::new("invited_at", msg::invited_at, |row: &Row| {
            view! { <DateTimeText at=row.invited_at /> }.into_any()
        }),
        Column::new("expire_at", msg::expire_at, |row: &Row| {
            row.expire_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("mail", msg::mail, |row: &Row| {
            row.delivery
                .map(|mail| {
                    let tone = delivery(&mail).1;
                    view! { <span class="history-mail"><Badge label=move || delivery(&mail).0 tone /></span> }
                })
                .into_any()
        }),
        Column::new("inviter", msg::inviter, |row: &Row| row.inviter.clone().into_any()),
        Column::new("actions", msg::actions, move |row: &Row| actions(row, dialogs)).mandatory(),
    ]
}

fn customer(row: &Row) -> AnyView {
    let email = row.email.clone().map(|email| view! { <span class="history-note">{email}</span> });
    let name = row.customer_name.clone();
    let name = move || if name.is_empty() { msg::nobody().to_owned() } else { name.clone() };
    view! { <span class="history-customer"><span>{name}</span> {email}</span> }.into_any()
}

fn status(row: &Row) -> AnyView {
    let (status, cause) = (row.status, row.fail_cause);
    let cause =
        cause.map(|cause| view! { <span class="history-note">{move || words::fail_cause(cause)}</span> });
    let since = row.associated_at.map(|at| view! { <span class="history-note"><DateTimeText at /></span> });
    view! {
        <span class="history-state">
            <Badge
                label=move || words::invitation_status(status).0
                tone=words::invitation_status(status).1
            />
            {cause} {since}
        </span>
    }
    .into_any()
}

/// What this state forbids is offered with the reason; who came by an offline link needs nothing.
fn actions(row: &Row, dialogs: Dialogs) -> AnyView {
    if row.kind == InvitationKind::Offline {
        return ().into_any();
    }
    let named = row.customer_name.clone();
    let unless =
        |fits: bool, why: fn() -> &'static str| Signal::derive(move || (!fits).then(|| why().to_owned()));
    let (resend, revoke) =
        (unless(can_resend(row), msg::cannot_resend), unless(can_revoke(row), msg::cannot_revoke));
    let row = StoredValue::new(row.clone());
    view! {
        <Menu label=move || msg::actions_for(&named)>
            <MenuItem
                label=msg::resend
                icon=IconName::Mail
                why_disabled=resend
                on_press=move |()| dialogs.resend.ask(row.get_value())
            />
            <MenuItem
                label=msg::revoke
                icon=IconName::Close
                why_disabled=revoke
                on_press=move |()| dialogs.revoke.ask(row.get_value())
            />
        </Menu>
    }
    .into_any()
}

//! Columns of the links.

use super::{dialogs::Dialogs, msg};
use crate::{
    browser,
    flows::account_check::association_type,
    i18n,
    routes::Route,
    ui::{Badge, Button, ButtonKind, Column, DateTimeText, IconName, Menu, MenuItem, Tone, toast},
};
use contract::invitation_links::{InvitationLink, LinkKind, USES_PER_DAY};
use leptos::prelude::*;

type Row = InvitationLink;

/// Tag, type, state, uses, who made it and when, what can be done.
pub fn columns(dialogs: Dialogs) -> Vec<Column<Row>> {
    vec![
        Column::new("tag", msg::tag, |row: &Row| {
            let generic = (row.kind == LinkKind::Generic)
                .then(|| view! { <Badge label=msg::kind_generic tone=Tone::Info /> });
            view! { <span class="link-tag">{row.tag.clone()} {generic}</span> }.into_any()
        })
        .mandatory(),
        Column::new("association_type", msg::association_type, |row: &Row| {
            let kind = row.association_type;
            (move || association_type(kind)).into_any()
        }),
        Column::new("status", msg::status, |row: &Row| {
            let (label, tone): (fn() -> &'static str, _) = match (row.disabled, row.uses_today) {
                (true, _) => (msg::disabled, Tone::Neutral),
                (false, USES_PER_DAY..) => (msg::full_today, Tone::Warning),
                (false, _) => (msg::active, Tone::Success),
            };
            view! { <Badge label tone /> }.into_any()
        }),
        Column::new("uses_today", msg::uses_today, |row: &Row| {
            let today = row.uses_today;
            (move || [&i18n::number(today), " / ", &i18n::number(USES_PER_DAY)].concat()).into_any()
        })
        .numeric(),
        Column::new("uses", msg::uses, |row: &Row| {
            let uses = row.uses;
            (move || i18n::number(uses)).into_any()
        })
        .numeric(),
        Column::new("creator", msg::creator, |row: &Row| row.creator.clone().into_any()),
        Column::new("created_at", msg::created_at, |row: &Row| {
            view! { <DateTimeText at=row.created_at /> }.into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Row| actions(row.clone(), dialogs)).mandatory(),
    ]
}

fn actions(row: Row, dialogs: Dialogs) -> AnyView {
    if row.disabled {
        let open = move |()| dialogs.show.ask(row.clone());
        return view! { <Button label=msg::details kind=ButtonKind::Link on_press=open /> }.into_any();
    }
    let named = row.tag.clone();
    let row = StoredValue::new(row);
    let copy = move |()| {
        let address = row.with_value(|row| row.url.clone());
        leptos::task::spawn_local(async move {
            if browser::copy(&address).await {
                toast::show(Tone::Success, msg::copied());
            } else {
                toast::show(Tone::Warning, msg::not_copied());
            }
        });
    };
    let sheet = row.with_value(|row| Route::LinkSheet(row.link_id.clone()).href());
    view! {
        <span class="link-actions">
            <Button label=msg::qr_code kind=ButtonKind::Link on_press=move |()| dialogs.show.ask(row.get_value()) />
            <Menu label=move || msg::actions_for(&named)>
                <MenuItem label=msg::copy_address icon=IconName::Copy on_press=copy />
                <MenuItem label=msg::sheet icon=IconName::External href=sheet.clone() />
                <MenuItem
                    label=msg::disable
                    icon=IconName::Unlink
                    danger=true
                    on_press=move |()| dialogs.disable.ask(row.get_value())
                />
            </Menu>
        </span>
    }
    .into_any()
}

//! Which columns of a table are shown.

use super::{Button, ButtonKind, Icon, IconName, Text, fresh_id, msg, show};
use crate::browser;
use leptos::{ev::Event, html, prelude::*};

/// A button that opens a list of check boxes, one per column that may be hidden.
#[component]
pub(super) fn ColumnChoice(
    columns: Vec<(&'static str, Text)>,
    hidden: Memo<Vec<&'static str>>,
    on_hide: Callback<String>,
) -> AnyView {
    let id = fresh_id("columns");
    let (trigger, panel): (NodeRef<html::Button>, NodeRef<html::Fieldset>) = (NodeRef::new(), NodeRef::new());
    let on_toggle = move |event: Event| {
        if let (true, Some(trigger), Some(panel)) =
            (browser::has_opened(&event), trigger.get_untracked(), panel.get_untracked())
        {
            browser::place_below(&panel, &trigger);
        }
    };
    let flip = move |id: &'static str| {
        let mut ids = hidden.get_untracked();
        if ids.contains(&id) {
            ids.retain(|other| *other != id);
        } else {
            ids.push(id);
        }
        on_hide.run(ids.join(","));
    };
    let box_of = |(id, label): (&'static str, Text)| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || hidden.with(|hidden| !hidden.contains(&id))
                    on:change=move |_| flip(id)
                />
                <span class="choice__text">{show(label)}</span>
            </label>
        }
    };
    view! {
        <div class="data-table__tools">
            <button type="button" class="button button--ghost" node_ref=trigger popovertarget=id.clone()>
                <Icon name=IconName::Columns />
                <span class="button__label">{msg::columns}</span>
            </button>
            <fieldset class="popover data-table__columns" popover="auto" id=id node_ref=panel on:toggle=on_toggle>
                <legend>{msg::shown_columns}</legend>
                {columns.into_iter().map(box_of).collect_view()}
                <Button label=msg::show_all kind=ButtonKind::Link on_press=move |()| on_hide.run(String::new()) />
            </fieldset>
        </div>
    }
    .into_any()
}

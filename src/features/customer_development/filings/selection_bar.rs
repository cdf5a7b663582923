//! What can be done with the rows that are picked.

use super::{
    dialogs::Dialogs,
    possible::{NotTogether, Picked, can_file, can_invite},
    selection::Selection,
    state::FilingsState,
};
use crate::{
    features::customer_development::{msg, restrictions::why_closed},
    i18n,
    ui::{Button, ButtonKind, IconName},
};
use contract::{filings::MAX_BATCH, ids::FilingId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Stands above the table while rows are picked.
pub fn selection_bar(
    selection: Selection,
    dialogs: &Dialogs,
    state: Memo<FilingsState>,
    name: RwSignal<String>,
    total: Memo<u32>,
) -> AnyView {
    let dialogs = *dialogs;
    let count = Memo::new(move |_| selection.picked.with(BTreeMap::len));
    let closed = why_closed();
    let why = move |can: fn(&BTreeMap<FilingId, Picked>) -> Result<(), NotTogether>,
                    other: fn(String) -> String| {
        Signal::derive(move || {
            closed.get().or_else(|| match selection.picked.with(can) {
                Ok(()) => None,
                Err(NotTogether::TooMany) => Some(msg::too_many_picked(MAX_BATCH)),
                Err(NotTogether::OtherState(count)) => {
                    Some(other(i18n::number(u32::try_from(count).unwrap_or(u32::MAX))))
                }
            })
        })
    };
    let why_not_invite = why(|picked| can_invite(picked.values()), msg::others_not_filed);
    let why_not_file = why(|picked| can_file(picked.values()), msg::others_filed);
    let more = Memo::new(move |_| usize::try_from(total.get()).is_ok_and(|total| total > count.get()));
    let pick_all = move |()| selection.pick_all_pages(&state.get_untracked(), &name.get_untracked());
    let content = move || {
        (count.get() > 0).then(|| {
            view! {
                <Button label=msg::invite icon=IconName::Mail kind=ButtonKind::Primary why_disabled=why_not_invite on_press=move |()| dialogs.invite.ask(selection.all()) />
                <Button label=msg::file_picked why_disabled=why_not_file on_press=move |()| dialogs.file_picked(selection.all()) />
                {move || more.get().then(|| view! {
                    <Button label=move || msg::pick_all(i18n::number(total.get())) kind=ButtonKind::Link busy=selection.reading on_press=pick_all />
                })}
                <Button label=msg::clear_selection kind=ButtonKind::Link on_press=move |()| selection.clear() />
            }
        })
    };
    view! {
        <div class="selection-bar" class:selection-bar--empty=move || count.get() == 0 role="group" aria-label=msg::selection>
            <p class="selection-bar__count" role="status">
                {move || (count.get() > 0).then(|| msg::picked(i18n::number(u32::try_from(count.get()).unwrap_or(u32::MAX))))}
            </p>
            {content}
        </div>
    }
    .into_any()
}

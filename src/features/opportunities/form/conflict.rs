//! What stands in the form is not what is saved. It was restored, or somebody else changed the opportunity meanwhile: what differs, and which one counts.

use super::{
    editor::{Conflict, Editor},
    msg,
};
use crate::{
    flows::opportunity::{
        form::{Typed, place_name},
        words,
    },
    i18n,
    routes::Route,
    ui::{Button, LinkButton, Notice, Tone},
};
use contract::opportunity_status::Direction;
use leptos::prelude::*;

pub(super) fn conflict_notice(editor: &Editor) -> AnyView {
    let editor = *editor;
    let shown = move || editor.conflict.get().map(|conflict| notice(&editor, conflict));
    shown.into_any()
}

/// What was typed the last time is back, and can be given up.
pub(super) fn restored_notice(editor: &Editor) -> AnyView {
    let editor = *editor;
    let shown = move || {
        editor.is_restored.get().then(|| {
            view! {
                <Notice tone=Tone::Info title=msg::restored announce=true>
                    <Button label=msg::start_over on_press=move |()| editor.start_over() />
                </Notice>
            }
        })
    };
    shown.into_any()
}

fn notice(editor: &Editor, conflict: Conflict) -> AnyView {
    let editor = *editor;
    let row = conflict.newest.row.clone();
    if !row.status.can_be_edited(Direction::ToVendor) {
        let href = Route::Opportunity(row.opportunity_id).href();
        return view! {
            <Notice tone=Tone::Warning title=msg::changed_title announce=true>
                <p>{move || msg::not_editable(words::status(row.status).0)} " " {msg::your_text_stays}</p>
                <LinkButton label=msg::open_detail href />
            </Notice>
        }
        .into_any();
    }
    let (by, at) = (conflict.by.clone(), conflict.at);
    let who = move || match (&by, at) {
        (Some(name), Some(at)) => msg::changed_by(name, i18n::date_time(at)),
        _ => msg::changed_since().to_owned(),
    };
    let theirs = Typed::of(&conflict.newest.form);
    let differing = untrack(|| editor.fields.typed()).differing(&theirs);
    let differ = move || {
        if differing.is_empty() {
            msg::nothing_differs().to_owned()
        } else {
            msg::these_differ(i18n::list(differing.iter().map(|place| place_name(place))))
        }
    };
    let newest = conflict.clone();
    view! {
        <Notice tone=Tone::Warning title=msg::changed_title announce=true>
            <p>{who}</p>
            <p>{differ}</p>
            <div class="form__actions">
                <Button label=msg::load_newest on_press=move |()| editor.load_newest(newest.clone()) />
                <Button label=msg::keep_writing on_press=move |()| editor.keep_writing(conflict.clone()) />
            </div>
        </Notice>
    }
    .into_any()
}

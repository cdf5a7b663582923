//! All that is wrong, at the top, each with the way to its field.

use super::{editor::Editor, msg};
use crate::{
    flows::opportunity::form::{focus_place, place_name, sentence},
    ui::{Button, ButtonKind, Notice, Tone},
};
use contract::problem::FieldProblem;
use leptos::prelude::*;

pub(super) fn summary(editor: &Editor) -> AnyView {
    let problems = editor.problems;
    let any = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
    let one = |problem: FieldProblem| {
        let place = problem.field.clone();
        let field = place.clone();
        view! {
            <li>
                <Button
                    label=move || place_name(&field)
                    kind=ButtonKind::Link
                    on_press=move |()| focus_place(&place)
                />
                {move || [msg::colon(), &sentence(&problem)].concat()}
            </li>
        }
    };
    let shown = move || {
        any.get().then(|| {
            view! {
                <Notice tone=Tone::Danger title=msg::mend_first announce=true>
                    <ul class="opportunity-summary">
                        {move || problems.get().into_iter().map(one).collect_view()}
                    </ul>
                </Notice>
            }
        })
    };
    shown.into_any()
}

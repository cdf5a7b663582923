//! The level-2 labels of an application, or of a label that is held, with how each was found.

use crate::{flows::certification::words, ui::Badge};
use contract::certifications::SubLabelResult;
use leptos::prelude::*;

/// `<SubLabels of=certification.sublabels />`; as long as nothing is decided, their names alone.
#[component]
pub(super) fn SubLabels(of: Vec<SubLabelResult>) -> AnyView {
    let one = |sublabel: SubLabelResult| {
        let (name, passed) = (sublabel.name, sublabel.passed);
        let result = passed.map(|passed| {
            view! { <Badge label=move || words::sublabel(passed).0 tone=words::sublabel(passed).1 /> }
        });
        view! {
            <li>
                <span>{move || words::named(&name)}</span>
                {result}
            </li>
        }
    };
    view! { <ul class="capability-sublabels">{of.into_iter().map(one).collect_view()}</ul> }.into_any()
}

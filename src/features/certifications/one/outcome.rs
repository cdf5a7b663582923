//! How it ended: what was passed and until when it is good, or why the label is not accepted for a while.

use crate::{
    features::certifications::msg,
    flows::certification::words,
    i18n,
    ui::{Badge, DateText, Notice, Tone},
};
use contract::certifications::{Certification, CertificationStatus as Status, SubLabelResult};
use leptos::prelude::*;

#[component]
pub(super) fn Outcome(one: Certification) -> AnyView {
    let Certification { status, sublabels, valid_until, next_allowed_on, .. } = one;
    let closed = (status == Status::ClosedOverdue).then(|| {
        let again = next_allowed_on.map(|day| view! { " " {msg::blocked_until} " " <DateText day /> });
        view! {
            <Notice tone=Tone::Danger title=msg::closed_title>
                <p>{msg::closed_because} {again}</p>
            </Notice>
        }
    });
    let good = valid_until.map(|until| {
        view! {
            <Notice tone=Tone::Success title=msg::passed_title>
                <p>{msg::valid_until} " " {move || i18n::end(until)}</p>
            </Notice>
        }
    });
    let decided = sublabels.iter().any(|sublabel| sublabel.passed.is_some());
    let one = |sublabel: SubLabelResult| {
        let (name, passed) = (sublabel.name, sublabel.passed);
        view! {
            <li>
                <span>{move || words::named(&name)}</span>
                <Badge label=move || words::sublabel(passed).0 tone=words::sublabel(passed).1 />
            </li>
        }
    };
    let sublabels = decided.then(|| {
        view! {
            <h3>{msg::sublabels}</h3>
            <ul class="capability-sublabels">{sublabels.into_iter().map(one).collect_view()}</ul>
        }
    });
    view! { {closed} {good} {sublabels} }.into_any()
}

//! How it ended: what was passed and until when it is good, or why the label is not accepted for a while.

use crate::{
    features::certifications::{msg, sublabels::SubLabels},
    i18n,
    ui::{DateText, Notice, Tone},
};
use contract::certifications::{Certification, CertificationStatus as Status};
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
    let sublabels = decided.then(|| {
        view! {
            <h3>{msg::sublabels}</h3>
            <SubLabels of=sublabels />
        }
    });
    view! { {closed} {good} {sublabels} }.into_any()
}

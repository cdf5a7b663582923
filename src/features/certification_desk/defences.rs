//! The defences of an application, with what can be done with each in its state.

use super::{
    dialogs::{DefenceDialog, Doing},
    msg,
};
use crate::{
    flows::certification::DefenceList,
    ui::{Asking, Button, ButtonKind},
};
use contract::{
    certification_defences::{Defence, DefenceEvent, DefenceStatus},
    certification_desk::{CertificationCase, FILE},
    certifications::CertificationDetail,
    ids::CertificationId,
};
use leptos::prelude::*;

#[component]
pub(super) fn Defences(
    id: CertificationId,
    detail: Signal<CertificationDetail>,
    newest: Callback<CertificationCase>,
    again: Callback<()>,
) -> AnyView {
    let asking = Asking::<(Defence, Doing)>::new();
    let action = Callback::new(move |defence: Defence| actions(defence, asking));
    view! {
        <section class="card capability-section" aria-labelledby="certification-defences">
            <h2 id="certification-defences">{msg::defences}</h2>
            <DefenceList detail files=&FILE action />
        </section>
        <DefenceDialog id detail asking newest again />
    }
    .into_any()
}

fn actions(defence: Defence, asking: Asking<(Defence, Doing)>) -> AnyView {
    let can = |event: DefenceEvent| defence.status.after(event).is_ok();
    let about = StoredValue::new(defence.clone());
    let button = |doing: Doing, label: fn() -> &'static str, kind: ButtonKind| {
        view! { <Button label kind on_press=move |()| asking.ask((about.get_value(), doing)) /> }
    };
    let is_scheduled = defence.status == DefenceStatus::Scheduled;
    let schedule = can(DefenceEvent::Schedule).then(|| {
        let label = if is_scheduled { msg::reschedule } else { msg::schedule };
        let kind = if is_scheduled { ButtonKind::Secondary } else { ButtonKind::Primary };
        button(Doing::Schedule, label, kind)
    });
    let hold = can(DefenceEvent::Hold).then(|| button(Doing::Hold, msg::hold, ButtonKind::Primary));
    let decline =
        can(DefenceEvent::Decline).then(|| button(Doing::Decline, msg::decline, ButtonKind::Danger));
    view! { <div class="capability-actions">{hold} {schedule} {decline}</div> }.into_any()
}

//! The button and its dialog.

use super::{form::ProgressForm, msg, state::Report};
use crate::{
    browser,
    ui::{Button, ButtonKind, Dialog},
};
use contract::opportunities::Opportunity;
use leptos::prelude::*;

/// `<ReportProgress opportunity on_done=move |newest: Opportunity| … />`: nothing while progress cannot be reported.
///
/// `on_done` gets the opportunity as it is now: after a report, and when somebody else had changed it.
#[component]
pub fn ReportProgress(
    #[prop(into)] opportunity: Signal<Opportunity>,
    #[prop(into)] on_done: Callback<Opportunity>,
) -> AnyView {
    // Each report is one of its own, with a draft of its own.
    let turn = RwSignal::new(0_u32);
    let reported = Callback::new(move |newest: Opportunity| {
        turn.try_update(|turn| *turn += 1);
        on_done.try_run(newest);
        leptos::task::spawn_local(async {
            browser::tick().await;
            if !browser::focus(".report-progress button") {
                browser::focus("h1");
            }
        });
    });
    let one = move || {
        turn.track();
        view! { <OneReport opportunity reported on_newest=on_done /> }
    };
    view! { <div class="report-progress">{one}</div> }.into_any()
}

#[component]
fn OneReport(
    opportunity: Signal<Opportunity>,
    reported: Callback<Opportunity>,
    on_newest: Callback<Opportunity>,
) -> AnyView {
    let open = RwSignal::new(false);
    let report = opportunity.with_untracked(|known| Report::new(&known.row.opportunity_id));
    let possible = Memo::new(move |_| opportunity.with(|known| known.row.status.takes_progress()));
    let button = move || {
        possible.get().then(|| {
            view! { <Button label=msg::report kind=ButtonKind::Primary on_press=move |()| open.set(true) /> }
        })
    };
    view! {
        {button}
        <Dialog title=msg::report open busy=report.sending.pending wide=true>
            <ProgressForm opportunity report open reported on_newest />
        </Dialog>
    }
    .into_any()
}

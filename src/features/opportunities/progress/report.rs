//! The button and its dialog.

use super::{form::ProgressForm, msg};
use crate::{
    flows::upload::Uploads,
    ui::{Button, ButtonKind, Dialog},
};
use contract::opportunities::{MAX_ATTACHMENTS, Opportunity};
use leptos::prelude::*;

/// `<ReportProgress opportunity on_done=move |newest: Opportunity| … />`: nothing while progress cannot be reported.
///
/// `on_done` gets the opportunity as it is now: after a report, and when somebody else had changed it.
#[component]
pub fn ReportProgress(
    #[prop(into)] opportunity: Signal<Opportunity>,
    #[prop(into)] on_done: Callback<Opportunity>,
) -> AnyView {
    let open = RwSignal::new(false);
    let pending = RwSignal::new(false);
    // Files stay when the dialog is closed for a while, and go on.
    let uploads = Uploads::new(MAX_ATTACHMENTS);
    let possible = Memo::new(move |_| opportunity.with(|known| known.row.status.takes_progress()));
    let button = move || {
        possible.get().then(|| {
            view! { <Button label=msg::report kind=ButtonKind::Primary on_press=move |()| open.set(true) /> }
        })
    };
    view! {
        {button}
        <Dialog title=msg::report open busy=pending wide=true>
            <ProgressForm opportunity uploads open pending on_done />
        </Dialog>
    }
    .into_any()
}

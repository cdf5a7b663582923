//! Taking an opportunity back, and cancelling one: with a reason that the partner reads.

use super::msg;
use crate::{
    flows::{draft::use_draft, sending::Sending},
    ui::{Asking, Dialog, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    opportunity_desk::{CANCEL, OpportunityCase, RECALL, VendorDecision},
    text::{Reason, wrong},
};
use leptos::prelude::*;

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HO that nobody has accepted.
    Recall,
    /// PO that was verified.
    Cancel,
}

/// Once per page.
#[component]
pub fn DecisionDialog(asking: Asking<Kind>, case: Signal<OpportunityCase>, changed: Callback<()>) -> AnyView {
    let title = move || match asking.about.get() {
        Some(Kind::Cancel) => msg::cancel_title(),
        Some(Kind::Recall) | None => msg::recall_title(),
    };
    let form = move || {
        let kind = asking.about.get_untracked()?;
        Some(view! { <DecisionForm kind asking case changed /> })
    };
    view! { <Dialog title open=asking.open busy=asking.pending>{form()}</Dialog> }.into_any()
}

#[component]
fn DecisionForm(
    kind: Kind,
    asking: Asking<Kind>,
    case: Signal<OpportunityCase>,
    changed: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    sending.when_overtaken(&[], changed);
    let reason = RwSignal::new(String::new());
    let id = case.with_untracked(|case| case.opportunity.row.opportunity_id.clone());
    let form = match kind {
        Kind::Recall => "recall-",
        Kind::Cancel => "cancel-",
    };
    let forget = use_draft(&[form, id.as_str()].concat(), reason);
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        let version = case.with_untracked(|case| case.opportunity.row.version);
        let forget = forget.clone();
        let endpoint = match kind {
            Kind::Recall => &RECALL,
            Kind::Cancel => &CANCEL,
        };
        sending.send(endpoint, (id.clone(),), VendorDecision { version, reason }, move |_| {
            forget.run();
            toast::show(
                Tone::Success,
                match kind {
                    Kind::Recall => msg::recalled(),
                    Kind::Cancel => msg::cancelled(),
                },
            );
            asking.close();
            changed.try_run(());
        });
    };
    let label = move || match kind {
        Kind::Recall => msg::recall(),
        Kind::Cancel => msg::cancel(),
    };
    let name = move || case.with(|case| case.opportunity.row.name.clone());
    let partner = move || case.with(|case| case.partner_name.clone());
    let consequences = move || match kind {
        Kind::Recall => msg::recall_consequences(),
        Kind::Cancel => msg::cancel_consequences(),
    };
    view! {
        <SubmitForm
            label
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
            cancel_label=msg::keep_it
            danger=true
        >
            <p>{move || msg::about(name(), partner())}</p>
            <Notice tone=Tone::Warning>{consequences}</Notice>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    hint=msg::reason_hint
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

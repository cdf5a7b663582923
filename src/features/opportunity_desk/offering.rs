//! Another offering than the partner chose; the partner sees the change.

use super::msg;
use crate::{
    flows::{opportunity::words::offering_kind, sending::Sending},
    ui::{Asking, Choice, Dialog, Notice, SelectField, SubmitForm, Tone, toast},
};
use contract::{
    ids::OfferingId,
    opportunities::Offering,
    opportunity_desk::{OfferingDecision, OpportunityCase, SET_OFFERING},
};
use leptos::prelude::*;

/// Once per page.
#[component]
pub fn OfferingDialog(asking: Asking<()>, case: Signal<OpportunityCase>, changed: Callback<()>) -> AnyView {
    view! {
        <Dialog title=msg::set_offering open=asking.open busy=asking.pending>
            {view! { <OfferingForm asking case changed /> }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn OfferingForm(asking: Asking<()>, case: Signal<OpportunityCase>, changed: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    sending.when_overtaken(&[], changed);
    let seen = case.get_untracked();
    let id = seen.opportunity.row.opportunity_id;
    let now = seen.opportunity.offering.map(|offering| offering.offering_id);
    let chosen = RwSignal::new(String::new());
    let is_now = |offering: &Offering| Some(&offering.offering_id) == now.as_ref();
    let mut choices = vec![Choice::new("", msg::choose)];
    choices.extend(seen.offerings.iter().map(|offering| choice(offering, is_now(offering))));
    let nothing_else = seen
        .offerings
        .iter()
        .all(is_now)
        .then(|| view! { <Notice tone=Tone::Warning>{msg::no_other_offering}</Notice> });
    let send = move |()| {
        let Ok(offering_id) = chosen.get_untracked().parse::<OfferingId>() else { return };
        let version = case.with_untracked(|case| case.opportunity.row.version);
        sending.send(&SET_OFFERING, (id.clone(),), OfferingDecision { version, offering_id }, move |_| {
            toast::show(Tone::Success, msg::offering_set());
            asking.close();
            changed.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::set_offering
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <Notice>{msg::offering_consequences}</Notice>
            {nothing_else}
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <SelectField label=msg::new_offering value=chosen choices name="offering_id" required=true />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

/// One that is chosen already cannot be chosen again.
fn choice(offering: &Offering, is_now: bool) -> Choice {
    let (name, demand, kind) = (offering.name.clone(), offering.demand_tag.clone(), offering.kind);
    let label = move || {
        let kind = offering_kind(kind);
        if is_now {
            msg::offering_now(&demand, kind, &name)
        } else {
            msg::offering_choice(&demand, kind, &name)
        }
    };
    Choice::new(offering.offering_id.to_string(), label).disabled(is_now)
}

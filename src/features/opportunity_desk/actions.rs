//! What the vendor can do with an opportunity as it stands, and the dialogs for it.

use super::{
    dialogs::{DecisionDialog, Kind},
    msg,
    offering::OfferingDialog,
};
use crate::ui::{Asking, Button, ButtonKind};
use contract::{
    opportunities::Opportunity,
    opportunity_desk::OpportunityCase,
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
};
use leptos::prelude::*;

/// What is possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Possible {
    recall: bool,
    cancel: bool,
    set_offering: bool,
}

impl Possible {
    fn of(opportunity: &Opportunity) -> Self {
        Self::in_state(opportunity.row.direction, opportunity.row.status)
    }

    fn in_state(direction: Direction, status: OpportunityStatus) -> Self {
        use OpportunityStatus as S;
        let may = |event| status.after(direction, event).is_ok();
        let is_open = matches!(status, S::UnderReview | S::UnderVerification | S::Verified | S::InProgress);
        Self {
            recall: may(OpportunityEvent::Recall),
            cancel: may(OpportunityEvent::CancelByBd),
            set_offering: direction == Direction::ToVendor && is_open,
        }
    }
}

/// `<Actions case changed />`: buttons for what is possible; nothing where nothing is.
#[component]
pub fn Actions(case: Signal<OpportunityCase>, changed: Callback<()>) -> AnyView {
    let possible = Memo::new(move |_| case.with(|case| Possible::of(&case.opportunity)));
    let deciding: Asking<Kind> = Asking::new();
    let choosing: Asking<()> = Asking::new();
    let buttons = move || {
        let Possible { recall, cancel, set_offering } = possible.get();
        let offering = set_offering
            .then(|| view! { <Button label=msg::set_offering on_press=move |()| choosing.ask(()) /> });
        let recall = recall.then(|| {
            view! { <Button label=msg::recall kind=ButtonKind::Danger on_press=move |()| deciding.ask(Kind::Recall) /> }
        });
        let cancel = cancel.then(|| {
            view! { <Button label=msg::cancel kind=ButtonKind::Danger on_press=move |()| deciding.ask(Kind::Cancel) /> }
        });
        view! { {offering} {recall} {cancel} }
    };
    view! {
        <div class="opportunity-desk__actions">{buttons}</div>
        <DecisionDialog asking=deciding case changed />
        <OfferingDialog asking=choosing case changed />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use OpportunityStatus as S;

    #[test]
    fn the_vendor_takes_back_what_waits_and_cancels_what_it_verified() {
        let possible = |direction, status| {
            let Possible { recall, cancel, set_offering } = Possible::in_state(direction, status);
            (recall, cancel, set_offering)
        };
        assert_eq!(possible(Direction::FromVendor, S::PendingAccept), (true, false, false));
        assert_eq!(possible(Direction::FromVendor, S::InProgress), (false, false, false));
        assert_eq!(possible(Direction::ToVendor, S::UnderReview), (false, false, true));
        assert_eq!(possible(Direction::ToVendor, S::Verified), (false, true, true));
        assert_eq!(possible(Direction::ToVendor, S::Delivered), (false, false, false));
    }
}

//! Which step one is at: the form's three, the check, the amount.

use super::{
    address::{Address, Step},
    msg,
};
use crate::ui::{Icon, IconName};
use contract::business_info_status::BusinessInfoStatus;
use leptos::prelude::*;

/// All of them in their order. Those of the form are links while the form is filled in.
const LABELS: [fn() -> &'static str; 5] =
    [msg::step_basic, msg::step_bank, msg::step_review, msg::step_check, msg::step_amount];

/// The position of a state behind the form; all are done when it is certified.
const fn position(status: BusinessInfoStatus) -> usize {
    match status {
        BusinessInfoStatus::NotCertified => 0,
        BusinessInfoStatus::AutoChecking { .. } | BusinessInfoStatus::Failed { .. } => 3,
        BusinessInfoStatus::AwaitAmount { .. } | BusinessInfoStatus::Locked => 4,
        BusinessInfoStatus::Certified => 5,
    }
}

/// `at` is the step of the form, or the state behind it; `incomplete` are steps with something missing.
#[component]
pub fn Steps(
    #[prop(into)] at: Signal<Result<Step, BusinessInfoStatus>>,
    #[prop(optional, into)] incomplete: Signal<Vec<Step>>,
    address: Memo<Address>,
) -> AnyView {
    let here = Memo::new(move |_| match at.get() {
        Ok(step) => step as usize,
        Err(status) => position(status),
    });
    let fills_in = Memo::new(move |_| at.get().is_ok());
    let one = move |(position, label): (usize, fn() -> &'static str)| {
        let is_done = Memo::new(move |_| {
            let missing =
                Step::ALL.get(position).is_some_and(|step| incomplete.with(|all| all.contains(step)));
            position < here.get() && !missing
        });
        let mark = move || {
            if is_done.get() {
                view! { <Icon name=IconName::Check /> <span class="visually-hidden">{msg::step_done}</span> }
                    .into_any()
            } else {
                view! { <span class="certification-steps__number">{position + 1}</span> }.into_any()
            }
        };
        let name = move || match Step::ALL.get(position).copied().filter(|_| fills_in.get()) {
            Some(step) => {
                let href = move || address.get().at(Some(step)).href();
                view! { <a href=href>{label}</a> }.into_any()
            }
            None => view! { <span>{label}</span> }.into_any(),
        };
        view! {
            <li
                class="certification-steps__step"
                class:certification-steps__step--done=move || is_done.get()
                aria-current=move || (here.get() == position).then_some("step")
            >
                {mark}
                {name}
            </li>
        }
    };
    view! {
        <ol class="certification-steps" aria-label=msg::steps>
            {LABELS.into_iter().enumerate().map(one).collect_view()}
        </ol>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::business_info_status::TriesLeft;

    #[test]
    fn every_state_has_its_place_behind_the_form() {
        let awaiting = BusinessInfoStatus::AwaitAmount { tries_left: TriesLeft::ALL };
        assert_eq!(position(awaiting), LABELS.len() - 1);
        assert_eq!(position(BusinessInfoStatus::Certified), LABELS.len());
    }
}

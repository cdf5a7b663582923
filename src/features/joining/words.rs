//! Why a customer may not associate, each with its way out.

use super::msg;
use crate::{
    api::ApiError,
    ui::{Notice, Tone},
};
use contract::{joining_rules::JoinRefusal, problem::ErrorCode};
use leptos::prelude::*;

/// What is wrong, and what to do about it.
fn words(refusal: JoinRefusal) -> (&'static str, &'static str) {
    match refusal {
        JoinRefusal::OtherSite => (msg::refusal_other_site(), msg::remedy_other_site()),
        JoinRefusal::AlreadyYours => (msg::refusal_already_yours(), msg::remedy_already_yours()),
        JoinRefusal::AssociatedElsewhere => (msg::refusal_elsewhere(), msg::remedy_elsewhere()),
        JoinRefusal::IsPartner => (msg::refusal_is_partner(), msg::remedy_is_partner()),
        JoinRefusal::VendorContract => (msg::refusal_contract(), msg::remedy_contract()),
        JoinRefusal::FiledByAnotherPartner => (msg::refusal_filed_elsewhere(), msg::remedy_filed_elsewhere()),
        JoinRefusal::OtherPhone => (msg::refusal_other_phone(), msg::remedy_other_phone()),
        JoinRefusal::RegisteredTooLongAgo => (msg::refusal_too_long_ago(), msg::remedy_too_long_ago()),
        JoinRefusal::HasCashSpend => (msg::refusal_cash_spend(), msg::remedy_cash_spend()),
        JoinRefusal::UnsettledBill => (msg::refusal_unsettled(), msg::remedy_unsettled()),
        JoinRefusal::TrusteeshipAccount => (msg::refusal_trusteeship(), msg::remedy_trusteeship()),
        JoinRefusal::ReservedInstance => (msg::refusal_reserved(), msg::remedy_reserved()),
        JoinRefusal::EnterpriseSub => (msg::refusal_enterprise_sub(), msg::remedy_enterprise_sub()),
        JoinRefusal::MasterWithSubs => (msg::refusal_master(), msg::remedy_master()),
        JoinRefusal::StoredValueCard => (msg::refusal_card(), msg::remedy_card()),
        JoinRefusal::GiftBalance => (msg::refusal_gift(), msg::remedy_gift()),
        JoinRefusal::PartnerRestricted => (msg::refusal_restricted(), msg::remedy_restricted()),
        JoinRefusal::Busy => (msg::refusal_busy(), msg::remedy_busy()),
    }
}

/// All of them.
pub fn list(refusals: &[JoinRefusal]) -> AnyView {
    let one = |refusal: &JoinRefusal| {
        let refusal = *refusal;
        view! {
            <li>
                <strong>{move || words(refusal).0}</strong>
                " "
                {move || words(refusal).1}
            </li>
        }
    };
    let rows = refusals.iter().map(one).collect_view();
    view! {
        <Notice tone=Tone::Warning title=msg::cannot_associate announce=true>
            <p>{msg::cannot_associate_body}</p>
            <ul class="plain-list">{rows}</ul>
        </Notice>
    }
    .into_any()
}

/// Those of a refused call, if it was refused for them.
pub fn refusals(error: &ApiError) -> Option<AnyView> {
    let ApiError::Refused(problem) = error else { return None };
    (!problem.join_refusals.is_empty()).then(|| list(&problem.join_refusals))
}

/// Why a code was refused, if that is what happened.
pub fn code_refused(error: &ApiError) -> Option<String> {
    let ApiError::Refused(problem) = error else { return None };
    match problem.error_code {
        ErrorCode::WrongCode => Some(msg::wrong_code(problem.remaining_tries.unwrap_or_default())),
        ErrorCode::ExpiredCode => Some(msg::expired_code().to_owned()),
        ErrorCode::TooManyTries => Some(msg::dead_code().to_owned()),
        _ => None,
    }
}

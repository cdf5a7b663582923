//! What each check item is called, what to do when it fails, and the message for the customer.

use super::msg;
use contract::{
    check::{Actor, CheckItem, CheckResult, PaidBy, RefundedTo},
    customers::HoldingKind,
};

/// The item as a statement that passes or fails.
pub(super) fn name(item: CheckItem) -> &'static str {
    match item {
        CheckItem::CustomerRequest3m => msg::customer_request_3m(),
        CheckItem::PartnerRequest3m => msg::partner_request_3m(),
        CheckItem::MasterWithSubs => msg::master_with_subs(),
        CheckItem::EnterpriseSub => msg::enterprise_sub(),
        CheckItem::ReservedInstance => msg::reserved_instance(),
        CheckItem::PartnerPayOrder => msg::partner_pay_order(),
        CheckItem::SupportPlan => msg::support_plan(),
        CheckItem::Debt => msg::debt(),
        CheckItem::SpecialContract => msg::special_contract(),
        CheckItem::UnusedDeliveryCoupon => msg::unused_delivery_coupon(),
        CheckItem::ManuallyFrozen => msg::manually_frozen(),
        CheckItem::PartnerFrozen => msg::partner_frozen(),
    }
}

/// Why it fails and what to do.
pub(super) fn remedy(result: &CheckResult) -> String {
    match result.item {
        CheckItem::CustomerRequest3m => msg::customer_request_3m_remedy().to_owned(),
        CheckItem::PartnerRequest3m => msg::partner_request_3m_remedy().to_owned(),
        CheckItem::MasterWithSubs => msg::master_with_subs_remedy().to_owned(),
        CheckItem::EnterpriseSub => msg::enterprise_sub_remedy().to_owned(),
        CheckItem::ReservedInstance => msg::reserved_instance_remedy().to_owned(),
        CheckItem::PartnerPayOrder => msg::partner_pay_order_remedy().to_owned(),
        CheckItem::SupportPlan => msg::support_plan_remedy().to_owned(),
        CheckItem::Debt => msg::debt_remedy(result.amount.map(crate::i18n::money).unwrap_or_default()),
        CheckItem::SpecialContract => msg::special_contract_remedy().to_owned(),
        CheckItem::UnusedDeliveryCoupon => msg::unused_delivery_coupon_remedy().to_owned(),
        CheckItem::ManuallyFrozen => msg::manually_frozen_remedy().to_owned(),
        CheckItem::PartnerFrozen => msg::partner_frozen_remedy().to_owned(),
    }
}

/// A message that the partner can send to the customer, where the customer must act.
pub(super) fn message_for_customer(result: &CheckResult) -> Option<String> {
    let titles = titles(result);
    match result.item {
        CheckItem::MasterWithSubs => Some(msg::master_with_subs_message(titles)),
        CheckItem::EnterpriseSub => Some(msg::enterprise_sub_message(titles)),
        CheckItem::ReservedInstance => Some(msg::reserved_instance_message(titles)),
        CheckItem::PartnerPayOrder => Some(msg::partner_pay_order_message(titles)),
        CheckItem::SupportPlan => Some(msg::support_plan_message(titles)),
        CheckItem::UnusedDeliveryCoupon => Some(msg::unused_delivery_coupon_message(titles)),
        CheckItem::CustomerRequest3m
        | CheckItem::PartnerRequest3m
        | CheckItem::Debt
        | CheckItem::SpecialContract
        | CheckItem::ManuallyFrozen
        | CheckItem::PartnerFrozen => None,
    }
}

/// Names of what stands in the way.
pub(super) fn titles(result: &CheckResult) -> String {
    let titles: Vec<&str> = result.causes.iter().map(|cause| cause.title.as_str()).collect();
    titles.join(crate::i18n::list_separator())
}

pub(super) fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Nobody => msg::actor_nobody(),
        Actor::Customer => msg::actor_customer(),
        Actor::Partner => msg::actor_partner(),
        Actor::CustomerOrPartner => msg::actor_customer_or_partner(),
        Actor::Vendor => msg::actor_vendor(),
    }
}

pub(super) fn paid_by(paid_by: PaidBy) -> &'static str {
    match paid_by {
        PaidBy::Customer => msg::paid_by_customer(),
        PaidBy::Balance => msg::paid_by_balance(),
        PaidBy::Partner => msg::paid_by_partner(),
    }
}

pub(super) fn refunded_to(to: RefundedTo) -> &'static str {
    match to {
        RefundedTo::CustomerAccount => msg::to_customer(),
        RefundedTo::PartnerAccount => msg::to_partner(),
    }
}

/// What a customer holds, in words; used wherever holdings are listed.
#[must_use]
pub fn holding_kind(kind: HoldingKind) -> &'static str {
    match kind {
        HoldingKind::PartnerPayOrder => msg::holding_partner_pay_order(),
        HoldingKind::ReservedInstance => msg::holding_reserved_instance(),
        HoldingKind::SupportPlan => msg::holding_support_plan(),
        HoldingKind::DeliveryCoupon => msg::holding_delivery_coupon(),
        HoldingKind::MemberAccount => msg::holding_member_account(),
        HoldingKind::MasterAccount => msg::holding_master_account(),
        HoldingKind::SpecialContract => msg::holding_special_contract(),
    }
}

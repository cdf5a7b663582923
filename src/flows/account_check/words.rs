//! What each check item is called, what to do when it fails, and the message for the customer.

use super::msg;
use contract::{
    associations::AssociationType,
    check::{Actor, CheckItem, CheckResult, PaidBy, RefundedTo},
    customers::HoldingKind,
};

/// The item as a statement that passes or fails.
#[must_use]
pub fn item_name(item: CheckItem) -> &'static str {
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

/// Why it fails and what to do, said to the partner or to the customer itself.
pub(super) fn remedy(result: &CheckResult, for_partner: bool) -> String {
    let amount = || result.amount.map(crate::i18n::money).unwrap_or_default();
    let text = match result.item {
        CheckItem::Debt if for_partner => return msg::debt_remedy(amount()),
        CheckItem::Debt => return msg::debt_own(amount()),
        CheckItem::CustomerRequest3m if for_partner => msg::customer_request_3m_remedy(),
        CheckItem::CustomerRequest3m => msg::customer_request_3m_own(),
        CheckItem::PartnerRequest3m => msg::partner_request_3m_remedy(),
        CheckItem::MasterWithSubs if for_partner => msg::master_with_subs_remedy(),
        CheckItem::MasterWithSubs => msg::master_with_subs_own(),
        CheckItem::EnterpriseSub if for_partner => msg::enterprise_sub_remedy(),
        CheckItem::EnterpriseSub => msg::enterprise_sub_own(),
        CheckItem::ReservedInstance if for_partner => msg::reserved_instance_remedy(),
        CheckItem::ReservedInstance => msg::reserved_instance_own(),
        CheckItem::PartnerPayOrder if for_partner => msg::partner_pay_order_remedy(),
        CheckItem::PartnerPayOrder => msg::partner_pay_order_own(),
        CheckItem::SupportPlan if for_partner => msg::support_plan_remedy(),
        CheckItem::SupportPlan => msg::support_plan_own(),
        CheckItem::SpecialContract if for_partner => msg::special_contract_remedy(),
        CheckItem::SpecialContract => msg::special_contract_own(),
        CheckItem::UnusedDeliveryCoupon if for_partner => msg::unused_delivery_coupon_remedy(),
        CheckItem::UnusedDeliveryCoupon => msg::unused_delivery_coupon_own(),
        CheckItem::ManuallyFrozen if for_partner => msg::manually_frozen_remedy(),
        CheckItem::ManuallyFrozen => msg::manually_frozen_own(),
        CheckItem::PartnerFrozen => msg::partner_frozen_remedy(),
    };
    text.to_owned()
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
    crate::i18n::list(titles)
}

/// Who must act; the customer reads "you".
pub(super) fn actor(actor: Actor, for_partner: bool) -> &'static str {
    match actor {
        Actor::Nobody => msg::actor_nobody(),
        Actor::Customer if for_partner => msg::actor_customer(),
        Actor::Customer => msg::actor_you(),
        Actor::Partner if for_partner => msg::actor_partner(),
        Actor::Partner => msg::actor_your_partner(),
        Actor::CustomerOrPartner if for_partner => msg::actor_customer_or_partner(),
        Actor::CustomerOrPartner => msg::actor_you_or_partner(),
        Actor::Vendor => msg::actor_vendor(),
    }
}

/// What the link to an item's place promises: fixing it, or only looking, where the other side or time must act.
pub(super) fn fix_label(item: CheckItem, for_partner: bool) -> &'static str {
    match (item.actor(), for_partner) {
        (Actor::Nobody, _) => msg::open_records(),
        (Actor::Customer, true) => msg::open_holdings(),
        (Actor::Partner, false) => msg::open_account(),
        (Actor::Customer | Actor::Partner | Actor::CustomerOrPartner | Actor::Vendor, _) => msg::open_place(),
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

/// How a customer is associated.
#[must_use]
pub fn association_type(kind: AssociationType) -> &'static str {
    match kind {
        AssociationType::Referral => msg::association_referral(),
        AssociationType::Consignment => msg::association_consignment(),
        AssociationType::Resale => msg::association_resale(),
    }
}

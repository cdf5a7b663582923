//! What a customer can do with what it holds. Pure.

use contract::customers::HoldingKind;

/// How a holding is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Unsubscribe,
    Cancel,
    Unlink,
    Use,
}

/// How the customer ends it; `None` where only the vendor can.
#[must_use]
pub fn verb(kind: HoldingKind) -> Option<Verb> {
    match kind {
        HoldingKind::ReservedInstance | HoldingKind::SupportPlan => Some(Verb::Unsubscribe),
        HoldingKind::PartnerPayOrder => Some(Verb::Cancel),
        HoldingKind::MemberAccount | HoldingKind::MasterAccount => Some(Verb::Unlink),
        HoldingKind::DeliveryCoupon => Some(Verb::Use),
        HoldingKind::SpecialContract => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_special_contract_cannot_be_ended_by_the_customer() {
        for kind in HoldingKind::ALL {
            assert_eq!(verb(kind).is_none(), kind == HoldingKind::SpecialContract, "{kind:?}");
        }
    }
}

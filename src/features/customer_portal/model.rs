//! What a customer can do with what it holds. Pure.

use contract::{customers::HoldingKind, money::Amount};

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

/// An amount as it is typed: spaces and thousands' commas are left out.
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    plain.parse().ok()
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

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        assert_eq!(amount(" 1,234.50 ").map(Amount::minor), Some(123_450));
        assert_eq!(amount("12.345"), None);
        assert_eq!(amount("ten"), None);
    }
}

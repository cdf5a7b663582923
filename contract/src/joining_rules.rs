//! Whether an account may associate with the partner that invited it (domain D4). Pure: the backend brings the facts.

use crate::associations::AssociationType;

/// A new account may come by an offline link for so long; afterwards the partner has to file it.
pub const NEW_ACCOUNT_S: i64 = 7 * 86_400;

words! {
    /// Why it may not. The customer reads it with the way out; the partner sees it in its history.
    JoinRefusal {
        /// Registered on the other site.
        OtherSite = "OTHER_SITE",
        /// Already this partner's customer.
        AlreadyYours = "ALREADY_YOURS",
        /// Another partner's customer.
        AssociatedElsewhere = "ASSOCIATED_ELSEWHERE",
        /// The account is a partner's, or applies to become one.
        IsPartner = "IS_PARTNER",
        /// Direct or special contract with the vendor.
        VendorContract = "VENDOR_CONTRACT",
        /// Another partner filed the customer.
        FiledByAnotherPartner = "FILED_BY_ANOTHER_PARTNER",
        /// Not the mobile number that the partner filed.
        OtherPhone = "OTHER_PHONE",
        /// Not filed, and registered more than seven days ago.
        RegisteredTooLongAgo = "REGISTERED_TOO_LONG_AGO",
        /// Not filed, and has cash spend.
        HasCashSpend = "HAS_CASH_SPEND",
        UnsettledBill = "UNSETTLED_BILL",
        TrusteeshipAccount = "TRUSTEESHIP_ACCOUNT",
        /// Consignment and resale only: a valid reserved instance.
        ReservedInstance = "RESERVED_INSTANCE",
        /// Consignment and resale only: a sub account of an enterprise.
        EnterpriseSub = "ENTERPRISE_SUB",
        /// Consignment and resale only: a master with sub accounts that keep their own money.
        MasterWithSubs = "MASTER_WITH_SUBS",
        /// Consignment and resale only.
        StoredValueCard = "STORED_VALUE_CARD",
        /// Consignment and resale only.
        GiftBalance = "GIFT_BALANCE",
        /// The partner itself may not take customers at the moment.
        PartnerRestricted = "PARTNER_RESTRICTED",
        /// The system was busy; nothing was wrong with the customer.
        Busy = "BUSY",
    }
}

/// What is known of the account that wants to associate. The default: a fresh account that nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; no two make one")]
pub struct JoinFacts {
    pub on_other_site: bool,
    pub already_yours: bool,
    pub associated_elsewhere: bool,
    pub is_partner: bool,
    pub vendor_contract: bool,
    pub filed_by_another_partner: bool,
    /// With an online invitation: the account's number is not the filed one.
    pub other_phone: bool,
    /// The inviting partner's filing for it was approved, whether or not its time is over.
    pub filed_by_inviter: bool,
    pub registered_over_seven_days: bool,
    pub has_cash_spend: bool,
    pub unsettled_bill: bool,
    pub trusteeship_account: bool,
    pub reserved_instance: bool,
    pub enterprise_sub: bool,
    pub master_with_subs: bool,
    pub stored_value_card: bool,
    pub gift_balance: bool,
    pub partner_restricted: bool,
}

/// Every reason at once; empty when it may associate.
#[must_use]
pub fn refusals(facts: &JoinFacts, association_type: AssociationType) -> Vec<JoinRefusal> {
    use JoinRefusal as R;
    let settles = association_type.settles_for_customer();
    let unfiled = !facts.filed_by_inviter;
    [
        (facts.on_other_site, R::OtherSite),
        (facts.already_yours, R::AlreadyYours),
        (facts.associated_elsewhere, R::AssociatedElsewhere),
        (facts.is_partner, R::IsPartner),
        (facts.vendor_contract, R::VendorContract),
        (facts.filed_by_another_partner, R::FiledByAnotherPartner),
        (facts.other_phone, R::OtherPhone),
        (unfiled && facts.registered_over_seven_days, R::RegisteredTooLongAgo),
        (unfiled && facts.has_cash_spend, R::HasCashSpend),
        (facts.unsettled_bill, R::UnsettledBill),
        (facts.trusteeship_account, R::TrusteeshipAccount),
        (settles && facts.reserved_instance, R::ReservedInstance),
        (settles && facts.enterprise_sub, R::EnterpriseSub),
        (settles && facts.master_with_subs, R::MasterWithSubs),
        (settles && facts.stored_value_card, R::StoredValueCard),
        (settles && facts.gift_balance, R::GiftBalance),
        (facts.partner_restricted, R::PartnerRestricted),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, refusal)| refusal)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssociationType::{Consignment, Referral};

    #[test]
    fn a_fresh_account_may_associate() {
        assert_eq!(refusals(&JoinFacts::default(), Referral), []);
        assert_eq!(refusals(&JoinFacts::default(), Consignment), []);
    }

    #[test]
    fn an_old_account_needs_a_filing() {
        let old =
            JoinFacts { registered_over_seven_days: true, has_cash_spend: true, ..JoinFacts::default() };
        assert_eq!(refusals(&old, Referral), [JoinRefusal::RegisteredTooLongAgo, JoinRefusal::HasCashSpend]);
        assert_eq!(refusals(&JoinFacts { filed_by_inviter: true, ..old }, Referral), []);
    }

    #[test]
    fn what_only_matters_when_the_partner_settles_does_not_stop_a_referral() {
        let facts = JoinFacts {
            reserved_instance: true,
            enterprise_sub: true,
            master_with_subs: true,
            stored_value_card: true,
            gift_balance: true,
            ..JoinFacts::default()
        };
        assert_eq!(refusals(&facts, Referral), []);
        assert_eq!(refusals(&facts, Consignment).len(), 5);
    }

    #[test]
    fn stored_words_are_read_back() {
        assert!(JoinRefusal::ALL.iter().all(|known| JoinRefusal::parse(known.as_str()) == Some(*known)));
    }
}

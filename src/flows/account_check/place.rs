//! For whom a check is shown, and where a failed item is fixed. Pure.

use crate::routes::Route;
use contract::{check::CheckItem, ids::CustomerId};

/// Who looks at the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A partner's member, about this customer.
    Partner(CustomerId),
    /// The customer itself.
    Customer,
}

/// Where an item is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On this page of the app.
    Page(String),
    /// By the vendor's operator, who has to be asked.
    Vendor,
    /// Not by whoever looks at it: the other side acts, or time does.
    Elsewhere,
}

/// Where `item` is fixed, as seen from `side`.
pub(super) fn place(item: CheckItem, side: &Side) -> Place {
    match side {
        Side::Partner(customer_id) => for_partner(item, customer_id),
        Side::Customer => for_customer(item),
    }
}

fn for_partner(item: CheckItem, customer_id: &CustomerId) -> Place {
    let part = |name: &str| Place::Page(Route::Customer(customer_id.clone()).href_with(&[("focus", name)]));
    match item {
        CheckItem::CustomerRequest3m | CheckItem::PartnerRequest3m => {
            Place::Page(Route::AssociationRecords.href_with(&[("customer_id", customer_id.as_str())]))
        }
        CheckItem::MasterWithSubs
        | CheckItem::EnterpriseSub
        | CheckItem::ReservedInstance
        | CheckItem::SupportPlan
        | CheckItem::UnusedDeliveryCoupon
        | CheckItem::PartnerPayOrder => part("orders"),
        CheckItem::Debt => part("funds"),
        CheckItem::ManuallyFrozen => part("state"),
        CheckItem::SpecialContract | CheckItem::PartnerFrozen => Place::Vendor,
    }
}

fn for_customer(item: CheckItem) -> Place {
    match item {
        CheckItem::CustomerRequest3m => Place::Page(Route::MyPartner.href()),
        CheckItem::MasterWithSubs
        | CheckItem::EnterpriseSub
        | CheckItem::ReservedInstance
        | CheckItem::SupportPlan
        | CheckItem::UnusedDeliveryCoupon
        | CheckItem::PartnerPayOrder => Place::Page([&Route::MyAccount.href(), "#holdings"].concat()),
        CheckItem::Debt => Place::Page(Route::MyAccount.href()),
        CheckItem::PartnerRequest3m
        | CheckItem::SpecialContract
        | CheckItem::ManuallyFrozen
        | CheckItem::PartnerFrozen => Place::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::check::Actor;

    fn partner() -> Side {
        Side::Partner("c-1".parse().unwrap())
    }

    #[test]
    fn what_the_partner_can_fix_leads_to_the_part_of_the_customer() {
        assert_eq!(
            place(CheckItem::Debt, &partner()),
            Place::Page("/sales/customers/c-1?focus=funds".to_owned())
        );
        assert_eq!(
            place(CheckItem::PartnerPayOrder, &partner()),
            Place::Page("/sales/customers/c-1?focus=orders".to_owned())
        );
    }

    #[test]
    fn whoever_must_act_has_a_place_to_do_it() {
        for item in CheckItem::ALL {
            match item.actor() {
                Actor::Vendor => assert_eq!(place(item, &partner()), Place::Vendor, "{item:?}"),
                Actor::Partner | Actor::CustomerOrPartner => {
                    assert!(matches!(place(item, &partner()), Place::Page(_)), "{item:?}");
                }
                Actor::Customer => {
                    assert!(matches!(place(item, &Side::Customer), Place::Page(_)), "{item:?}");
                }
                Actor::Nobody => {}
            }
        }
    }
}

//! What speaks against an association; the contract judges it.

use super::{
    account::Account,
    way::{Kind, Way},
};
use crate::{customers::store::holdings, filings, problem::Fault};
use contract::{
    customers::HoldingKind,
    filings::FilingStatus,
    joining_rules::{JoinFacts, JoinRefusal, NEW_ACCOUNT_S, refusals},
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Every reason why this account may not associate on this way.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_account(
    conn: &mut AnyConnection,
    way: &Way,
    account: &Account,
    now: Timestamp,
) -> Result<Vec<JoinRefusal>, Fault> {
    let Account { customer, standing, phones } = account;
    let held = holdings::in_force(conn, &customer.customer_id, now.china_day()).await?;
    let holds = |kind: HoldingKind| held.iter().any(|holding| holding.kind == kind);
    let age = now.seconds() - standing.registered_at.seconds();
    let partner_id = customer.partner_id.as_deref();
    let facts = JoinFacts {
        on_other_site: standing.site != way.inviter.site,
        already_yours: partner_id == Some(way.inviter.partner_id.as_str()),
        associated_elsewhere: partner_id.is_some_and(|id| id != way.inviter.partner_id),
        vendor_contract: holds(HoldingKind::SpecialContract),
        registered_over_seven_days: age > NEW_ACCOUNT_S,
        has_cash_spend: standing.has_cash_spend,
        unsettled_bill: customer.debt.is_positive(),
        trusteeship_account: standing.trusteeship,
        reserved_instance: holds(HoldingKind::ReservedInstance),
        enterprise_sub: holds(HoldingKind::MasterAccount),
        master_with_subs: holds(HoldingKind::MemberAccount),
        stored_value_card: standing.stored_value_card,
        gift_balance: standing.gift_balance,
        ..of_numbers(conn, way, phones, now).await?
    };
    Ok(refusals(&facts, way.association_type()))
}

/// The same for somebody who is about to register.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_newcomer(
    conn: &mut AnyConnection,
    way: &Way,
    phone: &str,
    now: Timestamp,
) -> Result<Vec<JoinRefusal>, Fault> {
    let facts = of_numbers(conn, way, &[phone.to_owned()], now).await?;
    Ok(refusals(&facts, way.association_type()))
}

/// A member of a partner has no account that could associate.
pub(super) fn of_member(way: &Way) -> Vec<JoinRefusal> {
    refusals(&JoinFacts { is_partner: true, ..JoinFacts::default() }, way.association_type())
}

/// What partners have filed under these numbers, and what holds for the partner itself.
async fn of_numbers(
    conn: &mut AnyConnection,
    way: &Way,
    phones: &[String],
    now: Timestamp,
) -> Result<JoinFacts, Fault> {
    let partner_id = way.inviter.partner_id.as_str();
    let mut facts = JoinFacts { partner_restricted: way.inviter.restricted, ..JoinFacts::default() };
    for phone in phones {
        if let Some(filing) = filings::store::in_force(conn, phone).await? {
            facts.filed_by_another_partner |= filing.partner_id != partner_id && !filing.has_lapsed(now);
        }
        if let Some(filing) = filings::store::of_partner_and_phone(conn, partner_id, phone).await? {
            // Expired is what was in force once (D4.5).
            facts.filed_by_inviter |= matches!(filing.status, FilingStatus::Filed | FilingStatus::Expired);
        }
    }
    facts.other_phone = match &way.kind {
        Kind::Online(_, filing) => phones.iter().all(|phone| phone != filing.mobile_phone.as_str()),
        Kind::Offline(_) => false,
    };
    Ok(facts)
}

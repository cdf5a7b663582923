//! The account check of one customer: gathers the facts, lets the contract judge them, computes the consequences.

use super::store::{self, Standing};
use crate::{
    accounts,
    customers::{row::CustomerRow, store::holdings},
    problem::Fault,
};
use contract::{
    associations::{Action, AssociationType, Initiator},
    check::{CheckItem, CheckReport, CheckResult, Consequences, Facts, VoucherSum, check, refund_rules},
    customers::{Voucher, VoucherIssuer, VoucherState},
    money::Amount,
    permissions::Identity,
    session::Site,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// A pay-per-use grace period below this is raised to it (B4.5).
pub const LEAST_GRACE_HOURS: i64 = 24;

/// For whom the check is made; it decides which quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The partner wants to ask: both quotas count.
    PartnerAsks,
    /// The customer wants to ask: the partner's quota limits the partner only (B3.2).
    CustomerAsks,
    /// The side that was asked wants to agree: the open request used up the quota itself, so that counting it would
    /// make every request unanswerable (B3.5).
    Answer,
}

impl Purpose {
    const fn counts(self, item: CheckItem) -> bool {
        match self {
            Self::PartnerAsks => true,
            Self::CustomerAsks => !matches!(item, CheckItem::PartnerRequest3m),
            Self::Answer => !matches!(item, CheckItem::PartnerRequest3m | CheckItem::CustomerRequest3m),
        }
    }
}

/// The account check (B2) of a customer of `partner`.
///
/// # Errors
/// When the database fails.
pub async fn report(
    conn: &mut AnyConnection,
    customer: &CustomerRow,
    partner: &Standing,
    action: Action,
    purpose: Purpose,
    now: Timestamp,
) -> Result<CheckReport, Fault> {
    let facts = gather(conn, customer, partner, now).await?;
    let check_items: Vec<CheckResult> = check(action, customer.association_type, &facts, now)
        .into_iter()
        .filter(|result| purpose.counts(result.item))
        .collect();
    let blocking = customer.open_request.as_ref().filter(|_| purpose != Purpose::Answer);
    let vouchers =
        accounts::store::vouchers_seen_by(conn, &customer.customer_id, &partner.partner_id).await?;
    Ok(CheckReport {
        passed: blocking.is_none() && check_items.iter().all(|result| result.passed),
        checked_at: now,
        check_items,
        consequences: consequences(customer, partner, action, &vouchers)?,
        open_request_id: blocking.map(|open| open.request_id.clone()),
    })
}

async fn gather(
    conn: &mut AnyConnection,
    customer: &CustomerRow,
    partner: &Standing,
    now: Timestamp,
) -> Result<Facts, Fault> {
    let asked = store::asked(conn, &customer.customer_id).await?;
    let by = |wanted: Initiator, partner_id: Option<&str>| {
        asked
            .iter()
            .filter(|past| past.initiator == wanted && partner_id.is_none_or(|id| past.partner_id == id))
            .map(|past| past.applied_at)
            .collect()
    };
    let holdings = holdings::in_force(conn, &customer.customer_id, now.china_day()).await?;
    Ok(Facts {
        // The customer's quota is its own, whichever partner it had.
        customer_requests: by(Initiator::Customer, None),
        partner_requests: by(Initiator::Partner, Some(&partner.partner_id)),
        partner_quota: partner.request_quota,
        holdings: holdings
            .into_iter()
            .map(|holding| (holding.kind, holding.holding_id, holding.title))
            .collect(),
        debt: customer.debt.is_positive().then(|| customer.money(customer.debt)),
        customer_frozen: customer.frozen != 0,
        partner_frozen: partner.frozen,
    })
}

/// What the change would do to this customer (B4); [`super::effects`] does exactly this.
fn consequences(
    customer: &CustomerRow,
    partner: &Standing,
    action: Action,
    vouchers: &[Voucher],
) -> Result<Consequences, Fault> {
    let recalled =
        |voucher: &&Voucher| action == Action::Disassociate && voucher.issuer == VoucherIssuer::Partner;
    let usable = || vouchers.iter().filter(|voucher| voucher.state == VoucherState::Issued);
    let settles = customer.association_type.settles_for_customer();
    Ok(Consequences {
        balance_returned: (settles && customer.granted_balance.is_positive())
            .then(|| customer.money(customer.granted_balance)),
        vouchers_recalled: sum(customer, usable().filter(recalled))?,
        vouchers_kept: sum(customer, usable().filter(|voucher| !recalled(voucher)))?,
        refunds: refund_rules(customer.association_type, partner.identity == Identity::SolutionProvider),
        grace_period_raised: raised_grace(customer, partner.site, action) != customer.grace_hours,
    })
}

fn sum<'v>(customer: &CustomerRow, vouchers: impl Iterator<Item = &'v Voucher>) -> Result<VoucherSum, Fault> {
    let mut count = 0;
    let mut total = Amount::ZERO;
    for voucher in vouchers {
        count += 1;
        total = total
            .plus(voucher.face_value.amount)
            .ok_or_else(|| Fault::new("the vouchers' total is out of range"))?;
    }
    Ok(VoucherSum { count, total: customer.money(total) })
}

/// The grace period after the change: at least a day when an association that settles ends or begins (B4.5).
#[must_use]
pub fn raised_grace(customer: &CustomerRow, site: Site, action: Action) -> i64 {
    let concerned: AssociationType = match action {
        Action::Disassociate => customer.association_type,
        Action::Switch => customer.association_type.switched(site == Site::Intl),
    };
    if concerned.settles_for_customer() {
        customer.grace_hours.max(LEAST_GRACE_HOURS)
    } else {
        customer.grace_hours
    }
}

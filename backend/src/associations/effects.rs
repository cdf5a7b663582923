//! What happens when a request is agreed to (B4), in the same transaction as the answer.
//!
//! [`super::facts`] announces the same beforehand.

use super::{
    facts::raised_grace,
    store::{self, Standing},
};
use crate::{
    accounts::{self, moving},
    customers::row::CustomerRow,
    http::change::Change,
    problem::Refused,
};
use contract::{accounts::AdjustOperation, associations::Action, session::Site};

/// The association ends: what the partner appropriated goes back to it (B4.2), its vouchers are recalled (B4.4), a
/// short grace period is raised (B4.5), the customer belongs to nobody.
///
/// The vendor's vouchers, the customer's own money, and what the partner asked the operator for stay as they are.
///
/// # Errors
/// When the database fails.
pub async fn disassociate(
    cx: &mut Change,
    customer: &CustomerRow,
    partner: &Standing,
) -> Result<(), Refused> {
    if customer.association_type.settles_for_customer() {
        let operation = AdjustOperation::Disassociated;
        moving::return_granted(&mut cx.tx, cx.now, &partner.partner_id, customer, operation).await?;
    }
    accounts::store::recall_vouchers(&mut cx.tx, &customer.customer_id, &partner.partner_id).await?;
    let grace_hours = raised_grace(customer, partner.site, Action::Disassociate);
    Ok(store::end_association(&mut cx.tx, &customer.customer_id, grace_hours).await?)
}

/// The type changes. When the partner stops settling for the customer, what it appropriated goes back to it as an
/// ordinary recall (B4.3); vouchers stay, they are recalled only when an association ends (B4.4).
///
/// # Errors
/// When the database fails.
pub async fn switch(cx: &mut Change, customer: &CustomerRow, partner: &Standing) -> Result<(), Refused> {
    if customer.association_type.settles_for_customer() {
        let operation = AdjustOperation::Recall;
        moving::return_granted(&mut cx.tx, cx.now, &partner.partner_id, customer, operation).await?;
    }
    let switched = customer.association_type.switched(partner.site == Site::Intl);
    let grace_hours = raised_grace(customer, partner.site, Action::Switch);
    Ok(store::set_type(&mut cx.tx, &customer.customer_id, switched, grace_hours).await?)
}

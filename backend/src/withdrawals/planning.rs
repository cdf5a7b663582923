//! What an application would take from where, and how much each route can take at most. The same for the preview and for
//! the application itself.

use super::store;
use crate::{
    funds,
    problem::{Fault, Refused},
    session::principal::Member,
    top_ups::store as top_ups,
};
use contract::{
    company::is_same_name,
    funds::WithdrawableTerms,
    money::{Amount, Currency},
    problem::{ErrorCode, FieldProblem},
    text::Rule,
    withdrawals::{MAX_RECORDS, RouteLimit, WithdrawalDraft, WithdrawalPart, WithdrawalRoute, take_from},
};
use sqlx::AnyConnection;

/// What would happen.
pub(super) struct Plan {
    pub currency: Currency,
    pub terms: WithdrawableTerms,
    pub available: Amount,
    pub parts: Vec<WithdrawalPart>,
}

/// Checks an application against every rule.
///
/// # Errors
/// `CBC.0100` with the fields, `CBC.5003` beyond what can be withdrawn, `NotFound` for a top-up that is not this
/// partner's.
pub(super) async fn plan(
    conn: &mut AnyConnection,
    who: &Member,
    draft: &WithdrawalDraft,
) -> Result<Plan, Refused> {
    let mut wrong = draft.wrong();
    // Money leaves to nobody else's account.
    if draft.account.as_ref().is_some_and(|account| !is_same_name(account.holder.as_str(), &who.partner_name))
    {
        wrong.push(("account.holder", Rule::Unexpected));
    }
    let field = |(field, rule): (&str, Rule)| FieldProblem { field: field.to_owned(), rule };
    Refused::fields(wrong.into_iter().map(field).collect())?;

    let partner_id = who.partner_id.as_str();
    let (currency, terms) = funds::terms(conn, partner_id).await?;
    if draft.amount > terms.withdrawable() {
        return Err(ErrorCode::InsufficientBalance.into());
    }
    let available = limit(conn, partner_id, draft.route, terms.withdrawable()).await?;
    if draft.amount > available {
        return Err(Refused::field("amount", Rule::OutOfRange));
    }
    let parts = match draft.route {
        WithdrawalRoute::Original => parts(conn, partner_id, draft).await?,
        WithdrawalRoute::Bank | WithdrawalRoute::Rebate => Vec::new(),
    };
    Ok(Plan { currency, terms, available, parts })
}

/// Which top-ups are taken back: the last first, or the named ones.
async fn parts(
    conn: &mut AnyConnection,
    partner_id: &str,
    draft: &WithdrawalDraft,
) -> Result<Vec<WithdrawalPart>, Refused> {
    for id in &draft.top_up_ids {
        let found = top_ups::find_any(conn, id).await?;
        if found.is_none_or(|order| order.partner_id.as_str() != partner_id) {
            return Err(ErrorCode::NotFound.into());
        }
    }
    let most = u32::try_from(MAX_RECORDS).unwrap_or(u32::MAX);
    let orders = top_ups::returnable(conn, partner_id, &draft.top_up_ids, most).await?;
    let field = if draft.top_up_ids.is_empty() { "amount" } else { "top_up_ids" };
    let holding = orders.into_iter().map(|order| {
        let left = order.credited.minus(order.withdrawn).unwrap_or_default();
        (order, left)
    });
    let taken = take_from(draft.amount, holding).ok_or_else(|| Refused::field(field, Rule::OutOfRange))?;
    let part = |(order, amount): (top_ups::Order, Amount)| WithdrawalPart {
        top_up_id: order.top_up_id,
        paid_at: order.paid_at,
        credited: order.credited,
        amount,
    };
    Ok(taken.into_iter().map(part).collect())
}

/// How much each route can take at most.
///
/// # Errors
/// When the database fails.
pub async fn limits(
    conn: &mut AnyConnection,
    partner_id: &str,
    withdrawable: Amount,
) -> Result<Vec<RouteLimit>, Fault> {
    let mut limits = Vec::with_capacity(WithdrawalRoute::ALL.len());
    for route in WithdrawalRoute::ALL {
        limits.push(RouteLimit { route, available: limit(conn, partner_id, route, withdrawable).await? });
    }
    Ok(limits)
}

async fn limit(
    conn: &mut AnyConnection,
    partner_id: &str,
    route: WithdrawalRoute,
    withdrawable: Amount,
) -> Result<Amount, Fault> {
    let of_route = match route {
        WithdrawalRoute::Original => top_ups::returnable_sum(conn, partner_id).await?,
        WithdrawalRoute::Bank => withdrawable,
        WithdrawalRoute::Rebate => store::rebates_left(conn, partner_id).await?,
    };
    Ok(of_route.min(withdrawable))
}

//! The eye in a column's header: full values of at most fifty visible customers, counted and audited (C6).

use super::{
    row::CustomerRow,
    store::{self, reveals, scope::Visible},
};
use crate::{http::change::Change, problem::Refused, session::principal::Member};
use contract::{
    customers::{MAX_REVEAL, PersonalField, REVEALS_PER_HOUR, RevealQuery, Revealed, RevealedCustomer},
    ids::CustomerId,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

const HOUR_S: i64 = 3_600;

pub(super) async fn reveal(
    cx: &mut Change,
    who: &Member,
    (): (),
    query: RevealQuery,
) -> Result<Revealed, Refused> {
    if !(1..=MAX_REVEAL).contains(&query.customer_ids.len()) {
        return Err(Refused::field("customer_ids", Rule::OutOfRange));
    }
    if query.fields.is_empty() {
        return Err(Refused::field("fields", Rule::Missing));
    }
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    let found = store::find_many(&mut cx.tx, &visible, &query.customer_ids).await?;
    count_in(cx, who, found.len()).await?;

    let ids: Vec<&str> = found.iter().map(|customer| customer.customer_id.as_str()).collect();
    cx.audit("customer.reveal", "customers", json!({ "fields": query.fields, "customer_ids": ids }));
    Ok(Revealed { customers: found.iter().map(|customer| full(customer, &query.fields)).collect() })
}

/// Adds to this user's hour, or refuses when it is full. Customers and filings count together.
pub(crate) async fn count_in(cx: &mut Change, who: &Member, customers: usize) -> Result<(), Refused> {
    let since = cx.now.plus_seconds(-HOUR_S);
    let (shown, oldest) = reveals::since(&mut cx.tx, &who.user_id, since).await?;
    let adding = i64::try_from(customers).unwrap_or(i64::MAX);
    if shown.saturating_add(adding) > i64::from(REVEALS_PER_HOUR) {
        let wait = oldest.map_or(HOUR_S, |oldest| oldest.seconds() + HOUR_S - cx.now.seconds());
        let mut problem = Problem::new(ErrorCode::TooManyRequests, "too many full values in one hour");
        problem.retry_after_seconds = u32::try_from(wait.max(1)).ok();
        return Err(problem.into());
    }
    reveals::add(&mut cx.tx, &who.user_id, cx.now, adding).await?;
    Ok(())
}

fn full(customer: &CustomerRow, fields: &[PersonalField]) -> RevealedCustomer {
    let asked = |field, value: Option<&String>| value.filter(|_| fields.contains(&field)).cloned();
    let customer_id: CustomerId = customer.customer_id.clone();
    RevealedCustomer {
        customer_id,
        customer: asked(PersonalField::Customer, Some(&customer.name)),
        account_name: asked(PersonalField::AccountName, Some(&customer.account_name)),
        telephone: asked(PersonalField::Telephone, customer.telephone.as_ref()),
        email: asked(PersonalField::Email, customer.email.as_ref()),
    }
}

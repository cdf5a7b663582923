//! Balances, appropriating, paying an order, and the lists of what moved.

use super::{moving, store};
use crate::{
    customers::store::{self as customers, holdings, scope::Visible, timeline},
    http::change::{Change, Read},
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    accounts::{
        AccountBalance, AccountType, AdjustRecordQuery, AdjustRecords, CustomerBalance, CustomerBalanceQuery,
        CustomerBalances, GrantDraft, Granted, IssuedVoucherQuery, IssuedVouchers, PartnerBalances,
        PayOrderDraft,
    },
    customers::{HoldingKind, TimelineEvent},
    ids::{CustomerId, HoldingId},
    money::{Amount, MEASURE_ID},
    permissions::Identity,
    problem::{ErrorCode, Problem},
    text::Rule,
    verification::Operation,
};
use serde_json::json;

/// Customers whose balances one call can ask for (published).
const MAX_CUSTOMERS: usize = 100;

pub(super) async fn partner_balances(
    cx: &mut Read,
    who: &Member,
    (): (),
    (): (),
) -> Result<PartnerBalances, Refused> {
    let money = store::partner_money(&mut cx.conn, who.partner_id.as_str()).await?;
    let Some(money) = money else { return Ok(PartnerBalances { account_balances: Vec::new() }) };
    let account = |kind: AccountType, amount, designated_amount, credit_amount| AccountBalance {
        account_id: format!("{}-{}", who.partner_id, kind.as_number()),
        account_type: kind.as_number(),
        amount,
        currency: money.currency,
        designated_amount,
        credit_amount,
        measure_id: MEASURE_ID,
    };
    let mut account_balances = vec![account(AccountType::Cash, money.cash, money.designated, None)];
    if let Some((line, available)) = money.credit {
        account_balances.push(account(AccountType::Credit, available, Amount::ZERO, Some(line)));
    }
    Ok(PartnerBalances { account_balances })
}

pub(super) async fn customer_balances(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: CustomerBalanceQuery,
) -> Result<CustomerBalances, Refused> {
    if !(1..=MAX_CUSTOMERS).contains(&query.customer_infos.len()) {
        return Err(Refused::field("customer_infos", Rule::OutOfRange));
    }
    let visible = Visible::to(&mut cx.conn, who, cx.now).await?;
    let ids: Vec<CustomerId> = query.customer_infos.into_iter().map(|info| info.customer_id).collect();
    let customers = customers::find_many(&mut cx.conn, &visible, &ids).await?;
    let customer_balances = customers
        .into_iter()
        .filter(|customer| customer.association_type.settles_for_customer())
        .map(|customer| CustomerBalance {
            customer_id: customer.customer_id,
            debt_amount: customer.debt,
            amount: customer.available_quota,
            currency: customer.currency,
            measure_id: MEASURE_ID,
        })
        .collect();
    Ok(CustomerBalances { customer_balances })
}

pub(super) async fn grant(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: GrantDraft,
) -> Result<Granted, Refused> {
    if !draft.amount.is_positive() {
        return Err(Refused::field("amount", Rule::OutOfRange));
    }
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    let customer = customers::find(&mut cx.tx, &visible, &draft.customer_id).await?;
    if !customer.association_type.settles_for_customer() {
        return Err(ErrorCode::WrongAssociationType.into());
    }
    covers(cx, who, draft.amount).await?;
    cx.step_up(Operation::Grant, &customer.masked_name()).await?;

    let partner_id = who.partner_id.as_str();
    let transfer_id = moving::grant(&mut cx.tx, cx.now, partner_id, &customer, draft.amount).await?;
    let entry = timeline::Entry::new(TimelineEvent::Granted, &who.name).of(customer.money(draft.amount));
    timeline::add(&mut cx.tx, cx.now, partner_id, &customer.customer_id, entry).await?;
    cx.audit(
        "customer.grant",
        customer.customer_id.to_string(),
        json!({ "amount": draft.amount.to_string(), "currency": customer.currency, "transfer_id": transfer_id }),
    );
    Ok(Granted { transfer_id })
}

/// Nobody is asked for a code in vain: the balance is looked at before the step-up, and again when it is taken.
async fn covers(cx: &mut Change, who: &Member, amount: Amount) -> Result<(), Refused> {
    let money = store::partner_money(&mut cx.tx, who.partner_id.as_str()).await?;
    let free = money.and_then(|money| money.cash.minus(money.designated)).unwrap_or_default();
    if free < amount { Err(ErrorCode::InsufficientBalance.into()) } else { Ok(()) }
}

pub(super) async fn pay_order(
    cx: &mut Change,
    who: &Member,
    (holding_id,): (HoldingId,),
    draft: PayOrderDraft,
) -> Result<(), Refused> {
    let stored = holdings::find(&mut cx.tx, &holding_id, cx.now.china_day()).await?;
    let Some(order) = stored.filter(|stored| stored.holding.kind == HoldingKind::PartnerPayOrder) else {
        return Err(ErrorCode::NotFound.into());
    };
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    // An order of a foreign customer does not exist for this partner.
    let found = customers::find_many(&mut cx.tx, &visible, std::slice::from_ref(&order.customer_id)).await?;
    let Some(customer) = found.into_iter().next() else { return Err(ErrorCode::NotFound.into()) };
    if order.ended {
        let mut problem = Problem::new(ErrorCode::NotInThisState, "the order was paid or cancelled");
        problem.current_status = Some("ENDED".to_owned());
        return Err(problem.into());
    }
    if !customer.association_type.settles_for_customer() && who.identity != Identity::SolutionProvider {
        return Err(ErrorCode::WrongAssociationType.into());
    }
    let price = order.holding.price.ok_or_else(|| Fault::new("an order without a price"))?.amount;
    if price != draft.amount {
        return Err(ErrorCode::Changed.into());
    }
    covers(cx, who, price).await?;
    cx.step_up(Operation::PayOrder, &order.holding.title).await?;

    let partner_id = who.partner_id.as_str();
    moving::pay_order(&mut cx.tx, cx.now, partner_id, &customer, price).await?;
    holdings::end(&mut cx.tx, &holding_id, cx.now).await?;
    let entry = timeline::Entry::new(TimelineEvent::OrderPaid, &who.name)
        .of(customer.money(price))
        .because(Some(&order.holding.title));
    timeline::add(&mut cx.tx, cx.now, partner_id, &customer.customer_id, entry).await?;
    cx.audit(
        "order.pay",
        holding_id.to_string(),
        json!({ "customer_id": customer.customer_id, "amount": price.to_string() }),
    );
    Ok(())
}

pub(super) async fn adjust_records(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: AdjustRecordQuery,
) -> Result<AdjustRecords, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (records, total_count) = store::records(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(AdjustRecords { records, total_count })
}

pub(super) async fn issued_vouchers(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: IssuedVoucherQuery,
) -> Result<IssuedVouchers, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (user_coupons, total_count) =
        store::issued(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(IssuedVouchers { user_coupons, total_count })
}

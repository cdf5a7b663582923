//! The customer's account: what it has, ending a holding, placing an order for the partner to pay.

use crate::{
    accounts, associations, customer_contacts,
    customers::{
        row::CustomerRow,
        store::{self as customers, holdings},
    },
    http::change::{Change, Read},
    problem::{Fault, Refused},
    secret::random_id,
    session::principal::CustomerUser,
};
use contract::{
    customer_portal::{MyAccount, MyAssociation, MyPartner, OrderDraft},
    customers::{Holding, HoldingKind},
    ids::HoldingId,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

/// The customer itself.
pub(super) async fn myself(conn: &mut AnyConnection, who: &CustomerUser) -> Result<CustomerRow, Fault> {
    customers::find_any(conn, &who.customer_id)
        .await?
        .ok_or_else(|| Fault::new("a customer's user without its customer"))
}

pub(super) async fn my_partner(
    cx: &mut Read,
    who: &CustomerUser,
    (): (),
    (): (),
) -> Result<MyPartner, Refused> {
    let me = myself(&mut cx.conn, who).await?;
    let open_request = match &me.open_request {
        None => None,
        Some(open) => associations::store::find(&mut cx.conn, &open.request_id).await?,
    };
    let association = match &me.partner_id {
        None => None,
        Some(partner_id) => {
            let partner_id = partner_id.parse().map_err(|_| Fault::new("a stored partner id is no id"))?;
            let (contacts, contacts_are_administrators) =
                customer_contacts::shown_to_customers(&mut cx.conn, &partner_id).await?;
            Some(MyAssociation {
                partner_name: me.partner_name.clone(),
                association_type: me.association_type,
                associated_on: me.associated_at,
                contacts,
                contacts_are_administrators,
            })
        }
    };
    Ok(MyPartner { association, open_request: open_request.map(|stored| stored.request) })
}

pub(super) async fn my_account(
    cx: &mut Read,
    who: &CustomerUser,
    (): (),
    (): (),
) -> Result<MyAccount, Refused> {
    let me = myself(&mut cx.conn, who).await?;
    Ok(MyAccount {
        balance: me.money(me.available_quota),
        debt: me.money(me.debt),
        holdings: holdings::in_force(&mut cx.conn, &me.customer_id, cx.now.china_day()).await?,
        vouchers: accounts::store::vouchers_of(&mut cx.conn, &me.customer_id).await?,
    })
}

/// A special contract is settled offline and closed by the vendor (B2.9), so the customer cannot end it here.
pub(super) async fn end_holding(
    cx: &mut Change,
    who: &CustomerUser,
    (holding_id,): (HoldingId,),
    (): (),
) -> Result<(), Refused> {
    let stored = holdings::find(&mut cx.tx, &holding_id, cx.now.china_day()).await?;
    let Some(mine) = stored.filter(|stored| stored.customer_id == who.customer_id) else {
        return Err(ErrorCode::NotFound.into());
    };
    if mine.ended || mine.holding.kind == HoldingKind::SpecialContract {
        let mut problem = Problem::new(ErrorCode::NotInThisState, "it has ended, or is settled offline");
        problem.current_status = Some(if mine.ended { "ENDED" } else { "IN_FORCE" }.to_owned());
        return Err(problem.into());
    }
    holdings::end(&mut cx.tx, &holding_id, cx.now).await?;
    cx.audit("holding.end", holding_id.to_string(), json!({ "kind": mine.holding.kind }));
    Ok(())
}

pub(super) async fn place_order(
    cx: &mut Change,
    who: &CustomerUser,
    (): (),
    draft: OrderDraft,
) -> Result<Holding, Refused> {
    if !draft.price.is_positive() {
        return Err(Refused::field("price", Rule::OutOfRange));
    }
    let me = myself(&mut cx.tx, who).await?;
    if me.partner_id.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let holding_id: HoldingId = random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let holding = Holding {
        holding_id,
        kind: HoldingKind::PartnerPayOrder,
        title: draft.title.into(),
        price: Some(me.money(draft.price)),
        valid_until: None,
    };
    holdings::add(&mut cx.tx, &me.customer_id, &holding, me.currency).await?;
    cx.audit("order.place", holding.holding_id.to_string(), json!({ "price": draft.price.to_string() }));
    Ok(holding)
}

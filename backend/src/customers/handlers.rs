//! What a member does with its partner's customers.

use super::{
    row::CustomerRow,
    store::{
        self, list,
        scope::{self, Visible},
        timeline,
    },
};
use crate::{
    accounts, associations, covers,
    http::change::{Change, Read},
    problem::Refused,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    customers::{
        AccountManagers, CustomerDetail, CustomerPage, CustomerQuery, CustomerScope, FreezeDraft, LabelDraft,
        TimelineEvent,
    },
    ids::CustomerId,
    problem::ErrorCode,
    text::Rule,
    verification::Operation,
};
use serde_json::json;

/// Customers that one call can freeze or unfreeze (published).
const MAX_FREEZE: usize = 10;

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: CustomerQuery,
) -> Result<CustomerPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let tab =
        scope::tab(&mut cx.conn, who, (query.scope, query.indirect_partner_id.as_ref()), cx.now).await?;
    let found = list::matching(tab, &query);
    let order = (query.sort_key, query.sort_dir);
    let (rows, count) = list::page(&mut cx.conn, &found, order, page).await?;
    let of_resellers = query.scope == CustomerScope::Resellers;
    let in_hand = covers::store::in_hand(&mut cx.conn, who, cx.now).await?;
    let shown = rows.iter().map(|row| row.marked(&in_hand, row.masked(of_resellers)));
    Ok(CustomerPage { customer_infos: shown.collect(), count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (customer_id,): (CustomerId,),
    (): (),
) -> Result<CustomerDetail, Refused> {
    let visible = Visible::to(&mut cx.conn, who, cx.now).await?;
    let customer = store::find(&mut cx.conn, &visible, &customer_id).await?;
    let today = cx.now.china_day();
    let open_request = match &customer.open_request {
        None => None,
        Some(open) => associations::store::find(&mut cx.conn, &open.request_id).await?,
    };
    let in_hand = covers::store::in_hand(&mut cx.conn, who, cx.now).await?;
    Ok(CustomerDetail {
        info: customer.marked(&in_hand, customer.masked(false)),
        debt: customer.money(customer.debt),
        holdings: store::holdings::in_force(&mut cx.conn, &customer_id, today).await?,
        vouchers: accounts::store::vouchers_seen_by(&mut cx.conn, &customer_id, who.partner_id.as_str())
            .await?,
        open_request: open_request.map(|stored| stored.request),
        timeline: timeline::newest(&mut cx.conn, who.partner_id.as_str(), &customer_id).await?,
    })
}

pub(super) async fn set_label(
    cx: &mut Change,
    who: &Member,
    (customer_id,): (CustomerId,),
    draft: LabelDraft,
) -> Result<(), Refused> {
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    let customer = store::find(&mut cx.tx, &visible, &customer_id).await?;
    let label = draft.label.map(String::from);
    store::set_label(&mut cx.tx, &customer_id, label.as_deref()).await?;
    let entry = timeline::Entry::new(TimelineEvent::TagChanged, &who.name).because(label.as_deref());
    timeline::add(&mut cx.tx, cx.now, who.partner_id.as_str(), &customer_id, entry).await?;
    cx.audit("customer.label", customer_id.to_string(), json!({ "before": customer.label, "after": label }));
    Ok(())
}

pub(super) async fn freeze(cx: &mut Change, who: &Member, (): (), draft: FreezeDraft) -> Result<(), Refused> {
    set_frozen(cx, who, &draft, true).await
}

pub(super) async fn unfreeze(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: FreezeDraft,
) -> Result<(), Refused> {
    set_frozen(cx, who, &draft, false).await
}

/// All of the customers or none of them (B7.1).
async fn set_frozen(cx: &mut Change, who: &Member, draft: &FreezeDraft, frozen: bool) -> Result<(), Refused> {
    let mut ids = draft.customer_ids.clone();
    ids.sort_unstable();
    ids.dedup();
    if !(1..=MAX_FREEZE).contains(&draft.customer_ids.len()) {
        return Err(Refused::field("customer_ids", Rule::OutOfRange));
    }
    let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
    let mut customers: Vec<CustomerRow> = Vec::new();
    for id in &ids {
        customers.push(store::find(&mut cx.tx, &visible, id).await?);
    }
    if customers.iter().any(|customer| !customer.association_type.settles_for_customer()) {
        return Err(ErrorCode::WrongAssociationType.into());
    }
    let names: Vec<String> = customers.iter().map(CustomerRow::masked_name).collect();
    let operation = if frozen { Operation::Freeze } else { Operation::Unfreeze };
    cx.step_up(operation, &names.join(", ")).await?;

    let event = if frozen { TimelineEvent::Frozen } else { TimelineEvent::Unfrozen };
    for customer in customers.iter().filter(|customer| (customer.frozen != 0) != frozen) {
        store::set_frozen(&mut cx.tx, &customer.customer_id, frozen).await?;
        let entry = timeline::Entry::new(event, &who.name).because(Some(draft.reason.as_str()));
        timeline::add(&mut cx.tx, cx.now, who.partner_id.as_str(), &customer.customer_id, entry).await?;
    }
    let action = if frozen { "customer.freeze" } else { "customer.unfreeze" };
    cx.audit(action, ids.iter().map(CustomerId::as_str).collect::<Vec<_>>().join(","), json!({}));
    Ok(())
}

pub(super) async fn account_managers(
    cx: &mut Read,
    who: &Member,
    (): (),
    (): (),
) -> Result<AccountManagers, Refused> {
    Ok(AccountManagers { account_managers: store::managers(&mut cx.conn, who.partner_id.as_str()).await? })
}

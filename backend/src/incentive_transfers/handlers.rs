//! The accounts of a company, asking, and applying for the binding once the old one is undone.

use super::store;
use crate::{
    attachments,
    http::change::{Change, Read},
    incentives,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
    work_queue,
};
use contract::{
    ids::{PartnerId, TransferId},
    incentive_transfers::{
        CompanyAccounts, MAX_ATTACHMENTS, Transfer, TransferDraft, TransferEvent, TransferItem, TransferKind,
        TransferPage, TransferQuery, TransferStatus, TransferVersion,
    },
    incentives::Incentive,
    money::{Amount, Money},
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

/// What a transfer would move: open, neither frozen nor expired, and so held by no payout.
///
/// # Errors
/// When the database fails.
pub(super) async fn transferable(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    let open = incentives::store::open(conn, partner_id.as_str(), now).await?;
    Ok(open.into_iter().filter(|incentive| incentive.freeze.is_none()).collect())
}

fn item(incentive: &Incentive) -> TransferItem {
    TransferItem {
        incentive_id: incentive.incentive_id.clone(),
        period: incentive.period,
        plan_name: incentive.plan_name.clone(),
        amount: incentive.open_amount,
        currency: incentive.currency,
    }
}

fn sums(items: &[TransferItem]) -> Vec<Money> {
    let mut sums: Vec<Money> = Vec::new();
    for TransferItem { amount, currency, .. } in items {
        match sums.iter_mut().find(|sum| sum.currency == *currency) {
            Some(sum) => sum.amount = sum.amount.plus(*amount).unwrap_or(Amount::MAX),
            None => sums.push(Money { amount: *amount, currency: *currency }),
        }
    }
    sums.sort_by_key(|sum| sum.currency.as_str());
    sums
}

/// The request with what moves, and (for who asked, and the vendor) its files.
async fn complete(
    conn: &mut AnyConnection,
    mut transfer: Transfer,
    with_files: bool,
    now: Timestamp,
) -> Result<Transfer, Fault> {
    if transfer.kind == TransferKind::Incentives {
        transfer.items = match transfer.status {
            TransferStatus::Submitted => {
                transferable(conn, &transfer.from_partner_id, now).await?.iter().map(item).collect()
            }
            TransferStatus::Approved | TransferStatus::Rejected | TransferStatus::Bound => {
                store::items(conn, &transfer.transfer_id).await?
            }
        };
        transfer.totals = sums(&transfer.items);
    }
    if with_files {
        transfer.attachments = attachments::store::of(conn, transfer.transfer_id.as_str()).await?;
    }
    Ok(transfer)
}

pub(super) async fn accounts(
    cx: &mut Read,
    who: &Member,
    (): (),
    (): (),
) -> Result<CompanyAccounts, Refused> {
    let items: Vec<TransferItem> =
        transferable(&mut cx.conn, &who.partner_id, cx.now).await?.iter().map(item).collect();
    Ok(CompanyAccounts {
        accounts: store::company_accounts(&mut cx.conn, who.partner_id.as_str()).await?,
        transferable: sums(&items),
    })
}

fn not_now(current: &str, settled: Option<(String, Timestamp)>) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(current.to_owned());
    if let Some((by, at)) = settled {
        problem.settled_by = Some(by);
        problem.settled_at = Some(at);
    }
    problem.into()
}

pub(super) async fn request(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: TransferDraft,
) -> Result<Transfer, Refused> {
    let partner_id = who.partner_id.as_str();
    let accounts = store::company_accounts(&mut cx.tx, partner_id).await?;
    let to = accounts
        .into_iter()
        .find(|account| account.partner_id == draft.to_partner_id && !account.is_own)
        .ok_or(ErrorCode::OtherCompany)?;
    if let Some(open) = store::find_open(&mut cx.tx, &who.partner_id, draft.kind).await? {
        return Err(not_now(open.status.as_str(), Some((open.submitted_by, open.submitted_at))));
    }
    match draft.kind {
        TransferKind::Rebinding if !store::is_bound(&mut cx.tx, partner_id).await? => {
            return Err(not_now("NOT_BOUND", None));
        }
        TransferKind::Incentives if transferable(&mut cx.tx, &who.partner_id, cx.now).await?.is_empty() => {
            return Err(not_now("NOTHING_TO_TRANSFER", None));
        }
        TransferKind::Rebinding | TransferKind::Incentives => {}
    }
    if draft.attachment_ids.len() > MAX_ATTACHMENTS {
        return Err(ErrorCode::TooMany.into());
    }
    let transfer_id: TransferId =
        format!("tf-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    attachments::attach(&mut cx.tx, who, &draft.attachment_ids, transfer_id.as_str()).await?;
    let transfer = Transfer {
        transfer_id,
        kind: draft.kind,
        from_partner_id: who.partner_id.clone(),
        from_name: who.partner_name.clone(),
        to_partner_id: to.partner_id,
        to_name: to.partner_name,
        reason: draft.reason.into(),
        attachments: Vec::new(),
        status: TransferStatus::Submitted,
        submitted_at: cx.now,
        submitted_by: who.name.clone(),
        decided_at: None,
        answer: None,
        items: Vec::new(),
        totals: Vec::new(),
        version: 1,
    };
    store::add(&mut cx.tx, &transfer).await?;
    let kind = WorkItemKind::DecideIncentiveTransfer;
    let item = WorkItem {
        transfer_id: Some(transfer.transfer_id.clone()),
        ..work_queue::asked(kind, &who.partner_id, &who.partner_name, transfer.reason.clone(), cx.now)?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    let detail = json!({ "kind": transfer.kind, "to": transfer.to_partner_id });
    cx.audit("incentive_transfer.request", transfer.transfer_id.to_string(), detail);
    Ok(complete(&mut cx.tx, transfer, true, cx.now).await?)
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: TransferQuery,
) -> Result<TransferPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (transfers, total_count) = store::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(TransferPage { transfers, total_count })
}

/// A request that this account made or that concerns it.
async fn concerning(
    conn: &mut AnyConnection,
    who: &Member,
    transfer_id: &TransferId,
) -> Result<Transfer, Refused> {
    let found = store::find_any(conn, transfer_id).await?;
    let concerns = |transfer: &Transfer| {
        transfer.from_partner_id == who.partner_id || transfer.to_partner_id == who.partner_id
    };
    found.filter(concerns).ok_or_else(|| ErrorCode::NotFound.into())
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (transfer_id,): (TransferId,),
    (): (),
) -> Result<Transfer, Refused> {
    let transfer = concerning(&mut cx.conn, who, &transfer_id).await?;
    let asked = transfer.from_partner_id == who.partner_id;
    Ok(complete(&mut cx.conn, transfer, asked, cx.now).await?)
}

/// The request as the operator sees it.
///
/// # Errors
/// `NotFound`.
pub async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (transfer_id,): (TransferId,),
    (): (),
) -> Result<Transfer, Refused> {
    let found = store::find_any(&mut cx.conn, &transfer_id).await?;
    Ok(complete(&mut cx.conn, found.ok_or(ErrorCode::NotFound)?, true, cx.now).await?)
}

pub(super) async fn bind(
    cx: &mut Change,
    who: &Member,
    (transfer_id,): (TransferId,),
    seen: TransferVersion,
) -> Result<Transfer, Refused> {
    let mut transfer = concerning(&mut cx.tx, who, &transfer_id).await?;
    if transfer.to_partner_id != who.partner_id {
        return Err(not_now(transfer.status.as_str(), None));
    }
    let status = transfer.status.after(transfer.kind, TransferEvent::Bind);
    transfer.status = status.map_err(|_| not_now(transfer.status.as_str(), None))?;
    transfer.version += 1;
    if !store::save(&mut cx.tx, &transfer, seen.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    store::set_bound(&mut cx.tx, who.partner_id.as_str(), true).await?;
    cx.audit("incentive_transfer.bind", transfer_id.to_string(), json!({ "status": transfer.status }));
    Ok(complete(&mut cx.tx, transfer, false, cx.now).await?)
}

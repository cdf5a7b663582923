//! What the vendor's operator decides, called by the work queue in the transaction of the answer.

use super::{handlers::transferable, store};
use crate::{
    book::{self, Account, Entry, EntryKind},
    http::change::Change,
    incentives::{
        self,
        money::{self, Pot},
    },
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
    secret::random_id,
};
use contract::{
    demo::Channel,
    ids::{IncentiveId, PartnerId, TransferId},
    incentive_transfers::{Transfer, TransferEvent, TransferKind, TransferStatus},
    incentives::Incentive,
    notifications::About as Page,
    problem::{ErrorCode, Problem},
};

/// Carries out an operator's decision; both accounts are told.
///
/// # Errors
/// `NotInThisState` when it was decided before.
pub async fn decided(
    cx: &mut Change,
    transfer_id: &TransferId,
    approved: bool,
    answer: &str,
) -> Result<(), Refused> {
    let found = store::find_any(&mut cx.tx, transfer_id).await?;
    let mut transfer = found.ok_or_else(|| Fault::new("a work item about a transfer that is not there"))?;
    let event = if approved { TransferEvent::Approve } else { TransferEvent::Reject };
    let status = transfer.status.after(transfer.kind, event).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(transfer.status.as_str().to_owned());
        problem
    })?;
    let seen = transfer.version;
    transfer = Transfer {
        status,
        decided_at: Some(cx.now),
        answer: Some(answer.to_owned()),
        version: seen + 1,
        ..transfer
    };
    if !store::save(&mut cx.tx, &transfer, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    match (transfer.kind, status) {
        (TransferKind::Incentives, TransferStatus::Approved) => {
            for incentive in transferable(&mut cx.tx, &transfer.from_partner_id, cx.now).await? {
                move_one(cx, &transfer, &incentive).await?;
            }
        }
        (TransferKind::Rebinding, TransferStatus::Approved) => {
            store::set_bound(&mut cx.tx, transfer.from_partner_id.as_str(), false).await?;
        }
        (TransferKind::Incentives | TransferKind::Rebinding, _) => {}
    }
    for partner_id in [&transfer.from_partner_id, &transfer.to_partner_id] {
        cx.send(notice(&transfer, partner_id)).await?;
    }
    Ok(())
}

/// What is open of an incentive leaves the one account, and comes to the other as an incentive of its own.
async fn move_one(cx: &mut Change, transfer: &Transfer, incentive: &Incentive) -> Result<(), Refused> {
    let (from, to) = (&transfer.from_partner_id, &transfer.to_partner_id);
    let (open, currency) = (incentive.open_amount, incentive.currency);
    let id = &transfer.transfer_id;
    store::add_item(&mut cx.tx, id, &incentive.incentive_id, open).await?;
    money::shift(&mut cx.tx, &incentive.incentive_id, (Pot::Open, Pot::Transferred), open).await?;
    let new_id: IncentiveId =
        format!("ib-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    let arrived = Incentive {
        incentive_id: new_id,
        amount: open,
        open_amount: open,
        expire_at: None,
        freeze: None,
        transferred_from: Some(from.clone()),
        version: 1,
        ..incentive.clone()
    };
    incentives::store::add(&mut cx.tx, to.as_str(), &arrived).await?;
    let out = format!("{id}.{}", incentive.incentive_id);
    let entry =
        |partner_id| Entry { partner_id, kind: EntryKind::IncentiveTransferred, about_id: &out, currency };
    let given = book::transfer(Account::IncentivePayable, Account::VendorExpense, open)?;
    let _once = book::post(&mut cx.tx, cx.now, entry(from.as_str()), &given).await?;
    let into = format!("{id}.{}", arrived.incentive_id);
    let taken = book::transfer(Account::VendorExpense, Account::IncentivePayable, open)?;
    let arrival = Entry { about_id: &into, ..entry(to.as_str()) };
    let _once = book::post(&mut cx.tx, cx.now, arrival, &taken).await?;
    Ok(())
}

fn notice(transfer: &Transfer, to: &PartnerId) -> Message {
    let (from_name, to_name) = (transfer.from_name.as_str(), transfer.to_name.as_str());
    let answer = transfer.answer.as_deref().unwrap_or_default();
    let (what_zh, what_en) = match transfer.kind {
        TransferKind::Incentives => ("激励转移", "transfer of incentives"),
        TransferKind::Rebinding => ("e+Partner 换绑", "rebinding of e+Partner"),
    };
    let approved = transfer.status == TransferStatus::Approved;
    let (result_zh, result_en) =
        if approved { ("已通过", "was approved") } else { ("未通过", "was rejected") };
    let is_new_owner = approved && transfer.kind == TransferKind::Rebinding && *to == transfer.to_partner_id;
    let (next_zh, next_en) = if is_new_owner {
        ("请在激励管理中申请绑定。", " Apply for the binding under Incentive Management.")
    } else {
        ("", "")
    };
    Message {
        kind: "INCENTIVE_TRANSFER_DECIDED",
        to: Recipient::Administrators(to.clone()),
        about: Some(About::one(Page::IncentiveTransfer, &transfer.transfer_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            format!("{what_zh}申请{result_zh}"),
            format!("从“{from_name}”到“{to_name}”的{what_zh}申请{result_zh}。答复：{answer}。{next_zh}"),
        ),
        en: Letter::new(
            format!("Your request {result_en}: {what_en}"),
            format!("The {what_en} from {from_name} to {to_name} {result_en}. Answer: {answer}.{next_en}"),
        ),
        secret: false,
    }
}

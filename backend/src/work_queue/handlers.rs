//! Raising an item, listing the queue, taking up, completing and declining; what an answer does is `effects`.

use super::{asked, effects, forwarding::may_answer, store};
use crate::{
    accounts_known, associations, customer_migrations,
    customers::store::{self as customers, scope::Visible},
    filings,
    http::change::{Change, Read},
    masking,
    outbox::{About, Letter, Message, Recipient},
    payouts,
    problem::Refused,
    session::principal::{Member, OperatorUser},
    statements,
    store::conditions::Page,
    withdrawals,
};
use contract::{
    demo::Channel,
    ids::{FilingId, WorkItemId},
    notifications::About as ShownOn,
    opportunity_desk::FieldNote,
    opportunity_form::FormField,
    problem::{ErrorCode, Problem},
    statements::Correction,
    text::Rule,
    work_queue::{
        FilingCase, KnownAccount, WorkItem, WorkItemAnswer, WorkItemDraft, WorkItemKind, WorkItemPage,
        WorkItemQuery, WorkItemStatus, WorkItemVersion,
    },
};
use serde_json::json;

pub(super) async fn list(
    cx: &mut Read,
    who: &OperatorUser,
    (): (),
    query: WorkItemQuery,
) -> Result<WorkItemPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let of = query.mine.then_some(&who.user_id);
    let (work_items, total_count) = store::page(&mut cx.conn, query.status, query.kind, of, page).await?;
    Ok(WorkItemPage { work_items, total_count })
}

pub(super) async fn raise(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: WorkItemDraft,
) -> Result<WorkItem, Refused> {
    match (draft.kind, &draft.customer_id) {
        (WorkItemKind::CloseSpecialContract, None) => {
            return Err(Refused::field("customer_id", Rule::Missing));
        }
        (WorkItemKind::UnfreezePartner, Some(_)) => {
            return Err(Refused::field("customer_id", Rule::Unexpected));
        }
        (WorkItemKind::CloseSpecialContract, Some(customer_id)) => {
            let visible = Visible::to(&mut cx.tx, who, cx.now).await?;
            customers::find(&mut cx.tx, &visible, customer_id).await?;
        }
        (WorkItemKind::UnfreezePartner, None) => {}
        // Every other kind is raised by what it is about.
        _ => return Err(Refused::field("kind", Rule::Unexpected)),
    }
    let about = draft.customer_id.as_ref().map_or("", |id| id.as_str());
    if let Some(open) = store::find_open(&mut cx.tx, who.partner_id.as_str(), draft.kind, about).await? {
        return Ok(open);
    }
    let item = WorkItem {
        customer_id: draft.customer_id,
        ..asked(draft.kind, &who.partner_id, &who.partner_name, draft.note.into(), cx.now)?
    };
    store::add(&mut cx.tx, &item).await?;
    cx.audit("work_item.raise", item.work_item_id.to_string(), json!({ "kind": item.kind }));
    Ok(item)
}

pub(super) async fn complete(
    cx: &mut Change,
    who: &OperatorUser,
    (work_item_id,): (WorkItemId,),
    answer: WorkItemAnswer,
) -> Result<WorkItem, Refused> {
    answer_with(cx, who, work_item_id, answer, true).await
}

pub(super) async fn decline(
    cx: &mut Change,
    who: &OperatorUser,
    (work_item_id,): (WorkItemId,),
    answer: WorkItemAnswer,
) -> Result<WorkItem, Refused> {
    answer_with(cx, who, work_item_id, answer, false).await
}

async fn answer_with(
    cx: &mut Change,
    who: &OperatorUser,
    work_item_id: WorkItemId,
    answer: WorkItemAnswer,
    done: bool,
) -> Result<WorkItem, Refused> {
    let (item, field_notes) = answered(cx, who, &work_item_id, answer, done).await?;
    effects::apply(cx, who, &item, done, field_notes).await?;
    tell_partner(cx, &item).await?;
    let action = if done { "work_item.complete" } else { "work_item.decline" };
    cx.audit(action, work_item_id.to_string(), json!({ "kind": item.kind, "by": who.name }));
    Ok(item)
}

/// Completes a dispute about a line of a statement, and gives the line its right amount.
pub(super) async fn correct(
    cx: &mut Change,
    who: &OperatorUser,
    (work_item_id,): (WorkItemId,),
    correction: Correction,
) -> Result<WorkItem, Refused> {
    let answer =
        WorkItemAnswer { version: correction.version, answer: correction.answer, field_notes: Vec::new() };
    let (item, _) = answered(cx, who, &work_item_id, answer, true).await?;
    if item.kind != WorkItemKind::AnswerStatementDispute {
        return Err(ErrorCode::NotInThisState.into());
    }
    statements::answered(cx, &item, statements::Outcome::Corrected(correction.amount)).await?;
    cx.audit(
        "work_item.correct",
        work_item_id.to_string(),
        json!({ "amount": correction.amount, "by": who.name }),
    );
    Ok(item)
}

/// Takes an item up: others see who works on it. Taking up what one has taken up changes nothing.
pub(super) async fn start(
    cx: &mut Change,
    who: &OperatorUser,
    (work_item_id,): (WorkItemId,),
    seen: WorkItemVersion,
) -> Result<WorkItem, Refused> {
    let mut item = store::find(&mut cx.tx, &work_item_id).await?.ok_or(ErrorCode::NotFound)?;
    if item.status != WorkItemStatus::Open || item.taken_by.is_some() {
        if item.taken_by.as_ref() == Some(&who.name) && item.status == WorkItemStatus::Open {
            return Ok(item);
        }
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, crate::problem::sentence(code));
        problem.current_status = Some(item.taken_by.unwrap_or_else(|| item.status.as_str().to_owned()));
        return Err(problem.into());
    }
    may_answer(who, &item)?;
    if !store::take(&mut cx.tx, &work_item_id, &who.name, seen.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    if let Some(migration_id) = &item.migration_id {
        customer_migrations::start(cx, migration_id).await?;
    }
    if let Some(payout_id) = &item.payout_id {
        payouts::taken_up(cx, item.kind, payout_id).await?;
    }
    if let Some(withdrawal_id) = &item.withdrawal_id {
        withdrawals::taken_up(cx, withdrawal_id).await?;
    }
    if let (WorkItemKind::CountersignStatement, Some(statement_id)) = (item.kind, &item.statement_id) {
        statements::taken_up(cx, statement_id, &who.name).await?;
    }
    item.taken_by = Some(who.name.clone());
    item.version += 1;
    cx.audit("work_item.start", work_item_id.to_string(), json!({ "kind": item.kind, "by": who.name }));
    Ok(item)
}

/// What the operator has to know to review a filing.
pub(super) async fn filing_case(
    cx: &mut Read,
    _who: &OperatorUser,
    (filing_id,): (FilingId,),
    (): (),
) -> Result<FilingCase, Refused> {
    let filing = filings::store::find_any(&mut cx.conn, &filing_id).await?.ok_or(ErrorCode::NotFound)?;
    let account = accounts_known::by_contact(&mut cx.conn, &filing.mobile_phone, &filing.email).await?;
    let partner = associations::store::standing(&mut cx.conn, &filing.partner_id).await?;
    Ok(FilingCase {
        partner_name: partner.name,
        filed_by: filing.manager,
        filed_at: filing.filed_at,
        status: filing.status,
        mobile_phone: masking::telephone(&filing.mobile_phone),
        email: masking::email(&filing.email),
        filing_id: filing.filing_id,
        customer_name: filing.customer_name,
        country_code: filing.country_code,
        industry: filing.industry,
        remark: filing.remark,
        review_reasons: filing.review_reasons,
        account: account.map(|account| KnownAccount {
            customer_id: account.customer_id,
            registered_at: account.registered_at,
            has_cash_spend: account.has_cash_spend,
            followed_by: account.followed_by,
            filed_by_vendor: account.filed_by_vendor,
        }),
    })
}

/// The item with its answer written, unless state, version or who answers speak against it; and the notes.
async fn answered(
    cx: &mut Change,
    who: &OperatorUser,
    work_item_id: &WorkItemId,
    answer: WorkItemAnswer,
    completed: bool,
) -> Result<(WorkItem, Vec<FieldNote>), Refused> {
    let found = store::find(&mut cx.tx, work_item_id).await?;
    let Some(mut item) = found else { return Err(ErrorCode::NotFound.into()) };
    let next = item.status.answered(completed).map_err(|code| {
        let mut problem = Problem::new(code, crate::problem::sentence(code));
        problem.current_status = Some(item.status.as_str().to_owned());
        problem
    })?;
    may_answer(who, &item)?;
    if item.version != answer.version {
        return Err(ErrorCode::Changed.into());
    }
    let mends = !completed && item.kind.is_about_opportunity();
    if !answer.field_notes.is_empty() && !mends {
        return Err(Refused::field("field_notes", Rule::Unexpected));
    }
    if answer.field_notes.len() > FormField::ALL.len() {
        return Err(ErrorCode::TooMany.into());
    }
    item.status = next;
    item.handled_at = Some(cx.now);
    item.answer = Some(answer.answer.into());
    item.version += 1;
    if !store::answer(&mut cx.tx, &item, answer.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    Ok((item, answer.field_notes))
}

async fn tell_partner(cx: &mut Change, item: &WorkItem) -> Result<(), Refused> {
    let (kind_zh, kind_en) = match item.kind {
        WorkItemKind::CloseSpecialContract => ("关闭特殊合同", "close a special contract"),
        WorkItemKind::UnfreezePartner => ("解冻伙伴账号", "unfreeze your partner account"),
        WorkItemKind::MigrateCustomers => ("客户迁移", "migrate customers"),
        // Whoever filed, shared, applied or submitted is told by the thing itself.
        _ => return Ok(()),
    };
    let (done_zh, done_en) = match item.status {
        WorkItemStatus::Declined => ("未通过", "was declined"),
        WorkItemStatus::Open | WorkItemStatus::Completed => ("已完成", "is done"),
    };
    let answer = item.answer.as_deref().unwrap_or_default();
    let about = item.customer_id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    cx.send(Message {
        kind: "WORK_ITEM_ANSWERED",
        to: Recipient::Administrators(item.partner_id.clone()),
        about: item.customer_id.as_ref().map(|id| About::one(ShownOn::Customer, id)),
        channels: vec![Channel::Sms, Channel::Email, Channel::InSite],
        zh: Letter::new(
            format!("您的申请{done_zh}：{kind_zh}"),
            format!("您的申请“{kind_zh}”{about}{done_zh}。答复：{answer}"),
        ),
        en: Letter::new(
            format!("Your request {done_en}: {kind_en}"),
            format!("Your request to {kind_en}{about} {done_en}. Answer: {answer}"),
        ),
        secret: false,
    })
    .await?;
    Ok(())
}

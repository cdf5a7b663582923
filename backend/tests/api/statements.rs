//! Statements of a procurement partner: rules H1–H12 of `docs/rules.md`.

mod random;

use crate::{
    attachments::sent,
    documents::pdf,
    world::{Actor, World, id},
};
use backend::jobs;
use contract::{
    deadlines::{DeadlineKind, DeadlineQuery, LIST as DEADLINES},
    ids::{AttachmentId, StatementId},
    invoices::{InvoiceKind, InvoiceNumber},
    money::{Amount, Currency, Money},
    problem::ErrorCode,
    statement_invoices::Invoice,
    statements::{
        CASE, CASE_EVIDENCE, CONFIRM, CORRECT, Confirmation, Confirmed, Correction, DISPUTE, DisputeDraft,
        DisputeStatus, EVIDENCE, HAND_IN_INVOICES, HandIn, LINES, LIST, LineQuery, SHOW, Statement,
        StatementDetail, StatementQuery, StatementStatus as Status, WITHDRAW_DISPUTE, totals,
    },
    text::{FeedbackText, Reason},
    work_queue::{
        COMPLETE, DECLINE, LIST as QUEUE, START, WorkItem, WorkItemAnswer, WorkItemKind as Kind,
        WorkItemQuery, WorkItemStatus, WorkItemVersion,
    },
};

/// Of the demo: new, disputed, with 45 lines, waits for its invoice.
const FRESH: &str = "st-100001";
const DISPUTED: &str = "st-100002";
const LONG: &str = "st-100003";
const TO_INVOICE: &str = "st-100109";

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

async fn pending(member: &Actor<'_>, offset: u32) -> Vec<Statement> {
    let query = StatementQuery {
        status_list: vec![Status::PendingConfirm],
        limit: Some(100),
        offset: Some(offset),
        ..StatementQuery::default()
    };
    member.fetch(&LIST, (), &query).await.ok().statements
}

async fn shown(member: &Actor<'_>, statement_id: &str) -> StatementDetail {
    member.fetch(&SHOW, (id(statement_id),), &()).await.ok()
}

fn confirmation(statements: &[Statement]) -> Confirmation {
    Confirmation {
        statement_ids: statements.iter().map(|statement| statement.statement_id.clone()).collect(),
        totals: totals(statements.iter().map(Statement::money)).unwrap(),
    }
}

async fn confirm(member: &Actor<'_>, statement_id: &str) -> Confirmed {
    let statement = shown(member, statement_id).await.statement;
    member.submit(&CONFIRM, (), &confirmation(&[statement])).await.ok()
}

/// The open item of this kind about a statement.
async fn open_item(operator: &Actor<'_>, kind: Kind, statement_id: &str) -> WorkItem {
    let query = WorkItemQuery {
        kind: Some(kind),
        status: Some(WorkItemStatus::Open),
        limit: Some(100),
        ..WorkItemQuery::default()
    };
    let items = operator.fetch(&QUEUE, (), &query).await.ok().work_items;
    let of = |item: &WorkItem| item.statement_id.as_ref().is_some_and(|id| id.as_str() == statement_id);
    items.into_iter().find(of).unwrap_or_else(|| panic!("no open {kind:?} about {statement_id}"))
}

async fn answer(operator: &Actor<'_>, kind: Kind, statement_id: &str, completes: bool) {
    let mut item = open_item(operator, kind, statement_id).await;
    if kind == Kind::CountersignStatement && item.taken_by.is_none() {
        let seen = WorkItemVersion { version: item.version };
        item = operator.submit(&START, (item.work_item_id,), &seen).await.ok();
    }
    let answer =
        WorkItemAnswer { version: item.version, answer: reason("已核对"), field_notes: Vec::new() };
    let endpoint = if completes { &COMPLETE } else { &DECLINE };
    operator.submit(endpoint, (item.work_item_id,), &answer).await.ok();
}

fn invoice(number: &str, sum: Amount) -> Invoice {
    Invoice {
        invoice_no: InvoiceNumber::try_from(number.to_owned()).unwrap(),
        invoice_type: InvoiceKind::SpecialVat,
        amount: sum,
        issued_on: "2026-11-20".parse().unwrap(),
    }
}

async fn owed(world: &World, currency: &str) -> i64 {
    let sql = "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM book_balances WHERE account = 'STATEMENT_PAYABLE' AND currency = $1";
    world.number(sql, currency).await
}

async fn entries(world: &World, statement_id: &str) -> Vec<String> {
    world.texts("SELECT kind FROM book_entries WHERE about_id = $1 ORDER BY kind", statement_id).await
}

#[tokio::test]
async fn a_procurement_partner_finds_its_statements_by_time_and_state() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let all = finance.fetch(&LIST, (), &StatementQuery::default()).await.ok();
    assert_eq!((all.total_count, all.statements.len()), (120, 10));
    assert_eq!(pending(&finance, 0).await.len(), 100);
    assert_eq!(pending(&finance, 100).await.len(), 5);
    let day = world.now().china_day();
    let query = StatementQuery {
        generated_begin: Some(day.plus_days(-1)),
        generated_end: Some(day.plus_days(-1)),
        limit: Some(100),
        ..StatementQuery::default()
    };
    let yesterday = finance.fetch(&LIST, (), &query).await.ok();
    assert_eq!(yesterday.total_count, 12);
    assert!(yesterday.statements.iter().all(|one| one.generated_at.china_day() == day.plus_days(-1)));
    for status in Status::ALL {
        let query = StatementQuery { status_list: vec![status], ..StatementQuery::default() };
        assert!(finance.fetch(&LIST, (), &query).await.ok().total_count > 0, "{status:?}");
    }
    // The sum of the lines is the statement.
    let page = |offset| LineQuery { offset: Some(offset), limit: Some(25) };
    let first = finance.fetch(&LINES, (id(LONG),), &page(0)).await.ok();
    let second = finance.fetch(&LINES, (id(LONG),), &page(25)).await.ok();
    assert_eq!((first.total_count, first.lines.len(), second.lines.len()), (45, 25, 20));
    let sum: i64 = first.lines.iter().chain(&second.lines).map(|line| line.amount.minor()).sum();
    assert_eq!(shown(&finance, LONG).await.statement.amount.minor(), sum);
}

#[tokio::test]
async fn only_procurement_partners_have_statements_and_of_them_administrators_and_finance() {
    let world = World::new().await;
    for (name, code) in [
        ("yunfan-admin", ErrorCode::ProgrammeNotJoined),
        ("yunfan-finance", ErrorCode::ProgrammeNotJoined),
        ("huashang-admin", ErrorCode::ProgrammeNotJoined),
        ("caizhi-operator", ErrorCode::AccessDenied),
        ("lantian", ErrorCode::AccessDenied),
        ("vendor-operator", ErrorCode::AccessDenied),
    ] {
        let actor = world.sign_in(name).await;
        let asked = Confirmation { statement_ids: vec![id(FRESH)], totals: Vec::new() };
        assert_eq!(actor.fetch(&LIST, (), &StatementQuery::default()).await.code(), code, "{name}");
        assert_eq!(actor.submit(&CONFIRM, (), &asked).await.code(), code, "{name}");
    }
    // What is another partner's is not there.
    world.change("UPDATE statements SET partner_id = 'p-yunfan' WHERE statement_id = $1", FRESH).await;
    let finance = world.sign_in("caizhi-finance").await;
    let foreign = finance.fetch(&SHOW, (id(FRESH),), &()).await;
    let missing = finance.fetch(&SHOW, (id("st-999999"),), &()).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
}

#[tokio::test]
async fn a_statement_is_confirmed_once_and_owed_once() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let before = owed(&world, "CNY").await;
    let statement = shown(&finance, FRESH).await.statement;
    let confirmed = confirm(&finance, FRESH).await;
    assert_eq!((confirmed.confirmed_ids.len(), confirmed.error_details.len()), (1, 0));
    assert_eq!(owed(&world, "CNY").await, before + statement.amount.minor());
    let after = shown(&finance, FRESH).await;
    assert_eq!(after.statement.status, Status::PendingCountersign);
    assert_eq!(after.steps.last().unwrap().by.as_deref(), Some("苏芮"));
    // Again, by the other member: told for this id, and nothing changes.
    let admin = world.sign_in("caizhi-admin").await;
    let again = confirm(&admin, FRESH).await;
    assert!(again.confirmed_ids.is_empty());
    assert_eq!(again.error_details[0].error_code, ErrorCode::NotInThisState);
    assert_eq!(again.error_details[0].current_status, Some(Status::PendingCountersign));
    assert_eq!(shown(&finance, FRESH).await, after);
    assert_eq!(entries(&world, FRESH).await, ["STATEMENT_CONFIRMED"]);
    let operator = world.sign_in("vendor-operator").await;
    let item = open_item(&operator, Kind::CountersignStatement, FRESH).await;
    assert_eq!(item.partner_name, "采智供应链（深圳）有限公司");
}

#[tokio::test]
async fn a_hundred_are_confirmed_at_once_and_a_hundred_and_one_are_not() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let mut all = pending(&finance, 0).await;
    all.extend(pending(&finance, 100).await);
    all.retain(|statement| statement.open_disputes == 0);
    assert!(all.len() > 101);
    let refused = finance.submit(&CONFIRM, (), &confirmation(&all[..101])).await.refused();
    assert_eq!((refused.error_code, refused.limit), (ErrorCode::TooMany, Some(100)));
    assert_eq!(shown(&finance, all[0].statement_id.as_str()).await.statement.status, Status::PendingConfirm);
    let confirmed = finance.submit(&CONFIRM, (), &confirmation(&all[..100])).await.ok();
    assert_eq!((confirmed.confirmed_ids.len(), confirmed.error_details.len()), (100, 0));
    let nobody = Confirmation { statement_ids: Vec::new(), totals: Vec::new() };
    assert_eq!(finance.submit(&CONFIRM, (), &nobody).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn each_of_several_has_its_own_result() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let (fresh, disputed) =
        (shown(&finance, FRESH).await.statement, shown(&finance, DISPUTED).await.statement);
    let done = shown(&finance, TO_INVOICE).await.statement;
    let mut asked = confirmation(&[fresh, disputed, done]);
    asked.statement_ids.insert(1, id("st-999999"));
    // Named twice is named once.
    asked.statement_ids.push(id(FRESH));
    let confirmed = finance.submit(&CONFIRM, (), &asked).await.ok();
    assert_eq!(confirmed.confirmed_ids, [id::<StatementId>(FRESH)]);
    let told: Vec<_> = confirmed.error_details.iter().map(|one| (one.id.as_str(), one.error_code)).collect();
    let expected = [
        ("st-999999", ErrorCode::NotFound),
        (DISPUTED, ErrorCode::DisputeOpen),
        (TO_INVOICE, ErrorCode::NotInThisState),
    ];
    assert_eq!(told, expected);
    assert_eq!(shown(&finance, DISPUTED).await.statement.status, Status::PendingConfirm);
}

#[tokio::test]
async fn currencies_are_never_added_up_and_no_other_sum_than_the_shown_one_is_confirmed() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let all = pending(&finance, 0).await;
    let of =
        |currency| all.iter().find(|one| one.currency == currency && one.open_disputes == 0).unwrap().clone();
    let (yuan, dollars) = (of(Currency::Cny), of(Currency::Usd));
    let mixed = confirmation(&[yuan.clone(), dollars.clone()]);
    assert_eq!(mixed.totals.len(), 2);
    let added = yuan.amount.plus(dollars.amount).unwrap();
    for wrong in [
        vec![Money { amount: added, currency: Currency::Cny }],
        vec![
            Money { amount: added, currency: Currency::Cny },
            Money { amount: Amount::ZERO, currency: Currency::Usd },
        ],
        mixed.totals[..1].to_vec(),
        Vec::new(),
    ] {
        let asked = Confirmation { totals: wrong, ..mixed.clone() };
        assert_eq!(finance.submit(&CONFIRM, (), &asked).await.code(), ErrorCode::Changed);
    }
    let three = r#"{"statement_ids":["st-100001"],"totals":[{"amount":"1.005","currency":"CNY"}]}"#;
    assert_eq!(finance.submit_text(&CONFIRM, (), three).await.code(), ErrorCode::InvalidParameter);
    let turned = Confirmation { totals: mixed.totals.iter().rev().copied().collect(), ..mixed };
    assert_eq!(finance.submit(&CONFIRM, (), &turned).await.ok().confirmed_ids.len(), 2);
    assert_eq!(entries(&world, dollars.statement_id.as_str()).await, ["STATEMENT_CONFIRMED"]);
}

async fn uploaded(member: &Actor<'_>) -> AttachmentId {
    sent(member, "验收单.pdf", &pdf(1)).await.ok().attachment.attachment_id
}

#[tokio::test]
async fn a_line_is_disputed_with_evidence_and_the_vendor_corrects_it() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let line = finance.fetch(&LINES, (id(FRESH),), &LineQuery::default()).await.ok().lines.remove(0);
    let evidence = uploaded(&finance).await;
    let draft = DisputeDraft {
        line_id: Some(line.line_id.clone()),
        text: FeedbackText::try_from("数量多计一件".to_owned()).unwrap(),
        attachment_ids: vec![evidence.clone()],
    };
    let before = shown(&finance, FRESH).await.statement;
    let disputed: StatementDetail = finance.submit(&DISPUTE, (id(FRESH),), &draft).await.ok();
    assert_eq!(disputed.statement.open_disputes, 1);
    assert_eq!(disputed.disputes[0].evidence[0].name, "验收单.pdf");
    assert_eq!(disputed.disputes[0].line.as_ref().unwrap().line_id, line.line_id);
    // One dispute about a line at a time, another about the whole.
    let again = DisputeDraft { attachment_ids: Vec::new(), ..draft.clone() };
    assert_eq!(finance.submit(&DISPUTE, (id(FRESH),), &again).await.code(), ErrorCode::DisputeOpen);
    let same_file = DisputeDraft { line_id: None, ..draft };
    assert_eq!(finance.submit(&DISPUTE, (id(FRESH),), &same_file).await.code(), ErrorCode::AttachmentRefused);
    // While it is open, nobody confirms.
    let refused = confirm(&finance, FRESH).await;
    assert_eq!(refused.error_details[0].error_code, ErrorCode::DisputeOpen);

    let operator = world.sign_in("vendor-operator").await;
    let item = open_item(&operator, Kind::AnswerStatementDispute, FRESH).await;
    assert_eq!(item.dispute_id, Some(disputed.disputes[0].dispute_id.clone()));
    for (who, endpoint) in [(&operator, &CASE_EVIDENCE), (&finance, &EVIDENCE)] {
        let file = endpoint.spec.path.replace("{attachment_id}", evidence.as_str());
        assert_eq!(who.browser.raw("GET", &file, &[], "").await.body.as_bytes(), pdf(1));
    }
    let case = operator.fetch(&CASE, (id(FRESH),), &()).await.ok();
    assert_eq!(case.detail, shown(&finance, FRESH).await);
    let right = line.amount.minus(amount("0.50")).unwrap();
    let correction = Correction { version: item.version, answer: reason("已更正"), amount: right };
    for wrong in ["-0.01", "-1"] {
        let wrong = Correction { amount: amount(wrong), ..correction.clone() };
        let refused = operator.submit(&CORRECT, (item.work_item_id.clone(),), &wrong).await.refused();
        assert_eq!(refused.fields[0].field, "amount");
    }
    let three = format!(r#"{{"version":{},"answer":"x","amount":"1.005"}}"#, item.version);
    let refused = operator.submit_text(&CORRECT, (item.work_item_id.clone(),), &three).await;
    assert_eq!(refused.code(), ErrorCode::InvalidParameter);
    operator.submit(&CORRECT, (item.work_item_id.clone(),), &correction).await.ok();
    let after = shown(&finance, FRESH).await;
    assert_eq!(after.disputes[0].status, DisputeStatus::Corrected);
    assert_eq!(after.disputes[0].answer.as_deref(), Some("已更正"));
    assert_eq!(after.statement.amount, before.amount.minus(amount("0.50")).unwrap());
    let line_now = after.disputes[0].line.clone().unwrap();
    assert_eq!((line_now.amount, line_now.amount_before), (right, Some(line.amount)));
    assert!(!world.messages("STATEMENT_DISPUTE_ANSWERED").await.is_empty());
    // Who still looks at the former sum does not confirm the new one unseen.
    assert_eq!(finance.submit(&CONFIRM, (), &confirmation(&[before])).await.code(), ErrorCode::Changed);
    assert_eq!(confirm(&finance, FRESH).await.confirmed_ids.len(), 1);
    let late = DisputeDraft {
        line_id: None,
        text: FeedbackText::try_from("x".to_owned()).unwrap(),
        attachment_ids: Vec::new(),
    };
    let late = finance.submit(&DISPUTE, (id(FRESH),), &late).await.refused();
    assert_eq!(late.current_status.as_deref(), Some("PENDING_COUNTERSIGN"));
}

#[tokio::test]
async fn a_dispute_is_taken_back_rejected_or_answered_and_then_the_statement_can_be_confirmed() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let whole = DisputeDraft {
        line_id: None,
        text: FeedbackText::try_from("账期有误".to_owned()).unwrap(),
        attachment_ids: Vec::new(),
    };
    let disputed: StatementDetail = finance.submit(&DISPUTE, (id(FRESH),), &whole).await.ok();
    let dispute_id = disputed.disputes[0].dispute_id.clone();
    let item = open_item(&operator, Kind::AnswerStatementDispute, FRESH).await;
    // A dispute about the whole has no line to correct.
    let correction = Correction { version: item.version, answer: reason("x"), amount: amount("1.00") };
    let refused = operator.submit(&CORRECT, (item.work_item_id.clone(),), &correction).await.refused();
    assert_eq!(refused.fields[0].field, "amount");
    let back: StatementDetail = finance.submit(&WITHDRAW_DISPUTE, (dispute_id.clone(),), &()).await.ok();
    assert_eq!((back.statement.open_disputes, back.disputes[0].status), (0, DisputeStatus::Withdrawn));
    let again = finance.submit(&WITHDRAW_DISPUTE, (dispute_id,), &()).await.refused();
    assert_eq!(again.current_status.as_deref(), Some("WITHDRAWN"));
    // Nobody can answer what was taken back.
    let late = WorkItemAnswer { version: item.version, answer: reason("x"), field_notes: Vec::new() };
    assert_eq!(
        operator.submit(&COMPLETE, (item.work_item_id,), &late).await.code(),
        ErrorCode::NotInThisState
    );
    for (completes, status) in [(false, DisputeStatus::Rejected), (true, DisputeStatus::Answered)] {
        finance.submit(&DISPUTE, (id(FRESH),), &whole).await.ok();
        answer(&operator, Kind::AnswerStatementDispute, FRESH, completes).await;
        let after = shown(&finance, FRESH).await;
        assert!(after.disputes.iter().any(|dispute| dispute.status == status));
        assert_eq!(after.statement.amount, disputed.statement.amount);
    }
    assert_eq!(confirm(&finance, FRESH).await.confirmed_ids.len(), 1);
}

#[tokio::test]
async fn a_confirmed_statement_goes_from_countersigning_to_payment_and_is_paid_once() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    confirm(&finance, FRESH).await;
    let item = open_item(&operator, Kind::CountersignStatement, FRESH).await;
    let early = WorkItemAnswer { version: item.version, answer: reason("x"), field_notes: Vec::new() };
    let early = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &early).await.refused();
    assert_eq!(early.current_status.as_deref(), Some("PENDING_COUNTERSIGN"));
    operator.submit(&START, (item.work_item_id,), &WorkItemVersion { version: 1 }).await.ok();
    assert_eq!(shown(&finance, FRESH).await.statement.status, Status::Countersigning);
    answer(&operator, Kind::CountersignStatement, FRESH, true).await;
    assert!(!world.messages("STATEMENT_INVOICE_PENDING").await.is_empty());

    let statement = shown(&finance, FRESH).await.statement;
    assert_eq!(statement.status, Status::InvoicePending);
    let hand_in = |invoices: Vec<Invoice>| HandIn { version: statement.version, invoices };
    let part = amount("0.01");
    let rest = statement.amount.minus(part).unwrap();
    let short =
        finance.submit(&HAND_IN_INVOICES, (id(FRESH),), &hand_in(vec![invoice("10000001", rest)])).await;
    assert_eq!(short.code(), ErrorCode::InvoiceSumDiffers);
    let used = hand_in(vec![invoice("26442000000000100114", statement.amount)]);
    let used = finance.submit(&HAND_IN_INVOICES, (id(FRESH),), &used).await.refused();
    assert_eq!(
        (used.error_code, used.fields[0].field.as_str()),
        (ErrorCode::InvoiceNumberUsed, "invoices[0].invoice_no")
    );
    let both = hand_in(vec![invoice("10000001", rest), invoice("10000002", part)]);
    let handed: StatementDetail = finance.submit(&HAND_IN_INVOICES, (id(FRESH),), &both).await.ok();
    assert_eq!((handed.statement.status, handed.invoices.len()), (Status::InvoiceReview, 2));
    // Two working days: Monday noon → the end of Wednesday.
    assert_eq!(handed.statement.promised_until, Some("2026-11-25T16:00:00Z".parse().unwrap()));
    assert_eq!(
        finance.submit(&HAND_IN_INVOICES, (id(FRESH),), &both).await.code(),
        ErrorCode::NotInThisState
    );

    // Sent back, and handed in again with the same numbers.
    answer(&operator, Kind::ReviewStatementInvoices, FRESH, false).await;
    let back = shown(&finance, FRESH).await;
    assert_eq!(back.steps.last().unwrap().note.as_deref(), Some("已核对"));
    assert!(!world.messages("STATEMENT_INVOICES_RETURNED").await.is_empty());
    let both = HandIn { version: back.statement.version, ..both };
    finance.submit(&HAND_IN_INVOICES, (id(FRESH),), &both).await.ok();
    for (kind, completes, status) in [
        (Kind::ReviewStatementInvoices, true, Status::PaymentReview),
        (Kind::ReviewStatementPayment, false, Status::InvoiceReview),
        (Kind::ReviewStatementInvoices, true, Status::PaymentReview),
        (Kind::ReviewStatementPayment, true, Status::Paying),
        (Kind::PayStatement, false, Status::PaymentReview),
        (Kind::ReviewStatementPayment, true, Status::Paying),
    ] {
        answer(&operator, kind, FRESH, completes).await;
        assert_eq!(shown(&finance, FRESH).await.statement.status, status);
    }
    let before = owed(&world, "CNY").await;
    let item = open_item(&operator, Kind::PayStatement, FRESH).await;
    let pay = WorkItemAnswer { version: item.version, answer: reason("已付款"), field_notes: Vec::new() };
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &pay).await.ok();
    assert_eq!(
        operator.submit(&COMPLETE, (item.work_item_id,), &pay).await.code(),
        ErrorCode::NotInThisState
    );
    assert_eq!(shown(&finance, FRESH).await.statement.status, Status::Done);
    assert_eq!(owed(&world, "CNY").await, before - statement.amount.minor());
    assert_eq!(entries(&world, FRESH).await, ["STATEMENT_CONFIRMED", "STATEMENT_PAID"]);
    assert!(!world.messages("STATEMENT_PAID").await.is_empty());
}

#[tokio::test]
async fn a_payment_application_that_fails_is_mended_or_countersigned_again() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    confirm(&finance, FRESH).await;
    for (kind, completes, status) in [
        (Kind::CountersignStatement, false, Status::CreateFailed),
        (Kind::MendStatementPayment, false, Status::PendingCountersign),
        (Kind::CountersignStatement, false, Status::CreateFailed),
        (Kind::MendStatementPayment, true, Status::InvoicePending),
    ] {
        answer(&operator, kind, FRESH, completes).await;
        assert_eq!(shown(&finance, FRESH).await.statement.status, status);
    }
    assert_eq!(entries(&world, FRESH).await, ["STATEMENT_CONFIRMED"]);
}

#[tokio::test]
async fn what_breaks_half_way_leaves_nothing_behind_and_the_same_call_then_does_it() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let statement = shown(&finance, FRESH).await.statement;
    let other = shown(&finance, LONG).await.statement;
    let asked = confirmation(&[statement, other]);
    let before = owed(&world, "CNY").await;
    for table in ["book_lines", "work_items", "statement_steps", "audit"] {
        let room = world.service.fill_disk_for(table).await;
        let answer = finance.submit_as(&CONFIRM, (), &asked, "key-half-way").await;
        assert_eq!(answer.status(), 500, "{table}");
        world.service.write(room).await;
        assert_eq!(owed(&world, "CNY").await, before, "{table}");
        assert_eq!(shown(&finance, FRESH).await.statement.status, Status::PendingConfirm, "{table}");
    }
    // The same key, as the app sends it again; and once more.
    for _ in 0..2 {
        let confirmed = finance.submit_as(&CONFIRM, (), &asked, "key-half-way").await.ok();
        assert_eq!(confirmed.confirmed_ids.len(), 2);
    }
    assert_eq!(entries(&world, FRESH).await, ["STATEMENT_CONFIRMED"]);
}

#[tokio::test]
async fn what_was_confirmed_is_found_by_the_next_process_and_what_was_not_is_not() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    confirm(&finance, FRESH).await;
    let store = world.service.found_by_the_next_process().await;
    let mut conn = store.read().await.unwrap();
    let sql = "SELECT status FROM statements WHERE statement_id IN ('st-100001', 'st-100003') ORDER BY statement_id";
    let found: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *conn).await.unwrap();
    assert_eq!(found, ["PENDING_COUNTERSIGN", "PENDING_CONFIRM"]);
    assert!(backend::book::check::flaws(&mut conn).await.unwrap().is_empty());
}

#[tokio::test]
async fn statements_come_about_on_the_third_and_are_announced_once() {
    let world = World::new().await;
    world.service.write("DELETE FROM jobs WHERE kind <> 'STATEMENTS_GENERATED'").await;
    world.pass_until("2026-12-03T00:59:59Z".parse().unwrap());
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0);
    world.service.pass(1);
    assert!(jobs::run_due(&world.service.app).await.unwrap() >= 1);
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0);
    let finance = world.sign_in("caizhi-finance").await;
    let query =
        StatementQuery { generated_begin: Some("2026-12-03".parse().unwrap()), ..StatementQuery::default() };
    let new = finance.fetch(&LIST, (), &query).await.ok().statements;
    // One for each purchase order.
    assert_eq!(new.len(), 2);
    assert!(
        new.iter().all(|one| one.period.to_string() == "2026-11" && one.status == Status::PendingConfirm)
    );
    assert_eq!(new[0].confirm_by, "2026-12-17T16:00:00Z".parse().unwrap());
    let told = world.messages("STATEMENT_GENERATED").await;
    // Two statements, administrator and finance, mail and in-site.
    assert_eq!(told.len(), 8, "{told:#?}");
    let mut lines = Vec::new();
    for one in &new {
        lines.extend(
            finance.fetch(&LINES, (one.statement_id.clone(),), &LineQuery::default()).await.ok().lines,
        );
    }
    assert_eq!(lines.len(), 4);
    let deadlines = finance
        .fetch(&DEADLINES, (), &DeadlineQuery { kinds: vec![DeadlineKind::StatementConfirmation] })
        .await
        .ok();
    let listed =
        |one: &Statement| deadlines.deadlines.iter().any(|due| due.about_id == one.statement_id.as_str());
    assert!(new.iter().all(listed));
    // Next month there is nothing to settle.
    world.pass_until("2027-01-03T01:00:00Z".parse().unwrap());
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(world.messages("STATEMENT_GENERATED").await.len(), 8);
}

#[tokio::test]
async fn the_inbox_shows_what_is_to_be_confirmed_and_nothing_happens_by_itself_afterwards() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let asked = DeadlineQuery { kinds: vec![DeadlineKind::StatementConfirmation] };
    let inbox = finance.fetch(&DEADLINES, (), &asked).await.ok();
    assert_eq!(inbox.deadlines.len(), 60);
    let first = inbox.deadlines[0].clone();
    confirm(&finance, &first.about_id).await;
    assert_eq!(finance.fetch(&DEADLINES, (), &asked).await.ok().deadlines.len(), 59);
    let operator = world.sign_in("caizhi-operator").await;
    assert!(operator.fetch(&DEADLINES, (), &asked).await.ok().deadlines.is_empty());
    let late = inbox.deadlines[1].clone();
    world.pass_until(late.due_at.plus_seconds(1));
    jobs::run_due(&world.service.app).await.unwrap();
    let finance = world.sign_in("caizhi-finance").await;
    let statement = shown(&finance, &late.about_id).await.statement;
    assert_eq!(statement.status, Status::PendingConfirm);
    assert!(!world.messages("STATEMENT_CONFIRM_SOON").await.is_empty());
    assert_eq!(confirm(&finance, &late.about_id).await.confirmed_ids.len(), 1);
}

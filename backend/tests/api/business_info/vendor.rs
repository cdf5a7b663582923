//! What the vendor decides: review, failure, unlocking; rules G5.10, G5.14, G5.15.

use super::{
    HUASHANG, answer, check, draft, entry, is_certified, kept, locked, new_account, open_item, shown,
    statement, text,
};
use crate::{
    attachments::uploaded,
    world::{World, id},
};
use contract::{
    business_info::{
        BankAccountChoice, BusinessInfoDraft, BusinessInfoTicket, CASE, Finding, NewBankAccount,
        RAISE_TICKET, SUBMIT, VERIFY,
    },
    business_info_status::{BusinessInfoStatus as Status, Checker, FailReason, TriesLeft},
    problem::ErrorCode,
    work_queue::{COMPLETE, DECLINE, WorkItemKind},
};

#[tokio::test]
async fn three_wrong_amounts_lock_and_only_a_ticket_unlocks_with_another_transfer() {
    let world = World::new().await;
    let (finance, info) = locked(&world).await;
    let amount = statement(&world).await;
    // Not even the right one, nor the form.
    let late = finance.submit(&VERIFY, (), &entry(info.version, amount)).await;
    assert_eq!(late.code(), ErrorCode::AmountLocked);
    let again = finance.submit(&SUBMIT, (), &kept(info.version)).await.refused();
    assert_eq!(
        (again.error_code, again.current_status.as_deref()),
        (ErrorCode::AmountLocked, Some("LOCKED"))
    );
    assert_eq!(world.messages("BUSINESS_INFO_LOCKED").await.len(), 3);

    let ticket =
        BusinessInfoTicket { version: info.version, note: text("银行回单看错了，请解锁") };
    let asked = finance.submit(&RAISE_TICKET, (), &ticket).await.ok();
    assert!(asked.ticket_open && asked.expected_by.is_some());
    // Asking twice is asking once.
    finance.submit(&RAISE_TICKET, (), &ticket).await.ok();
    let operator = world.sign_in("vendor-operator").await;
    let item = open_item(&operator, WorkItemKind::UnlockBusinessInfo).await;
    assert_eq!(item.due_at, asked.expected_by);
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "已核实，解锁")).await.ok();
    assert_eq!(world.messages("BUSINESS_INFO_UNLOCKED").await.len(), 3);
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::AwaitAmount { tries_left: TriesLeft::ALL });
    let amount = statement(&world).await;
    finance.submit(&VERIFY, (), &entry(info.version, amount)).await.ok();
    assert!(is_certified(&world).await);
}

#[tokio::test]
async fn a_ticket_that_is_declined_leaves_it_locked_and_may_be_raised_again() {
    let world = World::new().await;
    let (finance, info) = locked(&world).await;
    let ticket = BusinessInfoTicket { version: info.version, note: text("请解锁") };
    finance.submit(&RAISE_TICKET, (), &ticket).await.ok();
    let operator = world.sign_in("vendor-operator").await;
    let item = open_item(&operator, WorkItemKind::UnlockBusinessInfo).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "请补充说明")).await.ok();
    let info = shown(&finance).await;
    assert_eq!((info.status, info.ticket_open), (Status::Locked, false));
    assert_eq!(info.details.unwrap().answer.as_deref(), Some("请补充说明"));
    assert!(world.messages("BUSINESS_INFO_TICKET_DECLINED").await[0].contains("请补充说明"));
    let again = BusinessInfoTicket { version: info.version, note: text("补充：回单见附件") };
    assert!(finance.submit(&RAISE_TICKET, (), &again).await.ok().ticket_open);
}

#[tokio::test]
async fn what_the_machine_does_not_pass_goes_to_an_auditor_with_what_it_found() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let letter = uploaded(&finance).await;
    let renamed = "华上云智能科技股份有限公司";
    let account = BankAccountChoice::New(NewBankAccount {
        holder: text(renamed),
        bank_name: text("招商银行"),
        branch_name: text("上海张江支行"),
        // The account of 云帆.
        account_number: text("121912345610801"),
        letter_id: Some(letter),
    });
    let wanted = BusinessInfoDraft { company_name: text(renamed), ..draft(0, account) };
    finance.submit_with_code(&SUBMIT, (), &wanted).await.ok();
    check(&world).await;
    let finance = world.sign_in("huashang-finance").await;
    let info = shown(&finance).await;
    let audited = Status::AutoChecking { checked_by: Checker::Auditor, tries_left: TriesLeft::ALL };
    assert_eq!(info.status, audited);
    // Monday noon and one hour: five working days end with the next Monday.
    assert_eq!(info.expected_by, Some("2026-11-30T16:00:00Z".parse().unwrap()));

    let operator = world.sign_in("vendor-operator").await;
    let case = operator.fetch(&CASE, (id("p-huashang"),), &()).await.ok();
    assert_eq!(case.findings, [Finding::OtherCompanyName, Finding::AccountOfAnother]);
    assert_eq!((case.verified_name.as_str(), case.details.company_name.as_str()), (HUASHANG, renamed));
    let item = open_item(&operator, WorkItemKind::ReviewBusinessInfo).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "账户属于其他公司")).await.ok();
    let info = shown(&finance).await;
    let failed = Status::Failed { reason: FailReason::NotApproved, tries_left: TriesLeft::ALL };
    assert_eq!(info.status, failed);
    assert_eq!(info.details.unwrap().answer.as_deref(), Some("账户属于其他公司"));
    assert!(world.messages("BUSINESS_INFO_FAILED").await[0].contains("账户属于其他公司"));

    // The partner asks to look again; this time the auditor is convinced.
    let ticket = BusinessInfoTicket { version: info.version, note: text("账户已转至本公司名下") };
    finance.submit(&RAISE_TICKET, (), &ticket).await.ok();
    let item = open_item(&operator, WorkItemKind::ReviewBusinessInfo).await;
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "已核实")).await.ok();
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::AwaitAmount { tries_left: TriesLeft::ALL });
    finance.submit(&VERIFY, (), &entry(info.version, statement(&world).await)).await.ok();
    assert!(is_certified(&world).await);
}

#[tokio::test]
async fn a_transfer_that_comes_back_fails_it_and_the_form_can_be_sent_again() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let letter = uploaded(&finance).await;
    let closed = draft(0, new_account("622202020011220000", Some(letter)));
    finance.submit_with_code(&SUBMIT, (), &closed).await.ok();
    check(&world).await;
    let finance = world.sign_in("huashang-finance").await;
    let info = shown(&finance).await;
    let failed = Status::Failed { reason: FailReason::TransferReturned, tries_left: TriesLeft::ALL };
    assert_eq!(info.status, failed);
    assert_eq!(world.messages("BUSINESS_INFO_FAILED").await.len(), 3);
    // What was asked about before is settled by a new form.
    let ticket = BusinessInfoTicket { version: info.version, note: text("账户正常") };
    let asked = finance.submit(&RAISE_TICKET, (), &ticket).await.ok();
    let again = draft(asked.version, BankAccountChoice::Known);
    let info = finance.submit_with_code(&SUBMIT, (), &again).await.ok();
    assert_eq!((info.status.as_str(), info.ticket_open), ("AUTO_CHECKING", false));
    let open = "SELECT COUNT(*) FROM work_items WHERE partner_id = $1 AND kind LIKE '%BUSINESS_INFO' AND answered = 0";
    assert_eq!(world.number(open, "p-huashang").await, 0);
}

//! Certification of business information: rules G5 of `docs/rules.md`.

mod amounts;
mod form;
mod vendor;

use crate::{
    attachments::uploaded,
    world::{Actor, World},
};
use backend::{
    business_info::certified,
    jobs::{self, JobKind},
};
use contract::{
    business_info::{
        BankAccountChoice, BusinessInfo, BusinessInfoDraft, BusinessInfoTicket, CHECK_FROM_S, CHECK_WITHIN_S,
        FinanceContact, NewBankAccount, RAISE_TICKET, SHOW, SUBMIT, SigningEntity, TransferEntry, VERIFY,
    },
    business_info_status::{BusinessInfoStatus as Status, Checker, TriesLeft},
    ids::AttachmentId,
    money::{Amount, Currency},
    problem::ErrorCode,
    taxpayer::TaxpayerType,
    text::{Reason, Rule},
    work_queue::{LIST, WorkItem, WorkItemAnswer, WorkItemKind, WorkItemQuery, WorkItemStatus},
};

const HUASHANG: &str = "华上云渠道（北京）股份有限公司";
/// Valid by its last character.
const CREDIT_CODE: &str = "91110108MA01B2C3D0";
const MOBILE: &str = "13912345678";
const ACCOUNT: &str = "6222020200112233445";

fn text<T: TryFrom<String, Error = Rule>>(text: &str) -> T {
    T::try_from(text.to_owned()).unwrap()
}

fn new_account(number: &str, letter_id: Option<AttachmentId>) -> BankAccountChoice {
    BankAccountChoice::New(NewBankAccount {
        holder: text(HUASHANG),
        bank_name: text("中国工商银行"),
        branch_name: text("北京海淀支行"),
        account_number: text(number),
        letter_id,
    })
}

/// The form of 华上云, which is certified with the account that the supplier system holds.
fn draft(version: i64, bank_account: BankAccountChoice) -> BusinessInfoDraft {
    BusinessInfoDraft {
        version,
        company_name: text(HUASHANG),
        registration_number: text(CREDIT_CODE),
        signing_entity: SigningEntity::Mainland,
        taxpayer_type: TaxpayerType::General,
        finance_contact: Some(FinanceContact {
            name: text("曾琪"),
            mobile_phone: text(MOBILE),
            email: text("finance@huashang.example.com"),
        }),
        bank_account,
        settlement_currency: Currency::Cny,
        privacy_accepted: true,
    }
}

fn kept(version: i64) -> BusinessInfoDraft {
    BusinessInfoDraft { finance_contact: None, ..draft(version, BankAccountChoice::Keep) }
}

fn entry(version: i64, minor: i64) -> TransferEntry {
    TransferEntry { version, amount: Amount::from_minor(minor).unwrap() }
}

async fn shown(actor: &Actor<'_>) -> BusinessInfo {
    actor.fetch(&SHOW, (), &()).await.ok()
}

/// What the bank wrote, in hundredths.
async fn statement(world: &World) -> i64 {
    let message = world.service.newest_message(MOBILE).await;
    assert_eq!(message.kind, "BANK_STATEMENT");
    let amount = message.body.split("CNY ").nth(1).unwrap().split('，').next().unwrap();
    amount.parse::<Amount>().unwrap().minor()
}

/// Another amount that could have been transferred.
const fn wrong(minor: i64) -> i64 {
    if minor == 99 { 1 } else { minor + 1 }
}

async fn run_jobs(world: &World) {
    jobs::run_due(&world.service.app).await.unwrap();
}

async fn check(world: &World) {
    world.service.pass(CHECK_FROM_S);
    run_jobs(world).await;
}

/// 华上云 has submitted, and the machine has sent a transfer. Sign-ins outlive the hour.
async fn awaiting(world: &World) -> (Actor<'_>, BusinessInfo) {
    let finance = world.sign_in("huashang-finance").await;
    finance.submit_with_code(&SUBMIT, (), &draft(0, BankAccountChoice::Known)).await.ok();
    check(world).await;
    let finance = world.sign_in("huashang-finance").await;
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::AwaitAmount { tries_left: TriesLeft::ALL });
    (finance, info)
}

/// Three wrong amounts.
async fn locked(world: &World) -> (Actor<'_>, BusinessInfo) {
    let (finance, mut info) = awaiting(world).await;
    let amount = wrong(statement(world).await);
    for _ in 0..3 {
        finance.submit(&VERIFY, (), &entry(info.version, amount)).await.refused();
        info = shown(&finance).await;
    }
    assert_eq!(info.status, Status::Locked);
    (finance, info)
}

async fn open_item(operator: &Actor<'_>, kind: WorkItemKind) -> WorkItem {
    let query =
        WorkItemQuery { kind: Some(kind), status: Some(WorkItemStatus::Open), ..WorkItemQuery::default() };
    let mut items = operator.fetch(&LIST, (), &query).await.ok().work_items;
    assert_eq!(items.len(), 1, "{kind:?}");
    items.remove(0)
}

fn answer(item: &WorkItem, words: &str) -> WorkItemAnswer {
    WorkItemAnswer { version: item.version, answer: text::<Reason>(words), field_notes: Vec::new() }
}

async fn is_certified(world: &World) -> bool {
    let mut conn = world.service.app.store.read().await.unwrap();
    certified(&mut conn, "p-huashang").await.unwrap().is_some()
}

#[tokio::test]
async fn from_nothing_to_certified_with_one_wrong_amount_on_the_way() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let nothing = shown(&finance).await;
    assert_eq!((nothing.status, nothing.version), (Status::NotCertified, 0));
    let known = nothing.known.unwrap();
    assert_eq!(known.company_name, HUASHANG);
    assert_eq!(known.bank_account.unwrap().account_number, "**** 8801");

    let submitted = finance.submit_with_code(&SUBMIT, (), &draft(0, BankAccountChoice::Known)).await.ok();
    let checking = Status::AutoChecking { checked_by: Checker::Machine, tries_left: TriesLeft::ALL };
    assert_eq!(submitted.status, checking);
    assert_eq!(submitted.expected_by, Some(world.now().plus_seconds(CHECK_WITHIN_S)));
    assert_eq!(submitted.details.unwrap().tax_rate.basis_points(), 600);
    assert!(!is_certified(&world).await);

    check(&world).await;
    let finance = world.sign_in("huashang-finance").await;
    let amount = statement(&world).await;
    let info = shown(&finance).await;
    let refused = finance.submit(&VERIFY, (), &entry(info.version, wrong(amount))).await.refused();
    assert_eq!((refused.error_code, refused.remaining_tries), (ErrorCode::WrongAmount, Some(2)));
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::AwaitAmount { tries_left: TriesLeft::try_from(2).unwrap() });
    let done = finance.submit(&VERIFY, (), &entry(info.version, amount)).await.ok();
    assert_eq!((done.status, done.certified_at), (Status::Certified, Some(world.now())));
    let mut conn = world.service.app.store.read().await.unwrap();
    let payee = certified(&mut conn, "p-huashang").await.unwrap().unwrap();
    assert_eq!((payee.company_name.as_str(), payee.taxpayer_type), (HUASHANG, TaxpayerType::General));
    assert_eq!(payee.bank_account.account_number, "**** 8801");
    drop(conn);
    // One administrator, each notice by mail and in-site, what needs somebody by text message too.
    for (kind, count) in
        [("BUSINESS_INFO_SUBMITTED", 2), ("BUSINESS_INFO_TRANSFER_SENT", 3), ("BUSINESS_INFO_CERTIFIED", 3)]
    {
        assert_eq!(world.messages(kind).await.len(), count, "{kind}");
    }
}

#[tokio::test]
async fn what_is_under_check_is_neither_edited_nor_verified_and_the_check_happens_once() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let info = finance.submit_with_code(&SUBMIT, (), &draft(0, BankAccountChoice::Known)).await.ok();
    let edit = finance.submit(&SUBMIT, (), &kept(info.version)).await.refused();
    assert_eq!(edit.error_code, ErrorCode::NotInThisState);
    assert_eq!(edit.current_status.as_deref(), Some("AUTO_CHECKING"));
    let early = finance.submit(&VERIFY, (), &entry(info.version, 42)).await;
    assert_eq!(early.code(), ErrorCode::NotInThisState);
    let ticket = BusinessInfoTicket { version: info.version, note: text("快一点") };
    assert_eq!(finance.submit(&RAISE_TICKET, (), &ticket).await.code(), ErrorCode::NotInThisState);
    // Not before its time.
    world.service.pass(CHECK_FROM_S - 1);
    run_jobs(&world).await;
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 0);
    world.service.pass(1);
    run_jobs(&world).await;
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 2, "by text message and mail");
    // A second job for the same check finds nothing to do.
    let mut tx = world.service.app.store.write().await.unwrap();
    jobs::schedule(&mut tx, JobKind::BusinessInfoCheck, "p-huashang", world.now()).await.unwrap();
    tx.commit().await.unwrap();
    run_jobs(&world).await;
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 2);
}

#[tokio::test]
async fn a_crash_between_check_and_transfer_leaves_neither_and_the_job_does_both_later() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    finance.submit_with_code(&SUBMIT, (), &draft(0, BankAccountChoice::Known)).await.ok();
    let room = world.service.fill_disk_for("outbox").await;
    check(&world).await;
    let finance = world.sign_in("huashang-finance").await;
    assert_eq!(shown(&finance).await.status.as_str(), "AUTO_CHECKING");
    world.service.write(room).await;
    world.service.pass(60);
    run_jobs(&world).await;
    assert_eq!(shown(&finance).await.status.as_str(), "AWAIT_AMOUNT");
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 2);
}

#[tokio::test]
async fn administrators_and_finance_manage_it_whatever_the_identity_and_others_are_told_whom_to_ask() {
    let world = World::new().await;
    for member in ["yunfan-wang", "yunfan-director", "yunfan-operator", "caizhi-operator"] {
        let actor = world.sign_in(member).await;
        let info = shown(&actor).await;
        assert_eq!(info.status, Status::Certified, "{member}");
        assert!(info.details.is_none() && info.known.is_none() && !info.managers.is_empty(), "{member}");
        let refused = actor.submit(&SUBMIT, (), &kept(info.version)).await;
        assert_eq!(refused.status(), 403, "{member}");
        assert_eq!(actor.submit(&VERIFY, (), &entry(1, 42)).await.status(), 403, "{member}");
    }
    for member in ["yunfan-admin", "yunfan-finance", "caizhi-finance", "lingxi-admin", "nimbus-finance"] {
        let actor = world.sign_in(member).await;
        let info = shown(&actor).await;
        assert!(info.details.is_some() && info.known.is_some(), "{member}");
    }
    let yunfan = shown(&world.sign_in("yunfan-wang").await).await;
    assert_eq!(yunfan.managers, ["林岚", "许诺", "钱敏", "陆晨"]);
}

#[tokio::test]
async fn neither_number_nor_contact_nor_amount_lies_open_in_the_database() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let letter = uploaded(&finance).await;
    let wanted = draft(0, new_account(ACCOUNT, Some(letter)));
    let answer = finance.submit_with_code(&SUBMIT, (), &wanted).await;
    for secret in [ACCOUNT, MOBILE, "finance@huashang"] {
        assert!(!answer.body().contains(secret), "{secret}");
    }
    check(&world).await;
    let amount = Amount::from_minor(statement(&world).await).unwrap();
    let bytes = String::from_utf8_lossy(&world.service.bytes().await).into_owned();
    let paid = format!("CNY {amount}");
    assert!(!bytes.contains(ACCOUNT) && !bytes.contains(paid.as_str()));
    let sealed = world
        .texts("SELECT contact || account FROM business_infos WHERE partner_id = $1", "p-huashang")
        .await;
    assert!(!sealed[0].contains(MOBILE) && !sealed[0].contains(ACCOUNT));
}

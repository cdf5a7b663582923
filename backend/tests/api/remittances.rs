//! Paying in by bank transfer: rule N4 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use contract::{
    funds::OVERVIEW,
    ids::PayerId,
    money::Amount,
    problem::ErrorCode,
    remittances::{
        ACCOUNT, ACTIVATE, ADD_PAYER, CASE, CLAIM, ClaimDraft, ClaimQuery, ClaimStatus, END_PAYER, LIST,
        MAX_PAYERS, PayerDraft, RemittanceClaim,
    },
    text::{BankReference, CompanyName, Reason},
    work_queue::{COMPLETE, DECLINE, LIST as QUEUE, WorkItem, WorkItemAnswer, WorkItemKind, WorkItemQuery},
};

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount).unwrap()
}

async fn cash(actor: &Actor<'_>) -> i64 {
    actor.fetch(&OVERVIEW, (), &()).await.ok().cash.minor()
}

fn draft(world: &World, reference: &str) -> ClaimDraft {
    ClaimDraft {
        amount: minor(5_000),
        payer_id: None,
        bank_reference: BankReference::try_from(reference.to_owned()).unwrap(),
        remitted_on: world.now().china_day(),
    }
}

fn payer(name: &str) -> PayerDraft {
    PayerDraft { name: CompanyName::try_from(name.to_owned()).unwrap() }
}

async fn claims_in_review(operator: &Actor<'_>) -> Vec<WorkItem> {
    let query = WorkItemQuery { kind: Some(WorkItemKind::ReviewRemittance), ..WorkItemQuery::default() };
    operator.fetch(&QUEUE, (), &query).await.ok().work_items
}

fn answer(item: &WorkItem) -> WorkItemAnswer {
    let answer = Reason::try_from("已核对流水".to_owned()).unwrap();
    WorkItemAnswer { version: item.version, answer, field_notes: Vec::new() }
}

async fn newest(actor: &Actor<'_>) -> RemittanceClaim {
    actor.fetch(&LIST, (), &ClaimQuery::default()).await.ok().claims.remove(0)
}

#[tokio::test]
async fn the_account_opens_with_a_code_even_where_codes_are_off_and_only_once() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    assert!(finance.fetch(&ACCOUNT, (), &()).await.ok().account.is_none());
    let early = finance.submit(&CLAIM, (), &draft(&world, "R-1")).await.refused();
    assert_eq!(
        (early.error_code, early.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("NOT_ACTIVATED"))
    );
    assert_eq!(finance.submit(&ACTIVATE, (), &()).await.code(), ErrorCode::CodeNeeded);
    let opened = finance.submit_with_code(&ACTIVATE, (), &()).await.ok().account.unwrap();
    assert_eq!(opened.account_number.len(), 19);
    let again = finance.submit(&ACTIVATE, (), &()).await.ok().account.unwrap();
    assert_eq!(again, opened);
}

#[tokio::test]
async fn a_claim_is_credited_when_the_vendor_has_found_the_transfer() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = cash(&finance).await;
    let claim = finance.submit(&CLAIM, (), &draft(&world, "R-1")).await.ok();
    assert_eq!(claim.payer_name, "云帆数智科技（上海）有限公司");
    assert_eq!(cash(&finance).await, before);
    let item = claims_in_review(&operator).await.remove(0);
    assert_eq!(operator.fetch(&CASE, (item.claim_id.clone().unwrap(),), &()).await.ok(), claim);
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!(cash(&finance).await, before + 5_000);
    let kept = newest(&finance).await;
    assert_eq!((kept.status, kept.answer.as_deref()), (ClaimStatus::Approved, Some("已核对流水")));
    assert_eq!(world.messages("REMITTANCE_REVIEWED").await.len(), 2);
    // The same transfer is not claimed again, nor under another name of the reference.
    let twice = finance.submit(&CLAIM, (), &draft(&world, " R-1 ")).await;
    assert_eq!((twice.status(), twice.code()), (409, ErrorCode::AlreadyClaimed));
}

#[tokio::test]
async fn a_rejected_claim_books_nothing_and_can_be_made_again() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let before = cash(&finance).await;
    finance.submit(&CLAIM, (), &draft(&world, "R-1")).await.ok();
    let item = claims_in_review(&operator).await.remove(0);
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item)).await.ok();
    assert_eq!((newest(&finance).await.status, cash(&finance).await), (ClaimStatus::Rejected, before));
    finance.submit(&CLAIM, (), &draft(&world, "R-1")).await.ok();
}

#[tokio::test]
async fn one_transfer_is_credited_once_whoever_claims_it() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let yunfan = world.sign_in("yunfan-finance").await;
    let huashang = world.sign_in("huashang-finance").await;
    huashang.submit_with_code(&ACTIVATE, (), &()).await.ok();
    for actor in [&yunfan, &huashang] {
        actor.submit(&CLAIM, (), &draft(&world, "R-1")).await.ok();
    }
    let before = cash(&huashang).await;
    let items = claims_in_review(&operator).await;
    let of = |partner: &str| items.iter().find(|item| item.partner_id.as_str() == partner).unwrap();
    let (first, second) = (of("p-yunfan"), of("p-huashang"));
    operator.submit(&COMPLETE, (first.work_item_id.clone(),), &answer(first)).await.ok();
    let refused = operator.submit(&COMPLETE, (second.work_item_id.clone(),), &answer(second)).await;
    assert_eq!(refused.code(), ErrorCode::AlreadyClaimed);
    assert_eq!(cash(&huashang).await, before);
}

#[tokio::test]
async fn of_two_members_who_claim_the_same_transfer_one_is_told() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let admin = world.sign_in("yunfan-admin").await;
    let draft = draft(&world, "R-1");
    let (first, second) = tokio::join!(finance.submit(&CLAIM, (), &draft), admin.submit(&CLAIM, (), &draft));
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn who_pays_is_the_company_or_one_of_five_proxies_and_an_ended_one_pays_no_longer() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let planted = finance.fetch(&ACCOUNT, (), &()).await.ok().payers;
    let active = |payers: &[contract::remittances::ProxyPayer]| {
        payers.iter().filter(|payer| payer.ended_at.is_none()).count()
    };
    assert_eq!(active(&planted), 1);
    for number in 2..=MAX_PAYERS {
        let name = format!("代付公司{number}");
        let payers = finance.submit(&ADD_PAYER, (), &payer(&name)).await.ok().payers;
        assert_eq!(u32::try_from(active(&payers)), Ok(number));
    }
    // Known already, in whatever brackets: nothing is added.
    for known in ["代付公司2", "云帆数智科技(上海)有限公司"] {
        let payers = finance.submit(&ADD_PAYER, (), &payer(known)).await.ok().payers;
        assert_eq!(u32::try_from(active(&payers)), Ok(MAX_PAYERS), "{known}");
    }
    let sixth = finance.submit(&ADD_PAYER, (), &payer("代付公司6")).await.refused();
    assert_eq!((sixth.error_code, sixth.limit), (ErrorCode::QuantityLimit, Some(MAX_PAYERS)));

    let payer_id: PayerId = id("py-100001");
    let by_proxy = ClaimDraft { payer_id: Some(payer_id.clone()), ..draft(&world, "R-1") };
    let claim = finance.submit(&CLAIM, (), &by_proxy).await.ok();
    assert_eq!(claim.payer_name, "云帆投资控股（上海）有限公司");
    for _ in 0..2 {
        finance.submit(&END_PAYER, (payer_id.clone(),), &()).await.ok();
    }
    let late = ClaimDraft { payer_id: Some(payer_id), ..draft(&world, "R-2") };
    let refused = finance.submit(&CLAIM, (), &late).await.refused();
    assert_eq!(refused.current_status.as_deref(), Some("ENDED"));
    finance.submit(&ADD_PAYER, (), &payer("代付公司6")).await.ok();
}

#[tokio::test]
async fn a_claim_has_an_amount_and_a_day_that_has_been() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let today = world.now().china_day();
    for remitted_on in [today.plus_days(1), today.plus_days(-366)] {
        let wrong = ClaimDraft { remitted_on, ..draft(&world, "R-1") };
        assert_eq!(finance.submit(&CLAIM, (), &wrong).await.refused().fields[0].field, "remitted_on");
    }
    for amount in ["0", "-0.01", "1.001"] {
        let body = format!(r#"{{"amount":{amount},"bank_reference":"R-1","remitted_on":"{today}"}}"#);
        let refused = finance.submit_text(&CLAIM, (), &body).await.refused();
        assert_eq!(refused.fields[0].field, "amount", "{amount}");
    }
}

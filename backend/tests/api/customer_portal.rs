//! The customer's own side: its account, what it can end and order, its requests.

use crate::world::{World, id};
use contract::{
    associations::{Action, Approval, REJECT, Rejection, RequestStatus, Withdrawal},
    check::CheckItem,
    customer_portal::{
        APPROVE, CHECK, END_HOLDING, MY_ACCOUNT, MY_PARTNER, MyCheckQuery, MyRequestDraft, OrderDraft,
        PLACE_ORDER, RECORDS, REQUEST, WITHDRAW,
    },
    customers::HoldingKind,
    money::Amount,
    problem::ErrorCode,
    text::{Label, Reason},
};

fn reason() -> Reason {
    Reason::try_from("合作结束".to_owned()).unwrap()
}

const ENDING: MyCheckQuery = MyCheckQuery { action: Action::Disassociate };

#[tokio::test]
async fn a_customer_sees_its_partner_its_money_and_what_it_holds() {
    let world = World::new().await;
    let customer = world.sign_in("haichuan").await;
    let partner = customer.fetch(&MY_PARTNER, (), &()).await.ok();
    assert_eq!(partner.association.unwrap().partner_name, "云帆数智科技（上海）有限公司");
    assert!(partner.open_request.is_none());
    let account = customer.fetch(&MY_ACCOUNT, (), &()).await.ok();
    assert_eq!(account.balance.amount.minor(), 1_234_567);
    assert_eq!(account.vouchers.len(), 3);
    let asked = world.sign_in("qingfeng").await;
    let open = asked.fetch(&MY_PARTNER, (), &()).await.ok().open_request.unwrap();
    assert_eq!((open.request_id.as_str(), open.status), ("r-c-100015-1", RequestStatus::PendingCustomer));
}

#[tokio::test]
async fn ending_what_stands_in_the_way_makes_the_check_pass() {
    let world = World::new().await;
    for (account, holding) in [("xinghe", "h-c-100008-0"), ("yuliu", "h-c-100007-0")] {
        let customer = world.sign_in(account).await;
        assert!(!customer.fetch(&CHECK, (), &ENDING).await.ok().passed, "{account}");
        customer.submit(&END_HOLDING, (id(holding),), &()).await.ok();
        assert!(customer.fetch(&CHECK, (), &ENDING).await.ok().passed, "{account}");
        let twice = customer.submit(&END_HOLDING, (id(holding),), &()).await.refused();
        assert_eq!(
            (twice.error_code, twice.current_status.as_deref()),
            (ErrorCode::NotInThisState, Some("ENDED"))
        );
    }
}

#[tokio::test]
async fn a_reserved_instance_ends_by_itself_after_its_last_day() {
    let world = World::new().await;
    let customer = world.sign_in("yuliu").await;
    let account = customer.fetch(&MY_ACCOUNT, (), &()).await.ok();
    let last_day = account.holdings[0].valid_until.unwrap();
    world.pass_until(last_day.plus_days(1).china_midnight().plus_seconds(-1));
    let customer = world.sign_in("yuliu").await;
    let report = customer.fetch(&CHECK, (), &ENDING).await.ok();
    assert!(report.check_items.iter().any(|r| r.item == CheckItem::ReservedInstance && !r.passed));
    world.service.pass(1);
    assert!(customer.fetch(&CHECK, (), &ENDING).await.ok().passed);
}

#[tokio::test]
async fn neither_a_special_contract_nor_a_foreign_holding_can_be_ended() {
    let world = World::new().await;
    world.change("UPDATE holdings SET customer_id = 'c-100001' WHERE holding_id = $1", "h-c-100011-0").await;
    let customer = world.sign_in("lantian").await;
    let contract = customer.submit(&END_HOLDING, (id("h-c-100011-0"),), &()).await.refused();
    assert_eq!(
        (contract.error_code, contract.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("IN_FORCE"))
    );
    let foreign = customer.submit(&END_HOLDING, (id("h-c-100008-0"),), &()).await;
    let missing = customer.submit(&END_HOLDING, (id("h-missing"),), &()).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
}

#[tokio::test]
async fn an_order_for_the_partner_has_a_name_and_a_price() {
    let world = World::new().await;
    let customer = world.sign_in("lantian").await;
    let order = |price: i64| OrderDraft {
        title: Label::try_from("<i>云主机</i>".to_owned()).unwrap(),
        price: Amount::from_minor(price).unwrap(),
    };
    for price in [0, -1] {
        assert_eq!(customer.submit(&PLACE_ORDER, (), &order(price)).await.refused().fields[0].field, "price");
    }
    let placed = customer.submit(&PLACE_ORDER, (), &order(1)).await.ok();
    assert_eq!(placed.kind, HoldingKind::PartnerPayOrder);
    let account = customer.fetch(&MY_ACCOUNT, (), &()).await.ok();
    assert_eq!(account.holdings, [placed]);
}

#[tokio::test]
async fn asking_and_answering_always_need_a_code_even_where_the_partner_has_none() {
    let world = World::new().await;
    // 华上云 has codes switched off.
    let customer = world.sign_in("huatai").await;
    let ask = MyRequestDraft { reason: reason(), notes_accepted: true };
    assert_eq!(customer.submit(&REQUEST, (), &ask).await.code(), ErrorCode::CodeNeeded);
    let unread = MyRequestDraft { notes_accepted: false, ..ask.clone() };
    assert_eq!(customer.submit(&REQUEST, (), &unread).await.code(), ErrorCode::NotesNotAccepted);
    let request = customer.submit_with_code(&REQUEST, (), &ask).await.ok();
    // The administrator is told, the customer's name masked.
    let messages = world.messages("ASSOCIATION_REQUESTED").await;
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|message| message.contains("北京****公司") && !message.contains("华泰")));
    assert_eq!(
        customer.submit(&REQUEST, (), &ask).await.refused().request_id,
        Some(request.request_id.clone())
    );

    let admin = world.sign_in("huashang-admin").await;
    let rejection = Rejection { version: 1, opinion: reason() };
    let rejected = admin.submit(&REJECT, (request.request_id.clone(),), &rejection).await.ok();
    assert_eq!((rejected.status, rejected.handler.as_deref()), (RequestStatus::Rejected, Some("方正")));
    let late = customer.submit(&WITHDRAW, (request.request_id,), &Withdrawal { version: 2 }).await.refused();
    assert_eq!(late.current_status.as_deref(), Some("REJECTED"));

    let asked = world.sign_in("qingfeng").await;
    let approval = Approval { version: 1, notes_accepted: true };
    assert_eq!(asked.submit(&APPROVE, (id("r-c-100015-1"),), &approval).await.code(), ErrorCode::CodeNeeded);
    assert!(asked.fetch(&MY_PARTNER, (), &()).await.ok().association.is_some());
}

#[tokio::test]
async fn a_customer_reaches_only_its_own_requests() {
    let world = World::new().await;
    let customer = world.sign_in("lantian").await;
    let approval = Approval { version: 1, notes_accepted: true };
    let foreign = customer.submit(&APPROVE, (id("r-c-100015-1"),), &approval).await;
    let missing = customer.submit(&APPROVE, (id("r-missing"),), &approval).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
    let log = customer.fetch(&RECORDS, (), &()).await.ok().requests;
    assert!(log.iter().all(|record| record.customer_id.as_str() == "c-100001") && !log.is_empty());
    let member = world.sign_in("yunfan-admin").await;
    assert_eq!(member.fetch(&MY_ACCOUNT, (), &()).await.status(), 403);
}

//! What speaks against an association, and consent.

use super::{
    PHONE, associate, association, check, free_customer, history, look_up, offline, offline_of, online,
    register, registration, send, sql,
};
use crate::world::{Actor, World};
use contract::{
    associations::AssociationType,
    invitations::InvitationStatus,
    joining::{ASSOCIATE, AssociateDraft, REGISTER, RegisterDraft, Token},
    joining_rules::{JoinRefusal, NEW_ACCOUNT_S},
    problem::ErrorCode,
};
use std::collections::HashSet;

/// Lets one thing speak against the free customer, looks, and takes it away again.
async fn refused_for(
    world: &World,
    customer: &Actor<'_>,
    token: &Token,
    on: &'static str,
    off: &'static str,
) -> Vec<JoinRefusal> {
    sql(world, on).await;
    let told = check(customer, token).await.refusals;
    let problem = customer.submit(&ASSOCIATE, (), &association(token)).await.refused();
    assert_eq!(problem.error_code, ErrorCode::MayNotAssociate, "{on}");
    assert_eq!(problem.join_refusals, told, "{on}");
    sql(world, off).await;
    told
}

#[tokio::test]
async fn everything_that_speaks_against_it_is_told_and_stands_in_the_history() {
    use JoinRefusal as R;
    let world = World::new().await;
    let token = offline_of(&world, "yunfan-wang", AssociationType::Consignment).await;
    let customer = free_customer(&world).await;
    macro_rules! standing {
        ($column:literal, $on:literal, $off:literal) => {
            (
                concat!(
                    "UPDATE account_standing SET ",
                    $column,
                    " = ",
                    $on,
                    " WHERE customer_id = 'c-100001'"
                ),
                concat!(
                    "UPDATE account_standing SET ",
                    $column,
                    " = ",
                    $off,
                    " WHERE customer_id = 'c-100001'"
                ),
            )
        };
    }
    macro_rules! holds {
        ($kind:literal) => {
            (
                concat!("INSERT INTO holdings (holding_id, customer_id, kind, title, currency) VALUES ('h-test', 'c-100001', '", $kind, "', 'x', 'CNY')"),
                "DELETE FROM holdings WHERE holding_id = 'h-test'",
            )
        };
    }
    let cases: Vec<((&str, &str), JoinRefusal)> = vec![
        (standing!("site", "'intl'", "'cn'"), R::OtherSite),
        (
            ("UPDATE customers SET partner_id = 'p-yunfan' WHERE customer_id = 'c-100001'",
             "UPDATE customers SET partner_id = NULL WHERE customer_id = 'c-100001'"),
            R::AlreadyYours,
        ),
        (
            ("UPDATE customers SET partner_id = 'p-huashang' WHERE customer_id = 'c-100001'",
             "UPDATE customers SET partner_id = NULL WHERE customer_id = 'c-100001'"),
            R::AssociatedElsewhere,
        ),
        (holds!("SPECIAL_CONTRACT"), R::VendorContract),
        (
            ("INSERT INTO filings (filing_id, partner_id, manager_user_id, customer_name, mobile_phone, email, country_code, status, filed_at, expire_at)
              SELECT 'f-test', 'p-huashang', 'u-huashang-sun', 'x', telephone, 'a@b.example', 'CN', 'FILED', 0, 9999999999 FROM customers WHERE customer_id = 'c-100001'",
             "DELETE FROM filings WHERE filing_id = 'f-test'"),
            R::FiledByAnotherPartner,
        ),
        (standing!("registered_at", "0", "9999999999"), R::RegisteredTooLongAgo),
        (standing!("has_cash_spend", "1", "0"), R::HasCashSpend),
        (
            ("UPDATE customers SET debt = 100 WHERE customer_id = 'c-100001'",
             "UPDATE customers SET debt = 0 WHERE customer_id = 'c-100001'"),
            R::UnsettledBill,
        ),
        (standing!("trusteeship", "1", "0"), R::TrusteeshipAccount),
        (holds!("RESERVED_INSTANCE"), R::ReservedInstance),
        (holds!("MASTER_ACCOUNT"), R::EnterpriseSub),
        (holds!("MEMBER_ACCOUNT"), R::MasterWithSubs),
        (standing!("stored_value_card", "1", "0"), R::StoredValueCard),
        (standing!("gift_balance", "1", "0"), R::GiftBalance),
        (
            ("UPDATE partners SET frozen = 1 WHERE partner_id = 'p-yunfan'",
             "UPDATE partners SET frozen = 0 WHERE partner_id = 'p-yunfan'"),
            R::PartnerRestricted,
        ),
    ];
    let mut told: HashSet<JoinRefusal> = HashSet::new();
    for ((on, off), refusal) in cases {
        let refusals = refused_for(&world, &customer, &token, on, off).await;
        assert_eq!(refusals, [refusal], "{on}");
        let newest = history(&world, "yunfan-wang").await.remove(0);
        assert_eq!((newest.status, newest.fail_cause), (InvitationStatus::Failed, Some(refusal)));
        assert!(!newest.customer_name.contains("蓝天"), "masked: {}", newest.customer_name);
        told.insert(refusal);
        world.service.pass(1);
    }
    // With a partner's own account, and with an online invitation for another number.
    let member = world.sign_in("huashang-admin").await;
    assert_eq!(check(&member, &token).await.refusals, [R::IsPartner]);
    assert_eq!(member.submit(&ASSOCIATE, (), &association(&token)).await.code(), ErrorCode::AccessDenied);
    told.insert(R::IsPartner);
    let online = online(&world).await;
    let customer = world.sign_in("lantian").await;
    assert_eq!(check(&customer, &online).await.refusals, [R::OtherPhone]);
    told.insert(R::OtherPhone);
    // The backend that is too busy answers 503 and writes nothing.
    told.insert(R::Busy);
    assert_eq!(told, JoinRefusal::ALL.into_iter().collect());
    // Nothing is left in the way: a refused try leaves the link working.
    associate(&customer, &token).await.ok();
}

#[tokio::test]
async fn what_matters_only_when_the_partner_settles_stops_no_referral() {
    let world = World::new().await;
    let token = offline(&world).await;
    let customer = free_customer(&world).await;
    sql(
        &world,
        "UPDATE account_standing SET gift_balance = 1, stored_value_card = 1 WHERE customer_id = 'c-100001'",
    )
    .await;
    assert_eq!(check(&customer, &token).await.refusals, []);
}

#[tokio::test]
async fn seven_days_are_seven_days_and_a_filing_lifts_the_limit() {
    let world = World::new().await;
    let token = offline(&world).await;
    let customer = free_customer(&world).await;
    world.service.pass(NEW_ACCOUNT_S - 86_400);
    let customer = {
        drop(customer);
        world.sign_in("lantian").await
    };
    assert_eq!(check(&customer, &token).await.refusals, []);
    world.service.pass(1);
    assert_eq!(check(&customer, &token).await.refusals, [JoinRefusal::RegisteredTooLongAgo]);
    sql(
        &world,
        "INSERT INTO filings (filing_id, partner_id, manager_user_id, customer_name, mobile_phone, email, country_code, status, filed_at)
         SELECT 'f-test', 'p-yunfan', 'u-yunfan-wang', 'x', telephone, 'a@b.example', 'CN', 'EXPIRED', 0 FROM customers WHERE customer_id = 'c-100001'",
    )
    .await;
    assert_eq!(check(&customer, &token).await.refusals, [], "a filing that was in force once counts");
    sql(&world, "UPDATE filings SET status = 'REJECTED' WHERE filing_id = 'f-test'").await;
    assert_eq!(check(&customer, &token).await.refusals, [JoinRefusal::RegisteredTooLongAgo]);
}

#[tokio::test]
async fn the_notes_of_consignment_are_read_and_the_terms_always() {
    let world = World::new().await;
    let consignment = offline_of(&world, "yunfan-wang", AssociationType::Consignment).await;
    let referral = offline(&world).await;
    assert!(look_up(&world, &consignment).await.offer.unwrap().notes_needed);
    let customer = free_customer(&world).await;
    send(&world.anybody(), &consignment, PHONE).await.ok();
    let code = world.service.newest_code().await;
    for (token, notes_accepted, terms_accepted) in
        [(&consignment, false, true), (&consignment, true, false), (&referral, true, false)]
    {
        let draft = AssociateDraft { token: token.clone(), notes_accepted, terms_accepted };
        assert_eq!(customer.submit(&ASSOCIATE, (), &draft).await.code(), ErrorCode::NotesNotAccepted);
        let draft = RegisterDraft { notes_accepted, terms_accepted, ..registration(token, PHONE, &code) };
        assert_eq!(world.anybody().submit(&REGISTER, (), &draft).await.code(), ErrorCode::NotesNotAccepted);
    }
    let draft = AssociateDraft { token: referral, notes_accepted: false, terms_accepted: true };
    assert_eq!(customer.submit(&ASSOCIATE, (), &draft).await.code(), ErrorCode::CodeNeeded);
}

#[tokio::test]
async fn an_online_invitation_is_for_the_filed_number() {
    let world = World::new().await;
    let token = online(&world).await;
    let refused = send(&world.anybody(), &token, "13611112223").await.refused();
    assert_eq!(
        (refused.error_code, refused.join_refusals),
        (ErrorCode::MayNotAssociate, vec![JoinRefusal::OtherPhone])
    );
    let entry = history(&world, "yunfan-wang").await.remove(0);
    assert_eq!((entry.status, entry.fail_cause), (InvitationStatus::Failed, Some(JoinRefusal::OtherPhone)));
    register(&world, &token, PHONE).await.ok();
}

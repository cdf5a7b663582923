//! Joining by an invitation: rules D4 of `docs/rules.md`, from the link to the notification.
//!
//! Long because a noun has one file, and each of its rules a test.

use crate::{
    harness::{Service, new_key},
    jobs::draft,
    verification::wrong,
    world::{Actor, Answer, World},
};
use backend::{config::Config, jobs};
use contract::{
    associations::AssociationType,
    contact::MobilePhone,
    customer_portal::MY_PARTNER,
    customers::{CustomerQuery, LIST as CUSTOMERS},
    filings::{self, FILE, FilingQuery, FilingStatus},
    ids::FilingId,
    invitation_links::{CREATE, DISABLE, LinkDraft, LinkKind, LinkVersion, USES_PER_DAY},
    invitations::{
        HISTORY, INVITE, Invitation, InvitationDraft, InvitationKind, InvitationQuery, InvitationStatus,
        InvitationVersion, Invited, LINK_VALID_S, RESEND, REVOKE,
    },
    joining::{
        ASSOCIATE, AccountName, AssociateDraft, CHECK, Invite, JoinCheck, JoinCodeDraft, JoinCodeSent,
        Joined, LOOK_UP, LinkState, NewPassword, REGISTER, RegisterDraft, SEND_CODE, Token, TokenQuery,
    },
    joining_rules::{JoinRefusal, NEW_ACCOUNT_S},
    problem::{ErrorCode, Problem},
    session::{Language, ME, Me, Principal},
    text::{CustomerName, Label},
    verification::{CODE_LIFETIME_S, MAX_SENDS, RESEND_AFTER_S},
};
use std::collections::HashSet;

const PHONE: &str = "13611112222";
const PASSWORD: &str = "a long pass phrase";

fn phone(text: &str) -> MobilePhone {
    MobilePhone::try_from(text.to_owned()).unwrap()
}

fn invitation(filing_id: FilingId) -> InvitationDraft {
    InvitationDraft {
        filing_ids: vec![filing_id],
        association_type: AssociationType::Referral,
        language: Language::ZhCn,
    }
}

fn token(url: &str) -> Token {
    Token::new(url.split_once("#t=").unwrap().1.to_owned())
}

fn query(token: &Token) -> TokenQuery {
    TokenQuery { token: token.clone() }
}

async fn look_up(world: &World, token: &Token) -> Invite {
    world.anybody().fetch(&LOOK_UP, (), &query(token)).await.ok()
}

async fn file(member: &Actor<'_>, mobile_phone: &str) -> FilingId {
    let filing = member.submit(&FILE, (), &draft(mobile_phone)).await.ok();
    assert_eq!(filing.status, FilingStatus::Filed);
    filing.filing_id
}

async fn invite_to(member: &Actor<'_>, mobile_phone: &str, association_type: AssociationType) -> Invited {
    let filing_id = file(member, mobile_phone).await;
    let draft = InvitationDraft { association_type, ..invitation(filing_id) };
    let mut batch = member.submit(&INVITE, (), &draft).await.ok();
    assert_eq!(batch.error_details.len(), 0);
    batch.invitations.remove(0)
}

/// A one-time link for [`PHONE`], made by an account manager.
async fn online(world: &World) -> Token {
    let manager = world.sign_in("yunfan-wang").await;
    token(&invite_to(&manager, PHONE, AssociationType::Referral).await.url)
}

async fn offline_of(world: &World, account_name: &str, association_type: AssociationType) -> Token {
    let member = world.sign_in(account_name).await;
    let draft = LinkDraft {
        kind: LinkKind::Custom,
        tag: Some(Label::try_from("2026 云上大会".to_owned()).unwrap()),
        association_type,
    };
    token(&member.submit(&CREATE, (), &draft).await.ok().url)
}

async fn offline(world: &World) -> Token {
    offline_of(world, "yunfan-wang", AssociationType::Referral).await
}

async fn send(visitor: &Actor<'_>, token: &Token, mobile_phone: &str) -> Answer<JoinCodeSent> {
    let draft = JoinCodeDraft { token: token.clone(), mobile_phone: phone(mobile_phone) };
    visitor.submit(&SEND_CODE, (), &draft).await
}

fn registration(token: &Token, mobile_phone: &str, code: &str) -> RegisterDraft {
    RegisterDraft {
        token: token.clone(),
        mobile_phone: phone(mobile_phone),
        verification_code: code.to_owned(),
        account_name: AccountName::try_from(format!("hw_{}", mobile_phone.replace('+', ""))).unwrap(),
        password: NewPassword::try_from(PASSWORD.to_owned()).unwrap(),
        customer_name: Some(CustomerName::try_from("晨曦软件".to_owned()).unwrap()),
        email: None,
        notes_accepted: true,
        terms_accepted: true,
    }
}

async fn register(world: &World, token: &Token, mobile_phone: &str) -> Answer<Joined> {
    let visitor = world.anybody();
    send(&visitor, token, mobile_phone).await.ok();
    let code = world.service.newest_code().await;
    visitor.submit(&REGISTER, (), &registration(token, mobile_phone, &code)).await
}

fn association(token: &Token) -> AssociateDraft {
    AssociateDraft { token: token.clone(), notes_accepted: true, terms_accepted: true }
}

async fn associate(customer: &Actor<'_>, token: &Token) -> Answer<Joined> {
    customer.submit_with_code(&ASSOCIATE, (), &association(token)).await
}

async fn check(customer: &Actor<'_>, token: &Token) -> JoinCheck {
    customer.fetch(&CHECK, (), &query(token)).await.ok()
}

#[track_caller]
fn assert_dead(problem: &Problem, state: LinkState) {
    assert_eq!((problem.error_code, problem.link_state), (ErrorCode::LinkDead, Some(state)));
}

async fn history(world: &World, account_name: &str) -> Vec<Invitation> {
    let member = world.sign_in(account_name).await;
    member.fetch(&HISTORY, (), &InvitationQuery::default()).await.ok().invitations
}

/// 杭州蓝天: an ordinary account with nothing in the way, here nobody's customer and opened yesterday.
async fn free_customer(world: &World) -> Actor<'_> {
    let service = &world.service;
    service
        .write("UPDATE customers SET partner_id = NULL, label = NULL WHERE customer_id = 'c-100001'")
        .await;
    service
        .write(
            "UPDATE account_standing SET has_cash_spend = 0, cloud_open = 0 WHERE customer_id = 'c-100001'",
        )
        .await;
    let yesterday = world.now().seconds() - 86_400;
    let sql = "UPDATE account_standing SET registered_at = CAST($1 AS BIGINT) WHERE customer_id = 'c-100001'";
    world.change(sql, &yesterday.to_string()).await;
    world.sign_in("lantian").await
}

async fn sql(world: &World, sql: &'static str) {
    world.service.write(sql).await;
}

async fn messages(service: &Service, kind: &str) -> Vec<String> {
    let mut conn = service.app.store.read().await.unwrap();
    sqlx::query_scalar("SELECT channel || ' ' || recipient || ': ' || body FROM outbox WHERE kind = $1 ORDER BY channel, recipient")
        .bind(kind)
        .fetch_all(&mut *conn)
        .await
        .unwrap()
}

#[tokio::test]
async fn from_the_link_to_the_notification() {
    let world = World::new().await;
    let token = online(&world).await;
    let invite = look_up(&world, &token).await;
    assert_eq!(invite.link_state, LinkState::Valid);
    let offer = invite.offer.unwrap();
    assert_eq!(offer.partner_name, "云帆数智科技（上海）有限公司");
    assert_eq!(offer.inviter, "王宁");
    assert_eq!((offer.kind, offer.association_type), (InvitationKind::Online, AssociationType::Referral));
    assert_eq!(offer.mobile_masked.as_deref(), Some("136****2222"));
    assert_eq!(offer.expire_at, Some(world.now().plus_seconds(LINK_VALID_S)));
    assert!(!offer.notes_needed);

    let visitor = world.anybody();
    let sent = send(&visitor, &token, "+86 136 1111-2222").await.ok();
    assert_eq!(
        (sent.receiver.as_str(), sent.resend_after_seconds, sent.expires_in_seconds),
        ("136****2222", 60, 600)
    );
    let code = world.service.newest_code().await;
    let joined = visitor.submit(&REGISTER, (), &registration(&token, PHONE, &code)).await.ok();
    assert_eq!(joined.partner_name, offer.partner_name);
    assert_eq!((joined.account_name.as_str(), joined.associated_on), ("hw_13611112222", world.now()));

    // Signed in, and the partner's.
    let me: Me = visitor.fetch(&ME, (), &()).await.ok();
    assert_eq!(me.principal, Principal::Customer { customer_id: joined.customer_id.clone() });
    let mine = visitor.fetch(&MY_PARTNER, (), &()).await.ok().association.unwrap();
    assert_eq!(mine.partner_name, offer.partner_name);
    let manager = world.sign_in("yunfan-wang").await;
    let query =
        CustomerQuery { customer_id: Some(joined.customer_id.to_string()), ..CustomerQuery::default() };
    let row = manager.fetch(&CUSTOMERS, (), &query).await.ok().customer_infos.remove(0);
    assert_eq!((row.association_type, row.label), (AssociationType::Referral, None));
    assert_eq!(row.account_managers[0].account_name, "yunfan-wang");

    // Filing and invitation have come to their end; so has the time in which they could.
    let filings = manager.fetch(&filings::LIST, (), &FilingQuery::default()).await.ok().filings;
    let filing = filings.iter().find(|filing| filing.mobile_phone == "136****2222").unwrap();
    assert_eq!(filing.status, FilingStatus::Associated);
    let entry = history(&world, "yunfan-wang").await.remove(0);
    assert_eq!((entry.status, entry.associated_at), (InvitationStatus::Associated, Some(world.now())));
    let open = "SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND about_id = $1";
    assert_eq!(world.number(open, filing.filing_id.as_str()).await, 0);
    assert_eq!(world.number(open, entry.invitation_id.as_str()).await, 0);

    // Both sides are told; the inviter reads no full name.
    let to_customer = messages(&world.service, "ASSOCIATED").await;
    assert_eq!(to_customer.len(), 1, "no mail without an address: {to_customer:?}");
    assert!(to_customer[0].starts_with("SMS 13611112222: ") && to_customer[0].contains("云帆数智"));
    let to_inviter = messages(&world.service, "CUSTOMER_ASSOCIATED").await;
    assert_eq!(
        to_inviter.iter().map(|text| text.split(' ').next().unwrap()).collect::<Vec<_>>(),
        ["EMAIL", "IN_SITE"]
    );
    assert!(to_inviter.iter().all(|text| !text.contains("晨曦软件") && !text.contains(PHONE)));
    // And can sign in again.
    world.anybody().browser.sign_in("hw_13611112222", PASSWORD).await.ok::<Me>();
}

#[tokio::test]
async fn an_account_that_is_there_signs_in_and_associates_with_a_code() {
    let world = World::new().await;
    let token = offline_of(&world, "yunfan-wang", AssociationType::Consignment).await;
    let customer = free_customer(&world).await;
    assert_eq!(check(&customer, &token).await, JoinCheck { refusals: vec![], opens_cloud: true });
    let challenge = customer.submit(&ASSOCIATE, (), &association(&token)).await.refused();
    assert_eq!(challenge.error_code, ErrorCode::CodeNeeded);
    assert_eq!(challenge.challenge.unwrap().receivers.len(), 1, "by text message only");
    let joined = associate(&customer, &token).await.ok();
    assert_eq!(
        (joined.customer_id.as_str(), joined.association_type),
        ("c-100001", AssociationType::Consignment)
    );
    assert!(!check_after(&customer, &token).await.opens_cloud);
    assert_eq!(
        world.texts("SELECT label FROM customers WHERE customer_id = $1", "c-100001").await,
        ["2026 云上大会"]
    );
    assert_eq!(
        world.texts("SELECT manager_user_id FROM customers WHERE customer_id = $1", "c-100001").await,
        ["u-yunfan-wang"]
    );
    let record =
        "SELECT event || ' ' || status || ' ' || type_after FROM association_records WHERE customer_id = $1
         ORDER BY applied_at DESC LIMIT 1";
    assert_eq!(world.texts(record, "c-100001").await, ["BIND APPROVED 2"]);
    let entry = history(&world, "yunfan-wang").await.remove(0);
    assert_eq!((entry.kind, entry.status), (InvitationKind::Offline, InvitationStatus::Associated));
    assert_eq!(entry.tag.as_deref(), Some("2026 云上大会"));
    assert_eq!(messages(&world.service, "ASSOCIATED").await.len(), 2, "text message and mail");
}

/// Once associated, the link says so.
async fn check_after(customer: &Actor<'_>, token: &Token) -> JoinCheck {
    let after = check(customer, token).await;
    assert!(after.refusals.contains(&JoinRefusal::AlreadyYours));
    after
}

#[tokio::test]
async fn only_an_account_managers_link_gives_it_the_customer() {
    let world = World::new().await;
    for (member, phone, manager) in [
        ("yunfan-wang", "13622220001", Some("u-yunfan-wang")),
        ("yunfan-director", "13622220002", Some("u-yunfan-director")),
        ("yunfan-admin", "13622220003", None),
    ] {
        let token = offline_of(&world, member, AssociationType::Referral).await;
        let joined = register(&world, &token, phone).await.ok();
        let sql = "SELECT COALESCE(manager_user_id, '') FROM customers WHERE customer_id = $1";
        assert_eq!(world.texts(sql, joined.customer_id.as_str()).await, [manager.unwrap_or_default()]);
    }
}

#[tokio::test]
async fn a_link_that_does_not_work_says_why_and_lets_nobody_in() {
    let world = World::new().await;
    let manager = world.sign_in("yunfan-wang").await;
    let link = async |phone: &str| invite_to(&manager, phone, AssociationType::Referral).await;
    let used = token(&link("13633330001").await.url);
    register(&world, &used, "13633330001").await.ok();
    let revoked = link("13633330002").await;
    manager.submit(&REVOKE, (revoked.invitation_id.clone(),), &InvitationVersion { version: 1 }).await.ok();
    let replaced = link("13633330003").await;
    let newer = manager.submit(&RESEND, (replaced.invitation_id.clone(),), &()).await.ok();
    let disabled = manager
        .submit(
            &CREATE,
            (),
            &LinkDraft { kind: LinkKind::Generic, tag: None, association_type: AssociationType::Referral },
        )
        .await
        .ok();
    manager.submit(&DISABLE, (disabled.link_id,), &LinkVersion { version: disabled.version }).await.ok();
    let whole = token(&newer.url);
    let cut = Token::new(whole.secret()[..whole.secret().len() - 1].to_owned());
    let mut forged = whole.secret().to_owned();
    forged.replace_range(0..1, if forged.starts_with('A') { "B" } else { "A" });
    let offline = offline(&world).await;
    let mut bent = offline.secret().to_owned();
    bent.replace_range(0..1, if bent.starts_with('A') { "B" } else { "A" });

    let customer = free_customer(&world).await;
    for (token, state) in [
        (used, LinkState::Used),
        (token(&revoked.url), LinkState::Revoked),
        (token(&replaced.url), LinkState::Replaced),
        (token(&disabled.url), LinkState::Revoked),
        (cut, LinkState::Unknown),
        (Token::new(forged), LinkState::Unknown),
        (Token::new(bent), LinkState::Unknown),
        (Token::new(offline.secret()[..20].to_owned()), LinkState::Unknown),
        (Token::new(String::new()), LinkState::Unknown),
        (Token::new("💥' OR 1=1 --".to_owned()), LinkState::Unknown),
    ] {
        let invite = look_up(&world, &token).await;
        assert_eq!(invite.link_state, state);
        assert_eq!(invite.offer.is_none(), state == LinkState::Unknown);
        let visitor = world.anybody();
        assert_dead(&send(&visitor, &token, PHONE).await.refused(), state);
        assert_dead(
            &visitor.submit(&REGISTER, (), &registration(&token, PHONE, "123456")).await.refused(),
            state,
        );
        assert_dead(&customer.fetch(&CHECK, (), &query(&token)).await.refused(), state);
        assert_dead(&customer.submit(&ASSOCIATE, (), &association(&token)).await.refused(), state);
    }
    assert_eq!(look_up(&world, &whole).await.link_state, LinkState::Valid);
    world.service.pass(LINK_VALID_S);
    assert_eq!(look_up(&world, &whole).await.link_state, LinkState::Expired);
    assert_eq!(look_up(&world, &offline).await.link_state, LinkState::Valid, "offline links never expire");
}

#[tokio::test]
async fn a_link_ends_after_seven_days_without_any_browser() {
    let world = World::new().await;
    let token = online(&world).await;
    world.service.pass(LINK_VALID_S - 1);
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(look_up(&world, &token).await.link_state, LinkState::Valid);
    world.service.pass(1);
    assert_eq!(
        look_up(&world, &token).await.link_state,
        LinkState::Expired,
        "the clock decides, not the job"
    );
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(look_up(&world, &token).await.link_state, LinkState::Expired);
    assert_eq!(history(&world, "yunfan-wang").await[0].status, InvitationStatus::LinkExpired);
}

#[tokio::test]
async fn an_offline_link_has_a_limit_per_day() {
    let world = World::new().await;
    let token = offline(&world).await;
    // Forty-nine customers came already.
    assert_eq!(USES_PER_DAY, 50);
    let day = world.now().china_day().to_string();
    world.change("UPDATE invitation_links SET uses_on_day = 49, used_on = $1", &day).await;
    register(&world, &token, "13644440001").await.ok();
    assert_eq!(look_up(&world, &token).await.link_state, LinkState::Exhausted);
    assert_dead(&send(&world.anybody(), &token, "13644440002").await.refused(), LinkState::Exhausted);
    world.pass_until(world.now().china_day().plus_days(1).china_midnight());
    assert_eq!(look_up(&world, &token).await.link_state, LinkState::Valid);
    register(&world, &token, "13644440002").await.ok();
}

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
async fn a_link_outlives_the_filing_unless_another_partner_has_filed() {
    let world = World::new().await;
    let token = online(&world).await;
    sql(&world, "UPDATE filings SET status = 'EXPIRED' WHERE mobile_phone = '13611112222'").await;
    assert_eq!(look_up(&world, &token).await.link_state, LinkState::Valid);
    let other = world.sign_in("huashang-sun").await;
    file(&other, PHONE).await;
    let problem = register(&world, &token, PHONE).await.refused();
    assert_eq!(problem.join_refusals, [JoinRefusal::FiledByAnotherPartner]);
    assert_eq!(
        world.number("SELECT COUNT(*) FROM users WHERE phone = $1", PHONE).await,
        0,
        "nothing half done"
    );
    let entry = history(&world, "yunfan-wang").await.remove(0);
    assert_eq!(
        (entry.status, entry.fail_cause),
        (InvitationStatus::Failed, Some(JoinRefusal::FiledByAnotherPartner))
    );
    sql(&world, "DELETE FROM jobs").await;
    sql(&world, "UPDATE filings SET status = 'WITHDRAWN' WHERE partner_id = 'p-huashang'").await;
    // The code was not used up by the refusal.
    let code = world.service.newest_code().await;
    world.anybody().submit(&REGISTER, (), &registration(&token, PHONE, &code)).await.ok();
}

#[tokio::test]
async fn two_at_the_same_second_and_one_wins() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let tries: Vec<_> = (0..8)
        .map(|number| {
            let browser = world.service.visitor();
            let mut draft = registration(&token, PHONE, &code);
            draft.account_name = AccountName::try_from(format!("racer_{number}")).unwrap();
            tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await })
        })
        .collect();
    let mut won = 0;
    for answer in tries {
        let answer = answer.await.unwrap();
        if answer.status == 200 {
            won += 1;
        } else {
            assert_dead(&answer.problem(), LinkState::Used);
        }
    }
    assert_eq!(won, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM users WHERE phone = $1", PHONE).await, 1);
    assert_eq!(messages(&world.service, "ASSOCIATED").await.len(), 1);
}

#[tokio::test]
async fn a_registering_and_a_signed_in_customer_race_for_one_link() {
    let world = World::new().await;
    let token = online(&world).await;
    // The account that is there has the filed number as well.
    let customer = free_customer(&world).await;
    sql(&world, "UPDATE users SET phone = '13611112222' WHERE customer_id = 'c-100001'").await;
    let key = new_key();
    let asked = customer.submit_as(&ASSOCIATE, (), &association(&token), &key).await.refused();
    let challenge = asked.challenge.unwrap();
    let wish = contract::verification::SendCode {
        challenge_id: challenge.challenge_id.clone(),
        receiver_type: contract::verification::ReceiverType::Sms,
    };
    customer.submit(&contract::verification::SEND, (), &wish).await.ok();
    let own_code = world.service.newest_code().await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let browser = world.service.visitor();
    let draft = registration(&token, PHONE, &code);
    let registering = tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await });
    let twin = customer.browser.twin();
    let draft = association(&token);
    let associating = tokio::spawn(async move {
        let headers = [
            (contract::endpoint::header::VERIFICATION_CHALLENGE, challenge.challenge_id.as_str()),
            (contract::endpoint::header::VERIFICATION_CODE, own_code.as_str()),
        ];
        twin.submit_as(&ASSOCIATE, (), &draft, &key, &headers).await
    });
    let registered = registering.await.unwrap();
    let associated = associating.await.unwrap();
    // Registering cannot win: the number has an account.
    assert_eq!(associated.status, 200, "{}", associated.body);
    let code = registered.problem().error_code;
    assert!(matches!(code, ErrorCode::PhoneTaken | ErrorCode::LinkDead), "{code:?}");
}

#[tokio::test]
async fn a_code_is_needed_right_fresh_and_not_guessed() {
    let world = World::new().await;
    let token = online(&world).await;
    let visitor = world.anybody();
    let attempt = async |code: &str| visitor.submit(&REGISTER, (), &registration(&token, PHONE, code)).await;
    assert_eq!(attempt("123456").await.code(), ErrorCode::WrongCode, "none was sent");
    let malformed = attempt("12 34").await.refused();
    assert_eq!(malformed.fields[0].field, "verification_code");
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    world.service.pass(CODE_LIFETIME_S + 1);
    assert_eq!(attempt(&code).await.code(), ErrorCode::ExpiredCode);
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    for left in [4, 3, 2, 1] {
        let problem = attempt(&wrong(&code)).await.refused();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::WrongCode, Some(left)));
    }
    for code in [wrong(&code), code.clone()] {
        let problem = attempt(&code).await.refused();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::TooManyTries, Some(0)));
    }
    world.service.pass(RESEND_AFTER_S);
    assert_eq!(
        send(&visitor, &token, PHONE).await.code(),
        ErrorCode::TooManyCodes,
        "a new code gives no new tries"
    );
    world.service.pass(CODE_LIFETIME_S - RESEND_AFTER_S);
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    attempt(
        &code
            .chars()
            .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap())
            .collect::<String>(),
    )
    .await
    .ok();
}

#[tokio::test]
async fn parallel_guesses_are_counted_one_by_one() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = wrong(&world.service.newest_code().await);
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let (browser, draft) = (world.service.visitor(), registration(&token, PHONE, &code));
            tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await.code() })
        })
        .collect();
    let mut counted = 0;
    for guess in guesses {
        counted += i32::from(guess.await.unwrap() == ErrorCode::WrongCode);
    }
    assert_eq!(counted, 4, "the fifth is the last that is looked at");
}

#[tokio::test]
async fn codes_are_sent_now_and_then_only() {
    let world = World::new().await;
    let token = offline(&world).await;
    let visitor = world.anybody();
    let mut sends = 0;
    for _ in 0..3 {
        for _ in 0..MAX_SENDS {
            send(&visitor, &token, PHONE).await.ok();
            sends += 1;
            let soon = send(&visitor, &token, PHONE).await.refused();
            assert_eq!((soon.error_code, soon.retry_after_seconds), (ErrorCode::CodeJustSent, Some(60)));
            world.service.pass(RESEND_AFTER_S);
        }
        let enough = send(&visitor, &token, PHONE).await.refused();
        assert_eq!((enough.error_code, enough.retry_after_seconds), (ErrorCode::TooManyCodes, Some(540)));
        world.service.pass(540);
    }
    assert_eq!(sends, 15);
    // By another link neither.
    let another = offline_of(&world, "yunfan-li", AssociationType::Referral).await;
    for token in [&token, &another] {
        assert_eq!(send(&visitor, token, PHONE).await.code(), ErrorCode::TooManyCodes);
    }
    send(&visitor, &token, "13611113333").await.ok();
    world.service.pass(86_400);
    send(&visitor, &token, PHONE).await.ok();
}

#[tokio::test]
async fn a_code_proves_one_number_for_one_link() {
    let world = World::new().await;
    let one = offline(&world).await;
    let other = offline_of(&world, "yunfan-li", AssociationType::Referral).await;
    let visitor = world.anybody();
    send(&visitor, &one, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let attempt = async |token: &Token, phone: &str| {
        visitor.submit(&REGISTER, (), &registration(token, phone, &code)).await
    };
    assert_eq!(attempt(&other, PHONE).await.code(), ErrorCode::WrongCode);
    assert_eq!(attempt(&one, "13611113333").await.code(), ErrorCode::WrongCode);
    attempt(&one, PHONE).await.ok();
}

#[tokio::test]
async fn whether_a_number_has_an_account_is_told_only_to_who_proved_it() {
    let world = World::new().await;
    let token = offline(&world).await;
    let known =
        world.texts("SELECT telephone FROM customers WHERE customer_id = $1", "c-100001").await.remove(0);
    let answers =
        [send(&world.anybody(), &token, &known).await, send(&world.anybody(), &token, "13900009999").await];
    let shape =
        |answer: &Answer<JoinCodeSent>| (answer.status(), answer.body().replace(char::is_numeric, "0"));
    assert_eq!(shape(&answers[0]), shape(&answers[1]));
    for phone in [known.as_str(), "13900009999"] {
        let guess =
            world.anybody().submit(&REGISTER, (), &registration(&token, phone, "000000")).await.refused();
        assert_eq!((guess.error_code, guess.remaining_tries), (ErrorCode::WrongCode, Some(4)));
    }
    world.service.pass(RESEND_AFTER_S);
    assert_eq!(register(&world, &token, &known).await.code(), ErrorCode::PhoneTaken);
}

#[tokio::test]
async fn a_login_name_that_is_taken_costs_neither_code_nor_typing() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let mut draft = registration(&token, PHONE, &code);
    draft.account_name = AccountName::try_from("LanTian".to_owned()).unwrap();
    assert_eq!(world.anybody().submit(&REGISTER, (), &draft).await.code(), ErrorCode::AccountNameTaken);
    draft.account_name = AccountName::try_from("chenxi_cloud".to_owned()).unwrap();
    world.anybody().submit(&REGISTER, (), &draft).await.ok();
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

#[tokio::test]
async fn the_same_call_again_gets_the_same_answer_and_happens_once() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let draft = registration(&token, PHONE, &world.service.newest_code().await);
    let first = world.anybody().submit_as(&REGISTER, (), &draft, "k-register").await;
    let again = world.anybody().submit_as(&REGISTER, (), &draft, "k-register").await;
    assert_eq!((first.status(), first.body()), (again.status(), again.body()));
    assert_eq!(again.raw.header(contract::endpoint::header::IDEMPOTENT_REPLAY), "true");
    assert_eq!(again.raw.header("set-cookie"), "", "an answer that is repeated signs nobody in");
    assert_eq!(messages(&world.service, "ASSOCIATED").await.len(), 1);
    let other = RegisterDraft { notes_accepted: false, ..draft };
    assert_eq!(
        world.anybody().submit_as(&REGISTER, (), &other, "k-register").await.code(),
        ErrorCode::KeyReused
    );
}

#[tokio::test]
async fn looking_changes_nothing() {
    let world = World::new().await;
    let token = online(&world).await;
    let customer = free_customer(&world).await;
    let state = async || {
        let sql = "SELECT group_concat(status || version || COALESCE(fail_cause, '')) FROM invitations WHERE partner_id = $1";
        (world.texts(sql, "p-yunfan").await, world.service.audited().await.len())
    };
    let before = state().await;
    for _ in 0..5 {
        look_up(&world, &token).await;
        check(&customer, &token).await;
    }
    assert_eq!(state().await, before);
}

#[tokio::test]
async fn tokens_and_passwords_are_nowhere_in_the_database() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let draft = registration(&token, PHONE, &world.service.newest_code().await);
    world.anybody().submit(&REGISTER, (), &draft).await.ok();
    // What the demo's outbox shows has left; it is the one place that holds the link.
    sql(&world, "UPDATE outbox SET body = '', html = NULL").await;
    let mut conn = world.service.app.store.read().await.unwrap();
    for statement in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(statement).execute(&mut *conn).await.unwrap();
    }
    let bytes = std::fs::read(&world.service.database).unwrap();
    let found = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(found("hw_13611112222"), "the search finds what is there");
    assert!(!found(PASSWORD) && !found(token.secret()));
}

#[tokio::test]
async fn strangers_ask_so_often_and_no_more() {
    let config = Config { demo: true, calls_per_second: Some(1_000), ..Config::default() };
    let service = Service::start_with(config).await;
    let visitor = service.visitor();
    let ask = async || visitor.fetch(&LOOK_UP, (), &query(&Token::new("guess".to_owned()))).await;
    for _ in 0..contract::joining::LOOK_UPS_PER_MINUTE {
        ask().await.ok::<Invite>();
    }
    let refused = ask().await.problem();
    assert_eq!(refused.error_code, ErrorCode::TooManyRequests);
    assert!(refused.retry_after_seconds.is_some());
}

#[tokio::test]
async fn who_comes_by_another_link_ends_the_mail() {
    let world = World::new().await;
    let online = online(&world).await;
    let offline = offline_of(&world, "yunfan-admin", AssociationType::Referral).await;
    register(&world, &offline, PHONE).await.ok();
    assert_ne!(look_up(&world, &online).await.link_state, LinkState::Valid);
    let manager = world.sign_in("yunfan-wang").await;
    let filings = manager.fetch(&filings::LIST, (), &FilingQuery::default()).await.ok().filings;
    assert!(
        filings
            .iter()
            .any(|filing| filing.mobile_phone == "136****2222" && filing.status == FilingStatus::Associated)
    );
}

#[tokio::test]
async fn the_international_site_speaks_english_and_bills_in_dollars() {
    let world = World::new().await;
    let token = offline_of(&world, "nimbus-garcia", AssociationType::Resale).await;
    let joined = register(&world, &token, "+6591234567").await.ok();
    assert_eq!(joined.association_type, AssociationType::Resale);
    let row = "SELECT c.currency || ' ' || s.site || ' ' || s.country_code || ' ' || u.language FROM customers c
         JOIN account_standing s ON s.customer_id = c.customer_id JOIN users u ON u.customer_id = c.customer_id
         WHERE c.customer_id = $1";
    assert_eq!(world.texts(row, joined.customer_id.as_str()).await, ["USD intl SG en-US"]);
    assert!(messages(&world.service, "ASSOCIATED").await[0].contains("associated with the partner"));
}

#[tokio::test]
async fn passwords_of_new_accounts_are_hashed_like_all_others() {
    let world = World::new().await;
    let token = offline(&world).await;
    let joined = register(&world, &token, PHONE).await.ok();
    let hash = world
        .texts("SELECT password_hash FROM users WHERE customer_id = $1", joined.customer_id.as_str())
        .await;
    assert!(hash[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash[0]);
}

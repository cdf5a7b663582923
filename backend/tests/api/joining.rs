//! Joining by an invitation: rules D4 of `docs/rules.md`, from the link to the notification.

mod codes;
mod links;
mod races;
mod refusals;

use crate::{
    harness::Service,
    jobs::draft,
    world::{Actor, Answer, World},
};
use contract::{
    associations::AssociationType,
    contact::MobilePhone,
    customer_portal::MY_PARTNER,
    customers::{CustomerQuery, LIST as CUSTOMERS},
    filings::{self, FILE, FilingQuery, FilingStatus},
    ids::FilingId,
    invitation_links::{CREATE, LinkDraft, LinkKind},
    invitations::{
        HISTORY, INVITE, Invitation, InvitationDraft, InvitationKind, InvitationQuery, InvitationStatus,
        Invited, LINK_VALID_S,
    },
    joining::{
        ASSOCIATE, AccountName, AssociateDraft, CHECK, Invite, JoinCheck, JoinCodeDraft, JoinCodeSent,
        Joined, LOOK_UP, LinkState, NewPassword, REGISTER, RegisterDraft, SEND_CODE, Token, TokenQuery,
    },
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    session::{Language, ME, Me, Principal, Site},
    text::{CustomerName, Label},
};

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
    assert_eq!(
        me.principal,
        Principal::Customer { customer_id: joined.customer_id.clone(), account_site: Site::Cn }
    );
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

//! Links that work, and links that do not: expired, used, taken back, bent, cut off.

use super::{
    PASSWORD, PHONE, assert_dead, association, check, file, free_customer, history, invite_to, look_up,
    offline, offline_of, online, query, register, registration, send, sql, token,
};
use crate::{harness::Service, world::World};
use backend::{config::Config, jobs};
use contract::{
    associations::AssociationType,
    filings::{self, FilingQuery, FilingStatus},
    invitation_links::{CREATE, DISABLE, LinkDraft, LinkKind, LinkVersion, USES_PER_DAY},
    invitations::{InvitationStatus, InvitationVersion, LINK_VALID_S, RESEND, REVOKE},
    joining::{ASSOCIATE, CHECK, Invite, LOOK_UP, LinkState, REGISTER, Token},
    joining_rules::JoinRefusal,
    problem::ErrorCode,
};

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
async fn looking_changes_nothing() {
    let world = World::new().await;
    let token = online(&world).await;
    let customer = free_customer(&world).await;
    let state = async || {
        let sql =
            "SELECT status || version || COALESCE(fail_cause, '') FROM invitations WHERE partner_id = $1
             ORDER BY invitation_id";
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
async fn tokens_and_passwords_are_nowhere_in_the_database() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let draft = registration(&token, PHONE, &world.service.newest_code().await);
    world.anybody().submit(&REGISTER, (), &draft).await.ok();
    // What the demo's outbox shows has left; it is the one place that holds the link.
    sql(&world, "UPDATE outbox SET body = '', html = NULL").await;
    let bytes = world.service.bytes().await;
    let found = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(found("hw_13611112222"), "the search finds what is there");
    assert!(!found(PASSWORD) && !found(token.secret()));
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

//! Project specialists: rules J2.5–J2.11 of `docs/rules.md`.

use crate::{
    incentives::{answer, queued},
    world::{Actor, World, id},
};
use contract::{
    joining::{LinkState, Token},
    personnel::{
        ACCEPT, CASE, INVITATIONS_PER_DAY, INVITE, INVITE_AGAIN, InvitedBy, LEAVE, LINK_VALID_S, LIST,
        LOOK_UP, Personnel, PersonnelAcceptance, PersonnelDraft, PersonnelQuery, PersonnelStatus as Status,
        PersonnelTokenQuery, PersonnelVersion, RELEASE, REVOKE, ReleaseDraft,
    },
    problem::ErrorCode,
    work_queue::{COMPLETE, DECLINE, WorkItemKind},
};

const PHONE: &str = "13911112222";

fn draft(by: InvitedBy, contact: &str) -> PersonnelDraft {
    PersonnelDraft { by, contact: contact.to_owned(), remark: None }
}

async fn invited(admin: &Actor<'_>, by: InvitedBy, contact: &str) -> Personnel {
    admin.submit(&INVITE, (), &draft(by, contact)).await.ok()
}

/// The token in the newest link that was sent there.
async fn token_sent_to(world: &World, part: &str) -> String {
    let body = world.service.newest_message(part).await.body;
    let rest = body.split_once("/p#t=").unwrap().1;
    rest.split(' ').next().unwrap().to_owned()
}

fn query(token: &str) -> PersonnelTokenQuery {
    PersonnelTokenQuery { token: Token::new(token.to_owned()) }
}

fn acceptance(token: &str) -> PersonnelAcceptance {
    let name = "何冉".to_owned().try_into().unwrap();
    PersonnelAcceptance { token: Token::new(token.to_owned()), name, consent: true }
}

async fn decide(world: &World, kind: WorkItemKind, one: &Personnel, approve: bool) {
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, kind, one.personnel_id.as_str()).await;
    let endpoint = if approve { COMPLETE } else { DECLINE };
    operator.submit(&endpoint, (item.work_item_id.clone(),), &answer(&item, "已核实")).await.ok();
}

async fn now_of(admin: &Actor<'_>, one: &Personnel) -> Personnel {
    let found = admin.fetch(&LIST, (), &PersonnelQuery::default()).await.ok().personnel;
    found.into_iter().find(|other| other.personnel_id == one.personnel_id).unwrap()
}

#[tokio::test]
async fn a_person_accepts_by_the_link_the_vendor_agrees_and_later_releases() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let one = invited(&admin, InvitedBy::Phone, "139 1111-2222").await;
    assert_eq!((one.status, one.contact.as_str()), (Status::Invited, "139****2222"));
    let token = token_sent_to(&world, PHONE).await;
    let anybody = world.anybody();
    let offer = anybody.fetch(&LOOK_UP, (), &query(&token)).await.ok();
    assert_eq!(offer.partner_name, "云帆数智科技（上海）有限公司");
    assert_eq!((offer.status, offer.contact.as_str()), (Status::Invited, "139****2222"));
    // Looking uses nothing up.
    anybody.fetch(&LOOK_UP, (), &query(&token)).await.ok();
    let offer = anybody.submit(&ACCEPT, (), &acceptance(&token)).await.ok();
    assert_eq!((offer.status, offer.name.as_deref()), (Status::UnderReview, Some("何冉")));
    let twice = anybody.submit(&ACCEPT, (), &acceptance(&token)).await.refused();
    assert_eq!((twice.error_code, twice.link_state), (ErrorCode::LinkDead, Some(LinkState::Used)));

    let operator = world.sign_in("vendor-operator").await;
    let case = operator.fetch(&CASE, (one.personnel_id.clone(),), &()).await.ok();
    assert_eq!(case.personnel.name.as_deref(), Some("何冉"));
    decide(&world, WorkItemKind::ReviewPersonnel, &one, true).await;
    let bound = now_of(&admin, &one).await;
    assert_eq!((bound.status, bound.answer.as_deref()), (Status::Bound, Some("已核实")));

    let ask =
        ReleaseDraft { version: bound.version, reason: "项目已结束".to_owned().try_into().unwrap() };
    let asked = admin.submit(&RELEASE, (bound.personnel_id.clone(),), &ask).await.ok();
    assert_eq!(asked.status, Status::ReleaseUnderReview);
    decide(&world, WorkItemKind::ReleasePersonnel, &one, true).await;
    assert_eq!(now_of(&admin, &one).await.status, Status::Released);
    // The person is told on the way by which it was invited, the partner by mail.
    let told = world.messages("PERSONNEL_DECIDED").await;
    assert_eq!(told.iter().filter(|text| text.starts_with(&format!("SMS {PHONE}"))).count(), 2);
    assert!(
        told.iter().any(|text| text.contains("yunfan-admin"))
            && told.iter().all(|text| !text.contains("何冉"))
    );
}

#[tokio::test]
async fn the_vendor_can_decline_and_declining_a_release_leaves_the_specialist_bound() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let one = invited(&admin, InvitedBy::Email, "One@Staff.Example.COM").await;
    let token = token_sent_to(&world, "One@staff.example.com").await;
    world.anybody().submit(&ACCEPT, (), &acceptance(&token)).await.ok();
    decide(&world, WorkItemKind::ReviewPersonnel, &one, false).await;
    assert_eq!(now_of(&admin, &one).await.status, Status::Rejected);
    // Who was rejected can be invited once more.
    invited(&admin, InvitedBy::Email, "One@staff.example.com").await;

    let bound = id("ps-100001");
    let ask = ReleaseDraft { version: 1, reason: "项目已结束".to_owned().try_into().unwrap() };
    let asked = admin.submit(&RELEASE, (bound,), &ask).await.ok();
    decide(&world, WorkItemKind::ReleasePersonnel, &asked, false).await;
    assert_eq!(now_of(&admin, &asked).await.status, Status::Bound);
}

#[tokio::test]
async fn a_link_works_seven_days_and_sending_it_again_replaces_it() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let one = invited(&admin, InvitedBy::Phone, PHONE).await;
    let old = token_sent_to(&world, PHONE).await;
    world.service.pass(LINK_VALID_S - 1);
    let anybody = world.anybody();
    assert_eq!(anybody.fetch(&LOOK_UP, (), &query(&old)).await.ok().status, Status::Invited);
    world.service.pass(1);
    assert_eq!(anybody.fetch(&LOOK_UP, (), &query(&old)).await.ok().status, Status::Expired);
    let late = anybody.submit(&ACCEPT, (), &acceptance(&old)).await.refused();
    assert_eq!((late.error_code, late.link_state), (ErrorCode::LinkDead, Some(LinkState::Expired)));
    let admin = world.sign_in("yunfan-admin").await;
    let expired = PersonnelQuery { status: Some(Status::Expired), ..PersonnelQuery::default() };
    let found = admin.fetch(&LIST, (), &expired).await.ok().personnel;
    assert!(found.iter().any(|other| other.personnel_id == one.personnel_id), "by the clock alone");
    let again = PersonnelVersion { version: one.version };
    let sent = admin.submit(&INVITE_AGAIN, (one.personnel_id.clone(),), &again).await.ok();
    assert_eq!(sent.status, Status::Invited);
    let new = token_sent_to(&world, PHONE).await;
    let dead = anybody.fetch(&LOOK_UP, (), &query(&old)).await.refused();
    assert_eq!((dead.error_code, dead.link_state), (ErrorCode::LinkDead, Some(LinkState::Unknown)));
    // Taken back, it does not work either.
    let seen = PersonnelVersion { version: sent.version };
    admin.submit(&REVOKE, (one.personnel_id.clone(),), &seen).await.ok();
    assert_eq!(anybody.submit(&ACCEPT, (), &acceptance(&new)).await.code(), ErrorCode::LinkDead);
    let twice = admin.submit(&REVOKE, (one.personnel_id,), &seen).await.refused();
    assert_eq!(
        (twice.error_code, twice.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("EXPIRED"))
    );
}

#[tokio::test]
async fn who_has_accepted_leaves_by_the_same_link_and_the_vendor_has_nothing_to_answer_any_more() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let one = invited(&admin, InvitedBy::Account, "yunfan-wang").await;
    let token = token_sent_to(&world, "yunfan-wang").await;
    let anybody = world.anybody();
    assert_eq!(anybody.submit(&LEAVE, (), &query(&token)).await.code(), ErrorCode::NotInThisState);
    anybody.submit(&ACCEPT, (), &acceptance(&token)).await.ok();
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::ReviewPersonnel, one.personnel_id.as_str()).await;
    assert_eq!(anybody.submit(&LEAVE, (), &query(&token)).await.ok().status, Status::Unbound);
    let late = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "通过")).await;
    assert_eq!(late.code(), ErrorCode::NotInThisState);
    assert_eq!(now_of(&admin, &one).await.status, Status::Unbound);
    assert!(!world.messages("PERSONNEL_LEFT").await.is_empty());
}

#[tokio::test]
async fn an_invitation_that_makes_no_sense_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let before = admin.fetch(&LIST, (), &PersonnelQuery::default()).await.ok().total_count;
    for (by, contact) in [
        (InvitedBy::Phone, "12345"),
        (InvitedBy::Email, "nobody"),
        (InvitedBy::Account, " "),
        (InvitedBy::Account, "nobody-here"),
        // Somebody else's member is like nobody.
        (InvitedBy::Account, "huashang-admin"),
    ] {
        let refused = admin.submit(&INVITE, (), &draft(by, contact)).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{contact}");
        assert_eq!(refused.fields[0].field, "contact");
    }
    invited(&admin, InvitedBy::Phone, PHONE).await;
    let twice = admin.submit(&INVITE, (), &draft(InvitedBy::Phone, "+86 13911112222")).await;
    assert_eq!(twice.code(), ErrorCode::PersonnelExists);
    let after = admin.fetch(&LIST, (), &PersonnelQuery::default()).await.ok();
    assert_eq!((after.total_count, after.invited_today), (before + 1, 1));
    // Without consent nothing is kept.
    let token = token_sent_to(&world, PHONE).await;
    let silent = PersonnelAcceptance { consent: false, ..acceptance(&token) };
    assert_eq!(world.anybody().submit(&ACCEPT, (), &silent).await.code(), ErrorCode::NotesNotAccepted);
    let nonsense = world.anybody().fetch(&LOOK_UP, (), &query("nonsense")).await.refused();
    assert_eq!((nonsense.error_code, nonsense.link_state), (ErrorCode::LinkDead, Some(LinkState::Unknown)));
}

#[tokio::test]
async fn a_hundred_links_a_day_and_no_more_until_midnight_in_china() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let sent = world.now().seconds();
    for _ in 1..INVITATIONS_PER_DAY {
        world.service.write(format!("INSERT INTO personnel_sends VALUES ('p-yunfan', {sent})")).await;
    }
    let one = invited(&admin, InvitedBy::Phone, PHONE).await;
    let refused = admin.submit(&INVITE, (), &draft(InvitedBy::Phone, "13911113333")).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(100), Some(100))
    );
    let again = PersonnelVersion { version: one.version };
    let refused = admin.submit(&INVITE_AGAIN, (one.personnel_id,), &again).await;
    assert_eq!(refused.code(), ErrorCode::QuantityLimit, "a second link is one more");
    // Another partner has its own hundred.
    invited(&world.sign_in("huashang-admin").await, InvitedBy::Phone, PHONE).await;
    world.pass_until(world.now().china_day().plus_days(1).china_midnight());
    invited(&world.sign_in("yunfan-admin").await, InvitedBy::Phone, "13911113333").await;
}

#[tokio::test]
async fn only_administrators_of_any_identity_invite_and_only_their_own() {
    let world = World::new().await;
    let one = invited(&world.sign_in("caizhi-admin").await, InvitedBy::Phone, PHONE).await;
    let foreign = world.sign_in("yunfan-admin").await;
    let seen = PersonnelVersion { version: 1 };
    let refused = foreign.submit(&REVOKE, (one.personnel_id,), &seen).await;
    let missing = foreign.submit(&REVOKE, (id("ps-none"),), &seen).await;
    assert_eq!((refused.code(), refused.body()), (ErrorCode::NotFound, missing.body()));
    let director = world.sign_in("yunfan-director").await;
    let refused = director.submit(&INVITE, (), &draft(InvitedBy::Phone, PHONE)).await;
    assert_eq!(refused.code(), ErrorCode::AdministratorOnly);
}

#[tokio::test]
async fn no_token_lies_in_the_database() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    invited(&admin, InvitedBy::Phone, PHONE).await;
    let token = token_sent_to(&world, PHONE).await;
    let bytes = world.service.bytes().await;
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
}

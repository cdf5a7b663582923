//! Offline links: rules D3 of `docs/rules.md`.

use crate::{
    harness::Service,
    world::{Actor, World, id},
};
use backend::config::Config;
use contract::{
    associations::AssociationType::{self, Consignment, Referral, Resale},
    ids::LinkId,
    invitation_links::{
        CREATE, DISABLE, InvitationLink, LIST, LinkDraft, LinkKind, LinkPage, LinkQuery, LinkVersion,
        MAX_CUSTOM, SHOW, USES_PER_DAY,
    },
    joining::{LOOK_UP, LinkState, Token, TokenQuery},
    problem::ErrorCode,
    text::{Label, Rule},
};

const GENERIC: LinkDraft = LinkDraft { kind: LinkKind::Generic, tag: None, association_type: Referral };

fn custom(tag: &str) -> LinkDraft {
    let tag = Some(Label::try_from(tag.to_owned()).unwrap());
    LinkDraft { kind: LinkKind::Custom, tag, association_type: Consignment }
}

async fn made(member: &Actor<'_>, draft: &LinkDraft) -> InvitationLink {
    member.submit(&CREATE, (), draft).await.ok()
}

async fn listed(member: &Actor<'_>, query: LinkQuery) -> LinkPage {
    member.fetch(&LIST, (), &query).await.ok()
}

fn secret(link: &InvitationLink) -> &str {
    link.url.split_once("/i#t=").unwrap().1
}

async fn link_state(world: &World, secret: &str) -> LinkState {
    let query = TokenQuery { token: Token::new(secret.to_owned()) };
    world.anybody().fetch(&LOOK_UP, (), &query).await.ok().link_state
}

#[tokio::test]
async fn a_member_has_one_generic_link_per_type_tagged_with_its_login_name() {
    let world = World::new().await;
    let zhao = world.sign_in("yunfan-zhao").await;
    let first = made(&zhao, &GENERIC).await;
    assert_eq!((first.tag.as_str(), first.creator.as_str(), first.uses), ("yunfan-zhao", "赵晴", 0));
    assert_eq!(made(&zhao, &GENERIC).await, first);
    let other = made(&zhao, &LinkDraft { association_type: Consignment, ..GENERIC }).await;
    assert_ne!(other.link_id, first.link_id);
    assert_eq!(link_state(&world, secret(&first)).await, LinkState::Valid);
    // It never runs out.
    world.service.pass(3_650 * 86_400);
    assert_eq!(link_state(&world, secret(&first)).await, LinkState::Valid);
}

#[tokio::test]
async fn a_custom_link_has_a_tag_and_a_generic_one_has_none() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let refused = async |draft: LinkDraft| {
        let problem = wang.submit(&CREATE, (), &draft).await.refused();
        assert_eq!(problem.error_code, ErrorCode::InvalidParameter);
        (problem.fields[0].field.clone(), problem.fields[0].rule.clone())
    };
    assert_eq!(refused(LinkDraft { tag: None, ..custom("x") }).await, ("tag".to_owned(), Rule::Missing));
    assert_eq!(
        refused(LinkDraft { kind: LinkKind::Generic, ..custom("x") }).await,
        ("tag".to_owned(), Rule::Unexpected)
    );
    assert_eq!(
        refused(LinkDraft { association_type: Resale, ..custom("x") }).await,
        ("association_type".to_owned(), Rule::OutOfRange)
    );
    let link = made(&wang, &custom("2026 云上大会")).await;
    assert_eq!((link.tag.as_str(), link.association_type), ("2026 云上大会", AssociationType::Consignment));
    assert_eq!(wang.fetch(&SHOW, (link.link_id.clone(),), &()).await.ok(), link);
}

#[tokio::test]
async fn two_hundred_custom_links_work_at_the_same_time() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let there = world
        .number("SELECT COUNT(*) FROM invitation_links WHERE partner_id = $1 AND kind = 'CUSTOM' AND disabled = 0", "p-yunfan")
        .await;
    let mut last = None;
    for number in there..i64::from(MAX_CUSTOM) {
        last = Some(made(&admin, &custom(&format!("event {number}"))).await);
    }
    let refused = admin.submit(&CREATE, (), &custom("one more")).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(MAX_CUSTOM), Some(MAX_CUSTOM))
    );
    let last = last.unwrap();
    admin.submit(&DISABLE, (last.link_id,), &LinkVersion { version: last.version }).await.ok();
    made(&admin, &custom("one more")).await;
}

#[tokio::test]
async fn a_link_is_switched_off_for_good() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let link = made(&wang, &GENERIC).await;
    let disable =
        async |version| wang.submit(&DISABLE, (link.link_id.clone(),), &LinkVersion { version }).await;
    assert_eq!(disable(link.version + 1).await.code(), ErrorCode::Changed);
    let off = disable(link.version).await.ok();
    assert!(off.disabled);
    assert_eq!(wang.fetch(&SHOW, (link.link_id.clone(),), &()).await.ok(), off);
    assert_eq!(disable(off.version).await.code(), ErrorCode::NotInThisState);
    assert_eq!(link_state(&world, secret(&link)).await, LinkState::Revoked);
    let anew = made(&wang, &GENERIC).await;
    assert_ne!(secret(&anew), secret(&link));
    assert_eq!(link_state(&world, secret(&anew)).await, LinkState::Valid);
}

#[tokio::test]
async fn generic_links_come_first_then_the_newest() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let generic = made(&wang, &GENERIC).await;
    let mut tags = Vec::new();
    for tag in ["春季 100%", "夏季", "秋季 1000"] {
        world.service.pass(1);
        tags.insert(0, made(&wang, &custom(tag)).await.tag);
    }
    let page = listed(&wang, LinkQuery { limit: Some(100), ..LinkQuery::default() }).await;
    assert_eq!(page.total_count as usize, page.links.len());
    let generics = page.links.iter().take_while(|link| link.kind == LinkKind::Generic).count();
    assert!(page.links[..generics].iter().any(|link| link.link_id == generic.link_id));
    let custom: Vec<&String> = page.links[generics..].iter().map(|link| &link.tag).collect();
    assert_eq!(custom[..3], tags.iter().collect::<Vec<_>>());
    assert!(page.links.iter().all(|link| !link.disabled));

    let found = listed(&wang, LinkQuery { tag: Some("100%".to_owned()), ..LinkQuery::default() }).await;
    assert_eq!(found.links.iter().map(|link| link.tag.as_str()).collect::<Vec<_>>(), ["春季 100%"]);
    let summer = page.links.iter().find(|link| link.tag == "夏季").unwrap();
    wang.submit(&DISABLE, (summer.link_id.clone(),), &LinkVersion { version: 1 }).await.ok();
    let summers = async |with_disabled| {
        let query = LinkQuery { tag: Some("夏季".to_owned()), with_disabled, ..LinkQuery::default() };
        listed(&wang, query).await.total_count
    };
    assert_eq!((summers(false).await, summers(true).await), (0, 1));
}

#[tokio::test]
async fn a_manager_sees_its_own_links_and_a_stranger_none() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let link = made(&wang, &custom("只给王宁")).await;
    let director = world.sign_in("yunfan-director").await;
    assert_eq!(director.fetch(&SHOW, (link.link_id.clone(),), &()).await.ok().link_id, link.link_id);
    for stranger in ["huashang-sun", "yunfan-zhao"] {
        let stranger = world.sign_in(stranger).await;
        let nothing: LinkId = id("ffffffffffffffff");
        let foreign = link.link_id.clone();
        let show = async |link_id| stranger.fetch(&SHOW, (link_id,), &()).await;
        let version = LinkVersion { version: 1 };
        let disable = async |link_id| stranger.submit(&DISABLE, (link_id,), &version).await;
        assert_eq!(show(foreign.clone()).await.code(), ErrorCode::NotFound);
        assert_eq!(show(foreign.clone()).await.body(), show(nothing.clone()).await.body());
        assert_eq!(disable(foreign.clone()).await.code(), ErrorCode::NotFound);
        assert_eq!(disable(foreign).await.body(), disable(nothing).await.body());
        let page = listed(&stranger, LinkQuery { limit: Some(100), ..LinkQuery::default() }).await;
        assert!(page.links.iter().all(|seen| seen.link_id != link.link_id));
    }
    let finance = world.sign_in("yunfan-finance").await;
    assert_eq!(finance.submit(&CREATE, (), &GENERIC).await.code(), ErrorCode::AccessDenied);
    let unreachable = world.sign_in("yunfan-he").await;
    assert_eq!(unreachable.submit(&CREATE, (), &GENERIC).await.code(), ErrorCode::ProfileIncomplete);
}

#[tokio::test]
async fn forged_and_truncated_tokens_open_nothing() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let one = made(&wang, &custom("one")).await;
    let two = made(&wang, &custom("two")).await;
    let (one, two) = (secret(&one), secret(&two));
    assert_eq!(one.len(), 32);
    // The id of one (8 bytes, within the first 11 characters) with the MAC of the other.
    let crossed = format!("{}{}", &one[..11], &two[11..]);
    let last = if one.ends_with('A') { 'B' } else { 'A' };
    for forged in [
        crossed,
        one[..31].to_owned(),
        one[..8].to_owned(),
        format!("{one}A"),
        format!("{one}="),
        format!("{}{last}", &one[..31]),
        one.to_uppercase().replace(char::is_numeric, "x"),
        "A".repeat(32),
        "\u{0}' OR 1=1 --".to_owned(),
        String::new(),
    ] {
        assert_eq!(link_state(&world, &forged).await, LinkState::Unknown, "{forged}");
    }
    assert_eq!(link_state(&world, one).await, LinkState::Valid);
}

#[tokio::test]
async fn a_link_that_was_used_fifty_times_today_works_again_tomorrow() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let link = made(&wang, &GENERIC).await;
    let mut tx = world.service.app.store.write().await.unwrap();
    let row = backend::invitation_links::store::find(&mut tx, &link.link_id).await.unwrap().unwrap();
    for _ in 0..USES_PER_DAY {
        let customer = id("c-100001");
        backend::invitation_links::used(&mut tx, &row, &customer, "杭州****公司", world.now()).await.unwrap();
    }
    let customer = id("c-100001");
    let over = backend::invitation_links::used(&mut tx, &row, &customer, "杭州****公司", world.now()).await;
    assert!(over.is_err());
    tx.commit().await.unwrap();
    assert_eq!(link_state(&world, secret(&link)).await, LinkState::Exhausted);
    let full = wang.fetch(&SHOW, (link.link_id.clone(),), &()).await.ok();
    assert_eq!((full.uses, full.uses_today), (USES_PER_DAY, USES_PER_DAY));
    world.service.pass(12 * 3_600);
    assert_eq!(link_state(&world, secret(&link)).await, LinkState::Valid, "midnight in China");
    let wang = world.sign_in("yunfan-wang").await;
    let tomorrow = wang.fetch(&SHOW, (link.link_id,), &()).await.ok();
    assert_eq!((tomorrow.uses, tomorrow.uses_today), (USES_PER_DAY, 0));
}

#[tokio::test]
async fn the_address_is_the_configured_one_and_its_token_is_nowhere_in_the_database() {
    let origin = Some("https://partner.example".to_owned());
    let world = World { service: Service::start_with(Config { origin, ..Config::default() }).await };
    let wang = world.service.visitor();
    let signed = wang.sign_in("yunfan-wang", backend::seed::PASSWORD).await;
    assert_eq!(signed.status, 200, "{}", signed.body);
    let answer = wang.submit(&CREATE, (), &GENERIC).await;
    let link: InvitationLink = answer.ok();
    assert!(link.url.starts_with("https://partner.example/i#t="));
    for column in ["link_id", "tag"] {
        let sql = match column {
            "link_id" => "SELECT COUNT(*) FROM invitation_links WHERE replace($1, link_id, '') <> $1",
            _ => "SELECT COUNT(*) FROM invitation_links WHERE replace(tag, $1, '') <> tag",
        };
        assert_eq!(world.number(sql, secret(&link)).await, 0);
    }
}

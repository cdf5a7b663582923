//! The demo data shows by hand what it says in `backend/src/seed/`: every refusal of joining, and who may not develop
//! customers. The refusals of filing are in [`crate::filings`].

use crate::world::{Actor, World};
use contract::{
    associations::AssociationType::{self, Consignment, Referral},
    invitation_links::{CREATE, LIST, LinkDraft, LinkKind, LinkQuery},
    joining::{CHECK, LOOK_UP, LinkState, Token, TokenQuery},
    joining_rules::JoinRefusal as Refusal,
};

async fn link(member: &Actor<'_>, association_type: AssociationType) -> TokenQuery {
    let draft = LinkDraft { kind: LinkKind::Generic, tag: None, association_type };
    query(&member.submit(&CREATE, (), &draft).await.ok().url)
}

fn query(url: &str) -> TokenQuery {
    TokenQuery { token: Token::new(url.split_once("#t=").unwrap().1.to_owned()) }
}

async fn refusals(world: &World, account_name: &str, link: &TokenQuery) -> Vec<Refusal> {
    world.sign_in(account_name).await.fetch(&CHECK, (), link).await.ok().refusals
}

#[tokio::test]
async fn every_refusal_of_joining_is_met_by_an_account_of_the_demo_data() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let (referral, consignment) = (link(&wang, Referral).await, link(&wang, Consignment).await);
    for (account_name, expected) in [
        ("hw_harbour", Refusal::OtherSite),
        ("yunfan-admin", Refusal::IsPartner),
        ("hw_hetong", Refusal::VendorContract),
        ("hw_xianjin", Refusal::HasCashSpend),
        ("hw_yibaobei", Refusal::FiledByAnotherPartner),
        ("hw_laozhanghao", Refusal::RegisteredTooLongAgo),
        ("hw_qiankuan", Refusal::UnsettledBill),
        ("hw_tuoguan", Refusal::TrusteeshipAccount),
    ] {
        assert_eq!(refusals(&world, account_name, &referral).await, [expected], "{account_name}");
    }
    // Whoever is a customer has been so for a while: that speaks against it, too.
    assert_eq!(refusals(&world, "lantian", &referral).await[0], Refusal::AlreadyYours);
    assert_eq!(refusals(&world, "huatai", &referral).await[0], Refusal::AssociatedElsewhere);
    for (account_name, expected) in [
        ("hw_yuliu", Refusal::ReservedInstance),
        ("hw_zizhanghao", Refusal::EnterpriseSub),
        ("hw_zhuzhanghao", Refusal::MasterWithSubs),
        ("hw_chuzhika", Refusal::StoredValueCard),
        ("hw_zengsong", Refusal::GiftBalance),
    ] {
        assert_eq!(refusals(&world, account_name, &referral).await, [], "{account_name}");
        assert_eq!(refusals(&world, account_name, &consignment).await, [expected], "{account_name}");
    }
    let of_frozen = link(&world.sign_in("beidou-lu").await, Referral).await;
    assert_eq!(refusals(&world, "hw_xinzhanghao", &of_frozen).await, [Refusal::PartnerRestricted]);
    let fresh = world.sign_in("hw_xinzhanghao").await.fetch(&CHECK, (), &referral).await.ok();
    assert_eq!((fresh.refusals.len(), fresh.opens_cloud), (0, true));
}

#[tokio::test]
async fn the_seeded_links_work_as_their_tags_say() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = LinkQuery { with_disabled: true, limit: Some(100), ..LinkQuery::default() };
    let links = admin.fetch(&LIST, (), &all).await.ok().links;
    assert_eq!(links.len(), 4);
    let tagged = |tag: &str| links.iter().find(|link| link.tag == tag).unwrap();
    assert!(tagged("2025 渠道大会").disabled);
    let salon = query(&tagged("2026 秋季沙龙").url);
    assert_eq!(refusals(&world, "hw_xinzhanghao", &salon).await, []);
    for (tag, expected) in [
        ("yunfan-wang", LinkState::Valid),
        ("2026 秋季沙龙", LinkState::Valid),
        ("2025 渠道大会", LinkState::Revoked),
        ("演示：今日名额已满", LinkState::Exhausted),
    ] {
        let invite = world.anybody().fetch(&LOOK_UP, (), &query(&tagged(tag).url)).await.ok();
        assert_eq!(invite.link_state, expected, "{tag}");
    }
}

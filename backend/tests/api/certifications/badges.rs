//! Labels that are held, their badges and opinions: rules K10–K13.

use super::{SECURITY, applied, judge};
use crate::{
    harness::Answer,
    incentives::work,
    world::{Actor, World, id},
};
use contract::{
    capability_labels::{BADGE_DOWNLOADS, BadgeDownloadQuery, BadgeFormat, LIST, LabelValidity},
    certifications::{LABEL, Verdict},
    problem::ErrorCode,
    time::Timestamp,
};

/// Of the demo: 云帆's label with 45 days left.
const MIGRATION: &str = "cloud-migration";

async fn badge(member: &Actor<'_>, label: &str, form: &str) -> Answer {
    let path = format!("/v2/partners/capability-labels/{label}/badge/{form}");
    member.browser.raw("GET", &path, &[], "").await
}

#[tokio::test]
async fn the_badge_of_a_label_comes_as_drawing_and_image_and_each_download_is_kept() {
    let world = World::new().await;
    let manager = world.sign_in("yunfan-wang").await;
    let svg = badge(&manager, MIGRATION, "svg").await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    for part in [
        "<title id=\"title\">云帆数智科技（上海）有限公司 · 上云迁移服务</title>",
        "主机迁移、数据库迁移",
        "有效期至 2027-01-06",
    ] {
        assert!(svg.body.contains(part), "{part}: {}", &svg.body[..600]);
    }
    let png = badge(&manager, MIGRATION, "png").await;
    assert_eq!(png.header("content-type"), "image/png");
    assert!(png.content.starts_with(b"\x89PNG\r\n\x1a\n"));
    let page = manager.fetch(&BADGE_DOWNLOADS, (), &BadgeDownloadQuery::default()).await.ok();
    let mut forms: Vec<_> = page.downloads.iter().map(|one| (one.format.as_str(), one.by.as_str())).collect();
    forms.sort_unstable();
    assert_eq!(forms, [("PNG", "王宁"), ("SVG", "王宁")]);
    assert_eq!(
        world.number("SELECT COUNT(*) FROM audit WHERE action = $1", "capability_badge.download").await,
        2
    );
    let of_other = BadgeDownloadQuery { label_id: Some(id(SECURITY)), ..BadgeDownloadQuery::default() };
    assert_eq!(manager.fetch(&BADGE_DOWNLOADS, (), &of_other).await.ok().total_count, 0);
    assert_eq!(BadgeFormat::ALL.len(), 2);
}

#[tokio::test]
async fn a_partners_name_never_becomes_markup_of_its_badge() {
    let world = World::new().await;
    world
        .change(
            "UPDATE partners SET name = '<script>alert(1)</script> & Sons' WHERE partner_id = $1",
            "p-yunfan",
        )
        .await;
    let svg = badge(&world.sign_in("yunfan-admin").await, MIGRATION, "svg").await.body;
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons"));
}

#[tokio::test]
async fn a_label_that_was_never_passed_or_has_expired_has_no_badge() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(badge(&admin, SECURITY, "svg").await.code(), ErrorCode::NotFound);
    let label = admin.fetch(&LIST, (), &()).await.ok().labels.remove(0);
    assert_eq!((label.label_id.as_str(), label.validity), (MIGRATION, LabelValidity::ExpiringSoon));
    world.pass_until(label.valid_until.plus_seconds(-1));
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(badge(&admin, MIGRATION, "svg").await.status, 200);
    world.service.pass(1);
    let refused = badge(&admin, MIGRATION, "png").await.problem();
    assert_eq!(
        (refused.error_code, refused.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("EXPIRED"))
    );
    let label = admin.fetch(&LIST, (), &()).await.ok().labels.remove(0);
    assert_eq!(label.validity, LabelValidity::Expired, "it stays in the list");
}

#[tokio::test]
async fn sixty_days_before_its_end_the_partner_is_reminded_once_and_can_apply_again() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let operator = world.sign_in("vendor-operator").await;
    let of = applied(&admin, SECURITY).await.certification.certification_id;
    for _ in 0..3 {
        judge(&operator, &of, Verdict::Pass).await;
    }
    let end = admin.fetch(&LIST, (), &()).await.ok().labels.remove(0).valid_until;
    assert_eq!(end, "2027-11-22T16:00:00Z".parse::<Timestamp>().unwrap());
    let reminders = async || {
        let told = world.messages("CAPABILITY_LABEL_EXPIRES").await;
        told.iter().filter(|one| one.starts_with("EMAIL huashang-admin@")).count()
    };
    world.pass_until(end.plus_seconds(-60 * 86_400 - 1));
    work(&world).await;
    let admin = world.sign_in("huashang-admin").await;
    let may_apply = async |admin: &Actor<'_>| admin.fetch(&LABEL, (id(SECURITY),), &()).await.ok().may_apply;
    assert_eq!((reminders().await, may_apply(&admin).await), (0, false));
    world.service.pass(1);
    work(&world).await;
    work(&world).await;
    assert_eq!((reminders().await, may_apply(&admin).await), (1, true));
}

#[tokio::test]
async fn the_opinion_is_a_file_in_the_readers_language() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    for (account, parts) in [
        ("huashang-admin", ["能力认证审核意见", "材料初审", "不通过", "请补充有效证书", "总体良好"]),
        (
            "nimbus-admin",
            [
                "Review opinion on a certification",
                "Initial review",
                "Fail",
                "Security assessment",
                "Mandatory",
            ],
        ),
    ] {
        let admin = world.sign_in(account).await;
        let of = applied(&admin, SECURITY).await.certification.certification_id;
        let path = format!("/v2/partners/certifications/{of}/review-opinion");
        assert_eq!(admin.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound, "none yet");
        judge(&operator, &of, Verdict::AskMaterial).await;
        let file = admin.browser.raw("GET", &path, &[], "").await;
        assert_eq!(file.header("content-type"), "application/pdf");
        let document = lopdf::Document::load_mem(&file.content).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).unwrap();
        for part in parts {
            assert!(text.contains(part), "{account} {part}: {text}");
        }
    }
}

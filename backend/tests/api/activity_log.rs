//! The activity log: rules L1–L5 of `docs/rules.md`. That nothing is audited without a name in both languages is asked at the end
//! of every test (`harness.rs`).

use crate::world::{Actor, World, id};
use backend::{audit::verify::verify, jobs};
use contract::{
    activity_log::{Activity, ActivityPage, ActivityQuery, AuditedAction, LIST, MEMBERS},
    customers::{LabelDraft, SET_LABEL},
    exports::{CREATE, ExportDraft, ExportFormat, ExportOf, FILE},
    problem::ErrorCode,
    session::{Language, PreferenceChange, SET_PREFERENCES},
    text::Label,
};
use std::collections::BTreeSet;

async fn page(actor: &Actor<'_>, query: &ActivityQuery) -> ActivityPage {
    actor.fetch(&LIST, (), query).await.ok()
}

async fn tag(actor: &Actor<'_>, label: Option<&str>) {
    let label = label.map(|label| Label::try_from(label.to_owned()).unwrap());
    actor.submit(&SET_LABEL, (id("c-100001"),), &LabelDraft { label }).await.ok();
}

fn places(activities: &[Activity]) -> Vec<i64> {
    activities.iter().map(|activity| activity.seq).collect()
}

#[tokio::test]
async fn an_administrator_sees_who_did_what_with_both_sides() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    tag(&wang, Some("VIP")).await;
    let admin = world.sign_in("yunfan-admin").await;
    let log = page(&admin, &ActivityQuery::default()).await;
    let done = log.activities.iter().find(|one| one.action == "customer.label").unwrap();
    let member = done.member.clone().unwrap();
    assert_eq!((member.name.as_str(), member.account_name.as_str()), ("王宁", "yunfan-wang"));
    assert_eq!((done.object.as_str(), done.is_done, done.at), ("c-100001", true, world.now()));
    let change = &done.changes[0];
    assert_eq!(change.before.as_deref(), Some("演示：检查通过（顾问销售）"));
    assert_eq!(change.after.as_deref(), Some("VIP"));
    assert!(done.network.ends_with("/24"), "never a whole address: {}", done.network);
    assert_eq!(AuditedAction::parse(&done.action), Some(AuditedAction::CustomerLabel));
    assert_eq!(AuditedAction::CustomerLabel.name(Language::EnUs), "Changed a customer's tag");
}

#[tokio::test]
async fn only_administrators_see_it_and_only_their_partners() {
    let world = World::new().await;
    for account in ["yunfan-director", "yunfan-wang", "yunfan-finance", "yunfan-operator"] {
        let actor = world.sign_in(account).await;
        assert_eq!(actor.fetch(&MEMBERS, (), &()).await.code(), ErrorCode::AdministratorOnly, "{account}");
        let refused = actor.fetch(&LIST, (), &ActivityQuery::default()).await;
        assert_eq!(refused.code(), ErrorCode::AdministratorOnly, "{account}");
    }
    let nimbus = world.sign_in("nimbus-admin").await;
    let log = page(&nimbus, &ActivityQuery::default()).await;
    assert_eq!(log.activities.len(), 1, "nothing of another partner's");
    let of_yunfan = ActivityQuery { member: Some(id("u-yunfan-wang")), ..ActivityQuery::default() };
    assert!(page(&nimbus, &of_yunfan).await.activities.is_empty());
    let members = nimbus.fetch(&MEMBERS, (), &()).await.ok().members;
    assert!(members.iter().all(|member| member.account_name.starts_with("nimbus-")), "{members:?}");
    // A partner without customers has a log as well.
    let procurer = world.sign_in("caizhi-admin").await;
    assert!(!page(&procurer, &ActivityQuery::default()).await.activities.is_empty());
}

#[tokio::test]
async fn filters_and_pages_find_every_entry_once() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for label in ["a", "b", "c", "d", "e", "f", "g"] {
        tag(&wang, Some(label)).await;
    }
    world.service.pass(86_400);
    let admin = world.sign_in("yunfan-admin").await;
    for language in [Language::EnUs, Language::ZhCn, Language::EnUs] {
        admin.submit(&SET_PREFERENCES, (), &PreferenceChange::language(language)).await.ok();
    }
    let whole = page(&admin, &ActivityQuery { limit: Some(100), ..ActivityQuery::default() }).await;
    assert_eq!(whole.next_before, None);
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let part = page(&admin, &ActivityQuery { before, limit: Some(3), ..ActivityQuery::default() }).await;
        seen.extend(places(&part.activities));
        before = part.next_before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, places(&whole.activities));
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
    let day = |text: &str| Some(text.parse().unwrap());
    for (query, found) in [
        (ActivityQuery { action: Some(AuditedAction::CustomerLabel), ..ActivityQuery::default() }, 7),
        (ActivityQuery { action: Some(AuditedAction::PreferencesSet), ..ActivityQuery::default() }, 3),
        (ActivityQuery { member: Some(id("u-yunfan-wang")), ..ActivityQuery::default() }, 8),
        (ActivityQuery { begin: day("2026-11-24"), ..ActivityQuery::default() }, 4),
        (ActivityQuery { end: day("2026-11-23"), ..ActivityQuery::default() }, 8),
        (ActivityQuery { begin: day("2026-11-25"), ..ActivityQuery::default() }, 0),
        (ActivityQuery { end: day("2026-11-22"), ..ActivityQuery::default() }, 0),
        (
            ActivityQuery {
                begin: day("2026-11-23"),
                end: day("2026-11-23"),
                action: Some(AuditedAction::SignIn),
                ..ActivityQuery::default()
            },
            1,
        ),
    ] {
        let query = ActivityQuery { limit: Some(100), ..query };
        assert_eq!(page(&admin, &query).await.activities.len(), found, "{query:?}");
    }
    let wrong = ActivityQuery { limit: Some(0), ..ActivityQuery::default() };
    assert_eq!(admin.fetch(&LIST, (), &wrong).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn what_time_did_has_no_member() {
    let world = World::new().await;
    world.pass_until("2026-11-23T22:00:00Z".parse().unwrap());
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let admin = world.sign_in("yunfan-admin").await;
    let query =
        ActivityQuery { action: Some(AuditedAction::MarketingTaskGenerate), ..ActivityQuery::default() };
    let log = page(&admin, &query).await;
    assert_eq!((log.activities.len(), log.activities[0].member.clone()), (1, None));
}

#[tokio::test]
async fn reading_changes_nothing_and_nobody_can() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let chain = "SELECT hash FROM audit WHERE chain = $1 ORDER BY seq";
    let before = world.texts(chain, "p-yunfan").await;
    let seen = page(&admin, &ActivityQuery::default()).await;
    admin.fetch(&MEMBERS, (), &()).await.ok();
    assert_eq!(world.texts(chain, "p-yunfan").await, before);
    for sql in [
        "UPDATE audit SET action = 'sign_out' WHERE chain = 'p-yunfan'",
        "DELETE FROM audit WHERE chain = 'p-yunfan'",
    ] {
        let mut tx = world.service.app.store.write().await.unwrap();
        let error = sqlx::query(sql).execute(&mut *tx).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    assert_eq!(page(&admin, &ActivityQuery::default()).await, seen);
    let report = verify(&mut world.service.app.store.read().await.unwrap()).await.unwrap();
    assert!(report.broken.is_empty(), "{:?}", report.broken);
}

#[tokio::test]
async fn it_is_exported_in_the_readers_language_and_by_administrators_only() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    tag(&wang, Some("VIP")).await;
    let admin = world.sign_in("yunfan-admin").await;
    let query = ActivityQuery {
        action: Some(AuditedAction::CustomerLabel),
        before: Some(1),
        ..ActivityQuery::default()
    };
    let draft = ExportDraft { of: ExportOf::ActivityLog(query), format: ExportFormat::Csv };
    assert_eq!(wang.submit(&CREATE, (), &draft).await.code(), ErrorCode::AccessDenied);
    for (language, name) in [(Language::ZhCn, "修改客户标签"), (Language::EnUs, "Changed a customer's tag")]
    {
        admin.submit(&SET_PREFERENCES, (), &PreferenceChange::language(language)).await.ok();
        let export = admin.submit(&CREATE, (), &draft).await.ok();
        while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
        let path = FILE.spec.path.replace("{export_id}", export.export_id.as_str());
        let file = admin.browser.raw("GET", &path, &[], "").await;
        let text = String::from_utf8(file.content.to_vec()).unwrap();
        assert!(text.contains(name) && text.contains("王宁") && text.contains("VIP"), "{text}");
    }
}

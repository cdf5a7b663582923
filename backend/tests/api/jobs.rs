//! What happens by time (D5.1): once, whatever restarts, whoever else works, whatever else fails.

use crate::{
    harness::{Service, pepper},
    world::World,
};
use backend::{
    app::App,
    jobs::{self, JobKind},
    store::Store,
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    demo::{ADVANCE_CLOCK, ClockDraft},
    filings::{FILE, Filing, FilingDraft, FilingPage, FilingQuery, FilingStatus, LIST, MAX_OPEN, VALID_S},
    problem::ErrorCode,
    text::CustomerName,
    time::Timestamp,
};
use std::time::{Duration, Instant};

/// A world in which nothing else is to happen by time.
async fn quiet() -> World {
    let world = World::new().await;
    world.service.write("DELETE FROM jobs").await;
    world
}

/// A filing of somebody whom nobody knows.
pub fn draft(mobile_phone: &str) -> FilingDraft {
    FilingDraft {
        customer_name: CustomerName::try_from("杭州晨曦软件有限公司".to_owned()).unwrap(),
        mobile_phone: MobilePhone::try_from(mobile_phone.to_owned()).unwrap(),
        email: EmailAddress::try_from(format!("c{mobile_phone}@mail.example.com")).unwrap(),
        country_code: None,
        industry: None,
        contact: None,
        remark: None,
    }
}

/// Another process on the same database.
async fn another(service: &Service) -> App {
    let store = Store::open(&service.database.url).await.unwrap();
    App::new(store, service.clock.clone(), service.app.config.clone(), pepper())
}

async fn schedule(app: &App, about_id: &str, due_at: Timestamp) {
    let mut tx = app.store.write().await.unwrap();
    jobs::schedule(&mut tx, JobKind::FilingExpires, about_id, due_at).await.unwrap();
    tx.commit().await.unwrap();
}

/// Files so many customers and gives their ids.
async fn file(world: &World, count: usize) -> Vec<String> {
    let admin = world.sign_in("yunfan-admin").await;
    let mut ids = Vec::new();
    for number in 0..count {
        let draft = draft(&format!("136{number:08}"));
        let filing = admin.submit(&FILE, (), &draft).await.ok();
        assert_eq!(filing.status, FilingStatus::Filed);
        ids.push(filing.filing_id.to_string());
    }
    world.service.write("DELETE FROM jobs WHERE kind = 'FILING_REMINDER'").await;
    ids
}

async fn listed(world: &World) -> FilingPage {
    let admin = world.sign_in("yunfan-admin").await;
    admin.fetch(&LIST, (), &FilingQuery { limit: Some(100), ..FilingQuery::default() }).await.ok()
}

fn expired(page: &FilingPage, ids: &[String]) -> usize {
    let is_one = |filing: &&Filing| ids.contains(&filing.filing_id.to_string());
    page.filings.iter().filter(is_one).filter(|filing| filing.status == FilingStatus::Expired).count()
}

/// How often the audit says that a filing has expired.
async fn expiries(service: &Service) -> usize {
    service.audited().await.iter().filter(|action| action.as_str() == "filing.expired").count()
}

#[tokio::test]
async fn nothing_happens_before_its_time_and_then_everything_that_is_due() {
    let world = quiet().await;
    let ids = file(&world, 3).await;
    world.service.pass(VALID_S - 1);
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0);
    world.service.pass(1);
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 3);
    assert_eq!(expired(&listed(&world).await, &ids), 3);
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0, "what is done is not done again");
}

#[tokio::test]
async fn two_workers_on_one_database_do_each_job_once() {
    let world = quiet().await;
    let service = &world.service;
    let ids = file(&world, 12).await;
    service.pass(VALID_S);
    let other = another(service).await;
    let rounds = [service.app.clone(), other].map(|app| {
        tokio::spawn(async move {
            let mut done = 0;
            // One may find the database busy; nothing is lost by that.
            for _ in 0..5 {
                done += jobs::run_due(&app).await.unwrap_or(0);
            }
            done
        })
    });
    let mut done = 0;
    for round in rounds {
        done += round.await.unwrap();
    }
    assert_eq!(done, 12);
    assert_eq!(expired(&listed(&world).await, &ids), 12);
    assert_eq!(expiries(service).await, 12);
    assert_eq!(service.count("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND failures > 0").await, 0);
}

#[tokio::test]
async fn what_was_due_while_nobody_ran_is_done_after_the_start() {
    let world = quiet().await;
    let ids = file(&world, 2).await;
    world.service.pass(VALID_S + 86_400);
    let restarted = another(&world.service).await;
    assert_eq!(jobs::run_due(&restarted).await.unwrap(), 2);
    assert_eq!(expired(&listed(&world).await, &ids), 2);
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_later_and_holds_up_no_other() {
    let world = quiet().await;
    let service = &world.service;
    let ids = file(&world, 2).await;
    service.pass(VALID_S);
    service
        .write("INSERT INTO jobs (job_id, kind, about_id, due_at, try_at) VALUES ('j-newer', 'OF_A_NEWER_VERSION', 'x', 0, 0)")
        .await;
    assert_eq!(jobs::run_due(&service.app).await.unwrap(), 2);
    assert_eq!(expired(&listed(&world).await, &ids), 2);
    let of = async |sql| service.count(sql).await;
    let wait = "SELECT try_at FROM jobs WHERE job_id = 'j-newer'";
    let failures = "SELECT failures FROM jobs WHERE job_id = 'j-newer' AND done_at IS NULL";
    let mut waits = Vec::new();
    for round in 1..=4 {
        assert_eq!(of(failures).await, round);
        let seconds = of(wait).await - service.now().seconds();
        assert_eq!(jobs::run_due(&service.app).await.unwrap(), 0);
        assert_eq!(of(failures).await, round, "not before its time");
        waits.push(seconds);
        service.pass(seconds);
        jobs::run_due(&service.app).await.unwrap();
    }
    assert!(waits.is_sorted_by(|a, b| a < b), "{waits:?}");
    // The newer version comes, or the bug is mended.
    service.write("UPDATE jobs SET kind = 'FILING_EXPIRES', try_at = 0 WHERE job_id = 'j-newer'").await;
    assert_eq!(jobs::run_due(&service.app).await.unwrap(), 1);
}

#[tokio::test]
async fn a_job_that_is_undone_in_the_middle_leaves_nothing_half_done() {
    let world = quiet().await;
    let service = &world.service;
    let ids = file(&world, 1).await;
    service.pass(VALID_S);
    // The last step of the effect fails, as it would with a full disk.
    let make_room = service.fill_disk_for("audit").await;
    assert_eq!(jobs::run_due(&service.app).await.unwrap(), 0);
    let state = "SELECT status FROM filings WHERE filing_id = $1";
    assert_eq!(world.texts(state, &ids[0]).await, ["FILED"]);
    assert_eq!(service.count("SELECT COUNT(*) FROM jobs WHERE failures = 1 AND done_at IS NULL").await, 1);
    service.write(make_room).await;
    service.pass(60);
    assert_eq!(jobs::run_due(&service.app).await.unwrap(), 1);
    assert_eq!(expired(&listed(&world).await, &ids), 1);
}

#[tokio::test]
async fn what_is_cancelled_does_not_happen_and_what_is_moved_happens_once() {
    let world = quiet().await;
    let app = &world.service.app;
    let now = world.now();
    schedule(app, "f-gone", now.plus_seconds(10)).await;
    schedule(app, "f-moved", now.plus_seconds(10)).await;
    schedule(app, "f-moved", now.plus_seconds(20)).await;
    let mut tx = app.store.write().await.unwrap();
    jobs::cancel(&mut tx, JobKind::FilingExpires, "f-gone").await.unwrap();
    jobs::cancel(&mut tx, JobKind::FilingExpires, "f-never-was").await.unwrap();
    tx.commit().await.unwrap();
    world.service.pass(10);
    assert_eq!(jobs::run_due(app).await.unwrap(), 0);
    world.service.pass(10);
    assert_eq!(jobs::run_due(app).await.unwrap(), 1);
}

#[tokio::test]
async fn the_worker_wakes_when_the_clock_is_moved_and_stops_when_told() {
    let world = quiet().await;
    let service = &world.service;
    let ids = file(&world, 1).await;
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(jobs::run(service.app.clone(), stopped));
    // Asleep by now.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let begun = Instant::now();
    let seconds = u32::try_from(VALID_S).unwrap();
    world.anybody().submit(&ADVANCE_CLOCK, (), &ClockDraft { advance_seconds: seconds }).await.ok();
    while expiries(service).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(8), "nobody woke the worker");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(expired(&listed(&world).await, &ids), 1);
    stopping.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(2), worker).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_expired_filing_gives_its_place_back() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let before = listed(&world).await.open_count;
    for number in before..MAX_OPEN {
        admin.submit(&FILE, (), &draft(&format!("136{number:08}"))).await.ok();
    }
    let one_more = draft("13711112222");
    assert_eq!(admin.submit(&FILE, (), &one_more).await.code(), ErrorCode::FilingLimit);
    world.service.pass(VALID_S);
    jobs::run_due(&world.service.app).await.unwrap();
    let admin = world.sign_in("yunfan-admin").await;
    admin.submit(&FILE, (), &one_more).await.ok();
    assert!(listed(&world).await.open_count < MAX_OPEN);
}

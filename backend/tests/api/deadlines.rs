//! The deadline inbox, its calendar and its reminders: rules W1–W5 of `docs/rules.md`.

use crate::{
    jobs::draft,
    world::{Actor, World},
};
use backend::jobs;
use contract::{
    deadlines::{DeadlineKind as Kind, DeadlineQuery, Deadlines, LIST, SUBSCRIBE, UNSUBSCRIBE},
    filings::{FILE, VALID_S},
    problem::ErrorCode,
    working_days::{SHOW, WorkingCalendar},
};

async fn inbox(actor: &Actor<'_>, kinds: Vec<Kind>) -> Deadlines {
    actor.fetch(&LIST, (), &DeadlineQuery { kinds }).await.ok()
}

#[tokio::test]
async fn everything_with_a_clock_stands_in_one_list_the_least_time_first() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = inbox(&admin, Vec::new()).await;
    assert!(all.deadlines.is_sorted_by_key(|deadline| deadline.due_at));
    assert_eq!(all.now, world.now());
    assert_eq!(all.deadlines[0].about_id, "ho-100003");
    // Statements are those of procurement partners, who have nothing else.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::StatementConfirmation) {
        let counted = all.counts.iter().find(|count| count.kind == kind).map_or(0, |count| count.count);
        let listed = all.deadlines.iter().filter(|deadline| deadline.kind == kind).count();
        assert_eq!(usize::try_from(counted).unwrap(), listed, "{kind:?}");
        assert!(listed > 0, "{kind:?}");
    }
    let only = inbox(&admin, vec![Kind::AcceptOpportunity]).await;
    let shown: Vec<_> = only.deadlines.iter().map(|deadline| deadline.about_id.as_str()).collect();
    assert_eq!(shown, ["ho-100003", "ho-100001", "ho-100002"]);
    assert_eq!(only.counts, all.counts);
    let procurer = world.sign_in("caizhi-finance").await;
    let statements = inbox(&procurer, Vec::new()).await.deadlines;
    assert!(!statements.is_empty() && statements.iter().all(|one| one.kind == Kind::StatementConfirmation));
}

#[tokio::test]
async fn a_member_sees_what_it_may_see_and_customers_are_masked() {
    let world = World::new().await;
    let li = world.sign_in("yunfan-li").await;
    let admin = world.sign_in("yunfan-admin").await;
    let filings = async |actor: &Actor<'_>| inbox(actor, vec![Kind::Filing]).await.deadlines.len();
    assert!(filings(&li).await < filings(&admin).await, "an account manager sees its own");
    let finance = world.sign_in("yunfan-finance").await;
    let of_finance = inbox(&finance, Vec::new()).await.counts;
    assert!(
        of_finance
            .iter()
            .all(|count| matches!(count.kind, Kind::IncentiveConfirmation | Kind::PayoutInvoice)),
        "{of_finance:?}"
    );
    let operator = world.sign_in("yunfan-operator").await;
    assert_eq!(inbox(&operator, Vec::new()).await.deadlines, []);
    for deadline in inbox(&admin, vec![Kind::Filing, Kind::Invitation]).await.deadlines {
        assert!(deadline.title.contains('*'), "{}", deadline.title);
    }
    // Without the programme there are no opportunities.
    let huashang = world.sign_in("huashang-admin").await;
    let kinds = inbox(&huashang, Vec::new()).await.counts;
    let of_opportunities = |kind| matches!(kind, Kind::AcceptOpportunity | Kind::VerifyOpportunity);
    assert!(!kinds.iter().any(|count| of_opportunities(count.kind)), "{kinds:?}");
}

#[tokio::test]
async fn a_calendar_reads_by_its_address_without_names_until_it_is_withdrawn() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    assert!(!inbox(&admin, Vec::new()).await.subscribed);
    let first = admin.submit(&SUBSCRIBE, (), &()).await.ok().path;
    let path = admin.submit(&SUBSCRIBE, (), &()).await.ok().path;
    assert!(inbox(&admin, Vec::new()).await.subscribed);
    let visitor = world.anybody();
    let read = async |path: &str| visitor.browser.raw("GET", path, &[], "").await;
    assert_eq!(read(&first).await.code(), ErrorCode::NotFound, "an earlier address stops working");
    let calendar = read(&path).await;
    assert_eq!(calendar.status, 200);
    assert!(calendar.body.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(
        calendar.body.contains("ACCEPT_OPPORTUNITY")
            || calendar.body.contains("accept_opportunity-ho-100003")
    );
    assert!(!calendar.body.contains("灾备中心建设"), "no names");
    // Only a hash is kept.
    let token = path.rsplit('/').next().unwrap();
    let kept = world.texts("SELECT token_hash FROM deadline_calendars WHERE token_hash <> $1", "").await;
    assert!(!kept.iter().any(|hash| hash == token));
    admin.submit(&UNSUBSCRIBE, (), &()).await.ok();
    assert_eq!(read(&path).await.code(), ErrorCode::NotFound);
    assert_eq!(read("/v2/deadline-calendars/0123").await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn both_sides_reckon_with_the_same_days() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(admin.fetch(&SHOW, (), &()).await.ok(), WorkingCalendar::default());
}

#[tokio::test]
async fn a_filing_is_brought_to_mind_one_working_day_before_its_end_even_over_a_weekend() {
    let world = World::new().await;
    world.service.write("DELETE FROM jobs").await;
    let wang = world.sign_in("yunfan-wang").await;
    wang.submit(&FILE, (), &draft("13600000001")).await.ok();
    let end = world.now().plus_seconds(VALID_S);
    // Fifteen days from Monday noon end on a Tuesday: the working day before is that Monday, from its midnight.
    let remind_at = WorkingCalendar::default().before(end, 1);
    assert_eq!(remind_at.to_string(), "2026-12-06T16:00:00Z");
    let told = async |world: &World| {
        while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
        world.messages("FILING_ENDS_SOON").await.len()
    };
    world.pass_until(remind_at.plus_seconds(-1));
    assert_eq!(told(&world).await, 0);
    world.service.pass(1);
    assert_eq!(told(&world).await, 2, "by mail and in the site");
    assert_eq!(told(&world).await, 2, "once");
}

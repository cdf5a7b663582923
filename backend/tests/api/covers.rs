//! Vacation cover: rules J2.12–J2.18 of `docs/rules.md`. In the demo 王宁 and 赵晴 are account managers who see their own
//! customers only; 高远 leads 王宁 and 李默.

use crate::{
    jobs::draft as filing,
    world::{Actor, World, id},
};
use backend::jobs;
use contract::{
    covers::{
        COLLEAGUES, CREATE, Cover, CoverDraft, CoverQuery, CoverSide, CoverState, CoverVersion, END, LIST,
    },
    customers::{CustomerPage, CustomerQuery, LIST as CUSTOMERS, LabelDraft, SET_LABEL, SHOW},
    deadlines::{DeadlineQuery, LIST as DEADLINES},
    filings::{FILE, VALID_S},
    problem::ErrorCode,
    time::Date,
    working_days::WorkingCalendar,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn draft(to: &str, first: &str, last: &str) -> CoverDraft {
    CoverDraft {
        colleague_user_id: id(&format!("u-{to}")),
        first_day: day(first),
        last_day: day(last),
        note: "报价请在周三前发出".to_owned().try_into().unwrap(),
    }
}

async fn handed_over(from: &Actor<'_>, to: &str, first: &str, last: &str) -> Cover {
    from.submit(&CREATE, (), &draft(to, first, last)).await.ok()
}

async fn customers(of: &Actor<'_>) -> CustomerPage {
    of.fetch(&CUSTOMERS, (), &CustomerQuery { limit: Some(100), ..CustomerQuery::default() }).await.ok()
}

async fn refused(from: &Actor<'_>, to: &str, first: &str, last: &str) -> ErrorCode {
    from.submit(&CREATE, (), &draft(to, first, last)).await.code()
}

#[tokio::test]
async fn within_its_days_the_colleague_sees_the_queue_marked_and_before_and_after_does_not() {
    let world = World::new().await;
    let (wang, zhao) = (world.sign_in("yunfan-wang").await, world.sign_in("yunfan-zhao").await);
    let (of_wang, of_zhao) = (customers(&wang).await.count, customers(&zhao).await.count);
    let filings_of_wang = wang.fetch(&DEADLINES, (), &DeadlineQuery::default()).await.ok().counts;
    let cover = handed_over(&wang, "yunfan-zhao", "2026-11-24", "2026-11-25").await;
    assert_eq!(cover.state, CoverState::Planned);
    assert_eq!(customers(&zhao).await.count, of_zhao, "it has not begun");

    world.pass_until(day("2026-11-24").china_midnight());
    let (wang, zhao) = (world.sign_in("yunfan-wang").await, world.sign_in("yunfan-zhao").await);
    let seen = customers(&zhao).await;
    assert_eq!(seen.count, of_wang + of_zhao);
    for customer in &seen.customer_infos {
        let manager = customer.account_managers[0].user_id.as_str();
        let covered_for = (manager == "u-yunfan-wang").then_some("王宁");
        assert_eq!(customer.covered_for.as_deref(), covered_for, "{}", customer.customer_id);
    }
    assert_eq!(
        customers(&wang).await.count,
        of_wang,
        "the owner sees the same as before, and nothing of the other's"
    );
    let deadlines = zhao.fetch(&DEADLINES, (), &DeadlineQuery::default()).await.ok().deadlines;
    assert!(!filings_of_wang.is_empty());
    assert!(deadlines.iter().any(|deadline| deadline.covered_for.as_deref() == Some("王宁")));
    assert!(deadlines.iter().any(|deadline| deadline.covered_for.is_none()));

    world.pass_until(day("2026-11-26").china_midnight());
    let zhao = world.sign_in("yunfan-zhao").await;
    assert_eq!(customers(&zhao).await.count, of_zhao, "it ends by the clock, no job has to run");
    let given = wang_s(&world).await;
    assert_eq!(given[0].state, CoverState::Over);
}

async fn wang_s(world: &World) -> Vec<Cover> {
    let wang = world.sign_in("yunfan-wang").await;
    wang.fetch(&LIST, (), &CoverQuery::default()).await.ok().covers
}

#[tokio::test]
async fn what_the_colleague_does_is_audited_as_done_on_behalf_of_the_owner() {
    let world = World::new().await;
    let (wang, zhao) = (world.sign_in("yunfan-wang").await, world.sign_in("yunfan-zhao").await);
    let of_wang = customers(&wang).await.customer_infos[0].customer_id.clone();
    let of_zhao = customers(&zhao).await.customer_infos[0].customer_id.clone();
    let tag = LabelDraft { label: Some("代班".to_owned().try_into().unwrap()) };
    let before = zhao.submit(&SET_LABEL, (of_wang.clone(),), &tag).await;
    assert_eq!(before.code(), ErrorCode::NotASubCustomer, "not yet hers to touch");
    handed_over(&wang, "yunfan-zhao", "2026-11-23", "2026-11-23").await;
    for customer in [&of_wang, &of_zhao] {
        zhao.submit(&SET_LABEL, (customer.clone(),), &tag).await.ok();
    }
    let shown = zhao.fetch(&SHOW, (of_wang.clone(),), &()).await.ok();
    assert_eq!(shown.info.covered_for.as_deref(), Some("王宁"));
    let rows = "SELECT object || ' ' || detail FROM audit WHERE action = 'customer.label' AND actor = $1 ORDER BY seq";
    let rows = world.texts(rows, "u-yunfan-zhao").await;
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with(of_wang.as_str()) && rows[0].contains(r#""on_behalf_of":"u-yunfan-wang""#));
    assert!(!rows[1].contains("on_behalf_of"), "{}", rows[1]);
}

#[tokio::test]
async fn either_of_the_two_ends_it_early_at_once_and_both_are_told() {
    let world = World::new().await;
    let (wang, zhao) = (world.sign_in("yunfan-wang").await, world.sign_in("yunfan-zhao").await);
    let of_zhao = customers(&zhao).await.count;
    let cover = handed_over(&wang, "yunfan-zhao", "2026-11-23", "2026-11-30").await;
    assert!(customers(&zhao).await.count > of_zhao, "today's begins at once");
    for kind in ["COVER_TAKEN", "COVER_GIVEN"] {
        let told = world.messages(kind).await;
        assert_eq!(told.len(), 2, "{kind}: mail and in-site");
        assert!(told.iter().all(|text| !text.contains("报价")), "the note stays in the product");
    }
    let seen = CoverVersion { version: cover.version };
    let outsider = world.sign_in("yunfan-li").await;
    let foreign = outsider.submit(&END, (cover.cover_id.clone(),), &seen).await;
    let missing = outsider.submit(&END, (id("cv-none"),), &seen).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
    let stale = zhao.submit(&END, (cover.cover_id.clone(),), &CoverVersion { version: 9 }).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    let ended = zhao.submit(&END, (cover.cover_id.clone(),), &seen).await.ok();
    assert_eq!((ended.state, ended.ended_by.as_deref()), (CoverState::EndedEarly, Some("赵晴")));
    assert_eq!(customers(&zhao).await.count, of_zhao);
    assert_eq!(world.messages("COVER_ENDED").await.len(), 4);
    let twice = wang.submit(&END, (cover.cover_id,), &seen).await.refused();
    assert_eq!((twice.error_code, twice.settled_by.as_deref()), (ErrorCode::NotInThisState, Some("赵晴")));
    // The days are free again.
    handed_over(&wang, "yunfan-zhao", "2026-11-23", "2026-11-30").await;
}

#[tokio::test]
async fn covers_neither_overlap_nor_make_a_chain() {
    let world = World::new().await;
    let (wang, zhao, li) = (
        world.sign_in("yunfan-wang").await,
        world.sign_in("yunfan-zhao").await,
        world.sign_in("yunfan-li").await,
    );
    handed_over(&wang, "yunfan-zhao", "2026-12-01", "2026-12-05").await;
    assert_eq!(refused(&wang, "yunfan-li", "2026-12-05", "2026-12-08").await, ErrorCode::CoverOverlaps);
    // Who holds a queue does not hand on, and who is away takes none.
    assert_eq!(refused(&zhao, "yunfan-li", "2026-12-05", "2026-12-08").await, ErrorCode::CoverChain);
    assert_eq!(refused(&li, "yunfan-wang", "2026-11-30", "2026-12-01").await, ErrorCode::CoverChain);
    // One colleague may hold two queues; the day after is free.
    handed_over(&li, "yunfan-zhao", "2026-12-03", "2026-12-04").await;
    handed_over(&wang, "yunfan-li", "2026-12-06", "2026-12-08").await;
    let taken = CoverQuery { side: CoverSide::Taken, ..CoverQuery::default() };
    assert_eq!(zhao.fetch(&LIST, (), &taken).await.ok().total_count, 2);
    // What 赵晴 sees of 王宁 is not handed further by a cover of 李默's.
    world.pass_until(day("2026-12-03").china_midnight());
    let zhao = world.sign_in("yunfan-zhao").await;
    let active = CoverQuery { active: true, ..taken };
    assert_eq!(zhao.fetch(&LIST, (), &active).await.ok().total_count, 2);
}

#[tokio::test]
async fn only_an_active_colleague_whose_roles_carry_the_whole_queue_may_hold_it() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for (to, code) in [
        ("yunfan-finance", ErrorCode::MayNotCover),
        ("yunfan-operator", ErrorCode::MayNotCover),
        ("huashang-sun", ErrorCode::MayNotCover),
        ("nobody", ErrorCode::MayNotCover),
        ("yunfan-wang", ErrorCode::InvalidParameter),
    ] {
        assert_eq!(refused(&wang, to, "2026-11-24", "2026-11-25").await, code, "{to}");
    }
    let offered = wang.fetch(&COLLEAGUES, (), &()).await.ok();
    assert_eq!(offered.today, day("2026-11-23"));
    let may = |name: &str| {
        offered.colleagues.iter().find(|colleague| colleague.account_name == name).map(|one| one.may_cover)
    };
    assert_eq!((may("yunfan-zhao"), may("yunfan-admin")), (Some(true), Some(true)));
    assert_eq!((may("yunfan-finance"), may("yunfan-wang"), may("huashang-sun")), (Some(false), None, None));
    world.service.write("UPDATE users SET disabled = 1 WHERE user_id = 'u-yunfan-zhao'").await;
    assert_eq!(refused(&wang, "yunfan-zhao", "2026-11-24", "2026-11-25").await, ErrorCode::MayNotCover);
    // An administrator's queue is more than an account manager's roles carry.
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(refused(&admin, "yunfan-li", "2026-11-24", "2026-11-25").await, ErrorCode::MayNotCover);
    handed_over(&admin, "yunfan-admin2", "2026-11-24", "2026-11-25").await;
}

#[tokio::test]
async fn a_director_s_queue_is_that_of_the_team_and_days_must_make_sense() {
    let world = World::new().await;
    let (director, zhao) = (world.sign_in("yunfan-director").await, world.sign_in("yunfan-zhao").await);
    let (team, own) = (customers(&director).await.count, customers(&zhao).await.count);
    handed_over(&director, "yunfan-zhao", "2026-11-23", "2026-11-24").await;
    let seen = customers(&zhao).await;
    assert_eq!(seen.count, team + own);
    assert!(seen.customer_infos.iter().any(|customer| customer.covered_for.as_deref() == Some("高远")));
    for (first, last) in [
        ("2026-11-22", "2026-11-24"),
        ("2026-12-24", "2026-12-23"),
        ("2026-12-01", "2027-01-30"),
        ("2027-08-01", "2027-08-02"),
    ] {
        let wrong = zhao.submit(&CREATE, (), &draft("yunfan-li", first, last)).await;
        assert_eq!(wrong.code(), ErrorCode::InvalidParameter, "{first} {last}");
    }
    let blank =
        r#"{"colleague_user_id":"u-yunfan-li","first_day":"2026-12-01","last_day":"2026-12-02","note":" "}"#;
    assert_eq!(zhao.submit_text(&CREATE, (), blank).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn a_reminder_goes_to_who_holds_the_queue_as_well() {
    let world = World::new().await;
    world.service.write("DELETE FROM jobs").await;
    let wang = world.sign_in("yunfan-wang").await;
    wang.submit(&FILE, (), &filing("13600000001")).await.ok();
    handed_over(&wang, "yunfan-zhao", "2026-12-01", "2026-12-31").await;
    world.pass_until(WorkingCalendar::default().before(world.now().plus_seconds(VALID_S), 1));
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let told = world.messages("FILING_ENDS_SOON").await;
    let to = |name: &str| told.iter().filter(|text| text.contains(name)).count();
    assert_eq!((to("yunfan-wang"), to("yunfan-zhao")), (2, 2), "each by mail and in the site: {told:#?}");
}

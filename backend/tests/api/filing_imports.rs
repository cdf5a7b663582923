//! Filing customers out of a file: rules D2 of `docs/rules.md`.

use crate::{
    harness::new_key,
    world::{Actor, World, id},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    filing_imports::{
        APPLY, CANCEL, CHECK, CHECK_AT_ONCE, CheckedRows, Import, ImportDraft, ImportRowQuery,
        ImportStatus as Status, KEPT_S, LIST, MAX_ROWS, ROWS, RowDraft, RowOutcome, RowResult, RowsDraft,
        SHOW, START,
    },
    filing_rules::FilingRefusal,
    filings::{
        self, FILE, FILE_LISTED, FilingDraft, FilingIds, FilingQuery, FilingStatus, MAX_OPEN, WITHDRAW,
    },
    ids::{FilingId, ImportId},
    problem::ErrorCode,
    text::{CustomerName, FileName},
};
use std::time::Instant;

fn filing(mobile_phone: &str) -> FilingDraft {
    FilingDraft {
        customer_name: CustomerName::try_from(format!("常州运河贸易{mobile_phone}")).unwrap(),
        mobile_phone: MobilePhone::try_from(mobile_phone.to_owned()).unwrap(),
        email: EmailAddress::try_from(format!("it@p{mobile_phone}.example.org")).unwrap(),
        country_code: None,
        industry: None,
        contact: None,
        remark: None,
    }
}

/// Row `row`, whose number says who it is.
fn row(row: u32) -> RowDraft {
    RowDraft { row, filing: filing(&format!("136{row:08}")) }
}

fn start(total_rows: u32) -> ImportDraft {
    ImportDraft { file_name: FileName::try_from("客户名单.csv".to_owned()).unwrap(), total_rows }
}

/// A file of 1,000 rows, 20 of them bad: ten customers, five with the address of an account with spend, and five whose
/// number stands in an earlier row.
fn thousand() -> Vec<RowDraft> {
    let mut rows: Vec<RowDraft> = (2..=1_001).map(row).collect();
    for number in 1..=10 {
        rows[number * 50].filing = filing(&format!("139000000{number:02}"));
    }
    for number in 1..=5 {
        rows[500 + number * 30].filing.email =
            EmailAddress::try_from("it@hw-xianjin.example.com".to_owned()).unwrap();
        rows[800 + number * 30].filing = rows[number * 7].filing.clone();
    }
    rows
}

async fn begin(member: &Actor<'_>, total_rows: u32) -> ImportId {
    member.submit(&START, (), &start(total_rows)).await.ok().import_id
}

/// Hands all rows over, as many at once as may be.
async fn check(member: &Actor<'_>, import_id: &ImportId, rows: &[RowDraft]) -> Vec<RowOutcome> {
    let mut outcomes = Vec::new();
    for part in rows.chunks(CHECK_AT_ONCE) {
        outcomes.extend(hand_over(member, import_id, part).await.rows);
    }
    outcomes
}

async fn hand_over(member: &Actor<'_>, import_id: &ImportId, rows: &[RowDraft]) -> CheckedRows {
    member.submit(&CHECK, (import_id.clone(),), &RowsDraft { rows: rows.to_vec() }).await.ok()
}

async fn apply_all(member: &Actor<'_>, import_id: &ImportId) -> Vec<RowOutcome> {
    let mut outcomes = Vec::new();
    loop {
        let applied = member.submit(&APPLY, (import_id.clone(),), &()).await.ok();
        outcomes.extend(applied.rows);
        if applied.import.status == Status::Done {
            return outcomes;
        }
    }
}

fn count(import: &Import, result: RowResult) -> u32 {
    import.counts.iter().find(|count| count.result == result).map_or(0, |count| count.rows)
}

async fn show(member: &Actor<'_>, import_id: &ImportId) -> Import {
    member.fetch(&SHOW, (import_id.clone(),), &()).await.ok()
}

async fn open_count(member: &Actor<'_>) -> u32 {
    member.fetch(&filings::LIST, (), &FilingQuery::default()).await.ok().open_count
}

const ALL_FILINGS: &str = "SELECT COUNT(*) FROM filings WHERE partner_id = $1";

#[tokio::test]
async fn a_thousand_rows_with_twenty_bad_ones_are_foretold_filed_and_the_bad_ones_handed_back() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let before = (open_count(&admin).await, world.number(ALL_FILINGS, "p-yunfan").await);
    let rows = thousand();
    let import_id = begin(&admin, 1_000).await;
    let foretold = check(&admin, &import_id, &rows).await;
    assert_eq!(foretold.len(), 1_000);
    assert!(foretold.iter().zip(&rows).all(|(outcome, row)| outcome.row == row.row && !outcome.applied));
    let checked = show(&admin, &import_id).await;
    assert_eq!((checked.status, checked.checked_rows, checked.applied_rows), (Status::Checked, 1_000, 0));
    let free = MAX_OPEN - before.0;
    let counts = |import: &Import| {
        [RowResult::Filed, RowResult::Listed, RowResult::Refused, RowResult::Duplicate]
            .map(|result| count(import, result))
    };
    assert_eq!(counts(&checked), [free, 980 - free, 15, 5]);
    // A dry run changes no filing.
    assert_eq!((open_count(&admin).await, world.number(ALL_FILINGS, "p-yunfan").await), before);

    let became = apply_all(&admin, &import_id).await;
    let done = show(&admin, &import_id).await;
    assert_eq!((done.status, done.applied_rows), (Status::Done, 1_000));
    // What was foretold has become so.
    assert_eq!(counts(&done), counts(&checked));
    assert!(became.iter().zip(&foretold).all(|(became, foretold)| became.result == foretold.result));
    assert!(became.iter().all(|row| row.applied && row.filing_id.is_none() == row.result.is_failure()));
    assert_eq!(open_count(&admin).await, MAX_OPEN);
    assert_eq!(world.number(ALL_FILINGS, "p-yunfan").await, before.1 + 980);

    let failed = ImportRowQuery { failed_only: true, limit: Some(100), ..ImportRowQuery::default() };
    let failed = admin.fetch(&ROWS, (import_id.clone(),), &failed).await.ok();
    assert_eq!((failed.total_count, failed.rows.len()), (20, 20));
    for failed in &failed.rows {
        let typed = rows.iter().find(|row| row.row == failed.outcome.row).unwrap();
        assert_eq!(failed.filing, typed.filing);
        let why = &failed.outcome.filing_refusals;
        match failed.outcome.result {
            RowResult::Duplicate => assert!(why.is_empty()),
            // One of the customers has a contract besides.
            _ => assert!(
                matches!(why[0], FilingRefusal::AlreadyAssociated | FilingRefusal::SpendNotFollowed),
                "{why:?}"
            ),
        }
    }
}

#[tokio::test]
async fn what_is_listed_can_be_filed_when_a_place_is_free() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 120).await;
    check(&admin, &import_id, &(1..=120).map(row).collect::<Vec<_>>()).await;
    let became = apply_all(&admin, &import_id).await;
    let listed: FilingId = became.last().unwrap().filing_id.clone().unwrap();
    let filing = admin.fetch(&filings::SHOW, (listed.clone(),), &()).await.ok();
    assert_eq!(
        (filing.status, filing.expire_at, filing.manager.as_str()),
        (FilingStatus::NotFiled, None, "林岚")
    );
    let batch = FilingIds { filing_ids: vec![listed] };
    let refused = admin.submit(&FILE_LISTED, (), &batch).await.ok();
    assert_eq!(refused.error_details[0].error_code, ErrorCode::FilingLimit);
    admin.submit(&WITHDRAW, (id("f-100001"),), &()).await.ok();
    let filed = admin.submit(&FILE_LISTED, (), &batch).await.ok();
    assert_eq!(filed.filings[0].status, FilingStatus::Filed);
}

#[tokio::test]
async fn an_import_goes_on_where_it_stopped_and_files_no_row_twice() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let rows: Vec<RowDraft> = (1..=600).map(row).collect();
    let import_id = begin(&admin, 600).await;
    // The tab is closed in the middle of handing over.
    let half = hand_over(&admin, &import_id, &rows[..300]).await;
    assert_eq!((half.import.status, half.import.checked_rows), (Status::Checking, 300));
    let early = admin.submit(&APPLY, (import_id.clone(),), &()).await.refused();
    assert_eq!(
        (early.error_code, early.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("CHECKING"))
    );
    // Another device finds it and hands over the file from its beginning.
    let admin = world.sign_in("yunfan-admin").await;
    let imports = admin.fetch(&LIST, (), &()).await.ok().imports;
    assert_eq!(
        (imports.len(), &imports[0].import_id, imports[0].file_name.as_str()),
        (1, &import_id, "客户名单.csv")
    );
    let again = check(&admin, &import_id, &rows).await;
    assert_eq!(again[..300], half.rows[..]);
    assert_eq!(show(&admin, &import_id).await.status, Status::Checked);

    // A third of it is applied when the tab is closed again; the last call is repeated with its key.
    let key = new_key();
    let first = admin.submit_as(&APPLY, (import_id.clone(),), &(), &key).await.ok();
    let repeated = admin.submit_as(&APPLY, (import_id.clone(),), &(), &key).await.ok();
    assert_eq!(first, repeated);
    assert_eq!((first.rows.len(), first.import.status), (200, Status::Applying));
    assert_eq!(show(&admin, &import_id).await.applied_rows, 200);
    let rest = apply_all(&admin, &import_id).await;
    assert_eq!((rest[0].row, rest.len()), (201, 400));
    // Whoever asks once more learns that all is done.
    let over = admin.submit(&APPLY, (import_id.clone(),), &()).await.ok();
    assert_eq!((over.rows.len(), over.import.status, over.import.applied_rows), (0, Status::Done, 600));
    assert_eq!(world.number("SELECT COUNT(*) FROM filings WHERE mobile_phone LIKE $1", "136%").await, 600);
}

#[tokio::test]
async fn two_tabs_that_apply_at_once_share_the_rows() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let other = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 400).await;
    check(&admin, &import_id, &(1..=400).map(row).collect::<Vec<_>>()).await;
    let (one, two) = tokio::join!(
        admin.submit(&APPLY, (import_id.clone(),), &()),
        other.submit(&APPLY, (import_id.clone(),), &())
    );
    let mut rows: Vec<u32> = one.ok().rows.iter().chain(&two.ok().rows).map(|row| row.row).collect();
    rows.sort_unstable();
    assert_eq!(rows, (1..=400).collect::<Vec<_>>());
    assert_eq!(show(&admin, &import_id).await.status, Status::Done);
}

#[tokio::test]
async fn cancelling_leaves_filed_what_is_filed_and_throws_the_rest_away() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 500).await;
    check(&admin, &import_id, &(1..=500).map(row).collect::<Vec<_>>()).await;
    admin.submit(&APPLY, (import_id.clone(),), &()).await.ok();
    let cancelled = admin.submit(&CANCEL, (import_id.clone(),), &()).await.ok();
    assert_eq!((cancelled.status, cancelled.applied_rows), (Status::Cancelled, 200));
    let left = "SELECT COUNT(*) FROM filing_import_rows WHERE import_id = $1";
    assert_eq!(world.number(left, import_id.as_str()).await, 200);
    assert_eq!(world.number("SELECT COUNT(*) FROM filings WHERE mobile_phone LIKE $1", "136%").await, 200);
    for refused in [
        admin.submit(&APPLY, (import_id.clone(),), &()).await.code(),
        admin.submit(&CANCEL, (import_id.clone(),), &()).await.code(),
        admin.submit(&CHECK, (import_id.clone(),), &RowsDraft { rows: vec![row(900)] }).await.code(),
    ] {
        assert_eq!(refused, ErrorCode::NotInThisState);
    }
}

#[tokio::test]
async fn the_second_row_with_a_number_is_a_duplicate_however_it_is_written_and_handed_over() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 3).await;
    let first = hand_over(&admin, &import_id, &[RowDraft { row: 2, filing: filing("13612340000") }]).await;
    assert_eq!(first.rows[0].result, RowResult::Filed);
    let body = r#"{"rows":[
        {"row":3,"filing":{"customer_name":"甲","mobile_phone":"+86 136-1234-0000","email":"a@b.example.org"}},
        {"row":4,"filing":{"customer_name":"乙","mobile_phone":"13612340001","email":"a@b.example.org"}}]}"#;
    let rest = admin.submit_text(&CHECK, (import_id.clone(),), body).await.ok();
    let results: Vec<RowResult> = rest.rows.iter().map(|row| row.result).collect();
    assert_eq!(results, [RowResult::Duplicate, RowResult::Filed]);
    let became: Vec<RowResult> = apply_all(&admin, &import_id).await.iter().map(|row| row.result).collect();
    assert_eq!(became, [RowResult::Filed, RowResult::Duplicate, RowResult::Filed]);
}

#[tokio::test]
async fn what_was_foretold_is_decided_anew() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 2).await;
    let foretold = check(&admin, &import_id, &[row(1), row(2)]).await;
    assert!(foretold.iter().all(|row| row.result == RowResult::Filed));
    // Meanwhile another partner was faster.
    world.sign_in("huashang-sun").await.submit(&FILE, (), &row(1).filing).await.ok();
    let became = apply_all(&admin, &import_id).await;
    assert_eq!(became[0].result, RowResult::Refused);
    assert_eq!(became[0].filing_refusals, [FilingRefusal::FiledByAnotherPartner]);
    assert_eq!(became[1].result, RowResult::Filed);
}

#[tokio::test]
async fn a_row_that_has_to_be_reviewed_goes_to_the_operator_when_it_is_applied() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 1).await;
    let reviewed = RowDraft { row: 1, filing: filing("15500010009") };
    let foretold = check(&admin, &import_id, &[reviewed]).await;
    assert_eq!((foretold[0].result, foretold[0].review_reasons.len()), (RowResult::PendingReview, 1));
    let items =
        "SELECT COUNT(*) FROM work_items WHERE kind = 'REVIEW_FILING' AND answered = 0 AND partner_id = $1";
    assert_eq!(world.number(items, "p-yunfan").await, 1);
    let became = apply_all(&admin, &import_id).await;
    assert_eq!(became[0].result, RowResult::PendingReview);
    assert_eq!(world.number(items, "p-yunfan").await, 2);
}

#[tokio::test]
async fn too_many_rows_and_wrong_row_numbers_are_refused() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for total in [0, MAX_ROWS + 1] {
        let refused = admin.submit(&START, (), &start(total)).await.refused();
        assert_eq!(
            (refused.error_code, refused.fields[0].field.as_str()),
            (ErrorCode::InvalidParameter, "total_rows")
        );
    }
    admin.submit(&START, (), &start(MAX_ROWS)).await.ok();
    let import_id = begin(&admin, 3).await;
    for (rows, field) in [
        (vec![], "rows"),
        ((1..=501).map(row).collect(), "rows"),
        // More than was announced.
        ((1..=4).map(row).collect(), "rows"),
        (vec![row(1), row(1)], "rows[1].row"),
        (vec![row(0)], "rows[0].row"),
    ] {
        let refused = admin.submit(&CHECK, (import_id.clone(),), &RowsDraft { rows }).await.refused();
        assert_eq!(refused.fields[0].field, field);
    }
    assert_eq!(show(&admin, &import_id).await.checked_rows, 0);
    let bad = r#"{"rows":[{"row":1,"filing":{"customer_name":"甲","mobile_phone":"1.38E+10","email":"a@b.example.org"}}]}"#;
    let refused = admin.submit_text(&CHECK, (import_id,), bad).await.refused();
    assert_eq!(refused.fields[0].field, "rows[0].filing.mobile_phone");
}

#[tokio::test]
async fn ten_imports_of_a_member_can_be_under_way() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let mut last = None;
    for _ in 0..10 {
        last = Some(begin(&admin, 5).await);
    }
    let refused = admin.submit(&START, (), &start(5)).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(10), Some(10))
    );
    admin.submit(&CANCEL, (last.unwrap(),), &()).await.ok();
    admin.submit(&START, (), &start(5)).await.ok();
}

#[tokio::test]
async fn only_who_began_an_import_sees_it_and_only_for_seven_days() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let import_id = begin(&admin, 1).await;
    check(&admin, &import_id, &[RowDraft { row: 1, filing: filing("13699998888") }]).await;
    for name in ["yunfan-admin2", "huashang-admin"] {
        let other = world.sign_in(name).await;
        assert_eq!(other.fetch(&LIST, (), &()).await.ok().imports.len(), 0);
        for import in [import_id.clone(), id("i-missing")] {
            let answers = [
                other.fetch(&SHOW, (import.clone(),), &()).await.code(),
                other.fetch(&ROWS, (import.clone(),), &ImportRowQuery::default()).await.code(),
                other.submit(&CHECK, (import.clone(),), &RowsDraft { rows: vec![row(2)] }).await.code(),
                other.submit(&APPLY, (import.clone(),), &()).await.code(),
                other.submit(&CANCEL, (import,), &()).await.code(),
            ];
            assert_eq!(answers, [ErrorCode::NotFound; 5], "{name}");
        }
    }
    // What was typed is nowhere in clear.
    for sql in [
        "SELECT COUNT(*) FROM filing_import_rows WHERE sealed LIKE $1 OR phone_mac LIKE $1",
        "SELECT COUNT(*) FROM operations WHERE body LIKE $1",
        "SELECT COUNT(*) FROM audit WHERE detail LIKE $1",
    ] {
        assert_eq!(world.number(sql, "%13699998888%").await, 0, "{sql}");
    }
    world.service.pass(KEPT_S);
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(admin.fetch(&SHOW, (import_id.clone(),), &()).await.code(), ErrorCode::NotFound);
    backend::upkeep::clean(&world.service.app).await.unwrap();
    let left = "SELECT COUNT(*) FROM filing_import_rows WHERE import_id = $1";
    assert_eq!(world.number(left, import_id.as_str()).await, 0);
}

#[tokio::test]
async fn who_may_not_file_does_not_import() {
    let world = World::new().await;
    for (name, code) in [
        ("yunfan-he", ErrorCode::ProfileIncomplete),
        ("xingchen-tang", ErrorCode::DistributorDelisted),
        ("yunfan-finance", ErrorCode::AccessDenied),
        ("tongda-admin", ErrorCode::AccessDenied),
    ] {
        let member = world.sign_in(name).await;
        assert_eq!(member.submit(&START, (), &start(5)).await.code(), code, "{name}");
    }
}

/// Prints how long the service takes for files of 1,000 and 10,000 rows, calls included.
#[tokio::test]
#[ignore = "measures; run it with --ignored --nocapture"]
async fn how_long_a_file_takes() {
    for total in [1_000, MAX_ROWS] {
        let world = World::new().await;
        let admin = world.sign_in("yunfan-admin").await;
        let import_id = begin(&admin, total).await;
        let rows: Vec<RowDraft> = (1..=total).map(row).collect();
        let begun = Instant::now();
        assert_eq!(check(&admin, &import_id, &rows).await.len(), total as usize);
        let checked = begun.elapsed();
        let begun = Instant::now();
        assert_eq!(apply_all(&admin, &import_id).await.len(), total as usize);
        let applied = begun.elapsed();
        println!("{total} rows: checked in {checked:.2?}, applied in {applied:.2?}");
    }
}

//! Files that are made of lists: rules X1–X7 of `docs/rules.md`. Every form is read back by a program of somebody else.

use crate::world::{Actor, World, id};
use backend::{app::App, jobs, secret::Pepper, store::Store};
use calamine::{Data, DataType, Range, Reader, Xlsx};
use contract::{
    bills::{BillDetailQuery, BillQuery, SHOW as BILL},
    exports::{
        CREATE, Export, ExportDraft, ExportFailure, ExportFormat as Format, ExportOf, ExportQuery,
        ExportStatus as Status, FILE, KEPT_S, LIST, StatementChoice,
    },
    incentives::{IncentiveLineQuery, LINES},
    problem::ErrorCode,
    statements::StatementQuery,
};
use std::io::Cursor;

fn bill() -> ExportOf {
    ExportOf::Bill(BillQuery { bill_cycle: "2026-10".parse().unwrap() })
}

fn details() -> ExportOf {
    let bill_cycle = "2026-10".parse().unwrap();
    ExportOf::BillDetails(BillDetailQuery {
        bill_cycle,
        kind: None,
        customer_id: None,
        offset: None,
        limit: None,
    })
}

fn statement() -> ExportOf {
    ExportOf::Statement(StatementChoice { statement_id: id("st-100003") })
}

async fn asked(actor: &Actor<'_>, of: ExportOf, format: Format) -> Export {
    actor.submit(&CREATE, (), &ExportDraft { of, format }).await.ok()
}

async fn run(world: &World) {
    jobs::run_due(&world.service.app).await.unwrap();
}

async fn mine(actor: &Actor<'_>) -> Vec<Export> {
    actor.fetch(&LIST, (), &ExportQuery::default()).await.ok().exports
}

async fn fetched(actor: &Actor<'_>, export: &Export) -> crate::harness::Answer {
    let path = FILE.spec.path.replace("{export_id}", export.export_id.as_str());
    actor.browser.raw("GET", &path, &[], "").await
}

/// The finished file.
async fn made(world: &World, actor: &Actor<'_>, of: ExportOf, format: Format) -> Vec<u8> {
    let export = asked(actor, of, format).await;
    run(world).await;
    let answer = fetched(actor, &export).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.content.to_vec()
}

fn sheet(file: &[u8]) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    for name in &names {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "no cell is a formula");
    }
    book.worksheet_range(&names[0]).unwrap()
}

fn text_of(file: &[u8]) -> String {
    let document = lopdf::Document::load_mem(file).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

#[tokio::test]
async fn a_bill_is_exported_as_a_workbook_with_numbers_that_add_up() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let bill = finance.fetch(&BILL, (), &BillQuery { bill_cycle: "2026-10".parse().unwrap() }).await.ok();
    let sheet = sheet(&made(&world, &finance, self::bill(), Format::Xlsx).await);
    assert_eq!(sheet.get_value((0, 0)).unwrap().as_string().as_deref(), Some("伙伴账单"));
    let last = sheet.rows().next_back().unwrap();
    assert_eq!(last[0].as_string().as_deref(), Some("合计"));
    let total: f64 = bill.total.to_string().parse().unwrap();
    assert!(last[4].is_float() && (last[4].as_f64().unwrap() - total).abs() < 0.001, "{last:?}");
    assert_eq!(last[5].as_string().as_deref(), Some("CNY"));
}

#[tokio::test]
async fn details_hold_every_line_and_no_customers_name_in_clear() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let names = world
        .texts("SELECT name FROM customers WHERE partner_id = $1 AND length(name) > 1", "p-yunfan")
        .await;
    let all = asked(&finance, details(), Format::Csv).await;
    let book = made(&world, &finance, details(), Format::Xlsx).await;
    let csv = fetched(&finance, &all).await.body;
    let sheet = sheet(&book);
    let pdf = text_of(&made(&world, &finance, details(), Format::Pdf).await);
    // A line of names, a row for each line of the bill.
    assert_eq!(csv.split("\r\n").count(), usize::try_from(all.rows_total).unwrap() + 2);
    assert!(csv.starts_with('\u{feff}') && csv.contains("\"CNY\"\r\n"));
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell.contains('*')));
    for name in names {
        assert!(!csv.contains(&name) && !cells.contains(&name) && !pdf.contains(&name), "{name}");
    }
    // Ids keep all their digits: they are texts.
    let orders = sheet.used_cells().filter(|(_, _, cell)| cell.to_string().starts_with("CS202610"));
    assert!(orders.clone().count() > 20 && orders.into_iter().all(|(_, _, cell)| cell.is_string()));
}

#[tokio::test]
async fn lines_of_incentives_are_exported_as_the_filters_find_them() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let query = IncentiveLineQuery {
        period_begin: "2026-10".parse().ok(),
        period_end: "2026-10".parse().ok(),
        ..IncentiveLineQuery::default()
    };
    let page = finance.fetch(&LINES, (), &query).await.ok();
    let sheet = sheet(&made(&world, &finance, ExportOf::IncentiveDetails(query), Format::Xlsx).await);
    let lines: Vec<_> = sheet.rows().filter(|row| row[2] == "2026-10").collect();
    assert!(page.total_count > 0 && lines.len() == usize::try_from(page.total_count).unwrap());
    let first = &page.details[0];
    assert_eq!(lines[0][0].to_string(), first.line_id.as_str());
    assert!(lines[0][7].to_string().contains('*'), "{:?}", lines[0]);
    let amount: f64 = first.amount.to_string().parse().unwrap();
    assert!(lines[0][16].is_float() && (lines[0][16].as_f64().unwrap() - amount).abs() < 0.001);
    // Who may not see the list may not export it either.
    let operator = world.sign_in("yunfan-operator").await;
    let of = ExportOf::IncentiveDetails(IncentiveLineQuery::default());
    let refused = operator.submit(&CREATE, (), &ExportDraft { of, format: Format::Csv }).await;
    assert_eq!(refused.code(), ErrorCode::AccessDenied);
}

#[tokio::test]
async fn a_pdf_holds_text_in_both_languages_and_is_tagged() {
    let world = World::new().await;
    let finance = world.sign_in("caizhi-finance").await;
    let file = made(&world, &finance, statement(), Format::Pdf).await;
    assert!(file.starts_with(b"%PDF-1.7"));
    let document = lopdf::Document::load_mem(&file).unwrap();
    // Forty-five lines need more than one page.
    assert!(document.get_pages().len() >= 2);
    let catalog = document.catalog().unwrap();
    assert!(catalog.get(b"StructTreeRoot").is_ok() && catalog.get(b"Lang").is_ok());
    let text = text_of(&file);
    for part in ["对账单", "EI-202610-003", "数据标注服务（图像）", "CNY"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(file.len() < 200_000, "only the glyphs that are used: {} bytes", file.len());
    let nimbus = world.sign_in("nimbus-finance").await;
    let text = text_of(&made(&world, &nimbus, bill(), Format::Pdf).await);
    for part in ["Partner Bill", "Nimbus Integrations Pte. Ltd.", "USD"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test]
async fn no_cell_is_a_formula_whatever_stands_in_it() {
    let world = World::new().await;
    for (nth, cell) in ["=1+2", "+1+2", "-1+2", "@SUM(A1)", "＝1＋2", "\t=1"].into_iter().enumerate() {
        let sql =
            format!("UPDATE statement_lines SET description = '{cell}' WHERE line_id = 'sl-100003-{nth:02}'");
        world.service.write(sql).await;
    }
    let finance = world.sign_in("caizhi-finance").await;
    let csv = String::from_utf8(made(&world, &finance, statement(), Format::Csv).await).unwrap();
    for cell in ["\"'=1+2\"", "\"'+1+2\"", "\"'-1+2\"", "\"'@SUM(A1)\"", "\"'＝1＋2\"", "\"'\t=1\""] {
        assert!(csv.contains(cell), "{cell}");
    }
    let cells = sheet(&made(&world, &finance, statement(), Format::Xlsx).await);
    assert!(cells.used_cells().any(|(_, _, cell)| *cell == Data::String("=1+2".to_owned())));
}

#[tokio::test]
async fn a_file_is_its_users_is_kept_three_days_and_then_gone() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let export = asked(&finance, bill(), Format::Pdf).await;
    assert_eq!(export.status, Status::Queued);
    let early = fetched(&finance, &export).await;
    assert_eq!(
        (early.code(), early.problem().current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("QUEUED"))
    );
    run(&world).await;
    let done = mine(&finance).await.remove(0);
    assert_eq!((done.status, done.rows_done), (Status::Completed, done.rows_total));
    assert_eq!(done.expire_at, Some(world.now().plus_seconds(KEPT_S)));
    let answer = fetched(&finance, &done).await;
    assert_eq!(done.bytes, u32::try_from(answer.content.len()).ok());
    assert!(answer.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
    assert_eq!(
        (answer.header("x-content-type-options"), answer.header("cache-control")),
        ("nosniff", "no-store")
    );
    assert!(world.service.audited().await.contains(&"export.download".to_owned()));
    // Nobody else's, not even an administrator's of the same partner.
    let admin = world.sign_in("yunfan-admin").await;
    assert!(mine(&admin).await.is_empty());
    let missing = Export { export_id: id("nothing"), ..done.clone() };
    assert_eq!(fetched(&admin, &done).await.body, fetched(&admin, &missing).await.body);
    assert_eq!(fetched(&world.anybody(), &done).await.code(), ErrorCode::SignedOut);

    world.service.pass(KEPT_S);
    let finance = world.sign_in("yunfan-finance").await;
    // Before the job has run already.
    assert_eq!(fetched(&finance, &done).await.code(), ErrorCode::DeadlinePassed);
    assert_eq!(mine(&finance).await[0].status, Status::Expired);
    let file = world.service.app.config.files_dir.join(done.export_id.as_str());
    assert!(file.exists());
    run(&world).await;
    assert!(!file.exists());
    assert_eq!(fetched(&finance, &done).await.code(), ErrorCode::DeadlinePassed);
}

#[tokio::test]
async fn what_cannot_be_seen_cannot_be_exported() {
    let world = World::new().await;
    for (name, of) in [
        ("yunfan-wang", bill()),
        ("yunfan-operator", details()),
        ("yunfan-finance", ExportOf::Statements(StatementQuery::default())),
        ("caizhi-finance", bill()),
        ("caizhi-operator", statement()),
    ] {
        let actor = world.sign_in(name).await;
        let refused = actor.submit(&CREATE, (), &ExportDraft { of, format: Format::Csv }).await;
        assert_eq!(refused.code(), ErrorCode::AccessDenied, "{name}");
    }
    let finance = world.sign_in("caizhi-finance").await;
    let missing = ExportOf::Statement(StatementChoice { statement_id: id("st-999999") });
    let refused = finance.submit(&CREATE, (), &ExportDraft { of: missing, format: Format::Csv }).await;
    assert_eq!(refused.code(), ErrorCode::NotFound);
    let old = ExportOf::Bill(BillQuery { bill_cycle: "2020-01".parse().unwrap() });
    let yunfan = world.sign_in("yunfan-finance").await;
    let refused = yunfan.submit(&CREATE, (), &ExportDraft { of: old, format: Format::Csv }).await;
    assert_eq!(refused.code(), ErrorCode::InvalidParameter);
    // Who loses the right before the file is made gets none; who loses it afterwards cannot fetch it.
    let done = asked(&yunfan, bill(), Format::Csv).await;
    run(&world).await;
    asked(&yunfan, bill(), Format::Csv).await;
    world.service.write("DELETE FROM user_roles WHERE user_id = 'u-yunfan-finance'").await;
    run(&world).await;
    assert_eq!(fetched(&yunfan, &done).await.code(), ErrorCode::AccessDenied);
    let failures: Vec<_> = mine(&yunfan).await.into_iter().filter_map(|export| export.failure).collect();
    assert_eq!(failures, [ExportFailure::NoPermission]);
}

#[tokio::test]
async fn five_an_hour_and_no_more_rows_than_a_file_may_have() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let many = "INSERT INTO bill_lines SELECT partner_id, bill_cycle, line_id || '-' || n, charged_at, kind, customer_id,
         service_type_code, order_no, currency, amount FROM bill_lines
         CROSS JOIN (SELECT ROW_NUMBER() OVER (ORDER BY customer_id) AS n FROM customers LIMIT 60) numbers
         WHERE partner_id = 'p-yunfan' AND bill_cycle = '2026-10'";
    world.service.write(many).await;
    let draft = ExportDraft { of: details(), format: Format::Pdf };
    let refused = finance.submit(&CREATE, (), &draft).await.refused();
    assert_eq!((refused.error_code, refused.limit), (ErrorCode::TooMany, Some(2_000)));
    assert!(refused.used.unwrap() > 2_000);
    let rows = made(&world, &finance, details(), Format::Xlsx).await;
    assert!(sheet(&rows).height() > 2_000);
    for _ in 0..4 {
        asked(&finance, bill(), Format::Csv).await;
    }
    let refused =
        finance.submit(&CREATE, (), &ExportDraft { of: bill(), format: Format::Csv }).await.refused();
    assert_eq!((refused.error_code, refused.retry_after_seconds), (ErrorCode::TooManyRequests, Some(3_600)));
    world.service.pass(3_600);
    let finance = world.sign_in("yunfan-finance").await;
    asked(&finance, bill(), Format::Csv).await;
}

/// Another process on the same database and the same files.
async fn another(world: &World) -> App {
    let store = Store::open(&world.service.database.url).await.unwrap();
    let pepper = Pepper::from_hex(&"5a".repeat(32)).unwrap();
    App::new(store, world.service.clock.clone(), world.service.app.config.clone(), pepper)
}

#[tokio::test]
async fn what_a_killed_process_had_begun_the_next_one_makes_once() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let export = asked(&finance, bill(), Format::Xlsx).await;
    // The process died after it had begun, with half a file on the disk, and again after the file was whole.
    let file = world.service.app.config.files_dir.join(export.export_id.as_str());
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, b"PK half of a wor").unwrap();
    world.service.write("UPDATE exports SET status = 'RUNNING', tries = 1, rows_done = 3").await;
    backend::exports::make(&world.service.app, export.export_id.as_str()).await.unwrap();
    assert_eq!(mine(&finance).await[0].status, Status::Running);
    let restarted = another(&world).await;
    jobs::run_due(&restarted).await.unwrap();
    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(mine(&finance).await[0].status, Status::Completed);
    sheet(&fetched(&finance, &export).await.content);
    let completed =
        world.service.audited().await.into_iter().filter(|action| action == "export.complete").count();
    assert_eq!(completed, 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_given_up_after_three_tries() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    asked(&finance, bill(), Format::Csv).await;
    // The folder of files is none.
    std::fs::write(&world.service.app.config.files_dir, b"in the way").unwrap();
    for _ in 0..3 {
        run(&world).await;
        assert_eq!(mine(&finance).await[0].status, Status::Running);
        world.service.pass(120);
    }
    run(&world).await;
    let export = mine(&finance).await.remove(0);
    assert_eq!((export.status, export.failure), (Status::Failed, Some(ExportFailure::Fault)));
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0);
}

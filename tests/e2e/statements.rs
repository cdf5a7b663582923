//! Statements of a procurement partner, from the first look to the payment; and bills that are exported, fetched and read by
//! programs of somebody else.

use calamine::{DataType, Reader, Xlsx};
use harness::{Person, Product};
use serde_json::Value;
use std::{io::Cursor, time::Duration};

/// New ones of the demo, by their purchase order; one of them is disputed here, another goes all the way.
const SETTLED: (&str, &str) = ("st-100001", "PO20260000001000");
const DISPUTED: &str = "st-100060";
/// Its first line.
const LINE: &str = "培训课程交付";

/// What the screens say.
struct Words {
    tag: &'static str,
    confirm: &'static str,
    confirmed_one: &'static str,
    confirmed_hundred: &'static str,
    pick_page: &'static str,
    too_many: &'static str,
    confirm_selected: &'static str,
    report_line: &'static str,
    what_is_wrong: &'static str,
    report: &'static str,
    reported: &'static str,
    complete: &'static str,
    take_up: &'static str,
    answer: &'static str,
    right_amount: &'static str,
    told: &'static str,
    corrected: &'static str,
    to_invoice: &'static str,
    invoice_no: &'static str,
    amount: &'static str,
    hand_in: &'static str,
    handed_in: &'static str,
    done: &'static str,
    export: &'static str,
    pdf: &'static str,
    xlsx: &'static str,
    start: &'static str,
    created: &'static str,
    bill: &'static str,
    total: &'static str,
    next_page: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    confirm: "确认对账单",
    confirmed_one: "已确认 1 张对账单",
    confirmed_hundred: "已确认 100 张对账单",
    pick_page: "选择本页可确认的对账单",
    too_many: "一次最多确认 100 张",
    confirm_selected: "确认所选对账单",
    report_line: "反馈问题",
    what_is_wrong: "问题描述",
    report: "提交反馈",
    reported: "问题反馈已提交",
    complete: "完成",
    take_up: "领取",
    answer: "答复",
    right_amount: "正确金额（不填则金额不变）",
    told: "事项已完成",
    corrected: "已更正",
    to_invoice: "待开票",
    invoice_no: "发票号码",
    amount: "金额（CNY）",
    hand_in: "提交发票",
    handed_in: "发票已提交，等待审核",
    done: "已完成",
    export: "导出",
    pdf: "PDF 文件（.pdf）",
    xlsx: "Excel 工作簿（.xlsx）",
    start: "开始导出",
    created: "导出任务创建成功",
    bill: "伙伴账单",
    total: "合计",
    next_page: "下一页",
};

const EN: Words = Words {
    tag: "en-US",
    confirm: "Confirm",
    confirmed_one: "1 confirmed; they wait for the countersigning",
    confirmed_hundred: "100 confirmed; they wait for the countersigning",
    pick_page: "Select what can be confirmed on this page",
    too_many: "At most 100 can be confirmed at once",
    confirm_selected: "Confirm selected",
    report_line: "Report a problem",
    what_is_wrong: "What is wrong",
    report: "Report",
    reported: "The problem was reported",
    complete: "Complete",
    take_up: "Take up",
    answer: "Answer",
    right_amount: "Right amount (empty: it stays)",
    told: "The item is completed",
    corrected: "Corrected",
    to_invoice: "To be invoiced",
    invoice_no: "Invoice no.",
    amount: "Amount (CNY)",
    hand_in: "Hand in",
    handed_in: "The invoices were handed in",
    done: "Done",
    export: "Export",
    pdf: "PDF document (.pdf)",
    xlsx: "Excel workbook (.xlsx)",
    start: "Start the export",
    created: "Export task created",
    bill: "Partner Bill",
    total: "Total",
    next_page: "Next page",
};

#[tokio::test(flavor = "multi_thread")]
async fn statements_are_confirmed_one_and_a_hundred_disputed_and_settled_in_chinese() {
    settle(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_are_confirmed_one_and_a_hundred_disputed_and_settled_in_english() {
    settle(&EN).await;
}

async fn settle(words: &Words) {
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "caizhi-finance").await;
    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    dispute(&finance, &operator, words).await;
    finance.go("/sales/statements?status=PENDING_CONFIRM").await;
    finance.press_in_row(SETTLED.1, words.confirm).await;
    finance.see("dialog[open] form").await;
    finance.press(words.confirm).await;
    finance.reads(words.confirmed_one).await;
    pay(&finance, &operator, words).await;
    confirm_a_hundred(&finance, words).await;
    finance.leave().await;
    operator.leave().await;
}

/// A line is wrong; the vendor corrects it.
async fn dispute(finance: &Person, operator: &Person, words: &Words) {
    finance.go(&["/sales/statements/", DISPUTED].concat()).await;
    finance.press_in_row(LINE, words.report_line).await;
    finance.fill(words.what_is_wrong, "单价与订单不符").await;
    finance.press(words.report).await;
    finance.reads(words.reported).await;
    operator.go("/operations/work-queue?kind=ANSWER_STATEMENT_DISPUTE").await;
    operator.press_in_row("单价与订单不符", words.complete).await;
    operator.fill(words.answer, "已按订单更正").await;
    operator.fill(words.right_amount, "1234.50").await;
    operator.press(words.complete).await;
    operator.reads(words.told).await;
    finance.refresh().await.expect("reload");
    finance.reads(words.corrected).await;
    finance.reads("1,234.50").await;
    finance.reads("已按订单更正").await;
}

/// Countersigned, invoiced, reviewed, paid.
async fn pay(finance: &Person, operator: &Person, words: &Words) {
    let path = ["/v2/partners/statements/", SETTLED.0].concat();
    let detail = finance.call("GET", &path, &Value::Null).await;
    let number = detail["statement"]["statement_no"].as_str().expect("a number").to_owned();
    let sum = detail["statement"]["amount"].to_string();
    operator.go("/operations/work-queue?kind=COUNTERSIGN_STATEMENT").await;
    operator.press_in_row(&number, words.take_up).await;
    step(operator, &number, words).await;
    finance.go(&["/sales/statements/", SETTLED.0].concat()).await;
    finance.reads(words.to_invoice).await;
    finance.fill(words.invoice_no, "12345678").await;
    finance.fill(words.amount, &sum).await;
    finance.press(words.hand_in).await;
    finance.reads(words.handed_in).await;
    for kind in ["REVIEW_STATEMENT_INVOICES", "REVIEW_STATEMENT_PAYMENT", "PAY_STATEMENT"] {
        operator.go(&["/operations/work-queue?kind=", kind].concat()).await;
        step(operator, &number, words).await;
    }
    finance.refresh().await.expect("reload");
    finance.see("main .timeline").await;
    finance.reads(words.done).await;
    let paid = |answer: &Value| answer["statement"]["status"] == "DONE";
    finance.until_told(&path, paid).await;
}

async fn step(operator: &Person, number: &str, words: &Words) {
    operator.press_in_row(number, words.complete).await;
    operator.fill(words.answer, "已核对").await;
    operator.press(words.complete).await;
    operator.reads(words.told).await;
    operator.until("!document.querySelector('dialog[open]')").await;
}

/// A hundred and three wait: two pages and one more are a hundred.
async fn confirm_a_hundred(finance: &Person, words: &Words) {
    for page in ["1", "2", "3"] {
        if page == "1" {
            finance.go("/sales/statements?status=PENDING_CONFIRM&size=50").await;
        } else {
            // Picked rows stay picked while another page is shown.
            finance.press(words.next_page).await;
            finance.until(&["location.search.includes('page=", page, "')"].concat()).await;
        }
        finance.until("!document.querySelector('main [aria-busy=true]')").await;
        finance.tick(words.pick_page).await;
    }
    finance
        .until(
            &["document.querySelector('.selection-bar').textContent.includes('", words.too_many, "')"]
                .concat(),
        )
        .await;
    // All of the last page goes, and as many as are missing come back.
    finance.tick(words.pick_page).await;
    let pick = "
        const boxes = [...document.querySelectorAll('.statements__pick:not(:disabled)')];
        const picked = Number(document.querySelector('.selection-bar__count').textContent.match(/\\d+/)[0]);
        boxes.slice(0, 100 - picked).forEach((box) => box.click());
        return picked;";
    let picked = finance.run(pick, Vec::new()).await;
    assert!(picked.as_u64().is_some_and(|picked| picked < 100), "{picked}");
    finance.press(words.confirm_selected).await;
    finance.see("dialog[open] form").await;
    finance.press(words.confirm).await;
    finance.reads(words.confirmed_hundred).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_exported_fetched_and_read_in_chinese() {
    export(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_exported_fetched_and_read_in_english() {
    export(&EN).await;
}

async fn export(words: &Words) {
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "yunfan-finance").await;
    // The words of a file are those that its user chose, not those of the browser.
    finance.call("PUT", "/v2/session/preferences", &serde_json::json!({ "language": words.tag })).await;
    let pdf = exported(&finance, words, words.pdf).await;
    assert!(pdf.starts_with(b"%PDF-"));
    let document = lopdf::Document::load_mem(&pdf).expect("a document");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("its text");
    assert!(text.contains(words.bill), "{text}");
    let xlsx = exported(&finance, words, words.xlsx).await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let name = book.sheet_names().remove(0);
    let sheet = book.worksheet_range(&name).expect("its sheet");
    let last = sheet.rows().next_back().expect("a row").to_vec();
    assert_eq!(last[0].as_string().as_deref(), Some(words.total));
    assert!(last[4].is_float());
    finance.leave().await;
}

/// Asks for the newest bill in this form, waits until it is there and fetches it as a click would.
async fn exported(person: &Person, words: &Words, format: &str) -> Vec<u8> {
    person.go("/sales/bills").await;
    person.until("!document.querySelector('main [aria-busy=true]')").await;
    person.press(words.export).await;
    person.tick(format).await;
    person.press(words.start).await;
    person.reads(words.created).await;
    person.go("/exports").await;
    person.see("tbody tr:first-child a[download]").await;
    let script = "
        const done = arguments[0];
        fetch(document.querySelector('tbody tr:first-child a[download]').href)
            .then((answer) => answer.arrayBuffer()).then((content) => done([...new Uint8Array(content)]));";
    let answer =
        tokio::time::timeout(Duration::from_secs(30), person.execute_async(script, Vec::new())).await;
    let answer = answer.expect("in time").expect("a file");
    let bytes = answer.json().as_array().cloned().unwrap_or_default();
    bytes.iter().filter_map(Value::as_u64).filter_map(|byte| u8::try_from(byte).ok()).collect()
}

//! Incentives in front of a scripted backend: the answer in one line, bars that are told apart without colours, applying
//! for exactly what is shown, a tracker that says who has it, and invoices that fit to the cent.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, focused, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    invoices::InvoiceSet,
    payout_status::PayoutStatus,
    payout_tracker::{Entered, Journey, track},
    payouts::{PayoutDraft, PayoutMethod},
    permissions::{Identity, Role},
    problem::ErrorCode,
    time::Timestamp,
    working_days::WorkingCalendar,
};
use leptos::prelude::*;
use partner_center::{
    features::{
        incentives::{IncentiveChart, IncentivesPage},
        payouts::{ApplyPage, PayoutView},
    },
    ui::PageHeader,
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

const PAYABLES: &str = "/v2/partners/incentives/payables";
const PAYOUTS: &str = "/v2/partners/incentives/payouts";
const INVOICES: &str = "/v2/partners/incentives/payouts/po-1/invoices";
const DRAFT: &str = "/v2/drafts/incentive-payout";

/// What the pages read besides what a test is about.
fn rest(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        (_, "/v2/partners/incentives/summary") => Reply::ok(&summary()),
        (_, "/v2/partners/incentives/chart") => Reply::ok(&json!({ "months": [] })),
        (_, "/v2/partners/incentives/payouts/query") => Reply::ok(&json!({
            "payouts": [row("INVOICE_REVIEW", &journey_to_review())], "total_count": 1, "totals": [],
        })),
        (_, "/v2/partners/incentives/reconciliations/query") => {
            Reply::ok(&json!({ "reconciliations": [], "total_count": 0, "totals": [] }))
        }
        (_, "/v2/partners/incentives/filters") => Reply::ok(&json!({
            "plan_names": [], "account_managers": [], "resellers": [], "currencies": ["CNY"],
            "first_period": null, "last_period": null,
        })),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

fn auto_apply() -> Value {
    json!({ "enabled": false, "method": null, "set_by": null, "set_at": null, "version": 1 })
}

fn summary() -> Value {
    let place = |place: &str, amount: f64| json!({ "place": place, "amount": amount, "incentive_count": 1 });
    json!({
        "totals": [{ "currency": "CNY", "places": [
            place("ESTIMATED", 0.01), place("TO_CONFIRM", 0.0), place("AVAILABLE", 100.0),
            place("FROZEN", 70.5), place("ON_THE_WAY", 20.0), place("PAID", 1234.56),
            place("EXPIRED", 0.0), place("TRANSFERRED", 0.0),
        ] }],
        "frozen": [{
            "incentive_id": "i-9", "period": "2026-09", "plan_name": "Growth", "open_amount": 70.5,
            "currency": "CNY", "freeze": { "reason": "UNPAID_SPEND", "since": "2026-11-01T00:00:00Z",
                "customer_id": "c-1", "customer_name": "蓝*", "thaw_at": null },
        }],
        "to_confirm": [], "auto_apply": auto_apply(), "certified": true, "redeem_until": null,
        "at": "2026-11-23T04:00:00Z",
    })
}

fn payable(id: &str, kind: &str, open: f64, freeze: &Value) -> Value {
    let methods: &[&str] = if kind == "2" {
        &["ACCOUNT_WITH_OWED_INVOICE", "VOUCHER_QUOTA"]
    } else {
        &["BANK", "ACCOUNT", "VOUCHER_QUOTA"]
    };
    json!({ "incentive_id": id, "period": "2026-10", "plan_name": format!("Plan {id}"), "association_type": kind,
        "amount": open, "open_amount": open, "currency": "CNY", "expire_at": null, "freeze": freeze, "methods": methods })
}

/// Two gains that can be paid by bank, one that cannot, a reduction, and a frozen one.
fn payables(certified: bool) -> Value {
    let frozen = json!({ "reason": "UNPAID_SPEND", "since": "2026-11-01T00:00:00Z", "customer_id": "c-1",
        "customer_name": "蓝*", "thaw_at": null });
    json!({
        "payables": [
            payable("a", "1", 100.25, &Value::Null), payable("b", "1", 50.0, &Value::Null),
            payable("c", "2", 30.0, &Value::Null), payable("r", "1", -20.0, &Value::Null),
            payable("f", "1", 500.0, &frozen),
        ],
        "total_count": 5, "certified": certified, "account_currency": "CNY", "auto_apply": auto_apply(),
    })
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn journey_to_review() -> Vec<Entered> {
    vec![
        Entered { status: PayoutStatus::Processing, at: at("2026-11-02T02:00:00Z") },
        Entered { status: PayoutStatus::InvoicePending, at: at("2026-11-03T02:00:00Z") },
        Entered { status: PayoutStatus::InvoiceReview, at: at("2026-11-04T02:00:00Z") },
    ]
}

/// As the backend makes it on 23 November: the review is late.
fn tracker(entered: &[Entered]) -> contract::payout_tracker::Tracker {
    let journey = Journey {
        needs_invoice: true,
        method: PayoutMethod::Bank,
        entered,
        invoices_received_at: entered.get(2).map(|entered| entered.at),
        payment_ordered_at: None,
    };
    track(&journey, &WorkingCalendar::default(), at("2026-11-23T04:00:00Z"))
}

fn row(status: &str, entered: &[Entered]) -> Value {
    let tracker = tracker(entered);
    json!({
        "payout_id": "po-1", "payout_no": "SF20261102001", "first_period": "2026-09", "last_period": "2026-10",
        "incentive_count": 1, "amount": 20.01, "currency": "CNY", "method": "BANK", "needs_invoice": true,
        "status": status, "applied_at": "2026-11-02T02:00:00Z", "applied_by": "王芳",
        "invoice_due_at": "2026-12-03T16:00:00Z", "invoice_count": 0, "current": tracker.current(),
        "arrival": tracker.arrival, "paid_at": null, "version": 3,
    })
}

fn payout(status: &str, entered: &[Entered]) -> Value {
    json!({
        "row": row(status, entered), "tracker": tracker(entered), "invoices": [], "rejection": null,
        "items": [{ "incentive_id": "a", "period": "2026-10", "plan_name": "Plan a", "association_type": "1",
            "amount": 20.01, "is_partial": false }],
    })
}

async fn open(path: &str, page: fn() -> AnyView) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go(path).await;
    show(page).await
}

async fn leave() {
    show(|| view! { <PageHeader title="elsewhere" /> }).await;
    go("/").await;
}

fn box_of(page: &Mounted, plan: &str) -> HtmlInputElement {
    let rows = page.texts("tbody tr");
    let at = rows.iter().position(|row| row.contains(plan)).unwrap_or_else(|| panic!("{plan} in {rows:?}"));
    page.find(&format!("tbody tr:nth-child({}) input[type=checkbox]", at + 1)).unchecked_into()
}

#[wasm_bindgen_test]
async fn one_line_answers_to_the_cent_and_each_figure_tells_where_it_comes_from() {
    let _network = Network::start(rest);
    let page = open("/sales/incentives", || view! { <IncentivesPage /> }.into_any()).await;
    until("who has it is told", || page.texts(".money-line").concat().contains("The vendor's finance")).await;
    assert_eq!(page.texts(".money-line__figure"), ["CN¥1,234.56", "CN¥120.01", "CN¥70.50"]);
    let line = page.texts(".money-line").concat();
    assert!(line.contains("CN¥20.01 (1), since Nov 4, 2026") && line.contains("Overdue"), "{line}");
    page.press("CN¥70.50").await;
    let said = page.texts("dialog[open]").concat();
    for words in
        ["Frozen", "CN¥70.50", "The spend of its billing cycle is not fully paid", "Thaws the day after"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(page.has("dialog[open] a[href='/sales/incentives?place=FROZEN&currency=CNY']"));
    page.press("Close").await;
    leave().await;
}

#[wasm_bindgen_test]
async fn bars_differ_by_pattern_a_reduction_lies_left_of_zero_and_a_table_says_the_same() {
    let month = |month: &str, earned: f64, coming: f64, blocked: f64| json!({ "month": month, "currency": "CNY", "earned": earned, "coming": coming, "blocked": blocked, "lost": 0 });
    let months =
        json!({ "months": [month("2026-09", 300.0, 0.0, 0.0), month("2026-10", -100.0, 50.25, 25.0)] });
    let _network = Network::start(move |sent| match sent.path.as_str() {
        "/v2/partners/incentives/chart" => Reply::ok(&months),
        _ => rest(sent),
    });
    let page = open("/sales/incentives", || view! { <IncentiveChart /> }.into_any()).await;
    until("the months are there", || page.texts(".month-chart__month").len() == 2).await;
    let fills = |month: usize| {
        let parts = format!(".month-chart__month:nth-child({month}) .month-chart__part");
        let bar = page.find(&format!(".month-chart__month:nth-child({month}) svg"));
        let all = bar.query_selector_all("rect").unwrap();
        assert_eq!(page.texts(&parts).len(), all.length() as usize);
        let of = |at: u32, name: &str| {
            all.item(at).unwrap().unchecked_into::<web_sys::Element>().get_attribute(name).unwrap()
        };
        (0..all.length()).map(|at| (of(at, "fill"), of(at, "x"), of(at, "width"))).collect::<Vec<_>>()
    };
    let (first, second) = (fills(1), fills(2));
    assert_eq!(first, [("url(#part-earned)".to_owned(), "25.0%".to_owned(), "75.0%".to_owned())]);
    assert_eq!(second[0], ("url(#part-earned)".to_owned(), "0.0%".to_owned(), "25.0%".to_owned()));
    assert_eq!((second[1].0.as_str(), second[2].0.as_str()), ("url(#part-coming)", "url(#part-blocked)"));
    assert_eq!(page.texts(".month-chart__sum"), ["CN¥300.00", "-CN¥24.75"]);
    let heard = page.texts(".month-chart__month:nth-child(2) .visually-hidden").concat();
    assert!(heard.contains("Earned -CN¥100.00") && heard.contains("Blocked CN¥25.00"), "{heard}");
    page.press("Show as a table").await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows[0].matches("CN¥").count(), 5);
    assert!(rows[0].starts_with("Oct 2026") && rows[0].ends_with("-CN¥24.75"), "{rows:?}");
    leave().await;
}

#[wasm_bindgen_test]
async fn what_is_applied_for_is_what_is_shown_and_a_method_says_why_it_is_not_offered() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", PAYABLES) => Reply::ok(&payables(true)),
        ("POST", PAYOUTS) => Reply::ok(&payout("PROCESSING", &journey_to_review()[..1])),
        _ => rest(sent),
    });
    let page = open("/sales/incentives/apply", || view! { <ApplyPage /> }.into_any()).await;
    until("the form is there", || page.has(".payouts__total")).await;
    let total = || page.texts(".payouts__total").concat();
    assert!(
        total().contains("CN¥160.25 out of 4 incentives.") && total().contains("take off CN¥20.00"),
        "{}",
        total()
    );
    assert!(
        box_of(&page, "Plan r").disabled() && box_of(&page, "Plan r").checked(),
        "a reduction goes along"
    );
    assert!(
        box_of(&page, "Plan f").disabled() && !box_of(&page, "Plan f").checked(),
        "a frozen one does not"
    );
    // Three allow the bank; one does not.
    let bank: HtmlInputElement = page.find("input[value=BANK]").unchecked_into();
    assert!(bank.disabled());
    assert!(page.texts(".payouts__method")[0].contains("Plan c Oct 2026 is not paid this way"));
    page.press("Choose only what Bank transfer pays").await;
    assert!(!bank.disabled() && bank.checked() && !box_of(&page, "Plan c").checked());
    assert!(total().contains("CN¥130.25 out of 3 incentives."), "{}", total());
    box_of(&page, "Plan b").click();
    settle().await;
    assert!(total().contains("CN¥80.25 out of 2 incentives."), "{}", total());
    page.type_into("Partial amount (CNY)", "80.26").await;
    assert!(page.texts(".field__error").concat().contains("worth CN¥80.25 at most"));
    page.type_into("Partial amount (CNY)", "80.2").await;
    page.press("Submit").await;
    until("it is sent", || network.sent_to("POST", PAYOUTS).len() == 1).await;
    let draft: PayoutDraft = network.sent_to("POST", PAYOUTS)[0].read();
    assert_eq!(draft.amount.to_string(), "80.20");
    assert_eq!(draft.method, PayoutMethod::Bank);
    assert_eq!(draft.incentive_ids, Some(vec!["a".parse().unwrap()]));
    leave().await;
}

#[wasm_bindgen_test]
async fn without_the_certification_nothing_is_sent_and_the_way_there_leads_back() {
    let kept = json!({ "chosen": ["a", "gone"], "amount": "12.5", "method": "BANK" }).to_string();
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", PAYABLES) => Reply::ok(&payables(false)),
        ("GET", DRAFT) => Reply::ok(&json!({ "text": kept, "saved_at": "2026-11-20T02:00:00Z" })),
        _ => rest(sent),
    });
    let page = open("/sales/incentives/apply", || view! { <ApplyPage /> }.into_any()).await;
    until("what was typed is back", || {
        page.texts(".notice").concat().contains("What you had chosen is back")
    })
    .await;
    let amount: HtmlInputElement = page.field("Partial amount (CNY)").unchecked_into();
    assert_eq!(amount.value(), "12.5");
    settle().await;
    let total = page.texts(".payouts__total").concat();
    assert!(total.contains("CN¥12.50 out of 2 incentives."), "{total}");
    assert!(page.has("a[href='/partner-information/business?return=payout']"));
    let submit = page.button("Submit");
    assert_eq!(submit.get_attribute("aria-disabled").as_deref(), Some("true"));
    submit.click();
    settle().await;
    assert!(network.sent_to("POST", PAYOUTS).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn the_tracker_says_who_has_it_since_when_by_which_rule_and_what_to_tell_when_it_is_late() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        "/v2/partners/incentives/payouts/po-1" => Reply::ok(&payout("INVOICE_REVIEW", &journey_to_review())),
        _ => rest(sent),
    });
    let page = open("/sales/incentives/payouts/po-1", the_payout).await;
    until("it is there", || page.has(".tracker [aria-current=step]")).await;
    assert_eq!(page.texts(".tracker > li").len(), 6);
    assert_eq!(page.texts(".tracker [aria-current=step]").len(), 1);
    let here = page.texts(".tracker [aria-current=step]").concat();
    for words in ["Invoice review", "The vendor's finance, since Nov 4, 2026, 10:00", "rule G3.5", "Overdue"]
    {
        assert!(here.contains(words), "{words} in {here}");
    }
    let told = page.texts(".payouts__message").concat();
    assert!(told.contains("SF20261102001") && told.contains("Invoice review"), "{told}");
    let ahead = page.texts(".tracker__step--ahead").concat();
    assert!(ahead.contains("Payment") && ahead.contains("Expected"), "{ahead}");
    leave().await;
}

#[wasm_bindgen_test]
async fn invoices_are_handed_in_when_not_a_cent_is_missing() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", INVOICES) => Reply::ok(&payout("INVOICE_REVIEW", &journey_to_review())),
        (_, "/v2/partners/incentives/payouts/po-1") => {
            Reply::ok(&payout("INVOICE_PENDING", &journey_to_review()[..2]))
        }
        _ => rest(sent),
    });
    let page = open("/sales/incentives/payouts/po-1", the_payout).await;
    until("the form is there", || page.has(".invoice-row")).await;
    let sum = || page.texts(".invoice-sum").concat();
    assert!(sum().contains("CN¥20.01 is missing."), "{}", sum());
    page.type_into("Amount with tax (CNY)", "12").await;
    assert!(sum().contains("CN¥8.01 is missing."), "{}", sum());
    let hand_in = page.button("Hand in");
    assert_eq!(hand_in.get_attribute("aria-disabled").as_deref(), Some("true"));
    page.press("Add an invoice").await;
    assert_eq!(page.texts(".invoice-row").len(), 2);
    page.press("Fill in CN¥8.01, so that it fits").await;
    assert!(sum().contains("They fit."), "{}", sum());
    hand_in.click();
    until("the first wrong field has the focus", || focused().get_attribute("aria-invalid").is_some()).await;
    assert!(network.sent_to("POST", INVOICES).is_empty(), "numbers and days are missing");
    for (row, number) in [(1, "ab-0001"), (2, "AB-0001")] {
        fill(&page, row, "input[type=text]", number).await;
        fill(&page, row, "input[type=date]", "2026-11-20").await;
    }
    assert!(page.texts(".field__error").concat().contains("The same number as another one"));
    fill(&page, 2, "input[type=text]", "AB-0002").await;
    hand_in.click();
    until("they are sent", || network.sent_to("POST", INVOICES).len() == 1).await;
    let handed_in: InvoiceSet = network.sent_to("POST", INVOICES)[0].read();
    let sent: Vec<_> = handed_in
        .invoices
        .iter()
        .map(|invoice| [invoice.invoice_no.as_str(), &invoice.amount.to_string()].join(" "))
        .collect();
    assert_eq!(sent, ["AB-0001 12.00", "AB-0002 8.01"]);
    assert_eq!(handed_in.version, 3);
    leave().await;
}

fn the_payout() -> AnyView {
    view! { <PayoutView id="po-1".parse().unwrap() /> }.into_any()
}

/// Types into the first field of a row that fits the selector.
async fn fill(page: &Mounted, row: usize, selector: &str, text: &str) {
    let field: HtmlInputElement =
        page.find(&format!(".invoice-row:nth-of-type({row}) {selector}")).unchecked_into();
    field.set_value(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    for event in ["input", "blur"] {
        field.dispatch_event(&web_sys::Event::new_with_event_init_dict(event, &options).unwrap()).unwrap();
    }
    settle().await;
}

//! Every page in both languages and both themes, wide and narrow, before axe.

use harness::{Person, Product};
use serde_json::{Value, json};

const AXE: &str = include_str!("vendor/axe.min.js");
const MEMBER: [&str; 87] = [
    "/",
    "/sales/customers",
    "/sales/customers/c-100008",
    "/sales/customers/c-100008/disassociate",
    "/sales/customers/c-100002/switch",
    "/sales/association-records",
    "/sales/association-records/r-c-100016-1",
    "/sales/customer-development",
    "/sales/customer-development?tab=offline",
    "/sales/customer-development?tab=history",
    "/sales/customer-development/import",
    "/sales/customer-development/links/5eed000000000001/sheet",
    "/sales/customer-migrations",
    "/sales/customer-migrations/new?customers=c-100002,c-100010",
    "/sales/marketing-tasks",
    "/sales/marketing-tasks?tab=renewal",
    "/sales/marketing-tasks/mt-100001",
    "/sales/marketing-tasks/mt-100101",
    "/sales/marketing-tasks/mt-100101/order",
    "/sales/opportunities",
    "/sales/opportunities?tab=po&sort=amount",
    "/sales/opportunities/ho-100001",
    "/sales/opportunities/po-100007",
    "/sales/opportunities/new",
    "/sales/opportunities/po-100004/edit",
    "/programmes/engagement",
    "/?deadlines=ACCEPT_OPPORTUNITY",
    "/sales/funds",
    "/sales/funds?tab=top-ups",
    "/sales/funds?tab=withdrawals",
    "/sales/funds?tab=records",
    "/sales/funds/top-up",
    "/sales/funds/top-ups/tu-100001",
    "/sales/funds/remittance",
    "/sales/funds/withdraw",
    "/sales/funds/withdrawals/wd-100001",
    "/sales/funds/alert",
    "/sales/incentives",
    "/sales/incentives?basis=PERIOD&months=24",
    "/sales/incentives?tab=payouts",
    "/sales/incentives?tab=details",
    "/sales/incentives/bills/ib-yunfan-02-d",
    "/sales/incentives/apply",
    "/sales/incentives/payouts/pa-yunfan-4",
    "/sales/incentives/payouts/pa-yunfan-6",
    "/sales/incentives/payouts/pa-yunfan-6/invoice-list",
    "/sales/incentive-transfers",
    "/sales/bills",
    "/delivery/evaluations",
    "/delivery/evaluations/dp-100001",
    "/delivery/evaluations/dp-100002",
    "/delivery/evaluations/dp-100004",
    "/delivery/evaluations/dp-100005",
    "/delivery/evaluations/dp-100007",
    "/delivery/evaluations/dp-100008",
    "/organization/members",
    "/organization/members/new",
    "/organization/members/u-yunfan-director",
    "/organization/roles",
    "/organization/roles/new",
    "/organization/roles/rl-yunfan-service",
    "/capability/certifications",
    "/capability/certifications?tab=results",
    "/capability/certifications?tab=records",
    "/capability/certifications/apply/data-ai",
    "/capability/certifications/apply/managed-services",
    "/capability/certifications/cert-100001",
    "/capability/certifications/cert-100002?part=update",
    "/exports",
    "/messages",
    "/messages/n-100001",
    "/messages/settings",
    "/organization/activity-log",
    "/organization/contacts",
    "/organization/personnel",
    "/organization/cover",
    "/partner-information",
    "/partner-information/business?return=payout",
    "/partner-information/business?step=basic",
    "/partner-information/business?step=bank",
    "/partner-information/business?step=review",
    "/support/help",
    "/support/help?q=syxx",
    "/support/help/incentive-tax-rate",
    "/support/release-notes",
    "/support/documents",
    "/support/suggestions?kind=HELP&question=incentive-tax-rate",
];
const PROCURER: [&str; 4] = [
    "/",
    "/sales/statements?status=PENDING_CONFIRM",
    "/sales/statements/st-100002",
    "/sales/statements/st-100109",
];
const CUSTOMER: [&str; 6] = [
    "/i",
    "/p",
    "/my-partner",
    "/my-partner/requests/r-c-100015-1",
    "/my-partner/disassociate",
    "/my-account",
];
const OPERATOR: [&str; 12] = [
    "/operations/work-queue",
    "/operations/opportunities",
    "/operations/opportunities/po-100007",
    "/operations/opportunities/new",
    "/operations/certifications/cert-210001",
    "/operations/certifications/cert-100002",
    "/operations/deliveries",
    "/operations/deliveries?status=ACCEPTED",
    "/operations/deliveries/dp-100005",
    "/operations/deliveries/dp-100006",
    "/demo/outbox",
    "/nowhere",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_member_passes_axe() {
    look_at("yunfan-admin", &MEMBER).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_customer_and_of_the_operator_passes_axe() {
    look_at("qingfeng", &CUSTOMER).await;
    look_at("vendor-operator", &OPERATOR).await;
}

/// With the notice above everything else.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_the_notice_of_the_international_site_passes_axe() {
    look_at("nimbus-admin", &["/"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_procurement_partner_passes_axe() {
    look_at("caizhi-finance", &PROCURER).await;
}

/// The demo has none of its own.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_migration_passes_axe() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    let draft = json!({ "customer_ids": ["c-100002", "c-100010"], "target_indirect_partner_id": "p-lingxi",
        "reason": "They work together" });
    let made = admin.call("POST", "/v2/partners/migrations", &draft).await;
    let id = made["migration_id"].as_str().expect("a migration");
    look_as(&admin, &[&format!("/sales/customer-migrations/{id}")]).await;
    admin.leave().await;
}

/// The demo has none of its own either.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_transfer_passes_axe() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    let accounts = admin.call("GET", "/v2/partners/incentives/company-accounts", &Value::Null).await;
    let draft = json!({ "kind": "INCENTIVES", "to_partner_id": accounts["accounts"][1]["partner_id"],
        "reason": "They work together" });
    let made = admin.call("POST", "/v2/partners/incentives/transfers", &draft).await;
    let id = made["transfer_id"].as_str().expect("a transfer");
    look_as(&admin, &[&format!("/sales/incentive-transfers/{id}")]).await;
    admin.leave().await;
}

/// A link that waits for its answer; the demo's are used up.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_specialist_s_link_passes_axe() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    let draft = json!({ "by": "PHONE", "contact": "13911112222" });
    admin.call("POST", "/v2/partners/dedicated-personnel", &draft).await;
    let outbox = admin.call("POST", "/v2/demo/outbox/query", &json!({ "limit": 1 })).await;
    let body = outbox["messages"][0]["body"].as_str().expect("a message");
    let token = body.split("/p#t=").nth(1).and_then(|rest| rest.split(' ').next()).expect("a link");
    look_as(&admin, &[&format!("/p#t={token}")]).await;
    admin.leave().await;
}

/// An order that waits for its payment, and the page of the demo's gateway.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_of_a_payment_passes_axe() {
    let product = Product::start();
    let finance = Person::signed_in(&product, "en-US", "yunfan-finance").await;
    let made = finance.call("POST", "/v2/partners/funds/top-ups", &json!({ "amount": "12.50" })).await;
    let order = ["/sales/funds/top-ups/", made["top_up_id"].as_str().expect("an order")].concat();
    let token = made["payment_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a page");
    look_as(&finance, &[&order, &format!("/demo/gateway/{token}")]).await;
    finance.leave().await;
}

/// Dialogs in which something final is decided or much is written.
#[tokio::test(flavor = "multi_thread")]
async fn open_dialogs_of_opportunities_pass_axe() {
    let product = Product::start();
    let member = Person::signed_in(&product, "en-US", "yunfan-wang").await;
    let reviewer = Person::signed_in(&product, "en-US", "vendor-pdm").await;
    let mut wrong = Vec::new();
    for theme in ["light", "dark"] {
        for person in [&member, &reviewer] {
            person.run("localStorage.setItem('theme', arguments[0])", vec![theme.into()]).await;
        }
        for (path, button) in [
            ("/", "Accept"),
            ("/", "Reject"),
            ("/sales/opportunities/po-100007", "Report progress"),
            ("/sales/opportunities/po-100001", "Delete draft"),
        ] {
            member.go(path).await;
            member.press(button).await;
            wrong.extend(in_dialog(&member, &[button, theme].join(" ")).await);
        }
        reviewer.go("/operations/work-queue?kind=REVIEW_OPPORTUNITY").await;
        reviewer.press_in_row("教学资源云", "Decline").await;
        wrong.extend(in_dialog(&reviewer, &["Decline", theme].join(" ")).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    member.leave().await;
    reviewer.leave().await;
}

/// What is wrong once the dialog shows everything, wide and narrow.
async fn in_dialog(person: &Person, what: &str) -> Vec<String> {
    person.see("dialog[open] button[type=submit]").await;
    person.until("!document.querySelector('dialog[open] [aria-busy=true]')").await;
    person.run(AXE, Vec::new()).await;
    let mut wrong = Vec::new();
    for (width, height) in [(1440, 900), (390, 844)] {
        person.set_window_rect(0, 0, width, height).await.expect("a window");
        wrong.extend(findings(person).await.into_iter().map(|rule| format!("{what} {width}: {rule}")));
    }
    wrong
}

async fn look_at(account: &str, paths: &[&str]) {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", account).await;
    look_as(&person, paths).await;
    person.leave().await;
}

async fn look_as(person: &Person, paths: &[&str]) {
    let mut wrong = Vec::new();
    // Contrast hangs on the theme and what fits on the language, nothing on both: a page is seen in each language and in
    // each theme, its neighbour in the other pairs.
    for (turn, (language, theme)) in
        [("zh-CN", "light"), ("en-US", "dark"), ("zh-CN", "dark"), ("en-US", "light")].into_iter().enumerate()
    {
        let chosen =
            "localStorage.setItem('language', arguments[0]); localStorage.setItem('theme', arguments[1])";
        person.run(chosen, vec![language.into(), theme.into()]).await;
        for path in paths.iter().skip(turn / 2).step_by(2) {
            // From elsewhere: to an address that differs by its fragment only a browser goes without loading the page.
            person.goto("about:blank").await.expect("an empty page");
            person.go(path).await;
            person.see("main h1").await;
            person.until("!document.querySelector('main [aria-busy=true]')").await;
            assert_eq!(person.run("return document.documentElement.lang", Vec::new()).await, language);
            assert_eq!(person.run("return document.documentElement.dataset.theme", Vec::new()).await, theme);
            person.run(AXE, Vec::new()).await;
            for (width, height) in [(1440, 900), (390, 844)] {
                person.set_window_rect(0, 0, width, height).await.expect("a window");
                wrong.extend(
                    findings(person)
                        .await
                        .into_iter()
                        .map(|rule| format!("{path} {language} {theme} {width}: {rule}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Rules that are broken, and whether the page has to be scrolled sideways.
async fn findings(person: &Person) -> Vec<String> {
    let script = "
        const done = arguments[0];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;
        axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then((result) => done([
            ...(wide ? ['the page is wider than its window'] : []),
            ...result.violations.map((found) => found.id + ': ' + found.nodes.map((node) => node.html).join(' | ').slice(0, 300)),
        ]));";
    let answer = person.execute_async(script, Vec::new()).await.expect("axe");
    let found = answer.json().as_array().cloned().unwrap_or_default();
    found.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

//! Every page in both languages and both themes, wide and narrow, before axe.

use harness::{Person, Product};
use serde_json::{Value, json};

const AXE: &str = include_str!("vendor/axe.min.js");
const MEMBER: [&str; 24] = [
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
    "/sales/opportunities",
    "/sales/opportunities?tab=po&sort=amount",
    "/sales/opportunities/ho-100001",
    "/sales/opportunities/po-100007",
    "/sales/opportunities/new",
    "/sales/opportunities/po-100004/edit",
    "/programmes/engagement",
    "/?deadlines=ACCEPT_OPPORTUNITY",
    "/sales/funds",
    "/partner-information",
];
const CUSTOMER: [&str; 5] =
    ["/i", "/my-partner", "/my-partner/requests/r-c-100015-1", "/my-partner/disassociate", "/my-account"];
const OPERATOR: [&str; 6] = [
    "/operations/work-queue",
    "/operations/opportunities",
    "/operations/opportunities/po-100007",
    "/operations/opportunities/new",
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
        reviewer.go("/operations/work-queue").await;
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
    for (language, theme) in [("zh-CN", "light"), ("zh-CN", "dark"), ("en-US", "light"), ("en-US", "dark")] {
        let chosen =
            "localStorage.setItem('language', arguments[0]); localStorage.setItem('theme', arguments[1])";
        person.run(chosen, vec![language.into(), theme.into()]).await;
        for path in paths {
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

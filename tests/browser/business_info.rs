//! The stepper of business information in front of a scripted backend: nothing that the vendor has is asked for again,
//! nothing typed is lost between the steps, and what is wrong keeps the form from being sent.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    business_info::{BankAccountChoice, BusinessInfoDraft, TransferEntry},
    permissions::{Identity, Role},
    problem::{ErrorCode, Problem},
};
use leptos::prelude::*;
use partner_center::features::business_info::BusinessInformationPage;
use serde_json::{Value, json};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

const INFO: &str = "/v2/partners/business-info";
const VERIFY: &str = "/v2/partners/business-info/verify-amount";
const COMPANY: &str = "云起科技有限公司";

/// Certified with an account, so that the form asks for nothing but what changes.
fn certified() -> Value {
    json!({
        "status": "CERTIFIED", "expected_by": null, "ticket_open": false,
        "submitted_at": "2026-11-20T02:00:00Z", "certified_at": "2026-11-20T06:00:00Z",
        "managers": ["王芳"], "version": 4,
        "details": {
            "company_name": COMPANY, "registration_number": "91350100M000100Y43", "signing_entity": "MAINLAND",
            "taxpayer_type": "GENERAL", "tax_rate": { "basis_points": 600 }, "contact_name": "王*",
            "contact_mobile": "139****5678", "contact_email": "w***@y***.com",
            "bank_account": { "holder": COMPANY, "bank_name": "Bank of China", "branch_name": "Haidian",
                "account_number": "**** 8801" },
            "settlement_currency": "CNY", "letter": null, "answer": null,
        },
        "known": { "company_name": COMPANY, "site": "cn", "bank_account": null },
    })
}

fn awaiting(tries_left: u32, version: i64) -> Value {
    let mut info = certified();
    info["status"] = "AWAIT_AMOUNT".into();
    info["tries_left"] = tries_left.into();
    info["version"] = version.into();
    info
}

fn drafts(sent: &Sent) -> Reply {
    match sent.method.as_str() {
        "GET" => Reply::ok(&json!({ "text": null, "saved_at": null })),
        _ => Reply::ok(&()),
    }
}

async fn open(query: &str) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    go(&["/partner-information/business", query].concat()).await;
    let page = show(|| view! { <BusinessInformationPage /> }).await;
    settle().await;
    page
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

fn search() -> String {
    web_sys::window().unwrap().location().search().unwrap()
}

async fn tick(page: &Mounted, selector: &str) {
    page.find(selector).click();
    settle().await;
}

#[wasm_bindgen_test]
async fn an_edit_asks_for_nothing_that_the_vendor_has_and_sends_no_masked_text() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("PUT", INFO) => {
            let mut info = certified();
            info["status"] = "AUTO_CHECKING".into();
            info["checked_by"] = "MACHINE".into();
            info["tries_left"] = 3.into();
            Reply::ok(&info)
        }
        (_, INFO) => Reply::ok(&certified()),
        _ => drafts(sent),
    });
    let page = open("?step=basic&return=payout").await;
    until("the form is there", || page.has("input[value=SMALL_SCALE]")).await;
    assert!(page.texts("form").concat().contains("139****5678"));
    tick(&page, "input[value=SMALL_SCALE]").await;
    // The privacy statement is agreed to each time.
    page.press("Next").await;
    until("it is said", || page.has("input[type=checkbox][aria-invalid=true]")).await;
    tick(&page, "input[type=checkbox]").await;
    page.press("Next").await;
    until("the bank", || search() == "?step=bank&return=payout").await;
    page.press("Next").await;
    until("the review", || search() == "?step=review&return=payout").await;
    assert!(
        page.texts("dd").concat().contains("Small-scale taxpayer (tax rate 3%)"),
        "{:?}",
        page.texts("dd")
    );
    page.press("Submit").await;
    until("it was sent", || !network.sent_to("PUT", INFO).is_empty()).await;
    let draft: BusinessInfoDraft = network.sent_to("PUT", INFO)[0].read();
    assert_eq!(
        (draft.version, draft.bank_account, draft.finance_contact),
        (4, BankAccountChoice::Keep, None)
    );
    until("the steps are left, the way back is kept", || search() == "?return=payout").await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_new_account_needs_its_letter_and_the_holder_is_the_company() {
    let network = Network::start(|sent| match sent.path.as_str() {
        INFO => Reply::ok(&certified()),
        _ => drafts(sent),
    });
    let page = open("?step=bank").await;
    until("the form is there", || page.has("input[value=NEW]")).await;
    tick(&page, "input[value=NEW]").await;
    let holder: HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.field("Account holder"));
    assert_eq!(holder.value(), COMPANY, "nobody types the name again");
    page.type_into("Account holder", "Wang Fang").await;
    assert!(page.texts(".field__error").concat().contains(COMPANY));
    page.type_into("Account holder", COMPANY).await;
    page.type_into("Bank name", "ICBC").await;
    page.type_into("Branch", "Haidian").await;
    page.type_into("Account number", "6222 0202 0011 2233 445").await;
    page.press("Next").await;
    until("it is said", || {
        page.texts(".field__error").concat().contains("Upload the bank confirmation letter.")
    })
    .await;
    assert_eq!(search(), "?step=bank");
    // The address leads to the review all the same: it says what is missing, and sends nothing.
    go("/partner-information/business?step=review").await;
    until("the review", || page.has(".certification-review")).await;
    let missing = page.texts(".notice li").len();
    assert_eq!(missing, 2, "{:?}", page.texts(".notice li"));
    page.press("Submit").await;
    assert!(network.sent_to("PUT", INFO).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn a_wrong_amount_says_what_is_left_and_the_next_try_is_about_the_newest_version() {
    let state = Rc::new(RefCell::new((3, 7)));
    let network = Network::start({
        let state = Rc::clone(&state);
        move |sent| match sent.path.as_str() {
            VERIFY => {
                let (tries, version) = *state.borrow();
                state.replace((tries - 1, version + 1));
                let mut problem = Problem::new(ErrorCode::WrongAmount, "told by the test");
                problem.remaining_tries = Some(tries - 1);
                Reply::refused(&problem)
            }
            INFO => {
                let (tries, version) = *state.borrow();
                Reply::ok(&awaiting(tries, version))
            }
            _ => drafts(sent),
        }
    });
    let page = open("").await;
    until("the field is there", || page.has(".input--amount")).await;
    for amount in ["1.00", "0.421", "0"] {
        page.type_into("Amount that arrived", amount).await;
        page.press("Confirm the amount").await;
        assert!(page.has(".input--amount[aria-invalid=true]"), "{amount}");
    }
    assert!(network.sent_to("POST", VERIFY).is_empty(), "what cannot be costs no try");
    for (number, left) in [(0, "Tries left: 2"), (1, "Tries left: 1")] {
        page.type_into("Amount that arrived", "0.42").await;
        page.press("Confirm the amount").await;
        until("it is counted", || network.sent_to("POST", VERIFY).len() == number + 1).await;
        until("it is said", || page.texts(".field__hint").concat().contains(left)).await;
        until("the reason stands there", || page.texts(".error-panel").concat().contains(left)).await;
    }
    let sent: Vec<TransferEntry> = network.sent_to("POST", VERIFY).iter().map(Sent::read).collect();
    assert_eq!((sent[0].version, sent[1].version), (7, 8));
    leave().await;
}

#[wasm_bindgen_test]
async fn who_may_not_manage_it_sees_how_it_stands_and_whom_to_ask() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        INFO => {
            let mut info = certified();
            info["details"] = Value::Null;
            info["known"] = Value::Null;
            Reply::ok(&info)
        }
        _ => drafts(sent),
    });
    let page = open("?step=basic").await;
    until("it is said", || page.texts("main").concat().contains("Contact: 王芳.")).await;
    assert!(page.texts("main").concat().contains("Certified"));
    assert!(!page.has("main form"));
    leave().await;
}

//! Filing and inviting in front of a scripted backend: what is refused says why and keeps what was typed, a lost answer
//! files once, only those who were not invited are tried again, and nothing personal stands in the address.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    filing_rules::FilingRefusal,
    filings::{Filing, FilingDraft, FilingPage, FilingQuery, FilingStatus, MAX_OPEN},
    ids::FilingId,
    invitations::{InvitationDraft, Invited, InvitedBatch, NotInvited},
    permissions::{Identity, Restriction, Role},
    problem::{ErrorCode, Problem},
    session::Principal,
    time::Timestamp,
};
use leptos::prelude::*;
use partner_center::{browser::sleep_ms, features::customer_development::CustomerDevelopmentPage};
use wasm_bindgen_test::wasm_bindgen_test;

const PAGE: &str = "/sales/customer-development";
const LIST: &str = "/v2/partners/customer-filings/query";
const FILE: &str = "/v2/partners/customer-filings";
const INVITE: &str = "/v2/partners/invitations";
/// Longer than a pause in typing.
const PAUSE_MS: u32 = 800;

fn id(number: u32) -> FilingId {
    format!("f-{number}").parse().unwrap()
}

fn filing(number: u32, status: FilingStatus) -> Filing {
    Filing {
        filing_id: id(number),
        customer_name: format!("青**{number}"),
        mobile_phone: "138****1234".to_owned(),
        email: "a***@n***.example".to_owned(),
        country_code: "CN".to_owned(),
        industry: None,
        contact: None,
        remark: None,
        status,
        review_reasons: Vec::new(),
        opinion: None,
        manager: "王芳".to_owned(),
        filed_at: Timestamp::from_seconds(1_790_000_000),
        expire_at: Some(Timestamp::from_seconds(4_000_000_000)),
        invitation: None,
        version: 1,
    }
}

/// Ten rows to a page, all filed but the last; `open` places are taken.
fn filings(sent: &Sent, open: u32) -> Reply {
    let first = sent.read::<FilingQuery>().offset.unwrap_or_default();
    let row = |number| filing(number, if number == 19 { FilingStatus::Expired } else { FilingStatus::Filed });
    Reply::ok(&FilingPage {
        filings: (first..20.min(first + 10)).map(row).collect(),
        total_count: 20,
        open_count: open,
        limit: MAX_OPEN,
    })
}

/// What the page reads besides what a test is about.
fn rest(sent: &Sent) -> Reply {
    match sent.path.as_str() {
        LIST => filings(sent, 19),
        "/v2/partners/account-managers" => Reply::ok(&serde_json::json!({ "account_managers": [] })),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

async fn page() -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go(PAGE).await;
    let page = show(|| view! { <CustomerDevelopmentPage /> }).await;
    until("the list", || page.has(".filings-list tbody .filing-pick")).await;
    page
}

/// Another page, so that nothing of this one is left.
async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

async fn type_customer(page: &Mounted) {
    page.type_into("Customer name", "苏州新客科技有限公司").await;
    page.type_into("Mobile phone", "+86 138 0000-1234").await;
    page.type_into("E-mail", "a@New.example").await;
}

fn value(page: &Mounted, label: &str) -> String {
    use wasm_bindgen::JsCast;
    page.field(label).unchecked_into::<web_sys::HtmlInputElement>().value()
}

async fn submit(page: &Mounted) {
    page.find("dialog[open] button[type=submit]").click();
    settle().await;
}

#[wasm_bindgen_test]
async fn a_refused_customer_is_told_with_every_reason_and_what_was_typed_stays() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", FILE) => {
            let mut problem = Problem::new(ErrorCode::FilingRefused, "");
            problem.filing_refusals = vec![FilingRefusal::VendorContract, FilingRefusal::ConsumerAccount];
            Reply::refused(&problem)
        }
        _ => rest(sent),
    });
    let page = page().await;
    page.press("File a customer").await;
    submit(&page).await;
    assert_eq!(page.texts("dialog[open] [aria-invalid=true]").len(), 3);
    assert!(network.sent_to("POST", FILE).is_empty(), "what is wrong in the form is not sent");

    type_customer(&page).await;
    submit(&page).await;
    until("the reasons", || page.texts("dialog[open] .plain-list li").len() == 2).await;
    let reasons = page.texts("dialog[open] .plain-list li");
    assert!(reasons[0].contains("contract with the vendor") && reasons[0].contains("ecosystem manager"));
    assert!(reasons[1].contains("consumer cloud") && reasons[1].contains("open a cloud account"));
    assert_eq!(value(&page, "Customer name"), "苏州新客科技有限公司");
    let draft: FilingDraft = network.sent_to("POST", FILE)[0].read();
    assert_eq!((draft.mobile_phone.as_str(), draft.email.as_str()), ("13800001234", "a@new.example"));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_lost_answer_and_a_double_click_file_once() {
    let mut lost = 0;
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", FILE) if lost < 3 => {
            lost += 1;
            Reply::Lost
        }
        ("POST", FILE) => Reply::ok(&filing(30, FilingStatus::Filed)),
        _ => rest(sent),
    });
    let page = page().await;
    page.press("File a customer").await;
    type_customer(&page).await;
    let button = page.find("dialog[open] button[type=submit]");
    button.click();
    button.click();
    until("the outcome is unknown", || page.has("dialog[open] .error-panel")).await;
    submit(&page).await;
    until("it is filed", || !page.has("dialog[open]")).await;
    let sent = network.sent_to("POST", FILE);
    assert!(sent.len() > 3 && sent.iter().all(|one| one.key == sent[0].key && one.body == sent[0].body));
    leave().await;
}

#[wasm_bindgen_test]
async fn only_those_who_were_not_invited_are_tried_again() {
    let mut tries = 0;
    let network = Network::start(move |sent| {
        if (sent.method.as_str(), sent.path.as_str()) != ("POST", INVITE) {
            return rest(sent);
        }
        tries += 1;
        let asked = sent.read::<InvitationDraft>().filing_ids;
        let (failed, done): (Vec<_>, Vec<_>) = asked.into_iter().partition(|one| tries == 1 && *one == id(3));
        let invited = |filing_id| Invited {
            invitation_id: "i-1".parse().unwrap(),
            filing_id,
            expire_at: Timestamp::from_seconds(4_000_000_000),
            url: "https://partner.example/i#t=sample".to_owned(),
        };
        let not = |id| NotInvited { id, error_code: ErrorCode::NotInThisState, error_msg: String::new() };
        Reply::ok(&InvitedBatch {
            invitations: done.into_iter().map(invited).collect(),
            error_details: failed.into_iter().map(not).collect(),
        })
    });
    let page = page().await;
    page.find(".filings-list__tools input").click();
    settle().await;
    page.press("Invite").await;
    submit(&page).await;
    until("who was not invited", || page.texts("dialog[open] .notice").concat().contains("not invited: 1"))
        .await;
    assert_eq!(page.texts("dialog[open] .invited").len(), 9);
    assert_eq!(page.texts(".selection-bar__count"), ["1 picked"], "who was invited is no longer picked");
    submit(&page).await;
    until("nobody is left", || page.texts("dialog[open] button[type=submit]").is_empty()).await;
    let asked = network.sent_to("POST", INVITE);
    assert_eq!(asked[0].read::<InvitationDraft>().filing_ids.len(), 10);
    assert_eq!(asked[1].read::<InvitationDraft>().filing_ids, [id(3)]);
    assert_ne!(asked[0].key, asked[1].key);
    page.press("Done").await;
    leave().await;
}

#[wasm_bindgen_test]
async fn rows_stay_picked_on_other_pages_and_who_cannot_be_invited_is_counted() {
    let _network = Network::start(rest);
    let page = page().await;
    page.find(".filings-list__tools input").click();
    settle().await;
    assert_eq!(page.texts(".selection-bar__count"), ["10 picked"]);
    page.press("Next page").await;
    until("the second page", || page.texts(".filing-name").iter().any(|name| name.contains("**19"))).await;
    assert_eq!(page.texts(".selection-bar__count"), ["10 picked"]);
    assert_ne!(page.button("Invite").get_attribute("aria-disabled").as_deref(), Some("true"));
    page.find(".filings-list__tools input").click();
    settle().await;
    assert_eq!(page.texts(".selection-bar__count"), ["20 picked"]);
    // The last one's time is over.
    assert_eq!(page.button("Invite").get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(page.texts(".selection-bar").concat().contains("1 of them are not filed"));
    page.press("Clear selection").await;
    assert_eq!(page.texts(".selection-bar__count"), [""]);
    leave().await;
}

#[wasm_bindgen_test]
async fn a_number_that_is_searched_for_is_asked_in_the_body_and_stands_in_no_address() {
    let network = Network::start(rest);
    let page = page().await;
    page.type_into("Search", "138 0000-1234").await;
    sleep_ms(PAUSE_MS).await;
    let query: FilingQuery = network.sent_to("POST", LIST).last().unwrap().read();
    assert_eq!(query.mobile_phone.as_deref(), Some("13800001234"));
    assert_eq!(query.customer_name, None);
    assert!(!web_sys::window().unwrap().location().href().unwrap().contains("138"));
    leave().await;
}

#[wasm_bindgen_test]
async fn full_places_are_said_before_somebody_types() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        LIST => filings(sent, MAX_OPEN),
        _ => rest(sent),
    });
    let page = page().await;
    assert!(page.texts(".notice").concat().contains("All filing places are taken"));
    assert_eq!(page.texts(".filing-places"), ["Filing places: 100 of 100 used"]);
    leave().await;
}

#[wasm_bindgen_test]
async fn who_may_not_develop_customers_reads_why_and_nothing_is_asked() {
    let network = Network::start(rest);
    let Principal::Member(mut channel_only) = member(Identity::GeneralDistributor, Role::Administrator)
    else {
        panic!("a member");
    };
    channel_only.restrictions = vec![Restriction::ChannelOnly];
    for (who, told) in [
        (Principal::Member(channel_only), "authorised to develop resellers only"),
        (member(Identity::SolutionProvider, Role::Finance), "王芳"),
    ] {
        sign_in(who);
        go(PAGE).await;
        let page = show(|| view! { <CustomerDevelopmentPage /> }).await;
        until("it is said", || page.has(".empty-state__body")).await;
        assert!(page.texts(".empty-state__body")[0].contains(told), "{:?}", page.texts(".empty-state__body"));
        leave().await;
    }
    assert!(network.sent_to("POST", LIST).is_empty());
}

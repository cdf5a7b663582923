//! Contacts, covers and sessions in front of a scripted backend: what is sent when a contact moves up, that a contact
//! without number and address is not sent at all, whom a queue cannot be handed to, and another device signed out.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    covers::{CoverDraft, CoverPage},
    customer_contacts::ContactsDraft,
    permissions::{Identity, Role},
    problem::ErrorCode,
};
use leptos::prelude::*;
use partner_center::{
    features::{covers::CoversPage, customer_contacts::ContactsPage},
    shell::SessionList,
    ui::PageHeader,
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlSelectElement;

const CONTACTS: &str = "/v2/partners/customer-contacts";
const COVERS: &str = "/v2/partners/covers";

fn contacts(names: &[&str]) -> Value {
    let one = |name: &&str| json!({ "name": name, "phone": "10086", "email": null, "hours": null });
    json!({
        "contacts": names.iter().map(one).collect::<Vec<_>>(), "version": 3,
        "administrators": [{ "name": "林岚", "phone": "137****0001", "email": null, "hours": null }],
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

#[wasm_bindgen_test]
async fn a_contact_that_moves_up_is_sent_with_all_the_others_and_their_version() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("PUT", CONTACTS) => Reply::ok(&contacts(&["Night desk", "Service"])),
        (_, CONTACTS) => Reply::ok(&contacts(&["Service", "Night desk"])),
        _ => Reply::code(ErrorCode::NotFound),
    });
    let page = open("/organization/contacts", || view! { <ContactsPage /> }.into_any()).await;
    until("the contacts are there", || page.texts("tbody tr").len() == 2).await;
    page.press("Move up").await;
    until("it is sent", || !network.sent_to("PUT", CONTACTS).is_empty()).await;
    let sent: ContactsDraft = network.sent_to("PUT", CONTACTS)[0].read();
    let names: Vec<_> = sent.contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!((sent.version, names), (3, vec!["Night desk", "Service"]));
    until("the answer is shown", || page.texts("tbody tr")[0].contains("Night desk")).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_contact_that_nobody_can_reach_is_not_sent_and_without_contacts_customers_see_administrators() {
    let network = Network::start(|sent| match sent.path.as_str() {
        CONTACTS => Reply::ok(&contacts(&[])),
        _ => Reply::code(ErrorCode::NotFound),
    });
    let page = open("/organization/contacts", || view! { <ContactsPage /> }.into_any()).await;
    until("what customers see instead", || page.texts(".notice").concat().contains("137****0001")).await;
    page.press("Add a contact").await;
    page.type_into("Name or team", "Service").await;
    page.press("Save").await;
    until("it is said", || {
        page.texts("dialog[open]").concat().contains("Enter a telephone number or an e-mail address")
    })
    .await;
    assert!(network.sent_to("PUT", CONTACTS).is_empty());
    page.press("Close").await;
    leave().await;
}

fn covers(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", "/v2/partners/covers/query") => Reply::ok(&CoverPage { covers: Vec::new(), total_count: 0 }),
        (_, "/v2/partners/covers/colleagues") => Reply::ok(&json!({ "today": "2026-11-23", "colleagues": [
            { "user_id": "u-2", "name": "Qing", "account_name": "qing", "may_cover": true },
            { "user_id": "u-3", "name": "Min", "account_name": "min", "may_cover": false },
        ] })),
        ("POST", COVERS) => Reply::code(ErrorCode::CoverChain),
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

#[wasm_bindgen_test]
async fn who_may_not_hold_the_queue_cannot_be_chosen_and_a_refusal_leaves_what_was_typed() {
    let network = Network::start(covers);
    let page = open("/organization/cover", || view! { <CoversPage /> }.into_any()).await;
    until("the page is there", || page.texts(".empty-state__title").concat().contains("handed nothing over"))
        .await;
    page.press("Hand over").await;
    until("colleagues are there", || page.has("dialog[open] option[value='u-3']")).await;
    assert!(page.has("dialog[open] option[value='u-3'][disabled]"));
    assert!(!page.has("dialog[open] option[value='u-2'][disabled]"));
    let list: HtmlSelectElement = page.field("Colleague").unchecked_into();
    list.set_value("u-2");
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    list.dispatch_event(&web_sys::Event::new_with_event_init_dict("change", &options).unwrap()).unwrap();
    // Yesterday by the backend's calendar.
    page.type_into("First day", "2026-11-22").await;
    page.type_into("Last day", "2026-11-25").await;
    page.type_into("Handover note", "One waits for a quotation").await;
    page.find("dialog[open] button[type=submit]").click();
    settle().await;
    assert!(network.sent_to("POST", COVERS).is_empty());
    page.type_into("First day", "2026-11-24").await;
    page.find("dialog[open] button[type=submit]").click();
    until("it is sent", || !network.sent_to("POST", COVERS).is_empty()).await;
    let draft: CoverDraft = network.sent_to("POST", COVERS)[0].read();
    assert_eq!(
        (draft.colleague_user_id.as_str(), draft.first_day.to_string().as_str()),
        ("u-2", "2026-11-24")
    );
    until("why not", || page.texts("dialog[open]").concat().contains("A cover cannot be handed on")).await;
    let note: web_sys::HtmlTextAreaElement = page.field("Handover note").unchecked_into();
    assert_eq!(note.value(), "One waits for a quotation");
    page.press("Close").await;
    leave().await;
}

#[wasm_bindgen_test]
async fn another_device_is_signed_out_and_this_one_has_no_such_button() {
    let session = |id: &str, current: bool, device: &str| {
        json!({ "session_id": id, "current": current, "started_at": "2026-11-23T01:00:00Z",
            "last_seen_at": "2026-11-23T02:00:00Z", "device": device })
    };
    let both =
        json!({ "sessions": [session("s-1", true, "Chrome, Linux"), session("s-2", false, "Safari, iOS")] });
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", "/v2/sessions") => Reply::ok(&both),
        ("DELETE", "/v2/sessions/s-2") => Reply::ok(&()),
        _ => Reply::code(ErrorCode::NotFound),
    });
    let page = open("/partner-information", || view! { <SessionList /> }.into_any()).await;
    until("both are there", || page.texts(".sessions__item").len() == 2).await;
    let items = page.texts(".sessions__item");
    assert!(items[0].contains("This device") && !items[0].contains("Sign out"), "{items:?}");
    page.press("Sign out Safari, iOS").await;
    until("it is sent", || !network.sent_to("DELETE", "/v2/sessions/s-2").is_empty()).await;
    assert!(network.sent_to("DELETE", "/v2/sessions/s-2")[0].key.is_some());
    leave().await;
}

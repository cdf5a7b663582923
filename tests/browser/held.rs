//! Undo instead of regret in front of a scripted backend: undone in time nothing is sent; otherwise it is sent once,
//! also when the tab is closed meanwhile; and who was faster is named.

use crate::{
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    opportunities::{Opportunity, RejectReason, Rejection},
    permissions::{Identity, Role},
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use leptos::prelude::*;
use partner_center::{
    api,
    browser::sleep_ms,
    flows::{
        FlowHost, held,
        opportunity::answer::{self, AnswerHost},
    },
    ui::{Tone, toast},
};
use serde_json::json;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlSelectElement};

const REJECT: &str = "/v2/partners/opportunities/ho-1/reject";

fn rejected() -> Opportunity {
    serde_json::from_value(json!({
        "row": {
            "opportunity_id": "ho-1", "direction": "HO", "name": "Lakehouse", "customer_name": "Lantian",
            "industry": null, "region": null, "demand_tag": null, "offering_name": null,
            "estimated_amount": null, "currency": "CNY", "status": "REJECTED", "stage": null,
            "shared_at": "2026-11-20T02:00:00Z", "deadline": null, "progressed_at": null,
            "updated_at": "2026-11-20T02:00:00Z", "version": 2,
        },
        "form": { "name": "Lakehouse" },
        "recommended_offering": null, "offering": null, "offering_changed_by_vendor": false,
        "reviews": [], "progress": [], "settled": null,
    }))
    .unwrap()
}

fn answering(reply: impl Fn() -> Reply + 'static) -> Network {
    Network::start(move |sent: &Sent| match sent.path.as_str() {
        REJECT => reply(),
        _ => Reply::code(ErrorCode::NotFound),
    })
}

/// A page from which it is rejected for want of capacity, up to the moment in which it can be undone.
async fn rejecting() -> Mounted {
    sign_in(member(Identity::SolutionProvider, Role::AccountManager));
    let page = show(|| view! { <FlowHost /> <AnswerHost /> }).await;
    reject(&page, None).await;
    until("it can be undone", || page.texts(".toast").concat().contains("Rejecting “Lakehouse”")).await;
    page
}

async fn reject(page: &Mounted, deadline: Option<Timestamp>) {
    toast::clear();
    let (id, name) = ("ho-1".parse().unwrap(), "Lakehouse".to_owned());
    answer::reject(answer::Offered { id, name, version: 1, deadline });
    until("the dialog is open", || page.has("dialog[open] select")).await;
    choose(page, RejectReason::NoCapacity).await;
    page.press("Reject").await;
}

async fn choose(page: &Mounted, reason: RejectReason) {
    let select: HtmlSelectElement = page.find("dialog[open] select").unchecked_into();
    select.set_value(reason.as_str());
    let options = EventInit::new();
    options.set_bubbles(true);
    select.dispatch_event(&Event::new_with_event_init_dict("change", &options).unwrap()).unwrap();
    settle().await;
}

fn window_has(event: &str) {
    web_sys::window().unwrap().dispatch_event(&Event::new(event).unwrap()).unwrap();
}

async fn leave() {
    until("it is not held any more", || untrack(|| held::becoming("ho-1")).is_none()).await;
    show(|| ()).await;
}

#[wasm_bindgen_test]
async fn undone_in_time_nothing_is_sent_and_what_was_chosen_is_offered_again() {
    let network = answering(|| Reply::ok(&rejected()));
    let page = rejecting().await;
    assert_eq!(held::becoming("ho-1"), Some("REJECTED"), "lists and the detail show it at once");
    page.press("Undo").await;
    until("the dialog is open again", || page.has("dialog[open] select")).await;
    let select: HtmlSelectElement = page.find("dialog[open] select").unchecked_into();
    assert_eq!(select.value(), "NO_CAPACITY");
    assert_eq!(held::becoming("ho-1"), None);
    // Leaving the page now sends nothing either.
    window_has("pagehide");
    settle().await;
    assert!(network.sent_to("POST", REJECT).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn a_tab_that_is_closed_sends_it_once_and_one_that_comes_back_asks_with_the_same_key() {
    let network = answering(|| Reply::ok(&rejected()));
    let page = rejecting().await;
    window_has("pagehide");
    window_has("pagehide");
    until("it was sent", || network.sent_to("POST", REJECT).len() == 1).await;
    let sent = network.sent_to("POST", REJECT)[0].clone();
    assert_eq!(sent.csrf.as_deref(), Some("1"));
    assert_eq!(sent.read::<Rejection>().reason_code, RejectReason::NoCapacity);

    window_has("pageshow");
    until("it is asked", || network.sent_to("POST", REJECT).len() == 2).await;
    until("it is known", || page.texts(".toast").concat().contains("Rejected “Lakehouse”")).await;
    let all = network.sent_to("POST", REJECT);
    assert!(sent.key.is_some() && all[1].key == sent.key, "{all:?}");
    leave().await;
}

#[wasm_bindgen_test]
async fn whoever_was_faster_is_named() {
    let network = answering(|| {
        let mut problem = Problem::new(ErrorCode::NotInThisState, "told by the test");
        problem.settled_by = Some("李默".to_owned());
        problem.settled_at = "2026-11-23T04:00:00Z".parse().ok();
        Reply::refused(&problem)
    });
    let page = rejecting().await;
    let before = untrack(held::settled);
    held::settle_all().await;
    until("who was faster is named", || page.texts(".toast").concat().contains("李默")).await;
    assert_eq!(network.sent_to("POST", REJECT).len(), 1);
    assert_eq!(untrack(held::settled), before + 1, "pages read again");
    leave().await;
}

#[wasm_bindgen_test]
async fn without_an_undo_it_is_sent_after_ten_seconds() {
    let network = answering(|| Reply::ok(&rejected()));
    let page = rejecting().await;
    let mut waited = 0;
    while network.sent_to("POST", REJECT).is_empty() && waited < 130 {
        sleep_ms(100).await;
        waited += 1;
    }
    assert!((90..130).contains(&waited), "{waited}");
    until("it is known", || page.texts(".toast").concat().contains("Rejected “Lakehouse”")).await;
    assert_eq!(network.sent_to("POST", REJECT).len(), 1);
    leave().await;
}

#[wasm_bindgen_test]
async fn an_answer_that_is_lost_is_asked_for_with_the_same_key() {
    let back = Rc::new(Cell::new(false));
    let connected = Rc::clone(&back);
    let network = answering(move || if connected.get() { Reply::ok(&rejected()) } else { Reply::Lost });
    let page = rejecting().await;
    held::settle_all().await;
    until("it is said", || page.texts(".toast").concat().contains("not known yet")).await;
    assert_eq!(held::becoming("ho-1"), Some("REJECTED"), "it is not called failed");
    back.set(true);
    page.press("Check result").await;
    until("it is known", || page.texts(".toast").concat().contains("Rejected “Lakehouse”")).await;
    let keys: Vec<_> = network.sent_to("POST", REJECT).into_iter().map(|sent| sent.key).collect();
    assert!(keys.len() > 1 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    leave().await;
}

#[wasm_bindgen_test]
async fn nothing_is_held_beyond_its_deadline() {
    let network = answering(|| Reply::ok(&rejected()));
    sign_in(member(Identity::SolutionProvider, Role::AccountManager));
    let page = show(|| view! { <FlowHost /> <AnswerHost /> }).await;
    reject(&page, Some(api::server_now().plus_seconds(4))).await;
    until("it was sent at once", || network.sent_to("POST", REJECT).len() == 1).await;
    until("it is known", || page.texts(".toast").concat().contains("Rejected “Lakehouse”")).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn what_was_not_done_can_be_opened_again_with_what_was_chosen() {
    let network = answering(|| Reply::code(ErrorCode::InvalidParameter));
    let page = rejecting().await;
    held::settle_all().await;
    until("it is said", || page.texts(".toast").concat().contains("It was not done")).await;
    assert_eq!(untrack(|| held::becoming("ho-1")), None, "pages no longer show it as rejected");
    page.press("Open again").await;
    until("the dialog is open again", || page.has("dialog[open] select")).await;
    let select: HtmlSelectElement = page.find("dialog[open] select").unchecked_into();
    assert_eq!(select.value(), "NO_CAPACITY");
    assert_eq!(network.sent_to("POST", REJECT).len(), 1);
    leave().await;
}

#[wasm_bindgen_test]
async fn a_tab_that_is_closed_while_it_is_sent_sends_it_with_the_same_key() {
    let network = answering(|| Reply::slow(&rejected(), 300));
    let page = rejecting().await;
    leptos::task::spawn_local(held::settle_all());
    until("it is on its way", || network.sent_to("POST", REJECT).len() == 1).await;
    window_has("pagehide");
    until("it was sent again", || network.sent_to("POST", REJECT).len() == 2).await;
    let sent = network.sent_to("POST", REJECT);
    assert!(sent[0].key.is_some() && sent[0].key == sent[1].key, "{sent:?}");
    until("it is known", || page.texts(".toast").concat().contains("Rejected “Lakehouse”")).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn what_one_member_left_waiting_is_not_sent_for_the_next() {
    let network = answering(|| Reply::ok(&rejected()));
    let page = rejecting().await;
    held::forget();
    until("it is said", || page.texts(".toast").concat().contains("You were signed out")).await;
    until("it is not shown either", || !page.texts(".toast").concat().contains("Lakehouse")).await;
    held::settle_all().await;
    window_has("pagehide");
    settle().await;
    assert!(network.sent_to("POST", REJECT).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn what_waits_hides_no_message() {
    let _network = answering(|| Reply::ok(&rejected()));
    let page = rejecting().await;
    let waiting: Vec<_> = (0..4).map(|_| toast::pin(Tone::Info, || view! { <p>"waits"</p> })).collect();
    toast::show(Tone::Danger, "The export failed");
    until("it is shown", || page.texts(".toast").concat().contains("The export failed")).await;
    waiting.into_iter().for_each(toast::unpin);
    held::forget();
    leave().await;
}

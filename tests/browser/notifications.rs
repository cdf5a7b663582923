//! Messages in front of a scripted backend: what is required stays, what is chosen is what is sent.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    demo::Channel,
    notification_settings::SettingsDraft,
    notifications::{ReadDraft, Topic},
    permissions::{Identity, Role},
};
use leptos::prelude::*;
use partner_center::features::notifications::{ListPage, MessageView, SettingsPage};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

const LIST: &str = "/v2/notifications/query";
const READ: &str = "/v2/notifications/read";
const SETTINGS: &str = "/v2/notification-settings";

fn message(id: &str, required: bool) -> Value {
    let due = required.then_some("2026-11-30T16:00:00Z");
    json!({
        "notification_id": id, "topic": "STATEMENTS",
        "zh": { "subject": "对账单", "body": "请确认" }, "en": { "subject": "A statement", "body": "<b>confirm</b>" },
        "about": "STATEMENT", "about_id": "st-1", "required": required, "due_at": due, "done_at": null,
        "created_at": "2026-11-20T02:00:00Z", "read_at": null, "archived_at": null,
    })
}

fn settings() -> Value {
    json!({
        "language": null, "offset_minutes": 480, "topics": ["STATEMENTS", "SERVICE"], "off": [], "version": 3,
        "receivers": [
            { "channel": "IN_SITE", "receiver": "finance", "newest": null },
            { "channel": "EMAIL", "receiver": "f***@p***.com", "newest": null },
            { "channel": "SMS", "receiver": null, "newest": null },
        ],
    })
}

fn answer(sent: &Sent) -> Reply {
    match sent.path.as_str() {
        LIST => Reply::ok(&json!({
            "notifications": [message("n-1", true), message("n-2", false)], "total_count": 2,
            "now": "2026-11-23T04:00:00Z",
        })),
        READ => Reply::ok(&json!({ "unread": 1 })),
        SETTINGS => Reply::ok(&settings()),
        _ => Reply::ok(&json!({
            "notification": message("n-1", true), "now": "2026-11-23T04:00:00Z",
            "deliveries": [{ "channel": "EMAIL", "receiver": "f***@p***.com",
                "delivery": { "state": "GIVEN_UP", "attempts": 5, "sent_at": null, "next_attempt_at": null } }],
        })),
    }
}

async fn open(address: &str, page: impl Into<ViewFn>) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::EiProcurement, Role::Finance));
    go(address).await;
    let page = show(page).await;
    settle().await;
    page
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
}

#[wasm_bindgen_test]
async fn a_required_message_says_until_when_and_why_it_stays() {
    let _network = Network::start(answer);
    let page = open("/messages", || view! { <ListPage /> }).await;
    until("the list is there", || page.texts(".message").len() == 2).await;
    let rows = page.texts(".message");
    assert!(rows[0].contains("Required") && rows[0].contains("Due"), "{rows:?}");
    assert!(rows[0].contains("can be archived when it is done"), "{rows:?}");
    assert!(rows[1].contains("Recommended") && !rows[1].contains("can be archived when"), "{rows:?}");
    assert!(rows[0].contains("<b>confirm</b>"), "text stays text: {rows:?}");
    leave().await;
}

#[wasm_bindgen_test]
async fn opening_a_message_is_reading_it() {
    let network = Network::start(answer);
    let page = open("/messages/n-1", || view! { <MessageView id="n-1".parse().unwrap() /> }).await;
    until("it is read", || !network.sent_to("POST", READ).is_empty()).await;
    let read: ReadDraft = network.sent_to("POST", READ)[0].read();
    assert_eq!(read.notification_ids[0].as_str(), "n-1");
    assert!(page.texts(".delivery")[0].contains("Could not be delivered"));
    leave().await;
}

#[wasm_bindgen_test]
async fn the_last_channel_of_a_topic_with_deadlines_stays() {
    let network = Network::start(answer);
    let page = open("/messages/settings", || view! { <SettingsPage /> }).await;
    let cell = |label: &str| format!("input[aria-label='{label}']");
    until("the table is there", || page.has(&cell("Service, Email"))).await;
    let tick = |label: &str| {
        let input: HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.find(&cell(label)));
        input.click();
    };
    for channel in ["In-site message", "Email"] {
        tick(&format!("Reconciliation and settlement, {channel}"));
    }
    settle().await;
    page.press("Save").await;
    assert!(network.sent_to("PUT", SETTINGS).is_empty(), "nothing is sent");
    tick("Reconciliation and settlement, In-site message");
    settle().await;
    page.press("Save").await;
    until("it is sent", || !network.sent_to("PUT", SETTINGS).is_empty()).await;
    let draft: SettingsDraft = network.sent_to("PUT", SETTINGS)[0].read();
    assert_eq!(draft.version, 3);
    assert_eq!(draft.off.len(), 1);
    assert_eq!((draft.off[0].topic, draft.off[0].channel), (Topic::Statements, Channel::Email));
    leave().await;
}

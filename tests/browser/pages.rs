//! The smaller pages: what they send, and what they say when they may not.

use crate::{
    flows::until,
    mounted::mount,
    network::{Network, Reply},
};
use contract::{
    demo::{Channel, ClockDraft, ClockNow, Message, Outbox},
    permissions::{Identity, Role},
    problem::ErrorCode,
    session::{Contact, Language, Me, Membership, Preferences, Principal, Sessions, Site},
    time::Timestamp,
    verification::{Operation, Receiver, ReceiverType, VerificationSettings},
};
use leptos::prelude::*;
use partner_center::{
    features::{demo::OutboxPage, partner_information::PartnerInformationPage},
    session::{Session, set_session},
};
use wasm_bindgen_test::wasm_bindgen_test;

const CLOCK_PATH: &str = "/v2/demo/clock";

fn code_message() -> Message {
    Message {
        message_id: "m-1".to_owned(),
        kind: "VERIFICATION_CODE".to_owned(),
        channel: Channel::Sms,
        recipient: "13700000001".to_owned(),
        subject: "Code".to_owned(),
        body: "<b>Your code</b> is 408003.".to_owned(),
        html: None,
        created_at: Timestamp::from_seconds(0),
        sent_at: None,
        attempts: 0,
        next_attempt_at: None,
    }
}

#[wasm_bindgen_test]
async fn the_outbox_shows_the_code_and_the_message_as_text() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        CLOCK_PATH => Reply::ok(&ClockNow { now: Timestamp::from_seconds(0) }),
        _ => Reply::ok(&Outbox { messages: vec![code_message()], total_count: 1 }),
    });
    let page = mount(|| view! { <OutboxPage /> }).await;
    until("the message", || page.has(".outbox__message")).await;
    assert_eq!(page.texts(".outbox__body"), ["<b>Your code</b> is 408003."]);
    assert_eq!(page.texts(".outbox__code strong"), ["408003"]);
}

#[wasm_bindgen_test]
async fn a_mail_with_two_parts_shows_either_and_when_it_is_tried_again() {
    let mail = Message {
        kind: "INVITATION".to_owned(),
        channel: Channel::Email,
        body: "The text part".to_owned(),
        html: Some("<p>The <b>HTML</b> part</p>".to_owned()),
        attempts: 3,
        next_attempt_at: Some(Timestamp::from_seconds(1_795_420_800)),
        ..code_message()
    };
    let _network = Network::start(move |sent| match sent.path.as_str() {
        CLOCK_PATH => Reply::ok(&ClockNow { now: Timestamp::from_seconds(0) }),
        _ => Reply::ok(&Outbox { messages: vec![mail.clone()], total_count: 1 }),
    });
    let page = mount(|| view! { <OutboxPage /> }).await;
    until("the message", || page.has(".outbox__message")).await;
    until("the HTML part", || {
        let shadow = page.find(".mail-view").shadow_root();
        shadow.is_some_and(|root| root.text_content().as_deref() == Some("The HTML part"))
    })
    .await;
    assert!(page.texts(".outbox__times")[0].contains("3 tries"), "{:?}", page.texts(".outbox__times"));
    page.press("Plain text").await;
    assert_eq!(page.texts(".outbox__body"), ["The text part"]);
    assert!(!page.has(".mail-view"));
}

#[wasm_bindgen_test]
async fn outside_demo_mode_the_outbox_says_so() {
    let _network = Network::start(|_| Reply::code(ErrorCode::UnknownAddress));
    let page = mount(|| view! { <OutboxPage /> }).await;
    until("it is said", || page.texts(".empty-state__title") == ["Demo mode is off"]).await;
}

#[wasm_bindgen_test]
async fn every_advance_of_the_clock_is_an_action_of_its_own() {
    let network = Network::start(|sent| match sent.path.as_str() {
        CLOCK_PATH => Reply::ok(&ClockNow { now: Timestamp::from_seconds(0) }),
        _ => Reply::ok(&Outbox { messages: Vec::new(), total_count: 0 }),
    });
    let page = mount(|| view! { <OutboxPage /> }).await;
    until("the time", || page.has(".outbox__now time")).await;
    for count in 2..4 {
        page.press("Advance 10 minutes").await;
        until("it is sent", || network.sent_to("POST", CLOCK_PATH).len() == count).await;
        until("it is done", || !page.has(".outbox__steps [aria-busy]")).await;
    }
    let sent = network.sent_to("POST", CLOCK_PATH);
    let steps: Vec<u32> = sent.iter().map(|sent| sent.read::<ClockDraft>().advance_seconds).collect();
    assert_eq!(steps, [0, 600, 600]);
    assert_ne!(sent[1].key, sent[2].key);
}

fn member(role: Role) -> Me {
    Me {
        user_id: "u-7".parse().unwrap(),
        name: "钱敏".to_owned(),
        account_name: "finance".to_owned(),
        preferences: Preferences { language: Language::EnUs, hide_intl_site_notice: false },
        principal: Principal::Member(Membership {
            partner_id: "p-1".parse().unwrap(),
            partner_name: "云帆".to_owned(),
            identity: Identity::SolutionProvider,
            account_site: Site::Cn,
            roles: vec![role],
            custom_roles: Vec::new(),
            restrictions: Vec::new(),
            ecosystem_manager: Contact {
                name: "沈如许".to_owned(),
                phone: "1".to_owned(),
                email: "e@example.com".to_owned(),
            },
            administrators: vec!["林岚".to_owned()],
        }),
        must_change_password: false,
        session_ends_in_seconds: 3_600,
    }
}

fn settings_of_a_partner(path: &str) -> Reply {
    if path == "/v2/sessions" {
        return Reply::ok(&Sessions { sessions: Vec::new() });
    }
    Reply::ok(&VerificationSettings {
        enabled: false,
        receivers: vec![Receiver { receiver_type: ReceiverType::Sms, masked: "137****0001".to_owned() }],
        always_required: vec![Operation::Setting],
        sensitive: vec![Operation::Grant],
    })
}

#[wasm_bindgen_test]
async fn only_an_administrator_turns_code_verification_on_and_is_asked_first() {
    let network = Network::start(|sent| match sent.method.as_str() {
        "PUT" => Reply::ok(&()),
        _ => settings_of_a_partner(&sent.path),
    });
    set_session(Session::SignedIn(Box::new(member(Role::Finance))));
    let page = mount(|| view! { <PartnerInformationPage /> }).await;
    until("the switch", || page.has(".information__switch")).await;
    let why = page.texts(".information__switch .button__reason").concat();
    assert!(why.contains("Only an administrator can change this") && why.contains("林岚"), "{why}");
    page.press("Turn on verification").await;
    assert!(!page.has("dialog[open]"));
    drop(page);

    set_session(Session::SignedIn(Box::new(member(Role::Administrator))));
    let page = mount(|| view! { <PartnerInformationPage /> }).await;
    until("the switch", || page.has(".information__switch")).await;
    page.press("Turn on verification").await;
    until("it asks", || page.has("dialog[open] form")).await;
    assert!(network.sent().iter().all(|sent| sent.method != "PUT"), "nothing was changed yet");
    page.find("dialog[open] button[type=submit]").click();
    let changes = || network.sent_to("PUT", "/v2/partners/verification-settings");
    until("it is changed", || !changes().is_empty()).await;
    assert_eq!(changes()[0].body, r#"{"enabled":true}"#);
    until("the dialog closes", || !page.has("dialog[open]")).await;
    set_session(Session::SignedOut);
}

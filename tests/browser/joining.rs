//! The page behind an invitation: the token leaves the address, every dead link and refusal says what to do, what is
//! typed stays, and a lost answer does nothing twice.

use crate::{
    flows::until,
    mounted::{Mounted, mount},
    network::{Network, Reply, Sent},
};
use contract::{
    associations::AssociationType,
    invitations::InvitationKind,
    joining::{
        AssociateDraft, Invite, JoinCheck, JoinCodeDraft, JoinCodeSent, Joined, LinkState, Offer,
        RegisterDraft, TokenQuery,
    },
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    session::{Language, Me, Preferences, Principal, Site},
    time::Timestamp,
};
use leptos::prelude::*;
use partner_center::{
    browser,
    features::joining::InvitationPage,
    session::{Session, set_session},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const LOOK_UP: &str = "/v2/invitations/look-up";
const SEND_CODE: &str = "/v2/invitations/verification-codes";
const REGISTER: &str = "/v2/invitations/register";
const CHECK: &str = "/v2/customers/joining/check";
const ASSOCIATE: &str = "/v2/customers/joining/associate";
const TOKEN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

fn offer(association_type: AssociationType) -> Offer {
    Offer {
        partner_name: "Yunfan".to_owned(),
        inviter: "Wang Xiao".to_owned(),
        kind: InvitationKind::Online,
        association_type,
        mobile_masked: Some("138****1234".to_owned()),
        expire_at: Some(Timestamp::from_seconds(1_795_420_800)),
        notes_needed: association_type != AssociationType::Referral,
    }
}

fn invite(link_state: LinkState) -> Reply {
    let offer = (link_state != LinkState::Unknown).then(|| offer(AssociationType::Consignment));
    Reply::ok(&Invite { link_state, offer })
}

fn joined() -> Joined {
    Joined {
        customer_id: "c-1".parse().unwrap(),
        account_name: "qingfeng".to_owned(),
        partner_name: "Yunfan".to_owned(),
        association_type: AssociationType::Consignment,
        associated_on: Timestamp::from_seconds(0),
    }
}

fn customer() -> Session {
    Session::SignedIn(Box::new(Me {
        user_id: "u-1".parse().unwrap(),
        name: "Qing Feng".to_owned(),
        account_name: "qingfeng".to_owned(),
        preferences: Preferences { language: Language::EnUs, hide_intl_site_notice: false },
        principal: Principal::Customer { customer_id: "c-1".parse().unwrap(), account_site: Site::Cn },
        must_change_password: false,
        session_ends_in_seconds: 3_600,
    }))
}

/// The address as it would be out of a mail; a fresh entry of the history.
fn open_link(fragment: &str) {
    let window = web_sys::window().unwrap();
    let path = window.location().pathname().unwrap();
    window
        .history()
        .unwrap()
        .push_state_with_url(&JsValue::NULL, "", Some(&[&path, fragment].concat()))
        .unwrap();
}

fn hash() -> String {
    web_sys::window().unwrap().location().hash().unwrap()
}

async fn page() -> Mounted {
    mount(|| view! { <InvitationPage /> }).await
}

fn value(page: &Mounted, label: &str) -> String {
    page.field(label).unchecked_into::<web_sys::HtmlInputElement>().value()
}

async fn tick_all(page: &Mounted) {
    for name in ["I have read and accept the notice above", "I accept the customer agreement"] {
        let boxes = page.texts(".choice");
        let position =
            boxes.iter().position(|text| text.contains(name)).unwrap_or_else(|| panic!("{boxes:?}"));
        let all = page.find(".joining").query_selector_all(".choice input").unwrap();
        all.item(u32::try_from(position).unwrap()).unwrap().unchecked_into::<web_sys::HtmlElement>().click();
    }
    crate::mounted::settle().await;
}

async fn fill(page: &Mounted) {
    page.type_into("Mobile number", "13800001234").await;
    page.type_into("Code", "123456").await;
    page.type_into("Login name", "qingfeng").await;
    page.type_into("Password", "a sentence of mine").await;
    tick_all(page).await;
}

#[wasm_bindgen_test]
async fn the_token_leaves_the_address_and_a_reload_still_finds_it() {
    set_session(Session::SignedOut);
    let network = Network::start(|_| invite(LinkState::Valid));
    open_link(&format!("#t={TOKEN}"));
    for _ in 0..2 {
        let page = page().await;
        until("the offer", || page.has(".joining__offer")).await;
        assert_eq!(hash(), "");
        assert!(page.texts("h2")[0].contains("Yunfan"));
    }
    let sent = network.sent_to("POST", LOOK_UP);
    assert!(!sent.is_empty());
    for one in sent {
        assert_eq!(one.read::<TokenQuery>().token.secret(), TOKEN);
    }
    assert!(browser::recall("secret").is_none());
}

#[wasm_bindgen_test]
async fn without_a_token_nothing_is_asked() {
    set_session(Session::SignedOut);
    let network = Network::start(|_| invite(LinkState::Valid));
    open_link("");
    let page = page().await;
    until("it is said", || page.texts(".empty-state__title") == ["The link is missing"]).await;
    assert!(network.sent_to("POST", LOOK_UP).is_empty());
}

#[wasm_bindgen_test]
async fn every_dead_link_says_what_to_do() {
    set_session(Session::SignedOut);
    let mut titles = Vec::new();
    for state in [
        LinkState::Expired,
        LinkState::Used,
        LinkState::Revoked,
        LinkState::Replaced,
        LinkState::Unknown,
        LinkState::Exhausted,
    ] {
        partner_center::flows::fetch::forget_answers();
        let _network = Network::start(move |_| invite(state));
        open_link(&format!("#t={TOKEN}"));
        let page = page().await;
        until("it is said", || page.has(".empty-state__title")).await;
        assert!(!page.texts(".empty-state__body")[0].is_empty());
        assert!(page.has(".empty-state__actions > *"), "{state:?}");
        titles.extend(page.texts(".empty-state__title"));
    }
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 6, "{titles:?}");
}

#[wasm_bindgen_test]
async fn registering_after_a_lost_answer_is_the_same_registration() {
    set_session(Session::SignedOut);
    partner_center::flows::fetch::forget_answers();
    let mut lost = 0;
    let network = Network::start(move |sent: &Sent| match sent.path.as_str() {
        LOOK_UP => invite(LinkState::Valid),
        SEND_CODE => Reply::ok(&JoinCodeSent {
            receiver: "138****1234".to_owned(),
            resend_after_seconds: 60,
            expires_in_seconds: 600,
        }),
        REGISTER if lost < 3 => {
            lost += 1;
            Reply::Lost
        }
        REGISTER => Reply::ok(&joined()),
        _ => Reply::code(ErrorCode::SignedOut),
    });
    open_link(&format!("#t={TOKEN}"));
    let page = page().await;
    until("the form", || page.has(".joining__code")).await;
    page.type_into("Mobile number", "138 0000-1234").await;
    page.press("Get code").await;
    until("it was sent", || page.texts(".joining__sent")[0].contains("138****1234")).await;
    let asked = network.sent_to("POST", SEND_CODE);
    assert_eq!(asked[0].read::<JoinCodeDraft>().mobile_phone.as_str(), "13800001234");
    assert_eq!(page.button("Get a new code").get_attribute("aria-disabled").as_deref(), Some("true"));

    fill(&page).await;
    let submit = page.button("Register and associate");
    submit.click();
    submit.click();
    until("the outcome is unknown", || page.has(".error-panel")).await;
    page.press("Check result").await;
    until("it is done", || page.has(".joining__done")).await;

    let sent = network.sent_to("POST", REGISTER);
    assert!(sent.len() > 3 && sent.iter().all(|one| one.key == sent[0].key && one.body == sent[0].body));
    let draft: RegisterDraft = sent[0].read();
    assert!(draft.notes_accepted && draft.terms_accepted);
    assert_eq!(draft.token.secret(), TOKEN);
    // Nothing of it stays but the result, which a reload shows again.
    assert!(browser::kept("secret").is_none() && browser::kept("typed").is_none());
    drop(page);
    let again = self::page().await;
    assert!(again.has(".joining__done"));
    assert!(again.texts("dd").contains(&"qingfeng".to_owned()));
}

#[wasm_bindgen_test]
async fn what_is_refused_is_said_where_it_belongs_and_what_was_typed_stays() {
    set_session(Session::SignedOut);
    partner_center::flows::fetch::forget_answers();
    let answers = std::cell::RefCell::new(vec![
        Problem::new(ErrorCode::PhoneTaken, ""),
        Problem::new(ErrorCode::AccountNameTaken, ""),
        {
            let mut wrong = Problem::new(ErrorCode::WrongCode, "");
            wrong.remaining_tries = Some(4);
            wrong
        },
    ]);
    let _network = Network::start(move |sent: &Sent| match sent.path.as_str() {
        LOOK_UP => invite(LinkState::Valid),
        REGISTER => Reply::refused(&answers.borrow_mut().pop().unwrap()),
        _ => Reply::code(ErrorCode::SignedOut),
    });
    open_link(&format!("#t={TOKEN}"));
    let page = page().await;
    until("the form", || page.has(".joining__code")).await;
    fill(&page).await;

    page.press("Register and associate").await;
    until("the code", || page.texts(".field__error").iter().any(|text| text.contains("4 more tries"))).await;
    assert_eq!(value(&page, "Code"), "");
    assert_eq!(value(&page, "Password"), "a sentence of mine");

    page.type_into("Code", "654321").await;
    page.press("Register and associate").await;
    until("the name", || page.texts(".field__error").iter().any(|text| text.contains("is taken"))).await;

    page.type_into("Login name", "qingfeng2").await;
    page.press("Register and associate").await;
    until("the number", || page.texts(".notice__title").iter().any(|text| text.contains("has an account")))
        .await;
    page.press("Sign in instead").await;
    until("signing in", || page.has("input[autocomplete='current-password']")).await;

    // A reload: the way and what was typed are as they were; neither password nor code is kept anywhere.
    browser::sleep_ms(700).await;
    let kept = browser::kept("typed").unwrap();
    assert!(kept.contains("qingfeng2") && !kept.contains("sentence") && !kept.contains("654321"), "{kept}");
    drop(page);
    let page = self::page().await;
    until("signing in again", || page.has("input[autocomplete='current-password']")).await;
    page.press("Open an account").await;
    assert_eq!(value(&page, "Login name"), "qingfeng2");
    assert_eq!(value(&page, "Password"), "");
}

#[wasm_bindgen_test]
async fn the_notice_must_be_ticked() {
    set_session(customer());
    partner_center::flows::fetch::forget_answers();
    let network = Network::start(|sent: &Sent| match sent.path.as_str() {
        LOOK_UP => invite(LinkState::Valid),
        CHECK => Reply::ok(&JoinCheck { refusals: Vec::new(), opens_cloud: true }),
        _ => Reply::ok(&joined()),
    });
    open_link(&format!("#t={TOKEN}"));
    let page = page().await;
    until("the form", || page.has(".joining__notes")).await;
    page.press("Open the cloud service and associate").await;
    assert!(network.sent_to("POST", ASSOCIATE).is_empty());
    assert_eq!(page.texts(".field__error").iter().filter(|text| !text.is_empty()).count(), 2);
    tick_all(&page).await;
    page.press("Open the cloud service and associate").await;
    until("it is done", || page.has(".joining__done")).await;
    let draft: AssociateDraft = network.sent_to("POST", ASSOCIATE)[0].read();
    assert!(draft.notes_accepted && draft.terms_accepted);
}

#[wasm_bindgen_test]
async fn every_reason_has_its_own_words_and_a_way_out() {
    set_session(customer());
    partner_center::flows::fetch::forget_answers();
    let _network = Network::start(|sent: &Sent| match sent.path.as_str() {
        LOOK_UP => invite(LinkState::Valid),
        _ => Reply::ok(&JoinCheck { refusals: JoinRefusal::ALL.to_vec(), opens_cloud: false }),
    });
    open_link(&format!("#t={TOKEN}"));
    let page = page().await;
    until("the reasons", || page.has(".joining .notice li")).await;
    let mut reasons = page.texts(".joining .notice li strong");
    assert_eq!(reasons.len(), JoinRefusal::ALL.len());
    reasons.sort();
    reasons.dedup();
    assert_eq!(reasons.len(), JoinRefusal::ALL.len());
    for (whole, reason) in
        page.texts(".joining .notice li").iter().zip(page.texts(".joining .notice li strong"))
    {
        assert!(whole.len() > reason.len() + 5, "{whole}");
    }
    assert!(!page.has(".joining form"));
}

#[wasm_bindgen_test]
async fn a_link_that_dies_meanwhile_is_said_in_place_of_the_form() {
    set_session(customer());
    partner_center::flows::fetch::forget_answers();
    let _network = Network::start(|sent: &Sent| match sent.path.as_str() {
        LOOK_UP => invite(LinkState::Valid),
        CHECK => Reply::ok(&JoinCheck { refusals: Vec::new(), opens_cloud: false }),
        _ => {
            let mut dead = Problem::new(ErrorCode::LinkDead, "");
            dead.link_state = Some(LinkState::Used);
            Reply::refused(&dead)
        }
    });
    open_link(&format!("#t={TOKEN}"));
    let page = page().await;
    until("the form", || page.has(".joining__notes")).await;
    tick_all(&page).await;
    page.press("Associate").await;
    until("it is said", || page.texts(".empty-state__title") == ["This link was used"]).await;
}

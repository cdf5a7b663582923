//! What interrupts a change: a lost answer, a verification code, an ended session. The change stays the same one.

use crate::{
    mounted::{Mounted, key, mount, settle},
    network::{Network, Reply, Sent},
    shell::member,
};
use contract::{
    accounts::{GRANT, GrantDraft, Granted},
    customers::{CustomerPage, CustomerQuery, LIST},
    drafts::SavedDraft,
    ids::IdempotencyKey,
    money::Amount,
    permissions::{Identity, Permission, Role},
    problem::{ErrorCode, Problem},
    session::{Credentials, Language, Me, Preferences, Principal},
    time::Timestamp,
    verification::{Challenge, CodeSent, Operation, Receiver, ReceiverType, SendCode},
};
use leptos::prelude::*;
use partner_center::{
    api::{self, ApiError},
    browser::sleep_ms,
    flows::{FlowHost, draft::use_draft, fetch::use_fetch, sending::Sending, submit::submit},
    session::{Session, can, set_session},
    ui::{
        ErrorPanel, Loaded,
        toast::{self, ToastHost},
    },
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

const GRANT_PATH: &str = "/v2/accounts/partner-accounts/adjust-amount";
const SEND_PATH: &str = "/v2/verification-codes/send";
const SESSION_PATH: &str = "/v2/session";

fn draft() -> GrantDraft {
    GrantDraft { customer_id: "c-1".parse().unwrap(), amount: Amount::from_minor(12_345).unwrap() }
}

fn granted() -> Granted {
    Granted { transfer_id: "t-1".to_owned() }
}

fn code_needed(challenge_id: &str) -> Reply {
    let receiver = |receiver_type, masked: &str| Receiver { receiver_type, masked: masked.to_owned() };
    let mut problem = Problem::new(ErrorCode::CodeNeeded, "a code is needed");
    problem.challenge = Some(Challenge {
        challenge_id: challenge_id.parse().unwrap(),
        operation: Operation::Grant,
        receivers: vec![
            receiver(ReceiverType::Sms, "138****0001"),
            receiver(ReceiverType::Email, "a***@example.com"),
        ],
        remaining_tries: 5,
    });
    Reply::refused(&problem)
}

fn code_sent() -> Reply {
    Reply::ok(&CodeSent {
        receiver_masked: "138****0001".to_owned(),
        expire_at: Timestamp::from_seconds(600),
        expires_in_seconds: 600,
        resend_after_seconds: 60,
        remaining_sends: 4,
    })
}

fn wrong_code(code: ErrorCode, left: u32) -> Reply {
    let mut problem = Problem::new(code, "no");
    problem.remaining_tries = Some(left);
    Reply::refused(&problem)
}

fn somebody() -> Me {
    Me {
        user_id: "u-1".parse().unwrap(),
        name: "张三".to_owned(),
        account_name: "zhangsan".to_owned(),
        preferences: Preferences { language: Language::EnUs, hide_intl_site_notice: false },
        principal: Principal::Operator,
        must_change_password: false,
        session_ends_in_seconds: 3_600,
    }
}

type Outcome = Rc<RefCell<Option<Result<Granted, ApiError>>>>;

/// Every call is refused until somebody signs in.
fn ended_session() -> Network {
    let mut signed_in = false;
    Network::start(move |sent| match sent.path.as_str() {
        SESSION_PATH => {
            signed_in = true;
            Reply::ok(&somebody())
        }
        _ if signed_in => Reply::ok(&granted()),
        _ => Reply::code(ErrorCode::SignedOut),
    })
}

/// Starts a change as a form does.
fn start(key: &IdempotencyKey) -> Outcome {
    let outcome = Outcome::default();
    let (told, key) = (Rc::clone(&outcome), key.clone());
    leptos::task::spawn_local(async move {
        let settled = submit(&GRANT, (), &draft(), &key).await;
        *told.borrow_mut() = Some(settled);
    });
    outcome
}

/// Waits for what the page will show or do.
pub async fn until(what: &str, happened: impl Fn() -> bool) {
    // Half a minute: on a busy machine a page takes its time, and only what fails waits so long.
    for _ in 0..1_500 {
        if happened() {
            return;
        }
        sleep_ms(20).await;
    }
    panic!("this never happened: {what}");
}

/// How the change ended.
async fn ended(outcome: &Outcome) -> Result<Granted, ApiError> {
    until("the change ends", || outcome.borrow().is_some()).await;
    outcome.borrow().clone().unwrap()
}

/// Waits for words in the open dialog.
async fn dialog_says(page: &Mounted, words: &str) {
    let said = || page.texts("dialog[open]").concat();
    until(words, || said().contains(words)).await;
}

/// Reads the code and types it.
async fn enter_code(page: &Mounted, code: &str) {
    dialog_says(page, "Get").await;
    page.press("Get code").await;
    dialog_says(page, "The code was sent to").await;
    retype_code(page, code).await;
}

async fn retype_code(page: &Mounted, code: &str) {
    page.type_into("Code", code).await;
    page.press("OK").await;
}

async fn sign_in_again(page: &Mounted) {
    dialog_says(page, "Your session has ended").await;
    page.type_into("Password", "secret").await;
    page.press("Sign in").await;
}

/// The dialogs, as the app mounts them.
async fn dialogs() -> Mounted {
    mount(|| view! { <FlowHost /> }).await
}

/// Every one of them is the very same change.
fn same_change(sent: &[Sent], key: &IdempotencyKey) {
    for one in sent {
        assert_eq!(one.key.as_deref(), Some(key.as_str()));
        assert_eq!(one.body, sent[0].body);
        assert_eq!(one.read::<GrantDraft>(), draft());
        assert_eq!(one.csrf.as_deref(), Some("1"));
    }
}

#[wasm_bindgen_test]
async fn a_change_whose_answer_is_lost_is_sent_again_as_the_same_change() {
    let mut tries = 0;
    let network = Network::start(move |_| {
        tries += 1;
        if tries == 1 { Reply::Lost } else { Reply::ok(&granted()) }
    });
    let key = api::new_key();
    assert_eq!(submit(&GRANT, (), &draft(), &key).await, Ok(granted()));
    assert_eq!(network.sent().len(), 2);
    same_change(&network.sent(), &key);
}

#[wasm_bindgen_test]
async fn a_change_that_no_answer_comes_to_is_of_unknown_outcome() {
    let network = Network::start(|_| Reply::Lost);
    let key = api::new_key();
    let settled = submit(&GRANT, (), &draft(), &key).await;
    assert_eq!(settled, Err(ApiError::UnknownOutcome(key.clone())));
    assert_eq!(network.sent().len(), 3, "twice more, and then the user is told");
    same_change(&network.sent(), &key);
}

/// A form with one button; whoever changes what it is about was first.
fn form_about(version: RwSignal<u32>) -> AnyView {
    let sending = Sending::new();
    let read = move || leptos::task::spawn_local(async move { version.set(2) });
    sending.when_overtaken(&[], read);
    let send = move |_| sending.send(&GRANT, (), draft(), |_| ());
    let failed = move || sending.failed.get().map(|error| view! { <ErrorPanel error /> });
    view! { <button on:click=send>"Appropriate"</button> {failed} }.into_any()
}

#[wasm_bindgen_test]
async fn whoever_was_overtaken_is_told_though_the_form_goes_with_what_is_read_again() {
    toast::clear();
    let _network = Network::start(|_| Reply::code(ErrorCode::Changed));
    let page = mount(|| {
        let version = RwSignal::new(1);
        let form = move || if version.get() == 1 { form_about(version) } else { "newest".into_any() };
        view! { <main>{form}</main> <ToastHost /> }
    })
    .await;
    page.press("Appropriate").await;
    until("the page shows what is so now", || page.texts("main") == ["newest"]).await;
    until("a message says why", || page.texts(".toast").concat().contains("Somebody else has changed this"))
        .await;
}

#[wasm_bindgen_test]
async fn whoever_read_it_in_the_form_is_not_told_again_when_it_closes() {
    toast::clear();
    let _network = Network::start(|_| Reply::code(ErrorCode::Changed));
    let open = RwSignal::new(true);
    let page = mount(move || {
        let form = move || open.get().then(|| form_about(RwSignal::new(1)));
        view! { <main>{form}</main> <ToastHost /> }
    })
    .await;
    page.press("Appropriate").await;
    until("the form says it", || page.has(".error-panel")).await;
    key("Tab").await;
    open.set(false);
    until("the form is gone", || !page.has(".error-panel")).await;
    assert!(page.texts(".toast").is_empty(), "{:?}", page.texts(".toast"));
}

#[wasm_bindgen_test]
async fn an_answer_that_nobody_can_read_is_of_unknown_outcome() {
    let _network = Network::start(|_| Reply::Answer { status: 200, body: String::new(), after_ms: 0 });
    let sending = RwSignal::new(None::<Sending>);
    let _page = mount(move || {
        let here = Sending::new();
        here.send(&GRANT, (), draft(), |_| ());
        sending.set(Some(here));
    })
    .await;
    until("the form says that it is not known", || {
        sending.get_untracked().is_some_and(|sending| untrack(|| sending.is_unknown()))
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_fault_is_not_called_failed_and_checking_the_result_repeats_the_key() {
    let mut tries = 0;
    let network = Network::start(move |_| {
        tries += 1;
        if tries == 1 { Reply::code(ErrorCode::ServerFault) } else { Reply::ok(&granted()) }
    });
    let done = RwSignal::new(None::<Granted>);
    let page = mount(move || {
        let sending = Sending::new();
        let send = move |()| sending.send(&GRANT, (), draft(), move |answer| done.set(Some(answer)));
        view! {
            <button on:click=move |_| send(())>"Appropriate"</button>
            {move || sending.failed.get().map(|error| view! { <ErrorPanel error on_retry=send /> })}
        }
    })
    .await;
    page.press("Appropriate").await;
    until("the panel", || page.has(".error-panel")).await;
    let said = page.texts(".error-panel").concat();
    assert!(said.contains("We could not confirm whether this went through"), "{said}");
    assert!(!said.to_lowercase().contains("failed"), "{said}");
    page.press("Check result").await;
    until("the answer", || done.get_untracked() == Some(granted())).await;
    until("the panel goes", || !page.has(".error-panel")).await;
    let sent = network.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].key, sent[1].key);
    assert_eq!(sent[0].body, sent[1].body);
}

#[wasm_bindgen_test]
async fn a_refused_change_is_another_one_when_it_is_sent_again() {
    let network = Network::start(|_| Reply::code(ErrorCode::InsufficientBalance));
    let page = mount(move || {
        let sending = Sending::new();
        let send = move |_| sending.send(&GRANT, (), draft(), |_| ());
        let refused = move || sending.failed.with(Option::is_some).then_some("refused");
        view! { <button on:click=send>"Appropriate"</button> <p>{refused}</p> }
    })
    .await;
    page.press("Appropriate").await;
    until("it is refused", || page.texts("p") == ["refused"]).await;
    page.press("Appropriate").await;
    until("it is sent again", || network.sent_to("POST", GRANT_PATH).len() == 2).await;
    let sent = network.sent_to("POST", GRANT_PATH);
    assert_ne!(sent[0].key, sent[1].key);
}

#[wasm_bindgen_test]
async fn two_clicks_send_once() {
    let network = Network::start(|_| Reply::slow(&granted(), 60));
    let page = mount(move || {
        let sending = Sending::new();
        let send = move |_| sending.send(&GRANT, (), draft(), |_| ());
        view! { <button on:click=send>"Appropriate"</button> }
    })
    .await;
    let button = page.button("Appropriate");
    button.click();
    button.click();
    sleep_ms(150).await;
    assert_eq!(network.sent_to("POST", GRANT_PATH).len(), 1);
}

#[wasm_bindgen_test]
async fn the_code_continues_the_same_change() {
    let network = Network::start(|sent| match (sent.path.as_str(), &sent.code) {
        (SEND_PATH, _) => code_sent(),
        (GRANT_PATH, Some(_)) => Reply::ok(&granted()),
        _ => code_needed("ch-1"),
    });
    let page = dialogs().await;
    let key = api::new_key();
    let outcome = start(&key);
    dialog_says(&page, "Appropriate money to a customer").await;
    dialog_says(&page, "138****0001").await;
    // As it is pasted out of a message.
    enter_code(&page, " 123-456 ").await;
    let asked: SendCode = network.sent_to("POST", SEND_PATH)[0].read();
    assert_eq!(asked.challenge_id.as_str(), "ch-1");
    assert_eq!(asked.receiver_type, ReceiverType::Sms);
    assert_eq!(ended(&outcome).await, Ok(granted()));
    until("the dialog closes", || !page.has("dialog[open]")).await;
    let sent = network.sent_to("POST", GRANT_PATH);
    assert_eq!(sent.len(), 2);
    same_change(&sent, &key);
    assert_eq!((sent[0].code.as_deref(), sent[0].challenge.as_deref()), (None, None));
    assert_eq!((sent[1].code.as_deref(), sent[1].challenge.as_deref()), (Some("123456"), Some("ch-1")));
}

#[wasm_bindgen_test]
async fn a_wrong_code_says_how_many_tries_are_left_and_the_next_one_goes_on() {
    let network = Network::start(|sent| match (sent.path.as_str(), sent.code.as_deref()) {
        (SEND_PATH, _) => code_sent(),
        (GRANT_PATH, Some("222222")) => Reply::ok(&granted()),
        (GRANT_PATH, Some(_)) => wrong_code(ErrorCode::WrongCode, 4),
        _ => code_needed("ch-1"),
    });
    let page = dialogs().await;
    let key = api::new_key();
    let outcome = start(&key);
    enter_code(&page, "111111").await;
    dialog_says(&page, "You have 4 tries left").await;
    assert!(outcome.borrow().is_none(), "the change still waits");
    retype_code(&page, "222222").await;
    assert_eq!(ended(&outcome).await, Ok(granted()));
    same_change(&network.sent_to("POST", GRANT_PATH), &key);
}

#[wasm_bindgen_test]
async fn after_too_many_wrong_codes_a_new_challenge_takes_over() {
    let mut asked = 0;
    let network = Network::start(move |sent| match (sent.path.as_str(), sent.challenge.as_deref()) {
        (SEND_PATH, _) => code_sent(),
        (GRANT_PATH, Some("ch-2")) => Reply::ok(&granted()),
        (GRANT_PATH, Some(_)) => wrong_code(ErrorCode::TooManyTries, 0),
        _ => {
            asked += 1;
            code_needed(&format!("ch-{asked}"))
        }
    });
    let page = dialogs().await;
    let key = api::new_key();
    let outcome = start(&key);
    enter_code(&page, "111111").await;
    dialog_says(&page, "Get a new code and try again").await;
    let waits = || page.has("dialog[open][aria-busy]");
    until("a new challenge", || network.sent_to("POST", GRANT_PATH).len() == 3 && !waits()).await;
    page.press("Get code").await;
    until("a second code", || network.sent_to("POST", SEND_PATH).len() == 2).await;
    assert_eq!(network.sent_to("POST", SEND_PATH)[1].read::<SendCode>().challenge_id.as_str(), "ch-2");
    retype_code(&page, "222222").await;
    assert_eq!(ended(&outcome).await, Ok(granted()));
    same_change(&network.sent_to("POST", GRANT_PATH), &key);
}

#[wasm_bindgen_test]
async fn closing_the_code_dialog_gives_the_change_up() {
    let network = Network::start(|_| code_needed("ch-1"));
    let page = dialogs().await;
    let outcome = start(&api::new_key());
    dialog_says(&page, "Get code").await;
    page.press("Cancel").await;
    assert_eq!(ended(&outcome).await, Err(ApiError::Cancelled));
    until("the dialog closes", || !page.has("dialog[open]")).await;
    assert_eq!(network.sent().len(), 1);
}

#[wasm_bindgen_test]
async fn a_session_that_ended_is_renewed_in_place_and_the_change_goes_on() {
    set_session(Session::SignedIn(Box::new(somebody())));
    let network = ended_session();
    let page = dialogs().await;
    let key = api::new_key();
    let outcome = start(&key);
    dialog_says(&page, "Your session has ended").await;
    assert!(outcome.borrow().is_none(), "the change waits for the password");
    sign_in_again(&page).await;
    assert_eq!(ended(&outcome).await, Ok(granted()));
    let credentials: Credentials = network.sent_to("POST", SESSION_PATH)[0].read();
    assert_eq!(credentials.account_name, "zhangsan", "only the password had to be typed");
    let sent = network.sent_to("POST", GRANT_PATH);
    assert_eq!(sent.len(), 2);
    same_change(&sent, &key);
    set_session(Session::SignedOut);
}

#[wasm_bindgen_test]
async fn another_call_that_ends_with_the_session_takes_no_password_away() {
    set_session(Session::SignedIn(Box::new(somebody())));
    let _network = ended_session();
    let page = dialogs().await;
    let first = start(&api::new_key());
    dialog_says(&page, "Your session has ended").await;
    page.type_into("Password", "secret").await;
    let second = start(&api::new_key());
    sleep_ms(100).await;
    page.press("Sign in").await;
    assert_eq!(ended(&first).await, Ok(granted()));
    assert_eq!(ended(&second).await, Ok(granted()));
    set_session(Session::SignedOut);
}

#[wasm_bindgen_test]
async fn what_asks_for_a_permission_stays_when_the_same_user_signs_in_again() {
    let me = Me { principal: member(Identity::CloudReseller, Role::Administrator), ..somebody() };
    set_session(Session::SignedIn(Box::new(me.clone())));
    let made = RwSignal::new(0);
    let page = mount(move || {
        move || {
            can(Permission::ViewCustomers).then(|| {
                made.update(|made| *made += 1);
                view! { <p>"A form"</p> }
            })
        }
    })
    .await;
    let other_language = Preferences { language: Language::ZhCn, ..me.preferences };
    let later = Me { session_ends_in_seconds: 17, ..me.clone() };
    for session in [later, Me { preferences: other_language, ..me }] {
        set_session(Session::SignedIn(Box::new(session)));
        settle().await;
    }
    assert_eq!(made.get_untracked(), 1);
    set_session(Session::SignedOut);
    settle().await;
    assert!(!page.has("p"), "who has signed out sees nothing");
}

#[wasm_bindgen_test]
async fn a_challenge_of_the_ended_session_is_not_used_again() {
    set_session(Session::SignedIn(Box::new(somebody())));
    let mut grants = 0;
    let network = Network::start(move |sent| {
        if sent.path == SESSION_PATH {
            return Reply::ok(&somebody());
        }
        if sent.path == SEND_PATH {
            return code_sent();
        }
        grants += 1;
        match grants {
            1 => code_needed("ch-1"),
            2 => Reply::code(ErrorCode::SignedOut),
            3 => code_needed("ch-2"),
            _ => Reply::ok(&granted()),
        }
    });
    let page = dialogs().await;
    let key = api::new_key();
    let outcome = start(&key);
    enter_code(&page, "111111").await;
    sign_in_again(&page).await;
    enter_code(&page, "222222").await;
    assert_eq!(ended(&outcome).await, Ok(granted()));
    let sent = network.sent_to("POST", GRANT_PATH);
    same_change(&sent, &key);
    let challenges: Vec<Option<&str>> = sent.iter().map(|sent| sent.challenge.as_deref()).collect();
    assert_eq!(challenges, [None, Some("ch-1"), None, Some("ch-2")]);
    set_session(Session::SignedOut);
}

#[wasm_bindgen_test]
async fn whoever_signs_in_as_somebody_else_does_not_continue_the_change() {
    set_session(Session::SignedIn(Box::new(somebody())));
    let network = Network::start(|sent| match sent.path.as_str() {
        SESSION_PATH => Reply::ok(&Me { user_id: "u-2".parse().unwrap(), ..somebody() }),
        _ => Reply::code(ErrorCode::SignedOut),
    });
    let page = dialogs().await;
    let outcome = start(&api::new_key());
    sign_in_again(&page).await;
    assert_eq!(ended(&outcome).await, Err(ApiError::SignedOut));
    assert_eq!(network.sent_to("POST", GRANT_PATH).len(), 1);
    set_session(Session::SignedOut);
}

/// A form that keeps what is typed, and sends as soon as it stands there.
fn form_that_sends() {
    let (text, sending) = (RwSignal::new("typed".to_owned()), Sending::new());
    let forget = use_draft("left-form", text);
    sending.send(&GRANT, (), draft(), move |_| forget.run());
}

#[wasm_bindgen_test]
async fn what_was_sent_is_not_kept_though_its_form_was_left_before_the_answer() {
    let network = Network::start(|sent| match sent.path.as_str() {
        GRANT_PATH => Reply::slow(&granted(), 200),
        _ if sent.method == "GET" => Reply::ok(&SavedDraft { text: None, saved_at: None }),
        _ => Reply::ok(&()),
    });
    let page = mount(form_that_sends).await;
    drop(page);
    assert!(network.sent_to("DELETE", "/v2/drafts/left-form").is_empty(), "nothing is answered yet");
    until("the draft is forgotten", || network.sent_to("DELETE", "/v2/drafts/left-form").len() == 1).await;
}

#[wasm_bindgen_test]
async fn an_older_answer_never_covers_a_newer_one() {
    let _network = Network::start(|sent| {
        let query: CustomerQuery = sent.read();
        let count = query.offset.unwrap();
        // The first question is answered last.
        let after_ms = if count == 10 { 120 } else { 0 };
        Reply::slow(&CustomerPage { customer_infos: Vec::new(), count }, after_ms)
    });
    let offset = RwSignal::new(10);
    let page = mount(move || {
        let customers = use_fetch(&LIST, move || {
            Some(((), CustomerQuery { offset: Some(offset.get()), ..CustomerQuery::default() }))
        });
        let shown = |page: Signal<CustomerPage>| {
            view! { <output>{move || page.with(|page| page.count)}</output> }.into_any()
        };
        view! { <Loaded from=customers children=shown /> }
    })
    .await;
    offset.set(20);
    until("the newer answer", || page.texts("output") == ["20"]).await;
    sleep_ms(200).await;
    assert_eq!(page.texts("output"), ["20"], "and it stays");
}

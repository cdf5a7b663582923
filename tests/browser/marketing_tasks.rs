//! Marketing tasks and the activity log in front of a scripted backend: what is asked for, what stands in the address, who may
//! only look.

use crate::{
    customers::go,
    flows::until,
    mounted::Mounted,
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    activity_log::{Activity, ActivityChange, ActivityMember, ActivityPage, ActivityQuery},
    customers::AccountManagers,
    marketing_tasks::{ProcessDraft, Task, TaskDetail, TaskKind, TaskPage, TaskQuery, TaskStatus},
    money::{Amount, Currency, Money},
    permissions::{Identity, Role},
    problem::ErrorCode,
    time::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};
use partner_center::features::{
    activity_log::ActivityLogPage,
    marketing_tasks::{MarketingTaskPage, MarketingTasksPage},
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/v2/partners/marketing-tasks/query";
const ONE: &str = "/v2/partners/marketing-tasks/mt-1";
const PROCESS: &str = "/v2/partners/marketing-tasks/mt-1/process";
const LOG: &str = "/v2/partners/activity-log/query";

fn task(kind: TaskKind) -> Task {
    Task {
        task_id: "mt-1".parse().unwrap(),
        kind,
        name: "ECS, one year".to_owned(),
        customer_id: "c-1".parse().unwrap(),
        customer: "L***".to_owned(),
        account_manager: Some("Lin".to_owned()),
        reseller_name: None,
        strategy: None,
        sub_strategy: None,
        year_spend: Money { amount: Amount::ZERO, currency: Currency::Cny },
        order: None,
        status: TaskStatus::Pending,
        created_at: Timestamp::from_seconds(1_795_000_000),
        deadline: Timestamp::from_seconds(4_000_000_000),
        is_overdue: false,
        next_follow_up_on: None,
        version: 1,
    }
}

fn detail(kind: TaskKind) -> TaskDetail {
    TaskDetail { task: task(kind), records: Vec::new(), distributor_name: Some("Big One".to_owned()) }
}

fn answer(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        (_, LIST) => {
            let kind = sent.read::<TaskQuery>().kind;
            Reply::ok(&TaskPage { tasks: vec![task(kind)], total_count: 1 })
        }
        (_, ONE) => Reply::ok(&detail(TaskKind::Renewal)),
        (_, "/v2/partners/account-managers") => Reply::ok(&AccountManagers { account_managers: Vec::new() }),
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        _ => Reply::code(ErrorCode::ProgrammeNotJoined),
    }
}

async fn list(identity: Identity, address: &str) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(identity, Role::Administrator));
    go(address).await;
    show(|| view! { <MarketingTasksPage /> }).await
}

async fn one(identity: Identity) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(identity, Role::Administrator));
    go("/sales/marketing-tasks/mt-1").await;
    show(|| {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/sales/marketing-tasks/:task_id") view=MarketingTaskPage />
            </FlatRoutes>
        }
    })
    .await
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

fn last(network: &Network) -> TaskQuery {
    network.sent_to("POST", LIST).last().expect("the list was asked for").read()
}

#[wasm_bindgen_test]
async fn renewals_are_asked_for_as_to_be_processed_and_a_name_never_stands_in_the_address() {
    let network = Network::start(answer);
    let page = list(Identity::SolutionProvider, "/sales/marketing-tasks?tab=renewal").await;
    until("the list", || page.has("tbody tr")).await;
    assert_eq!(last(&network).status_list, [TaskStatus::Pending]);
    page.type_into("Customer", "Lantian").await;
    until("it is asked for", || last(&network).customer.as_deref() == Some("Lantian")).await;
    let address = web_sys::window().unwrap().location().search().unwrap();
    assert!(!address.contains("Lantian"), "{address}");
    leave().await;
}

#[wasm_bindgen_test]
async fn a_reseller_is_told_whom_to_ask_and_has_no_form() {
    let _network = Network::start(answer);
    let page = one(Identity::CloudReseller).await;
    until("the task", || page.has("#task-facts")).await;
    assert!(page.texts(".notice").iter().any(|text| text.contains("Big One")), "{:?}", page.texts(".notice"));
    assert!(!page.has("form"));
    leave().await;
}

#[wasm_bindgen_test]
async fn nothing_is_sent_before_the_form_is_complete() {
    let network = Network::start(answer);
    let page = one(Identity::SolutionProvider).await;
    until("the form", || page.has("form")).await;
    page.type_into("What came of it", "They will renew").await;
    page.press("Submit").await;
    until("what is missing is marked", || page.has("[aria-invalid='true']")).await;
    assert!(network.sent_to("POST", PROCESS).is_empty());
    page.find("input[value='REACHED']").click();
    page.find("input[value='YES']").click();
    page.press("Submit").await;
    until("it is sent", || network.sent_to("POST", PROCESS).len() == 1).await;
    let sent: ProcessDraft = network.sent_to("POST", PROCESS)[0].read();
    assert_eq!((sent.version, sent.complete, sent.note.as_str()), (1, false, "They will renew"));
    leave().await;
}

fn activity(seq: i64) -> Activity {
    Activity {
        seq,
        at: Timestamp::from_seconds(1_795_000_000 + seq),
        member: (seq > 1).then(|| ActivityMember {
            user_id: "u-1".parse().unwrap(),
            name: "Lin".to_owned(),
            account_name: "lin".to_owned(),
        }),
        action: if seq > 1 { "customer.label".to_owned() } else { "newer.thing".to_owned() },
        object: "c-1".to_owned(),
        is_done: true,
        changes: vec![ActivityChange {
            field: String::new(),
            before: None,
            after: Some("<b>VIP</b>".to_owned()),
        }],
        network: "10.0.0.0/24".to_owned(),
        request_id: "r-1".to_owned(),
    }
}

#[wasm_bindgen_test]
async fn the_log_goes_on_to_what_is_older_and_shows_text_as_text() {
    let network = Network::start(|sent| match sent.path.as_str() {
        LOG => match sent.read::<ActivityQuery>().before {
            None => Reply::ok(&ActivityPage { activities: vec![activity(2)], next_before: Some(2) }),
            Some(_) => Reply::ok(&ActivityPage { activities: vec![activity(1)], next_before: None }),
        },
        _ => Reply::ok(&json!({ "members": [] })),
    });
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::EiProcurement, Role::Administrator));
    go("/organization/activity-log").await;
    let page = show(|| view! { <ActivityLogPage /> }).await;
    until("the newest", || page.has("tbody tr")).await;
    assert_eq!(page.texts(".activity-log__changes li"), ["Value: (empty) → <b>VIP</b>"]);
    assert!(page.texts("tbody td").iter().any(|text| text == "Changed a customer's tag"));
    page.press("Older").await;
    until("what is older", || page.texts("tbody td").iter().any(|text| text == "newer.thing")).await;
    let asked: ActivityQuery = network.sent_to("POST", LOG).last().unwrap().read();
    assert_eq!(asked.before, Some(2));
    assert!(page.texts("tbody td").iter().any(|text| text == "System (by time)"));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_member_who_is_no_administrator_is_told_so() {
    let network = Network::start(|_| Reply::code(ErrorCode::AccessDenied));
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    go("/organization/activity-log").await;
    let page = show(|| view! { <ActivityLogPage /> }).await;
    until("it is said", || page.has(".empty-state__title")).await;
    assert!(network.sent_to("POST", LOG).is_empty());
    leave().await;
}

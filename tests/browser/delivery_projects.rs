//! Delivery evaluation in front of a scripted backend: what there is to do in each state, what is asked for, what is said where.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    attachments::Attachment,
    delivery_desk::{DeliveryCase, EvaluateDraft, RejectDraft},
    delivery_evidence::{Evidence, EvidenceKind},
    delivery_projects::{
        DeliveryDetail, DeliveryPage, DeliveryProject, DeliveryQuery, DeliveryStatus as Status,
        DeliveryVersion, Finding, RegisterDraft, Rejection, StatusCount,
    },
    permissions::{Identity, Permission, Restriction, Role},
    problem::ErrorCode,
    session::Principal,
    time::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};
use partner_center::features::{
    delivery_desk::CasePage,
    delivery_projects::{DeliveryEvaluationPage, DeliveryEvaluationsPage},
};
use serde_json::json;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/v2/partners/delivery-projects/query";
const ONE: &str = "/v2/partners/delivery-projects/dp-1";
const CASE: &str = "/v2/operations/delivery-projects/dp-1";
const SOON: Timestamp = Timestamp::from_seconds(1_795_400_000);

fn detail(status: Status) -> DeliveryDetail {
    let due = status.takes_evidence().then(|| Timestamp::from_seconds(4_000_000_000));
    DeliveryDetail {
        project: DeliveryProject {
            project_id: "dp-1".parse().unwrap(),
            name: "Harbour twin".to_owned(),
            solution: "Digital port".to_owned(),
            customer: "St****es".to_owned(),
            status,
            status_since: SOON,
            evidence_due_at: due,
            is_overdue: false,
            score: None,
            version: 7,
        },
        order_no: "CS1".to_owned(),
        ordered_on: "2026-06-01".parse().unwrap(),
        manager: None,
        accepted_on: None,
        note: None,
        sampling: None,
        is_extended: false,
        evidences: Vec::new(),
        rejection: None,
        evaluation: None,
        steps: Vec::new(),
    }
}

fn proof(kind: EvidenceKind) -> Evidence {
    let name = ["of-", kind.as_str(), ".pdf"].concat();
    let attachment: Attachment = serde_json::from_value(json!({
        "attachment_id": (["att-", kind.as_str()].concat()), "name": name, "file_type": "PDF", "bytes": 2_000
    }))
    .unwrap();
    Evidence { kind, attachment, added_at: SOON, added_by: "Lin".to_owned() }
}

fn proved(status: Status) -> DeliveryDetail {
    let evidences = vec![proof(EvidenceKind::Sow), proof(EvidenceKind::ValidationReport)];
    DeliveryDetail { evidences, ..detail(status) }
}

fn with_drafts(sent: &Sent, answer: impl Fn(&Sent) -> Reply) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        _ => answer(sent),
    }
}

async fn one() -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go("/delivery/evaluations/dp-1").await;
    show(|| {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/delivery/evaluations/:project_id") view=DeliveryEvaluationPage />
            </FlatRoutes>
        }
    })
    .await
}

async fn case() -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(Principal::Operator);
    go("/operations/deliveries/dp-1").await;
    show(|| {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/operations/deliveries/:project_id") view=CasePage />
            </FlatRoutes>
        }
    })
    .await
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

#[wasm_bindgen_test]
async fn the_tabs_count_every_state_and_the_chosen_one_stands_in_the_address() {
    let network = Network::start(|_| {
        let counts = vec![
            StatusCount { status: Status::ToRegister, count: 2 },
            StatusCount { status: Status::Evaluated, count: 1 },
        ];
        Reply::ok(&DeliveryPage {
            projects: vec![detail(Status::ToRegister).project],
            total_count: 3,
            counts,
        })
    });
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go("/delivery/evaluations").await;
    let page = show(|| view! { <DeliveryEvaluationsPage /> }).await;
    until("the rows", || page.has("tbody tr")).await;
    let tabs = page.texts("[role=tab]");
    assert_eq!((tabs[0].as_str(), tabs[1].as_str()), ("All (3)", "To register (2)"));
    assert!(tabs.iter().any(|tab| tab == "Evaluated (1)") && tabs.iter().any(|tab| tab == "Terminated (0)"));
    page.press("Evaluated (1)").await;
    until("it is asked for", || {
        network.sent_to("POST", LIST).last().unwrap().read::<DeliveryQuery>().status_list
            == [Status::Evaluated]
    })
    .await;
    let address = web_sys::window().unwrap().location().search().unwrap();
    assert_eq!(address, "?status=EVALUATED");
    leave().await;
}

#[wasm_bindgen_test]
async fn every_state_says_what_to_do_and_offers_only_that() {
    let now = Rc::new(RefCell::new(detail(Status::ToRegister)));
    let told = now.clone();
    let _network = Network::start(move |sent| with_drafts(sent, |_| Reply::ok(&*told.borrow())));
    for (status, title, forms, controls) in [
        (Status::ToRegister, "Register the project", 1, 0),
        (Status::Registered, "Report how the delivery ended", 1, 0),
        (Status::Accepted, "The vendor samples", 0, 0),
        (Status::EvidencePending, "Submit the evidence", 1, 6),
        (Status::Evaluating, "In evaluation", 0, 0),
        (Status::Rejected, "The evidence was rejected: mend it and submit it again", 1, 6),
        (Status::Evaluated, "The evaluation is done", 0, 0),
        (Status::NotSampled, "Not sampled: the evaluation has ended", 0, 0),
        (Status::NotProvided, "Closed without evidence", 0, 0),
        (Status::Terminated, "The project was terminated", 0, 0),
    ] {
        *now.borrow_mut() = proved_if(status);
        let page = one().await;
        until("the page", || page.has("#delivery-facts")).await;
        assert_eq!(page.texts(".notice__title").first().map(String::as_str), Some(title));
        assert_eq!(page.texts("form").len(), forms, "{status:?}");
        assert_eq!(page.texts("input[type=file]").len(), controls, "{status:?}");
        leave().await;
    }
}

fn proved_if(status: Status) -> DeliveryDetail {
    match status {
        Status::Evaluating | Status::Rejected | Status::Evaluated => proved(status),
        _ => detail(status),
    }
}

#[wasm_bindgen_test]
async fn after_the_deadline_there_is_no_control_and_it_says_who_can_help() {
    let _network = Network::start(|sent| {
        with_drafts(sent, |_| {
            let mut late = detail(Status::EvidencePending);
            late.project.is_overdue = true;
            Reply::ok(&late)
        })
    });
    let page = one().await;
    until("the page", || page.has("#delivery-facts")).await;
    assert!(!page.has("input[type=file]") && !page.has("form"));
    assert!(page.texts(".notice").iter().any(|text| text.contains("ecosystem manager")));
    leave().await;
}

#[wasm_bindgen_test]
async fn nothing_is_submitted_before_what_is_mandatory_is_there_and_then_the_seen_version() {
    let now = Rc::new(RefCell::new(detail(Status::EvidencePending)));
    let told = now.clone();
    let network = Network::start(move |sent| {
        with_drafts(sent, |sent| match sent.method.as_str() {
            "GET" => Reply::ok(&*told.borrow()),
            _ => Reply::ok(&proved(Status::Evaluating)),
        })
    });
    let page = one().await;
    until("the form", || page.has("form")).await;
    let said = page.texts("form").concat();
    assert!(
        said.contains("Still missing") && said.contains("Customer validation report"),
        "the button says why: {said}"
    );
    page.press("Submit the evidence").await;
    assert!(network.sent_to("POST", &[ONE, "/evidences/submit"].concat()).is_empty());
    leave().await;

    *now.borrow_mut() = proved(Status::EvidencePending);
    let page = one().await;
    until("the form", || page.has("form")).await;
    page.press("Submit the evidence").await;
    let path = [ONE, "/evidences/submit"].concat();
    until("it is sent", || network.sent_to("POST", &path).len() == 1).await;
    assert_eq!(network.sent_to("POST", &path)[0].read::<DeliveryVersion>().version, 7);
    until("it is in evaluation", || {
        page.texts(".notice__title").first().is_some_and(|t| t == "In evaluation")
    })
    .await;
    assert!(!page.has("form"));
    leave().await;
}

#[wasm_bindgen_test]
async fn what_is_to_be_mended_stands_beside_its_kind() {
    let _network = Network::start(|sent| {
        with_drafts(sent, |_| {
            let comment = "<b>No signature</b>".to_owned().try_into().unwrap();
            let findings = vec![Finding { kind: EvidenceKind::ValidationReport, comment }];
            let rejection = Rejection { comment: "Mend it".to_owned(), findings, at: SOON };
            Reply::ok(&DeliveryDetail { rejection: Some(rejection), ..proved(Status::Rejected) })
        })
    });
    let page = one().await;
    until("the slots", || page.has(".delivery__slots")).await;
    let slots = page.texts(".delivery__slot");
    assert_eq!(slots.len(), 6);
    let with: Vec<usize> = (0..6).filter(|nth| slots[*nth].contains("<b>No signature</b>")).collect();
    assert_eq!(with, [1], "as text, at the validation report");
    assert!(page.texts(".notice").iter().any(|text| text.contains("Mend it")));
    leave().await;
}

#[wasm_bindgen_test]
async fn what_was_typed_stays_when_somebody_else_was_faster_and_goes_with_the_new_version() {
    let seen = Rc::new(RefCell::new(7));
    let told = seen.clone();
    let network = Network::start(move |sent| {
        with_drafts(sent, |sent| {
            let version = *told.borrow();
            let mut shown = detail(Status::ToRegister);
            shown.project.version = version;
            match sent.method.as_str() {
                "GET" => Reply::ok(&shown),
                _ if sent.read::<RegisterDraft>().version == 7 => {
                    *told.borrow_mut() = 8;
                    Reply::code(ErrorCode::Changed)
                }
                _ => Reply::ok(&detail(Status::Registered)),
            }
        })
    });
    let page = one().await;
    until("the form", || page.has("form")).await;
    page.type_into("Project manager", "Cheng Li").await;
    page.type_into("Mobile number of the project manager", "13600030001").await;
    page.type_into("E-mail of the project manager", "li@delivery.example.com").await;
    page.press("Register").await;
    let path = [ONE, "/register"].concat();
    until("it is refused", || page.has("form .error-panel")).await;
    until("the new version is read", || network.sent_to("GET", ONE).len() == 2).await;
    page.press("Register").await;
    until("it is sent again", || network.sent_to("POST", &path).len() == 2).await;
    let last: RegisterDraft = network.sent_to("POST", &path)[1].read();
    assert_eq!((last.version, last.project_manager.name.as_str()), (8, "Cheng Li"));
    until("it is registered", || {
        page.texts(".notice__title").first().is_some_and(|title| title == "Report how the delivery ended")
    })
    .await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_partner_without_baseline_solutions_is_told_whom_to_ask() {
    let network = Network::start(|_| Reply::code(ErrorCode::AccessDenied));
    let Principal::Member(mut membership) = member(Identity::SolutionProvider, Role::Administrator) else {
        return;
    };
    membership.restrictions.push(Restriction::NoBaselineSolutions);
    assert!(!membership.can(Permission::ViewDeliveries));
    sign_in(Principal::Member(membership));
    go("/delivery/evaluations").await;
    let page = show(|| view! { <DeliveryEvaluationsPage /> }).await;
    until("it is said", || page.has(".empty-state__title")).await;
    assert!(network.sent_to("POST", LIST).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn the_operator_rejects_with_a_finding_at_least_and_scores_with_a_total() {
    let network = Network::start(|sent| {
        with_drafts(sent, |sent| {
            let status = if sent.method == "GET" { Status::Evaluating } else { Status::Rejected };
            let detail = proved(status);
            Reply::ok(&DeliveryCase {
                partner_id: "p-1".parse().unwrap(),
                partner_name: "One".to_owned(),
                customer: "Straits".to_owned(),
                detail,
            })
        })
    });
    let page = case().await;
    until("the form", || page.has("form")).await;
    page.find("input[value='score']").click();
    settle().await;
    for label in ["Evidence (0–100)", "Quality (0–100)", "Schedule (0–100)", "Customer satisfaction (0–100)"]
    {
        page.type_into(label, "85").await;
    }
    page.type_into("Quality (0–100)", "101").await;
    page.type_into("Comment", "Well done").await;
    page.press("Submit the scores").await;
    until("the wrong one is marked", || page.has("[aria-invalid='true']")).await;
    let evaluate = [CASE, "/evaluate"].concat();
    assert!(network.sent_to("POST", &evaluate).is_empty());
    page.type_into("Quality (0–100)", "88").await;
    until("the total", || page.texts("form").concat().contains("Total: 86 points")).await;

    // Another verdict: the comment stays, and something must be named.
    page.find("input[value='reject']").click();
    until("the findings", || page.has("textarea[name='SOW']")).await;
    page.press("Reject the evidence").await;
    let reject = [CASE, "/reject"].concat();
    assert!(network.sent_to("POST", &reject).is_empty(), "nothing is named yet");
    page.type_into("Customer validation report: to mend", "No signature").await;
    page.press("Reject the evidence").await;
    until("it is sent", || network.sent_to("POST", &reject).len() == 1).await;
    let sent: RejectDraft = network.sent_to("POST", &reject)[0].read();
    assert_eq!((sent.version, sent.comment.as_str(), sent.findings.len()), (7, "Well done", 1));
    assert!(network.sent_to("POST", &evaluate).is_empty());
    leave().await;
    let page = case().await;
    until("the form", || page.has("form")).await;
    page.find("input[value='score']").click();
    settle().await;
    for label in ["Evidence (0–100)", "Quality (0–100)", "Schedule (0–100)", "Customer satisfaction (0–100)"]
    {
        page.type_into(label, "90").await;
    }
    page.type_into("Comment", "Fine").await;
    page.press("Submit the scores").await;
    until("it is sent", || network.sent_to("POST", &evaluate).len() == 1).await;
    let sent: EvaluateDraft = network.sent_to("POST", &evaluate)[0].read();
    assert_eq!((sent.scores.len(), sent.comment.as_str()), (4, "Fine"));
    leave().await;
}

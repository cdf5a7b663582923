//! Certifications in front of a scripted backend: what a checklist lacks is marked and nothing is sent, its draft is kept and
//! nobody's is overwritten unseen, an application says who has it and how long is left, and a judgement fits what it found.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    certification_desk::JudgementDraft,
    certifications::{CertificationApplication, DraftSave, MaterialUpdate, Verdict},
    permissions::{Identity, Role},
    problem::ErrorCode,
    session::Principal,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};
use partner_center::features::{
    certification_desk::CasePage,
    certifications::{ApplyPage, CertificationPage, CertificationsPage},
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

const LABEL: &str = "/v2/partners/certification-labels/migration";
const DRAFT: &str = "/v2/partners/certification-labels/migration/draft";
const SUBMIT: &str = "/v2/partners/certifications";
const ONE: &str = "/v2/partners/certifications/ct-1";
const MATERIALS: &str = "/v2/partners/certifications/ct-1/materials";
const DEFENCES: &str = "/v2/partners/certifications/ct-1/defences";
const CASE: &str = "/v2/operations/certifications/ct-1";
const JUDGE: &str = "/v2/operations/certifications/ct-1/judge";

fn standard() -> Value {
    let text = |text: &str| json!({ "zh": text, "en": text });
    let item = |id: &str, title: &str, mandatory: bool| json!({ "item_id": id, "title": text(title), "evidence": text("A report"), "mandatory": mandatory });
    json!({
        "label_id": "migration", "name": text("Cloud migration"), "summary": text("Moves what runs elsewhere"),
        "version": "2026.1",
        "sublabels": [{
            "label_id": "migration-hosts", "name": text("Hosts"),
            "items": [item("plan", "A plan", true), item("tools", "Tools", false)],
        }],
    })
}

fn label(standing: &Value, may_apply: bool) -> Value {
    let mut known = json!({ "draft": null, "open": null, "next_allowed_on": null, "valid_until": null });
    known.as_object_mut().unwrap().extend(standing.as_object().unwrap().clone());
    json!({ "standard": standard(), "standing": known, "may_apply": may_apply })
}

fn file() -> Value {
    json!({ "attachment_id": "att-1", "name": "plan.pdf", "file_type": "PDF", "bytes": 1_200 })
}

fn draft(version: i64, material: &Value) -> Value {
    json!({
        "label_id": "migration", "version": version, "material": material, "saved_by": "张三",
        "saved_at": "2026-11-20T02:00:00Z",
    })
}

/// With its evidence.
fn answered(note: &str) -> Value {
    json!([{ "item_id": "plan", "met": true, "note": note, "attachments": [file()] }])
}

fn detail(certification: &Value, judgements: &Value) -> Value {
    let mut known = json!({
        "certification_id": "ct-1", "certification_no": "CC-20261120-4F7A21", "label_id": "migration",
        "label": { "zh": "云迁移", "en": "Cloud migration" }, "standard_version": "2026.1", "status": "TECH_REVIEW",
        "asked_by": null, "holder": "VENDOR", "taken_by": "周工", "status_since": "2026-11-20T02:00:00Z",
        "due_at": "2026-12-11T16:00:00Z", "paused_since": null, "left_s": null, "round": 1,
        "submitted_at": "2026-11-20T02:00:00Z", "submitted_by": "王芳", "settled_at": null,
        "sublabels": [{ "label_id": "migration-hosts", "name": { "zh": "主机", "en": "Hosts" }, "passed": null }],
        "has_opinion": false, "defences_used": 0, "defence_open": false, "valid_until": null,
        "next_allowed_on": null, "version": 4,
    });
    known.as_object_mut().unwrap().extend(certification.as_object().unwrap().clone());
    json!({
        "certification": known, "standard": standard(), "material": answered("As agreed"),
        "judgements": judgements,
        "stages": [{
            "status": "INITIAL_REVIEW", "entered_at": "2026-11-20T02:00:00Z", "due_at": null, "left_at": null,
            "by": "王芳",
        }],
        "defences": [],
    })
}

/// Material was asked for because of its plan, and 12 days are left at noon of 23 November.
fn waiting() -> Value {
    let state = json!({
        "status": "MATERIAL_UPDATE", "asked_by": "INITIAL", "holder": "PARTNER", "taken_by": null,
        "due_at": "2026-12-05T16:00:00Z", "has_opinion": true,
    });
    let judgement = json!([{
        "stage": "INITIAL_REVIEW", "round": 1, "verdict": "ASK_MATERIAL", "text": "Please be precise.",
        "at": "2026-11-21T02:00:00Z", "by": "周工",
        "items": [
            { "item_id": "plan", "result": "FAIL", "advice": "Add the dates" },
            { "item_id": "tools", "result": "NA", "advice": null },
        ],
    }]);
    detail(&state, &judgement)
}

/// What the pages read besides what a test is about.
fn rest(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        ("GET", LABEL) => Reply::ok(&label(&json!({}), true)),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

async fn open(address: &str) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    go(address).await;
    show(|| {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/capability/certifications") view=CertificationsPage />
                <Route path=path!("/capability/certifications/apply/:label_id") view=ApplyPage />
                <Route path=path!("/capability/certifications/:certification_id") view=CertificationPage />
                <Route path=path!("/operations/certifications/:certification_id") view=CasePage />
            </FlatRoutes>
        }
    })
    .await
}

async fn apply() -> Mounted {
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    let page = open("/capability/certifications/apply/migration").await;
    until("the checklist", || page.has("[data-item=plan]")).await;
    page
}

async fn one(address: &str) -> Mounted {
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    let page = open(address).await;
    until("the application", || page.has("#certification-standing")).await;
    page
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

fn note(page: &Mounted) -> HtmlTextAreaElement {
    page.find("[data-item=plan] textarea").unchecked_into()
}

async fn write_note(page: &Mounted, text: &str) {
    write(&note(page), text).await;
}

async fn write(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    area.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn what_a_checklist_lacks_is_marked_at_its_item_and_nothing_is_sent() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", DRAFT) => Reply::ok(&draft(0, &json!([]))),
        ("PUT", DRAFT) => Reply::ok(&draft(1, &json!([]))),
        _ => rest(sent),
    });
    let page = apply().await;
    assert_eq!(page.texts(".checklist-progress__count"), ["0 of 2 answered"]);
    assert!(!page.has("[aria-invalid=true]"), "nothing is called wrong before it was tried");
    page.press("Hand in").await;
    until("the mandatory item", || page.has("[data-item=plan] input[type=radio][aria-invalid=true]")).await;
    assert!(!page.has("[data-item=tools] [aria-invalid=true]"), "the other one may stay empty");
    page.find("[data-item=plan] input[value=YES]").click();
    settle().await;
    assert_eq!(page.texts(".checklist-progress__count"), ["1 of 2 answered"]);
    until("its evidence", || page.has("[data-item=plan] input[type=file][aria-invalid=true]")).await;
    page.press("Hand in").await;
    settle().await;
    assert!(network.sent_to("POST", SUBMIT).is_empty());
    page.find("[data-item=plan] input[value=NO]").click();
    settle().await;
    assert!(!page.has("[aria-invalid=true]"), "what is not met needs no evidence");
    leave().await;
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_with_its_version_and_handed_in_with_its_files() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", DRAFT) => Reply::ok(&draft(3, &answered("As agreed"))),
        ("PUT", DRAFT) => Reply::ok(&draft(sent.read::<DraftSave>().version + 1, &answered("In writing"))),
        ("POST", SUBMIT) | ("GET", ONE) => {
            Reply::ok(&detail(&json!({ "status": "INITIAL_REVIEW" }), &json!([])))
        }
        _ => rest(sent),
    });
    let page = apply().await;
    assert_eq!(note(&page).value(), "As agreed");
    assert!(page.texts("[data-item=plan] .file-list").concat().contains("plan.pdf"));
    write_note(&page, "In writing").await;
    until("it is kept", || network.sent_to("PUT", DRAFT).len() == 1).await;
    let kept: DraftSave = network.sent_to("PUT", DRAFT)[0].read();
    assert_eq!((kept.version, kept.checklist.len()), (3, 1));
    until("it is told", || page.texts(".checklist-progress").concat().contains("Draft saved")).await;
    page.press("Hand in").await;
    until("it is sent", || !network.sent_to("POST", SUBMIT).is_empty()).await;
    let sent: CertificationApplication = network.sent_to("POST", SUBMIT)[0].read();
    assert_eq!((sent.version, sent.checklist[0].attachment_ids.len()), (4, 1));
    until("its page", || page.has("#certification-standing")).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn what_is_typed_last_is_kept_when_the_page_is_left() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", DRAFT) => Reply::ok(&draft(3, &answered("As agreed"))),
        ("PUT", DRAFT) => Reply::ok(&draft(4, &answered("In writing"))),
        _ => rest(sent),
    });
    let page = apply().await;
    write_note(&page, "In writing").await;
    leave().await;
    until("it is sent", || !network.sent_to("PUT", DRAFT).is_empty()).await;
    let kept: DraftSave = network.sent_to("PUT", DRAFT)[0].read();
    assert_eq!(
        kept.checklist[0].note.as_ref().map(contract::text::ChecklistNote::as_str),
        Some("In writing")
    );
}

#[wasm_bindgen_test]
async fn of_two_tabs_the_second_is_told_and_loses_nothing() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", DRAFT) => Reply::ok(&draft(3, &answered("As agreed"))),
        ("PUT", DRAFT) => Reply::code(ErrorCode::Changed),
        _ => rest(sent),
    });
    let page = apply().await;
    drop(network);
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("PUT", DRAFT) if sent.read::<DraftSave>().version < 9 => Reply::code(ErrorCode::Changed),
        ("PUT", DRAFT) => Reply::ok(&draft(10, &answered("theirs"))),
        ("GET", DRAFT) => Reply::ok(&draft(9, &answered("theirs"))),
        _ => rest(sent),
    });
    write_note(&page, "mine").await;
    until("it is told", || page.texts(".notice").concat().contains("The draft was saved elsewhere")).await;
    let notice = page.texts(".notice").concat();
    assert!(notice.contains("张三") && notice.contains("They differ in: A plan"), "{notice}");
    assert_eq!(note(&page).value(), "mine");
    page.press("Load the newer one and keep mine to copy").await;
    assert_eq!(note(&page).value(), "theirs");
    assert!(page.texts(".capability-mine").concat().contains("mine"));
    write_note(&page, "both").await;
    until("it is kept on top", || network.sent_to("PUT", DRAFT).len() == 2).await;
    let kept: DraftSave = network.sent_to("PUT", DRAFT)[1].read();
    assert_eq!(kept.version, 9);
    leave().await;
}

#[wasm_bindgen_test]
async fn a_newer_draft_that_cannot_be_read_is_asked_for_again_and_nothing_typed_is_lost() {
    let mut read = 0;
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", DRAFT) => {
            read += 1;
            match read {
                1 => Reply::ok(&draft(3, &answered("As agreed"))),
                2 => Reply::code(ErrorCode::NotFound),
                _ => Reply::ok(&draft(9, &answered("theirs"))),
            }
        }
        ("PUT", DRAFT) if sent.read::<DraftSave>().version < 9 => Reply::code(ErrorCode::Changed),
        ("PUT", DRAFT) => Reply::ok(&draft(10, &answered("mine"))),
        _ => rest(sent),
    });
    let page = apply().await;
    write_note(&page, "mine").await;
    until("it is told", || page.texts(".notice").concat().contains("could not be read")).await;
    let progress = page.texts(".checklist-progress").concat();
    assert!(progress.contains("Changed and not saved yet"), "{progress}");
    assert_eq!(note(&page).value(), "mine");
    page.press("Read the newer one again").await;
    until("the newer one", || page.texts(".notice").concat().contains("They differ in: A plan")).await;
    assert!(!page.texts(".notice").concat().contains("could not be read"));
    page.press("Keep mine and replace the newer one").await;
    until("it is kept on top", || network.sent_to("PUT", DRAFT).len() == 2).await;
    let kept: DraftSave = network.sent_to("PUT", DRAFT)[1].read();
    assert_eq!(kept.version, 9);
    until("it is told", || page.texts(".checklist-progress").concat().contains("Draft saved")).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_blocked_label_says_from_when_it_is_accepted_again_and_has_no_form() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        LABEL => Reply::ok(&label(&json!({ "next_allowed_on": "2027-05-06" }), false)),
        _ => rest(sent),
    });
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    let page = open("/capability/certifications/apply/migration").await;
    until("why not", || page.texts(".notice").concat().contains("May 6, 2027")).await;
    assert!(!page.has("form"));
    leave().await;
}

#[wasm_bindgen_test]
async fn the_tracker_says_who_has_it_until_when_and_by_which_promise() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        ONE => {
            let passed = json!([{
                "stage": "INITIAL_REVIEW", "round": 1, "verdict": "PASS", "text": "Complete.",
                "at": "2026-11-21T02:00:00Z", "by": "周工", "items": [],
            }]);
            Reply::ok(&detail(&json!({}), &passed))
        }
        _ => rest(sent),
    });
    let page = one("/capability/certifications/ct-1").await;
    let steps = page.texts(".capability-step");
    assert_eq!(
        steps,
        ["Initial reviewDone", "Technical reviewNow", "CountersigningTo come", "ResultTo come"]
    );
    let facts = page.texts("section").concat();
    assert!(facts.contains("The vendor (周工)") && facts.contains("15 working days"), "{facts}");
    assert!(facts.contains("working days"), "{facts}");
    page.press("Request defence").await;
    until("the form", || page.has("dialog[open] form")).await;
    page.press("Close").await;
    leave().await;
}

#[wasm_bindgen_test]
async fn asked_for_material_is_handed_in_whole_with_the_days_that_are_left() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", ONE) => Reply::ok(&waiting()),
        ("PUT", MATERIALS) => Reply::code(ErrorCode::DeadlinePassed),
        _ => rest(sent),
    });
    let page = one("/capability/certifications/ct-1").await;
    assert!(page.texts(".time-left").concat().contains("12 days"), "{:?}", page.texts(".time-left"));
    assert!(page.texts(".capability-item").concat().contains("Advice: Add the dates"));
    assert!(!page.has("#certification-update"));
    page.find("a[href$='?part=update']").click();
    until("the form", || page.has("#certification-update")).await;
    assert_eq!(note(&page).value(), "As agreed");
    assert!(page.texts("[data-item=plan] .notice").concat().contains("Add the dates"));
    write_note(&page, "With dates").await;
    page.press("Hand in the material").await;
    until("it is sent", || network.sent_to("PUT", MATERIALS).len() == 1).await;
    let sent: MaterialUpdate = network.sent_to("PUT", MATERIALS)[0].read();
    assert_eq!((sent.version, sent.checklist[0].attachment_ids.len()), (4, 1));
    until("why not", || page.texts(".error-panel").concat().contains("The deadline is over")).await;
    assert_eq!(note(&page).value(), "With dates");
    leave().await;
}

#[wasm_bindgen_test]
async fn while_a_defence_is_open_the_clock_stands_still_and_no_other_is_asked_for() {
    let _network = Network::start(|sent| match sent.path.as_str() {
        ONE => {
            let mut seen = waiting();
            let one = seen["certification"].as_object_mut().unwrap();
            one.insert("due_at".to_owned(), Value::Null);
            one.insert("paused_since".to_owned(), json!("2026-11-22T02:00:00Z"));
            one.insert("left_s".to_owned(), json!(13 * 86_400 + 50_000));
            one.insert("defence_open".to_owned(), json!(true));
            one.insert("defences_used".to_owned(), json!(1));
            Reply::ok(&seen)
        }
        _ => rest(sent),
    });
    let page = one("/capability/certifications/ct-1").await;
    assert!(page.texts(".notice").concat().contains("13 days left"), "{:?}", page.texts(".notice"));
    let button = page.button("Request defence");
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    leave().await;
}

#[wasm_bindgen_test]
async fn who_asks_while_a_defence_is_open_already_sees_the_application_as_it_is() {
    let mut read = 0;
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", ONE) => {
            read += 1;
            let open = read > 1;
            Reply::ok(&detail(&json!({ "defence_open": open, "defences_used": i32::from(open) }), &json!([])))
        }
        ("POST", DEFENCES) => Reply::code(ErrorCode::DefenceOpen),
        _ => rest(sent),
    });
    let page = one("/capability/certifications/ct-1").await;
    page.press("Request defence").await;
    until("the form", || page.has("dialog[open] form")).await;
    write(&page.find("dialog textarea[name=reason]").unchecked_into(), "Which dates are meant?").await;
    page.find("dialog input[type=checkbox]").click();
    settle().await;
    page.press("Send the request").await;
    until("it is sent", || network.sent_to("POST", DEFENCES).len() == 1).await;
    until("it is read again", || {
        page.button("Request defence").get_attribute("aria-disabled").as_deref() == Some("true")
    })
    .await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_judgement_fits_what_it_found_before_it_is_sent() {
    let case = || {
        let detail = detail(&json!({ "status": "INITIAL_REVIEW" }), &json!([]));
        json!({ "partner_id": "p-1", "partner_name": "云起科技", "detail": detail, "work_items": [] })
    };
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", CASE) | ("POST", JUDGE) => Reply::ok(&case()),
        _ => rest(sent),
    });
    sign_in(Principal::Operator);
    let page = open("/operations/certifications/ct-1").await;
    until("the form", || page.has("#certification-judge")).await;
    page.find("[data-item=plan] input[value=FAIL]").click();
    page.press("Pass all items without a result").await;
    page.find("input[value=ASK_MATERIAL]").click();
    write(&page.find("textarea[name=text]").unchecked_into(), "Please be precise.").await;
    page.press("Give the judgement").await;
    until("the advice", || page.has("[data-item=plan] textarea[aria-invalid=true]")).await;
    assert!(network.sent_to("POST", JUDGE).is_empty());
    write_note(&page, "Add the dates").await;
    page.press("Give the judgement").await;
    until("it is sent", || network.sent_to("POST", JUDGE).len() == 1).await;
    let sent: JudgementDraft = network.sent_to("POST", JUDGE)[0].read();
    assert_eq!((sent.version, sent.verdict, sent.items.len()), (4, Verdict::AskMaterial, 2));
    leave().await;
}

//! Writing an opportunity and uploading files in front of a scripted backend: what is missing is named and nothing is
//! sent, what was typed stays, nobody's change is overwritten unseen, and a file goes on from where the backend is.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, focused, mount, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    attachments::{Attachment, AttachmentDraft, FileType, PART_BYTES, Part},
    file_rules::{FileRules, Flaw},
    opportunities::{MAX_ATTACHMENTS, Opportunity, OpportunityDraft, SimilarQuery},
    permissions::{Identity, Role},
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
    time::Timestamp,
};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use partner_center::{
    browser::sleep_ms,
    features::opportunities::form::{NewOpportunityPage, OpportunityFormView},
    flows::upload::{FileUpload, Uploads},
};
use serde_json::json;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};

const CREATE: &str = "/v2/partners/opportunities";
const SIMILAR: &str = "/v2/partners/opportunities/similar";
const ONE: &str = "/v2/partners/opportunities/o-1";
const FILES: &str = "/v2/partners/attachments";

/// What the form reads besides what a test is about.
fn rest(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        (_, "/v2/partners/opportunity-offerings") => Reply::ok(&json!({ "offerings": [offering()] })),
        (_, SIMILAR) => Reply::ok(&json!({ "opportunities": [], "verified_elsewhere": false })),
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

fn offering() -> serde_json::Value {
    json!({ "offering_id": "off-1", "kind": "BASELINE_SOLUTION", "name": "Lakehouse", "demand_tag": "Data" })
}

/// Complete, and rejected with a note about the need.
fn opportunity(version: i64, need: &str) -> Opportunity {
    serde_json::from_value(json!({
        "row": {
            "opportunity_id": "o-1", "direction": "PO", "name": "Data platform", "customer_name": "Lantian",
            "industry": "Retail", "region": "Hangzhou", "demand_tag": "Data", "offering_name": "Lakehouse",
            "estimated_amount": 2_000_000, "currency": "CNY", "status": "REVIEW_REJECTED", "stage": null,
            "shared_at": "2026-11-20T02:00:00Z", "deadline": null, "progressed_at": null,
            "updated_at": "2026-11-20T02:00:00Z", "version": version,
        },
        "form": {
            "name": "Data platform", "customer_name": "Lantian", "industry": "Retail", "region": "Hangzhou",
            "bant": { "budget": "approved", "authority": "CIO", "need": need, "timing": "Q3" },
            "estimated_amount": 2_000_000, "expected_sign_on": "2099-12-01",
            "presale_activities": ["CUSTOMER_VISIT"], "offering_id": "off-1", "services": ["BIG_DATA"],
            "support_needed": ["NONE"], "contact": { "name": "Lin", "phone": "13800138000" },
            "customer_consent": true,
        },
        "recommended_offering": null, "offering": offering(), "offering_changed_by_vendor": false,
        "reviews": [{
            "stage": "REVIEW", "result": "REJECTED", "reviewer_role": "PDM", "opinion": "Please be precise.",
            "field_notes": [{ "field": "need", "note": "Which reports?" }], "at": "2026-11-21T02:00:00Z",
        }],
        "progress": [], "settled": null,
    }))
    .unwrap()
}

async fn new_page() -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go("/sales/opportunities/new").await;
    show(|| view! { <NewOpportunityPage /> }).await
}

async fn edit(version: i64) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go("/sales/opportunities/o-1/edit").await;
    show(move || view! { <OpportunityFormView opportunity=opportunity(version, "reports") /> }).await
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

fn need(page: &Mounted) -> HtmlTextAreaElement {
    page.field("Need").unchecked_into()
}

async fn write_need(page: &Mounted, text: &str) {
    let area = need(page);
    area.set_value(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    area.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn everything_that_is_missing_is_named_at_its_field_and_nothing_is_sent() {
    let network = Network::start(rest);
    let page = new_page().await;
    assert!(!page.has("[aria-invalid=true]"), "nothing is called wrong before it was tried");
    page.press("Submit").await;
    until("the first wrong field has the focus", || {
        focused().get_attribute("name").as_deref() == Some("customer_name")
    })
    .await;
    let named = page.texts(".opportunity-summary li").len();
    assert_eq!(named, 16, "{:?}", page.texts(".opportunity-summary li"));
    for field in
        ["name", "customer_name", "budget", "offering_id", "services", "contact.name", "customer_consent"]
    {
        assert!(page.has(&format!("[data-field='{field}'] [aria-invalid=true]")), "{field}");
    }
    page.press("Timing").await;
    assert_eq!(focused().get_attribute("name").as_deref(), Some("timing"), "the summary leads to the field");

    page.type_into("Estimated amount (CNY)", "12345678901234567890").await;
    let said = page.texts("[data-field=estimated_amount] .field__error").concat();
    assert!(said.contains("13 digits"), "{said}");
    page.type_into("Estimated amount (CNY)", "0").await;
    assert!(page.texts("[data-field=estimated_amount] .field__error").concat().contains("above zero"));
    page.type_into("Estimated amount (CNY)", "1,250.50").await;
    assert!(!page.has("[data-field=estimated_amount] [aria-invalid=true]"));
    assert!(network.sent_to("POST", CREATE).is_empty());
    leave().await;
}

#[wasm_bindgen_test]
async fn a_draft_needs_a_name_only_and_is_sent_once() {
    let network = Network::start(|sent| match sent.path.as_str() {
        CREATE => Reply::slow(&opportunity(1, "reports"), 100),
        _ => rest(sent),
    });
    let page = new_page().await;
    page.press("Save draft").await;
    assert_eq!(page.texts(".opportunity-summary li").len(), 1);
    assert!(network.sent_to("POST", CREATE).is_empty());
    page.type_into("Opportunity name", "Data platform").await;
    page.button("Save draft").click();
    page.button("Save draft").click();
    sleep_ms(300).await;
    let sent = network.sent_to("POST", CREATE);
    assert_eq!(sent.len(), 1);
    let draft: OpportunityDraft = sent[0].read();
    assert!(!draft.submit && draft.form.name.as_str() == "Data platform");
    let here = web_sys::window().unwrap().location().pathname().unwrap();
    assert_eq!(here, "/sales/opportunities/o-1/edit");
    leave().await;
}

#[wasm_bindgen_test]
async fn what_was_typed_stays_after_a_refusal_which_stands_at_its_field() {
    let network = Network::start(|sent| {
        if sent.path != ONE {
            return rest(sent);
        }
        let mut problem = Problem::new(ErrorCode::InvalidParameter, "told by the test");
        problem.fields = vec![FieldProblem { field: "form.bant.need".to_owned(), rule: Rule::Malformed }];
        Reply::refused(&problem)
    });
    let page = edit(1).await;
    let notice = page.texts(".notice").concat();
    assert!(notice.contains("Please be precise.") && notice.contains("Which reports?"), "{notice}");
    write_need(&page, "<b>daily</b> reports").await;
    page.press("Resubmit").await;
    until("it is refused", || page.has("[data-field=need] [aria-invalid=true]")).await;
    assert_eq!(need(&page).value(), "<b>daily</b> reports");
    let draft: OpportunityDraft = network.sent_to("PUT", ONE)[0].read();
    assert!(draft.submit && draft.version == Some(1));
    write_need(&page, "hourly reports").await;
    assert!(!page.has("[data-field=need] [aria-invalid=true]"), "another text may be right");
    leave().await;
}

#[wasm_bindgen_test]
async fn nobodys_change_is_overwritten_unseen() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("PUT", ONE) if sent.read::<OpportunityDraft>().version == Some(1) => {
            let mut problem = Problem::new(ErrorCode::Changed, "told by the test");
            problem.settled_by = Some("张三".to_owned());
            problem.settled_at = Some(Timestamp::from_seconds(1_800_000_000));
            Reply::refused(&problem)
        }
        ("PUT", ONE) => Reply::ok(&opportunity(3, "mine")),
        ("GET", ONE) => Reply::ok(&opportunity(2, "theirs")),
        _ => rest(sent),
    });
    let page = edit(1).await;
    write_need(&page, "mine").await;
    page.press("Save without submitting").await;
    until("it is told", || page.texts(".notice").concat().contains("张三")).await;
    assert!(page.texts(".notice").concat().contains("It differs in: Need"), "{:?}", page.texts(".notice"));
    assert_eq!(need(&page).value(), "mine");
    page.press("Keep mine; saving replaces the other").await;
    page.press("Save without submitting").await;
    until("it is saved", || network.sent_to("PUT", ONE).len() == 2).await;
    let draft: OpportunityDraft = network.sent_to("PUT", ONE)[1].read();
    assert_eq!(draft.version, Some(2));
    leave().await;
}

#[wasm_bindgen_test]
async fn what_was_typed_before_a_reload_is_back_and_likenesses_are_told_before_submitting() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", "/v2/drafts/opportunity-new") => {
            let text =
                json!({ "typed": { "name": "Data platform", "customer_name": "Lantian" } }).to_string();
            Reply::ok(&json!({ "text": text, "saved_at": "2026-11-20T02:00:00Z" }))
        }
        (_, SIMILAR) => Reply::ok(&json!({
            "verified_elsewhere": false,
            "opportunities": [{
                "opportunity_id": "o-7", "direction": "PO", "name": "Data lake", "customer_name": "蓝天",
                "status": "VERIFIED", "likeness": "SAME_NEED",
            }],
        })),
        _ => rest(sent),
    });
    let page = new_page().await;
    let name = |label: &str| page.field(label).unchecked_into::<HtmlInputElement>().value();
    until("it is back", || name("Opportunity name") == "Data platform").await;
    assert_eq!(name("Customer company"), "Lantian");
    until("it is warned", || page.has("a[href='/sales/opportunities/o-7']")).await;
    assert!(page.texts(".notice").concat().contains("it would be refused"), "{:?}", page.texts(".notice"));
    let asked: SimilarQuery = network.sent_to("POST", SIMILAR)[0].read();
    assert_eq!((asked.name.as_str(), asked.customer_name.as_str()), ("Data platform", "Lantian"));
    leave().await;
}

fn file(name: &str, bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), name).unwrap()
}

/// A form with files; its handle is given out, as nobody but a user can put files into an input.
async fn with_files() -> (Mounted, Uploads) {
    let handle: Rc<Cell<Option<Uploads>>> = Rc::default();
    let given = Rc::clone(&handle);
    let page = mount(move || {
        let uploads = Uploads::new(MAX_ATTACHMENTS);
        given.set(Some(uploads));
        view! { <FileUpload uploads label="Files" /> }
    })
    .await;
    (page, handle.get().unwrap())
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_what_it_should_be_says_why_and_is_not_sent() {
    let network = Network::start(rest);
    let (page, uploads) = with_files().await;
    uploads.add(vec![file("setup.exe", b"MZ"), file("offer.pdf", b"MZ"), file("empty.pdf", b"")]);
    until("all are judged", || page.texts(".upload__file .field__error").len() == 3).await;
    let said = page.texts(".upload__file .field__error");
    assert!(said.iter().any(|text| text.contains("type of file is not taken")), "{said:?}");
    assert!(said.iter().any(|text| text.contains("not what its name says")), "{said:?}");
    assert!(said.iter().any(|text| text.contains("is empty")), "{said:?}");
    assert!(network.sent_to("POST", FILES).is_empty());
    page.press("Remove setup.exe").await;
    assert_eq!(page.texts(".upload__file").len(), 2);
    assert!(untrack(|| uploads.complete()).is_empty());
}

/// A form with files by other rules than the ordinary ones.
async fn with_evidence(attached: Vec<Attachment>) -> (Mounted, Uploads) {
    let handle: Rc<Cell<Option<Uploads>>> = Rc::default();
    let given = Rc::clone(&handle);
    let page = mount(move || {
        let uploads = Uploads::by(FileRules::evidence(10));
        uploads.set_attached(&attached);
        given.set(Some(uploads));
        view! { <FileUpload uploads label="Files" /> }
    })
    .await;
    (page, handle.get().unwrap())
}

#[wasm_bindgen_test]
async fn a_content_that_is_there_already_or_has_too_many_pages_is_not_sent() {
    let network = Network::start(|_| Reply::Lost);
    let attached = Attachment {
        attachment_id: "att-9".parse().unwrap(),
        name: "before.pdf".to_owned(),
        file_type: FileType::Pdf,
        bytes: 17,
        sha256: partner_center::browser::sha256(&file("before.pdf", b"%PDF-1.7 attached")).await,
        pages: Some(1),
        scan: None,
    };
    assert_eq!(attached.sha256.as_ref().map(String::len), Some(64));
    let (page, uploads) = with_evidence(vec![attached]).await;
    assert!(page.texts(".upload .field__hint").concat().contains("50 MB"));
    let page_object = |number| format!("{number} 0 obj\n<< /Type /Page >>\nendobj\n");
    let thick = (1..=301).map(page_object).collect::<String>();
    uploads.add(vec![
        file("again.pdf", b"%PDF-1.7 attached"),
        file("thick.pdf", ["%PDF-1.7\n", &thick].concat().as_bytes()),
    ]);
    until("both are judged", || page.texts(".upload__file .field__error").len() == 2).await;
    let said = page.texts(".upload__file .field__error").concat();
    assert!(said.contains("same content is in the list already"), "{said}");
    assert!(said.contains("more than 300 pages"), "{said}");
    assert!(network.sent_to("POST", FILES).is_empty());
    uploads.add(vec![file("one.zip", b"PK\x03\x04 the same"), file("two.zip", b"PK\x03\x04 the same")]);
    until("one of two is refused", || page.texts(".upload__file .field__error").len() == 3).await;
}

#[wasm_bindgen_test]
async fn what_the_backend_finds_in_a_content_is_told_in_words() {
    let refused = |flaw: Flaw| {
        let mut problem = Problem::new(ErrorCode::AttachmentRefused, "refused");
        problem.fields.push(FieldProblem { field: flaw.field().to_owned(), rule: flaw.rule() });
        Reply::refused(&problem)
    };
    let flaws = Rc::new(Cell::new(0));
    let next = Rc::clone(&flaws);
    let _network = Network::start(move |_| {
        let flaw = Flaw::ALL[next.get() % Flaw::ALL.len()];
        next.set(next.get() + 1);
        refused(flaw)
    });
    let (page, uploads) = with_evidence(Vec::new()).await;
    uploads.add(
        (0..Flaw::ALL.len())
            .map(|number| file(&format!("{number}.pdf"), format!("%PDF-1.7 {number}").as_bytes()))
            .collect(),
    );
    until("all are refused", || page.texts(".upload__file .field__error").len() == Flaw::ALL.len()).await;
    let said: std::collections::BTreeSet<String> =
        page.texts(".upload__file .field__error").into_iter().collect();
    assert_eq!(said.len(), Flaw::ALL.len(), "each has words of its own: {said:?}");
    assert_eq!(flaws.get(), Flaw::ALL.len());
}

#[wasm_bindgen_test]
async fn an_upload_that_loses_the_network_goes_on_from_where_the_backend_is() {
    // The connection is lost at four fifths.
    const LOST_AT: u32 = 4 * PART_BYTES;
    const BYTES: u32 = 5 * PART_BYTES + 10;
    let lost = Rc::new(Cell::new(true));
    let seen = Rc::clone(&lost);
    let upload = |received: u32| {
        let attachment =
            json!({ "attachment_id": "att-1", "name": "offer.pdf", "file_type": "PDF", "bytes": BYTES });
        Reply::ok(&json!({ "attachment": attachment, "received": received, "expire_at": null }))
    };
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", FILES) => upload(0),
        // The part arrives; its answer does not.
        ("GET", _) => upload(LOST_AT + PART_BYTES),
        _ => match sent.read::<Part>().offset {
            LOST_AT if seen.get() => Reply::Lost,
            offset => upload((offset + PART_BYTES).min(BYTES)),
        },
    });
    let (page, uploads) = with_files().await;
    let mut content = b"%PDF-1.7".to_vec();
    content.resize(BYTES as usize, b'x');
    uploads.add(vec![file("offer.pdf", &content)]);
    for _ in 0..300 {
        if page.has(".upload__waits") {
            break;
        }
        sleep_ms(20).await;
    }
    assert!(page.has(".upload__waits"), "it waits");
    assert!(untrack(|| uploads.is_busy()));
    lost.set(false);
    page.press("Resume").await;
    until("it is complete", || page.has(".upload__done")).await;
    assert_eq!(untrack(|| uploads.complete()), ["att-1".parse().unwrap()]);
    let announced: AttachmentDraft = network.sent_to("POST", FILES)[0].read();
    assert_eq!((announced.name.as_str(), announced.bytes), ("offer.pdf", BYTES));
    let parts: Vec<Part> =
        network.sent_to("POST", "/v2/partners/attachments/att-1/parts").iter().map(Sent::read).collect();
    assert_eq!(parts.last().map(|part| part.offset), Some(LOST_AT + PART_BYTES), "not the lost part again");
    assert_eq!(parts.last().map(|part| part.content.as_str()), Some("eHh4eHh4eHh4eA=="));
    assert_eq!(parts.iter().filter(|part| part.offset == 0).count(), 1);
}

//! The help in front of a scripted site: what is found as it is typed, the panel beside a page and about an error, documents by
//! their filters, and a suggestion that says about which page it is.

use crate::{
    customers::go,
    flows::until,
    mounted::{Mounted, focused, key, settle},
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    help::{Block, Book, Document, DocumentCategory, Entry, Inline, ReleaseNote, Topic},
    permissions::{Identity, Role},
    problem::{ErrorCode, Problem},
    session::Language,
    suggestions::{SuggestionDraft, SuggestionKind, SuggestionList},
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};
use partner_center::{
    api::ApiError,
    features::help::{DocumentsPage, EntryPage, HelpPage, ReleaseNotesPage, SuggestionsPage},
    ui::{ErrorPanel, PageHeader},
};
use wasm_bindgen_test::wasm_bindgen_test;

const FEEDBACKS: &str = "/v2/partners/feedbacks";

fn entry(id: &str, title: &str, answer: Vec<Inline>) -> Entry {
    Entry {
        id: id.parse().unwrap(),
        parent: "incentives".parse().unwrap(),
        title: title.to_owned(),
        keywords: Vec::new(),
        title_sound: String::new(),
        keyword_sounds: Vec::new(),
        related: Vec::new(),
        routes: Vec::new(),
        codes: Vec::new(),
        answer: vec![Block::Paragraph(answer)],
    }
}

fn document(id: &str, category: DocumentCategory, updated: &str) -> Document {
    Document {
        id: id.to_owned(),
        category,
        title: format!("The {id}"),
        description: "What it is for".to_owned(),
        format: "CSV".to_owned(),
        languages: vec![Language::EnUs],
        updated: updated.parse().unwrap(),
        href: format!("/help/{id}-0123456789abcdef.csv"),
        name: format!("{id}.csv"),
        bytes: 2_048,
    }
}

/// The same in every test: what was read once stays in the tab.
fn book() -> Book {
    let text = |text: &str| Inline::Text(text.to_owned());
    let to_rate = Inline::Faq { id: "rate".parse().unwrap(), text: "the rate".to_owned() };
    let mut rate = entry("rate", "How do I choose the tax rate?", vec![text("It follows from <b>you</b>.")]);
    rate.routes = vec!["/sales/incentives".to_owned()];
    rate.related = vec!["payout".parse().unwrap()];
    let mut payout = entry("payout", "When is it paid?", vec![text("See "), to_rate, text(" of 15 days.")]);
    payout.codes = vec![ErrorCode::QuantityLimit];
    let mut certify = entry("certify", "商业信息认证", vec![text("Three steps.")]);
    "shang ye xin xi ren zheng".clone_into(&mut certify.title_sound);
    Book {
        language: Language::EnUs,
        topics: vec![Topic { id: "incentives".parse().unwrap(), title: "Incentives".to_owned() }],
        entries: vec![rate, payout, certify],
        release_notes: vec![ReleaseNote {
            ordinal: 139,
            date: "2023-05-29".parse().unwrap(),
            sections: vec![vec![Inline::Page { href: "/sales/funds".to_owned(), text: "Funds".to_owned() }]],
        }],
        documents: vec![
            document("template", DocumentCategory::Template, "2026-11-20"),
            document("glossary", DocumentCategory::Guide, "2026-01-05"),
        ],
        pages: ["/sales/incentives", "/sales/customers/:customer_id"].map(str::to_owned).to_vec(),
    }
}

fn site(sent: &Sent) -> Reply {
    match (sent.method.as_str(), sent.path.as_str()) {
        ("GET", "/help/en-US.json") => Reply::ok(&book()),
        ("POST", "/v2/partners/feedbacks/query") => {
            Reply::ok(&SuggestionList { suggestions: Vec::new(), total_count: 0 })
        }
        ("POST", FEEDBACKS) => Reply::code(ErrorCode::QuantityLimit),
        ("GET", path) if path.starts_with("/v2/drafts/") => {
            Reply::ok(&serde_json::json!({ "text": null, "saved_at": null }))
        }
        (_, path) if path.starts_with("/v2/drafts/") => Reply::ok(&()),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

async fn open(path: &str, page: impl Into<ViewFn>) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Operator));
    go(path).await;
    show(page).await
}

async fn leave() {
    show(|| view! { <PageHeader title="elsewhere" /> }).await;
    go("/").await;
}

#[wasm_bindgen_test]
async fn what_is_typed_is_found_and_marked_at_once() {
    let _network = Network::start(site);
    let page = open("/support/help", || view! { <HelpPage /> }).await;
    until("the questions are there", || page.texts(".help__section li").len() == 3).await;
    page.type_into("Search the help", "syxx").await;
    assert_eq!(page.texts(".help-results mark"), ["商业信息"]);
    assert_eq!(page.texts(".help-results__count"), ["Questions found: 1"]);
    page.type_into("Search the help", "15 DAYS").await;
    assert_eq!(page.texts(".help-results a"), ["When is it paid?"]);
    assert_eq!(page.texts(".help-results__excerpt mark"), ["15", "days"]);
    page.type_into("Search the help", "quite another thing").await;
    assert!(page.texts(".empty-state__title").concat().contains("No question was found"));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_question_that_is_not_there_is_told_with_the_way_to_all_others() {
    let _network = Network::start(site);
    let page = open("/support/help/nothing", || {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/support/help/:entry_id") view=EntryPage />
            </FlatRoutes>
        }
    })
    .await;
    until("it says so", || page.texts(".empty-state__title").concat().contains("no such question")).await;
    assert_eq!(page.find(".empty-state a").get_attribute("href").as_deref(), Some("/support/help"));
    leave().await;
}

#[wasm_bindgen_test]
async fn the_panel_answers_about_the_page_and_gives_the_keyboard_back() {
    let _network = Network::start(site);
    let page = open("/sales/incentives", || view! { <PageHeader title="Incentives" /> }).await;
    page.button("Help").focus().unwrap();
    page.press("Help").await;
    until("the page's question is there", || page.texts(".help-panel__section").len() == 2).await;
    let sections = page.texts(".help-panel__section");
    assert!(sections[0].contains("About this page") && sections[0].contains("tax rate"), "{sections:?}");
    page.find(".help-panel__section a").click();
    until("the question has the keyboard", || focused().id() == "help-panel-question").await;
    assert_eq!(page.texts(".help-panel__entry h3"), ["How do I choose the tax rate?"]);
    // What was written is text, whatever it looks like.
    assert!(page.texts(".help-panel__entry .answer").concat().contains("<b>you</b>"));
    assert!(!page.has(".help-panel__entry .answer b"));
    page.press("Back to the list").await;
    until("its link has the keyboard", || {
        focused().get_attribute("href").as_deref() == Some("/support/help/rate")
    })
    .await;
    page.type_into("Search the help", "paid").await;
    page.find(".help-panel .help-results a").click();
    settle().await;
    page.find(".help-panel__entry .answer a").click();
    settle().await;
    assert_eq!(
        page.texts(".help-panel__entry h3"),
        ["How do I choose the tax rate?"],
        "a link inside an answer"
    );
    page.find(".help-panel h2").focus().unwrap();
    key("Escape").await;
    assert!(!page.has(".help-panel[open]"));
    assert_eq!(focused().get_attribute("aria-label").as_deref(), Some("Help"));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_refusal_offers_help_only_where_there_is_some() {
    let _network = Network::start(site);
    let panels = || {
        let refused = |code| ApiError::Refused(Box::new(Problem::new(code, "told by the test")));
        view! {
            <ErrorPanel error=refused(ErrorCode::QuantityLimit) />
            <ErrorPanel error=refused(ErrorCode::WrongCode) />
        }
    };
    let page = open("/sales/funds", panels).await;
    // Read here, if no other test has.
    page.press("Help").await;
    until("the help is there", || page.has(".help-panel__section")).await;
    page.press("Close help").await;
    let offers = page.texts(".error-panel__action button");
    assert_eq!(offers.iter().map(|text| text.trim()).collect::<Vec<_>>(), ["Help for this error"]);
    page.press("Help for this error").await;
    until("its question is there", || page.texts(".help-panel__section a") == ["When is it paid?"]).await;
    assert_eq!(page.texts(".help-panel__section h3"), ["About this error"]);
    // Beside another page it would answer what nobody asked there.
    go("/sales/incentives").await;
    until("the refusal is over", || {
        !page.texts(".help-panel__section h3").iter().any(|title| title == "About this error")
    })
    .await;
    if page.has(".help-panel[open]") {
        page.press("Close help").await;
    }
    leave().await;
}

#[wasm_bindgen_test]
async fn documents_are_filtered_by_the_address_and_kept_under_their_names() {
    let _network = Network::start(site);
    let page = open("/support/documents?category=TEMPLATE", || view! { <DocumentsPage /> }).await;
    until("one document is there", || page.texts("tbody tr").len() == 1).await;
    let link = page.find("tbody a[download]");
    assert_eq!(link.get_attribute("download").as_deref(), Some("template.csv"));
    assert_eq!(link.get_attribute("href").as_deref(), Some("/help/template-0123456789abcdef.csv"));
    go("/support/documents?since=2026-06-01").await;
    until("the newer one is there", || page.texts("tbody strong") == ["The template"]).await;
    go("/support/documents?since=nonsense").await;
    until("both are there", || page.texts("tbody tr").len() == 2).await;
    leave().await;
}

#[wasm_bindgen_test]
async fn a_release_leads_to_what_changed() {
    let _network = Network::start(site);
    let page = open("/support/release-notes", || view! { <ReleaseNotesPage /> }).await;
    until("the release is there", || page.texts("tbody tr").len() == 1).await;
    assert!(page.texts("tbody tr")[0].contains("139"));
    assert_eq!(page.find("tbody a").get_attribute("href").as_deref(), Some("/sales/funds"));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_suggestion_says_about_which_page_and_a_refusal_leaves_what_was_typed() {
    let network = Network::start(site);
    let address = "/support/suggestions?kind=HELP&about=%2Fsales%2Fcustomers%2F%3Acustomer_id&question=rate";
    let page = open(address, || view! { <SuggestionsPage /> }).await;
    let text = || page.field("What you would like to say");
    until("it begins with the question", || {
        let area: web_sys::HtmlTextAreaElement = wasm_bindgen::JsCast::unchecked_into(text());
        area.value() == "About \"How do I choose the tax rate?\": "
    })
    .await;
    page.press("Send").await;
    until("it is sent", || !network.sent_to("POST", FEEDBACKS).is_empty()).await;
    let sent: SuggestionDraft = network.sent_to("POST", FEEDBACKS)[0].read();
    assert_eq!((sent.kind, sent.may_contact), (SuggestionKind::Help, false));
    assert_eq!(sent.page.unwrap().as_str(), "/sales/customers/:customer_id");
    until("the refusal is shown", || page.has(".suggestions .error-panel")).await;
    let area: web_sys::HtmlTextAreaElement = wasm_bindgen::JsCast::unchecked_into(text());
    assert!(area.value().starts_with("About"));
    leave().await;
}

//! The frame: who sees which destination, and where the keyboard is after a navigation.

use crate::{
    flows::until,
    mounted::{Mounted, focused, mount, settle},
    network::{Network, Reply},
};
use contract::{
    permissions::{Identity, Role},
    problem::ErrorCode,
    session::{Contact, INTL_SITE, Language, Me, Membership, PreferenceChange, Preferences, Principal, Site},
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};
use partner_center::{
    browser::{self, sleep_ms},
    features::help::Panel,
    flows::site_notice,
    session::{Session, set_session},
    shell::Shell,
    ui::PageHeader,
};
use std::{
    cell::{Cell, OnceCell},
    future::Future,
    pin::Pin,
    rc::Rc,
};
use wasm_bindgen_test::wasm_bindgen_test;

pub fn sign_in(principal: Principal) {
    set_session(Session::SignedIn(Box::new(Me {
        user_id: "u-1".parse().unwrap(),
        name: "王芳".to_owned(),
        account_name: "wangfang".to_owned(),
        preferences: Preferences { language: Language::EnUs, hide_intl_site_notice: false },
        principal,
        must_change_password: false,
        session_ends_in_seconds: 3_600,
    })));
}

pub fn member(identity: Identity, role: Role) -> Principal {
    Principal::Member(Membership {
        partner_id: "p-1".parse().unwrap(),
        partner_name: "云起科技".to_owned(),
        identity,
        account_site: Site::Cn,
        roles: vec![role],
        custom_roles: Vec::new(),
        restrictions: Vec::new(),
        ecosystem_manager: Contact {
            name: "李经理".to_owned(),
            phone: "+86 755 2878 0808".to_owned(),
            email: "li@example.com".to_owned(),
        },
        administrators: vec!["王芳".to_owned()],
    })
}

thread_local! {
    static INSIDE: ArcRwSignal<Option<ViewFn>> = ArcRwSignal::new(None);
    static STAGE: OnceCell<Mounted> = const { OnceCell::new() };
}

fn panel() -> Pin<Box<dyn Future<Output = AnyView>>> {
    Box::pin(async { view! { <Panel /> }.into_any() })
}

/// Shows the frame round a page. A router listens to its window for ever, so all tests share one.
pub async fn show(inside: impl Into<ViewFn>) -> Mounted {
    let inside = inside.into();
    INSIDE.with(|shown| shown.set(Some(inside)));
    if STAGE.with(|stage| stage.get().is_none()) {
        let view =
            || move || INSIDE.with(Get::get).map(|inside| view! { <Shell help=panel>{inside.run()}</Shell> });
        let stage = mount(move || view! { <Router>{view()}</Router> }).await;
        STAGE.with(|shared| shared.set(stage).map_err(|_| ()).unwrap());
    }
    settle().await;
    STAGE.with(|stage| stage.get().unwrap().clone())
}

/// Every link of the navigation, as seen by whoever is signed in.
async fn destinations() -> Vec<String> {
    let page = show(|| view! { <p>"page"</p> }).await;
    page.texts(".mobile-navigation a")
}

#[wasm_bindgen_test]
async fn everybody_sees_only_destinations_that_they_may_open() {
    sign_in(member(Identity::GeneralDistributor, Role::Administrator));
    let all = [
        "Home",
        "Customer Management",
        "Association Records",
        "Customer Development",
        "Marketing Tasks",
        "Opportunities",
        "Engagement Programme",
        "Incentive Management",
        "Transfers and Rebinding",
        "Funds",
        "Bills",
        "Export records",
        "Competency Certification",
        "Project Delivery Evaluation",
        "Users",
        "Roles",
        "Customer Contacts",
        "Dedicated Personnel",
        "Cover",
        "Activity Log",
        "Questions and Answers",
        "Release Notes",
        "Document Library",
        "Suggestions",
    ];
    assert_eq!(destinations().await, all);
    sign_in(member(Identity::CloudReseller, Role::AccountManager));
    assert_eq!(
        destinations().await,
        [
            "Home",
            "Customer Management",
            "Customer Development",
            "Marketing Tasks",
            "Opportunities",
            "Engagement Programme",
            "Funds",
            "Export records",
            "Competency Certification",
            "Cover",
            "Questions and Answers",
            "Release Notes",
            "Document Library",
            "Suggestions",
        ]
    );
    sign_in(member(Identity::EiProcurement, Role::Administrator));
    assert_eq!(
        destinations().await,
        [
            "Home",
            "Opportunities",
            "Engagement Programme",
            "Reconciliation & Settlement",
            "Export records",
            "Competency Certification",
            "Project Delivery Evaluation",
            "Users",
            "Roles",
            "Dedicated Personnel",
            "Cover",
            "Activity Log",
            "Questions and Answers",
            "Release Notes",
            "Document Library",
            "Suggestions",
        ],
        "a partner without customers"
    );
    sign_in(Principal::Customer { customer_id: "c-1".parse().unwrap(), account_site: Site::Cn });
    assert_eq!(
        destinations().await,
        ["My Partner", "Account", "Questions and Answers", "Release Notes", "Document Library"]
    );
    sign_in(Principal::Operator);
    assert_eq!(
        destinations().await,
        [
            "Work Queue",
            "Opportunities",
            "Delivery evaluation",
            "Questions and Answers",
            "Release Notes",
            "Document Library"
        ]
    );
}

/// What the backend is asked to remember about the notice.
const PREFERENCES: &str = "/v2/session/preferences";

/// Somebody of the international site, in a browser that remembers nothing.
fn sign_in_from_abroad() {
    for name in ["site-notice", "site-notice-closed"] {
        browser::forget(name);
        browser::forget_in_tab(name);
    }
    let Principal::Member(membership) = member(Identity::CloudReseller, Role::Administrator) else {
        unreachable!("a member")
    };
    sign_in(Principal::Member(Membership { account_site: Site::Intl, ..membership }));
}

#[wasm_bindgen_test]
async fn accounts_of_the_international_site_are_told_of_it_above_the_bar_and_others_are_not() {
    sign_in_from_abroad();
    let page = show(|| view! { <p>"page"</p> }).await;
    let notice = page.find("[role=status] .site-notice");
    assert_eq!(page.find(".site-notice a").get_attribute("href").as_deref(), Some(INTL_SITE));
    assert_eq!(page.find(".site-notice a").get_attribute("target"), None, "in this tab");
    let following = notice.compare_document_position(&page.find(".top-bar"));
    assert_eq!(following, web_sys::Node::DOCUMENT_POSITION_FOLLOWING);
    sign_in(member(Identity::CloudReseller, Role::Administrator));
    assert!(!show(|| view! { <p>"page"</p> }).await.has(".site-notice"));
}

#[wasm_bindgen_test]
async fn closed_the_notice_stays_away_from_every_page_until_the_session_ends() {
    let network = Network::start(|_| Reply::Lost);
    sign_in_from_abroad();
    let page = show(|| view! { <p>"page"</p> }).await;
    page.press("Close the notice of the international site").await;
    assert!(!page.has(".site-notice"));
    assert_eq!(focused().class_name(), "wordmark", "the keyboard is not lost");
    assert!(!show(|| view! { <p>"another"</p> }).await.has(".site-notice"), "after a reload too");
    assert!(network.sent_to("PUT", PREFERENCES).is_empty(), "nobody is told");
    site_notice::forget_session();
    assert!(show(|| view! { <p>"page"</p> }).await.has(".site-notice"));
}

#[wasm_bindgen_test]
async fn not_to_be_shown_again_it_is_gone_at_once_and_the_backend_is_told_when_it_can_be() {
    let away = Rc::new(Cell::new(true));
    let is_away = Rc::clone(&away);
    let network = Network::start(move |sent| match (sent.method.as_str(), is_away.get()) {
        ("PUT", false) => Reply::ok(&()),
        _ => Reply::code(ErrorCode::Unavailable),
    });
    sign_in_from_abroad();
    let page = show(|| view! { <p>"page"</p> }).await;
    page.press("Don't show this again").await;
    assert!(!page.has(".site-notice"));
    site_notice::forget_session();
    assert!(!show(|| view! { <p>"page"</p> }).await.has(".site-notice"), "signed in again");
    until("it was tried", || !network.sent_to("PUT", PREFERENCES).is_empty()).await;
    away.set(false);
    until("the backend heard", || {
        site_notice::settle();
        is_heard(&network)
    })
    .await;
    sign_in_from_abroad();
}

/// Whether a wish left after the one that failed, with all that has to be in it.
fn is_heard(network: &Network) -> bool {
    let wishes = network.sent_to("PUT", PREFERENCES);
    let wish: PreferenceChange = wishes.last().unwrap().read();
    assert_eq!(wish, PreferenceChange { language: None, hide_intl_site_notice: Some(true) });
    wishes.len() > 1
}

#[wasm_bindgen_test]
async fn who_one_is_and_whom_to_ask_is_at_hand() {
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    let page = show(|| view! { <p>"page"</p> }).await;
    let account = page.find("#account").text_content().unwrap();
    for words in ["王芳", "wangfang", "云起科技", "Cloud solution provider", "Roles: Finance"] {
        assert!(account.contains(words), "{words} in {account}");
    }
    let manager = page.find("#ecosystem-manager");
    assert!(manager.text_content().unwrap().contains("li@example.com"));
    assert!(page.has("#ecosystem-manager a[href='tel:+86 755 2878 0808']"));
}

#[wasm_bindgen_test]
async fn after_a_navigation_the_focus_is_on_the_title_of_the_page() {
    sign_in(member(Identity::GeneralDistributor, Role::Administrator));
    let page = show(|| {
        view! {
            <FlatRoutes fallback=|| view! { <PageHeader title="First" /> }>
                <Route path=path!("/sales/customers") view=|| view! { <PageHeader title="Second" /> } />
            </FlatRoutes>
        }
    })
    .await;
    let link = page.find(".mobile-navigation a[href='/sales/customers']");
    link.click();
    sleep_ms(200).await;
    assert_eq!(focused().text_content().unwrap(), "Second");
    assert_eq!(web_sys::window().unwrap().document().unwrap().title(), "Second - Partner Center");
    assert_eq!(page.texts(".top-navigation [aria-current]"), ["Sales"]);
    assert_eq!(page.texts(".side-navigation [aria-current=page]")[0], "Customer Management");
    link.focus().unwrap();
    let history = web_sys::window().unwrap().history().unwrap();
    history.back().unwrap();
    sleep_ms(300).await;
    assert_eq!(focused().text_content().unwrap(), "First");
    settle().await;
}

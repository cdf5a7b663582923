//! The frame: who sees which destination, and where the keyboard is after a navigation.

use crate::mounted::{Mounted, focused, mount, settle};
use contract::{
    permissions::{Identity, Role},
    session::{Contact, Language, Me, Membership, Preferences, Principal, Site},
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};
use partner_center::{
    browser::sleep_ms,
    session::{Session, set_session},
    shell::Shell,
    ui::PageHeader,
};
use std::cell::OnceCell;
use wasm_bindgen_test::wasm_bindgen_test;

pub fn sign_in(principal: Principal) {
    set_session(Session::SignedIn(Box::new(Me {
        user_id: "u-1".parse().unwrap(),
        name: "王芳".to_owned(),
        account_name: "wangfang".to_owned(),
        preferences: Preferences { language: Language::EnUs },
        principal,
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

/// Shows the frame round a page. A router listens to its window for ever, so all tests share one.
pub async fn show(inside: impl Into<ViewFn>) -> Mounted {
    let inside = inside.into();
    INSIDE.with(|shown| shown.set(Some(inside)));
    if STAGE.with(|stage| stage.get().is_none()) {
        let view = || move || INSIDE.with(Get::get).map(|inside| view! { <Shell>{inside.run()}</Shell> });
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
        "Opportunities",
        "Engagement Programme",
        "Funds",
    ];
    assert_eq!(destinations().await, all);
    sign_in(member(Identity::CloudReseller, Role::AccountManager));
    assert_eq!(
        destinations().await,
        ["Home", "Customer Management", "Customer Development", "Opportunities", "Engagement Programme"]
    );
    sign_in(member(Identity::EiProcurement, Role::Administrator));
    assert_eq!(
        destinations().await,
        ["Home", "Opportunities", "Engagement Programme"],
        "a partner without customers"
    );
    sign_in(Principal::Customer { customer_id: "c-1".parse().unwrap() });
    assert_eq!(destinations().await, ["My Partner", "Account"]);
    sign_in(Principal::Operator);
    assert_eq!(destinations().await, ["Work Queue", "Opportunities"]);
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

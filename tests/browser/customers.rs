//! The customer list in front of a scripted backend: what it asks for, what stands in the address, and what Back
//! brings back.

use crate::{
    mounted::{Mounted, settle},
    shell::{member, show, sign_in},
};
use contract::{
    associations::AssociationType,
    customers::{
        Customer, CustomerPage, CustomerQuery, CustomerSort, RevealQuery, Revealed, RevealedCustomer,
    },
    money::{Amount, Currency, Money},
    permissions::{Identity, Role},
    time::Timestamp,
};
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use partner_center::{browser::sleep_ms, features::customers::CustomersPage};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Answers by path; what was asked is kept. Everything else goes where it went before.
const BACKEND: &str = r"
    if (!window.answers) {
        const real = window.fetch.bind(window);
        window.fetch = async (request, options) => {
            const path = new URL(request.url ?? request, location.href).pathname;
            const answer = window.answers[path];
            if (answer === undefined) return real(request, options);
            window.asked.push([path, await request.text()]);
            return new Response(answer, { headers: { 'content-type': 'application/json' } });
        };
    }
    window.answers = {};
    window.asked = [];
";
const LIST: &str = "/v2/partners/sub-customers/query";
const REVEAL: &str = "/v2/partners/sub-customers/reveal";
const MANAGERS: &str = "/v2/partners/account-managers";

fn window() -> web_sys::Window {
    web_sys::window().unwrap()
}

fn property(name: &str) -> JsValue {
    Reflect::get(&window(), &name.into()).unwrap()
}

fn answer(path: &str, body: &impl serde::Serialize) {
    let answers: Object = property("answers").unchecked_into();
    Reflect::set(&answers, &path.into(), &serde_json::to_string(body).unwrap().into()).unwrap();
}

/// Bodies that were sent to a path, oldest first.
fn asked(path: &str) -> Vec<String> {
    let asked: Array = property("asked").unchecked_into();
    let pairs = asked.iter().map(JsCast::unchecked_into::<Array>);
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    pairs.filter(|pair| text(pair.get(0)) == path).map(|pair| text(pair.get(1))).collect()
}

fn last_query() -> CustomerQuery {
    serde_json::from_str(asked(LIST).last().expect("the list was never asked for")).unwrap()
}

/// As if the user had come to this address: the router listens to `popstate`.
pub async fn go(address: &str) {
    window().history().unwrap().push_state_with_url(&JsValue::NULL, "", Some(address)).unwrap();
    window().dispatch_event(&web_sys::Event::new("popstate").unwrap()).unwrap();
    settle().await;
}

fn search() -> String {
    window().location().search().unwrap()
}

fn customer(id: &str) -> Customer {
    let money = |minor| Money { amount: Amount::from_minor(minor).unwrap(), currency: Currency::Cny };
    Customer {
        customer: "张*".to_owned(),
        account_name: "hw***56".to_owned(),
        customer_id: id.parse().unwrap(),
        associated_on: Timestamp::from_seconds(1_790_000_000),
        association_type: AssociationType::Consignment,
        label: None,
        telephone: None,
        email: None,
        verified_status: "2".to_owned(),
        customer_type: 0,
        is_frozen: 0,
        account_managers: Vec::new(),
        available_quota: money(10_000),
        month_spend: money(2_000),
        resource_expiry: None,
        open_request: None,
        indirect_partner_name: None,
        covered_for: None,
    }
}

fn rows(ids: &[&str]) {
    let customer_infos = ids.iter().map(|id| customer(id)).collect();
    answer(LIST, &CustomerPage { customer_infos, count: 60 });
}

/// The list at this address, with two customers.
async fn list(address: &str) -> Mounted {
    Function::new_no_args(BACKEND).call0(&JsValue::NULL).unwrap();
    rows(&["c-1", "c-2"]);
    answer(MANAGERS, &serde_json::json!({ "account_managers": [] }));
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go(address).await;
    let page = show(|| view! { <CustomersPage /> }).await;
    sleep_ms(100).await;
    page
}

/// Another page at another address, so that nothing of the list is left.
async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

#[wasm_bindgen_test]
async fn a_copied_address_asks_for_the_same_rows() {
    let page = list("/sales/customers?type=2&sort=month_spend&dir=asc&size=20&page=2").await;
    let query = last_query();
    assert_eq!(query.association_type, Some(AssociationType::Consignment));
    assert_eq!((query.offset, query.limit), (Some(20), Some(20)));
    assert_eq!(query.sort_key, CustomerSort::MonthSpend);
    assert_eq!(page.texts(".customer-id"), ["c-1", "c-2"]);
    assert_eq!(page.texts(".chip__text"), ["Association Type: Consignment"]);

    page.press("Clear all filters").await;
    sleep_ms(100).await;
    assert_eq!(last_query().association_type, None);
    assert_eq!(search(), "?sort=month_spend&dir=asc&size=20");
    leave().await;
}

#[wasm_bindgen_test]
async fn a_personal_term_travels_in_the_body_and_comes_back_with_back() {
    let page = list("/sales/customers").await;
    page.type_into("Customer Name", "张三").await;
    page.press("Search").await;
    sleep_ms(100).await;
    assert_eq!(last_query().customer.as_deref(), Some("张三"));
    assert_eq!(search(), "");
    assert_eq!(page.texts(".chip__text"), ["Customer Name: 张三"]);
    page.find(".customer-pick").click();
    settle().await;
    assert_eq!(page.texts(".selection-bar__count"), ["Selected: 1"]);

    leave().await;
    window().history().unwrap().back().unwrap();
    sleep_ms(100).await;
    let page = show(|| view! { <CustomersPage /> }).await;
    sleep_ms(100).await;
    assert_eq!(page.texts(".chip__text"), ["Customer Name: 张三"]);
    assert_eq!(page.texts(".selection-bar__count"), ["Selected: 1"]);

    // A link to the same address is another visit.
    leave().await;
    let page = list("/sales/customers").await;
    assert!(!page.has(".chip"));
    leave().await;
}

#[wasm_bindgen_test]
async fn the_eye_shows_the_visible_rows_and_other_rows_come_masked() {
    let page = list("/sales/customers").await;
    let full = |id: &str| RevealedCustomer {
        customer_id: id.parse().unwrap(),
        customer: Some("张三".to_owned()),
        account_name: Some("hwzhang56".to_owned()),
        telephone: None,
        email: None,
    };
    answer(REVEAL, &Revealed { customers: vec![full("c-1"), full("c-2")] });
    page.find("thead button[aria-pressed]").click();
    sleep_ms(100).await;
    let query: RevealQuery = serde_json::from_str(&asked(REVEAL)[0]).unwrap();
    assert_eq!(query.customer_ids, ["c-1".parse().unwrap(), "c-2".parse().unwrap()]);
    assert_eq!(page.find("thead button[aria-pressed]").get_attribute("aria-pressed").unwrap(), "true");
    assert_eq!(page.texts("a.customer-name__main"), ["张三", "张三"]);

    page.press("Next page").await;
    sleep_ms(100).await;
    assert_eq!(page.find("thead button[aria-pressed]").get_attribute("aria-pressed").unwrap(), "false");
    assert!(page.texts("a.customer-name__main").iter().all(|name| name.starts_with("张*")));
    leave().await;
}

#[wasm_bindgen_test]
async fn a_member_without_the_permission_is_told_whom_to_ask_and_nothing_is_read() {
    list("/sales/customers").await;
    leave().await;
    let before = asked(LIST).len();
    sign_in(member(Identity::SolutionProvider, Role::Operator));
    go("/sales/customers").await;
    let page = show(|| view! { <CustomersPage /> }).await;
    sleep_ms(100).await;
    assert!(page.texts(".empty-state__body")[0].contains("王芳"));
    assert_eq!(asked(LIST).len(), before);
    leave().await;
}

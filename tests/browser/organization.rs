//! Members and roles: the boxes that cannot be ticked and why, the matrix, the first password, and what stays when a
//! permission goes.

use crate::{
    flows::until,
    mounted::{Mounted, mount, settle},
    network::{Network, Reply},
    shell::{member, show, sign_in},
};
use contract::{
    permissions::{Identity, Permission, Role},
    problem::{ErrorCode, Problem},
    roles::{RoleDraft, RoleInfo, Roles},
    session::PasswordChange,
};
use leptos::prelude::*;
use partner_center::{
    features::roles::NewRolePage,
    flows::{permitted::gate, sign_in::FirstPasswordPage},
    session::{Session, set_session},
    ui::{SubmitForm, TextField},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

/// The box whose label begins so.
fn tick_box(page: &Mounted, label: &str) -> HtmlInputElement {
    let labels = page.find(".matrix").query_selector_all("label").unwrap();
    let found = (0..labels.length())
        .map(|at| labels.item(at).unwrap().unchecked_into::<web_sys::Element>())
        .find(|one| one.text_content().unwrap_or_default().starts_with(label));
    let found = found.unwrap_or_else(|| panic!("no box {label}"));
    found.query_selector("input").unwrap().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn defaults_are_ticked_and_locked_and_what_is_needed_is_ticked_as_well() {
    let network = Network::start(|sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", "/v2/partners/roles") => Reply::ok(&RoleInfo {
            role_id: "rl-1".parse().unwrap(),
            name: "Greeter".to_owned(),
            description: String::new(),
            permissions: Vec::new(),
            members: 0,
            version: 1,
        }),
        _ => Reply::ok(&Roles { roles: Vec::new() }),
    });
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    let page = show(|| view! { <NewRolePage /> }).await;
    let top_up = tick_box(&page, "Top up");
    assert!(top_up.checked() && top_up.disabled());
    let members = tick_box(&page, "Manage members and roles");
    assert!(!members.checked() && members.disabled(), "administrators only");
    assert!(page.texts("legend").iter().all(|group| group != "Reconciliation"), "another identity's");
    tick_box(&page, "Tag customers").click();
    settle().await;
    assert!(tick_box(&page, "View customers").checked());
    page.type_into("Name", "Greeter").await;
    page.find("form button[type=submit]").click();
    until("it is sent", || !network.sent_to("POST", "/v2/partners/roles").is_empty()).await;
    let draft: RoleDraft = network.sent_to("POST", "/v2/partners/roles")[0].read();
    assert_eq!(draft.permissions, [Permission::ViewCustomers, Permission::TagCustomer]);
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    set_session(Session::SignedOut);
}

#[wasm_bindgen_test]
async fn the_first_password_is_given_twice_and_a_wrong_current_one_is_said_at_its_field() {
    let network = Network::start(|sent| match sent.path.as_str() {
        "/v2/session/password" => Reply::refused(&Problem::new(ErrorCode::PasswordRefused, "wrong")),
        _ => Reply::ok(&()),
    });
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    let page = mount(|| view! { <FirstPasswordPage /> }).await;
    page.type_into("Initial password", "an initial password").await;
    page.type_into("New password", "a grey parrot sings at noon").await;
    page.type_into("New password again", "a grey parrot sings at dusk").await;
    page.find("form button[type=submit]").click();
    settle().await;
    assert!(network.sent_to("PUT", "/v2/session/password").is_empty(), "they differ");
    page.type_into("New password again", "a grey parrot sings at noon").await;
    page.find("form button[type=submit]").click();
    until("it is refused", || page.texts(".field__error").concat().contains("current password is wrong"))
        .await;
    let change: PasswordChange = network.sent_to("PUT", "/v2/session/password")[0].read();
    assert_eq!(change.new_password.secret(), "a grey parrot sings at noon");
    set_session(Session::SignedOut);
}

#[wasm_bindgen_test]
async fn a_permission_that_goes_takes_the_page_but_not_what_was_typed() {
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    let typed = RwSignal::new(String::new());
    let page = mount(move || {
        let open = gate(Permission::GrantFunds);
        let form = move || {
            open.get().then(|| {
                view! {
                    <SubmitForm label="Send" on_submit=|()| () pending=Signal::stored(false)>
                        <TextField label="Reason" value=typed />
                    </SubmitForm>
                }
            })
        };
        view! { {form} }
    })
    .await;
    page.type_into("Reason", "as agreed").await;
    sign_in(member(Identity::SolutionProvider, Role::Operator));
    settle().await;
    let field: HtmlInputElement = page.field("Reason").unchecked_into();
    assert_eq!(field.value(), "as agreed");
    // Back with the permission, and without anything typed: then it goes.
    sign_in(member(Identity::SolutionProvider, Role::Finance));
    page.type_into("Reason", "").await;
    sign_in(member(Identity::SolutionProvider, Role::Operator));
    settle().await;
    assert!(!page.has("form"));
    set_session(Session::SignedOut);
}

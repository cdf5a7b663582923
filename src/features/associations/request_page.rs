//! Asking a customer to disassociate, or to switch its association type: address → read → show.

use super::{
    ask_vendor::{AskVendor, Asking},
    msg,
};
use crate::{
    flows::{
        account_check::{Side, association_type},
        association_request::Application,
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    routes::Route,
    session::membership,
    ui::{Crumb, Described, DescriptionList, EmptyState, IconName, LinkButton, PageHeader},
};
use contract::{
    associations::{Action, CHECK, CheckQuery},
    check::CheckItem,
    customers::{CustomerDetail, SHOW},
    ids::CustomerId,
    permissions::Permission,
    problem::ErrorCode,
    session::Site,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// 更多 > 解除关联
#[component]
pub fn DisassociatePage() -> AnyView {
    view! { <RequestPage action=Action::Disassociate /> }.into_any()
}

/// 更多 > 切换关联类型
#[component]
pub fn SwitchAssociationPage() -> AnyView {
    view! { <RequestPage action=Action::Switch /> }.into_any()
}

#[component]
fn RequestPage(action: Action) -> AnyView {
    let params = use_params_map();
    let customer_id: Memo<Option<CustomerId>> =
        Memo::new(move |_| params.read().get("customer_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::ManageAssociations);
    let title = move || match action {
        Action::Disassociate => msg::disassociate_title(),
        Action::Switch => msg::switch_title(),
    };
    let crumbs = vec![
        Crumb::step(msg::menu_sales),
        Crumb::step(msg::menu_customers),
        Crumb::link(msg::customers, Route::Customers.href()),
    ];
    // Made anew for another customer: nothing of one stands under the other.
    let page = move || match customer_id.get() {
        _ if !allowed.get() => view! { <NoPermission to=Permission::ManageAssociations /> }.into_any(),
        Some(customer_id) => view! { <ForCustomer action customer_id /> }.into_any(),
        None => view! { <NotYours /> }.into_any(),
    };
    view! {
        <PageHeader title crumbs />
        {page}
    }
    .into_any()
}

#[component]
fn ForCustomer(action: Action, customer_id: CustomerId) -> AnyView {
    let customer = {
        let id = customer_id.clone();
        use_fetch(&SHOW, move || Some(((id.clone(),), ())))
    };
    let check = {
        let customer_id = customer_id.clone();
        use_fetch(&CHECK, move || Some(((), CheckQuery { customer_id: customer_id.clone(), action })))
    };
    let foreign = Memo::new(move |_| {
        check.error.with(|error| error.as_ref().and_then(crate::api::ApiError::code))
            == Some(ErrorCode::NotASubCustomer)
    });
    let asking = Asking::new(customer_id.clone());
    let side = StoredValue::new(Side::Partner(customer_id));
    let steps = move || {
        let ask = move |item: CheckItem| asking.ask(item);
        view! { <Application action side=side.get_value() check on_ask_vendor=ask /> }
    };
    let whom = move || customer.value.get().map(|customer| about(customer, action));
    let page = move || {
        if foreign.get() {
            view! { <NotYours /> }.into_any()
        } else {
            view! {
                {whom}
                {steps()}
                <AskVendor asking />
            }
            .into_any()
        }
    };
    view! { {page} }.into_any()
}

/// Which customer, and what would change.
fn about(customer: CustomerDetail, action: Action) -> AnyView {
    let info = customer.info;
    let name = if info.customer.is_empty() { info.account_name } else { info.customer };
    let href = Route::Customer(info.customer_id.clone()).href();
    let (id, now) = (info.customer_id.to_string(), info.association_type);
    let international = membership().is_some_and(|member| member.account_site == Site::Intl);
    let switched = move || {
        (action == Action::Switch).then(|| {
        view! { <Described term=msg::type_after>{move || association_type(now.switched(international))}</Described> }
    })
    };
    view! {
        <section class="card request-about" aria-label=msg::customer>
            <DescriptionList>
                <Described term=msg::customer><a href=href>{name}</a></Described>
                <Described term=msg::customer_id><code>{id}</code></Described>
                <Described term=msg::type_now>{move || association_type(now)}</Described>
                {switched}
            </DescriptionList>
        </section>
    }
    .into_any()
}

/// Somebody else's customer and no customer at all look the same.
#[component]
fn NotYours() -> AnyView {
    let body = || msg::not_yours_hint(ErrorCode::NotASubCustomer.as_str());
    view! {
        <EmptyState title=msg::not_yours body=body icon=IconName::Users>
            <LinkButton label=msg::back_to_customers href=Route::Customers.href() />
        </EmptyState>
    }
    .into_any()
}

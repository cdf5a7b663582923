//! One customer: address → read → show.

use super::{
    detail::{self, MainActions},
    dialogs::{CustomerDialogs, Dialogs},
    model::Part,
    msg,
    reveal::use_reveal,
    words,
};
use crate::{
    browser,
    flows::{
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    routes::Route,
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    customers::{CustomerDetail, SHOW},
    ids::CustomerId,
    permissions::Permission,
    problem::ErrorCode,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

/// 销售 > 客户 > 客户管理 > one customer
#[component]
pub fn CustomerPage() -> AnyView {
    let params = use_params_map();
    let customer_id: Memo<Option<CustomerId>> =
        Memo::new(move |_| params.read().get("customer_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::ViewCustomers);
    let detail = use_fetch(&SHOW, move || {
        let id = customer_id.get().filter(|_| allowed.get())?;
        Some(((id,), ()))
    });
    let reveal = use_reveal();
    let dialogs = Dialogs::of(detail);
    // Another customer comes masked.
    Effect::new(move |_| {
        customer_id.track();
        reveal.close_all();
    });
    lead_to_wanted_part(move || detail.value.with(Option::is_some));

    let foreign = Memo::new(move |_| {
        let refused = detail.error.with(|error| error.as_ref().and_then(crate::api::ApiError::code));
        customer_id.with(Option::is_none) || refused == Some(ErrorCode::NotASubCustomer)
    });
    let standing = Memo::new(move |_| {
        if !allowed.get() {
            Standing::NotAllowed
        } else if foreign.get() {
            Standing::Foreign
        } else {
            Standing::Shown
        }
    });
    let shown = move |found: Signal<CustomerDetail>| detail::show(found, reveal, dialogs);
    let info = Memo::new(move |_| {
        let shown = standing.get() == Standing::Shown;
        detail.value.with(|found| found.as_ref().filter(|_| shown).map(|found| found.info.clone()))
    });
    // One header throughout: the title that has the focus is not taken away when its words come.
    let title = move || {
        let name = info.with(|info| info.as_ref().map(|info| words::name(info).to_owned()));
        name.unwrap_or_else(|| msg::detail_title().to_owned())
    };
    let crumbs = vec![
        Crumb::step(msg::menu_sales),
        Crumb::step(msg::menu_customers),
        Crumb::link(msg::title, Route::Customers.href()),
    ];
    view! {
        <PageHeader title crumbs>
            {move || info.get().map(|customer| view! { <MainActions customer dialogs /> })}
        </PageHeader>
        {move || match standing.get() {
            Standing::NotAllowed => view! { <NoPermission to=Permission::ViewCustomers /> }.into_any(),
            Standing::Foreign => view! { <NotYours /> }.into_any(),
            Standing::Shown => view! { <Loaded from=detail lines=12 children=shown /> }.into_any(),
        }}
        <p class="visually-hidden" role="status">{move || reveal.said.get()}</p>
        <CustomerDialogs dialogs />
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    NotAllowed,
    Foreign,
    Shown,
}

/// Somebody else's customer and no customer at all look the same.
#[component]
fn NotYours() -> AnyView {
    let body = || msg::not_yours_hint(ErrorCode::NotASubCustomer.as_str());
    view! {
        <EmptyState title=msg::not_yours body=body icon=IconName::Users>
            <LinkButton label=msg::back_to_list href=Route::Customers.href() />
        </EmptyState>
    }
    .into_any()
}

/// `?focus=orders` or `#orders` leads to that part, once it is there.
fn lead_to_wanted_part(here: impl Fn() -> bool + 'static) {
    let location = use_location();
    Effect::new(move |led: Option<Option<String>>| {
        let wanted = location.query.with(|query| Part::wanted(query.get_str("focus"), &location.hash.read()));
        let led = led.flatten();
        let part = wanted?;
        let address = [location.pathname.read().as_str(), part.id()].concat();
        if !here() || led.as_ref() == Some(&address) {
            return led;
        }
        leptos::task::spawn_local(async move {
            // After the shell has moved the focus to the title.
            browser::sleep_ms(LED_AFTER_MS).await;
            browser::focus(&["#", part.id()].concat());
        });
        Some(address)
    });
}

const LED_AFTER_MS: u32 = 150;

//! The frame and the routes; each page is a wasm file of its own.

use crate::{
    customers::CustomersPage, opportunities::OpportunitiesPage, opportunities::OpportunityPage, words,
};
use contract::session::Language;
use leptos::prelude::*;
use leptos_router::{
    Lazy, LazyRoute,
    components::{FlatRoutes, Redirect, Route, Router},
    path,
};
use partner_center::{
    i18n,
    ui::{Button, toast::ToastHost},
};

#[component]
pub fn App() -> impl IntoView {
    i18n::start();
    let flip = move |()| {
        i18n::set_locale(match i18n::locale_now() {
            Language::ZhCn => Language::EnUs,
            Language::EnUs => Language::ZhCn,
        });
    };
    view! {
        <Router>
            <header class="job__header">
                <b>{words::brand}</b>
                <a href="/customers">{words::customers}</a>
                <a href="/opportunities">{words::opportunities}</a>
                <span data-testid="lang" class="job__language">
                    <Button label=words::lang on_press=flip />
                </span>
            </header>
            <main class="job__main">
                <FlatRoutes fallback=|| ()>
                    <Route path=path!("/") view=|| view! { <Redirect path="/customers" /> } />
                    <Route path=path!("/customers") view=customers() />
                    <Route path=path!("/opportunities") view=opportunities() />
                    <Route path=path!("/opportunities/:id") view=opportunity() />
                </FlatRoutes>
            </main>
            <ToastHost />
        </Router>
    }
}

fn customers() -> Lazy<Customers> {
    Lazy::new()
}

fn opportunities() -> Lazy<Opportunities> {
    Lazy::new()
}

fn opportunity() -> Lazy<Opportunity> {
    Lazy::new()
}

#[leptos::lazy]
fn customers_page() -> AnyView {
    let page = CustomersPage();
    page.into_any()
}

enum Which {
    List,
    Detail,
}

#[leptos::lazy]
fn opportunity_pages(which: Which) -> AnyView {
    match which {
        Which::List => OpportunitiesPage(),
        Which::Detail => OpportunityPage(),
    }
}

struct Customers;

impl LazyRoute for Customers {
    fn data() -> Self {
        Self
    }
    async fn view(_this: Self) -> AnyView {
        customers_page().await
    }
}

struct Opportunities;

impl LazyRoute for Opportunities {
    fn data() -> Self {
        Self
    }
    async fn view(_this: Self) -> AnyView {
        opportunity_pages(Which::List).await
    }
}

struct Opportunity;

impl LazyRoute for Opportunity {
    fn data() -> Self {
        Self
    }
    async fn view(_this: Self) -> AnyView {
        opportunity_pages(Which::Detail).await
    }
}

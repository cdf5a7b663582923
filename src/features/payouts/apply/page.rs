//! The page: read what can be applied for → the form.

use super::{super::msg, form::ApplyForm};
use crate::{
    flows::{fetch::use_fetch, permitted::Permitted},
    routes::{Route, use_address},
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    money::Currency,
    payouts::{PAYABLES, Payables},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn ApplyPage() -> AnyView {
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::incentives, payouts_href())];
    view! {
        <PageHeader title=msg::apply_title intro=msg::apply_intro crumbs />
        <Permitted to=Permission::ApplyPayouts>
            <Content />
        </Permitted>
    }
    .into_any()
}

/// The part of the incentives page that the applications stand in.
pub fn payouts_href() -> String {
    Route::Incentives.href_with(&[("tab", "payouts")])
}

#[component]
fn Content() -> AnyView {
    let currency =
        use_address(&Route::ApplyPayout, |value| value("currency").as_deref().and_then(Currency::parse));
    let found = use_fetch(&PAYABLES, || Some(((), ())));
    let again = Callback::new(move |()| found.refetch());
    let shown = move |payables: Signal<Payables>| {
        let is_empty = Memo::new(move |_| payables.with(|found| found.payables.is_empty()));
        let content = move || {
            if is_empty.get() {
                view! {
                    <EmptyState title=msg::nothing_to_apply body=msg::nothing_to_apply_hint icon=IconName::Money>
                        <LinkButton label=msg::to_reconciliation href=Route::Incentives.href() />
                    </EmptyState>
                }
                .into_any()
            } else {
                view! { <ApplyForm payables currency=currency.get_untracked() again /> }.into_any()
            }
        };
        view! { {content} }.into_any()
    };
    view! { <Loaded from=found lines=10 children=shown /> }.into_any()
}

//! The account first; once it is open, who may pay, claiming, and the claims.

use super::{account::Account, claim::ClaimForm, claims::Claims, msg, payers::Payers};
use crate::{
    features::funds::{crumbs, for_partners_with_customers},
    flows::fetch::use_fetch,
    routes::{Route, use_address, use_go},
    ui::{Loaded, PageChange, PageHeader},
};
use contract::remittances::{ACCOUNT, ClaimQuery, LIST, RemittanceAccount};
use leptos::prelude::*;

#[component]
pub fn RemittancePage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=crumbs() />
        {for_partners_with_customers(|| view! { <Remittance /> }.into_any())}
    }
    .into_any()
}

#[component]
fn Remittance() -> AnyView {
    let found = use_fetch(&ACCOUNT, || Some(((), ())));
    let page = use_address(&Route::Remittance, |value| PageChange::read(value));
    let go = use_go();
    let turn = Callback::new(move |page: PageChange| {
        let [size, number] = page.address();
        go.run(Route::Remittance.href_with(&[(size.0, &size.1), (number.0, &number.1)]));
    });
    let query = move || {
        let PageChange { offset, limit } = page.get();
        ClaimQuery { offset: Some(offset), limit: Some(limit), ..ClaimQuery::default() }
    };
    let claims = use_fetch(&LIST, move || Some(((), query())));
    // Every change answers how it is now.
    let changed = Callback::new(move |now: RemittanceAccount| found.value.set(Some(now)));
    let claimed = Callback::new(move |()| {
        turn.run(PageChange { offset: 0, ..page.get_untracked() });
        claims.refetch();
    });
    let shown = move |account: Signal<RemittanceAccount>| {
        let open = Memo::new(move |_| account.with(|account| account.account.is_some()));
        let rest = move || {
            open.get().then(|| {
                view! {
                    <ClaimForm account claimed />
                    <Payers account changed />
                    <Claims claims page turn />
                }
            })
        };
        view! {
            <Account account changed />
            {rest}
        }
        .into_any()
    };
    view! { <div class="funds__remittance"><Loaded from=found lines=8 children=shown /></div> }.into_any()
}

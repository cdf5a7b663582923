//! Sharing an opportunity with a partner of the programme: its three working days begin at once.

mod form;
mod kept;
mod partner;

use super::msg;
use crate::{
    flows::{fetch::use_fetch, permitted::OperatorsOnly},
    routes::Route,
    ui::{Crumb, EmptyState, IconName, Loaded, PageHeader},
};
use contract::opportunity_desk::{PROGRAMME_MEMBERS, ProgrammeMembers};
use form::ShareForm;
use leptos::prelude::*;

#[component]
pub fn SharePage() -> AnyView {
    let crumbs = vec![Crumb::link(msg::title, Route::VendorOpportunities.href())];
    view! {
        <PageHeader title=msg::share intro=msg::share_intro crumbs />
        <OperatorsOnly>
            <Share />
        </OperatorsOnly>
    }
    .into_any()
}

#[component]
fn Share() -> AnyView {
    let fetched = use_fetch(&PROGRAMME_MEMBERS, || Some(((), ())));
    let shown = |found: Signal<ProgrammeMembers>| {
        let members = Signal::derive(move || found.with(|found| found.members.clone()));
        let nobody = Memo::new(move |_| members.with(Vec::is_empty));
        let content = move || {
            if nobody.get() {
                let (title, body) = (msg::no_members, msg::no_members_hint);
                return view! { <EmptyState title body icon=IconName::Users /> }.into_any();
            }
            view! { <ShareForm members /> }.into_any()
        };
        content.into_any()
    };
    view! { <Loaded from=fetched lines=10 children=shown /> }.into_any()
}

//! The page with its three parts: address → read → show.

use super::{
    labels::LabelsPart,
    msg,
    records::RecordsPart,
    results::ResultsPart,
    state::{PageState, Part},
};
use crate::{
    flows::permitted::Permitted,
    routes::{Route, use_address, use_go},
    ui::{Crumb, PageHeader, Tab, Tabs},
};
use contract::permissions::Permission;
use leptos::prelude::*;

#[component]
pub fn CertificationsPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_capability)] />
        <Permitted to=Permission::ViewCertifications>
            <Parts />
        </Permitted>
    }
    .into_any()
}

#[component]
fn Parts() -> AnyView {
    let state = use_address(&Route::Certifications, |value| PageState::read(value));
    let go = use_go();
    let part = Memo::new(move |_| state.with(|state| state.part));
    let shown = move || match part.get() {
        Part::Labels => view! { <LabelsPart /> }.into_any(),
        Part::Results => view! { <ResultsPart state go /> }.into_any(),
        Part::Records => view! { <RecordsPart state go /> }.into_any(),
    };
    view! {
        <Tabs
            label=msg::parts
            tabs=vec![
                Tab::new(Part::Labels.as_str(), msg::part_labels),
                Tab::new(Part::Results.as_str(), msg::part_results),
                Tab::new(Part::Records.as_str(), msg::part_records),
            ]
            chosen=Signal::derive(move || part.get().as_str().to_owned())
            on_choose=move |tab: &'static str| go.run(PageState::of(Part::parse(tab)).href())
        >
            {shown}
        </Tabs>
    }
    .into_any()
}

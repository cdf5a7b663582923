//! 销售 > 客户拓展: three tabs, which of them is shown stands in the address.

use super::{
    filings::OnlineTab,
    guide::Guide,
    history::HistoryTab,
    links::OfflineTab,
    msg,
    restrictions::{NoDevelopment, Restrictions},
};
use crate::{
    flows::permitted::gate,
    routes::{Route, use_address, use_go},
    ui::{Crumb, PageHeader, Tab, Tabs},
};
use contract::permissions::Permission;
use leptos::prelude::*;

const ONLINE: &str = "online";
const OFFLINE: &str = "offline";
const HISTORY: &str = "history";

#[component]
pub fn CustomerDevelopmentPage() -> AnyView {
    let allowed = gate(Permission::DevelopCustomers);
    let content = move || {
        if allowed.get() { view! { <Tabbed /> }.into_any() } else { view! { <NoDevelopment /> }.into_any() }
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_sales)] />
        {content}
    }
    .into_any()
}

#[component]
fn Tabbed() -> AnyView {
    let chosen =
        use_address(&Route::CustomerDevelopment, |value| value("tab").unwrap_or_else(|| ONLINE.to_owned()));
    let go = use_go();
    let choose = move |id: &'static str| {
        let tab = if id == ONLINE { "" } else { id };
        go.run(Route::CustomerDevelopment.href_with(&[("tab", tab)]));
    };
    let panel = move || match chosen.read().as_str() {
        OFFLINE => view! { <OfflineTab /> }.into_any(),
        HISTORY => view! { <HistoryTab /> }.into_any(),
        _ => view! { <OnlineTab /> }.into_any(),
    };
    view! {
        <Restrictions />
        <Guide />
        <Tabs
            label=msg::ways
            tabs=vec![
                Tab::new(ONLINE, msg::tab_online),
                Tab::new(OFFLINE, msg::tab_offline),
                Tab::new(HISTORY, msg::tab_history),
            ]
            chosen
            on_choose=choose
        >
            {panel}
        </Tabs>
    }
    .into_any()
}

//! The page: the answer in one line, what must be done, the chart, and the three parts.

use super::{
    chart::{ChartState, IncentiveChart, Patterns},
    details::Details,
    msg,
    overview::{Overview, ToDo},
    payouts::Payouts,
    reconciliation::Reconciliation,
    tabs::Part,
};
use crate::{
    flows::{fetch::use_fetch, permitted::Permitted},
    routes::{Route, use_address, use_go},
    session::can,
    ui::{ButtonKind, Crumb, LinkButton, PageHeader, Tab, Tabs},
};
use contract::{
    incentives::SUMMARY,
    page::MAX_LIMIT,
    payout_status::PayoutStatus,
    payouts::{LIST, PayoutQuery},
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn IncentivesPage() -> AnyView {
    let apply = move || {
        can(Permission::ApplyPayouts).then(|| {
            view! { <LinkButton label=msg::apply href=Route::ApplyPayout.href() kind=ButtonKind::Primary /> }
        })
    };
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::step(msg::menu_incentives)];
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs>
            {apply}
        </PageHeader>
        <Permitted to=Permission::ViewIncentives>
            <Content />
        </Permitted>
    }
    .into_any()
}

/// Every payout that is on its way.
fn open_payouts() -> PayoutQuery {
    let open = PayoutStatus::ALL.into_iter().filter(|status| status.is_open());
    PayoutQuery { status_list: open.collect(), limit: Some(MAX_LIMIT), ..PayoutQuery::default() }
}

#[component]
fn Content() -> AnyView {
    let summary = use_fetch(&SUMMARY, || Some(((), ())));
    let open = use_fetch(&LIST, || Some(((), open_payouts())));
    let changed = Callback::new(move |()| {
        summary.refetch();
        open.refetch();
    });
    let part = use_address(&Route::Incentives, |value| Part::parse(&value("tab").unwrap_or_default()));
    let chart = use_address(&Route::Incentives, |value| ChartState::read(value));
    let go = use_go();
    let choose = move |tab: &'static str| {
        let href = Route::Incentives.href_with(&[("tab", Part::parse(tab).word())]);
        go.run(chart.get_untracked().keep(href));
    };
    let panel = move || match part.get() {
        Part::Reconciliation => view! { <Reconciliation changed /> }.into_any(),
        Part::Payouts => view! { <Payouts summary changed /> }.into_any(),
        Part::Details => view! { <Details /> }.into_any(),
    };
    view! {
        <div class="incentives">
            <Patterns />
            <Overview summary open />
            <ToDo summary changed />
            <IncentiveChart />
            <Tabs
                label=msg::parts
                tabs=vec![
                    Tab::new(Part::Reconciliation.as_str(), msg::tab_reconciliation),
                    Tab::new(Part::Payouts.as_str(), msg::tab_payouts),
                    Tab::new(Part::Details.as_str(), msg::tab_details),
                ]
                chosen=Signal::derive(move || part.get().as_str().to_owned())
                on_choose=choose
            >
                {panel}
            </Tabs>
        </div>
    }
    .into_any()
}

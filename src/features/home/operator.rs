//! Home of the vendor's operator: how much is open.

use super::msg;
use crate::{
    flows::fetch::use_fetch,
    i18n,
    routes::Route,
    ui::{ButtonKind, LinkButton, Loaded},
};
use contract::work_queue::{LIST, WorkItemPage, WorkItemQuery, WorkItemStatus};
use leptos::prelude::*;

pub(super) fn show() -> AnyView {
    let open = use_fetch(&LIST, || {
        let query =
            WorkItemQuery { status: Some(WorkItemStatus::Open), limit: Some(1), ..WorkItemQuery::default() };
        Some(((), query))
    });
    let count = move |page: Signal<WorkItemPage>| {
        let words = move || match page.with(|page| page.total_count) {
            0 => msg::no_open_items().to_owned(),
            count => msg::open_items(i18n::number(count)),
        };
        view! {
            <section class="card home__card">
                <p class="home__count">{words}</p>
                <p><LinkButton label=msg::to_work_queue href=Route::WorkQueue.href() kind=ButtonKind::Primary /></p>
            </section>
        }
        .into_any()
    };
    view! { <Loaded from=open lines=2 children=count /> }.into_any()
}

//! The workbench: file → columns → rows → dry run → filed, with the imports that can be gone on with below.

use super::{
    bench::{Bench, Step},
    earlier::Earlier,
    mapping::Columns,
    msg,
    result::Running,
    rows::Rows,
    run::Run,
    source::Source,
};
use crate::{
    browser,
    features::customer_development::restrictions::{NoDevelopment, Restrictions},
    flows::permitted::gate,
    routes::Route,
    ui::{Crumb, PageHeader},
};
use contract::permissions::Permission;
use leptos::prelude::*;

#[component]
pub fn ImportPage() -> AnyView {
    let allowed = gate(Permission::DevelopCustomers);
    let crumbs = vec![
        Crumb::step(msg::menu_sales),
        Crumb::link(msg::customer_development, Route::CustomerDevelopment.href()),
    ];
    let content = move || {
        if allowed.get() {
            view! { <Workbench /> }.into_any()
        } else {
            view! { <NoDevelopment /> }.into_any()
        }
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs />
        {content}
    }
    .into_any()
}

#[component]
fn Workbench() -> AnyView {
    let bench = Bench::new();
    let run = Run::new(bench);
    browser::on_window("beforeunload", move |event| {
        if run.holds_rows() {
            event.prevent_default();
        }
    });
    let step = move || match bench.step.get() {
        Step::Source => view! { <Source bench /> <Earlier bench run /> }.into_any(),
        Step::Columns => view! { <Columns bench /> }.into_any(),
        Step::Rows => view! { <Rows bench run /> }.into_any(),
        Step::Run => view! { <Running bench run /> }.into_any(),
    };
    view! {
        <Restrictions />
        <Steps bench />
        {step}
    }
    .into_any()
}

/// Where somebody stands.
#[component]
fn Steps(bench: Bench) -> AnyView {
    type Name = fn() -> &'static str;
    let names: [(Step, Name); 4] = [
        (Step::Source, msg::step_source),
        (Step::Columns, msg::step_columns),
        (Step::Rows, msg::step_rows),
        (Step::Run, msg::step_run),
    ];
    let one = move |(step, name): (Step, Name)| {
        let here = Memo::new(move |_| bench.step.get() == step);
        view! { <li class="import-steps__step" aria-current=move || here.get().then_some("step")>{name}</li> }
    };
    view! { <ol class="import-steps" aria-label=msg::steps>{names.map(one).collect_view()}</ol> }.into_any()
}

//! The pipeline as bars or as a table: the same groups, the same links.

use super::{
    msg,
    pipeline::{Bar, bars},
};
use crate::{
    flows::{fetch::use_fetch, opportunity::words},
    i18n,
    routes::use_go,
    ui::{Badge, Button, ButtonKind, Column, DataTable, Loaded, MoneyText},
};
use contract::{
    money::{Currency, Money},
    opportunities::{PIPELINE, Pipeline, PipelineQuery},
    opportunity_status::Direction,
};
use leptos::{ev::MouseEvent, prelude::*};

/// Height of a bar with the words above it, in CSS pixels.
const ROW: usize = 44;
const BAR: usize = 10;

#[component]
pub fn PipelineChart(direction: Direction) -> AnyView {
    let pipeline = use_fetch(&PIPELINE, move || Some(((), PipelineQuery { direction })));
    let as_table = RwSignal::new(false);
    let shown = move |pipeline: Signal<Pipeline>| {
        let currency = pipeline.with_untracked(|pipeline| pipeline.currency);
        let bars = Memo::new(move |_| pipeline.with(|pipeline| bars(direction, pipeline)));
        let content = move || {
            if bars.with(Vec::is_empty) {
                view! { <p class="opportunities__hint">{msg::pipeline_empty}</p> }.into_any()
            } else if as_table.get() {
                table(bars, currency)
            } else {
                chart(bars, currency)
            }
        };
        view! { {content} }.into_any()
    };
    let label = move || if as_table.get() { msg::as_chart() } else { msg::as_table() };
    view! {
        <section class="card opportunities__pipeline" aria-labelledby="pipeline-title">
            <div class="opportunities__pipeline-head">
                <h2 id="pipeline-title">{msg::pipeline}</h2>
                <Button label kind=ButtonKind::Ghost on_press=move |()| as_table.update(|table| *table = !*table) />
            </div>
            <Loaded from=pipeline lines=4 children=shown />
        </section>
    }
    .into_any()
}

/// `进行中 · 已签约`
fn name(bar: &Bar) -> String {
    let status = words::status(bar.status).0;
    match bar.stage {
        Some(stage) => [status, words::stage(stage)].join(" · "),
        None => status.to_owned(),
    }
}

fn worth(bar: &Bar, currency: Currency) -> String {
    let money = i18n::money(Money { amount: bar.amount, currency });
    msg::count_and_amount(i18n::number(bar.count), money)
}

/// Words stand at the size of the page's text whatever the width: only the bars stretch.
fn chart(bars: Memo<Vec<Bar>>, currency: Currency) -> AnyView {
    let go = use_go();
    let row = move |(position, bar): (usize, Bar)| {
        let top = position * ROW;
        let href = bar.href.clone();
        let on_click = move |event: MouseEvent| {
            // The router follows links of HTML only.
            if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                go.run(href.clone());
            }
        };
        let percent = |value: u32| [value.to_string().as_str(), "%"].concat();
        let (tone, width) = (words::status(bar.status).1.as_str(), percent(bar.percent));
        let (named, counted) = (bar.clone(), bar.clone());
        view! {
            <g class=["pipeline__row pipeline__row--", tone].concat()>
                <a
                    href=bar.href
                    on:click=on_click
                >
                    <rect class="pipeline__target" x="0" y=top width="100%" height=ROW - 4 rx="4" />
                    <text class="pipeline__name" x="0" y=top + 18>{move || name(&named)}</text>
                    " "
                    <text class="pipeline__worth" x="100%" y=top + 18 text-anchor="end">
                        {move || worth(&counted, currency)}
                    </text>
                    <rect class="pipeline__rail" x="0" y=top + 26 width="100%" height=BAR rx="5" />
                    <rect class="pipeline__bar" x="0" y=top + 26 width=width height=BAR rx="5" />
                </a>
            </g>
        }
    };
    let shown = move || {
        let bars = bars.get();
        let height = bars.len() * ROW;
        view! {
            <svg class="pipeline" width="100%" height=height role="group" aria-label=msg::pipeline>
                {bars.into_iter().enumerate().map(row).collect_view()}
            </svg>
        }
    };
    shown.into_any()
}

fn table(bars: Memo<Vec<Bar>>, currency: Currency) -> AnyView {
    let columns = vec![
        Column::new("status", msg::status, |bar: &Bar| {
            let (status, href) = (bar.status, bar.href.clone());
            view! { <a href=href><Badge label=move || words::status(status).0 tone=words::status(status).1 /></a> }
                .into_any()
        })
        .mandatory(),
        Column::new("stage", msg::stage, |bar: &Bar| {
            bar.stage.map(|stage| move || words::stage(stage)).into_any()
        }),
        Column::new("count", msg::count, |bar: &Bar| {
            let count = bar.count;
            (move || i18n::number(count)).into_any()
        })
        .numeric(),
        Column::new("amount", msg::amount, move |bar: &Bar| {
            let money = Money { amount: bar.amount, currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
    ];
    view! { <DataTable caption=msg::pipeline columns rows=bars key=|bar: &Bar| bar.href.clone() /> }
        .into_any()
}

//! The chart: one row per month with its bar and its sum, or the same as a table.

use super::{
    super::msg,
    bars::{Segment, bars},
    patterns::{PARTS, Swatch, part_name},
    state::{ChartState, MonthRow, SPANS, by_currency},
};
use crate::{
    flows::{fetch::use_fetch, filter_fields::chosen},
    i18n,
    routes::{Route, use_address, use_change},
    ui::{Button, ButtonKind, Choice, Column, DataTable, Loaded, MoneyText, SelectField},
};
use contract::{
    incentives::{CHART, ChartBasis, IncentiveChart as Months},
    money::{Amount, Currency, Money},
};
use leptos::prelude::*;

#[component]
pub fn IncentiveChart() -> AnyView {
    let state = use_address(&Route::Incentives, |value| ChartState::read(value));
    let chart = use_fetch(&CHART, move || Some(((), state.get().query())));
    let as_table = RwSignal::new(false);
    let shown = move |months: Signal<Months>| {
        let charts = Memo::new(move |_| months.with(by_currency));
        let content = move || {
            let charts = charts.get();
            if charts.is_empty() {
                return view! { <p class="incentives__hint">{msg::chart_empty}</p> }.into_any();
            }
            let links = state.with(|state| state.basis == ChartBasis::Period);
            let several = charts.len() > 1;
            let one = |(currency, rows): (Currency, Vec<MonthRow>)| {
                let title = several.then(|| view! { <h3>{currency.as_str()}</h3> });
                let months =
                    if as_table.get() { table(currency, rows) } else { picture(currency, &rows, links) };
                view! { {title} {months} }
            };
            charts.into_iter().map(one).collect_view().into_any()
        };
        view! { {content} }.into_any()
    };
    let label = move || if as_table.get() { msg::as_chart() } else { msg::as_table() };
    view! {
        <section class="card incentives__chart" aria-labelledby="incentives-chart">
            <div class="incentives__chart-head">
                <h2 id="incentives-chart">{msg::chart}</h2>
                <Choices state />
                <Button label kind=ButtonKind::Ghost on_press=move |()| as_table.update(|table| *table = !*table) />
            </div>
            <Loaded from=chart lines=5 children=shown />
        </section>
    }
    .into_any()
}

/// By earning period or by payment, and how far back.
#[component]
fn Choices(state: Memo<ChartState>) -> AnyView {
    let change = use_change();
    let show = move |next: ChartState| {
        if state.with_untracked(|now| *now != next) {
            change.run(next.words().into());
        }
    };
    let basis = chosen(
        move || state.with(|state| state.basis.as_str()).to_owned(),
        move |word| {
            let basis = ChartBasis::parse(&word).unwrap_or_default();
            show(ChartState { basis, ..state.get_untracked() });
        },
    );
    let months = chosen(
        move || state.with(|state| state.months.to_string()),
        move |word| {
            let months = word.parse().unwrap_or(SPANS[0]);
            show(ChartState { months, ..state.get_untracked() });
        },
    );
    let bases = vec![
        Choice::new(ChartBasis::EarnedIn.as_str(), msg::basis_earned_in),
        Choice::new(ChartBasis::Period.as_str(), msg::basis_period),
    ];
    let span = |months: u32| Choice::new(months.to_string(), move || msg::months(months));
    view! {
        <div class="incentives__chart-choices">
            <SelectField label=msg::basis value=basis choices=bases />
            <SelectField label=msg::span value=months choices=SPANS.map(span).into() />
        </div>
    }
    .into_any()
}

fn picture(currency: Currency, rows: &[MonthRow], links: bool) -> AnyView {
    let amounts: Vec<[Amount; 4]> = rows.iter().map(|row| row.amounts).collect();
    let (bars, zero) = bars(&amounts);
    let any_lost = amounts.iter().any(|month| month[3] != Amount::ZERO);
    let legend = PARTS.into_iter().filter(|part| any_lost || *part != PARTS[3]).map(|part| {
        view! {
            <li>
                <Swatch part />
                {move || part_name(part).2}
            </li>
        }
    });
    let rows = rows.iter().zip(bars).map(|(row, segments)| month(currency, row, segments, zero, links));
    view! {
        <div class="month-chart">
            <ul class="month-chart__legend" aria-label=msg::legend>{legend.collect_view()}</ul>
            <ol class="month-chart__months" aria-label=move || msg::chart_of(currency.as_str())>
                {rows.collect_view()}
            </ol>
        </div>
    }
    .into_any()
}

fn month(currency: Currency, row: &MonthRow, segments: [Segment; 4], zero: u32, links: bool) -> AnyView {
    let row = *row;
    let first = row.month.first_day();
    let money = move |amount: Amount| i18n::money(Money { amount, currency });
    let name = move || i18n::month(first);
    let named = if links {
        let period = row.month.to_string();
        let href = Route::Incentives.href_with(&[("period", &period), ("currency", currency.as_str())]);
        view! { <a class="month-chart__name" href=href>{name}</a> }.into_any()
    } else {
        view! { <span class="month-chart__name">{name}</span> }.into_any()
    };
    let bar = PARTS.into_iter().zip(segments).filter(|(_, segment)| segment.width > 0).map(|(part, segment)| {
        let fill = untrack(|| part_name(part).1);
        view! { <rect class="month-chart__part" x=percent(segment.from) y="0" width=percent(segment.width) height="16" fill=fill /> }
    });
    // Heard instead of seen; the same stands in the table.
    let spoken = move || {
        let parts = PARTS.into_iter().zip(row.amounts).filter(|(_, amount)| *amount != Amount::ZERO);
        i18n::list(parts.map(|(part, amount)| [part_name(part).2, " ", &money(amount)].concat()))
    };
    let axis = (zero > 0).then(|| {
        view! { <line class="month-chart__zero" x1=percent(zero) x2=percent(zero) y1="0" y2="16" /> }
    });
    view! {
        <li class="month-chart__month" title=spoken>
            {named}
            <svg class="month-chart__bar" width="100%" height="16" aria-hidden="true" focusable="false">
                {bar.collect_view()}
                {axis}
            </svg>
            <span class="month-chart__sum money">{move || money(row.total())}</span>
            <span class="visually-hidden">{spoken}</span>
        </li>
    }
    .into_any()
}

/// Thousandths as percent: `12.5%`.
fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

fn table(currency: Currency, mut rows: Vec<MonthRow>) -> AnyView {
    rows.reverse();
    let rows = Signal::stored(rows);
    let of = move |at: usize| {
        Column::new(
            untrack(|| part_name(PARTS[at]).0),
            move || part_name(PARTS[at]).2,
            move |row: &MonthRow| {
                let money = Money { amount: row.amounts[at], currency };
                view! { <MoneyText money /> }.into_any()
            },
        )
        .numeric()
    };
    let columns = vec![
        Column::new("month", msg::month, |row: &MonthRow| {
            let first = row.month.first_day();
            (move || i18n::month(first)).into_any()
        })
        .mandatory(),
        of(0),
        of(1),
        of(2),
        of(3),
        Column::new("total", msg::total, move |row: &MonthRow| {
            let money = Money { amount: row.total(), currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
    ];
    view! {
        <DataTable
            caption=move || msg::chart_of(currency.as_str())
            columns
            rows
            key=|row: &MonthRow| row.month.to_string()
        />
    }
    .into_any()
}

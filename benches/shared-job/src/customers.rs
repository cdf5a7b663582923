//! Customers: a page of 50, or all 10,000 at once.

use crate::{
    calls::{CUSTOMERS, Customer, Customers, Part},
    disassociate::Disassociate,
    words,
};
use contract::page::SortDirection;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use partner_center::{
    api, browser,
    ui::{
        Badge, Button, ButtonKind, Column, DataTable, PageChange, Pagination, Sort, TableWindow, TextField,
        Tone, toast,
    },
};
use std::{collections::HashSet, sync::Arc};

const PAGE: u32 = 50;
const ALL: u32 = 10_000;
const AFTER_ROWS_MS: u32 = 300;
const WINDOW: TableWindow = TableWindow { row_px: 40, height_px: 600 };

type Row = Arc<Customer>;

#[derive(Clone, Copy)]
struct List {
    rows: RwSignal<Vec<Row>>,
    total: RwSignal<u32>,
    offset: RwSignal<u32>,
    selected: RwSignal<HashSet<u32>>,
    wanted: RwSignal<String>,
    sort: RwSignal<Option<Sort>>,
    asked: RwSignal<Option<Row>>,
}

impl List {
    fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            total: RwSignal::new(0),
            offset: RwSignal::new(0),
            selected: RwSignal::new(HashSet::new()),
            wanted: RwSignal::new(String::new()),
            sort: RwSignal::new(None),
            asked: RwSignal::new(None),
        }
    }

    fn read(self, part: Part) {
        leptos::task::spawn_local(async move {
            match api::fetch(&CUSTOMERS, part, &()).await {
                Ok(Customers { total, items }) => {
                    self.selected.set(HashSet::new());
                    self.rows.set(items);
                    self.total.set(total);
                    self.offset.set(part.offset);
                }
                Err(error) => toast::show_error(&error),
            }
        });
    }

    /// Filtered and sorted.
    fn shown(self) -> Memo<Vec<Row>> {
        Memo::new(move |_| {
            let wanted = self.wanted.with(|wanted| wanted.to_lowercase());
            let mut shown = self.rows.with(|rows| match wanted.as_str() {
                "" => rows.clone(),
                wanted => rows.iter().filter(|row| fits(row, wanted)).cloned().collect(),
            });
            if let Some(sort) = self.sort.get() {
                order(&mut shown, sort);
            }
            shown
        })
    }

    fn sort_by(self, by: &'static str) {
        self.sort.update(|sort| {
            let direction = match sort {
                Some(Sort { by: before, direction: SortDirection::Asc }) if *before == by => {
                    SortDirection::Desc
                }
                _ => SortDirection::Asc,
            };
            *sort = Some(Sort { by, direction });
        });
    }

    fn pick(self, id: u32, picked: bool) {
        self.selected.update(|selected| {
            if picked {
                selected.insert(id);
            } else {
                selected.remove(&id);
            }
        });
    }

    fn removed(self, id: u32, status: Box<str>) {
        self.asked.set(None);
        self.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                *row = Arc::new(Customer { status, ..(**row).clone() });
            }
        });
        toast::show(Tone::Success, words::done());
    }
}

fn fits(row: &Customer, wanted: &str) -> bool {
    contains(&row.name, wanted) || row.account.contains(wanted) || contains(&row.manager, wanted)
}

/// Without regard to the case; `wanted` is in lower case.
fn contains(text: &str, wanted: &str) -> bool {
    if text.is_ascii() && wanted.is_ascii() {
        let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
        text.windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted))
    } else {
        text.to_lowercase().contains(wanted)
    }
}

fn order(rows: &mut [Row], sort: Sort) {
    let compare = |a: &Row, b: &Row| match sort.by {
        "name" => a.name.cmp(&b.name),
        "revenue" => a.revenue.cmp(&b.revenue),
        _ => a.since.cmp(&b.since),
    };
    match sort.direction {
        SortDirection::Asc => rows.sort_by(compare),
        SortDirection::Desc => rows.sort_by(|a, b| compare(b, a)),
    }
}

#[component]
pub fn CustomersPage() -> AnyView {
    let query = use_query_map();
    let all = Memo::new(move |_| query.read().get("all").is_some());
    let content = move || {
        let list = List::new();
        let limit = if all.get() { ALL } else { PAGE };
        list.read(Part { offset: 0, limit });
        page(list, limit)
    };
    content.into_any()
}

fn page(list: List, limit: u32) -> AnyView {
    let shown = list.shown();
    let count = Memo::new(move |_| shown.with(Vec::len));
    let picked = Memo::new(move |_| list.selected.with(HashSet::len));
    let dialog = later(list);
    let pages = (limit == PAGE).then(|| {
        view! {
            <div data-testid="pages">
                <Pagination
                    total=list.total
                    page=Signal::derive(move || PageChange { offset: list.offset.get(), limit: PAGE })
                    on_change=move |page: PageChange| list.read(Part { offset: page.offset, limit: page.limit })
                />
            </div>
        }
    });
    let other = if limit == PAGE {
        ("/customers?all=1", words::all as fn() -> &'static str)
    } else {
        ("/customers", words::paged as fn() -> &'static str)
    };
    view! {
        <section class="card">
            <h1>{words::customers}</h1>
            <div class="job__tools">
                <span data-testid="filter"><TextField label=words::filter value=list.wanted /></span>
                <span>{words::rows} " " <b data-testid="count">{move || count.get()}</b></span>
                <span>{words::selected} " " <b data-testid="selected">{move || picked.get()}</b></span>
                {select_all(list, shown)}
                <a href=other.0>{other.1}</a>
            </div>
            <DataTable
                caption=words::customers
                columns=columns(list)
                rows=shown
                key=|row: &Row| row.id.to_string()
                sort=list.sort
                on_sort=move |sort: Sort| list.sort_by(sort.by)
                window=WINDOW
            />
            {pages}
            {move || dialog.get().map(|make| make.run())}
        </section>
    }
    .into_any()
}

/// The dialog is a file of its own: asked for when the rows have stood there for a moment, or when it is wanted.
fn later(list: List) -> RwSignal<Option<ViewFn>> {
    let dialog = RwSignal::new(None);
    let is_idle = RwSignal::new(false);
    Effect::new(move |asked: Option<bool>| {
        if list.total.get() > 0 {
            browser::after_ms(AFTER_ROWS_MS, move || {
                is_idle.try_set(true);
            });
        }
        let is_wanted = is_idle.get() || list.asked.with(Option::is_some);
        if is_wanted && asked != Some(true) {
            leptos::task::spawn_local(async move {
                let asked = list.asked;
                let done = Callback::new(move |(id, status)| list.removed(id, status));
                let view = dialog_file(asked, done).await;
                dialog.try_set(Some(view));
            });
        }
        is_wanted || asked == Some(true)
    });
    dialog
}

#[leptos::lazy]
fn dialog_file(asked: RwSignal<Option<Row>>, done: Callback<(u32, Box<str>)>) -> ViewFn {
    ViewFn::from(move || view! { <Disassociate asked done /> })
}

fn select_all(list: List, shown: Memo<Vec<Row>>) -> AnyView {
    let all = Memo::new(move |_| {
        let count = shown.with(Vec::len);
        count > 0 && list.selected.with(HashSet::len) >= count
    });
    let flip = move |event| {
        list.selected.set(if event_target_checked(&event) {
            shown.with_untracked(|rows| rows.iter().map(|row| row.id).collect())
        } else {
            HashSet::new()
        });
    };
    view! {
        <label class="choice">
            <input type="checkbox" data-testid="select-all" prop:checked=move || all.get() on:change=flip />
            <span class="choice__text">{words::selected}</span>
        </label>
    }
    .into_any()
}

fn text(column: fn(&Customer) -> String) -> impl Fn(&Row) -> AnyView + Send + Sync + 'static {
    move |row| column(row).into_any()
}

fn columns(list: List) -> Vec<Column<Row>> {
    let pick = move |row: &Row| {
        let id = row.id;
        let checked = move || list.selected.with(|selected| selected.contains(&id));
        view! {
            <span data-testid="row" data-id=id.to_string()>
                <input
                    type="checkbox"
                    aria-label=row.name.to_string()
                    prop:checked=checked
                    on:change=move |event| list.pick(id, event_target_checked(&event))
                />
            </span>
        }
        .into_any()
    };
    let act = move |row: &Row| {
        let row = Arc::clone(row);
        view! {
            <span data-testid="dis-open">
                <Button label=words::disassociate kind=ButtonKind::Link on_press=move |()| list.asked.set(Some(Arc::clone(&row))) />
            </span>
        }
        .into_any()
    };
    vec![
        Column::new("pick", words::selected, pick),
        Column::new("id", words::id, text(|row| row.id.to_string())),
        Column::new("name", words::name, text(|row| row.name.to_string())).sorted_by("name").mandatory(),
        Column::new("account", words::account, text(|row| row.account.to_string())),
        Column::new("region", words::region, text(|row| words::region_name(&row.region).to_owned())),
        Column::new("industry", words::industry, text(|row| words::industry_name(&row.industry).to_owned())),
        Column::new("level", words::level, text(|row| words::level_name(&row.level).to_owned())),
        Column::new("manager", words::manager, text(|row| row.manager.to_string())),
        Column::new("revenue", words::revenue, text(|row| words::thousands(row.revenue)))
            .sorted_by("revenue")
            .numeric(),
        Column::new("status", words::status, |row: &Row| {
            let (label, tone) = (words::state_name(&row.status), words::tone(&row.status));
            view! { <Badge label tone /> }.into_any()
        }),
        Column::new("since", words::since, text(|row| row.since.to_string())).sorted_by("since"),
        Column::new("action", words::action, act),
    ]
}

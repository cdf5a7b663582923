//! The page: address → read → show.

use super::{end::EndForm, form::CoverForm, model::CoversState, msg, rows::columns};
use crate::{
    flows::{covers::HeldForColleagues, fetch::use_fetch},
    routes::{Route, use_address, use_go},
    session::membership,
    ui::{
        Asking, Button, ButtonKind, Crumb, DataTable, Dialog, EmptyState, IconName, Loaded, PageChange,
        PageHeader, Pagination, Tab, Tabs,
    },
};
use contract::covers::{COLLEAGUES, Colleagues, Cover, CoverPage as Page, CoverSide, LIST};
use leptos::prelude::*;

#[component]
pub fn CoversPage() -> AnyView {
    let is_member = Memo::new(|_| membership().is_some());
    let content = move || {
        if is_member.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any()
        }
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_organization)] />
        {content}
    }
    .into_any()
}

#[component]
fn Content() -> AnyView {
    let state = use_address(&Route::Covers, |value| CoversState::read(value));
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(CoversState::query))));
    let (giving, ending) = (Asking::<()>::new(), Asking::<Cover>::new());
    let colleagues = use_fetch(&COLLEAGUES, || Some(((), ())));
    let again = Callback::new(move |()| found.refetch());
    let given = Callback::new(move |()| {
        go.run(CoversState::default().href());
        found.refetch();
    });
    let turn = move |page: PageChange| go.run(CoversState { page, ..state.get_untracked() }.href());
    let choose = move |side: &'static str| {
        let side = CoverSide::parse(side).unwrap_or_default();
        go.run(CoversState { side, ..CoversState::default() }.href());
    };
    let side = Memo::new(move |_| state.with(|state| state.side));
    let shown = move |page: Signal<Page>| {
        let rows = Signal::derive(move || page.with(|page| page.covers.clone()));
        // The columns name the other one of the two.
        let table = move || {
            view! {
                <DataTable
                    caption=msg::title
                    columns=columns(side.get(), ending)
                    rows
                    key=|row: &Cover| row.cover_id.to_string()
                    busy=found.loading
                    empty=move || nothing(side.get_untracked())
                />
            }
        };
        view! {
            {table}
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    let form = move || {
        giving.about.get()?;
        let form = move |colleagues: Signal<Colleagues>| {
            view! { <CoverForm colleagues asking=giving given /> }.into_any()
        };
        Some(view! { <Loaded from=colleagues lines=5 children=form /> })
    };
    let end = move || {
        let about = ending.about.get()?;
        Some(view! { <EndForm about asking=ending again /> })
    };
    let tabs = vec![
        Tab::new(CoverSide::Given.as_str(), msg::given),
        Tab::new(CoverSide::Taken.as_str(), msg::taken),
    ];
    view! {
        <div class="organization">
            <HeldForColleagues />
            <div class="organization__tools">
                <Button
                    label=msg::hand_over
                    kind=ButtonKind::Primary
                    icon=IconName::Switch
                    on_press=move |()| giving.ask(())
                />
            </div>
            <Tabs
                label=msg::views
                tabs
                chosen=Signal::derive(move || side.get().as_str().to_owned())
                on_choose=choose
            >
                <Loaded from=found lines=5 children=shown />
            </Tabs>
            <Dialog title=msg::hand_over open=giving.open busy=giving.pending>{form}</Dialog>
            <Dialog title=msg::end_title open=ending.open busy=ending.pending>{end}</Dialog>
        </div>
    }
    .into_any()
}

fn nothing(side: CoverSide) -> AnyView {
    match side {
        CoverSide::Given => {
            view! { <EmptyState title=msg::nothing_given body=msg::nothing_given_hint icon=IconName::Calendar /> }
                .into_any()
        }
        CoverSide::Taken => {
            view! { <EmptyState title=msg::nothing_taken body=msg::nothing_taken_hint icon=IconName::Users /> }
                .into_any()
        }
    }
}

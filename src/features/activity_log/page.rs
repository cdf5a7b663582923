//! The log: address → read → show. It has no last page that is known: one goes on to what is older.

use super::{columns::columns, msg, state::LogState, words};
use crate::{
    browser,
    flows::{export::ExportButton, fetch::use_fetch, filter_fields::chosen, permitted::Permitted},
    routes::{Route, use_address, use_go},
    session::can,
    ui::{
        Button, ButtonKind, Choice, Crumb, DataTable, DateField, EmptyState, IconName, LinkButton, Loaded,
        PageHeader, SelectField,
    },
};
use contract::{
    activity_log::{Activity, ActivityPage, AuditedAction, LIST, MEMBERS},
    exports::ExportOf,
    ids::UserId,
    permissions::Permission,
    time::Date,
};
use leptos::prelude::*;

#[component]
pub fn ActivityLogPage() -> AnyView {
    let state = use_address(&Route::ActivityLog, |value| LogState::read(value));
    let exported = Signal::derive(move || ExportOf::ActivityLog(state.with(LogState::filters)));
    let export = move || can(Permission::ViewActivityLog).then(|| view! { <ExportButton of=exported /> });
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_organization)]>
            {export}
        </PageHeader>
        <Permitted to=Permission::ViewActivityLog>
            <Log state />
        </Permitted>
    }
    .into_any()
}

#[component]
fn Log(state: Memo<LogState>) -> AnyView {
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(LogState::query))));
    let hidden = Signal::derive(move || state.with(|state| state.hidden.clone()));
    let hide = move |hidden: String| go.run(LogState { hidden, ..state.get_untracked() }.href());
    let shown = move |page: Signal<ActivityPage>| {
        let rows = Signal::derive(move || page.with(|page| page.activities.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns()
                rows
                key=|row: &Activity| row.seq.to_string()
                busy=found.loading
                hidden
                on_hide=hide
                empty=move || nothing(state)
            />
            <Stretches page state go />
        }
        .into_any()
    };
    view! {
        <Filters state go />
        <Loaded from=found lines=10 children=shown />
    }
    .into_any()
}

/// To what is older, and back to the newest.
#[component]
fn Stretches(page: Signal<ActivityPage>, state: Memo<LogState>, go: Callback<String>) -> AnyView {
    let show = move |before: Option<i64>| {
        go.run(LogState { before, ..state.get_untracked() }.href());
        browser::scroll_to_top();
    };
    let older = move |()| show(page.with_untracked(|page| page.next_before));
    let at_end = Signal::derive(move || {
        page.with(|page| page.next_before.is_none()).then(|| msg::no_older().to_owned())
    });
    let at_start = Signal::derive(move || {
        state.with(|state| state.before.is_none()).then(|| msg::is_newest().to_owned())
    });
    view! {
        <nav class="activity-log__stretches" aria-label=msg::stretches>
            <Button
                label=msg::newest
                icon=IconName::First
                kind=ButtonKind::Ghost
                why_disabled=at_start
                on_press=move |()| show(None)
            />
            <Button label=msg::older icon=IconName::ChevronRight why_disabled=at_end on_press=older />
        </nav>
    }
    .into_any()
}

/// Applied at once.
#[component]
fn Filters(state: Memo<LogState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut LogState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.before = None;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let member = chosen(
        move || state.with(|state| state.member.as_ref().map_or("", UserId::as_str).to_owned()),
        move |word| show(&|state| state.member = word.parse().ok()),
    );
    let action = chosen(
        move || state.with(|state| state.action.map_or("", AuditedAction::as_str).to_owned()),
        move |word| show(&|state| state.action = AuditedAction::parse(&word)),
    );
    let written = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let from = chosen(
        move || state.with(|state| written(state.from)),
        move |day| show(&|state| state.from = day.parse().ok()),
    );
    let until = chosen(
        move || state.with(|state| written(state.until)),
        move |day| show(&|state| state.until = day.parse().ok()),
    );
    let choice = |action: &AuditedAction| {
        let action = *action;
        Choice::new(action.as_str(), move || words::name(action))
    };
    let actions = std::iter::once(Choice::new("", msg::all)).chain(AuditedAction::ALL.iter().map(choice));
    let known = use_fetch(&MEMBERS, || Some(((), ())));
    let members = move || {
        let members = known.value.get().map(|known| known.members).unwrap_or_default();
        let named = members.into_iter().map(|member| {
            let shown = [member.name.as_str(), " (", member.account_name.as_str(), ")"].concat();
            Choice::new(member.user_id.to_string(), shown)
        });
        let choices = std::iter::once(Choice::new("", msg::all)).chain(named).collect();
        view! { <SelectField label=msg::member value=member choices /> }
    };
    view! {
        <div class="activity-log__filters" role="search" aria-label=msg::filters>
            <DateField label=msg::from value=from />
            <DateField label=msg::until value=until />
            {members}
            <SelectField label=msg::action value=action choices=actions.collect() />
        </div>
    }
    .into_any()
}

fn nothing(state: Memo<LogState>) -> AnyView {
    if state.with(LogState::is_filtered) {
        let all = LogState::default().href();
        return view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title=msg::nothing icon=IconName::Inbox /> }.into_any()
}

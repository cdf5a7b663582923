//! The list: address → read → show.

use super::{
    invite::InviteForm,
    model::ListState,
    msg,
    release::ReleaseForm,
    rows::{Doing, columns},
    words,
};
use crate::{
    flows::{fetch::use_fetch, filter_fields::chosen, permitted::Permitted, sending::Sending},
    routes::{Route, use_address, use_go},
    ui::{
        Asking, Button, ButtonKind, Choice, Crumb, DataTable, Dialog, EmptyState, ErrorPanel, IconName,
        LinkButton, Loaded, PageChange, PageHeader, Pagination, SelectField,
    },
};
use contract::{
    permissions::Permission,
    personnel::{INVITATIONS_PER_DAY, LIST, Personnel, PersonnelPage as Page, PersonnelStatus},
};
use leptos::prelude::*;

#[component]
pub fn PersonnelPage() -> AnyView {
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_organization)] />
        <Permitted to=Permission::ManagePersonnel>
            <List />
        </Permitted>
    }
    .into_any()
}

#[component]
fn List() -> AnyView {
    let state = use_address(&Route::Personnel, |value| ListState::read(value));
    let go = use_go();
    let found = use_fetch(&LIST, move || Some(((), state.with(ListState::query))));
    let again = Callback::new(move |()| found.refetch());
    let (inviting, releasing) = (Asking::<()>::new(), Asking::<Personnel>::new());
    let doing = Doing { sending: Sending::new(), releasing, again };
    let turn = move |page: PageChange| {
        go.run(ListState { page, ..state.get_untracked() }.href());
    };
    let used_up = Signal::derive(move || {
        let used = found.value.with(|page| page.as_ref().map_or(0, |page| page.invited_today));
        (used >= INVITATIONS_PER_DAY).then(|| msg::used_up(INVITATIONS_PER_DAY))
    });
    let today = move || {
        let used = found.value.with(|page| page.as_ref().map(|page| page.invited_today))?;
        Some(view! { <p class="organization__hint">{msg::invited_today(INVITATIONS_PER_DAY, used)}</p> })
    };
    let failed = move || {
        let error = doing.sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=again /> })
    };
    let shown = move |page: Signal<Page>| {
        let rows = Signal::derive(move || page.with(|page| page.personnel.clone()));
        view! {
            <DataTable
                caption=msg::title
                columns=columns(doing)
                rows
                key=|row: &Personnel| row.personnel_id.to_string()
                busy=found.loading
                empty=move || nothing(state)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    let invite = move || {
        inviting.about.get()?;
        Some(view! { <InviteForm asking=inviting again /> })
    };
    let release = move || {
        let about = releasing.about.get()?;
        Some(view! { <ReleaseForm about asking=releasing again /> })
    };
    view! {
        <div class="organization">
            <div class="organization__tools">
                <Button
                    label=msg::invite
                    kind=ButtonKind::Primary
                    icon=IconName::Plus
                    why_disabled=used_up
                    on_press=move |()| inviting.ask(())
                />
                {today}
                <StatusFilter state go />
            </div>
            {failed}
            <Loaded from=found lines=6 children=shown />
            <Dialog title=msg::invite open=inviting.open busy=inviting.pending>{invite}</Dialog>
            <Dialog title=msg::release open=releasing.open busy=releasing.pending>{release}</Dialog>
        </div>
    }
    .into_any()
}

/// Applied at once.
#[component]
fn StatusFilter(state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let status = chosen(
        move || state.with(|state| state.status.map_or("", PersonnelStatus::as_str)).to_owned(),
        move |word| {
            let status = PersonnelStatus::parse(&word);
            go.run(ListState { status, page: PageChange { offset: 0, ..state.get_untracked().page } }.href());
        },
    );
    let choice = |status: PersonnelStatus| Choice::new(status.as_str(), move || words::status(status).0);
    let mut choices = vec![Choice::new("", msg::all)];
    choices.extend(PersonnelStatus::ALL.map(choice));
    view! {
        <div class="organization__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::status value=status choices />
        </div>
    }
    .into_any()
}

fn nothing(state: Memo<ListState>) -> AnyView {
    if state.with(|state| state.status.is_some()) {
        let all = ListState::default().href();
        return view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Users /> }.into_any()
}

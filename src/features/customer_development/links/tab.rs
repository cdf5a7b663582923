//! The tab: the member's generic links, then every link that it may see: address → read → show.

use super::{
    columns::columns,
    dialogs::{Dialogs, LinkDialogs},
    generic::{GenericLinks, use_generic},
    model::LinksState,
    msg,
};
use crate::{
    features::customer_development::restrictions::why_closed,
    flows::{
        fetch::use_fetch,
        filter_fields::{chosen, typed},
    },
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Button, ButtonKind, Choice, DataTable, EmptyState, IconName, Loaded, PageChange, Pagination,
        SelectField, TextField,
    },
};
use contract::invitation_links::{InvitationLink, LIST, LinkPage};
use leptos::prelude::*;

#[component]
pub fn OfflineTab() -> AnyView {
    let state = use_address(&Route::CustomerDevelopment, |value| LinksState::read(value));
    let go = use_go();
    let links = use_fetch(&LIST, move || Some(((), state.with(LinksState::query))));
    let own = use_generic();
    let dialogs = Dialogs::new(Callback::new(move |()| {
        links.refetch();
        own.refetch();
    }));
    let shown = move |page: Signal<LinkPage>| table(state, go, page, dialogs, links.loading.into());
    view! {
        <GenericLinks own dialogs />
        <section class="links-part">
            <h2>{msg::all_links}</h2>
            <p class="links-part__intro">{msg::all_links_body}</p>
            <div class="links-tools">
                <Filters state go />
                <Button
                    label=msg::create_title
                    kind=ButtonKind::Primary
                    icon=IconName::Plus
                    why_disabled=why_closed()
                    on_press=move |()| dialogs.create.ask(())
                />
            </div>
            <Loaded from=links lines=6 children=shown />
        </section>
        <LinkDialogs dialogs />
    }
    .into_any()
}

fn table(
    state: Memo<LinksState>,
    go: Callback<String>,
    page: Signal<LinkPage>,
    dialogs: Dialogs,
    busy: Signal<bool>,
) -> AnyView {
    let rows = Signal::derive(move || page.with(|page| page.links.clone()));
    let total = Memo::new(move |_| page.with(|page| page.total_count));
    let turn = move |page: PageChange| {
        go.run(LinksState { page, ..state.get_untracked() }.href());
    };
    let nothing = move || {
        if !state.with_untracked(LinksState::is_narrowed) {
            return view! { <EmptyState title=msg::no_links body=msg::no_links_hint icon=IconName::Link /> }
                .into_any();
        }
        let clear = move |()| go.run(LinksState::default().href());
        view! {
            <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search>
                <Button label=msg::clear_filters on_press=clear />
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <p class="links-count" role="status">{move || msg::total(i18n::number(total.get()))}</p>
        <DataTable
            caption=msg::all_links
            columns=columns(dialogs)
            rows
            key=|row: &InvitationLink| row.link_id.to_string()
            busy
            empty=nothing
        />
        <Pagination
            total
            page=Signal::derive(move || state.with(|state| state.page))
            on_change=turn
        />
    }
    .into_any()
}

#[component]
fn Filters(state: Memo<LinksState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut LinksState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let tag = typed(
        move || state.with(|state| state.tag.clone()),
        move |text| show(&|state| state.tag.clone_from(&text)),
    );
    let which = chosen(
        move || state.with(|state| if state.with_disabled { "1" } else { "" }).to_owned(),
        move |word| show(&|state| state.with_disabled = word == "1"),
    );
    let choices = vec![Choice::new("", msg::only_active), Choice::new("1", msg::with_disabled)];
    view! {
        <div class="links-filters" role="search" aria-label=msg::filters>
            <TextField label=msg::search_tag value=tag />
            <SelectField label=msg::status value=which choices />
        </div>
    }
    .into_any()
}

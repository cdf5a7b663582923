//! 能力认证记录: every application of the partner, with its level-2 results.

use super::{
    msg,
    state::{PageState, Part},
    sublabels::SubLabels,
};
use crate::{
    api::href_of,
    flows::{
        certification::words, fetch::use_fetch, filter_fields::chosen, permitted::offered,
        time_left::TimeLeft,
    },
    routes::Route,
    ui::{
        Badge, Choice, Column, DataTable, DateTimeText, EmptyState, IconName, LinkButton, Loaded, PageChange,
        Pagination, SelectField,
    },
};
use contract::{
    certification_standards::Bilingual,
    certifications::{
        Certification, CertificationHolder, CertificationPage as Page, CertificationStatus as Status, LABELS,
        LIST, OPINION,
    },
    ids::CapabilityLabelId,
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn RecordsPart(state: Memo<PageState>, go: Callback<String>) -> AnyView {
    let found = use_fetch(&LIST, move || {
        // While another part opens, its address is not this list's question.
        let query = state.with(|state| (state.part == Part::Records).then(|| state.query()))?;
        Some(((), query))
    });
    let turn = move |page: PageChange| go.run(PageState { page, ..state.get_untracked() }.href());
    let shown = move |page: Signal<Page>| {
        let rows = Signal::derive(move || page.with(|page| page.certifications.clone()));
        view! {
            <DataTable
                caption=msg::part_records
                columns=columns()
                rows
                key=|row: &Certification| row.certification_id.to_string()
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
    view! {
        <Filters state go />
        <Loaded from=found lines=6 children=shown />
    }
    .into_any()
}

/// Applied at once.
#[component]
fn Filters(state: Memo<PageState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut PageState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", Status::as_str)).to_owned(),
        move |word| show(&|state| state.status = Status::parse(&word)),
    );
    let label = chosen(
        move || state.with(|state| state.label_id.as_ref().map_or_else(String::new, ToString::to_string)),
        move |id| show(&|state| state.label_id = id.parse().ok()),
    );
    let applied = Status::ALL.into_iter().filter(|status| *status != Status::Draft);
    let mut statuses = vec![Choice::new("", msg::all)];
    statuses.extend(applied.map(|status| Choice::new(status.as_str(), move || words::status(status).0)));
    let known = use_fetch(&LABELS, || Some(((), ())));
    let names: Memo<Vec<(CapabilityLabelId, Bilingual)>> = Memo::new(move |_| {
        known.value.with(|known| {
            let labels = known.iter().flat_map(|known| &known.labels);
            labels.map(|label| (label.standard.label_id.clone(), label.standard.name.clone())).collect()
        })
    });
    let labels = move || {
        let choice = |(id, name): (CapabilityLabelId, Bilingual)| {
            Choice::new(id.to_string(), move || words::named(&name))
        };
        let mut choices = vec![Choice::new("", msg::all)];
        choices.extend(names.get().into_iter().map(choice));
        view! { <SelectField label=msg::label value=label choices /> }
    };
    view! {
        <div class="capability-filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::status value=status choices=statuses />
            {labels}
        </div>
    }
    .into_any()
}

fn nothing(state: Memo<PageState>) -> AnyView {
    if state.with(PageState::is_filtered) {
        let all = PageState::of(Part::Records).href();
        return view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Inbox>
            <LinkButton label=msg::see_labels href=PageState::default().href() />
        </EmptyState>
    }
    .into_any()
}

fn columns() -> Vec<Column<Certification>> {
    vec![
        Column::new("label", msg::label, |row: &Certification| {
            let (name, href) = (row.label.clone(), Route::Certification(row.certification_id.clone()).href());
            view! { <a href=href>{move || words::named(&name)}</a> }.into_any()
        })
        .mandatory(),
        Column::new("number", msg::number, |row: &Certification| {
            view! { <code>{row.certification_no.clone()}</code> }.into_any()
        }),
        Column::new("status", msg::status, status),
        Column::new("due", msg::due, |row: &Certification| {
            let working = row.holder == Some(CertificationHolder::Vendor);
            row.due_at.map(|deadline| view! { <TimeLeft deadline working /> }).into_any()
        }),
        Column::new("sublabels", msg::sublabels, |row: &Certification| {
            view! { <SubLabels of=row.sublabels.clone() /> }.into_any()
        }),
        Column::new("submitted", msg::submitted, |row: &Certification| {
            view! {
                <span class="capability-stack">
                    <DateTimeText at=row.submitted_at /> <span class="capability-hint">{row.submitted_by.clone()}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("actions", msg::actions, actions),
    ]
}

/// The state, and who has to move.
fn status(row: &Certification) -> AnyView {
    let (status, holder) = (row.status, row.holder);
    let who = status.is_open().then(|| {
        view! { <span class="capability-hint">{move || words::holder(holder)}</span> }
    });
    view! {
        <span class="capability-stack">
            <Badge label=move || words::status(status).0 tone=words::status(status).1 /> {who}
        </span>
    }
    .into_any()
}

fn actions(row: &Certification) -> AnyView {
    let id = row.certification_id.clone();
    let name = [row.certification_no.as_str(), ".pdf"].concat();
    let opinion = row.has_opinion.then(|| {
        let href = href_of(&OPINION, &(id.clone(),));
        view! { <a href=href download=name>{msg::download_opinion}</a> }
    });
    let manages = offered(Permission::ManageCertifications).is_some_and(|offered| offered.lacking.is_none());
    let update = (manages && row.status == Status::MaterialUpdate).then(|| {
        let href = Route::Certification(id.clone()).href_with(&[("part", "update")]);
        view! { <a href=href>{msg::update_material}</a> }
    });
    view! { <span class="capability-actions">{opinion} {update}</span> }.into_any()
}

//! Opportunities: the list, and one of them with its acceptance.

use crate::{
    calls::{ACCEPT, Acceptance, OPPORTUNITIES, OPPORTUNITY, Opportunity},
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use partner_center::{
    api::{self, ApiError},
    ui::{
        Badge, Button, ButtonKind, Column, DataTable, Described, DescriptionList, Dialog, LinkButton,
        SubmitForm, TextArea, Tone, toast,
    },
};

thread_local! {
    /// What was read, for the way back to the list.
    static READ: ArcRwSignal<Vec<Opportunity>> = ArcRwSignal::new(Vec::new());
}

fn read() -> ArcRwSignal<Vec<Opportunity>> {
    READ.with(Clone::clone)
}

#[component]
pub fn OpportunitiesPage() -> AnyView {
    let list = RwSignal::from(read());
    if list.with_untracked(Vec::is_empty) {
        leptos::task::spawn_local(async move {
            match api::fetch(&OPPORTUNITIES, (), &()).await {
                Ok(found) => list.set(found.items),
                Err(error) => toast::show_error(&error),
            }
        });
    }
    view! {
        <section class="card">
            <h1>{words::opportunities}</h1>
            <DataTable
                caption=words::opportunities
                columns=columns()
                rows=list
                key=|row: &Opportunity| row.id.to_string()
            />
        </section>
    }
    .into_any()
}

fn badge(id: u32, status: &str) -> AnyView {
    let (label, tone) = (words::state_name(status), words::tone(status));
    view! {
        <span data-testid="opp-status" data-id=id.to_string() data-status=status.to_owned()>
            <Badge label tone />
        </span>
    }
    .into_any()
}

fn columns() -> Vec<Column<Opportunity>> {
    type Row = Opportunity;
    vec![
        Column::new("id", words::id, |row: &Row| row.id.to_string().into_any()),
        Column::new("title", words::title, |row: &Row| row.title.to_string().into_any()).mandatory(),
        Column::new("customer", words::customer, |row: &Row| row.customer.to_string().into_any()),
        Column::new("amount", words::amount, |row: &Row| words::thousands(row.amount).into_any()).numeric(),
        Column::new("stage", words::stage, |row: &Row| words::stage_name(&row.stage).into_any()),
        Column::new("status", words::status, |row: &Row| badge(row.id, &row.status)),
        Column::new("deadline", words::deadline, |row: &Row| row.deadline.to_string().into_any()),
        Column::new("action", words::action, |row: &Row| {
            let id = row.id.to_string();
            let href = ["/opportunities/", &id].concat();
            view! {
                <span data-testid="opp-open" data-id=id>
                    <LinkButton label=words::view href kind=ButtonKind::Link />
                </span>
            }
            .into_any()
        }),
    ]
}

#[component]
pub fn OpportunityPage() -> AnyView {
    let params = use_params_map();
    let content = move || {
        let id: u32 = params.read().get("id")?.parse().ok()?;
        let known = read().with_untracked(|list| list.iter().find(|row| row.id == id).cloned());
        let shown = RwSignal::new(known);
        if shown.with_untracked(Option::is_none) {
            leptos::task::spawn_local(async move {
                match api::fetch(&OPPORTUNITY, (id,), &()).await {
                    Ok(found) => {
                        shown.try_set(Some(found));
                    }
                    Err(error) => toast::show_error(&error),
                }
            });
        }
        Some(move || shown.get().map(|opportunity| detail(&opportunity, shown)))
    };
    view! { <section class="card">{content}</section> }.into_any()
}

fn detail(opportunity: &Opportunity, shown: RwSignal<Option<Opportunity>>) -> AnyView {
    let open = RwSignal::new(false);
    let id = opportunity.id;
    let (title, customer) = (opportunity.title.to_string(), opportunity.customer.to_string());
    let (stage, deadline) = (opportunity.stage.clone(), opportunity.deadline.to_string());
    let amount = words::thousands(opportunity.amount);
    let status = opportunity.status.clone();
    let is_pending = *status == *"pending";
    let why_disabled = Signal::derive(move || (!is_pending).then(|| words::accepted_msg().to_owned()));
    view! {
        <div class="job__tools">
            <span data-testid="opp-back"><LinkButton label=words::back href="/opportunities" /></span>
            <h1>{title}</h1>
            <span data-testid="opp-accept">
                <Button label=words::accept kind=ButtonKind::Primary why_disabled on_press=move |()| open.set(true) />
            </span>
        </div>
        <DescriptionList>
            <Described term=words::id>{id}</Described>
            <Described term=words::customer>{customer}</Described>
            <Described term=words::amount>{amount}</Described>
            <Described term=words::stage>{move || words::stage_name(&stage)}</Described>
            <Described term=words::status>{move || badge(id, &status)}</Described>
            <Described term=words::deadline>{deadline}</Described>
        </DescriptionList>
        <Dialog title=words::accept_title open>{acceptance(id, open, shown)}</Dialog>
    }
    .into_any()
}

fn acceptance(id: u32, open: RwSignal<bool>, shown: RwSignal<Option<Opportunity>>) -> AnyView {
    let note = RwSignal::new(String::new());
    let pending = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let send = move |()| {
        pending.set(true);
        leptos::task::spawn_local(async move {
            let input = Acceptance { note: note.get_untracked() };
            let answer = api::send(&ACCEPT, &(id,), &input, &api::new_key(), None).await;
            pending.set(false);
            match answer {
                Ok(accepted) => {
                    open.set(false);
                    read().update(|list| {
                        if let Some(row) = list.iter_mut().find(|row| row.id == id) {
                            *row = accepted.clone();
                        }
                    });
                    shown.set(Some(accepted));
                    toast::show(Tone::Success, words::accepted_msg());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    view! {
        <p>{words::accept_hint}</p>
        <div data-testid="accept-form">
            <SubmitForm label=words::ok on_submit=send pending failed on_cancel=move |()| open.set(false) cancel_label=words::cancel>
                <TextArea label=words::note value=note />
            </SubmitForm>
        </div>
    }
    .into_any()
}

//! One statement: facts, lines, what was said to be wrong, invoices, and how far it has come.

use super::{
    confirm::{ConfirmDialog, Confirming},
    dispute::{About, DisputeDialog, Disputing},
    invoices::InvoiceForm,
    msg,
    selection::why_not,
    steps::Steps,
};
use crate::{
    api::Fetched,
    flows::{
        export::ExportButton,
        fetch::use_fetch,
        permitted::Permitted,
        sending::Sending,
        statement::{Disputes, Facts, Invoices, LineTable},
    },
    routes::Route,
    session::can,
    ui::{
        Button, ButtonKind, Column, Crumb, EmptyState, ErrorPanel, IconName, Loaded, Notice, PageChange,
        PageHeader, Pagination, Tone, toast,
    },
};
use contract::{
    exports::{ExportOf, StatementChoice},
    ids::StatementId,
    permissions::Permission,
    statements::{
        Dispute, DisputeStatus, EVIDENCE, LINES, LinePage, LineQuery, SHOW, StatementDetail, StatementLine,
        StatementStatus, WITHDRAW_DISPUTE,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn StatementPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<StatementId>> =
        Memo::new(move |_| params.read().get("statement_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![
        Crumb::step(msg::menu_sales),
        Crumb::step(msg::menu_finance),
        Crumb::link(msg::title, Route::Statements.href()),
    ];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::ViewStatements>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: StatementId) -> AnyView {
    let about = id.clone();
    let detail = use_fetch(&SHOW, move || Some(((about.clone(),), ())));
    let id = StoredValue::new(id);
    let shown =
        move |seen: Signal<StatementDetail>| view! { <Shown id=id.get_value() seen detail /> }.into_any();
    view! { <div class="statement"><Loaded from=detail lines=10 children=shown /></div> }.into_any()
}

#[component]
fn Shown(id: StatementId, seen: Signal<StatementDetail>, detail: Fetched<StatementDetail>) -> AnyView {
    let statement = Signal::derive(move || seen.with(|seen| seen.statement.clone()));
    let pending = Memo::new(move |_| statement.with(|one| one.status == StatementStatus::PendingConfirm));
    let confirms = can(Permission::ConfirmStatements);
    let confirming = Confirming::new();
    let disputing = Disputing::new();
    let lines = lines_of(&id);
    let newest = Callback::new(move |newest: StatementDetail| {
        detail.value.set(Some(newest));
        lines.refetch();
    });
    let exported = {
        let id = id.clone();
        Signal::derive(move || ExportOf::Statement(StatementChoice { statement_id: id.clone() }))
    };
    let why = Signal::derive(move || statement.with(why_not));
    let actions = move || {
        let acting = confirms && pending.get();
        view! {
            <div class="statement__actions">
                {acting
                    .then(|| {
                        view! {
                            <Button
                                label=msg::confirm
                                kind=ButtonKind::Primary
                                why_disabled=why
                                on_press=move |()| confirming.ask(vec![statement.get_untracked()])
                            />
                            <Button label=msg::report_whole on_press=move |()| disputing.ask(About::Whole) />
                        }
                    })}
                <ExportButton of=exported />
            </div>
        }
    };
    let waits = move || {
        statement
            .with(|one| one.open_disputes > 0)
            .then(|| view! { <Notice tone=Tone::Warning>{msg::waits_for_answer}</Notice> })
    };
    let invoicing = Memo::new(move |_| statement.with(|one| one.status == StatementStatus::InvoicePending));
    let form =
        move || (confirms && invoicing.get()).then(|| view! { <InvoiceForm statement on_done=newest /> });
    view! {
        <section class="card" aria-labelledby="statement-facts">
            <h2 id="statement-facts">{msg::facts}</h2>
            <Facts statement />
            {waits}
            {actions}
        </section>
        {form}
        <Said seen newest />
        <HandedIn seen statement />
        <section aria-labelledby="statement-lines">
            <h2 id="statement-lines">{msg::lines}</h2>
            <Lines lines pending=Signal::derive(move || confirms && pending.get()) disputing />
        </section>
        <section class="card" aria-labelledby="statement-steps">
            <h2 id="statement-steps">{msg::steps}</h2>
            <Steps detail=seen />
        </section>
        <ConfirmDialog
            confirming
            done=move |_| detail.refetch()
            changed=move |()| {
                detail.refetch();
                lines.refetch();
            }
        />
        <DisputeDialog id disputing on_done=newest />
    }
    .into_any()
}

/// A read of the lines, with the page that is shown.
#[derive(Clone, Copy)]
struct LinesRead {
    page: RwSignal<PageChange>,
    fetched: Fetched<LinePage>,
}

impl LinesRead {
    fn refetch(self) {
        self.fetched.refetch();
    }
}

fn lines_of(id: &StatementId) -> LinesRead {
    let page = RwSignal::new(PageChange::default());
    let id = id.clone();
    let fetched = use_fetch(&LINES, move || {
        let PageChange { offset, limit } = page.get();
        Some(((id.clone(),), LineQuery { offset: Some(offset), limit: Some(limit) }))
    });
    LinesRead { page, fetched }
}

#[component]
fn Lines(lines: LinesRead, pending: Signal<bool>, disputing: Disputing) -> AnyView {
    let LinesRead { page, fetched } = lines;
    let shown = move |found: Signal<LinePage>| {
        let rows = Signal::derive(move || found.with(|found| found.lines.clone()));
        let action = move |row: &StatementLine| {
            let row = StoredValue::new(row.clone());
            let why = Signal::derive(move || {
                row.with_value(|row| row.open_dispute.is_some())
                    .then(|| msg::line_disputed_already().to_owned())
            });
            let button = move || {
                pending.get().then(|| {
                    view! {
                        <Button
                            label=msg::report_line
                            kind=ButtonKind::Link
                            why_disabled=why
                            on_press=move |()| disputing.ask(About::Line(row.get_value()))
                        />
                    }
                })
            };
            button.into_any()
        };
        let more = vec![Column::new("actions", msg::actions, action)];
        view! {
            <LineTable rows busy=fetched.loading more />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page
                on_change=move |next| page.set(next)
            />
        }
        .into_any()
    };
    view! { <Loaded from=fetched lines=5 children=shown /> }.into_any()
}

/// What was said to be wrong; what is not answered can be taken back.
#[component]
fn Said(seen: Signal<StatementDetail>, newest: Callback<StatementDetail>) -> AnyView {
    let disputes = Signal::derive(move || seen.with(|seen| seen.disputes.clone()));
    let any = Memo::new(move |_| disputes.with(|disputes| !disputes.is_empty()));
    let sending = Sending::new();
    let action = Callback::new(move |dispute: Dispute| {
        let takes_back = dispute.status == DisputeStatus::Open && can(Permission::ConfirmStatements);
        let id = StoredValue::new(dispute.dispute_id);
        let withdraw = move |()| {
            sending.send(&WITHDRAW_DISPUTE, (id.get_value(),), (), move |detail| {
                toast::show(Tone::Success, msg::taken_back());
                newest.try_run(detail);
            });
        };
        takes_back
            .then(|| view! { <Button label=msg::take_back kind=ButtonKind::Link busy=sending.pending on_press=withdraw /> })
            .into_any()
    });
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error /> })
    };
    view! {
        <Show when=move || any.get()>
            <section class="card" aria-labelledby="statement-disputes">
                <h2 id="statement-disputes">{msg::disputes}</h2>
                {failed}
                <Disputes disputes content=&EVIDENCE action />
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn HandedIn(seen: Signal<StatementDetail>, statement: Signal<contract::statements::Statement>) -> AnyView {
    let invoices = Signal::derive(move || seen.with(|seen| seen.invoices.clone()));
    let any = Memo::new(move |_| invoices.with(|invoices| !invoices.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section aria-labelledby="statement-invoices">
                <h2 id="statement-invoices">{msg::invoices}</h2>
                <Invoices invoices statement />
            </section>
        </Show>
    }
    .into_any()
}

//! Parts of a statement: the facts, its lines, what was said to be wrong, its invoices.

use super::{msg, words};
use crate::{
    api::href_of,
    flows::upload::file_size,
    i18n,
    ui::{
        Badge, Column, DataTable, DateText, DateTimeText, Described, DescriptionList, Icon, IconName,
        MoneyText, Tone,
    },
};
use contract::{
    attachments::Attachment,
    endpoint::Download,
    ids::AttachmentId,
    money::Money,
    statement_invoices::Invoice,
    statements::{Dispute, Statement, StatementLine, StatementStatus},
};
use leptos::prelude::*;

/// Number, period, sum, state, whose turn it is and until when.
#[component]
pub fn Facts(#[prop(into)] statement: Signal<Statement>) -> AnyView {
    let shown = move || {
        let statement = statement.get();
        let (status, money) = (statement.status, statement.money());
        let Statement { statement_no, order_no, period, status_since, generated_at, .. } = statement.clone();
        let until = match (status, statement.promised_until) {
            (StatementStatus::PendingConfirm, _) => Some(statement.confirm_by),
            (_, promised) => promised,
        };
        let until = until.map(|at| {
            let term = move || {
                if status == StatementStatus::PendingConfirm {
                    msg::confirm_by()
                } else {
                    msg::promised_until()
                }
            };
            view! { <Described term>{move || i18n::end(at)}</Described> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::statement_no>{statement_no}</Described>
                <Described term=msg::order_no><code>{order_no}</code></Described>
                <Described term=msg::period>{move || i18n::month(period.first_day())}</Described>
                <Described term=msg::amount><MoneyText money /></Described>
                <Described term=msg::status>
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 />
                </Described>
                <Described term=msg::holder>
                    {move || words::holder(status.holder())} " " <DateTimeText at=status_since />
                </Described>
                <Described term=msg::generated_at><DateTimeText at=generated_at /></Described>
                {until}
            </DescriptionList>
        }
    };
    shown.into_any()
}

/// What it consists of, and more columns after that.
#[component]
pub fn LineTable(
    #[prop(into)] rows: Signal<Vec<StatementLine>>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional)] more: Vec<Column<StatementLine>>,
) -> AnyView {
    let mut all = vec![
        Column::new("description", msg::description, |row: &StatementLine| {
            let disputed = row.open_dispute.is_some();
            view! {
                <span class="statement__line">
                    {row.description.clone()}
                    {disputed.then(|| view! { <Badge label=msg::line_disputed tone=Tone::Warning /> })}
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("accepted_on", msg::accepted_on, |row: &StatementLine| {
            view! { <DateText day=row.accepted_on /> }.into_any()
        }),
        Column::new("quantity", msg::quantity, |row: &StatementLine| {
            let quantity = row.quantity;
            (move || i18n::number(quantity)).into_any()
        })
        .numeric(),
        Column::new("amount", msg::amount, |row: &StatementLine| {
            let before = row.amount_before.map(|amount| {
                let money = Money { amount, currency: row.currency };
                view! { <span class="statement__before">{move || msg::was(i18n::money(money))}</span> }
            });
            view! {
                <span class="statement__line">
                    <MoneyText money=Money { amount: row.amount, currency: row.currency } /> {before}
                </span>
            }
            .into_any()
        })
        .numeric(),
    ];
    all.extend(more);
    view! {
        <DataTable
            caption=msg::lines
            columns=all
            rows
            key=|row: &StatementLine| row.line_id.to_string()
            busy
        />
    }
    .into_any()
}

/// What was said to be wrong, newest first. `content` is where this reader fetches files; `action` stands under a dispute.
#[component]
pub fn Disputes(
    #[prop(into)] disputes: Signal<Vec<Dispute>>,
    content: &'static Download<(AttachmentId,)>,
    #[prop(optional, into)] action: Option<Callback<Dispute, AnyView>>,
) -> AnyView {
    let one = move |dispute: Dispute| {
        let status = dispute.status;
        let line = dispute.line.clone().map_or_else(
            || view! { <span>{msg::about_whole}</span> }.into_any(),
            |line| {
                let money = Money { amount: line.amount, currency: line.currency };
                view! { <span>{line.description} " " <MoneyText money /></span> }.into_any()
            },
        );
        let answer = dispute.answer.clone().map(|answer| {
            let at = dispute.answered_at.map(|at| view! { <DateTimeText at /> });
            view! { <p class="statement__answer">{move || msg::answered_with(&answer)} " " {at}</p> }
        });
        let files = dispute.evidence.iter().map(|file| evidence(file, content)).collect_view();
        let by = dispute.raised_by.clone();
        let action = action.map(|action| action.run(dispute.clone()));
        view! {
            <li class="statement__dispute">
                <p class="statement__dispute-head">
                    <Badge label=move || words::dispute_status(status).0 tone=words::dispute_status(status).1 />
                    {line}
                </p>
                <p class="statement__text">{dispute.text.clone()}</p>
                <p class="field__hint">{move || msg::raised_by(&by)} " " <DateTimeText at=dispute.raised_at /></p>
                <ul class="statement__files">{files}</ul>
                {answer}
                {action}
            </li>
        }
    };
    let key = |dispute: &Dispute| (dispute.dispute_id.clone(), dispute.status);
    view! {
        <ul class="statement__disputes">
            <For each=move || disputes.get() key children=one />
        </ul>
    }
    .into_any()
}

fn evidence(file: &Attachment, content: &'static Download<(AttachmentId,)>) -> AnyView {
    let Attachment { attachment_id, name, bytes, .. } = file.clone();
    let (saved_as, href) = (name.clone(), href_of(content, &(attachment_id,)));
    view! {
        <li>
            <a href=href download=saved_as><Icon name=IconName::Download /> {name}</a>
            " "
            <span class="field__hint">{move || file_size(bytes)}</span>
        </li>
    }
    .into_any()
}

/// The invoices that were handed in.
#[component]
pub fn Invoices(
    #[prop(into)] invoices: Signal<Vec<Invoice>>,
    #[prop(into)] statement: Signal<Statement>,
) -> AnyView {
    let columns = move || {
        let currency = statement.with_untracked(|statement| statement.currency);
        vec![
            Column::new("invoice_no", msg::invoice_no, |row: &Invoice| {
                view! { <code>{row.invoice_no.as_str().to_owned()}</code> }.into_any()
            })
            .mandatory(),
            Column::new("invoice_type", msg::invoice_type, |row: &Invoice| {
                let kind = row.invoice_type;
                (move || words::invoice_type(kind)).into_any()
            }),
            Column::new("amount", msg::amount, move |row: &Invoice| {
                view! { <MoneyText money=Money { amount: row.amount, currency } /> }.into_any()
            })
            .numeric(),
            Column::new("issued_on", msg::issued_on, |row: &Invoice| {
                view! { <DateText day=row.issued_on /> }.into_any()
            }),
        ]
    };
    view! {
        <DataTable
            caption=msg::invoices
            columns=columns()
            rows=invoices
            key=|row: &Invoice| row.invoice_no.as_str().to_owned()
        />
    }
    .into_any()
}

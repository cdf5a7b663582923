//! The invoicing list, and handing invoices in (G4).

use super::{
    buyer,
    handlers::{own, shown, unchanged},
    settling::{self, By},
    store::{self, Record},
};
use crate::{
    attachments, business_info,
    http::change::{Change, Read},
    problem::{Refused, sentence},
    session::principal::Member,
};
use contract::{
    ids::{AttachmentId, PayoutId},
    invoices::{
        InvoiceDraft, InvoiceList, InvoiceListLine, InvoiceNumber, InvoiceSet, MAX_INVOICES, Tax, sum,
    },
    money::Money,
    payout_status::{InvoiceStatus, PayoutEvent, PayoutStatus},
    payouts::Payout,
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
    time::Date,
};
use serde_json::json;
use std::collections::HashSet;

pub(super) async fn invoice_list(
    cx: &mut Read,
    who: &Member,
    (payout_id,): (PayoutId,),
    (): (),
) -> Result<InvoiceList, Refused> {
    let record = own(&mut cx.conn, who, &payout_id).await?;
    let Some(due_at) = record.invoice_due_at else {
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(record.status.as_str().to_owned());
        return Err(problem.into());
    };
    let certified = business_info::certified(&mut cx.conn, who.partner_id.as_str()).await?;
    let certified = certified.ok_or(ErrorCode::NotCertified)?;
    let items = store::items::of(&mut cx.conn, &payout_id).await?;
    let line = |item: contract::payouts::PayoutItem| InvoiceListLine {
        period: item.period,
        plan_name: item.plan_name,
        amount: item.amount,
    };
    let waits = record.status == PayoutStatus::InvoicePending;
    Ok(InvoiceList {
        payout_id,
        payout_no: record.payout_no,
        seller_name: certified.company_name,
        buyer: buyer::of(who.site),
        lines: items.into_iter().map(line).collect(),
        amount: record.amount,
        currency: record.currency,
        tax: Tax::within(record.amount, certified.taxpayer_type.rate()),
        applied_at: record.applied_at,
        due_at,
        rejection_reason: record.rejection.filter(|_| waits).map(|(reason, _)| reason),
        version: record.version,
    })
}

pub(super) async fn hand_in(
    cx: &mut Change,
    who: &Member,
    (payout_id,): (PayoutId,),
    set: InvoiceSet,
) -> Result<Payout, Refused> {
    let record = own(&mut cx.tx, who, &payout_id).await?;
    let mut handed_in = settling::after(&mut cx.moment(), &record, PayoutEvent::HandInInvoices).await?;
    unchanged(&mut cx.moment(), &record, set.version).await?;
    check(&set.invoices, &record, cx.now.china_day())?;
    let attached = attachments::store::of(&mut cx.tx, payout_id.as_str()).await?;
    // A file that came with a rejected set may come again.
    let is_new = |id: &&AttachmentId| !attached.iter().any(|file| file.attachment_id == **id);
    let files: Vec<AttachmentId> = set
        .invoices
        .iter()
        .filter_map(|invoice| invoice.attachment_id.as_ref())
        .filter(is_new)
        .cloned()
        .collect();
    attachments::attach(&mut cx.tx, who, &files, payout_id.as_str()).await?;
    handed_in.invoice_round += 1;
    for invoice in &set.invoices {
        let free =
            store::invoices::add(&mut cx.tx, &handed_in, invoice, InvoiceStatus::Submitted, cx.now).await?;
        if !free {
            let code = ErrorCode::InvoiceNumberUsed;
            let mut problem =
                Problem::new(code, format!("{}: {}", sentence(code), invoice.invoice_no.as_str()));
            let position = set.invoices.iter().position(|other| other.invoice_no == invoice.invoice_no);
            let field = format!("invoices[{}].invoice_no", position.unwrap_or_default());
            problem.fields.push(FieldProblem { field, rule: Rule::Unexpected });
            return Err(problem.into());
        }
    }
    // What comes by post is received when the vendor says so.
    if !set.invoices.iter().any(|invoice| invoice.invoice_type.is_paper()) {
        handed_in.invoices_received_at = Some(cx.now);
    }
    let by = By { name: Some(&who.name), reason: "" };
    let record = settling::enter(&mut cx.moment(), handed_in, PayoutEvent::HandInInvoices, by).await?;
    cx.audit("payout.hand_in_invoices", payout_id.to_string(), json!({ "invoices": set.invoices.len() }));
    shown(&mut cx.tx, &cx.app, record, cx.now).await
}

/// The rules that need nothing but the set and the payout: all problems at once.
fn check(invoices: &[InvoiceDraft], record: &Record, today: Date) -> Result<(), Refused> {
    if invoices.is_empty() {
        return Err(Refused::field("invoices", Rule::Missing));
    }
    if invoices.len() > MAX_INVOICES {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_INVOICES).ok();
        return Err(problem.into());
    }
    let mut fields = Vec::new();
    let mut numbers: HashSet<&InvoiceNumber> = HashSet::new();
    for (position, invoice) in invoices.iter().enumerate() {
        let wrong = [
            ("invoice_no", !numbers.insert(&invoice.invoice_no), Rule::Unexpected),
            ("amount", !invoice.amount.is_positive(), Rule::OutOfRange),
            ("issued_on", invoice.issued_on > today, Rule::OutOfRange),
        ];
        for (field, _, rule) in wrong.into_iter().filter(|(_, is_wrong, _)| *is_wrong) {
            fields.push(FieldProblem { field: format!("invoices[{position}].{field}"), rule });
        }
    }
    Refused::fields(fields)?;
    if sum(invoices) == Some(record.amount) {
        return Ok(());
    }
    let code = ErrorCode::InvoiceSumDiffers;
    let mut problem = Problem::new(code, sentence(code));
    problem.available_amount = Some(Money { amount: record.amount, currency: record.currency });
    Err(problem.into())
}

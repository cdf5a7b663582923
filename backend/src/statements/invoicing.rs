//! The partner hands its invoices in: special VAT invoices that sum to the statement, each number for one statement only.

use super::{
    handlers::{detail, own},
    settling::{self, Step},
    store,
};
use crate::{
    http::change::Change,
    problem::{Refused, sentence},
    session::principal::Member,
};
use contract::{
    ids::StatementId,
    problem::{ErrorCode, FieldProblem, Problem},
    statement_invoices::{MAX_INVOICES, sum_to, wrong},
    statements::{HandIn, StatementDetail, StatementEvent},
};
use serde_json::json;

pub(super) async fn hand_in(
    cx: &mut Change,
    who: &Member,
    (statement_id,): (StatementId,),
    handed: HandIn,
) -> Result<StatementDetail, Refused> {
    let record = own(&mut cx.tx, who, &statement_id).await?;
    record
        .statement
        .status
        .after(StatementEvent::HandInInvoices)
        .map_err(|code| settling::refused(&record, code))?;
    if record.statement.version != handed.version {
        return Err(settling::refused(&record, ErrorCode::Changed).into());
    }
    if handed.invoices.len() > MAX_INVOICES {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_INVOICES).ok();
        return Err(problem.into());
    }
    let wrong = wrong(&handed.invoices, cx.now.china_day());
    Refused::fields(wrong.into_iter().map(|(field, rule)| FieldProblem { field, rule }).collect())?;
    if !sum_to(&handed.invoices, record.statement.amount) {
        return Err(ErrorCode::InvoiceSumDiffers.into());
    }
    // Those that were sent back are replaced by these.
    store::remove_invoices(&mut cx.tx, &statement_id).await?;
    for (nth, invoice) in handed.invoices.iter().enumerate() {
        if !store::add_invoice(&mut cx.tx, &statement_id, invoice).await? {
            return Err(used(nth).into());
        }
    }
    let step = Step { event: StatementEvent::HandInInvoices, by: Some(&who.name), note: None };
    let record = settling::advance(&mut cx.tx, &cx.app, record, step, cx.now).await?;
    cx.audit(
        "statement.hand_in_invoices",
        statement_id.to_string(),
        json!({ "invoices": handed.invoices.len() }),
    );
    Ok(detail(&mut cx.tx, record).await?)
}

/// The number was handed in before, for whichever statement of whichever partner.
fn used(nth: usize) -> Problem {
    let code = ErrorCode::InvoiceNumberUsed;
    let mut problem = Problem::new(code, sentence(code));
    let field = format!("invoices[{nth}].invoice_no");
    problem.fields.push(FieldProblem { field, rule: contract::text::Rule::Unexpected });
    problem
}

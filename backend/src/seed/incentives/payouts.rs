//! 云帆's payouts, one at every stage.
//!
//! | number | what it shows |
//! |---|---|
//! | pa-yunfan-1 | paid to the bank: three months merged |
//! | pa-yunfan-2 | paid to the bank |
//! | pa-yunfan-3 | consignment: voucher quota, without an invoice |
//! | pa-yunfan-4 | with the bank, and overdue |
//! | pa-yunfan-5 | electronic invoices under review |
//! | pa-yunfan-6 | invoices were rejected: to be mended |
//! | pa-yunfan-7 | a partial application, being processed |
//! | pa-yunfan-8 | payment under review |
//! | pa-yunfan-9 | rejected: its incentives can be applied for again |
//!
//! And one of Nimbus's, paid as voucher quota.
//!
//! Longer than most files, because it is one table with what writes it.

use super::{DAY_S, fixed, id};
use crate::{
    incentives::store as incentives,
    payouts::{
        as_fault, booking, settling,
        store::{self, Record, invoices, items},
    },
    problem::Fault,
    seed::partners::{NIMBUS, YUNFAN},
};
use contract::{
    invoices::{InvoiceDraft, InvoiceKind},
    money::Amount,
    payout_status::{InvoiceStatus, PayoutStatus as S},
    payouts::PayoutMethod::{self, Account, Bank, VoucherQuota},
    time::Timestamp,
};
use sqlx::AnyConnection;

/// A payout to be planted.
struct Planted {
    number: u32,
    partner: (&'static str, &'static str),
    by: &'static str,
    method: PayoutMethod,
    /// Month (before now) and letter of each incentive.
    of: &'static [(u32, &'static str)],
    /// Less than everything, hundredths.
    part: Option<i64>,
    /// States and how many days ago they were entered; the first is the application.
    steps: &'static [(S, i64)],
    invoices: Option<Invoices>,
    ordered: Option<i64>,
    rejection: Option<&'static str>,
}

/// Invoices that came with it; all days are days ago.
struct Invoices {
    kind: InvoiceKind,
    numbers: &'static [&'static str],
    received: Option<i64>,
    status: InvoiceStatus,
}

const YUNFANS: (&str, &str) = ("yunfan", YUNFAN);

const BASE: Planted = Planted {
    number: 0,
    partner: YUNFANS,
    by: "钱敏",
    method: Bank,
    of: &[],
    part: None,
    steps: &[],
    invoices: None,
    ordered: None,
    rejection: None,
};

const PAPER: Invoices =
    Invoices { kind: InvoiceKind::SpecialVat, numbers: &[], received: None, status: InvoiceStatus::Accepted };

const ALL: [Planted; 10] = [
    Planted {
        number: 1,
        of: &[(12, "a"), (11, "a"), (10, "a")],
        steps: &[
            (S::Processing, 230),
            (S::InvoicePending, 228),
            (S::InvoiceReview, 224),
            (S::PaymentReview, 221),
            (S::Paying, 219),
            (S::Done, 217),
        ],
        invoices: Some(Invoices {
            numbers: &["31002600118801", "31002600118802"],
            received: Some(223),
            ..PAPER
        }),
        ordered: Some(218),
        ..BASE
    },
    Planted {
        number: 2,
        by: "林岚",
        of: &[(9, "a"), (8, "a")],
        steps: &[
            (S::Processing, 140),
            (S::InvoicePending, 139),
            (S::InvoiceReview, 130),
            (S::PaymentReview, 127),
            (S::Paying, 125),
            (S::Done, 124),
        ],
        invoices: Some(Invoices { numbers: &["31002600231107"], received: Some(129), ..PAPER }),
        ordered: Some(125),
        ..BASE
    },
    Planted {
        number: 3,
        method: VoucherQuota,
        of: &[(12, "b"), (11, "b"), (10, "b"), (9, "b"), (8, "b"), (7, "b"), (6, "b"), (5, "b"), (4, "b")],
        steps: &[(S::Processing, 60), (S::Paying, 60), (S::Done, 60)],
        ..BASE
    },
    Planted {
        number: 4,
        of: &[(5, "a")],
        steps: &[
            (S::Processing, 40),
            (S::InvoicePending, 38),
            (S::InvoiceReview, 34),
            (S::PaymentReview, 30),
            (S::Paying, 28),
        ],
        invoices: Some(Invoices { numbers: &["31002600344410"], received: Some(33), ..PAPER }),
        ordered: Some(27),
        ..BASE
    },
    Planted {
        number: 5,
        method: Account,
        of: &[(4, "a")],
        steps: &[(S::Processing, 9), (S::InvoicePending, 7), (S::InvoiceReview, 1)],
        invoices: Some(Invoices {
            kind: InvoiceKind::ESpecialVat,
            numbers: &["26312000004411223344", "26312000004411223345"],
            received: Some(1),
            status: InvoiceStatus::Submitted,
        }),
        ..BASE
    },
    Planted {
        number: 6,
        of: &[(3, "a")],
        steps: &[(S::Processing, 12), (S::InvoicePending, 10), (S::InvoiceReview, 6), (S::InvoicePending, 3)],
        invoices: Some(Invoices { numbers: &["31002600398802"], status: InvoiceStatus::Rejected, ..PAPER }),
        rejection: Some("购买方税号填写有误，请作废后重新开具"),
        ..BASE
    },
    Planted {
        number: 7,
        by: "林岚",
        of: &[(7, "a")],
        part: Some(500_000),
        steps: &[(S::Processing, 1)],
        ..BASE
    },
    Planted {
        number: 8,
        of: &[(6, "a")],
        steps: &[(S::Processing, 15), (S::InvoicePending, 13), (S::InvoiceReview, 9), (S::PaymentReview, 5)],
        invoices: Some(Invoices { numbers: &["31002600377120"], received: Some(8), ..PAPER }),
        ..BASE
    },
    Planted {
        number: 9,
        of: &[(6, "c")],
        steps: &[(S::Processing, 72), (S::Rejected, 70)],
        rejection: Some("纳税人类型与开票信息不一致，请先更正商业信息"),
        ..BASE
    },
    Planted {
        number: 1,
        partner: ("nimbus", NIMBUS),
        by: "Oliver Hart",
        method: VoucherQuota,
        of: &[(4, "a")],
        steps: &[(S::Processing, 45), (S::Paying, 45), (S::Done, 45)],
        ..BASE
    },
];

/// Plants them, with their entries in the book.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    for planted in &ALL {
        one(conn, planted, now).await?;
    }
    Ok(())
}

async fn one(conn: &mut AnyConnection, planted: &Planted, now: Timestamp) -> Result<(), Fault> {
    let ago = |days: i64| now.plus_seconds(-days * DAY_S);
    let (short, partner_id) = planted.partner;
    let mut taken = Vec::with_capacity(planted.of.len());
    for (back, letter) in planted.of {
        let found = incentives::find_any(conn, &id(short, *back, letter)?, now).await?;
        taken.push(fixed(found)?.1);
    }
    let part = planted.part.and_then(Amount::from_minor);
    let amounts: Vec<Amount> = taken.iter().map(|incentive| part.unwrap_or(incentive.open_amount)).collect();
    let amount = fixed(amounts.iter().try_fold(Amount::ZERO, |sum, one| sum.plus(*one)))?;
    let periods = || taken.iter().map(|incentive| incentive.period);
    let applied_at = ago(fixed(planted.steps.first())?.1);
    let day = applied_at.china_day().to_string().replace('-', "");
    let mut record = Record {
        payout_id: fixed(format!("pa-{short}-{}", planted.number).parse().ok())?,
        payout_no: format!("SF{day}{:04}{short}", planted.number).to_uppercase(),
        partner_id: fixed(partner_id.parse().ok())?,
        first_period: fixed(periods().min())?,
        last_period: fixed(periods().max())?,
        amount,
        currency: fixed(taken.first())?.currency,
        method: planted.method,
        needs_invoice: planted.method.needs_invoice(),
        status: S::Processing,
        applied_at,
        applied_by: Some(planted.by.to_owned()),
        invoice_due_at: None,
        invoice_round: 0,
        invoices_received_at: None,
        payment_ordered_at: planted.ordered.map(ago),
        paid_at: None,
        rejection: None,
        version: 1,
        incentive_count: 0,
        invoice_count: 0,
        entered: Vec::new(),
    };
    store::add(conn, &record).await?;
    for (incentive, amount) in taken.iter().zip(&amounts) {
        let is_partial = *amount != incentive.open_amount;
        items::add(conn, &record.payout_id, &incentive.incentive_id, *amount, is_partial).await?;
    }
    booking::hold(conn, &record, applied_at).await.map_err(as_fault)?;
    for (status, days) in planted.steps.iter().skip(1) {
        let at = ago(*days);
        record.status = *status;
        match status {
            S::InvoicePending => {
                record.invoice_due_at = Some(at.china_day().plus_days(31).china_midnight());
            }
            S::InvoiceReview => record.invoice_round += 1,
            S::Done => record.paid_at = Some(at),
            S::Processing | S::PaymentReview | S::Paying | S::Rejected => {}
        }
        store::add_step(conn, &record, at, Some(by(planted, *status))).await?;
        match status {
            S::Done => booking::pay(conn, &record, at).await.map_err(as_fault)?,
            S::Rejected => booking::give_back(conn, &record, at).await.map_err(as_fault)?,
            S::Processing | S::InvoicePending | S::InvoiceReview | S::PaymentReview | S::Paying => {}
        }
    }
    if let Some(invoices) = &planted.invoices {
        record.invoices_received_at = invoices.received.map(ago);
        add_invoices(conn, &record, invoices, now).await?;
    }
    let last = ago(planted.steps.last().map_or(0, |(_, days)| *days));
    record.rejection = planted.rejection.map(|reason| (reason.to_owned(), last));
    record.version = i64::try_from(planted.steps.len()).unwrap_or(1);
    store::save(conn, &record, 1).await?;
    settling::keep_time(conn, &record, now).await?;
    settling::raise(conn, &record, last).await
}

/// Invoices are handed in by the partner; the rest is the vendor's.
fn by(planted: &Planted, status: S) -> &'static str {
    if status == S::InvoiceReview { planted.by } else { "运营值班" }
}

async fn add_invoices(
    conn: &mut AnyConnection,
    record: &Record,
    planted: &Invoices,
    now: Timestamp,
) -> Result<(), Fault> {
    let count = i64::try_from(planted.numbers.len()).unwrap_or(1).max(1);
    let each = record.amount.minor() / count;
    for (position, number) in planted.numbers.iter().enumerate() {
        let rest = if position == 0 { record.amount.minor() - each * count } else { 0 };
        let draft = InvoiceDraft {
            invoice_no: fixed((*number).to_owned().try_into().ok())?,
            invoice_type: planted.kind,
            amount: fixed(Amount::from_minor(each + rest))?,
            issued_on: record.applied_at.china_day().plus_days(2).min(now.china_day()),
            attachment_id: None,
        };
        let at = record.applied_at.plus_seconds(3 * DAY_S).min(now);
        if !invoices::add(conn, record, &draft, planted.status, at).await? {
            return Err(Fault::new("a demo invoice has the number of another"));
        }
    }
    Ok(())
}

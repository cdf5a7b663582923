//! All SQL on balances, movements and vouchers.

use crate::{
    customers::row::CustomerRow,
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    accounts::{AdjustOperation, AdjustRecord, AdjustRecordQuery, IssuedVoucher, IssuedVoucherQuery},
    customers::{Voucher, VoucherIssuer, VoucherState},
    ids::CustomerId,
    money::{Amount, Currency, MEASURE_ID, Money},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A partner's accounts.
pub struct PartnerMoney {
    pub currency: Currency,
    pub cash: Amount,
    pub designated: Amount,
    /// Announced by billing and not booked.
    pub unposted: Amount,
    /// Line and what is left of it.
    pub credit: Option<(Amount, Amount)>,
}

/// The accounts of a partner; `None` for one that has none.
pub async fn partner_money(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Option<PartnerMoney>, Fault> {
    let row = sqlx::query("SELECT * FROM partner_accounts WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let optional = |column| {
        row.try_get::<Option<i64>, _>(column).map(|minor: Option<i64>| minor.and_then(Amount::from_minor))
    };
    Ok(Some(PartnerMoney {
        currency: known(&row, "currency", Currency::parse)?,
        cash: amount(&row, "cash_balance")?,
        designated: amount(&row, "designated_amount")?,
        unposted: amount(&row, "unposted")?,
        credit: optional("credit_line")?.zip(optional("credit_available")?),
    }))
}

/// Sets what the partner appropriated and what the customer owes.
pub async fn set_customer_money(
    conn: &mut AnyConnection,
    customer: &CustomerRow,
    granted: Amount,
    debt: Amount,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE customers SET granted_balance = $1, available_quota = own_balance + $1, debt = $2
         WHERE customer_id = $3",
    )
    .bind(granted.minor())
    .bind(debt.minor())
    .bind(customer.customer_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds the record of a movement.
pub async fn add_record(
    conn: &mut AnyConnection,
    trans_id: &str,
    partner_id: &str,
    customer: &CustomerRow,
    (operation, amount, now): (AdjustOperation, Amount, Timestamp),
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO adjust_records
         (trans_id, partner_id, customer_id, customer_name, operation_type, amount, currency, operated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(trans_id)
    .bind(partner_id)
    .bind(customer.customer_id.as_str())
    .bind(customer.masked_name())
    .bind(operation.as_str())
    .bind(amount.minor())
    .bind(customer.currency.as_str())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Of a partner, and of one customer where its id was typed.
fn of(partner_id: &str, customer_id: Option<&str>) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    if let Some(customer_id) = customer_id.map(str::trim).filter(|text| !text.is_empty()) {
        conditions.text("customer_id = ?", customer_id);
    }
    conditions
}

/// A page of movements, newest first, and how many there are.
pub async fn records(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &AdjustRecordQuery,
    page: Page,
) -> Result<(Vec<AdjustRecord>, u32), Fault> {
    let mut conditions = of(partner_id, query.customer_id.as_deref());
    if let Some(operation) = query.operation_type {
        conditions.text("operation_type = ?", operation.as_str());
    }
    let total = conditions.count(conn, "adjust_records").await?;
    let rows = conditions
        .rows(conn, "SELECT * FROM adjust_records", "ORDER BY operated_at DESC, trans_id DESC", page, "")
        .await?;
    let records = rows.iter().map(record).collect::<Result<_, _>>()?;
    Ok((records, total))
}

fn record(row: &AnyRow) -> Result<AdjustRecord, Fault> {
    Ok(AdjustRecord {
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        customer_name: row.try_get("customer_name")?,
        operation_type: known(row, "operation_type", AdjustOperation::parse)?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        operation_time: Timestamp::from_seconds(row.try_get("operated_at")?),
        measure_id: MEASURE_ID,
        trans_id: row.try_get("trans_id")?,
    })
}

fn voucher(row: &AnyRow) -> Result<Voucher, Fault> {
    let issuer: Option<String> = row.try_get("partner_id")?;
    let currency = known(row, "currency", Currency::parse)?;
    Ok(Voucher {
        voucher_id: row.try_get("voucher_id")?,
        issuer: if issuer.is_some() { VoucherIssuer::Partner } else { VoucherIssuer::Vendor },
        face_value: Money { amount: amount(row, "face_value")?, currency },
        state: known(row, "state", VoucherState::parse)?,
        valid_until: known(row, "valid_until", |text| text.parse().ok())?,
    })
}

/// What a partner sees of a customer's vouchers: the vendor's, and all that it issued itself.
pub async fn vouchers_seen_by(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    partner_id: &str,
) -> Result<Vec<Voucher>, Fault> {
    let rows = sqlx::query(
        "SELECT * FROM vouchers WHERE customer_id = $1 AND (partner_id IS NULL OR partner_id = $2)
         ORDER BY valid_until, voucher_id",
    )
    .bind(customer_id.as_str())
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    rows.iter().map(voucher).collect()
}

/// A customer's own vouchers; recalled ones are gone (B4.4).
pub async fn vouchers_of(conn: &mut AnyConnection, customer_id: &CustomerId) -> Result<Vec<Voucher>, Fault> {
    let rows = sqlx::query(
        "SELECT * FROM vouchers WHERE customer_id = $1 AND state = $2 ORDER BY valid_until, voucher_id",
    )
    .bind(customer_id.as_str())
    .bind(VoucherState::Issued.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(voucher).collect()
}

/// Recalls all vouchers that this partner issued to the customer (B4.4).
pub async fn recall_vouchers(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    partner_id: &str,
) -> Result<(), Fault> {
    sqlx::query("UPDATE vouchers SET state = $1 WHERE customer_id = $2 AND partner_id = $3 AND state = $4")
        .bind(VoucherState::Recalled.as_str())
        .bind(customer_id.as_str())
        .bind(partner_id)
        .bind(VoucherState::Issued.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// A page of the vouchers that a partner issued, newest first, and how many there are.
pub async fn issued(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &IssuedVoucherQuery,
    page: Page,
) -> Result<(Vec<IssuedVoucher>, u32), Fault> {
    let mut conditions = of(partner_id, query.customer_id.as_deref());
    if let Some(state) = query.state {
        conditions.text("state = ?", state.as_str());
    }
    let total = conditions.count(conn, "vouchers").await?;
    let rows = conditions
        .rows(conn, "SELECT * FROM vouchers", "ORDER BY issued_at DESC, voucher_id DESC", page, "")
        .await?;
    let vouchers = rows
        .iter()
        .map(|row| {
            Ok(IssuedVoucher {
                customer_id: known(row, "customer_id", |text| text.parse().ok())?,
                customer_name: row.try_get("customer_name")?,
                voucher: voucher(row)?,
            })
        })
        .collect::<Result<_, Fault>>()?;
    Ok((vouchers, total))
}

//! The list of filings: filters, order and page.

use super::{FilingRow, rows};
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    filings::FilingQuery,
};
use sqlx::AnyConnection;

/// Adds the filters of `query`. A number or address that is none finds nothing; an empty text is no filter.
pub fn matching(found: &mut Conditions, query: &FilingQuery) {
    let typed = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if !query.status_list.is_empty() {
        found.one_of("f.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(part) = typed(&query.customer_name) {
        found.contains("lower(f.customer_name) LIKE lower(?) ESCAPE '\\'", &part);
    }
    if let Some(phone) = typed(&query.mobile_phone) {
        found.text("f.mobile_phone = ?", MobilePhone::try_from(phone).map(String::from).unwrap_or_default());
    }
    if let Some(email) = typed(&query.email) {
        found.text("f.email = ?", EmailAddress::try_from(email).map(String::from).unwrap_or_default());
    }
    if let Some(manager) = &query.manager {
        found.text("f.manager_user_id = ?", manager.as_str());
    }
    if let Some(first) = query.filed_begin {
        found.number("f.filed_at >= ?", first.china_midnight().seconds());
    }
    if let Some(last) = query.filed_end {
        found.number("f.filed_at < ?", last.plus_days(1).china_midnight().seconds());
    }
}

/// A page of filings, and how many there are.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    ending_first: bool,
    page: Page,
) -> Result<(Vec<FilingRow>, u32), Fault> {
    let order = if ending_first {
        "ORDER BY CASE f.status WHEN 'FILED' THEN 0 ELSE 1 END, \
         CASE f.status WHEN 'FILED' THEN f.expire_at ELSE 0 END, f.filed_at DESC, f.filing_id DESC"
    } else {
        "ORDER BY f.filed_at DESC, f.filing_id DESC"
    };
    let total = found.count(conn, "filings f").await?;
    Ok((rows(conn, found, order, page).await?, total))
}

//! The customer list: filters, order and page.
//!
//! The inner select finds a page's ids in one index; only those rows are then read and joined. So a late page of a
//! partner with 100,000 customers costs milliseconds, and so does a search: it reads that index, never the rows.

use crate::{
    customers::row::CustomerRow,
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    customers::{CustomerQuery, CustomerSort},
    page::SortDirection,
};
use sqlx::AnyConnection;

macro_rules! columns {
    () => {
        "SELECT c.customer_id, c.partner_id, c.name, c.account_name, c.telephone, c.email, c.customer_type, \
         c.verified_status, c.association_type, c.associated_at, c.label, c.manager_user_id, c.frozen, \
         c.currency, c.own_balance, c.granted_balance, c.available_quota, c.debt, c.month_spend, \
         c.resource_expiry, c.grace_hours, c.open_request_id, c.open_request_action, c.open_request_status, \
         u.name AS manager_name, u.account_name AS manager_account_name, p.name AS partner_name FROM "
    };
}

macro_rules! joins {
    () => {
        " LEFT JOIN users u ON u.user_id = c.manager_user_id LEFT JOIN partners p ON p.partner_id = c.partner_id"
    };
}

/// Ids first, the rows of those ids after; for [`CustomerRow::read`].
pub(super) const PAGE: &str = concat!(columns!(), "(SELECT customer_id FROM customers");

/// What follows [`PAGE`] and the conditions where the order does not matter.
pub(super) const ROWS: &str =
    concat!(") page JOIN customers c ON c.customer_id = page.customer_id", joins!());

macro_rules! order {
    ($column:literal, $same:literal, $direction:literal) => {
        Order {
            along: concat!("ORDER BY ", $column, " ", $direction, ", customer_id ", $direction),
            sorted: concat!("ORDER BY ", $column, $same, " ", $direction, ", customer_id ", $direction),
            rows: concat!(
                ") page JOIN customers c ON c.customer_id = page.customer_id",
                joins!(),
                " ORDER BY c.",
                $column,
                " ",
                $direction,
                ", c.customer_id ",
                $direction
            ),
        }
    };
}

/// One order in three places; the id breaks ties, so that no row is on two pages.
struct Order {
    /// Of the ids, along the sort's own index.
    along: &'static str,
    /// Of the ids that were found otherwise: what is added to the column changes nothing but that no index gives it.
    sorted: &'static str,
    /// Of the rows.
    rows: &'static str,
}

const fn order(key: CustomerSort, direction: SortDirection) -> Order {
    use CustomerSort as Key;
    use SortDirection::{Asc, Desc};
    match (key, direction) {
        (Key::AssociatedOn, Asc) => order!("associated_at", " + 0", "ASC"),
        (Key::AssociatedOn, Desc) => order!("associated_at", " + 0", "DESC"),
        (Key::MonthSpend, Asc) => order!("month_spend", " + 0", "ASC"),
        (Key::MonthSpend, Desc) => order!("month_spend", " + 0", "DESC"),
        (Key::AvailableQuota, Asc) => order!("available_quota", " + 0", "ASC"),
        (Key::AvailableQuota, Desc) => order!("available_quota", " + 0", "DESC"),
        (Key::ResourceExpiry, Asc) => order!("resource_expiry", " || ''", "ASC"),
        (Key::ResourceExpiry, Desc) => order!("resource_expiry", " || ''", "DESC"),
    }
}

/// A page is worth walking to when so many times its end are found: then every twentieth customer on the way, or more,
/// is one of those that are wanted.
const DENSE: u64 = 20;

/// Whether to walk along the sort's index until the page is full, looking at every customer on the way, or to sort the
/// few that are found. Sorting everything for the first page, and walking past everything for three rows, both cost a
/// large partner a quarter of a second. A partner's customers and one manager's have an index for each order, in which
/// there is nobody else on the way.
fn walks(found: &Conditions, count: u32, page: Page) -> bool {
    const ONE_PARTNER: &str = "partner_id = ?";
    found.are(&[ONE_PARTNER])
        || found.are(&[ONE_PARTNER, "manager_user_id IN (?)"])
        || found.are(&[ONE_PARTNER, "manager_user_id = ?"])
        || (found.begins_with(ONE_PARTNER) && page.end().saturating_mul(DENSE) <= u64::from(count))
}

/// Adds the filters of `query` to the tab's conditions. An empty text is no filter.
pub fn matching(tab: Conditions, query: &CustomerQuery) -> Conditions {
    let mut found = tab;
    let typed = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if let Some(part) = typed(&query.customer) {
        found.contains("lower(name) LIKE lower(?) ESCAPE '\\'", &part);
    }
    if let Some(part) = typed(&query.account_name) {
        found.contains("lower(account_name) LIKE lower(?) ESCAPE '\\'", &part);
    }
    if let Some(telephone) = typed(&query.telephone) {
        found.text("telephone = ?", telephone);
    }
    if let Some(customer_id) = typed(&query.customer_id) {
        found.text("customer_id = ?", customer_id);
    }
    if let Some(kind) = query.association_type {
        found.text("association_type = ?", kind.as_str());
    }
    if let Some(part) = typed(&query.label) {
        // Contains, case sensitive, on every engine: LIKE differs between them.
        found.text("replace(label, ?, '') <> label", part);
    }
    match typed(&query.account_manager).as_deref() {
        None => {}
        Some("none") => found.fixed("manager_user_id IS NULL"),
        Some(user_id) => found.text("manager_user_id = ?", user_id),
    }
    if let Some(begin) = query.associated_on_begin {
        found.number("associated_at >= ?", begin.seconds());
    }
    if let Some(end) = query.associated_on_end {
        found.number("associated_at <= ?", end.seconds());
    }
    if let Some(least) = query.month_spend_min {
        found.number("month_spend >= ?", least.minor());
    }
    if let Some(most) = query.month_spend_max {
        found.number("month_spend <= ?", most.minor());
    }
    if let Some(day) = query.resource_expiry_end {
        found.text("resource_expiry <= ?", day.to_string());
    }
    match query.with_open_request {
        None => {}
        Some(true) => found.fixed("open_request_id IS NOT NULL"),
        Some(false) => found.fixed("open_request_id IS NULL"),
    }
    found
}

/// One page of the customers that meet the conditions, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    (key, direction): (CustomerSort, SortDirection),
    page: Page,
) -> Result<(Vec<CustomerRow>, u32), Fault> {
    let count = found.count(conn, "customers").await?;
    let order = order(key, direction);
    let ids = if walks(found, count, page) { order.along } else { order.sorted };
    let rows = found.rows(conn, PAGE, ids, page, order.rows).await?;
    Ok((rows.iter().map(CustomerRow::read).collect::<Result<_, _>>()?, count))
}

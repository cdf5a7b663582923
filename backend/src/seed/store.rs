//! Writing many rows quickly: some dozen per statement, all in the caller's transaction.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    associations::AssociationType, opportunity_desk::ReviewerRole, programmes::PathStage, time::Timestamp,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// Values of one statement. SQLite takes 32,766, but looks each placeholder up in the list of all of them: beyond some
/// hundred a row costs more the more rows go together.
const VALUES: usize = 480;

/// A value of a row.
pub enum Value {
    Text(Option<String>),
    Number(Option<i64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

/// Rows of one table on their way.
pub struct Batch {
    into: &'static str,
    columns: usize,
    values: Vec<Value>,
}

impl Batch {
    /// `into` is `table (column, …)`, a fixed text.
    #[must_use]
    pub fn new(into: &'static str) -> Self {
        Self { into, columns: into.matches(',').count() + 1, values: Vec::new() }
    }

    /// Adds a row, as many values as columns.
    pub fn push(&mut self, row: impl IntoIterator<Item = Value>) {
        self.values.extend(row);
        debug_assert!(self.values.len().is_multiple_of(self.columns), "{}", self.into);
    }

    #[must_use]
    pub fn is_full(&self) -> bool {
        self.values.len() + self.columns > VALUES
    }

    /// Writes what has come together.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn flush(&mut self, conn: &mut AnyConnection) -> Result<(), Fault> {
        let values = std::mem::take(&mut self.values);
        let statement = VALUES / self.columns * self.columns;
        let mut rest = values.into_iter().peekable();
        while rest.peek().is_some() {
            let part: Vec<Value> = rest.by_ref().take(statement).collect();
            let rows: Vec<String> = (0..part.len() / self.columns)
                .map(|row| {
                    let numbers =
                        (1..=self.columns).map(|column| format!("${}", row * self.columns + column));
                    format!("({})", numbers.collect::<Vec<_>>().join(", "))
                })
                .collect();
            // Made of a fixed text and numbered placeholders only.
            let mut query =
                sqlx::query(AssertSqlSafe(format!("INSERT INTO {} VALUES {}", self.into, rows.join(", "))));
            for value in part {
                query = match value {
                    Value::Text(text) => query.bind(text),
                    Value::Number(number) => query.bind(number),
                };
            }
            query.execute(&mut *conn).await?;
        }
        Ok(())
    }
}

/// Whether there is anything in the database yet.
///
/// # Errors
/// When the database fails.
pub async fn is_empty(conn: &mut AnyConnection) -> Result<bool, Fault> {
    Ok(sqlx::query("SELECT 1 FROM partners LIMIT 1").fetch_optional(conn).await?.is_none())
}

/// What the vendor has charged to a partner and not posted yet, in hundredths.
///
/// # Errors
/// When the database fails.
pub async fn set_unposted(conn: &mut AnyConnection, partner_id: &str, unposted: i64) -> Result<(), Fault> {
    sqlx::query("UPDATE partner_accounts SET unposted = $1 WHERE partner_id = $2")
        .bind(unposted)
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Lets the engine measure its indexes, so that it takes the narrow one for a narrow filter.
///
/// # Errors
/// When the database fails.
pub async fn measure(conn: &mut AnyConnection) -> Result<(), Fault> {
    sqlx::query("ANALYZE").execute(conn).await?;
    Ok(())
}

pub const PARTNERS: &str = "partners (partner_id, name, identity, site, distributor_id, request_quota, \
     verification_enabled, frozen, country_code, channel_only, delisted, baseline_solutions, ecosystem_manager_name, \
     ecosystem_manager_phone, ecosystem_manager_email)";
pub const PARTNER_ACCOUNTS: &str = "partner_accounts (partner_id, currency, cash_balance, designated_amount, \
     credit_line, credit_available)";
pub const USERS: &str = "users (user_id, kind, partner_id, customer_id, account_name, name, password_hash, \
     language, phone, email)";
pub const USER_ROLES: &str = "user_roles (user_id, role)";
pub const CUSTOM_ROLES: &str =
    "custom_roles (role_id, partner_id, name, description, permissions, created_at)";
pub const TEAMS: &str = "account_manager_teams (director_user_id, manager_user_id)";
pub const CUSTOMERS: &str = "customers (customer_id, partner_id, name, account_name, telephone, email, \
     customer_type, verified_status, association_type, associated_at, label, manager_user_id, frozen, currency, \
     own_balance, granted_balance, available_quota, debt, month_spend, resource_expiry, grace_hours, \
     open_request_id, open_request_action, open_request_status)";
pub const HOLDINGS: &str = "holdings (holding_id, customer_id, kind, title, price, currency, valid_until)";
pub const VOUCHERS: &str = "vouchers (voucher_id, customer_id, partner_id, customer_name, face_value, currency, \
     state, valid_until, issued_at)";
pub const RECORDS: &str = "association_records (request_id, partner_id, customer_id, customer_name, \
     manager_user_id, event, type_before, type_after, initiator, reason, status, applied_at, handled_at, \
     handler, opinion, version)";
pub const TIMELINE: &str =
    "timeline (partner_id, customer_id, seq, at, event, actor, amount, currency, reason)";
pub const ADJUST_RECORDS: &str = "adjust_records (trans_id, partner_id, customer_id, customer_name, \
     operation_type, amount, currency, operated_at)";
pub const WORK_ITEMS: &str = "work_items (work_item_id, kind, partner_id, about_id, note, status, answered, \
     raised_at, handled_at, answer, version)";
pub const STANDINGS: &str = "account_standing (customer_id, site, country_code, registered_at, cloud_open, \
     has_cash_spend, followed_by, filed_by_vendor, consumer_account, trusteeship, stored_value_card, gift_balance)";
pub const INVITATIONS: &str = "invitations (invitation_id, partner_id, inviter_user_id, kind, filing_id, link_id, \
     token_hash, association_type, language, status, customer_name, invited_at, expire_at, associated_at, \
     customer_id, fail_cause, failed_at)";
pub const LINKS: &str = "invitation_links (link_id, partner_id, creator_user_id, kind, tag, association_type, \
     created_at, uses, used_on, uses_on_day, disabled)";

pub const STATEMENT_LINES: &str = "statement_lines (line_id, partner_id, statement_id, order_no, description, \
     accepted_on, quantity, currency, amount)";
pub const BILL_LINES: &str = "bill_lines (partner_id, bill_cycle, line_id, charged_at, kind, customer_id, \
     service_type_code, order_no, currency, amount)";

/// A partner's first customers, and what each spends in a month.
///
/// # Errors
/// When the database fails.
pub async fn spending(
    conn: &mut AnyConnection,
    partner_id: &str,
    most: i64,
) -> Result<Vec<(String, i64)>, Fault> {
    let rows = sqlx::query(
        "SELECT customer_id, month_spend FROM customers WHERE partner_id = $1 ORDER BY customer_id LIMIT $2",
    )
    .bind(partner_id)
    .bind(most)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("customer_id")?, row.try_get("month_spend")?))).collect()
}

pub const TERM_ORDERS: &str = "term_orders (order_no, customer_id, product, need, currency, paid_amount, renewed_amount, \
     ordered_on, expires_on)";
pub const TERM_ORDER_RESOURCES: &str = "term_order_resources (order_no, resource_id, specification, region, paid_amount, \
     expires_on, renewed_until)";

pub const INCENTIVE_LINES: &str = "incentive_lines (line_id, incentive_id, partner_id, period, order_id, customer_id, \
     customer_name, manager_user_id, product_type, billing_mode, reseller_id, spent_on, spend, rate, amount)";

/// A customer whose orders earn incentives.
pub struct SomeCustomer {
    pub customer_id: String,
    pub name: String,
    pub account_name: String,
    pub customer_type: i64,
    pub association_type: AssociationType,
    pub manager: Option<String>,
}

/// Some customers of a partner.
///
/// # Errors
/// When the database fails.
pub async fn some_customers(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<SomeCustomer>, Fault> {
    let rows = sqlx::query(
        "SELECT customer_id, name, account_name, customer_type, association_type, manager_user_id FROM customers
         WHERE partner_id = $1 ORDER BY customer_id LIMIT 40",
    )
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SomeCustomer {
                customer_id: row.try_get("customer_id")?,
                name: row.try_get("name")?,
                account_name: row.try_get("account_name")?,
                customer_type: row.try_get("customer_type")?,
                association_type: known(row, "association_type", AssociationType::parse)?,
                manager: row.try_get("manager_user_id")?,
            })
        })
        .collect()
}

/// How a partner stands with the engagement programme.
///
/// # Errors
/// When the database refuses.
pub async fn set_programme(
    conn: &mut AnyConnection,
    partner_id: &str,
    stage: PathStage,
    joined_at: Option<Timestamp>,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE partners SET path_stage = $1, programme_joined_at = $2, programme_joined_by = $3
         WHERE partner_id = $4",
    )
    .bind(stage.as_str())
    .bind(joined_at.map(Timestamp::seconds))
    .bind(joined_at.map(|_| "林岚"))
    .bind(partner_id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Who at the vendor looks after a partner.
///
/// # Errors
/// When the database refuses.
pub async fn set_reviewer(conn: &mut AnyConnection, partner_id: &str, pdm: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET pdm_user_id = $1 WHERE partner_id = $2")
        .bind(pdm)
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// As what an operator judges.
///
/// # Errors
/// When the database refuses.
pub async fn set_reviewer_role(
    conn: &mut AnyConnection,
    user_id: &str,
    role: ReviewerRole,
) -> Result<(), Fault> {
    sqlx::query("UPDATE users SET reviewer_role = $1 WHERE user_id = $2")
        .bind(role.as_str())
        .bind(user_id)
        .execute(conn)
        .await?;
    Ok(())
}

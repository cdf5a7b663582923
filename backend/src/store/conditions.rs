//! A `WHERE` clause made of fixed texts and bound values, for lists whose filters come and go; and their pages.
//!
//! What a user typed is only ever bound, never part of the text.

use crate::problem::{Fault, Refused};
use contract::{
    page::{DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET},
    text::Rule,
};
use futures_util::stream::BoxStream;
use sqlx::{
    Any, AnyConnection, AssertSqlSafe, Row,
    any::{AnyArguments, AnyRow},
    query::Query,
};

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    limit: u32,
    offset: u32,
}

impl Page {
    /// Position of its last row.
    #[must_use]
    pub const fn end(self) -> u64 {
        self.offset as u64 + self.limit as u64
    }

    /// # Errors
    /// `CBC.0100` with the field's name when `limit` is not 1–100 or `offset` is beyond what is published.
    pub fn of(limit: Option<u32>, offset: Option<u32>) -> Result<Self, Refused> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        let offset = offset.unwrap_or(0);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Refused::field("limit", Rule::OutOfRange));
        }
        if offset > MAX_OFFSET {
            return Err(Refused::field("offset", Rule::OutOfRange));
        }
        Ok(Self { limit, offset })
    }

    /// A stretch of a list that is read to its end, such as for an export.
    #[must_use]
    pub const fn stretch(offset: u32, limit: u32) -> Self {
        Self { limit, offset }
    }

    /// The first rows of a list that is not paged.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { limit, offset: 0 }
    }
}

#[derive(Clone)]
enum Value {
    Text(String),
    Number(i64),
}

/// Conditions that must all hold.
#[derive(Clone, Default)]
pub struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// A condition without a value.
    pub fn fixed(&mut self, sql: &'static str) {
        self.sql.push_str(if self.sql.is_empty() { "WHERE " } else { " AND " });
        self.sql.push_str(sql);
    }

    /// A condition with one `?`, for which `value` stands.
    pub fn text(&mut self, sql: &'static str, value: impl Into<String>) {
        self.fixed("");
        self.bound(sql, Value::Text(value.into()));
    }

    /// A condition with one `?`, for which `value` stands.
    pub fn number(&mut self, sql: &'static str, value: i64) {
        self.fixed("");
        self.bound(sql, Value::Number(value));
    }

    /// `column` is one of `values`; nothing is when there are none.
    pub fn one_of(&mut self, column: &'static str, values: impl IntoIterator<Item = String>) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return self.fixed("1 = 0");
        }
        self.fixed(column);
        self.sql.push_str(" IN (");
        for (position, value) in values.enumerate() {
            self.bound(if position == 0 { "?" } else { ", ?" }, Value::Text(value));
        }
        self.sql.push(')');
    }

    /// A condition with one `LIKE ?` (`ESCAPE '\\'`), for which a pattern stands that finds `part` anywhere.
    pub fn contains(&mut self, sql: &'static str, part: &str) {
        let escaped = part.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.text(sql, format!("%{escaped}%"));
    }

    /// One of two conditions with one `?` each, for which the same `value` stands.
    pub fn either(&mut self, [one, other]: [&'static str; 2], value: impl Into<String>) {
        let value = value.into();
        self.fixed("(");
        self.bound(one, Value::Text(value.clone()));
        self.sql.push_str(" OR ");
        self.bound(other, Value::Text(value));
        self.sql.push(')');
    }

    fn bound(&mut self, sql: &str, value: Value) {
        self.values.push(value);
        self.sql.push_str(&sql.replacen('?', &format!("${}", self.values.len()), 1));
    }

    /// Whether these conditions stand here and no others, each given as to [`Conditions::text`].
    #[must_use]
    pub fn are(&self, conditions: &[&'static str]) -> bool {
        let mut same = Self::default();
        for sql in conditions {
            same.text(sql, "");
        }
        self.sql == same.sql
    }

    /// Whether this condition is the first.
    #[must_use]
    pub fn begins_with(&self, sql: &'static str) -> bool {
        let rest = self.sql.strip_prefix("WHERE ");
        rest.is_some_and(|rest| rest.starts_with(&sql.replacen('?', "$1", 1)))
    }

    /// How many rows of `table` meet the conditions.
    pub async fn count(&self, conn: &mut AnyConnection, table: &'static str) -> Result<u32, Fault> {
        let row = self.query(format!("SELECT COUNT(*) FROM {table} {}", self.sql)).fetch_one(conn).await?;
        Ok(u32::try_from(row.try_get::<i64, _>(0)?).unwrap_or(u32::MAX))
    }

    /// `select` + the conditions + `order` + the page's limits + `then`.
    pub async fn rows(
        &self,
        conn: &mut AnyConnection,
        select: &'static str,
        order: &'static str,
        page: Page,
        then: &'static str,
    ) -> Result<Vec<AnyRow>, Fault> {
        let Page { limit, offset } = page;
        let sql = format!("{select} {} {order} LIMIT {limit} OFFSET {offset} {then}", self.sql);
        Ok(self.query(sql).fetch_all(conn).await?)
    }

    /// The same one by one, for lists that are longer than memory should hold: one statement, so one state of the database.
    pub fn stream<'c>(
        &self,
        conn: &'c mut AnyConnection,
        select: &'static str,
        order: &'static str,
        page: Page,
    ) -> BoxStream<'c, Result<AnyRow, sqlx::Error>> {
        let Page { limit, offset } = page;
        let sql = format!("{select} {} {order} LIMIT {limit} OFFSET {offset}", self.sql);
        self.query(sql).fetch(conn)
    }

    /// Out of fixed texts, placeholders and numbers only: nothing that was typed.
    fn query(&self, sql: String) -> Query<'static, Any, AnyArguments> {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in &self.values {
            query = match value {
                Value::Text(text) => query.bind(text.clone()),
                Value::Number(number) => query.bind(*number),
            };
        }
        query
    }
}

/// Reads a column whose text is one of a known set.
///
/// # Errors
/// When the column holds something else.
pub fn known<T>(row: &AnyRow, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    let text: String = row.try_get(column)?;
    parse(&text).ok_or_else(|| Fault::new(format!("column {column} holds an unknown value")))
}

/// The same for a column that can be null.
///
/// # Errors
/// When the column holds something else.
pub fn known_or_null<T>(
    row: &AnyRow,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let text: Option<String> = row.try_get(column)?;
    match text {
        None => Ok(None),
        Some(text) => parse(&text)
            .map(Some)
            .ok_or_else(|| Fault::new(format!("column {column} holds an unknown value"))),
    }
}

/// Reads hundredths.
///
/// # Errors
/// When the stored number is beyond [`contract::money::Amount::MAX`].
pub fn amount(row: &AnyRow, column: &str) -> Result<contract::money::Amount, Fault> {
    contract::money::Amount::from_minor(row.try_get(column)?)
        .ok_or_else(|| Fault::new(format!("column {column} is out of range")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_bound_and_its_wildcards_mean_themselves() {
        let mut conditions = Conditions::default();
        conditions.text("partner_id = ?", "p");
        conditions.contains("lower(name) LIKE lower(?) ESCAPE '\\'", " 100%_Off\\ ");
        conditions.one_of("status", ["A".to_owned(), "B".to_owned()]);
        assert_eq!(
            conditions.sql,
            "WHERE partner_id = $1 AND lower(name) LIKE lower($2) ESCAPE '\\' AND status IN ($3, $4)"
        );
        assert!(!conditions.are(&["partner_id = ?", "status IN (?)"]));
        assert!(matches!(&conditions.values[1], Value::Text(text) if text == "%100\\%\\_Off\\\\%"));
    }

    #[test]
    fn one_of_one_is_known_again() {
        let mut conditions = Conditions::default();
        conditions.text("partner_id = ?", "p");
        assert!(conditions.are(&["partner_id = ?"]));
        conditions.one_of("manager_user_id", ["u".to_owned()]);
        assert!(conditions.are(&["partner_id = ?", "manager_user_id IN (?)"]));
        assert!(!conditions.are(&["partner_id = ?"]));
    }

    #[test]
    fn a_page_outside_the_published_bounds_is_refused() {
        assert!(Page::of(Some(100), Some(40_000_000)).is_ok());
        for (limit, offset) in [(Some(0), None), (Some(101), None), (None, Some(40_000_001))] {
            assert!(Page::of(limit, offset).is_err());
        }
    }
}

//! All SQL on imports and their rows.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    filing_imports::{Import, ImportStatus, ResultCount, RowResult},
    ids::{FilingId, ImportId, UserId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const IMPORTS: &str = "SELECT import_id, partner_id, user_id, file_name, status, total_rows, started_at, changed_at \
     FROM filing_imports";
const ROWS: &str =
    "SELECT row_no, sealed, phone_mac, result, reasons, filing_id, applied FROM filing_import_rows";

/// A row of a file. Not `Debug`: it holds what somebody typed, if sealed.
#[derive(Clone)]
pub struct StoredRow {
    /// Line of the file.
    pub row_no: u32,
    pub sealed: String,
    pub phone_mac: String,
    pub result: RowResult,
    /// Refusals or review reasons, separated by commas.
    pub reasons: String,
    pub filing_id: Option<FilingId>,
    pub applied: bool,
}

fn number(row: &AnyRow, column: &str) -> Result<u32, Fault> {
    u32::try_from(row.try_get::<i64, _>(column)?)
        .map_err(|_| Fault::new(format!("column {column} is out of range")))
}

fn read_row(row: &AnyRow) -> Result<StoredRow, Fault> {
    Ok(StoredRow {
        row_no: number(row, "row_no")?,
        sealed: row.try_get("sealed")?,
        phone_mac: row.try_get("phone_mac")?,
        result: known(row, "result", RowResult::parse)?,
        reasons: row.try_get("reasons")?,
        filing_id: known_or_null(row, "filing_id", |text| text.parse().ok())?,
        applied: row.try_get::<i64, _>("applied")? != 0,
    })
}

/// The import without what its rows say, which [`with_counts`] adds.
fn read_import(row: &AnyRow) -> Result<Import, Fault> {
    Ok(Import {
        import_id: known(row, "import_id", |text| text.parse().ok())?,
        file_name: row.try_get("file_name")?,
        status: known(row, "status", ImportStatus::parse)?,
        total_rows: number(row, "total_rows")?,
        checked_rows: 0,
        applied_rows: 0,
        counts: Vec::new(),
        started_at: Timestamp::from_seconds(row.try_get("started_at")?),
        changed_at: Timestamp::from_seconds(row.try_get("changed_at")?),
    })
}

async fn with_counts(conn: &mut AnyConnection, mut import: Import) -> Result<Import, Fault> {
    let rows = sqlx::query(
        "SELECT result, COUNT(*) AS count, CAST(SUM(applied) AS BIGINT) AS applied FROM filing_import_rows
         WHERE import_id = $1 GROUP BY result",
    )
    .bind(import.import_id.as_str())
    .fetch_all(conn)
    .await?;
    for row in &rows {
        let count =
            ResultCount { result: known(row, "result", RowResult::parse)?, rows: number(row, "count")? };
        import.checked_rows += count.rows;
        import.applied_rows += number(row, "applied")?;
        import.counts.push(count);
    }
    import.counts.sort_by_key(|count| RowResult::ALL.iter().position(|known| *known == count.result));
    Ok(import)
}

/// An import of this member; of no other's.
pub async fn find(
    conn: &mut AnyConnection,
    user_id: &UserId,
    import_id: &ImportId,
) -> Result<Option<Import>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("import_id = ?", import_id.as_str());
    conditions.text("user_id = ?", user_id.as_str());
    let rows = conditions.rows(conn, IMPORTS, "", Page::first(1), "").await?;
    match rows.first() {
        None => Ok(None),
        Some(row) => Ok(Some(with_counts(conn, read_import(row)?).await?)),
    }
}

/// This member's imports that were changed after `since`, newest first.
pub async fn of_user(
    conn: &mut AnyConnection,
    user_id: &UserId,
    since: Timestamp,
    most: u32,
) -> Result<Vec<Import>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("user_id = ?", user_id.as_str());
    conditions.number("changed_at > ?", since.seconds());
    let order = "ORDER BY started_at DESC, import_id DESC";
    let rows = conditions.rows(conn, IMPORTS, order, Page::first(most), "").await?;
    let mut imports = Vec::new();
    for row in &rows {
        imports.push(with_counts(conn, read_import(row)?).await?);
    }
    Ok(imports)
}

/// Adds an import without rows.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &str,
    user_id: &UserId,
    import: &Import,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO filing_imports (import_id, partner_id, user_id, file_name, status, total_rows, started_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(import.import_id.as_str())
    .bind(partner_id)
    .bind(user_id.as_str())
    .bind(&import.file_name)
    .bind(import.status.as_str())
    .bind(i64::from(import.total_rows))
    .bind(import.started_at.seconds())
    .bind(import.changed_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes where the import stands, and that it was worked on now.
pub async fn set_status(
    conn: &mut AnyConnection,
    import_id: &ImportId,
    status: ImportStatus,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE filing_imports SET status = $2, changed_at = $3 WHERE import_id = $1")
        .bind(import_id.as_str())
        .bind(status.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// Those of the rows that were handed over already.
pub async fn known_rows(
    conn: &mut AnyConnection,
    import_id: &ImportId,
    row_nos: &[u32],
) -> Result<Vec<StoredRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("import_id = ?", import_id.as_str());
    // Compared as a number: the column is one, and the value is bound as such.
    let (least, most) = (row_nos.iter().min().copied(), row_nos.iter().max().copied());
    conditions.number("row_no >= ?", i64::from(least.unwrap_or(0)));
    conditions.number("row_no <= ?", i64::from(most.unwrap_or(0)));
    let rows = conditions
        .rows(conn, ROWS, "ORDER BY row_no", Page::first(contract::filing_imports::MAX_ROWS), "")
        .await?;
    rows.iter().map(read_row).collect()
}

/// Numbers of these that rows of the import have already.
pub async fn known_phones(
    conn: &mut AnyConnection,
    import_id: &ImportId,
    macs: impl IntoIterator<Item = String>,
) -> Result<Vec<String>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("import_id = ?", import_id.as_str());
    conditions.one_of("phone_mac", macs);
    let select = "SELECT DISTINCT phone_mac FROM filing_import_rows";
    let most = Page::first(contract::filing_imports::MAX_ROWS);
    let rows = conditions.rows(conn, select, "", most, "").await?;
    rows.iter().map(|row| Ok(row.try_get("phone_mac")?)).collect()
}

/// Adds a row, not applied.
pub async fn add_row(conn: &mut AnyConnection, import_id: &ImportId, row: &StoredRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO filing_import_rows (import_id, row_no, sealed, phone_mac, result, reasons)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(import_id.as_str())
    .bind(i64::from(row.row_no))
    .bind(&row.sealed)
    .bind(&row.phone_mac)
    .bind(row.result.as_str())
    .bind(&row.reasons)
    .execute(conn)
    .await?;
    Ok(())
}

/// The next rows that have no result yet, in the order of the file.
pub async fn to_apply(
    conn: &mut AnyConnection,
    import_id: &ImportId,
    most: u32,
) -> Result<Vec<StoredRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("import_id = ?", import_id.as_str());
    conditions.fixed("applied = 0");
    let rows = conditions.rows(conn, ROWS, "ORDER BY row_no", Page::first(most), "").await?;
    rows.iter().map(read_row).collect()
}

/// Writes what became of a row.
pub async fn applied(conn: &mut AnyConnection, import_id: &ImportId, row: &StoredRow) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE filing_import_rows SET result = $3, reasons = $4, filing_id = $5, applied = 1
         WHERE import_id = $1 AND row_no = $2",
    )
    .bind(import_id.as_str())
    .bind(i64::from(row.row_no))
    .bind(row.result.as_str())
    .bind(&row.reasons)
    .bind(row.filing_id.as_ref().map(FilingId::as_str))
    .execute(conn)
    .await?;
    Ok(())
}

/// Throws away the rows that were not applied.
pub async fn drop_waiting(conn: &mut AnyConnection, import_id: &ImportId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM filing_import_rows WHERE import_id = $1 AND applied = 0")
        .bind(import_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// A page of rows in the order of the file, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    import_id: &ImportId,
    failed_only: bool,
    page: Page,
) -> Result<(Vec<StoredRow>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("import_id = ?", import_id.as_str());
    if failed_only {
        let failures = RowResult::ALL.into_iter().filter(|result| result.is_failure());
        conditions.one_of("result", failures.map(|result| result.as_str().to_owned()));
    }
    let total = conditions.count(conn, "filing_import_rows").await?;
    let rows = conditions.rows(conn, ROWS, "ORDER BY row_no", page, "").await?;
    Ok((rows.iter().map(read_row).collect::<Result<_, _>>()?, total))
}

/// Throws away imports that nobody has worked on since `before`, with their rows.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM filing_import_rows WHERE import_id IN
             (SELECT import_id FROM filing_imports WHERE changed_at <= $1)",
    )
    .bind(before.seconds())
    .execute(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM filing_imports WHERE changed_at <= $1")
        .bind(before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

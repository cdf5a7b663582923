//! The chains in the database: append and read, nothing else.

use crate::{problem::Fault, secret};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::fmt::Write as _;

/// A row without its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub chain: String,
    pub at: i64,
    pub actor: String,
    pub session: String,
    pub address: String,
    pub action: String,
    pub object: String,
    pub result: String,
    pub detail: String,
    pub request_id: String,
}

/// A row in its place.
#[derive(Clone, Debug)]
pub struct Link {
    pub seq: i64,
    pub entry: Entry,
    pub prev_hash: String,
    pub hash: String,
}

impl Entry {
    /// SHA-256 over the previous hash and every column, each with its length, so that nothing can move from one
    /// column to the next.
    #[must_use]
    pub fn hash(&self, seq: i64, prev_hash: &str) -> String {
        let (seq, at) = (seq.to_string(), self.at.to_string());
        let columns = [
            prev_hash,
            &self.chain,
            &seq,
            &at,
            &self.actor,
            &self.session,
            &self.address,
            &self.action,
            &self.object,
            &self.result,
            &self.detail,
            &self.request_id,
        ];
        let canonical = columns.iter().fold(String::new(), |mut text, column| {
            let _ = writeln!(text, "{}:{column}", column.len());
            text
        });
        secret::sha256_hex(canonical.as_bytes())
    }
}

/// Adds a row at the end of its chain.
pub async fn append(conn: &mut AnyConnection, entry: Entry) -> Result<(), Fault> {
    let last = sqlx::query("SELECT seq, hash FROM audit WHERE chain = $1 ORDER BY seq DESC LIMIT 1")
        .bind(&entry.chain)
        .fetch_optional(&mut *conn)
        .await?;
    let (seq, prev_hash) = match last {
        Some(row) => (row.try_get::<i64, _>("seq")? + 1, row.try_get::<String, _>("hash")?),
        None => (1, String::new()),
    };
    sqlx::query(
        "INSERT INTO audit (chain, seq, at, actor, session, address, action, object, result, detail, request_id,
                            prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(&entry.chain)
    .bind(seq)
    .bind(entry.at)
    .bind(&entry.actor)
    .bind(&entry.session)
    .bind(&entry.address)
    .bind(&entry.action)
    .bind(&entry.object)
    .bind(&entry.result)
    .bind(&entry.detail)
    .bind(&entry.request_id)
    .bind(&prev_hash)
    .bind(entry.hash(seq, &prev_hash))
    .execute(conn)
    .await?;
    Ok(())
}

/// All chains.
pub async fn chains(conn: &mut AnyConnection) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar("SELECT DISTINCT chain FROM audit ORDER BY chain").fetch_all(conn).await?)
}

/// The rows of a chain after `seq`, in order, at most `limit`.
pub async fn links(
    conn: &mut AnyConnection,
    chain: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Link>, Fault> {
    let rows = sqlx::query("SELECT * FROM audit WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3")
        .bind(chain)
        .bind(after)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(link).collect()
}

fn link(row: &AnyRow) -> Result<Link, Fault> {
    Ok(Link {
        seq: row.try_get("seq")?,
        entry: Entry {
            chain: row.try_get("chain")?,
            at: row.try_get("at")?,
            actor: row.try_get("actor")?,
            session: row.try_get("session")?,
            address: row.try_get("address")?,
            action: row.try_get("action")?,
            object: row.try_get("object")?,
            result: row.try_get("result")?,
            detail: row.try_get("detail")?,
            request_id: row.try_get("request_id")?,
        },
        prev_hash: row.try_get("prev_hash")?,
        hash: row.try_get("hash")?,
    })
}

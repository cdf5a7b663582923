//! Proves that the book is right: every entry balanced, every balance the sum of its lines. `backend book-check` runs it,
//! and so does every test over HTTP when it ends.

use super::store;
use crate::problem::Fault;
use sqlx::AnyConnection;

/// A balance beside what it should be, in hundredths.
pub(super) struct Balances {
    pub what: String,
    pub kept: i64,
    pub sum: i64,
}

/// Everything that is wrong, in words; empty when the book is right.
///
/// # Errors
/// When the database cannot be read.
pub async fn flaws(conn: &mut AnyConnection) -> Result<Vec<String>, Fault> {
    let unbalanced = store::unbalanced(conn).await?.into_iter();
    let mut flaws: Vec<String> =
        unbalanced.map(|entry_id| format!("entry {entry_id} does not sum to zero")).collect();
    for Balances { what, kept, sum } in store::balances(conn).await? {
        if kept != sum {
            flaws.push(format!("{what} is kept as {kept} and its lines sum to {sum}"));
        }
    }
    Ok(flaws)
}

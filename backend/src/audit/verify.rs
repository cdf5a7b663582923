//! Checks every chain from its first row. The newest rows of a chain can be cut off unseen by this check alone: note
//! the reported head somewhere else to be sure of those as well.

use super::store::{self, Link};
use crate::problem::Fault;
use sqlx::AnyConnection;

/// Rows that are read at a time.
const STEP: i64 = 1_000;

/// What the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub rows: u64,
    /// Chain, number of its newest row, hash of it.
    pub heads: Vec<(String, i64, String)>,
    /// The first bad row of each bad chain.
    pub broken: Vec<Broken>,
}

/// A row that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub chain: String,
    pub seq: i64,
    pub why: &'static str,
}

/// Checks all chains.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(conn: &mut AnyConnection) -> Result<Report, Fault> {
    let mut report = Report { rows: 0, heads: Vec::new(), broken: Vec::new() };
    for chain in store::chains(conn).await? {
        let (mut seq, mut hash) = (0, String::new());
        'chain: loop {
            let links = store::links(conn, &chain, seq, STEP).await?;
            if links.is_empty() {
                report.heads.push((chain, seq, hash));
                break;
            }
            for link in links {
                if let Some(why) = flaw(&link, seq, &hash) {
                    report.broken.push(Broken { chain, seq: link.seq, why });
                    break 'chain;
                }
                report.rows += 1;
                (seq, hash) = (link.seq, link.hash);
            }
        }
    }
    Ok(report)
}

fn flaw(link: &Link, previous: i64, hash: &str) -> Option<&'static str> {
    if link.seq != previous + 1 {
        Some("rows before it are missing")
    } else if link.prev_hash != hash {
        Some("it does not follow the row before it")
    } else if link.hash != link.entry.hash(link.seq, hash) {
        Some("it was changed")
    } else {
        None
    }
}

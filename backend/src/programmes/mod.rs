//! The partner customer engagement programme: who joined, and what that opens (domain F).

mod handlers;
pub mod store;

use crate::{
    http::router::Router,
    problem::{Fault, Refused},
};
use contract::{problem::ErrorCode, programmes, time::Timestamp};
use sqlx::AnyConnection;

const YEAR_S: i64 = 365 * 86_400;

/// Serves the endpoints of [`contract::programmes`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router.fetch(programmes::SHOW, handlers::show).submit(programmes::JOIN, handlers::join)
}

/// Nothing, or that the programme was not joined.
///
/// # Errors
/// `CBC.99100040`.
pub async fn joined(conn: &mut AnyConnection, partner_id: &str) -> Result<(), Refused> {
    let standing = store::standing(conn, partner_id).await?;
    if standing.joined_at.is_some() { Ok(()) } else { Err(ErrorCode::ProgrammeNotJoined.into()) }
}

/// Whether the vendor may give this partner an opportunity (domain F, eligibility).
///
/// # Errors
/// When the database fails.
pub async fn may_receive(conn: &mut AnyConnection, partner_id: &str, now: Timestamp) -> Result<bool, Fault> {
    let standing = store::standing(conn, partner_id).await?;
    let delivered = store::delivered_since(conn, partner_id, now.plus_seconds(-YEAR_S)).await?;
    Ok(standing.joined_at.is_some() && programmes::may_receive(standing.path_stage, delivered))
}

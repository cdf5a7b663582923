//! Showing how this partner stands, and joining.

use super::{YEAR_S, store};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused},
    session::{principal::Member, store as users},
};
use contract::{
    problem::ErrorCode,
    programmes::{Commitment, JoinDraft, Programme},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Programme, Refused> {
    Ok(programme(&mut cx.conn, who, cx.now).await?)
}

/// Joining twice is joining once.
pub(super) async fn join(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: JoinDraft,
) -> Result<Programme, Refused> {
    if !Commitment::ALL.iter().all(|commitment| draft.commitments.contains(commitment)) {
        return Err(ErrorCode::NotesNotAccepted.into());
    }
    if store::join(&mut cx.tx, who.partner_id.as_str(), &who.name, cx.now).await? {
        cx.audit("programme.join", who.partner_id.to_string(), json!({ "programme": "engagement" }));
    }
    Ok(programme(&mut cx.tx, who, cx.now).await?)
}

async fn programme(conn: &mut AnyConnection, who: &Member, now: Timestamp) -> Result<Programme, Fault> {
    let partner_id = who.partner_id.as_str();
    let standing = store::standing(conn, partner_id).await?;
    let administrators = users::administrators(conn, &who.partner_id).await?;
    Ok(Programme {
        joined_at: standing.joined_at,
        joined_by: standing.joined_by,
        path_stage: standing.path_stage,
        delivered_last_year: store::delivered_since(conn, partner_id, now.plus_seconds(-YEAR_S)).await?,
        administrators: administrators.into_iter().map(|(_, name)| name).collect(),
    })
}

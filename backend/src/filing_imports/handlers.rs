//! Beginning, looking at and ending an import.

use super::store;
use crate::{
    filings::may_develop,
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    filing_imports::{
        Import, ImportDraft, ImportRow, ImportRowQuery, ImportRows, ImportStatus, Imports, KEPT_S, MAX_ROWS,
    },
    ids::ImportId,
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Imports of one member that can be under way at the same time.
const MAX_OPEN: u32 = 10;
/// Imports that the list shows.
const SHOWN: u32 = 100;

pub(super) async fn list(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Imports, Refused> {
    let since = cx.now.plus_seconds(-KEPT_S);
    Ok(Imports { imports: store::of_user(&mut cx.conn, &who.user_id, since, SHOWN).await? })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (import_id,): (ImportId,),
    (): (),
) -> Result<Import, Refused> {
    own(&mut cx.conn, who, &import_id, cx.now).await
}

pub(super) async fn start(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: ImportDraft,
) -> Result<Import, Refused> {
    may_develop(&cx.caller, who)?;
    if !(1..=MAX_ROWS).contains(&draft.total_rows) {
        return Err(Refused::field("total_rows", Rule::OutOfRange));
    }
    let since = cx.now.plus_seconds(-KEPT_S);
    let recent = store::of_user(&mut cx.tx, &who.user_id, since, SHOWN).await?;
    let used =
        u32::try_from(recent.iter().filter(|import| import.status.is_open()).count()).unwrap_or(u32::MAX);
    if used >= MAX_OPEN {
        let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
        problem.limit = Some(MAX_OPEN);
        problem.used = Some(used);
        return Err(problem.into());
    }
    let import = Import {
        import_id: format!("i-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?,
        file_name: draft.file_name.into(),
        status: ImportStatus::Checking,
        total_rows: draft.total_rows,
        checked_rows: 0,
        applied_rows: 0,
        counts: Vec::new(),
        started_at: cx.now,
        changed_at: cx.now,
    };
    store::add(&mut cx.tx, who.partner_id.as_str(), &who.user_id, &import).await?;
    cx.audit("filing_import.start", import.import_id.as_str(), json!({ "rows": import.total_rows }));
    Ok(import)
}

pub(super) async fn cancel(
    cx: &mut Change,
    who: &Member,
    (import_id,): (ImportId,),
    (): (),
) -> Result<Import, Refused> {
    let import = own(&mut cx.tx, who, &import_id, cx.now).await?;
    if !import.status.is_open() {
        return Err(not_in_this_state(&import));
    }
    store::drop_waiting(&mut cx.tx, &import_id).await?;
    store::set_status(&mut cx.tx, &import_id, ImportStatus::Cancelled, cx.now).await?;
    cx.audit("filing_import.cancel", import_id.as_str(), json!({ "applied": import.applied_rows }));
    own(&mut cx.tx, who, &import_id, cx.now).await
}

pub(super) async fn rows(
    cx: &mut Read,
    who: &Member,
    (import_id,): (ImportId,),
    query: ImportRowQuery,
) -> Result<ImportRows, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    own(&mut cx.conn, who, &import_id, cx.now).await?;
    let (found, total_count) = store::page(&mut cx.conn, &import_id, query.failed_only, page).await?;
    let mut rows = Vec::new();
    for row in &found {
        rows.push(ImportRow {
            filing: super::rows::open(&cx.app, &import_id, row)?,
            outcome: super::rows::outcome(row),
        });
    }
    Ok(ImportRows { rows, total_count })
}

/// The member's own import.
///
/// # Errors
/// `NotFound` for one of somebody else, one that does not exist, and one whose time is over.
pub(super) async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    import_id: &ImportId,
    now: Timestamp,
) -> Result<Import, Refused> {
    let found = store::find(conn, &who.user_id, import_id).await?;
    found
        .filter(|import| import.changed_at.plus_seconds(KEPT_S) > now)
        .ok_or_else(|| ErrorCode::NotFound.into())
}

pub(super) fn not_in_this_state(import: &Import) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(import.status.as_str().to_owned());
    problem.into()
}

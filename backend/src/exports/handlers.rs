//! Asking for a file, one's own files, fetching one.

use super::{
    Words, producing,
    store::{self, Stored},
};
use crate::{
    audit::{self, Note},
    http::{
        change::{Change, Read},
        file::File,
    },
    jobs::{self, JobKind},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Kind, SignedIn},
    store::conditions::Page,
};
use contract::{
    exports::{Export, ExportDraft, ExportPage, ExportQuery, ExportStatus, PER_HOUR},
    ids::ExportId,
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;

const HOUR_S: i64 = 3_600;

pub(super) async fn create(
    cx: &mut Change,
    user: &SignedIn,
    (): (),
    draft: ExportDraft,
) -> Result<Export, Refused> {
    let Kind::Member(who) = &user.kind else { return Err(ErrorCode::AccessDenied.into()) };
    if !who.can(draft.of.permission()) {
        return Err(ErrorCode::AccessDenied.into());
    }
    if !draft.of.formats().contains(&draft.format) {
        return Err(Refused::field("format", Rule::Unexpected));
    }
    let since = cx.now.plus_seconds(-HOUR_S);
    if let Some(oldest) = store::oldest_of(&mut cx.tx, &user.user_id, since, PER_HOUR).await? {
        let wait = oldest.seconds() + HOUR_S - cx.now.seconds();
        return Err(Refused::wait(ErrorCode::TooManyRequests, u32::try_from(wait.max(1)).unwrap_or(1)));
    }
    let words = Words(user.language);
    let sheet = producing::describe(&mut cx.tx, who, &draft.of, words, cx.now).await?;
    let most = draft.format.max_rows();
    if sheet.rows_total > most {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = Some(most);
        problem.used = Some(sheet.rows_total);
        return Err(problem.into());
    }
    let export = Export {
        export_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        of: draft.of,
        format: draft.format,
        status: ExportStatus::Queued,
        rows_done: 0,
        rows_total: sheet.rows_total,
        created_at: cx.now,
        finished_at: None,
        expire_at: None,
        bytes: None,
        failure: None,
    };
    let stored = Stored {
        export: export.clone(),
        partner_id: who.partner_id.clone(),
        user_id: user.user_id.clone(),
        language: user.language,
        tries: 0,
    };
    store::add(&mut cx.tx, &stored).await?;
    jobs::schedule(&mut cx.tx, JobKind::ExportMade, export.export_id.as_str(), cx.now).await?;
    cx.wakes_jobs = true;
    cx.audit(
        "export.create",
        export.export_id.to_string(),
        json!({ "permission": export.of.permission(), "format": export.format, "rows": export.rows_total }),
    );
    Ok(export)
}

pub(super) async fn list(
    cx: &mut Read,
    user: &SignedIn,
    (): (),
    query: ExportQuery,
) -> Result<ExportPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (stored, total_count) = store::page(&mut cx.conn, &user.user_id, page).await?;
    let now = cx.now;
    let exports = stored.into_iter().map(|stored| as_of(stored.export, now)).collect();
    Ok(ExportPage { exports, total_count })
}

/// No rule waits for a job: what is kept no longer is expired, whether or not its file is gone already.
fn as_of(export: Export, now: Timestamp) -> Export {
    let is_over = export.expire_at.is_some_and(|end| now >= end);
    if is_over && export.status == ExportStatus::Completed {
        return Export { status: ExportStatus::Expired, ..export };
    }
    export
}

pub(super) async fn file(cx: &mut Read, user: &SignedIn, (id,): (ExportId,)) -> Result<File, Refused> {
    let found = store::find_any(&mut cx.conn, &id).await?.filter(|stored| stored.user_id == user.user_id);
    let stored = found.ok_or(ErrorCode::NotFound)?;
    let words = Words(stored.language);
    let export = as_of(stored.export, cx.now);
    let Kind::Member(who) = &user.kind else { return Err(ErrorCode::AccessDenied.into()) };
    if !who.can(export.of.permission()) {
        return Err(ErrorCode::AccessDenied.into());
    }
    match export.status {
        ExportStatus::Completed => {}
        ExportStatus::Expired => return Err(ErrorCode::DeadlinePassed.into()),
        ExportStatus::Queued | ExportStatus::Running | ExportStatus::Failed => {
            let mut problem = Problem::new(ErrorCode::NotInThisState, sentence(ErrorCode::NotInThisState));
            problem.current_status = Some(export.status.as_str().to_owned());
            return Err(problem.into());
        }
    }
    let content = cx.app.files.read(&id).await?;
    // A read, yet what leaves the house is in the audit.
    let mut tx = cx.app.store.write().await?;
    let note = Note::done("export.download", id.to_string(), json!({ "bytes": content.len() }));
    audit::event(&mut tx, cx.now, &cx.call, Some(user), &note).await?;
    tx.commit().await?;
    Ok(File {
        media_type: export.format.media_type(),
        content,
        name: Some([&producing::name(&export.of, words), ".", export.format.as_str()].concat()),
    })
}

//! Making, listing and showing one's own.

use super::store::{self, Stored};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
    store::conditions::Page,
    work_queue,
};
use contract::{
    ids::SuggestionId,
    problem::{ErrorCode, Problem},
    suggestions::{PER_DAY, Suggestion, SuggestionDraft, SuggestionList, SuggestionQuery, SuggestionStatus},
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;

pub(super) async fn suggest(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: SuggestionDraft,
) -> Result<Suggestion, Refused> {
    let today = cx.now.china_day().china_midnight();
    let used = store::made_since(&mut cx.tx, &who.partner_id, &who.user_id, today).await?;
    if used >= PER_DAY {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = Some(PER_DAY);
        problem.used = Some(used);
        return Err(problem.into());
    }
    let suggestion_id: SuggestionId =
        format!("sg-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    let suggestion = Suggestion {
        suggestion_id,
        kind: draft.kind,
        page: draft.page,
        text: draft.text.into(),
        may_contact: draft.may_contact,
        status: SuggestionStatus::Submitted,
        submitted_at: cx.now,
        answer: None,
        answered_at: None,
    };
    let stored = Stored {
        partner_id: who.partner_id.clone(),
        user_id: who.user_id.clone(),
        suggestion: suggestion.clone(),
    };
    store::add(&mut cx.tx, &stored).await?;
    let note = suggestion.page.as_ref().map_or_else(String::new, |page| page.as_str().to_owned());
    let item = WorkItem {
        suggestion_id: Some(suggestion.suggestion_id.clone()),
        ..work_queue::asked(WorkItemKind::AnswerSuggestion, &who.partner_id, &who.partner_name, note, cx.now)?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    // What was said is not repeated in the log.
    let detail = json!({ "kind": suggestion.kind, "page": suggestion.page });
    cx.audit("suggestion.make", suggestion.suggestion_id.as_str(), detail);
    Ok(suggestion)
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: SuggestionQuery,
) -> Result<SuggestionList, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (suggestions, total_count) =
        store::page(&mut cx.conn, &who.partner_id, &who.user_id, query.status, page).await?;
    Ok(SuggestionList { suggestions, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (suggestion_id,): (SuggestionId,),
    (): (),
) -> Result<Suggestion, Refused> {
    let stored = store::find_any(&mut cx.conn, &suggestion_id).await?;
    let own = stored.filter(|stored| stored.partner_id == who.partner_id && stored.user_id == who.user_id);
    Ok(own.ok_or(ErrorCode::NotFound)?.suggestion)
}

//! What the vendor's operator sees, and what its answer does: called by the work queue in the transaction of the answer.

use super::store::{self, Stored};
use crate::{
    associations::store::standing,
    http::change::{Change, Read},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
    session::principal::OperatorUser,
};
use contract::{
    demo::Channel,
    ids::SuggestionId,
    notifications::About as Page,
    problem::{ErrorCode, Problem},
    suggestions::SuggestionCase,
};

/// The suggestion, and who may be asked back.
pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (suggestion_id,): (SuggestionId,),
    (): (),
) -> Result<SuggestionCase, Refused> {
    let stored = store::find_any(&mut cx.conn, &suggestion_id).await?.ok_or(ErrorCode::NotFound)?;
    let partner = standing(&mut cx.conn, stored.partner_id.as_str()).await?;
    let contact = if stored.suggestion.may_contact {
        store::author(&mut cx.conn, &stored.user_id).await?
    } else {
        None
    };
    Ok(SuggestionCase { partner_name: partner.name, suggestion: stored.suggestion, contact })
}

/// Writes the answer, and tells the author.
///
/// # Errors
/// `NotInThisState` when it was answered before.
pub async fn answered(
    cx: &mut Change,
    suggestion_id: &SuggestionId,
    accepted: bool,
    answer: &str,
) -> Result<(), Refused> {
    let stored = store::find_any(&mut cx.tx, suggestion_id).await?;
    let stored = stored.ok_or_else(|| Fault::new("a work item about a suggestion that is not there"))?;
    let status = stored.suggestion.status.answered(accepted).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(stored.suggestion.status.as_str().to_owned());
        problem
    })?;
    store::answer(&mut cx.tx, suggestion_id, status, answer, cx.now).await?;
    cx.send(letter(&stored, accepted, answer)).await?;
    Ok(())
}

fn letter(stored: &Stored, accepted: bool, answer: &str) -> Message {
    let (zh, en) = if accepted {
        ("您的建议已采纳", "Your suggestion was taken up")
    } else {
        ("您的建议已答复", "Your suggestion was answered")
    };
    Message {
        kind: "SUGGESTION_ANSWERED",
        to: Recipient::User(stored.user_id.clone()),
        about: Some(About::page(Page::Suggestions)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh, format!("{zh}。答复：{answer}")),
        en: Letter::new(en, format!("{en}. Answer: {answer}")),
        secret: false,
    }
}

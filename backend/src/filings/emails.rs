//! Another address for the invitation, while the filing is in force.

use super::{
    filer::{self, Filer},
    handlers::{may_develop, seen, show_one},
    lifecycle::not_in_this_state,
    store,
};
use crate::{http::change::Change, masking, problem::Refused, session::principal::Member};
use contract::{
    filing_rules::{FilingRefusal, Verdict},
    filings::{EmailDraft, Filing, FilingStatus},
    ids::FilingId,
    problem::ErrorCode,
};
use serde_json::json;

pub(super) async fn set(
    cx: &mut Change,
    who: &Member,
    (filing_id,): (FilingId,),
    draft: EmailDraft,
) -> Result<Filing, Refused> {
    may_develop(&cx.caller, who)?;
    let mut filing = seen(&mut cx.tx, who, &filing_id, cx.now).await?;
    if filing.status != FilingStatus::Filed || filing.has_lapsed(cx.now) {
        let status = if filing.has_lapsed(cx.now) { FilingStatus::Expired } else { filing.status };
        return Err(not_in_this_state(ErrorCode::NotInThisState, status));
    }
    if filing.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    let before = std::mem::replace(&mut filing.email, draft.email.into());
    // An account is found by its address too: nobody comes in by the back door.
    let filer = Filer::of(&mut cx.tx, who).await?;
    if let Verdict::Refused(mut reasons) = filer.verdict_of(&mut cx.tx, &filing, cx.now).await? {
        reasons.retain(|reason| *reason != FilingRefusal::FiledByYou);
        if !reasons.is_empty() {
            return Err(filer::refused(reasons));
        }
    }
    filing.version += 1;
    if !store::save(&mut cx.tx, &filing, draft.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let detail = json!({ "before": masking::email(&before), "after": masking::email(&filing.email) });
    cx.audit("filing.email", filing_id.as_str(), detail);
    show_one(&mut cx.tx, filing, cx.now).await
}

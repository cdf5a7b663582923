//! The vendor's operator has looked at a filing.

use super::{lifecycle, store};
use crate::{
    http::change::Change,
    outbox::{About, Letter, Message, Recipient},
    problem::Refused,
};
use contract::{
    demo::Channel,
    filings::{FilingEvent, FilingStatus},
    ids::FilingId,
    notifications::About as Page,
    problem::ErrorCode,
};

/// Approves the filing or rejects it with `answer`, which the partner reads, and tells the member whose filing it is.
/// A customer who has associated meanwhile needs no answer: then nothing happens.
///
/// # Errors
/// `NotFound`, `NotInThisState`, `Changed`.
pub async fn reviewed(
    cx: &mut Change,
    filing_id: &FilingId,
    approved: bool,
    answer: &str,
) -> Result<(), Refused> {
    let Some(mut filing) = store::find_any(&mut cx.tx, filing_id).await? else {
        return Err(ErrorCode::NotFound.into());
    };
    if filing.status == FilingStatus::Associated {
        return Ok(());
    }
    let event = if approved { FilingEvent::Approve } else { FilingEvent::Reject };
    filing.opinion = (!approved).then(|| answer.to_owned());
    lifecycle::step(&mut cx.tx, &mut filing, event, cx.now).await?;
    let name = filing.masked_name();
    let (zh, en) = if approved {
        (
            Letter::new(
                "客户报备已通过审核",
                format!("{name} 的报备已通过审核，15 天内有效，现在可以邀请。"),
            ),
            Letter::new(
                "A customer filing was approved",
                format!(
                    "The filing of {name} was approved. It is in force for 15 days; you can invite the customer now."
                ),
            ),
        )
    } else {
        (
            Letter::new("客户报备未通过审核", format!("{name} 的报备未通过审核。答复：{answer}")),
            Letter::new(
                "A customer filing was rejected",
                format!("The filing of {name} was rejected. Answer: {answer}"),
            ),
        )
    };
    cx.send(Message {
        kind: "FILING_REVIEWED",
        to: Recipient::User(filing.manager_user_id),
        about: Some(About::one(Page::Filings, &filing.filing_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh,
        en,
        secret: false,
    })
    .await?;
    Ok(())
}

//! What the two are told. The note stays in the product: it may name customers.

use crate::outbox::{About, Letter, Message, Recipient};
use contract::{covers::Cover, demo::Channel, ids::UserId, notifications::About as Page};

/// To both, when it is agreed.
pub(super) fn begun(cover: &Cover) -> [Message; 2] {
    let Cover { owner, colleague, first_day, last_day, .. } = cover;
    [
        message(
            "COVER_TAKEN",
            &cover.colleague_user_id,
            Letter::new(
                format!("您将代 {owner} 处理工作"),
                format!(
                    "{first_day} 至 {last_day}，您可以查看并处理 {owner} 的客户、报备、邀请和到期事项。交接说明请在“组织 > 代班”中查看。"
                ),
            ),
            Letter::new(
                format!("You cover for {owner}"),
                format!(
                    "From {first_day} to {last_day} you see and work on the customers, filings, invitations and deadlines of \
                     {owner}. The handover note stands under Organization > Cover."
                ),
            ),
        ),
        message(
            "COVER_GIVEN",
            &cover.owner_user_id,
            Letter::new(
                format!("{colleague} 将代您处理工作"),
                format!(
                    "{first_day} 至 {last_day}，您的客户、报备、邀请和到期事项由 {colleague} 代为处理，到期自动结束。"
                ),
            ),
            Letter::new(
                format!("{colleague} covers for you"),
                format!(
                    "From {first_day} to {last_day} {colleague} works on your customers, filings, invitations and deadlines. \
                     It ends by itself."
                ),
            ),
        ),
    ]
}

/// To both, when one of them ends it before its time.
pub(super) fn ended(cover: &Cover) -> [Message; 2] {
    let Cover { owner, colleague, ended_by, .. } = cover;
    let by = ended_by.as_deref().unwrap_or_default();
    [&cover.owner_user_id, &cover.colleague_user_id].map(|to| {
        message(
            "COVER_ENDED",
            to,
            Letter::new(
                "代班已提前结束",
                format!("{by} 提前结束了 {colleague} 代 {owner} 处理工作的安排，即刻生效。"),
            ),
            Letter::new(
                "A cover was ended",
                format!(
                    "{by} ended the cover of {colleague} for {owner} before its time. It counts at once."
                ),
            ),
        )
    })
}

fn message(kind: &'static str, to: &UserId, zh: Letter, en: Letter) -> Message {
    Message {
        kind,
        to: Recipient::User(to.clone()),
        about: Some(About::page(Page::Covers)),
        channels: vec![Channel::Email, Channel::InSite],
        zh,
        en,
        secret: false,
    }
}

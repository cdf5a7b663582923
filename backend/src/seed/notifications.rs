//! What the demo's people were told before anybody came: deadlines that are open, and a few things to know.

use crate::{
    deadlines::store as deadlines,
    incentives::PeriodOf,
    notifications::{self, store as notified},
    outbox::{About, Letter, Message, Recipient, times},
    problem::Fault,
    seed::{
        partners::{CAIZHI, YUNFAN, user_id},
        planting::DAY_S,
    },
    store::Tx,
};
use contract::{
    deadlines::{Deadline, DeadlineKind},
    demo::Channel,
    ids::{NotificationId, PartnerId, UserId},
    notifications::{About as Page, Topic},
    time::Timestamp,
};

/// Deadlines of a kind that somebody was told about.
const SHOWN: u32 = 2;

pub(super) async fn plant(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    let mut number = 100_000;
    let (shared, _) =
        deadlines::opportunities(tx, YUNFAN, DeadlineKind::AcceptOpportunity, now, SHOWN).await?;
    let (periods, _) = deadlines::incentive_confirmations(tx, YUNFAN, now, SHOWN).await?;
    let (statements, _) = deadlines::statements(tx, CAIZHI, now, SHOWN).await?;
    for account in ["yunfan-admin", "yunfan-admin2"] {
        let user: UserId = id(&user_id(account))?;
        tell(tx, &mut number, &user, certified(), now.plus_seconds(-9 * DAY_S), true).await?;
        tell(tx, &mut number, &user, forwarded(), now.plus_seconds(-3 * DAY_S), false).await?;
        for one in &periods {
            let period = one.about_id.parse().map_err(|_| Fault::new("a period that is none"))?;
            let of = PeriodOf { partner_id: id::<PartnerId>(YUNFAN)?, period };
            tell(tx, &mut number, &user, to_confirm(one, &of), now.plus_seconds(-2 * DAY_S), false).await?;
        }
        for one in &shared {
            tell(tx, &mut number, &user, to_accept(one), now.plus_seconds(-DAY_S), false).await?;
        }
    }
    for account in ["caizhi-admin", "caizhi-finance"] {
        let user: UserId = id(&user_id(account))?;
        for one in &statements {
            tell(tx, &mut number, &user, statement(one), now.plus_seconds(-DAY_S), false).await?;
        }
    }
    Ok(())
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::new(format!("{text} is no id")))
}

async fn tell(
    tx: &mut Tx,
    number: &mut u32,
    user_id: &UserId,
    message: Message,
    at: Timestamp,
    is_read: bool,
) -> Result<(), Fault> {
    *number += 1;
    let notification_id: NotificationId = id(&format!("n-{number}"))?;
    let topic = notifications::topic_of(message.kind).unwrap_or(Topic::Service);
    let fresh = notified::Fresh { notification_id: notification_id.as_str(), user_id, topic, listed: true };
    notified::add(tx, &fresh, &message, at).await?;
    if is_read {
        notified::mark_read(tx, user_id, &notification_id, at.plus_seconds(DAY_S)).await?;
    }
    Ok(())
}

fn message(kind: &'static str, about: About, zh: (&str, String), en: (&str, String)) -> Message {
    Message {
        kind,
        // Whom it is for is said where it is added.
        to: Recipient::Address { phone: None, email: None, language: contract::session::Language::ZhCn },
        about: Some(about),
        channels: vec![Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

fn certified() -> Message {
    message(
        "BUSINESS_INFO_CERTIFIED",
        About::page(Page::BusinessInfo),
        ("商业信息认证成功", "商业信息认证成功，激励等款项将付至已认证的收款账户。".to_owned()),
        (
            "Business information certified",
            "Business information is certified: incentives are paid to the certified account.".to_owned(),
        ),
    )
}

fn forwarded() -> Message {
    message(
        "CUSTOMERS_MIGRATED",
        About::page(Page::Customers),
        ("请为新客户分配客户经理", "有客户尚未分配客户经理，请在“客户管理”中查看并分配。".to_owned()),
        (
            "Assign account managers",
            "Some customers have no account manager yet. See Customer Management, and assign one.".to_owned(),
        ),
    )
}

fn to_confirm(one: &Deadline, of: &PeriodOf) -> Message {
    let (period, end) = (of.period, times::until(one.due_at));
    message(
        "INCENTIVES_TO_CONFIRM",
        About::one(Page::Incentives, of).until(DeadlineKind::IncentiveConfirmation, Some(one.due_at)),
        ("激励待对账确认", format!("{period} 激励已公示，请在 {end}前确认对账，逾期将自动确认。")),
        (
            "Incentives wait for confirmation",
            format!(
                "The incentives of {period} are published. Confirm them until {end}; after that they are confirmed automatically."
            ),
        ),
    )
}

fn to_accept(one: &Deadline) -> Message {
    let (name, end) = (one.title.as_str(), times::until(one.due_at));
    message(
        "OPPORTUNITY_SHARED",
        About::one(Page::Opportunity, &one.about_id).until(DeadlineKind::AcceptOpportunity, Some(one.due_at)),
        (
            "您收到一个共享机会点",
            format!("机会点“{name}”已共享给您，请在 {end}前接受或拒绝，逾期将自动拒绝并收回。"),
        ),
        (
            "An opportunity was shared with you",
            format!(
                "The opportunity \"{name}\" was shared with you. Accept or reject it until {end}; after that it is rejected \
                 and recalled by itself."
            ),
        ),
    )
}

fn statement(one: &Deadline) -> Message {
    let (number, end) = (one.title.as_str(), times::until(one.due_at));
    message(
        "STATEMENT_GENERATED",
        About::one(Page::Statement, &one.about_id)
            .until(DeadlineKind::StatementConfirmation, Some(one.due_at)),
        (
            "您有新的对账单待确认",
            format!("对账单 {number} 已生成，请在 {end}前核对并确认。如有疑问，请在对账单中反馈问题。"),
        ),
        (
            "A new statement waits for you",
            format!(
                "Statement {number} was generated. Check and confirm it until {end}, or report what is wrong in it."
            ),
        ),
    )
}

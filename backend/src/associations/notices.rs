//! What each side is told (domain 4.3), by text message, mail and in-site message. Customers are named masked only.

use super::{
    answering::{By, Case},
    store::Standing,
};
use crate::{
    customers::row::CustomerRow,
    http::change::Change,
    outbox::{About, Letter, Message, Recipient},
    problem::Fault,
};
use contract::{
    associations::{AssociationRequest, Initiator, RecordEvent, RequestStatus},
    demo::Channel,
    ids::PartnerId,
    notifications::About as Page,
};

fn all_channels() -> Vec<Channel> {
    vec![Channel::Sms, Channel::Email, Channel::InSite]
}

const fn event_zh(event: RecordEvent) -> &'static str {
    match event {
        RecordEvent::Associate => "关联",
        RecordEvent::Switch => "切换关联类型",
        RecordEvent::Disassociate => "解除关联",
    }
}

const fn event_en(event: RecordEvent) -> &'static str {
    match event {
        RecordEvent::Associate => "associate",
        RecordEvent::Switch => "switch the association type",
        RecordEvent::Disassociate => "disassociate",
    }
}

fn administrators(partner_id: &str) -> Result<Recipient, Fault> {
    let partner: PartnerId = partner_id.parse().map_err(|_| Fault::new("a stored partner id is no id"))?;
    Ok(Recipient::Administrators(partner))
}

/// Tells the side that must answer.
///
/// # Errors
/// When the database fails.
pub(super) async fn asked(
    cx: &mut Change,
    customer: &CustomerRow,
    partner: &Standing,
    request: &AssociationRequest,
) -> Result<(), Fault> {
    let (zh, en) = (event_zh(request.event), event_en(request.event));
    let (to, page, zh_body, en_body) = if request.initiator == Initiator::Customer {
        let (name, id) = (customer.masked_name(), &customer.customer_id);
        (
            administrators(&partner.partner_id)?,
            Page::AssociationRecord,
            format!("您的客户 {name}（{id}）申请{zh}。请到“关联关系操作记录”中处理。"),
            format!("Your customer {name} ({id}) asks to {en}. Please answer in Manage Association Records."),
        )
    } else {
        let name = &partner.name;
        (
            Recipient::Customer(customer.customer_id.clone()),
            Page::CustomerRequest,
            format!("您的合作伙伴 {name} 申请{zh}。请到“账号中心 > 我的合作伙伴”中立即处理。"),
            format!("Your partner {name} asks to {en}. Please handle it in Account Center > My Partner."),
        )
    };
    let message = Message {
        kind: "ASSOCIATION_REQUESTED",
        to,
        about: Some(About::one(page, &request.request_id)),
        channels: all_channels(),
        zh: Letter::new(format!("{zh}申请待处理"), zh_body),
        en: Letter::new(format!("A request to {en} waits for you"), en_body),
        secret: false,
    };
    cx.send(message).await?;
    Ok(())
}

/// Tells the other side what became of the request.
///
/// # Errors
/// When the database fails.
pub(super) async fn settled(
    cx: &mut Change,
    case: &Case,
    by: By<'_>,
    request: &AssociationRequest,
) -> Result<(), Fault> {
    let (event_zh, event_en) = (event_zh(request.event), event_en(request.event));
    let (done_zh, done_en) = match request.status {
        RequestStatus::Approved => ("已同意", "agreed to"),
        RequestStatus::Rejected => ("已驳回", "rejected"),
        RequestStatus::Withdrawn => ("已撤回", "withdrew"),
        RequestStatus::PendingCustomer | RequestStatus::PendingPartner => return Ok(()),
    };
    let (to, page, who_zh, who_en) = if by.side == Initiator::Customer {
        let (name, id) = (case.customer.masked_name(), &request.customer_id);
        let to = administrators(&case.partner.partner_id)?;
        (
            to,
            Page::AssociationRecord,
            format!("您的客户 {name}（{id}）"),
            format!("Your customer {name} ({id})"),
        )
    } else {
        let name = &case.partner.name;
        let to = Recipient::Customer(request.customer_id.clone());
        (to, Page::CustomerRequest, format!("您的合作伙伴 {name}"), format!("Your partner {name}"))
    };
    let (opinion_zh, opinion_en) = request.opinion.as_ref().map_or_else(Default::default, |opinion| {
        (format!("意见：{opinion}"), format!(" Opinion: {opinion}"))
    });
    let message = Message {
        kind: "ASSOCIATION_ANSWERED",
        to,
        about: Some(About::one(page, &request.request_id)),
        channels: all_channels(),
        zh: Letter::new(
            format!("{event_zh}申请{done_zh}"),
            format!("{who_zh}{done_zh}{event_zh}申请。{opinion_zh}"),
        ),
        en: Letter::new(
            format!("Request to {event_en}: {}", request.status.as_str().to_lowercase()),
            format!("{who_en} {done_en} the request to {event_en}.{opinion_en}"),
        ),
        secret: false,
    };
    cx.send(message).await?;
    Ok(())
}

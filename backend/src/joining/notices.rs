//! What both sides are told when a customer has associated (domain D6). The customer is named masked only.

use super::way::Way;
use crate::{
    http::change::Change,
    outbox::{About, Letter, Message, Recipient},
    problem::Fault,
};
use contract::{associations::AssociationType, demo::Channel, ids::CustomerId, notifications::About as Page};

const fn words(association_type: AssociationType) -> (&'static str, &'static str) {
    match association_type {
        AssociationType::Referral => ("顾问销售", "referral"),
        AssociationType::Consignment => ("代售", "consignment"),
        AssociationType::Resale => ("转售", "resale"),
    }
}

/// Tells the customer by text message and mail (S15), the inviter by mail and in the site.
///
/// # Errors
/// When the database fails.
pub(super) async fn associated(
    cx: &mut Change,
    way: &Way,
    customer_id: &CustomerId,
    customer_name: &str,
) -> Result<(), Fault> {
    let (zh, en) = words(way.association_type());
    let partner = &way.inviter.partner_name;
    let to_customer = Message {
        kind: "ASSOCIATED",
        to: Recipient::Customer(customer_id.clone()),
        about: Some(About::page(Page::OwnPartner)),
        channels: vec![Channel::Sms, Channel::Email],
        zh: Letter::new(
            "您已关联合作伙伴",
            format!(
                "您的云账号已关联合作伙伴“{partner}”，关联类型：{zh}。可在“账号中心 > 我的合作伙伴”中查看。如非本人操作，请立即联系客服。"
            ),
        ),
        en: Letter::new(
            "You are associated with a partner",
            format!(
                "Your cloud account is now associated with the partner {partner} ({en}). See Account Center > My Partner. If this was not you, contact customer service at once."
            ),
        ),
        secret: false,
    };
    cx.send(to_customer).await?;
    let (tag_zh, tag_en) = way.tag().map_or_else(Default::default, |tag| {
        (format!("邀请链接标签：{tag}。"), format!(" Tag of the link: {tag}."))
    });
    let to_inviter = Message {
        kind: "CUSTOMER_ASSOCIATED",
        to: Recipient::User(way.inviter.user_id.clone()),
        about: Some(About::one(Page::Customer, customer_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "您邀请的客户已关联",
            format!("客户 {customer_name}（{customer_id}）已通过您的邀请关联，关联类型：{zh}。{tag_zh}"),
        ),
        en: Letter::new(
            "A customer whom you invited has associated",
            format!(
                "The customer {customer_name} ({customer_id}) has associated by your invitation ({en}).{tag_en}"
            ),
        ),
        secret: false,
    };
    cx.send(to_inviter).await?;
    Ok(())
}

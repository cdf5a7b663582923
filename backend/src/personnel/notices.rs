//! What is sent: the link to the person, and to the partner what became of it.

use super::store::PersonnelRow;
use crate::outbox::{About, Letter, Message, Recipient};
use contract::{
    demo::Channel,
    ids::UserId,
    notifications::About as Page,
    personnel::{InvitedBy, PersonnelEvent},
};

/// To the person, on the way by which it was invited.
fn to_person(row: &PersonnelRow, member: Option<UserId>) -> (Recipient, Vec<Channel>) {
    let address = |phone: Option<String>, email: Option<String>| Recipient::Address {
        phone,
        email,
        language: row.language,
    };
    match (row.shown.by, member) {
        (InvitedBy::Phone, _) => (address(Some(row.contact.clone()), None), vec![Channel::Sms]),
        (InvitedBy::Email, _) => (address(None, Some(row.contact.clone())), vec![Channel::Email]),
        (InvitedBy::Account, Some(user)) => (Recipient::User(user), vec![Channel::Email, Channel::InSite]),
        // A member that is gone is told nothing.
        (InvitedBy::Account, None) => (address(None, None), Vec::new()),
    }
}

/// The link. Sealed until it has left.
pub(super) fn invitation(row: &PersonnelRow, member: Option<UserId>, url: &str) -> Message {
    let (partner, inviter) = (&row.partner_name, &row.shown.invited_by);
    let (to, channels) = to_person(row, member);
    Message {
        kind: "PERSONNEL_INVITATION",
        to,
        about: None,
        channels,
        zh: Letter::new(
            format!("{partner} 邀请您成为项目专员"),
            format!(
                "{partner} 的 {inviter} 邀请您成为其项目专员。请在 7 天内打开链接确认：{url} 请勿转发此链接。"
            ),
        ),
        en: Letter::new(
            format!("{partner} invites you to be a project specialist"),
            format!(
                "{inviter} of {partner} invites you to be a project specialist. Open this link within 7 days: {url} Do not \
                 pass it on."
            ),
        ),
        secret: true,
    }
}

fn to_partner(row: &PersonnelRow, kind: &'static str, zh: Letter, en: Letter) -> Message {
    Message {
        kind,
        to: Recipient::Administrators(row.partner_id.clone()),
        about: Some(About::page(Page::Personnel)),
        channels: vec![Channel::Email, Channel::InSite],
        zh,
        en,
        secret: false,
    }
}

/// Whom messages name: the masked contact, never a full one.
fn named(row: &PersonnelRow) -> &str {
    &row.shown.contact
}

pub(super) fn accepted(row: &PersonnelRow) -> Message {
    let who = named(row);
    to_partner(
        row,
        "PERSONNEL_ACCEPTED",
        Letter::new("项目专员邀请已被接受", format!("{who} 已接受邀请，云厂商正在审核。")),
        Letter::new(
            "An invitation of a project specialist was accepted",
            format!("{who} has accepted. The vendor reviews the application."),
        ),
    )
}

pub(super) fn left(row: &PersonnelRow) -> Message {
    let who = named(row);
    to_partner(
        row,
        "PERSONNEL_LEFT",
        Letter::new("项目专员已解绑", format!("{who} 已自行解除与贵公司的绑定。")),
        Letter::new("A project specialist has left", format!("{who} has ended the binding to your company.")),
    )
}

/// The vendor's decision, to the partner and to the person.
pub(super) fn decided(row: &PersonnelRow, member: Option<UserId>, event: PersonnelEvent) -> [Message; 2] {
    let (zh, en) = match event {
        PersonnelEvent::Approve => {
            ("项目专员申请已通过", "The application of a project specialist was approved")
        }
        PersonnelEvent::ApproveRelease => {
            ("取消项目专员已通过", "The release of a project specialist was approved")
        }
        PersonnelEvent::RejectRelease => {
            ("取消项目专员未通过", "The release of a project specialist was declined")
        }
        _ => ("项目专员申请未通过", "The application of a project specialist was declined"),
    };
    let (who, answer) = (named(row), row.shown.answer.as_deref().unwrap_or_default());
    let letters = || {
        (
            Letter::new(zh, format!("{zh}：{who}（{}）。答复：{answer}", row.partner_name)),
            Letter::new(en, format!("{en}: {who} ({}). Answer: {answer}", row.partner_name)),
        )
    };
    let ((zh_partner, en_partner), (zh_person, en_person)) = (letters(), letters());
    let (to, channels) = to_person(row, member);
    let person = Message {
        kind: "PERSONNEL_DECIDED",
        to,
        about: None,
        channels,
        zh: zh_person,
        en: en_person,
        secret: false,
    };
    [to_partner(row, "PERSONNEL_DECIDED", zh_partner, en_partner), person]
}

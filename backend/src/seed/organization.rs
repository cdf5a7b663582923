//! The organization of 云帆: whom customers can turn to, project specialists in states that need nobody's answer, and a cover
//! that is over. None is in force: it would change what the demo's members see.

use super::{
    partners::{PARTNERS, YUNFAN, user_id},
    planting::DAY_S,
};
use crate::{covers, customer_contacts, personnel, personnel::store::PersonnelRow, problem::Fault};
use contract::{
    covers::{Cover, CoverState},
    customer_contacts::CustomerContact,
    ids::PartnerId,
    personnel::{InvitedBy, LINK_VALID_S, Personnel, PersonnelStatus},
    session::Language,
    text::Rule,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Name, telephone, address, hours.
const CONTACTS: [(&str, &str, &str, &str); 2] = [
    ("客户服务台", "400-820-0000", "service@yunfan.example.com", "周一至周五 9:00–18:00"),
    ("孟舒", "021-5888 1234", "meng.shu@yunfan.example.com", "周一至周五 9:00–17:30"),
];

/// Id, way, contact, name, state, days since the invitation, the vendor's answer.
type DemoSpecialist =
    (&'static str, InvitedBy, &'static str, Option<&'static str>, PersonnelStatus, i64, Option<&'static str>);

const SPECIALISTS: [DemoSpecialist; 4] = [
    (
        "ps-100001",
        InvitedBy::Email,
        "he.ran@partner-staff.example.com",
        Some("何冉"),
        PersonnelStatus::Bound,
        40,
        Some("资料齐全"),
    ),
    ("ps-100002", InvitedBy::Phone, "15900030002", None, PersonnelStatus::Expired, 15, None),
    (
        "ps-100003",
        InvitedBy::Phone,
        "15900030003",
        Some("段宁"),
        PersonnelStatus::Rejected,
        22,
        Some("请先完成项目交付培训"),
    ),
    (
        "ps-100004",
        InvitedBy::Account,
        "yunfan-zhao",
        Some("赵晴"),
        PersonnelStatus::Unbound,
        60,
        Some("资料齐全"),
    ),
];

fn fits<T: TryFrom<String, Error = Rule>>(text: &str) -> Result<T, Fault> {
    T::try_from(text.to_owned()).map_err(|rule| Fault::new(format!("the demo's {text} {rule}")))
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::new(format!("the demo's {text} is no id")))
}

pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let partner_id: PartnerId = id(YUNFAN)?;
    let mut contacts = Vec::new();
    for (name, phone, email, hours) in CONTACTS {
        contacts.push(CustomerContact {
            name: fits(name)?,
            phone: Some(fits(phone)?),
            email: Some(fits(email)?),
            hours: Some(fits(hours)?),
        });
    }
    customer_contacts::store::replace(conn, &partner_id, &contacts).await?;
    for specialist in SPECIALISTS {
        personnel::store::add(conn, &row(&partner_id, specialist, now)?, None).await?;
    }
    let first_day = now.china_day().plus_days(-20);
    let cover = Cover {
        cover_id: id("cv-100001")?,
        owner_user_id: id(&user_id("yunfan-li"))?,
        owner: String::new(),
        colleague_user_id: id(&user_id("yunfan-wang"))?,
        colleague: String::new(),
        first_day,
        last_day: first_day.plus_days(6),
        note: "绵阳启明教育在等报价，周三前回电。其余客户没有紧急事项。".to_owned(),
        state: CoverState::Over,
        created_at: first_day.china_midnight().plus_seconds(-2 * DAY_S),
        ended_at: None,
        ended_by: None,
        version: 1,
    };
    covers::store::add(conn, YUNFAN, &cover).await
}

fn row(partner_id: &PartnerId, specialist: DemoSpecialist, now: Timestamp) -> Result<PersonnelRow, Fault> {
    let (personnel_id, by, contact, name, status, days_ago, answer) = specialist;
    let invited_at = now.plus_seconds(-days_ago * DAY_S);
    let partner = PARTNERS.iter().find(|partner| partner.partner_id == partner_id.as_str());
    Ok(PersonnelRow {
        partner_id: partner_id.clone(),
        partner_name: partner.map(|partner| partner.name.to_owned()).unwrap_or_default(),
        language: Language::ZhCn,
        contact: contact.to_owned(),
        inviter_user_id: id(&user_id("yunfan-admin"))?,
        shown: Personnel {
            personnel_id: id(personnel_id)?,
            by,
            contact: String::new(),
            name: name.map(str::to_owned),
            remark: None,
            status,
            invited_by: String::new(),
            invited_at,
            expire_at: invited_at.plus_seconds(LINK_VALID_S),
            accepted_at: name.map(|_| invited_at.plus_seconds(DAY_S)),
            decided_at: answer.map(|_| invited_at.plus_seconds(3 * DAY_S)),
            answer: answer.map(str::to_owned),
            version: 1,
        },
    })
}

//! Filings, invitations and links in every state, for 云帆 above all.
//!
//! | filing | state | newest invitation |
//! |---|---|---|
//! | f-100001 | filed | none |
//! | f-100002 | filed | invited |
//! | f-100003 | filed | the link has expired |
//! | f-100004 | filed | failed: the customer holds a reserved instance |
//! | f-100005 | filed | revoked |
//! | f-100006 | filed, ends tomorrow | invited for a second time, the first one is replaced |
//! | f-100007 | under review, with an open work item | none |
//! | f-100008 | rejected, with the operator's answer | none |
//! | f-100009 | expired | the link has expired |
//! | f-100010 | associated | associated |
//! | f-100011 | withdrawn | none |
//! | f-100012 | listed only | none |
//! | f-100013 | filed by 赵晴, whom no director leads | none |
//! | f-200001, f-300001 | filed by 华上云, by Nimbus | none |
//!
//! Tokens of these invitations are nowhere: invite again to have a link. Offline links show their address to whoever
//! may see them.
//!
//! Longer than most files, because it is two tables with what writes them.

use super::{
    partners::{BEIDOU, HUASHANG, NIMBUS, YUNFAN, user_id},
    planting::DAY_S,
    store::{self, Batch},
};
use crate::{
    filings::store::{self as filings, FilingRow},
    invitations::token::Fresh,
    jobs::{self, JobKind},
    masking,
    problem::Fault,
};
use contract::{
    associations::AssociationType::{self, Consignment, Referral},
    filing_rules::ReviewReason,
    filings::{FilingStatus as Filing, VALID_S},
    invitation_links::{LinkKind, USES_PER_DAY},
    invitations::{InvitationKind, InvitationStatus as Invitation, LINK_VALID_S},
    joining_rules::JoinRefusal,
    session::Language,
    time::Timestamp,
    work_queue::{WorkItemKind, WorkItemStatus},
};
use sqlx::AnyConnection;

/// A filing of the demo.
struct DemoFiling {
    filing_id: &'static str,
    partner_id: &'static str,
    /// Login name of the member whose filing it is.
    manager: &'static str,
    customer_name: &'static str,
    mobile_phone: &'static str,
    industry: Option<&'static str>,
    contact: Option<&'static str>,
    remark: Option<&'static str>,
    status: Filing,
    filed_days_ago: i64,
    reason: Option<ReviewReason>,
    opinion: Option<&'static str>,
    customer_id: Option<&'static str>,
    /// Oldest first.
    invitations: &'static [DemoInvitation],
}

/// An online invitation of the demo.
struct DemoInvitation {
    association_type: AssociationType,
    status: Invitation,
    invited_days_ago: i64,
    fail_cause: Option<JoinRefusal>,
}

const fn invited(association_type: AssociationType, status: Invitation, days_ago: i64) -> DemoInvitation {
    DemoInvitation { association_type, status, invited_days_ago: days_ago, fail_cause: None }
}

const BASE: DemoFiling = DemoFiling {
    filing_id: "",
    partner_id: YUNFAN,
    manager: "",
    customer_name: "",
    mobile_phone: "",
    industry: None,
    contact: None,
    remark: None,
    status: Filing::Filed,
    filed_days_ago: 2,
    reason: None,
    opinion: None,
    customer_id: None,
    invitations: &[],
};

const fn of(
    filing_id: &'static str,
    manager: &'static str,
    customer_name: &'static str,
    mobile_phone: &'static str,
) -> DemoFiling {
    DemoFiling { filing_id, manager, customer_name, mobile_phone, ..BASE }
}

const FILINGS: &[DemoFiling] = &[
    DemoFiling {
        industry: Some("智能制造"),
        contact: Some("杜若"),
        remark: Some("展会认识，关注迁移方案"),
        ..of("f-100001", "yunfan-wang", "东莞精工模具有限公司", "15500020001")
    },
    DemoFiling {
        industry: Some("教育"),
        filed_days_ago: 4,
        invitations: &[invited(Referral, Invitation::Invited, 3)],
        ..of("f-100002", "yunfan-li", "绵阳启明教育咨询有限公司", "15500020002")
    },
    DemoFiling {
        filed_days_ago: 10,
        invitations: &[invited(Consignment, Invitation::LinkExpired, 8)],
        ..of("f-100003", "yunfan-wang", "徐州恒基工程有限公司", "15500020003")
    },
    DemoFiling {
        filed_days_ago: 6,
        invitations: &[DemoInvitation {
            fail_cause: Some(JoinRefusal::ReservedInstance),
            ..invited(Consignment, Invitation::Failed, 5)
        }],
        ..of("f-100004", "yunfan-li", "海口预留云仓有限公司", "15500010015")
    },
    DemoFiling {
        filed_days_ago: 7,
        invitations: &[invited(Referral, Invitation::Revoked, 6)],
        ..of("f-100005", "yunfan-li", "洛阳牡丹文旅有限公司", "15500020005")
    },
    DemoFiling {
        filed_days_ago: 14,
        invitations: &[
            invited(Consignment, Invitation::Replaced, 9),
            invited(Consignment, Invitation::Invited, 2),
        ],
        ..of("f-100006", "yunfan-wang", "芜湖江城汽车零部件有限公司", "15500020006")
    },
    DemoFiling {
        status: Filing::PendingReview,
        filed_days_ago: 1,
        reason: Some(ReviewReason::FollowedByDirectSales),
        remark: Some("客户指定由我们服务"),
        ..of("f-100007", "yunfan-wang", "拉萨审核旅游有限公司", "15500020007")
    },
    DemoFiling {
        status: Filing::Rejected,
        filed_days_ago: 12,
        reason: Some(ReviewReason::OnlineSales),
        opinion: Some("线上销售团队正在跟进，请勿重复拓展"),
        ..of("f-100008", "yunfan-li", "桂林山水酒店管理有限公司", "15500020008")
    },
    DemoFiling {
        status: Filing::Expired,
        filed_days_ago: 20,
        invitations: &[invited(Referral, Invitation::LinkExpired, 19)],
        ..of("f-100009", "yunfan-wang", "遵义红城食品有限公司", "15500020009")
    },
    DemoFiling {
        status: Filing::Associated,
        filed_days_ago: 103,
        customer_id: Some("c-100001"),
        invitations: &[invited(Referral, Invitation::Associated, 101)],
        ..of("f-100010", "yunfan-wang", "杭州蓝天信息技术有限公司", "13900000000")
    },
    DemoFiling {
        status: Filing::Withdrawn,
        filed_days_ago: 9,
        ..of("f-100011", "yunfan-li", "保定古城纺织有限公司", "15500020011")
    },
    DemoFiling {
        status: Filing::NotFiled,
        filed_days_ago: 200,
        remark: Some("历史录入，尚未报备"),
        ..of("f-100012", "yunfan-wang", "秦皇岛海港装备有限公司", "15500020012")
    },
    of("f-100013", "yunfan-zhao", "三亚椰风酒店有限公司", "15500020013"),
    DemoFiling {
        partner_id: HUASHANG,
        ..of("f-200001", "huashang-sun", "昆明报备网络有限公司", "15500010004")
    },
    DemoFiling {
        partner_id: NIMBUS,
        ..of("f-300001", "nimbus-garcia", "Marina Analytics Pte. Ltd.", "+6598760001")
    },
];

/// An offline link of the demo.
struct DemoLink {
    /// Eight bytes in hex.
    link_id: &'static str,
    partner_id: &'static str,
    creator: &'static str,
    kind: LinkKind,
    tag: &'static str,
    association_type: AssociationType,
    created_days_ago: i64,
    uses: i64,
    uses_today: i64,
    disabled: bool,
}

const LINK: DemoLink = DemoLink {
    link_id: "",
    partner_id: YUNFAN,
    creator: "yunfan-admin",
    kind: LinkKind::Custom,
    tag: "",
    association_type: Referral,
    created_days_ago: 30,
    uses: 0,
    uses_today: 0,
    disabled: false,
};

/// The link by which the offline entries of the history came.
const SALON: &str = "5eed000000000002";

const LINKS: &[DemoLink] = &[
    DemoLink {
        link_id: "5eed000000000001",
        creator: "yunfan-wang",
        kind: LinkKind::Generic,
        tag: "yunfan-wang",
        ..LINK
    },
    DemoLink { link_id: SALON, tag: "2026 秋季沙龙", association_type: Consignment, uses: 1, ..LINK },
    DemoLink {
        link_id: "5eed000000000003",
        tag: "2025 渠道大会",
        created_days_ago: 380,
        uses: 12,
        disabled: true,
        ..LINK
    },
    DemoLink {
        link_id: "5eed000000000004",
        tag: "演示：今日名额已满",
        uses: 50,
        uses_today: USES_PER_DAY as i64,
        ..LINK
    },
    DemoLink {
        link_id: "5eed000000000005",
        partner_id: BEIDOU,
        creator: "beidou-lu",
        kind: LinkKind::Generic,
        tag: "beidou-lu",
        ..LINK
    },
];

/// Writes all of it, with the jobs that end what is in force.
///
/// # Errors
/// When the database refuses.
pub async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    plant_links(conn, now).await?;
    let mut invitations = Batch::new(store::INVITATIONS);
    let mut items = Batch::new(store::WORK_ITEMS);
    for demo in FILINGS {
        let filing = row(demo, now)?;
        filings::add(conn, &filing).await?;
        if let (Filing::Filed, Some(end)) = (filing.status, filing.expire_at) {
            jobs::schedule(conn, JobKind::FilingExpires, demo.filing_id, end).await?;
        }
        for (number, invitation) in demo.invitations.iter().enumerate() {
            let id = format!("n-{}-{number}", &demo.filing_id[2..]);
            let end = now.plus_seconds(LINK_VALID_S - invitation.invited_days_ago * DAY_S);
            if invitation.status.is_open() {
                jobs::schedule(conn, JobKind::InvitationExpires, &id, end).await?;
            }
            invitations.push(online(demo, invitation, id, end, now)?);
        }
        if let Some(item) = review(demo, now) {
            items.push(item);
        }
    }
    for entry in by_the_salon(now) {
        invitations.push(entry);
    }
    invitations.flush(conn).await?;
    items.flush(conn).await
}

fn row(demo: &DemoFiling, now: Timestamp) -> Result<FilingRow, Fault> {
    let not_an_id = |_| Fault::new("a demo id is no id");
    let filed_at = now.plus_seconds(-demo.filed_days_ago * DAY_S);
    let ends = matches!(demo.status, Filing::Filed | Filing::Expired);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Ok(FilingRow {
        filing_id: demo.filing_id.parse().map_err(not_an_id)?,
        partner_id: demo.partner_id.to_owned(),
        manager_user_id: user_id(demo.manager).parse().map_err(not_an_id)?,
        manager: String::new(),
        customer_name: demo.customer_name.to_owned(),
        mobile_phone: demo.mobile_phone.to_owned(),
        email: format!("contact@{}.example.com", demo.filing_id),
        country_code: if demo.partner_id == NIMBUS { "SG" } else { "CN" }.to_owned(),
        industry: owned(demo.industry),
        contact: owned(demo.contact),
        remark: owned(demo.remark),
        status: demo.status,
        review_reasons: demo.reason.into_iter().collect(),
        opinion: owned(demo.opinion),
        filed_at,
        expire_at: ends.then(|| filed_at.plus_seconds(VALID_S)),
        customer_id: demo.customer_id.map(str::parse).transpose().map_err(not_an_id)?,
        version: 1,
    })
}

fn masked(demo: &DemoFiling) -> String {
    masking::name(demo.customer_name, 1)
}

fn online(
    demo: &DemoFiling,
    invitation: &DemoInvitation,
    id: String,
    end: Timestamp,
    now: Timestamp,
) -> Result<[store::Value; 17], Fault> {
    let invited_at = now.seconds() - invitation.invited_days_ago * DAY_S;
    let associated = invitation.status == Invitation::Associated;
    let failed = invitation.status == Invitation::Failed;
    Ok([
        id.into(),
        demo.partner_id.into(),
        user_id(demo.manager).into(),
        InvitationKind::Online.as_str().into(),
        demo.filing_id.into(),
        None::<String>.into(),
        // Of a token that was thrown away.
        Fresh::new()?.hash.into(),
        invitation.association_type.as_str().into(),
        Language::ZhCn.as_str().into(),
        invitation.status.as_str().into(),
        masked(demo).into(),
        invited_at.into(),
        end.seconds().into(),
        associated.then_some(invited_at + DAY_S).into(),
        associated.then_some(demo.customer_id).flatten().map(str::to_owned).into(),
        invitation.fail_cause.map(|cause| cause.as_str().to_owned()).into(),
        failed.then_some(invited_at + DAY_S).into(),
    ])
}

/// Two who came by the salon's link: one associated, one was refused.
fn by_the_salon(now: Timestamp) -> [[store::Value; 17]; 2] {
    let entry = |id: &str, status: Invitation, name: &str, days_ago: i64, customer_id: Option<&str>| {
        let at = now.seconds() - days_ago * DAY_S;
        let came = customer_id.map(|_| at);
        let cause = came.is_none().then_some(JoinRefusal::RegisteredTooLongAgo);
        [
            id.into(),
            YUNFAN.into(),
            user_id("yunfan-admin").into(),
            InvitationKind::Offline.as_str().into(),
            None::<String>.into(),
            SALON.to_owned().into(),
            None::<String>.into(),
            Consignment.as_str().into(),
            Language::ZhCn.as_str().into(),
            status.as_str().into(),
            name.into(),
            at.into(),
            None::<i64>.into(),
            came.into(),
            customer_id.map(str::to_owned).into(),
            cause.map(|cause| cause.as_str().to_owned()).into(),
            came.is_none().then_some(at).into(),
        ]
    };
    [
        entry("n-200001", Invitation::Associated, "上海****公司", 20, Some("c-100002")),
        entry("n-200002", Invitation::Failed, "大连****公司", 15, None),
    ]
}

/// What the operator was asked, and may have answered.
fn review(demo: &DemoFiling, now: Timestamp) -> Option<[store::Value; 11]> {
    demo.reason?;
    let raised_at = now.seconds() - demo.filed_days_ago * DAY_S;
    let status = if demo.opinion.is_some() { WorkItemStatus::Declined } else { WorkItemStatus::Open };
    Some([
        format!("w-{}", &demo.filing_id[2..]).into(),
        WorkItemKind::ReviewFiling.as_str().into(),
        demo.partner_id.into(),
        demo.filing_id.into(),
        demo.remark.unwrap_or_default().into(),
        status.as_str().into(),
        i64::from(demo.opinion.is_some()).into(),
        raised_at.into(),
        demo.opinion.map(|_| raised_at + DAY_S / 2).into(),
        demo.opinion.map(str::to_owned).into(),
        if demo.opinion.is_some() { 2 } else { 1 }.into(),
    ])
}

async fn plant_links(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let mut links = Batch::new(store::LINKS);
    for link in LINKS {
        let today = if link.uses_today > 0 { now.china_day().to_string() } else { String::new() };
        links.push([
            link.link_id.into(),
            link.partner_id.into(),
            user_id(link.creator).into(),
            link.kind.as_str().into(),
            link.tag.into(),
            link.association_type.as_str().into(),
            (now.seconds() - link.created_days_ago * DAY_S).into(),
            link.uses.into(),
            today.into(),
            link.uses_today.into(),
            i64::from(link.disabled).into(),
        ]);
    }
    links.flush(conn).await
}

//! Delivery projects of baseline solutions: 云帆 has one in every state and one whose evidence is late, so that every screen can
//! be seen; 华上云, 采智 and Nimbus have some. Their files are written beside the database, by [`plant_files`].

mod files;

use super::{
    partners::{CAIZHI, HUASHANG, NIMBUS, PARTNERS, YUNFAN},
    planting::DAY_S,
};
use crate::{
    deadlines,
    delivery_projects::{self, store, store::Record},
    files::Files,
    jobs::{self, JobKind},
    problem::Fault,
    work_queue,
};
use contract::{
    deadlines::DeadlineKind,
    delivery_evidence::{EVIDENCE_DAYS, EvidenceKind, REMIND_DAYS, RESUBMIT_DAYS, due_after},
    delivery_projects::{
        Criterion, CriterionScore, DeliveryProject, DeliveryStatus as Status, DeliveryStep, Evaluation,
        Finding, Rejection, Score, ShownManager, total,
    },
    delivery_sampling::{SampleMethod, Sampling},
    ids::PartnerId,
    text::Rule,
    time::Timestamp,
    work_queue::WorkItemKind,
};
use sqlx::AnyConnection;

/// Days between two steps.
const PACE: i64 = 6;
const OPERATOR: &str = "运营值班";

/// Id, partner, project, solution, customer, state, days since it was entered.
type Demo = (&'static str, &'static str, &'static str, &'static str, &'static str, Status, i64);

const PROJECTS: [Demo; 16] = [
    ("dp-100001", YUNFAN, "智慧园区一期", "园区数字平台", "临港创智园区运营有限公司", Status::ToRegister, 2),
    ("dp-100002", YUNFAN, "门店数据中台", "零售数据中台", "海棠百货集团股份有限公司", Status::Registered, 4),
    ("dp-100003", YUNFAN, "制造执行上云", "智能制造基线方案", "恒川精密制造有限公司", Status::Accepted, 0),
    (
        "dp-100004",
        YUNFAN,
        "政务热线迁移",
        "智能客服基线方案",
        "青湖市市民服务中心",
        Status::EvidencePending,
        21,
    ),
    (
        "dp-100005",
        YUNFAN,
        "冷链追溯平台",
        "冷链物联基线方案",
        "北鲜冷链物流有限公司",
        Status::EvidencePending,
        35,
    ),
    ("dp-100006", YUNFAN, "影像云归档", "医疗影像云", "康宁医学影像中心", Status::Evaluating, 0),
    ("dp-100007", YUNFAN, "校园一卡通升级", "智慧校园基线方案", "江左理工学院", Status::Rejected, 1),
    ("dp-100008", YUNFAN, "工地安全监测", "智慧工地基线方案", "筑安建设工程有限公司", Status::Evaluated, 12),
    (
        "dp-100009",
        YUNFAN,
        "仓储盘点机器人",
        "智能仓储基线方案",
        "万仓供应链管理有限公司",
        Status::NotSampled,
        20,
    ),
    ("dp-100010", YUNFAN, "景区客流分析", "文旅大数据", "云岭旅游开发有限公司", Status::Terminated, 30),
    ("dp-100011", YUNFAN, "热力调度优化", "能源管理基线方案", "暖城热力有限公司", Status::NotProvided, 9),
    ("dp-310001", HUASHANG, "渠道订单协同", "零售数据中台", "华联商贸有限公司", Status::Accepted, 0),
    (
        "dp-310002",
        HUASHANG,
        "网点巡检上云",
        "智能制造基线方案",
        "众诚设备租赁有限公司",
        Status::Registered,
        6,
    ),
    ("dp-350001", CAIZHI, "供应商门户", "采购协同基线方案", "深湾电子股份有限公司", Status::ToRegister, 3),
    ("dp-340001", NIMBUS, "Harbour twin", "Digital port", "Straits Terminal Services", Status::ToRegister, 1),
    (
        "dp-340002",
        NIMBUS,
        "Store analytics",
        "Retail data platform",
        "Orchid Retail Group",
        Status::EvidencePending,
        10,
    ),
];

fn fits<T: TryFrom<String, Error = Rule>>(text: &str) -> Result<T, Fault> {
    T::try_from(text.to_owned()).map_err(|rule| Fault::new(format!("the demo's {text} {rule}")))
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::new(format!("the demo's {text} is no id")))
}

fn score(points: u32) -> Result<Score, Fault> {
    Score::try_from(points).map_err(|rule| Fault::new(format!("the demo's score {rule}")))
}

/// Projects with files: who has handed something in.
const fn has_files(status: Status) -> bool {
    matches!(status, Status::Evaluating | Status::Rejected | Status::Evaluated)
}

/// The states on the way to one.
const fn way_to(status: Status) -> &'static [Status] {
    match status {
        Status::ToRegister => &[],
        Status::Registered => &[Status::Registered],
        Status::Terminated => &[Status::Registered, Status::Terminated],
        Status::Accepted => &[Status::Registered, Status::Accepted],
        Status::NotSampled => &[Status::Registered, Status::Accepted, Status::NotSampled],
        Status::EvidencePending => &[Status::Registered, Status::Accepted, Status::EvidencePending],
        Status::NotProvided => {
            &[Status::Registered, Status::Accepted, Status::EvidencePending, Status::NotProvided]
        }
        Status::Evaluating => {
            &[Status::Registered, Status::Accepted, Status::EvidencePending, Status::Evaluating]
        }
        Status::Rejected => &[
            Status::Registered,
            Status::Accepted,
            Status::EvidencePending,
            Status::Evaluating,
            Status::Rejected,
        ],
        Status::Evaluated => &[
            Status::Registered,
            Status::Accepted,
            Status::EvidencePending,
            Status::Evaluating,
            Status::Evaluated,
        ],
    }
}

/// Writes the contents of the demo's evidence to where files lie.
///
/// # Errors
/// When the disk fails.
pub async fn plant_files(store: &Files) -> Result<(), Fault> {
    for (project_id, .., status, _) in PROJECTS {
        if has_files(status) {
            files::write(store, project_id).await?;
        }
    }
    Ok(())
}

pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    for demo in PROJECTS {
        plant_one(conn, demo, now).await?;
    }
    Ok(())
}

async fn plant_one(conn: &mut AnyConnection, demo: Demo, now: Timestamp) -> Result<(), Fault> {
    let record = record(demo, now)?;
    if let Some(round) = &record.sampling {
        store::steps::add_sampling(conn, round, OPERATOR).await?;
    }
    let (project_id, .., status, days) = demo;
    let entered = now.plus_seconds(-days * DAY_S);
    store::add(conn, &record, entered.plus_seconds(-60 * DAY_S)).await?;
    let way = way_to(status);
    for (version, (nth, status)) in (2..).zip(way.iter().enumerate()) {
        let before = i64::try_from(way.len() - 1 - nth).unwrap_or_default();
        let by_vendor = matches!(
            status,
            Status::EvidencePending
                | Status::NotSampled
                | Status::Rejected
                | Status::Evaluated
                | Status::NotProvided
        );
        let step = DeliveryStep {
            status: *status,
            at: entered.plus_seconds(-before * PACE * DAY_S),
            by: Some(if by_vendor { OPERATOR } else { "林岚" }.to_owned()),
            note: None,
        };
        store::steps::add(conn, &DeliveryProject { version, ..record.project.clone() }, &step).await?;
    }
    if has_files(status) {
        files::plant(conn, &record, entered.plus_seconds(-PACE * DAY_S)).await?;
    }
    let asked = match status {
        Status::Accepted => Some(WorkItemKind::SampleDelivery),
        Status::Evaluating => Some(WorkItemKind::EvaluateDelivery),
        _ => None,
    };
    if let Some(kind) = asked {
        work_queue::store::add(conn, &delivery_projects::work_item(&record, kind, entered)?).await?;
    }
    if let Some(due) = record.project.evidence_due_at.filter(|due| status.takes_evidence() && *due > now) {
        deadlines::remind(conn, DeadlineKind::DeliveryEvidence, project_id, Some(due), now).await?;
        let early = due.plus_seconds(-REMIND_DAYS * DAY_S).max(now);
        jobs::schedule(conn, JobKind::DeliveryEarlyReminder, project_id, early).await?;
    }
    Ok(())
}

fn record(demo: Demo, now: Timestamp) -> Result<Record, Fault> {
    let (project_id, partner, name, solution, customer, status, days) = demo;
    let entered = now.plus_seconds(-days * DAY_S);
    let way = way_to(status);
    let ordered_on = entered.plus_seconds(-60 * DAY_S).china_day();
    let partner_id: PartnerId = id(partner)?;
    let known = PARTNERS.iter().find(|known| known.partner_id == partner);
    let manager = (!way.is_empty()).then(|| ShownManager {
        name: "程立".to_owned(),
        phone: "13600030001".to_owned(),
        email: "cheng.li@delivery.example.com".to_owned(),
    });
    let is_accepted = way.contains(&Status::Accepted);
    let is_sampled = way.contains(&Status::EvidencePending);
    let evidence_due_at = match status {
        Status::EvidencePending => Some(due_after(entered, EVIDENCE_DAYS)),
        Status::Rejected => Some(due_after(entered, RESUBMIT_DAYS)),
        _ if is_sampled => Some(due_after(entered.plus_seconds(-PACE * DAY_S), EVIDENCE_DAYS)),
        _ => None,
    };
    let evaluation = evaluation(entered)?;
    let evaluation = (status == Status::Evaluated).then_some(evaluation);
    let rejection = Rejection {
        comment: "验证报告缺少客户签字，请补充后重新提交。".to_owned(),
        findings: vec![Finding {
            kind: EvidenceKind::ValidationReport,
            comment: fits("第 3 页缺少客户签字和日期。")?,
        }],
        at: entered,
    };
    Ok(Record {
        partner_id,
        partner_name: known.map(|known| known.name.to_owned()).unwrap_or_default(),
        customer: customer.to_owned(),
        order_no: format!("CS{}", project_id.trim_start_matches("dp-")),
        ordered_on,
        manager,
        accepted_on: is_accepted.then(|| ordered_on.plus_days(30)),
        note: (status == Status::Terminated).then(|| "客户业务调整，双方同意退订并结束合作。".to_owned()),
        sampling: round(project_id, way, entered)?,
        is_extended: false,
        rejection: (status == Status::Rejected).then_some(rejection),
        project: DeliveryProject {
            project_id: id(project_id)?,
            name: name.to_owned(),
            solution: solution.to_owned(),
            customer: String::new(),
            status,
            status_since: entered,
            evidence_due_at,
            is_overdue: false,
            score: evaluation.as_ref().map(|evaluation| evaluation.total),
            version: i64::try_from(way.len() + 1).unwrap_or(1),
        },
        evaluation,
    })
}

fn evaluation(at: Timestamp) -> Result<Evaluation, Fault> {
    let mut scores = Vec::new();
    for (criterion, points) in Criterion::ALL.into_iter().zip([95, 90, 82, 92]) {
        scores.push(CriterionScore { criterion, score: score(points)? });
    }
    let total = total(&scores).ok_or_else(|| Fault::new("the demo's scores are not complete"))?;
    let comment = "材料齐全，方案运行稳定；二期建议提前两周锁定验收时间。".to_owned();
    Ok(Evaluation { scores, total, comment, at })
}

/// The round in which a project was sampled, or passed over.
fn round(project_id: &str, way: &[Status], entered: Timestamp) -> Result<Option<Sampling>, Fault> {
    let is_sampling = |status: &Status| matches!(status, Status::EvidencePending | Status::NotSampled);
    let Some(nth) = way.iter().position(is_sampling) else { return Ok(None) };
    let before = i64::try_from(way.len() - 1 - nth).unwrap_or_default();
    Ok(Some(Sampling {
        sampling_id: id(&project_id.replace("dp-", "ds-"))?,
        method: SampleMethod::Share,
        percent: Some(40),
        seed: Some("5eed0f1dea5e1ec7".to_owned()),
        projects: 8,
        sampled: 4,
        at: entered.plus_seconds(-before * PACE * DAY_S),
    }))
}

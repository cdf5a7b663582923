//! Demo applications for capability labels. Of 云帆: a draft, one that waits for material, a label that expires soon, one that is
//! blocked; of 华上云 one in technical review and one that failed; of Nimbus one that was handed in yesterday.

use super::partners::{HUASHANG, MEMBERS, NIMBUS, PARTNERS, YUNFAN};
use crate::{
    certifications::{
        keep_time, of_label,
        store::{self, Record, history},
        work_item,
    },
    problem::Fault,
    work_queue,
};
use contract::{
    capability_labels::valid_until,
    certification_standards::{ItemResult, Standard},
    certifications::{
        CertificationEvent as E, ChecklistAnswer, ItemVerdict, Judgement, Standing, Verdict, update_deadline,
    },
    ids::WorkItemId,
    time::Timestamp,
    work_queue::WorkItemKind as Kind,
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;
const OPERATOR: &str = "运营值班";

/// An application, and what happened how many days ago.
struct Planted {
    id: &'static str,
    partner_id: &'static str,
    /// Login name of who handed it in.
    member: &'static str,
    label: &'static str,
    steps: &'static [(i64, E)],
}

const PLANTED: [Planted; 7] = [
    Planted {
        id: "cert-100001",
        partner_id: YUNFAN,
        member: "yunfan-admin",
        label: "cloud-migration",
        steps: &[(350, E::Submit), (347, E::Pass), (330, E::Pass), (320, E::Pass)],
    },
    Planted {
        id: "cert-100002",
        partner_id: YUNFAN,
        member: "yunfan-admin",
        label: "cloud-security",
        steps: &[(21, E::Submit), (18, E::AskMaterial)],
    },
    Planted {
        id: "cert-100003",
        partner_id: YUNFAN,
        member: "yunfan-admin",
        label: "managed-services",
        steps: &[(110, E::Submit), (107, E::Pass), (91, E::AskMaterial), (60, E::RunOut)],
    },
    Planted { id: "cert-100004", partner_id: YUNFAN, member: "yunfan-admin", label: "data-ai", steps: &[] },
    Planted {
        id: "cert-210001",
        partner_id: HUASHANG,
        member: "huashang-admin",
        label: "data-ai",
        steps: &[(9, E::Submit), (6, E::Pass)],
    },
    Planted {
        id: "cert-210002",
        partner_id: HUASHANG,
        member: "huashang-admin",
        label: "cloud-migration",
        steps: &[(140, E::Submit), (137, E::Pass), (118, E::Pass), (110, E::Fail)],
    },
    Planted {
        id: "cert-340001",
        partner_id: NIMBUS,
        member: "nimbus-admin",
        label: "cloud-migration",
        steps: &[(1, E::Submit)],
    },
];

fn odd() -> Fault {
    Fault::new("a demo certification does not keep the contract's rules")
}

/// Plants all of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    for (nth, planted) in PLANTED.iter().enumerate() {
        let standard = of_label(&planted.label.parse().map_err(|_| odd())?).map_err(|_| odd())?;
        let mut record = draft(planted, standard, now)?;
        store::add(conn, &record).await?;
        for (days, event) in planted.steps {
            let at = now.plus_seconds(-days * DAY_S);
            record.certification_no.get_or_insert_with(|| number(nth, at));
            record = went(conn, record, standard, *event, at).await?;
        }
        keep_time(conn, &record, now).await?;
        let step = match record.standing.status().promised_days() {
            None => continue,
            Some(3) => Kind::ReviewCertificationMaterial,
            Some(7) => Kind::CountersignCertification,
            Some(_) => Kind::ReviewCertificationTechnology,
        };
        let work_item_id: WorkItemId = format!("w-{}", planted.id).parse().map_err(|_| odd())?;
        let item = work_item(&record, step, record.status_since)?;
        work_queue::store::add(conn, &contract::work_queue::WorkItem { work_item_id, ..item }).await?;
    }
    Ok(())
}

/// As the product makes them: the day on which it was handed in, and six digits.
fn number(nth: usize, at: Timestamp) -> String {
    let day = at.china_day().to_string().replace('-', "");
    format!("CC-{day}-{:06X}", 4_817_395 + 104_729 * nth)
}

/// What was typed: every other item has a word about it, the draft's second half is not answered yet.
fn checklist(standard: &Standard, complete: bool) -> Vec<ChecklistAnswer> {
    let answer = |(nth, item): (usize, &contract::certification_standards::AssessmentItem)| ChecklistAnswer {
        item_id: item.item_id.clone(),
        met: (complete || nth < 3).then_some(item.mandatory),
        note: (nth % 2 == 0)
            .then(|| "见附件说明 / see the attached evidence".to_owned().try_into().ok())
            .flatten(),
        attachment_ids: Vec::new(),
    };
    standard.items().enumerate().map(answer).collect()
}

fn draft(planted: &Planted, standard: &Standard, now: Timestamp) -> Result<Record, Fault> {
    let member = MEMBERS.iter().find(|member| member.account_name == planted.member).ok_or_else(odd)?;
    let partner = PARTNERS.iter().find(|partner| partner.partner_id == planted.partner_id).ok_or_else(odd)?;
    let begun = now.plus_seconds(-planted.steps.first().map_or(1, |(days, _)| *days) * DAY_S);
    let submitted = !planted.steps.is_empty();
    Ok(Record {
        certification_id: planted.id.parse().map_err(|_| odd())?,
        partner_id: planted.partner_id.parse().map_err(|_| odd())?,
        partner_name: partner.name.to_owned(),
        certification_no: None,
        label_id: standard.label_id.clone(),
        standard_version: standard.version.clone(),
        standing: Standing::Draft,
        round: 0,
        checklist: checklist(standard, submitted),
        saved_at: begun,
        saved_by: member.name.to_owned(),
        submitted_at: submitted.then_some(begun),
        submitted_by: submitted.then(|| member.name.to_owned()),
        status_since: begun,
        due_at: None,
        paused_at: None,
        settled_at: None,
        valid_until: None,
        results: None,
        version: 1,
        taken_by: None,
        defences_used: 0,
        defence_open: false,
    })
}

/// The application after one more event.
async fn went(
    conn: &mut AnyConnection,
    mut record: Record,
    standard: &Standard,
    event: E,
    at: Timestamp,
) -> Result<Record, Fault> {
    let verdict = match event {
        E::Pass => Some(Verdict::Pass),
        E::AskMaterial => Some(Verdict::AskMaterial),
        E::Fail => Some(Verdict::Fail),
        E::Submit | E::Update | E::RunOut => None,
    };
    if let Some(verdict) = verdict {
        let judgement = judgement(&record, standard, verdict, at);
        history::add_judgement(conn, &record.certification_id, record.version, &judgement).await?;
        record.results = Some(judgement.items);
    }
    let seen = record.version;
    record.standing = record.standing.after(event).map_err(|_| odd())?;
    // What ran out did so at its deadline.
    let since = record.due_at.filter(|_| event == E::RunOut).unwrap_or(at);
    let status = record.standing.status();
    record.round = record.round.max(1);
    record.status_since = since;
    record.due_at = match record.standing {
        Standing::MaterialUpdate(_) => Some(update_deadline(at)),
        _ => status.promised_days().map(|days| WorkingCalendar::default().deadline(at, days)),
    };
    record.settled_at = status.holder().is_none().then_some(since);
    record.valid_until = (record.standing == Standing::Passed).then(|| valid_until(at));
    record.version += 1;
    store::save(conn, &record, seen).await?;
    let by = match event {
        E::Submit | E::Update => record.submitted_by.clone(),
        E::RunOut => None,
        E::Pass | E::AskMaterial | E::Fail => Some(OPERATOR.to_owned()),
    };
    history::add_stage(conn, &record, by.as_deref()).await?;
    Ok(record)
}

/// Everything passes, or the first item does not.
fn judgement(record: &Record, standard: &Standard, verdict: Verdict, at: Timestamp) -> Judgement {
    let item = |(nth, item): (usize, &contract::certification_standards::AssessmentItem)| {
        let fails = verdict != Verdict::Pass && nth == 0;
        ItemVerdict {
            item_id: item.item_id.clone(),
            result: match (fails, item.mandatory) {
                (true, _) => ItemResult::Fail,
                (false, true) => ItemResult::Pass,
                (false, false) => ItemResult::NotApplicable,
            },
            advice: fails.then(|| "证书已过期，请提供有效证书".to_owned().try_into().ok()).flatten(),
        }
    };
    let text = match verdict {
        Verdict::Pass => "材料齐全，符合标准。",
        Verdict::AskMaterial => "请补充有效的人员证书后重新提交全部材料。",
        Verdict::Fail => "团队资质不满足标准，建议补齐后重新申请。",
    };
    Judgement {
        stage: record.standing.status(),
        round: record.round,
        verdict,
        items: standard.items().enumerate().map(item).collect(),
        text: text.to_owned(),
        at,
        by: OPERATOR.to_owned(),
    }
}

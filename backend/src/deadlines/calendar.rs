//! Deadlines as iCalendar (RFC 5545). No names: a calendar is read by whoever has its address.

use contract::{
    deadlines::{Deadline, DeadlineKind},
    time::Timestamp,
};
use std::fmt::Write as _;

/// All of them as one calendar, in both languages.
#[must_use]
pub fn write(deadlines: &[Deadline], now: Timestamp) -> String {
    let mut text = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Partner Center//Deadlines//EN\r\nCALSCALE:GREGORIAN\r\n\
         METHOD:PUBLISH\r\nX-WR-CALNAME:Partner Center 截止日期 Deadlines\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n",
    );
    for deadline in deadlines {
        event(&mut text, deadline, now);
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn event(text: &mut String, deadline: &Deadline, now: Timestamp) {
    let Deadline { kind, about_id, due_at, .. } = deadline;
    // The last half hour: an event at 24:00 itself would stand in the day after.
    let begin = stamp(due_at.plus_seconds(-1_800));
    let (stamp, end) = (stamp(now), stamp(*due_at));
    let summary = summary(*kind);
    let _ = write!(
        text,
        "BEGIN:VEVENT\r\nUID:{}-{about_id}@partner-center\r\nDTSTAMP:{stamp}\r\nDTSTART:{begin}\r\nDTEND:{end}\r\n\
         SUMMARY:{summary}\r\nDESCRIPTION:{about_id}\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n\
         DESCRIPTION:{summary}\r\nTRIGGER:-P1D\r\nEND:VALARM\r\nEND:VEVENT\r\n",
        kind.as_str().to_lowercase(),
    );
}

const fn summary(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::AcceptOpportunity => "接受共享机会点截止 Accept an opportunity",
        DeadlineKind::VerifyOpportunity => "机会点验证截止 Verification of an opportunity ends",
        DeadlineKind::Filing => "客户报备到期 A filing ends",
        DeadlineKind::Invitation => "邀请链接到期 An invitation ends",
        DeadlineKind::IncentiveConfirmation => "激励对账确认截止 Confirmation of incentives ends",
        DeadlineKind::PayoutInvoice => "激励开票截止 Invoices for a payout are due",
        DeadlineKind::StatementConfirmation => "对账单确认期限 Confirm a statement",
        DeadlineKind::CertificationMaterial => "能力认证材料更新截止 Update the material of a certification",
        DeadlineKind::DeliveryEvidence => "举证材料提交截止 Evidence of a delivery is due",
    }
}

/// `20261123T160000Z`
fn stamp(at: Timestamp) -> String {
    at.to_string().replace(['-', ':'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_names_no_customer_and_ends_its_lines_as_the_standard_says() {
        let due_at: Timestamp = "2026-11-26T16:00:00Z".parse().unwrap();
        let deadline = Deadline {
            kind: DeadlineKind::Filing,
            about_id: "f-1".to_owned(),
            title: "蓝天科技".to_owned(),
            due_at,
            version: 1,
            covered_for: None,
        };
        let text = write(&[deadline], due_at.plus_seconds(-9_000));
        assert!(text.contains("DTSTART:20261126T153000Z\r\nDTEND:20261126T160000Z\r\n"), "{text}");
        assert!(!text.contains("蓝天"));
        assert!(text.split("\r\n").all(|line| !line.contains('\n') && line.len() <= 75), "{text}");
    }
}

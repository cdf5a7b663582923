//! Forms to fill in, one for each kind of evidence in each language: workbooks, made when they are asked for.

use crate::{
    http::{change::Read, file::File},
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    attachments::FileType,
    delivery_evidence::{EvidenceKind, EvidenceTemplate},
    session::Language,
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// What a form asks for.
struct Form {
    title: &'static str,
    /// What it has to show, for whoever fills it in.
    about: &'static str,
    facts: &'static [&'static str],
    columns: &'static [&'static str],
}

/// Empty lines of the table.
const LINES: u32 = 12;
const FIRST_WIDTH: f64 = 30.0;
const WIDTH: f64 = 22.0;

pub(super) async fn template(
    _cx: &mut Read,
    _who: &Member,
    (template,): (EvidenceTemplate,),
) -> Result<File, Refused> {
    let form = form(template);
    let content = workbook(&form).map_err(|error| Fault::new(format!("a workbook: {error}")))?;
    let name = format!("{}.xlsx", form.title);
    Ok(File { media_type: FileType::Xlsx.media_type(), content, name: Some(name) })
}

fn workbook(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let title = Format::new().set_bold().set_font_size(16);
    let about = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_border(FormatBorder::Thin);
    let header = Format::new().set_bold().set_background_color(0x00E8_EEF7).set_border(FormatBorder::Thin);
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    let last = u16::try_from(form.columns.len().max(2) - 1).unwrap_or(u16::MAX);
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(form.title)?;
    page.set_column_width(0, FIRST_WIDTH)?;
    for column in 1..=last {
        page.set_column_width(column, WIDTH)?;
    }
    page.write_string_with_format(0, 0, form.title, &title)?;
    page.merge_range(1, 0, 1, last, form.about, &about)?;
    page.set_row_height(1, 64)?;
    let mut row = 3;
    for fact in form.facts {
        page.write_string_with_format(row, 0, *fact, &bold)?;
        page.merge_range(row, 1, row, last.max(2), "", &cell)?;
        row += 1;
    }
    row += 1;
    for (nth, column) in (0_u16..).zip(form.columns) {
        page.write_string_with_format(row, nth, *column, &header)?;
    }
    for line in row + 1..=row + LINES {
        for nth in 0..=last {
            page.write_blank(line, nth, &cell)?;
        }
    }
    book.save_to_buffer()
}

fn form(template: EvidenceTemplate) -> Form {
    match template.language {
        Language::ZhCn => chinese(template.kind),
        Language::EnUs => english(template.kind),
    }
}

fn chinese(kind: EvidenceKind) -> Form {
    let facts: &[&str] = &["项目名称", "项目编号", "客户名称", "填写人", "填写日期"];
    match kind {
        EvidenceKind::Sow => Form {
            title: "工作说明书",
            about: "说明交付范围、里程碑和验收标准，并附客户的书面批准（签字盖章的扫描件可作为单独文件上传）。",
            facts: &["项目名称", "项目编号", "客户名称", "客户批准人", "批准日期"],
            columns: &["工作项", "交付物", "验收标准", "计划完成日期", "责任人"],
        },
        EvidenceKind::ValidationReport => Form {
            title: "客户验证报告",
            about: "由客户逐项确认方案是否达到约定效果，客户签字盖章后上传。",
            facts: &["项目名称", "项目编号", "客户名称", "客户验证人", "验证日期"],
            columns: &["验证项", "预期结果", "实际结果", "是否通过", "客户意见"],
        },
        EvidenceKind::DeliveryPlan => Form {
            title: "交付计划",
            about: "列出各阶段的计划与实际日期，偏差超过 5 天的请说明原因。",
            facts,
            columns: &["阶段", "计划开始", "计划完成", "实际完成", "偏差说明"],
        },
        EvidenceKind::Manpower => Form {
            title: "人力清单",
            about: "列出参与交付的人员及投入工时，只填写必要的信息。",
            facts,
            columns: &["姓名", "角色", "投入工时（人天）", "开始日期", "结束日期"],
        },
        EvidenceKind::ThankYou => Form {
            title: "感谢信",
            about: "客户的感谢信或邮件。已有原件的请直接上传原件，本模板可不填写。",
            facts: &["项目名称", "客户名称", "客户联系人", "日期"],
            columns: &["感谢内容", "涉及人员"],
        },
        EvidenceKind::Summary => Form {
            title: "项目总结",
            about: "总结目标达成情况、经验和改进建议。",
            facts,
            columns: &["目标", "达成情况", "经验", "改进建议"],
        },
    }
}

fn english(kind: EvidenceKind) -> Form {
    let facts: &[&str] = &["Project", "Project ID", "Customer", "Filled in by", "Date"];
    match kind {
        EvidenceKind::Sow => Form {
            title: "Statement of work",
            about: "What is delivered, its milestones and how it is accepted, with the customer's written approval (a signed \
                    scan can be uploaded as a file of its own).",
            facts: &["Project", "Project ID", "Customer", "Approved by (customer)", "Approved on"],
            columns: &["Work item", "Deliverable", "Acceptance criterion", "Planned end", "Responsible"],
        },
        EvidenceKind::ValidationReport => Form {
            title: "Validation report",
            about: "The customer confirms item by item whether the solution does what was agreed, signs and stamps it.",
            facts: &["Project", "Project ID", "Customer", "Validated by (customer)", "Validated on"],
            columns: &["Item", "Expected result", "Actual result", "Passed", "Customer's comment"],
        },
        EvidenceKind::DeliveryPlan => Form {
            title: "Delivery plan",
            about: "Planned and actual days of each phase. Explain a deviation of more than 5 days.",
            facts,
            columns: &["Phase", "Planned start", "Planned end", "Actual end", "Deviation"],
        },
        EvidenceKind::Manpower => Form {
            title: "Manpower list",
            about: "Who worked on the delivery, and how much. Only what is needed.",
            facts,
            columns: &["Name", "Role", "Person-days", "From", "To"],
        },
        EvidenceKind::ThankYou => Form {
            title: "Thank-you letter",
            about: "A letter or mail of thanks from the customer. If you have the original, upload that instead of this form.",
            facts: &["Project", "Customer", "Customer's contact", "Date"],
            columns: &["What the customer says", "About whom"],
        },
        EvidenceKind::Summary => Form {
            title: "Project summary",
            about: "What was reached, what was learnt, and what could be better.",
            facts,
            columns: &["Goal", "Reached", "Learnt", "To improve"],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_a_workbook_of_its_kind_in_its_language() {
        let mut titles = Vec::new();
        for kind in EvidenceKind::ALL {
            for language in Language::ALL {
                let form = form(EvidenceTemplate { kind, language });
                let bytes = workbook(&form).unwrap();
                assert!(FileType::Xlsx.begins_like(&bytes), "{}", form.title);
                assert!(!titles.contains(&form.title), "{}", form.title);
                titles.push(form.title);
            }
        }
    }
}

//! Forms to fill in, one for each kind of evidence in each language: workbooks, made when they are asked for.

use crate::{
    exports::Words,
    http::{change::Read, file::File},
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    attachments::FileType,
    delivery_evidence::{EvidenceKind, EvidenceTemplate},
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// The same in Chinese and English.
type Both = (&'static str, &'static str);

/// What a form asks for.
struct Form {
    title: Both,
    /// What it has to show, for whoever fills it in.
    about: Both,
    facts: &'static [Both],
    columns: &'static [Both],
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
    let (form, words) = (form(template.kind), Words(template.language));
    let content = workbook(form, words).map_err(|error| Fault::new(format!("a workbook: {error}")))?;
    let name = format!("{}.xlsx", said(words, form.title));
    Ok(File { media_type: FileType::Xlsx.media_type(), content, name: Some(name) })
}

fn said(words: Words, (zh, en): Both) -> &'static str {
    words.or(zh, en)
}

fn workbook(form: &Form, words: Words) -> Result<Vec<u8>, XlsxError> {
    let title = Format::new().set_bold().set_font_size(16);
    let about = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_border(FormatBorder::Thin);
    let header = Format::new().set_bold().set_background_color(0x00E8_EEF7).set_border(FormatBorder::Thin);
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    let last = u16::try_from(form.columns.len().max(2) - 1).unwrap_or(u16::MAX);
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(said(words, form.title))?;
    page.set_column_width(0, FIRST_WIDTH)?;
    for column in 1..=last {
        page.set_column_width(column, WIDTH)?;
    }
    page.write_string_with_format(0, 0, said(words, form.title), &title)?;
    page.merge_range(1, 0, 1, last, said(words, form.about), &about)?;
    page.set_row_height(1, 64)?;
    let mut row = 3;
    for fact in form.facts {
        page.write_string_with_format(row, 0, said(words, *fact), &bold)?;
        page.merge_range(row, 1, row, last.max(2), "", &cell)?;
        row += 1;
    }
    row += 1;
    for (nth, column) in (0_u16..).zip(form.columns) {
        page.write_string_with_format(row, nth, said(words, *column), &header)?;
    }
    for line in row + 1..=row + LINES {
        for nth in 0..=last {
            page.write_blank(line, nth, &cell)?;
        }
    }
    book.save_to_buffer()
}

const PROJECT: Both = ("项目名称", "Project");
const PROJECT_ID: Both = ("项目编号", "Project ID");
const CUSTOMER: Both = ("客户名称", "Customer");
/// Where nobody but the partner has to say anything.
const PARTNERS: &[Both] = &[PROJECT, PROJECT_ID, CUSTOMER, ("填写人", "Filled in by"), ("填写日期", "Date")];

const SOW: Form = Form {
    title: ("工作说明书", "Statement of work"),
    about: (
        "说明交付范围、里程碑和验收标准，并附客户的书面批准（签字盖章的扫描件可作为单独文件上传）。",
        "What is delivered, its milestones and how it is accepted, with the customer's written approval (a signed scan can \
         be uploaded as a file of its own).",
    ),
    facts: &[
        PROJECT,
        PROJECT_ID,
        CUSTOMER,
        ("客户批准人", "Approved by (customer)"),
        ("批准日期", "Approved on"),
    ],
    columns: &[
        ("工作项", "Work item"),
        ("交付物", "Deliverable"),
        ("验收标准", "Acceptance criterion"),
        ("计划完成日期", "Planned end"),
        ("责任人", "Responsible"),
    ],
};

const VALIDATION_REPORT: Form = Form {
    title: ("客户验证报告", "Validation report"),
    about: (
        "由客户逐项确认方案是否达到约定效果，客户签字盖章后上传。",
        "The customer confirms item by item whether the solution does what was agreed, signs and stamps it.",
    ),
    facts: &[
        PROJECT,
        PROJECT_ID,
        CUSTOMER,
        ("客户验证人", "Validated by (customer)"),
        ("验证日期", "Validated on"),
    ],
    columns: &[
        ("验证项", "Item"),
        ("预期结果", "Expected result"),
        ("实际结果", "Actual result"),
        ("是否通过", "Passed"),
        ("客户意见", "Customer's comment"),
    ],
};

const DELIVERY_PLAN: Form = Form {
    title: ("交付计划", "Delivery plan"),
    about: (
        "列出各阶段的计划与实际日期，偏差超过 5 天的请说明原因。",
        "Planned and actual days of each phase. Explain a deviation of more than 5 days.",
    ),
    facts: PARTNERS,
    columns: &[
        ("阶段", "Phase"),
        ("计划开始", "Planned start"),
        ("计划完成", "Planned end"),
        ("实际完成", "Actual end"),
        ("偏差说明", "Deviation"),
    ],
};

const MANPOWER: Form = Form {
    title: ("人力清单", "Manpower list"),
    about: (
        "列出参与交付的人员及投入工时，只填写必要的信息。",
        "Who worked on the delivery, and how much. Only what is needed.",
    ),
    facts: PARTNERS,
    columns: &[
        ("姓名", "Name"),
        ("角色", "Role"),
        ("投入工时（人天）", "Person-days"),
        ("开始日期", "From"),
        ("结束日期", "To"),
    ],
};

const THANK_YOU: Form = Form {
    title: ("感谢信", "Thank-you letter"),
    about: (
        "客户的感谢信或邮件。已有原件的请直接上传原件，本模板可不填写。",
        "A letter or mail of thanks from the customer. If you have the original, upload that instead of this form.",
    ),
    facts: &[PROJECT, CUSTOMER, ("客户联系人", "Customer's contact"), ("日期", "Date")],
    columns: &[("感谢内容", "What the customer says"), ("涉及人员", "About whom")],
};

const SUMMARY: Form = Form {
    title: ("项目总结", "Project summary"),
    about: (
        "总结目标达成情况、经验和改进建议。",
        "What was reached, what was learnt, and what could be better.",
    ),
    facts: PARTNERS,
    columns: &[("目标", "Goal"), ("达成情况", "Reached"), ("经验", "Learnt"), ("改进建议", "To improve")],
};

const fn form(kind: EvidenceKind) -> &'static Form {
    match kind {
        EvidenceKind::Sow => &SOW,
        EvidenceKind::ValidationReport => &VALIDATION_REPORT,
        EvidenceKind::DeliveryPlan => &DELIVERY_PLAN,
        EvidenceKind::Manpower => &MANPOWER,
        EvidenceKind::ThankYou => &THANK_YOU,
        EvidenceKind::Summary => &SUMMARY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::session::Language;

    #[test]
    fn every_form_is_a_workbook_of_its_kind_in_its_language() {
        let mut titles = Vec::new();
        for kind in EvidenceKind::ALL {
            for language in Language::ALL {
                let words = Words(language);
                let title = said(words, form(kind).title);
                let bytes = workbook(form(kind), words).unwrap();
                assert!(FileType::Xlsx.begins_like(&bytes), "{title}");
                assert!(!titles.contains(&title), "{title}");
                titles.push(title);
            }
        }
    }
}

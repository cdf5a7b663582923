//! The review opinion (审核意见) as a file: how each item was found, with advice; in the reader's language.

use super::{
    handlers,
    names::{result_name, stage_name, verdict_name},
    store::{Record, history},
};
use crate::{
    exports::{self, Cell, Column, Kind as Of, Sheet, Words},
    http::{change::Read, file::File},
    problem::{Fault, Refused},
    session::principal::{Kind, SignedIn},
};
use contract::{
    certification_standards::{Standard, SubLabel},
    certifications::Judgement,
    ids::CertificationId,
    problem::ErrorCode,
    session::Language,
};

pub(super) async fn download(
    cx: &mut Read,
    user: &SignedIn,
    (id,): (CertificationId,),
) -> Result<File, Refused> {
    let Kind::Member(who) = &user.kind else { return Err(ErrorCode::AccessDenied.into()) };
    let record = handlers::own(&mut cx.conn, who, &id).await?;
    let judgement = history::judgements(&mut cx.conn, &id).await?.pop().ok_or(ErrorCode::NotFound)?;
    let words = Words(user.language);
    let (sheet, rows) = written(&record, &judgement, words)?;
    let name = format!(
        "{}-{}.pdf",
        words.or("审核意见", "review-opinion"),
        record.certification_no.unwrap_or_default()
    );
    // Laying a page out takes some milliseconds of work.
    let content = tokio::task::spawn_blocking(move || exports::document(&sheet, words, rows))
        .await
        .map_err(|_| Fault::new("writing an opinion panicked"))??;
    Ok(File { media_type: "application/pdf", content, name: Some(name) })
}

fn written(record: &Record, judgement: &Judgement, words: Words) -> Result<(Sheet, Vec<Vec<Cell>>), Fault> {
    let language = words.0;
    let standard = record.standard()?;
    let rows: Vec<Vec<Cell>> = standard
        .sublabels
        .iter()
        .flat_map(|sublabel| rows_of(standard, sublabel, judgement, language))
        .collect();
    let facts = vec![
        (words.or("能力标签", "Label"), standard.name.of(language).to_owned()),
        (words.or("标准版本", "Version of the standard"), standard.version.clone()),
        (words.or("申请编号", "Application no."), record.certification_no.clone().unwrap_or_default()),
        (words.or("伙伴", "Partner"), record.partner_name.clone()),
        (words.or("阶段", "Stage"), stage_name(judgement.stage, language).to_owned()),
        (words.or("结论", "Verdict"), verdict_name(judgement.verdict, language).to_owned()),
        (words.or("时间", "Time"), words.instant(judgement.at)),
        (words.or("总体意见", "On the whole"), judgement.text.clone()),
    ];
    let sheet = Sheet {
        title: words.or("能力认证审核意见", "Review opinion on a certification").to_owned(),
        facts,
        columns: vec![
            Column::new(words.or("二级标签", "Level-2 label"), Of::Text, 14),
            Column::new(words.or("评估项", "Item"), Of::Text, 34),
            Column::new(words.or("必选", "Mandatory"), Of::Text, 8),
            Column::new(words.or("结果", "Result"), Of::Text, 10),
            Column::new(words.or("改进建议", "Advice"), Of::Text, 34),
        ],
        rows_total: u32::try_from(rows.len()).unwrap_or(u32::MAX),
    };
    Ok((sheet, rows))
}

fn rows_of(
    standard: &Standard,
    sublabel: &SubLabel,
    judgement: &Judgement,
    language: Language,
) -> Vec<Vec<Cell>> {
    let words = Words(language);
    let row = |verdict: &contract::certifications::ItemVerdict| {
        let item = sublabel.items.iter().find(|item| item.item_id == verdict.item_id)?;
        let mandatory = if item.mandatory { words.or("是", "Yes") } else { words.or("否", "No") };
        Some(vec![
            Cell::text(sublabel.name.of(language)),
            Cell::text(item.title.of(language)),
            Cell::text(mandatory),
            Cell::text(result_name(verdict.result, language)),
            verdict.advice.as_ref().map_or(Cell::Nothing, |advice| Cell::text(advice.as_str())),
        ])
    };
    // In the order of the standard, whatever the order in which it was judged.
    let of_item = |item: &contract::certification_standards::AssessmentItem| {
        judgement.items.iter().find(|verdict| verdict.item_id == item.item_id)
    };
    standard
        .items()
        .filter(|item| sublabel.items.contains(item))
        .filter_map(of_item)
        .filter_map(row)
        .collect()
}

//! Files of the demo's evidence: rows here, contents where files lie.

use super::id;
use crate::{
    attachments,
    delivery_projects::{store::Record, store::evidences},
    files::{Files, Place},
    problem::Fault,
    secret::sha256_hex,
    seed::partners::user_id,
};
use contract::{
    attachments::{Attachment, FileType, Scan},
    delivery_evidence::{Evidence, EvidenceKind},
    ids::AttachmentId,
    time::Timestamp,
};
use sqlx::AnyConnection;
use std::fmt::Write as _;

const FILES: [(EvidenceKind, &str); 2] =
    [(EvidenceKind::Sow, "工作说明书.pdf"), (EvidenceKind::ValidationReport, "客户验证报告.pdf")];

fn file_id(project_id: &str, kind: EvidenceKind) -> Result<AttachmentId, Fault> {
    id(&format!("ev-{project_id}-{}", kind.as_str()))
}

/// A page with one line, in nothing but ASCII.
fn pdf(project_id: &str, kind: EvidenceKind) -> Vec<u8> {
    let stream = format!("BT /F1 18 Tf 72 720 Td ({project_id} {}) Tj ET", kind.as_str());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = String::from("%PDF-1.7\n");
    let mut places = String::from("0000000000 65535 f \n");
    for (nth, object) in (1..).zip(&objects) {
        let _ = writeln!(places, "{:010} 00000 n ", text.len());
        let _ = writeln!(text, "{nth} 0 obj\n{object}\nendobj");
    }
    let (size, start) = (objects.len() + 1, text.len());
    let _ = writeln!(
        text,
        "xref\n0 {size}\n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    );
    text.into_bytes()
}

/// Puts the contents of a project's evidence into the store.
pub(super) async fn write(store: &Files, project_id: &str) -> Result<(), Fault> {
    for (kind, _) in FILES {
        let content = pdf(project_id, kind);
        let place = Place::whole(&file_id(project_id, kind)?, &sha256_hex(&content));
        store.put(&place, content).await?;
    }
    Ok(())
}

/// The evidence of a project.
pub(super) async fn plant(conn: &mut AnyConnection, record: &Record, at: Timestamp) -> Result<(), Fault> {
    for file in FILES {
        plant_one(conn, record, file, at).await?;
    }
    Ok(())
}

async fn plant_one(
    conn: &mut AnyConnection,
    record: &Record,
    (kind, name): (EvidenceKind, &str),
    at: Timestamp,
) -> Result<(), Fault> {
    let project_id = record.project.project_id.as_str();
    let content = pdf(project_id, kind);
    let attachment = Attachment {
        attachment_id: file_id(project_id, kind)?,
        name: name.to_owned(),
        file_type: FileType::Pdf,
        bytes: u32::try_from(content.len()).map_err(|_| Fault::new("a demo file is too large"))?,
        sha256: Some(sha256_hex(&content)),
        pages: Some(1),
        scan: Some(Scan::NotScanned),
    };
    let stored = attachments::store::Stored {
        attachment: attachment.clone(),
        received: 0,
        created_at: at,
        attached_to: None,
        refused: None,
    };
    let partner_id = record.partner_id.as_str();
    attachments::store::add(conn, partner_id, &user_id("yunfan-admin"), &stored).await?;
    attachments::store::complete(conn, &attachment).await?;
    attachments::store::attach(conn, partner_id, &attachment.attachment_id, project_id).await?;
    let evidence = Evidence { kind, attachment, added_at: at, added_by: "林岚".to_owned() };
    let project_id = &record.project.project_id;
    evidences::add(conn, &record.partner_id, project_id, &evidence).await
}

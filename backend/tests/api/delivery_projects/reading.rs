//! Who sees what: rules Q2 and Q3, the list and its file.

use super::{FOREIGN, SAMPLED, TO_REGISTER, attached, pdf, registration, shown, uploaded};
use crate::{
    incentives::work,
    world::{World, id},
};
use contract::{
    delivery_evidence::{EvidenceDraft, EvidenceKind as Kind},
    delivery_projects::{
        ATTACH, DeliveryQuery, DeliveryStatus as Status, LIST, REGISTER, REMOVE, REVEAL, SHOW,
    },
    exports::{CREATE as EXPORT, ExportDraft, ExportFormat, ExportOf, ExportStatus, LIST as EXPORTS},
    problem::ErrorCode,
};

#[tokio::test]
async fn people_are_masked_until_they_are_asked_for_and_that_is_audited() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let masked = admin.fetch(&SHOW, (id(SAMPLED),), &()).await;
    for full in ["青湖市市民服务中心", "13600030001", "cheng.li@delivery.example.com"] {
        assert!(!masked.body().contains(full), "{full}");
    }
    let people = admin.submit(&REVEAL, (id(SAMPLED),), &()).await.ok();
    assert_eq!(people.customer, "青湖市市民服务中心");
    assert_eq!(people.manager.unwrap().phone, "13600030001");
    let audited = "SELECT COUNT(*) FROM audit WHERE action = 'delivery.reveal' AND object = $1";
    assert_eq!(world.number(audited, SAMPLED).await, 1);
}

#[tokio::test]
async fn the_list_is_filtered_by_state_and_words_and_counts_every_state() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = admin.fetch(&LIST, (), &DeliveryQuery::default()).await.ok();
    assert_eq!(all.total_count, 11);
    assert_eq!(all.counts.iter().map(|one| one.count).sum::<u32>(), 11);
    let query = DeliveryQuery { status_list: vec![Status::EvidencePending], ..DeliveryQuery::default() };
    let pending = admin.fetch(&LIST, (), &query).await.ok();
    assert_eq!((pending.total_count, pending.counts.len()), (2, all.counts.len()));
    for (keyword, found) in [("冷链", 1), ("DP-100004", 1), ("%", 0), ("北鲜", 0)] {
        let query = DeliveryQuery { keyword: Some(keyword.to_owned()), ..DeliveryQuery::default() };
        assert_eq!(admin.fetch(&LIST, (), &query).await.ok().total_count, found, "{keyword}");
    }
}

#[tokio::test]
async fn the_list_is_exported_as_it_is_filtered_with_customers_masked() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let query = DeliveryQuery { status_list: vec![Status::Evaluated], ..DeliveryQuery::default() };
    let draft = ExportDraft { of: ExportOf::DeliveryProjects(query), format: ExportFormat::Csv };
    let asked = admin.submit(&EXPORT, (), &draft).await.ok();
    assert_eq!(asked.rows_total, 1);
    work(&world).await;
    let made = admin.fetch(&EXPORTS, (), &contract::exports::ExportQuery::default()).await.ok();
    assert_eq!(made.exports[0].status, ExportStatus::Completed);
    let path = format!("/v2/partners/exports/{}/file", asked.export_id);
    let file = admin.browser.raw("GET", &path, &[], "").await.body;
    assert!(file.contains("dp-100008") && file.contains("工地安全监测") && file.contains("90"), "{file}");
    assert!(!file.contains("筑安建设工程"), "masked: {file}");
}

#[tokio::test]
async fn what_is_foreign_might_as_well_not_exist() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let nimbus = world.sign_in("nimbus-admin").await;
    let theirs = attached(&nimbus, FOREIGN, Kind::Sow, "theirs").await.evidences[0].clone();
    let foreign = admin.fetch(&SHOW, (id(FOREIGN),), &()).await;
    let missing = admin.fetch(&SHOW, (id("dp-none00"),), &()).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
    let own = uploaded(&admin, "own.pdf", &pdf("own")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: own };
    assert_eq!(admin.submit(&ATTACH, (id(FOREIGN),), &evidence).await.code(), ErrorCode::NotFound);
    let file = theirs.attachment.attachment_id;
    assert_eq!(admin.submit(&REMOVE, (file.clone(),), &()).await.code(), ErrorCode::NotFound);
    let path = format!("/v2/partners/delivery-evidences/{file}/content");
    assert_eq!(admin.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
    assert_eq!(nimbus.browser.raw("GET", &path, &[], "").await.status, 200);
    // Somebody else's upload proves nothing of mine.
    let upload = uploaded(&nimbus, "upload.pdf", &pdf("upload")).await;
    let evidence = EvidenceDraft { kind: Kind::Sow, attachment_id: upload };
    let refused = admin.submit(&ATTACH, (id(SAMPLED),), &evidence).await;
    assert_eq!(refused.code(), ErrorCode::AttachmentRefused);
}

#[tokio::test]
async fn evidence_is_read_at_its_project_and_not_among_the_files_of_opportunities() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let detail = attached(&admin, SAMPLED, Kind::Sow, "statement of work").await;
    let file = detail.evidences[0].attachment.attachment_id.clone();
    let path = format!("/v2/partners/attachments/{file}/content");
    assert_eq!(admin.browser.raw("GET", &path, &[], "").await.code(), ErrorCode::NotFound);
    let path = format!("/v2/partners/delivery-evidences/{file}/content");
    assert_eq!(admin.browser.raw("GET", &path, &[], "").await.status, 200);
}

#[tokio::test]
async fn a_partner_without_baseline_solutions_and_a_member_without_the_permission_see_nothing() {
    let world = World::new().await;
    for account_name in ["lingxi-admin", "yunfan-finance", "yunfan-operator"] {
        let member = world.sign_in(account_name).await;
        let refused = member.fetch(&LIST, (), &DeliveryQuery::default()).await;
        assert_eq!(refused.code(), ErrorCode::AccessDenied, "{account_name}");
    }
    let director = world.sign_in("yunfan-director").await;
    director.fetch(&LIST, (), &DeliveryQuery::default()).await.ok();
    let seen = shown(&director, TO_REGISTER).await.project.version;
    let refused = director.submit(&REGISTER, (id(TO_REGISTER),), &registration(seen)).await;
    assert_eq!(refused.code(), ErrorCode::AccessDenied);
}

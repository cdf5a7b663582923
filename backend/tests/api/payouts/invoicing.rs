//! The invoicing list and handing invoices in: rules G4.

use super::shown;
use crate::{
    incentives::{answer, minor, queued},
    world::{Actor, Answer, World, id},
};
use contract::{
    invoices::{HAND_IN, INVOICE_LIST, InvoiceDraft, InvoiceKind, InvoiceSet},
    payout_status::{InvoiceStatus, PayoutStatus as Status},
    payout_tracker::Advice,
    payouts::{Payout, SHOW},
    problem::ErrorCode,
    time::Date,
    work_queue::{COMPLETE, DECLINE, WorkItemKind},
};

/// Of the demo: its invoices were rejected, and it waits for others.
const WAITS: &str = "pa-yunfan-6";
const REJECTED_NUMBER: &str = "31002600398802";
/// Of a payout that is paid.
const USED_NUMBER: &str = "31002600118801";

fn invoice(number: &str, amount: i64, is_paper: bool) -> InvoiceDraft {
    InvoiceDraft {
        invoice_no: number.to_owned().try_into().unwrap(),
        invoice_type: if is_paper { InvoiceKind::SpecialVat } else { InvoiceKind::ESpecialVat },
        amount: minor(amount),
        issued_on: "2026-11-20".parse::<Date>().unwrap(),
        attachment_id: None,
    }
}

/// Hands invoices in for a payout as it was seen.
pub async fn hand_in(
    finance: &Actor<'_>,
    payout: &Payout,
    invoices: &[(&str, i64)],
    is_paper: bool,
) -> Answer<Payout> {
    let invoices = invoices.iter().map(|(number, amount)| invoice(number, *amount, is_paper)).collect();
    let set = InvoiceSet { invoices, version: payout.row.version };
    finance.submit(&HAND_IN, (payout.row.payout_id.clone(),), &set).await
}

async fn waiting(finance: &Actor<'_>) -> Payout {
    finance.fetch(&SHOW, (id(WAITS),), &()).await.ok()
}

#[tokio::test]
async fn the_list_holds_everything_that_stands_on_an_invoice() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let list = finance.fetch(&INVOICE_LIST, (id(WAITS),), &()).await.ok();
    let payout = waiting(&finance).await;
    assert_eq!(list.amount, payout.row.amount);
    assert_eq!(list.tax.net.plus(list.tax.tax), Some(list.amount));
    assert_eq!(list.tax.rate.to_string(), "6%");
    assert_eq!(list.seller_name, "云帆数智科技（上海）有限公司");
    assert_eq!(list.rejection_reason.as_deref(), Some("购买方税号填写有误，请作废后重新开具"));
    let lines: i64 = list.lines.iter().map(|line| line.amount.minor()).sum();
    assert_eq!(lines, list.amount.minor());
    // Not asked for yet, and never asked for.
    for payout in ["pa-yunfan-7", "pa-yunfan-3"] {
        let refused = finance.fetch(&INVOICE_LIST, (id(payout),), &()).await;
        assert_eq!(refused.code(), ErrorCode::NotInThisState, "{payout}");
    }
}

#[tokio::test]
async fn a_set_sums_to_the_amount_to_the_cent_and_its_fields_are_checked_all_at_once() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let payout = waiting(&finance).await;
    let amount = payout.row.amount.minor();
    for wrong in [amount - 1, amount + 1] {
        let refused = hand_in(&finance, &payout, &[("11002600000001", wrong)], true).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvoiceSumDiffers);
        assert_eq!(refused.available_amount.unwrap().amount, payout.row.amount);
    }
    let mut set = InvoiceSet { invoices: vec![], version: payout.row.version };
    let refused = finance.submit(&HAND_IN, (id(WAITS),), &set).await;
    assert_eq!(refused.code(), ErrorCode::InvalidParameter);
    set.invoices = vec![invoice("11002600000001", amount, true), invoice("11002600000001", 0, true)];
    set.invoices[0].issued_on = "2026-11-24".parse().unwrap();
    let refused = finance.submit(&HAND_IN, (id(WAITS),), &set).await.refused();
    let fields: Vec<_> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["invoices[0].issued_on", "invoices[1].invoice_no", "invoices[1].amount"]);
    set.invoices = (0..21).map(|n| invoice(&format!("1100260000{n:04}"), 1, true)).collect();
    assert_eq!(finance.submit(&HAND_IN, (id(WAITS),), &set).await.code(), ErrorCode::TooMany);
    for body in [
        r#"{"version":4,"invoices":[{"invoice_no":"11002600","invoice_type":"VAT","amount":1,"issued_on":"2026-11-20"}]}"#,
        r#"{"version":4,"invoices":[{"invoice_no":"11002600","invoice_type":"SPECIAL_VAT","amount":1.005,"issued_on":"2026-11-20"}]}"#,
        r#"{"version":4,"invoices":[{"invoice_no":"1 1","invoice_type":"SPECIAL_VAT","amount":1,"issued_on":"2026-11-20"}]}"#,
    ] {
        let refused = finance.submit_text(&HAND_IN, (id(WAITS),), body).await;
        assert_eq!(refused.code(), ErrorCode::InvalidParameter, "{body}");
    }
}

#[tokio::test]
async fn a_number_serves_one_payout_ever_and_comes_again_only_after_it_was_rejected() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let payout = waiting(&finance).await;
    let amount = payout.row.amount.minor();
    // In small letters, too: the number is the same.
    let used = hand_in(&finance, &payout, &[(USED_NUMBER, amount)], true).await.refused();
    assert_eq!(used.error_code, ErrorCode::InvoiceNumberUsed);
    assert_eq!(used.fields[0].field, "invoices[0].invoice_no");
    // A part of a refused set is not there either.
    let half = [("11002600000001", amount - 1), (USED_NUMBER, 1)];
    assert_eq!(hand_in(&finance, &payout, &half, true).await.code(), ErrorCode::InvoiceNumberUsed);
    assert_eq!(
        world.number("SELECT COUNT(*) FROM payout_invoices WHERE invoice_no = $1", "11002600000001").await,
        0
    );
    // The one that was rejected may come again, mended.
    let mended = hand_in(&finance, &payout, &[(REJECTED_NUMBER, amount)], false).await.ok();
    assert_eq!((mended.row.status, mended.rejection), (Status::InvoiceReview, None));
    assert_eq!(mended.invoices.len(), 1);
    assert_eq!(mended.invoices[0].status, InvoiceStatus::Submitted);
    assert_eq!(mended.row.current.visits, 2);
    // Another partner may have an invoice with the same number.
    let of_others = "SELECT COUNT(*) FROM payout_invoices WHERE partner_id <> 'p-yunfan' AND invoice_no = $1";
    assert_eq!(world.number(of_others, REJECTED_NUMBER).await, 0);
}

#[tokio::test]
async fn rejected_again_it_comes_back_with_the_reason_and_accepted_it_goes_on() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let operator = world.sign_in("vendor-operator").await;
    let payout = waiting(&finance).await;
    let amount = payout.row.amount.minor();
    hand_in(&finance, &payout, &[("11002600000001", amount)], false).await.ok();
    let item = queued(&operator, WorkItemKind::ReviewPayoutInvoices, WAITS).await;
    operator.submit(&DECLINE, (item.work_item_id.clone(),), &answer(&item, "发票内容应为服务费")).await.ok();
    let back = shown(&finance, &payout).await;
    assert_eq!(back.row.status, Status::InvoicePending);
    assert_eq!(back.rejection.as_ref().unwrap().reason, "发票内容应为服务费");
    assert_eq!(back.row.current.advice, Some(Advice::MendInvoices));
    assert_eq!(back.invoices[0].status, InvoiceStatus::Rejected);
    let halves = [("11002600000001", amount / 2), ("11002600000002", amount - amount / 2)];
    hand_in(&finance, &back, &halves, false).await.ok();
    let item = queued(&operator, WorkItemKind::ReviewPayoutInvoices, WAITS).await;
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(&item, "合格")).await.ok();
    let accepted = shown(&finance, &payout).await;
    assert_eq!(accepted.row.status, Status::PaymentReview);
    assert!(accepted.invoices.iter().all(|invoice| invoice.status == InvoiceStatus::Accepted));
    assert!(!world.messages("PAYOUT_INVOICES_REJECTED").await.is_empty());
}

#[tokio::test]
async fn of_two_who_hand_in_at_once_one_is_told_that_the_other_has() {
    let world = World::new().await;
    let (finance, admin) = (world.sign_in("yunfan-finance").await, world.sign_in("yunfan-admin").await);
    let payout = waiting(&finance).await;
    let amount = payout.row.amount.minor();
    let (first, second) = ([("11002600000001", amount)], [("11002600000002", amount)]);
    let (one, other) =
        tokio::join!(hand_in(&finance, &payout, &first, false), hand_in(&admin, &payout, &second, false));
    let lost = if one.status() == 200 { other } else { one };
    let lost = lost.refused();
    assert_eq!(lost.error_code, ErrorCode::NotInThisState);
    assert_eq!(lost.current_status.as_deref(), Some("INVOICE_REVIEW"));
    assert!(["钱敏", "林岚"].contains(&lost.settled_by.as_deref().unwrap()));
}

//! What the form takes, and what it does not: rules G5.4–G5.11.

use super::{ACCOUNT, check, draft, new_account, shown, text};
use crate::{
    attachments::uploaded,
    world::{World, id},
};
use backend::business_info::certified;
use contract::{
    attachments::UNUSED_S,
    business_info::{BankAccountChoice, BusinessInfoDraft, LETTER, NewBankAccount, SUBMIT, SigningEntity},
    business_info_status::BusinessInfoStatus as Status,
    endpoint::PathParams,
    ids::{AttachmentId, PartnerId},
    money::Currency,
    problem::ErrorCode,
    taxpayer::TaxpayerType,
    text::Rule,
    verification::{Operation, ReceiverType},
};

#[tokio::test]
async fn a_new_account_needs_the_banks_letter_and_a_code_by_text_message_even_with_codes_off() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let without = finance.submit(&SUBMIT, (), &draft(0, new_account(ACCOUNT, None))).await.refused();
    assert_eq!(without.fields[0].field, "bank_account.letter_id");
    assert_eq!(without.fields[0].rule, Rule::Missing);
    // The one that the supplier system holds needs none, typed or chosen.
    let typed =
        finance.submit(&SUBMIT, (), &draft(0, new_account("3311 5602 0018 801", None))).await.refused();
    let challenge = typed.challenge.unwrap();
    assert_eq!(challenge.operation, Operation::PayoutAccount);
    assert!(challenge.receivers.iter().all(|receiver| receiver.receiver_type == ReceiverType::Sms));

    let letter = uploaded(&finance).await;
    let wanted = draft(0, new_account(ACCOUNT, Some(letter)));
    let info = finance.submit_with_code(&SUBMIT, (), &wanted).await.ok();
    let details = info.details.unwrap();
    assert_eq!(details.letter.unwrap().name, "合同.pdf");
    assert_eq!(details.bank_account.account_number, "**** 3445");
    let operator = world.sign_in("vendor-operator").await;
    let file = operator
        .browser
        .raw("GET", &(id::<PartnerId>("p-huashang"),).fill(LETTER.spec.path), &[], String::new())
        .await;
    assert!(file.body.starts_with("%PDF-"));
}

#[tokio::test]
async fn a_letter_is_ones_own_complete_and_readable() {
    let world = World::new().await;
    let nimbus = world.sign_in("nimbus-admin").await;
    let foreign = uploaded(&nimbus).await;
    let finance = world.sign_in("huashang-finance").await;
    let refused = async |letter: AttachmentId| {
        let wanted = draft(0, new_account(ACCOUNT, Some(letter)));
        let answer = finance.submit(&SUBMIT, (), &wanted).await;
        assert_eq!(answer.code(), ErrorCode::AttachmentRefused);
        answer.body().to_owned()
    };
    assert_eq!(refused(foreign).await, refused(id("nothing-has-this-id")).await);
    // One that a draft still names, but that was thrown away after a day.
    let forgotten = uploaded(&finance).await;
    let mut tx = world.service.app.store.write().await.unwrap();
    let next_day = world.now().plus_seconds(UNUSED_S);
    backend::attachments::purge(&mut tx, next_day).await.unwrap();
    tx.commit().await.unwrap();
    refused(forgotten).await;
    // One that is attached to something else already.
    let letter = uploaded(&finance).await;
    world
        .change("UPDATE attachments SET attached_to = 'ho-1' WHERE attachment_id = $1", letter.as_str())
        .await;
    refused(letter).await;
}

#[tokio::test]
async fn every_field_is_checked_again_by_the_server() {
    let world = World::new().await;
    let finance = world.sign_in("huashang-finance").await;
    let base = || draft(0, BankAccountChoice::Known);
    let other_holder = BankAccountChoice::New(NewBankAccount {
        holder: text("方正"),
        bank_name: text("中国银行"),
        branch_name: text("北京支行"),
        account_number: text(ACCOUNT),
        letter_id: None,
    });
    let cases = [
        (BusinessInfoDraft { privacy_accepted: false, ..base() }, "privacy_accepted"),
        (
            BusinessInfoDraft { registration_number: text("91110108MA01B2C3D1"), ..base() },
            "registration_number",
        ),
        (BusinessInfoDraft { signing_entity: SigningEntity::Singapore, ..base() }, "signing_entity"),
        (BusinessInfoDraft { settlement_currency: Currency::Usd, ..base() }, "settlement_currency"),
        (BusinessInfoDraft { finance_contact: None, ..base() }, "finance_contact"),
        (draft(0, BankAccountChoice::Keep), "bank_account"),
        (draft(0, other_holder), "bank_account.holder"),
        (BusinessInfoDraft { company_name: text("华上云新名有限公司"), ..base() }, "bank_account.holder"),
    ];
    for (wanted, field) in cases {
        let refused = finance.submit(&SUBMIT, (), &wanted).await.refused();
        assert_eq!(
            (refused.error_code, refused.fields[0].field.as_str()),
            (ErrorCode::InvalidParameter, field)
        );
    }
    assert_eq!(
        finance.submit(&SUBMIT, (), &draft(3, BankAccountChoice::Known)).await.code(),
        ErrorCode::Changed
    );
    assert_eq!(shown(&finance).await.version, 0);
}

#[tokio::test]
async fn an_edit_is_checked_again_and_needs_no_second_transfer_unless_company_or_account_change() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    world.codes_off("p-yunfan").await;
    let before = shown(&finance).await;
    assert_eq!(before.status, Status::Certified);
    let details = before.details.unwrap();
    let edit = BusinessInfoDraft {
        company_name: text(&details.company_name),
        registration_number: text(&details.registration_number),
        taxpayer_type: TaxpayerType::SmallScale,
        finance_contact: None,
        ..draft(before.version, BankAccountChoice::Keep)
    };
    // Neither contact nor account is typed again, and no code is asked for: the account stays.
    let info = finance.submit(&SUBMIT, (), &edit).await.ok();
    assert_eq!(info.status.as_str(), "AUTO_CHECKING");
    assert_eq!(info.details.unwrap().tax_rate.basis_points(), 300);
    let mut conn = world.service.app.store.read().await.unwrap();
    assert_eq!(certified(&mut conn, "p-yunfan").await.unwrap(), None, "nothing is settled meanwhile");
    drop(conn);
    check(&world).await;
    let finance = world.sign_in("yunfan-finance").await;
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::Certified);
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 0);

    let letter = uploaded(&finance).await;
    let other = BankAccountChoice::New(NewBankAccount {
        holder: text(&details.company_name),
        bank_name: text("中国银行"),
        branch_name: text("上海支行"),
        account_number: text(ACCOUNT),
        letter_id: Some(letter),
    });
    let moved = BusinessInfoDraft { version: info.version, bank_account: other, ..edit };
    finance.submit_with_code(&SUBMIT, (), &moved).await.ok();
    check(&world).await;
    let finance = world.sign_in("yunfan-finance").await;
    assert_eq!(shown(&finance).await.status.as_str(), "AWAIT_AMOUNT");
}

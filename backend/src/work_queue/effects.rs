//! What an answer of the vendor's does to what the item is about: one arm for each kind.

use super::store;
use crate::{
    business_info, customer_migrations,
    customers::store::holdings,
    delivery_projects, filings,
    http::change::Change,
    incentive_transfers, incentives,
    opportunities::{self, Judgement},
    payouts, personnel,
    problem::{Fault, Refused},
    remittances,
    session::principal::OperatorUser,
    statements::{self, Outcome},
    suggestions, top_ups, withdrawals,
};
use contract::{
    customers::HoldingKind,
    opportunity_desk::FieldNote,
    problem::ErrorCode,
    text::Rule,
    work_queue::{WorkItem, WorkItemKind as Kind},
};

/// `done`: completed, else declined.
pub(super) async fn apply(
    cx: &mut Change,
    who: &OperatorUser,
    item: &WorkItem,
    done: bool,
    field_notes: Vec<FieldNote>,
) -> Result<(), Refused> {
    let answer = item.answer.as_deref().unwrap_or_default();
    match item.kind {
        Kind::CloseSpecialContract if done => {
            let customer_id = about(item.customer_id.as_ref())?;
            holdings::end_all(&mut cx.tx, customer_id, HoldingKind::SpecialContract, cx.now).await?;
            Ok(())
        }
        Kind::UnfreezePartner if done => {
            store::unfreeze_partner(&mut cx.tx, item.partner_id.as_str()).await?;
            Ok(())
        }
        Kind::CloseSpecialContract | Kind::UnfreezePartner => Ok(()),
        Kind::ReviewFiling => filings::reviewed(cx, about(item.filing_id.as_ref())?, done, answer).await,
        Kind::MigrateCustomers if done => {
            customer_migrations::take_over(cx, about(item.migration_id.as_ref())?, &who.name, answer).await
        }
        Kind::MigrateCustomers => {
            customer_migrations::reject(cx, about(item.migration_id.as_ref())?, answer).await
        }
        Kind::ReviewOpportunity | Kind::VerifyOpportunity => {
            let opportunity_id = about(item.opportunity_id.as_ref())?;
            let judgement =
                Judgement { opportunity_id, kind: item.kind, passed: done, opinion: answer, field_notes };
            opportunities::judged(cx, who, &item.partner_name, judgement).await
        }
        Kind::ReviewBusinessInfo | Kind::UnlockBusinessInfo => business_info::answered(cx, item, done).await,
        Kind::PayWithdrawal if done => {
            withdrawals::paid(cx, about(item.withdrawal_id.as_ref())?, answer).await
        }
        Kind::PayWithdrawal => withdrawals::rejected(cx, about(item.withdrawal_id.as_ref())?, answer).await,
        Kind::ReviewRemittance => {
            remittances::reviewed(cx, about(item.claim_id.as_ref())?, done, answer).await
        }
        Kind::ReviewPayment => top_ups::reviewed(cx, about(item.payment_id.as_ref())?, done, answer).await,
        Kind::AnswerIncentiveFeedback => {
            incentives::answered(cx, about(item.feedback_id.as_ref())?, done, answer).await
        }
        Kind::DecideIncentiveTransfer => {
            incentive_transfers::decided(cx, about(item.transfer_id.as_ref())?, done, answer).await
        }
        Kind::ReviewPayout | Kind::ReviewPayoutInvoices | Kind::ReleasePayout | Kind::PayPayout => {
            payouts::judged(cx, who, item.kind, about(item.payout_id.as_ref())?, (done, answer)).await
        }
        Kind::AnswerStatementDispute => {
            statements::answered(cx, item, if done { Outcome::Answered } else { Outcome::Rejected }).await
        }
        Kind::CountersignStatement
        | Kind::MendStatementPayment
        | Kind::ReviewStatementInvoices
        | Kind::ReviewStatementPayment
        | Kind::PayStatement => statements::operator_answered(cx, who, item, done).await,
        Kind::ReviewPersonnel | Kind::ReleasePersonnel => {
            personnel::reviewed(cx, item.kind, about(item.personnel_id.as_ref())?, (done, answer)).await
        }
        // Judged item by item on the page of the application, which closes the entry.
        Kind::ReviewCertificationMaterial
        | Kind::ReviewCertificationTechnology
        | Kind::CountersignCertification
        | Kind::HoldCertificationDefence => Err(ErrorCode::NotInThisState.into()),
        Kind::SampleDelivery => {
            delivery_projects::decided(cx, who, about(item.delivery_project_id.as_ref())?, done).await
        }
        // Points and findings are given where the evidence is looked at.
        Kind::EvaluateDelivery => Err(Refused::field("work_item_id", Rule::Unexpected)),
        Kind::AnswerSuggestion => {
            suggestions::answered(cx, about(item.suggestion_id.as_ref())?, done, answer).await
        }
    }
}

/// What an item of this kind is always about.
fn about<T>(id: Option<&T>) -> Result<&T, Fault> {
    id.ok_or_else(|| Fault::new("a work item without what it is about"))
}

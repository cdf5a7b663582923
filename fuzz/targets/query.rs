//! What lists are asked: refused, or understood and said again in the same way. A new list adds its query.
#![no_main]

use contract::{
    accounts::{AdjustRecordQuery, CustomerBalanceQuery, IssuedVoucherQuery},
    activity_log::ActivityQuery,
    associations::RecordQuery,
    bills::{BillDetailQuery, BillQuery},
    capability_labels::BadgeDownloadQuery,
    certifications::CertificationQuery,
    covers::CoverQuery,
    customer_migrations::MigrationListQuery,
    customers::CustomerQuery,
    deadlines::DeadlineQuery,
    delivery_desk::DeskQuery,
    delivery_projects::DeliveryQuery,
    demo::OutboxQuery,
    exports::ExportQuery,
    filing_imports::ImportRowQuery,
    filings::FilingQuery,
    funds::FundsDetailQuery,
    help::FaqQuery,
    incentive_transfers::TransferQuery,
    incentives::{ChartQuery, FeedbackQuery, IncentiveLineQuery, IncentiveQuery},
    invitation_links::LinkQuery,
    invitations::InvitationQuery,
    marketing_tasks::TaskQuery,
    members::MemberQuery,
    notifications::NotificationQuery,
    opportunities::{OpportunityQuery, PipelineQuery, SimilarQuery},
    opportunity_desk::VendorOpportunityQuery,
    payouts::PayoutQuery,
    personnel::PersonnelQuery,
    remittances::ClaimQuery,
    statements::{LineQuery, StatementQuery},
    suggestions::SuggestionQuery,
    top_ups::TopUpQuery,
    withdrawals::WithdrawalQuery,
    work_queue::WorkItemQuery,
};
use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};

fn again<Q: DeserializeOwned + Serialize>(text: &str) {
    let Ok(query) = serde_json::from_str::<Q>(text) else { return };
    let said = serde_json::to_string(&query).expect("a query can be said");
    let query = serde_json::from_str::<Q>(&said).expect("and read");
    assert_eq!(said, serde_json::to_string(&query).expect("again"));
}

macro_rules! again {
    ($text:ident: $($query:ty),+ $(,)?) => { $(again::<$query>($text);)+ };
}

fuzz_target!(|text: &str| {
    again!(text:
        ActivityQuery, AdjustRecordQuery, BadgeDownloadQuery, BillDetailQuery, BillQuery, CertificationQuery, ChartQuery,
        ClaimQuery, CoverQuery, CustomerBalanceQuery, CustomerQuery, DeadlineQuery, DeliveryQuery, DeskQuery, ExportQuery,
        FaqQuery, FeedbackQuery, FilingQuery, FundsDetailQuery, ImportRowQuery, IncentiveLineQuery, IncentiveQuery,
        InvitationQuery, IssuedVoucherQuery, LineQuery, LinkQuery, MemberQuery, MigrationListQuery, NotificationQuery,
        OpportunityQuery, OutboxQuery, PayoutQuery, PersonnelQuery, PipelineQuery, RecordQuery, SimilarQuery,
        StatementQuery, SuggestionQuery, TaskQuery, TopUpQuery, TransferQuery, VendorOpportunityQuery, WithdrawalQuery,
        WorkItemQuery,
    );
});

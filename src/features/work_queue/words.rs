//! What kinds and states of items are called.

use super::{colleagues::Obstacle, msg};
use crate::ui::Tone;
use contract::{
    filing_rules::ReviewReason,
    work_queue::{WorkItemKind, WorkItemStatus},
};

pub fn kind(kind: WorkItemKind) -> &'static str {
    match kind {
        WorkItemKind::CloseSpecialContract => msg::kind_close_special_contract(),
        WorkItemKind::UnfreezePartner => msg::kind_unfreeze_partner(),
        WorkItemKind::ReviewFiling => msg::kind_review_filing(),
        WorkItemKind::MigrateCustomers => msg::kind_migrate_customers(),
        WorkItemKind::ReviewOpportunity => msg::kind_review_opportunity(),
        WorkItemKind::VerifyOpportunity => msg::kind_verify_opportunity(),
    }
}

/// What completing an item does.
pub fn effect(kind: WorkItemKind) -> &'static str {
    match kind {
        WorkItemKind::CloseSpecialContract => msg::effect_close_special_contract(),
        WorkItemKind::UnfreezePartner => msg::effect_unfreeze_partner(),
        WorkItemKind::ReviewFiling => msg::effect_review_filing(),
        WorkItemKind::MigrateCustomers => msg::effect_migrate_customers(),
        WorkItemKind::ReviewOpportunity => msg::effect_review_opportunity(),
        WorkItemKind::VerifyOpportunity => msg::effect_verify_opportunity(),
    }
}

/// What declining an item does.
pub fn decline_effect(kind: WorkItemKind) -> &'static str {
    if kind.is_about_opportunity() { msg::decline_effect_opportunity() } else { msg::decline_effect() }
}

/// Why somebody cannot answer or forward an item.
pub fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::AssignedTo(name) => msg::assigned_elsewhere(name),
        Obstacle::VerifiersOnly => msg::verifiers_only().to_owned(),
    }
}

pub fn status(status: WorkItemStatus) -> (&'static str, Tone) {
    match status {
        WorkItemStatus::Open => (msg::status_open(), Tone::Warning),
        WorkItemStatus::Completed => (msg::status_completed(), Tone::Success),
        WorkItemStatus::Declined => (msg::status_declined(), Tone::Danger),
    }
}

/// Why a filing is reviewed.
pub fn review_reason(reason: ReviewReason) -> &'static str {
    match reason {
        ReviewReason::FollowedByDirectSales => msg::review_direct_sales(),
        ReviewReason::FiledByVendor => msg::review_filed_by_vendor(),
        ReviewReason::OnlineSales => msg::review_online_sales(),
        ReviewReason::SalesSupportCenter => msg::review_support_center(),
        ReviewReason::OtherCountry => msg::review_other_country(),
    }
}

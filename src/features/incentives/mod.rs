//! 销售 > 激励 > 激励管理: how much was earned, how much is coming and why some of it is blocked; reconciliation, what can be
//! applied for, applications, and the lines behind all of it.

mod chart;
mod details;
mod figures;
mod filter;
mod incentive_page;
mod list_page;
mod overview;
mod payouts;
mod periods;
mod reconciliation;
mod tabs;
mod words;

pub use chart::IncentiveChart;
pub use incentive_page::IncentivePage;
pub use list_page::IncentivesPage;

crate::i18n::words!("features/incentives");

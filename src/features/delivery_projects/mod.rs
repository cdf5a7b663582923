//! 交付 > 基线解决方案 > 项目交付评价 (domain L): the partner's delivery projects, from registering to the score.

mod columns;
mod evidence;
mod list_page;
mod page;
mod people;
mod register;
mod report;
mod slot;
pub(in crate::features) mod state;
mod to_do;

pub use list_page::DeliveryEvaluationsPage;
pub use page::DeliveryEvaluationPage;

crate::i18n::words!("features/delivery_projects");

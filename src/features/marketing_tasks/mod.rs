//! 销售 > 拓新 > 营销任务 (domain I): both lists, one task with its processing and history, and the order that it is about.

mod columns;
mod filters;
mod history;
mod list_page;
mod order_page;
mod page;
mod process;
pub mod state;
mod terminate;
mod words;

pub use list_page::MarketingTasksPage;
pub use order_page::TaskOrderPage;
pub use page::MarketingTaskPage;

crate::i18n::words!("features/marketing_tasks");

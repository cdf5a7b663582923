//! 机会点管理: opportunities that the vendor shares with this partner (HO), and those that the partner shares with the
//! vendor (PO). Without the engagement programme there are none (`gate`).

mod columns;
mod detail_page;
mod discard;
mod filters;
pub mod form;
mod gate;
mod list_page;
mod pipeline;
mod pipeline_chart;
pub mod progress;
mod standing;
pub(super) mod state;

pub use detail_page::OpportunityPage;
pub use list_page::OpportunitiesPage;

crate::i18n::words!("features/opportunities");

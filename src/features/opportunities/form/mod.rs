//! Writing an opportunity that is shared with the vendor: a draft, handing it in, mending it after it was rejected.

mod conflict;
mod editor;
mod kept;
mod pages;
mod refused;
mod review;
mod sections;
mod similar;
mod summary;
mod view;

pub use pages::{EditOpportunityPage, NewOpportunityPage};
pub use view::OpportunityFormView;

crate::i18n::words!("features/opportunities/form");

//! 能力 > 能力认证 (domain K), the partner's side: which labels there are and applying for one, the labels that are held with
//! their badges, every application, and the page of one.

mod apply;
mod checklist;
mod downloads;
mod labels;
mod one;
mod page;
mod records;
mod results;
pub(in crate::features) mod state;
mod sublabels;

pub use apply::ApplyPage;
pub use one::CertificationPage;
pub use page::CertificationsPage;

crate::i18n::words!("features/certifications");

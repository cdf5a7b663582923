//! 伙伴信息 > 商业信息: the stepper (`steps`, `basic`, `bank`, `review`) and where the certification stands (`standing`).

mod address;
mod amount;
mod bank;
mod basic;
mod fields;
mod kept;
mod letter;
mod page;
mod place;
mod review;
mod standing;
mod stepper;
mod steps;
mod ticket;
mod typed;

pub use page::BusinessInformationPage;

crate::i18n::words!("features/business_info");

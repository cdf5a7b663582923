//! 伙伴信息 > 基本信息: the company, the member's own data, code verification, and where the member is signed in.

mod information_page;
mod permissions;
mod sign_out;
mod verification;

pub use information_page::PartnerInformationPage;

crate::i18n::words!("features/partner_information");

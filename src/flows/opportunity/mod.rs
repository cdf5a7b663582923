//! What several features need of opportunities.

pub mod words;

crate::i18n::words!("flows/opportunity");

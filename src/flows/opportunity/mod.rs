//! What several features need of opportunities.

pub mod answer;
pub mod case;
pub mod form;
pub mod words;

crate::i18n::words!("flows/opportunity");

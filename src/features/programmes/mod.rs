//! 计划 > 华为云伙伴计划 > 合作伙伴共拓计划: what joining promises, and joining.

mod engagement_page;

pub use engagement_page::EngagementPage;

crate::i18n::words!("features/programmes");

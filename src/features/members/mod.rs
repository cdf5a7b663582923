//! 组织 > 组织成员 > 人员管理: who signs in for the partner, and as what.

mod columns;
mod contact;
mod dialogs;
mod handover;
mod list_page;
mod new_page;
mod page;
mod password;
mod remove;
mod role_boxes;
mod roles;
pub(super) mod state;
mod team;
mod words;

pub use list_page::MembersPage;
pub use new_page::NewMemberPage;
pub use page::MemberPage;

crate::i18n::words!("features/members");

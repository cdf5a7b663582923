//! 组织 > 组织成员 > 角色管理: what each role gives, and the roles that the partner makes for itself.

mod form;
mod list_page;
mod matrix;
mod page;

pub use list_page::RolesPage;
pub use page::{NewRolePage, RolePage};

crate::i18n::words!("features/roles");

//! 组织 > 客户联系人 (domain J): up to five, in an order, shown to every customer in 我的合作伙伴.

mod form;
mod page;
mod rows;

pub use page::ContactsPage;

crate::i18n::words!("features/customer_contacts");

//! Applying for a label: a checklist whose draft the backend keeps while it is filled in.

mod conflict;
mod editor;
mod form;
mod keeper;
mod newest;
mod page;

pub use page::ApplyPage;

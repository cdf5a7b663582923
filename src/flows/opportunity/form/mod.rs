//! The parts of an opportunity's form that both who shares with the vendor and who shares with a partner fill in: what
//! is typed ([`Fields`], [`Typed`]), what is wrong with it ([`Found`]), and the controls.

mod bant;
mod blocks;
mod check_group;
mod contact;
mod fields;
mod found;
mod offering;
mod place;
mod reader;
mod typed;

pub use bant::{BantFields, BantValues};
pub use blocks::{CustomerFields, NeedFields, ServicesField};
pub use check_group::CheckGroup;
pub use contact::{ContactFields, ContactValues};
pub use fields::Fields;
pub use found::{Found, focus_place, merge, place_name, sentence};
pub use offering::OfferingSelect;
pub use place::Place;
pub use typed::{Typed, Wanted};

crate::i18n::words!("flows/opportunity/form");

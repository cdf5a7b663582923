//! The checklist of a standard: for each item whether it is met, a note, and evidence. The same for an application and for
//! material that is handed in again.

mod fields;
mod item;
mod typed;

pub use fields::Checklist;
pub use item::{ChecklistFields, Found};
pub use typed::{Typed, TypedItem};

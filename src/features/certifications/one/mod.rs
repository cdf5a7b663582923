//! One application: where it is, what can be done about it, how its items were found, its defences and its history.

mod defence;
mod outcome;
mod page;
mod update;

pub use page::CertificationPage;

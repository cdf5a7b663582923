//! The customer's side of an invitation (domain D4): what a link offers, registering by it, associating by it.

pub mod store;

//! The deadline inbox: everything with a clock, the least time first, with what can be done in the row. A feature joins
//! with its [`contract::deadlines::DeadlineKind`] and one arm in each function of [`kinds`].

mod calendar;
mod kinds;
mod panel;
mod row;

pub(super) use panel::Deadlines;

crate::i18n::words!("features/home/deadlines");

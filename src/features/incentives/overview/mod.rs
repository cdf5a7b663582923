//! What stands above everything else: the answer in one line, and what must be done.

mod explain;
mod line;
mod to_do;

pub use line::Overview;
pub use to_do::ToDo;

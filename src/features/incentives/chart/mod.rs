//! Earned, coming, blocked by month: as bars, which differ by pattern and not by colour alone, or as a table.

mod bars;
mod month_chart;
mod patterns;
mod state;

pub use month_chart::IncentiveChart;
pub use patterns::{Patterns, Swatch, part_name};
pub use state::ChartState;

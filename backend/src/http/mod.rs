//! How a call becomes a handler's arguments, and an error an answer: router, pipeline, limits, headers.

mod again;
pub mod answer;
pub mod body;
pub mod call;
pub mod change;
pub mod csrf;
pub mod events;
pub mod file;
pub mod handler;
pub mod limits;
mod pipeline;
mod reports;
pub mod router;
pub mod serving;
pub mod site_headers;
mod static_site;

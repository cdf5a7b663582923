//! The service as its callers see it.

mod harness;

mod audit;
mod openapi;
mod operations;
mod pipeline;
mod session;
mod static_site;
mod verification;

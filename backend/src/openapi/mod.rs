//! The OpenAPI document, generated from the contract.

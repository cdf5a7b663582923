//! The API of the job.

use contract::{
    endpoint::{Fetch, PathParams, Submit},
    permissions::Access,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which part of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub offset: u32,
    pub limit: u32,
}

impl PathParams for Part {
    fn fill(&self, template: &str) -> String {
        format!("{template}?offset={}&limit={}", self.offset, self.limit)
    }
    fn parse(_values: &[&str]) -> Option<Self> {
        None
    }
}

pub const CUSTOMERS: Fetch<Part, (), Customers> =
    Fetch::get("ListCustomers", "/api/customers", Access::Public);
pub const CHECKS: Fetch<(u32,), (), Checks> =
    Fetch::get("CheckCustomer", "/api/customers/{id}/checks", Access::Public);
pub const SEND_CODE: Submit<(u32,), (), Sent> =
    Submit::post("SendCode", "/api/customers/{id}/code", Access::Public);
pub const DISASSOCIATE: Submit<(u32,), Disassociation, Disassociated> =
    Submit::post("Disassociate", "/api/customers/{id}/disassociate", Access::Public);
pub const OPPORTUNITIES: Fetch<(), (), Opportunities> =
    Fetch::get("ListOpportunities", "/api/opportunities", Access::Public);
pub const OPPORTUNITY: Fetch<(u32,), (), Opportunity> =
    Fetch::get("ShowOpportunity", "/api/opportunities/{id}", Access::Public);
pub const ACCEPT: Submit<(u32,), Acceptance, Opportunity> =
    Submit::post("AcceptOpportunity", "/api/opportunities/{id}/accept", Access::Public);

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Customers {
    pub total: u32,
    pub items: Vec<Arc<Customer>>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Customer {
    pub id: u32,
    pub name: Box<str>,
    pub account: Box<str>,
    pub region: Box<str>,
    pub industry: Box<str>,
    pub level: Box<str>,
    pub manager: Box<str>,
    pub revenue: u32,
    pub status: Box<str>,
    pub since: Box<str>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Checks {
    pub items: Vec<Check>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Check {
    pub key: Box<str>,
    pub ok: bool,
}

#[derive(Clone, Deserialize)]
pub struct Sent {}

#[derive(Clone, Serialize)]
pub struct Disassociation {
    pub reason: String,
    pub code: String,
}

#[derive(Clone, Deserialize)]
pub struct Disassociated {
    pub status: Box<str>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Opportunities {
    pub items: Vec<Opportunity>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Opportunity {
    pub id: u32,
    pub title: Box<str>,
    pub customer: Box<str>,
    pub amount: u32,
    pub stage: Box<str>,
    pub status: Box<str>,
    pub deadline: Box<str>,
}

#[derive(Clone, Serialize)]
pub struct Acceptance {
    pub note: String,
}

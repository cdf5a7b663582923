//! Every address of the app as a type. Links are made from it, never from a string.

use contract::ids::{CustomerId, LinkId, MigrationId, OpportunityId, RequestId};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::fmt::Write;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    Customers,
    Customer(CustomerId),
    /// Account check, consequences, reason: disassociate.
    Disassociate(CustomerId),
    /// The same steps: switch the association type.
    SwitchAssociation(CustomerId),
    AssociationRecords,
    /// One record; a customer's request is answered here.
    AssociationRecord(RequestId),
    /// Filing and inviting customers; `?tab=` says which part.
    CustomerDevelopment,
    /// Filing out of a file; with an id, one that goes on.
    FilingImport,
    /// A sheet of A4 with the QR code of a link.
    LinkSheet(LinkId),
    CustomerMigrations,
    NewCustomerMigration,
    CustomerMigration(MigrationId),
    /// Opportunities; `?tab=` says in which direction.
    Opportunities,
    /// One of them, in either direction.
    Opportunity(OpportunityId),
    /// Sharing one with the vendor.
    NewOpportunity,
    EditOpportunity(OpportunityId),
    /// Joining the programme without which there are no opportunities.
    EngagementProgramme,
    Funds,
    PartnerInformation,
    /// The customer's side.
    MyPartner,
    MyRequest(RequestId),
    MyDisassociation,
    MyAccount,
    /// What a customer opens out of a mail or a QR code; the token stands in the fragment only.
    Invitation,
    /// The vendor's operator.
    WorkQueue,
    VendorOpportunities,
    VendorOpportunity(OpportunityId),
    /// Sharing one with a partner.
    ShareOpportunity,
    /// Demo mode: sent mails and text messages, and the clock.
    DemoOutbox,
}

impl Route {
    /// The address, without a query string.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Customers => "/sales/customers".to_owned(),
            Self::Customer(id) => format!("/sales/customers/{id}"),
            Self::Disassociate(id) => format!("/sales/customers/{id}/disassociate"),
            Self::SwitchAssociation(id) => format!("/sales/customers/{id}/switch"),
            Self::AssociationRecords => "/sales/association-records".to_owned(),
            Self::AssociationRecord(id) => format!("/sales/association-records/{id}"),
            Self::CustomerDevelopment => "/sales/customer-development".to_owned(),
            Self::FilingImport => "/sales/customer-development/import".to_owned(),
            Self::LinkSheet(id) => format!("/sales/customer-development/links/{id}/sheet"),
            Self::CustomerMigrations => "/sales/customer-migrations".to_owned(),
            Self::NewCustomerMigration => "/sales/customer-migrations/new".to_owned(),
            Self::CustomerMigration(id) => format!("/sales/customer-migrations/{id}"),
            Self::Opportunities => "/sales/opportunities".to_owned(),
            Self::Opportunity(id) => format!("/sales/opportunities/{id}"),
            Self::NewOpportunity => "/sales/opportunities/new".to_owned(),
            Self::EditOpportunity(id) => format!("/sales/opportunities/{id}/edit"),
            Self::EngagementProgramme => "/programmes/engagement".to_owned(),
            Self::Funds => "/sales/funds".to_owned(),
            Self::PartnerInformation => "/partner-information".to_owned(),
            Self::MyPartner => "/my-partner".to_owned(),
            Self::MyRequest(id) => format!("/my-partner/requests/{id}"),
            Self::MyDisassociation => "/my-partner/disassociate".to_owned(),
            Self::MyAccount => "/my-account".to_owned(),
            Self::Invitation => "/i".to_owned(),
            Self::WorkQueue => "/operations/work-queue".to_owned(),
            Self::VendorOpportunities => "/operations/opportunities".to_owned(),
            Self::VendorOpportunity(id) => format!("/operations/opportunities/{id}"),
            Self::ShareOpportunity => "/operations/opportunities/new".to_owned(),
            Self::DemoOutbox => "/demo/outbox".to_owned(),
        }
    }

    /// The address with a query string; empty values are left out.
    #[must_use]
    pub fn href_with(&self, query: &[(&str, &str)]) -> String {
        let mut href = self.href();
        let mut mark = '?';
        for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(href, "{mark}{name}={}", escape(value));
            mark = '&';
        }
        href
    }
}

/// What the address of an open page says. While another page opens, it stays as it was.
pub fn use_address<T: Clone + PartialEq + Send + Sync + 'static>(
    route: &Route,
    read: impl Fn(&dyn Fn(&str) -> Option<String>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let location = use_location();
    let own = route.href();
    Memo::new(move |before: Option<&T>| {
        let here = *location.pathname.read() == own;
        match before {
            Some(before) if !here => before.clone(),
            _ => read(&|name| location.query.read().get(name)),
        }
    })
}

/// Goes to an address of the same page, as a step to which Back returns. The page stays where it is scrolled.
pub fn use_go() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |href: String| {
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    })
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_string_leaves_empty_filters_out_and_escapes_the_rest() {
        let href =
            Route::Customers.href_with(&[("label", "大客户 & co"), ("page", ""), ("sort", "month_spend")]);
        assert_eq!(href, "/sales/customers?label=%E5%A4%A7%E5%AE%A2%E6%88%B7%20%26%20co&sort=month_spend");
    }
}

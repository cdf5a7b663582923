//! Every address of the app as a type. Links are made from it, never from a string. Longer than most files, because it
//! is one table.

use contract::ids::{
    CapabilityLabelId, CertificationId, CustomerId, DeliveryProjectId, FaqId, IncentiveId, LinkId,
    MarketingTaskId, MigrationId, NotificationId, OpportunityId, PaymentToken, PayoutId, RequestId, RoleId,
    StatementId, TopUpId, TransferId, UserId, WithdrawalId,
};
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
    /// What strategies and expiring orders give to do; `?tab=` says which.
    MarketingTasks,
    /// One of them.
    MarketingTask(MarketingTaskId),
    /// The order that it is about.
    MarketingTaskOrder(MarketingTaskId),
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
    /// Ordering a top-up; one of the orders.
    NewTopUp,
    TopUp(TopUpId),
    /// The dedicated account and claims of what was remitted.
    Remittance,
    /// Applying for a withdrawal; one of the applications.
    NewWithdrawal,
    Withdrawal(WithdrawalId),
    BalanceAlert,
    /// Reconciliation, payouts, lines; `?tab=` says which part.
    Incentives,
    /// One incentive.
    Incentive(IncentiveId),
    /// Applying for a payout.
    ApplyPayout,
    /// One application, with where it is.
    Payout(PayoutId),
    /// What the invoices of a payout must say, on a sheet of A4.
    InvoiceList(PayoutId),
    /// Transfers of incentives between accounts of one company, and rebindings of e+Partner.
    IncentiveTransfers,
    IncentiveTransfer(TransferId),
    /// The partner's bill of a month; `?month=` says of which.
    Bills,
    /// What a procurement partner is owed.
    Statements,
    Statement(StatementId),
    /// Certification of capability labels; `?tab=` says which part.
    Certifications,
    /// Applying for a label: the checklist, whose draft is kept.
    ApplyCertification(CapabilityLabelId),
    /// One application.
    Certification(CertificationId),
    /// Delivery projects of baseline solutions; one of them.
    DeliveryEvaluations,
    DeliveryEvaluation(DeliveryProjectId),
    /// Members of the organization: the list, making one, one of them.
    Members,
    NewMember,
    Member(UserId),
    /// Their roles.
    Roles,
    NewRole,
    Role(RoleId),
    /// Files that were made of lists.
    Exports,
    /// Notifications of whoever is signed in.
    Messages,
    Message(NotificationId),
    /// How one is told, and whether it arrives.
    MessageSettings,
    /// Who did what in the partner's name.
    ActivityLog,
    PartnerInformation,
    /// What must be certified before anything is paid; `?return=` says what was interrupted ([`Return`]).
    BusinessInformation,
    /// The customer's side.
    MyPartner,
    MyRequest(RequestId),
    MyDisassociation,
    MyAccount,
    /// What a customer opens out of a mail or a QR code; the token stands in the fragment only.
    Invitation,
    /// What the link of a project specialist opens; the secret is not part of the address.
    PersonnelInvitation,
    CustomerContacts,
    /// Project specialists.
    Personnel,
    /// Vacation cover; `?side=` says whose.
    Covers,
    /// Questions and answers; `?q=` says what is searched for.
    Help,
    HelpEntry(FaqId),
    ReleaseNotes,
    /// The document library.
    Documents,
    Suggestions,
    /// The vendor's operator.
    WorkQueue,
    VendorOpportunities,
    VendorOpportunity(OpportunityId),
    /// Sharing one with a partner.
    ShareOpportunity,
    /// A certification as who reviews it sees it.
    VendorCertification(CertificationId),
    /// Delivery projects of all partners; judging one of them.
    VendorDeliveries,
    VendorDelivery(DeliveryProjectId),
    /// Demo mode: sent mails and text messages, and the clock.
    DemoOutbox,
    /// Demo mode: where a payer pays, or does not. The backend makes the link.
    TestGateway(PaymentToken),
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
            Self::MarketingTasks => "/sales/marketing-tasks".to_owned(),
            Self::MarketingTask(id) => format!("/sales/marketing-tasks/{id}"),
            Self::MarketingTaskOrder(id) => format!("/sales/marketing-tasks/{id}/order"),
            Self::CustomerMigrations => "/sales/customer-migrations".to_owned(),
            Self::NewCustomerMigration => "/sales/customer-migrations/new".to_owned(),
            Self::CustomerMigration(id) => format!("/sales/customer-migrations/{id}"),
            Self::Opportunities => "/sales/opportunities".to_owned(),
            Self::Opportunity(id) => format!("/sales/opportunities/{id}"),
            Self::NewOpportunity => "/sales/opportunities/new".to_owned(),
            Self::EditOpportunity(id) => format!("/sales/opportunities/{id}/edit"),
            Self::EngagementProgramme => "/programmes/engagement".to_owned(),
            Self::Funds => "/sales/funds".to_owned(),
            Self::NewTopUp => "/sales/funds/top-up".to_owned(),
            Self::TopUp(id) => format!("/sales/funds/top-ups/{id}"),
            Self::Remittance => "/sales/funds/remittance".to_owned(),
            Self::NewWithdrawal => "/sales/funds/withdraw".to_owned(),
            Self::Withdrawal(id) => format!("/sales/funds/withdrawals/{id}"),
            Self::BalanceAlert => "/sales/funds/alert".to_owned(),
            Self::Incentives => "/sales/incentives".to_owned(),
            Self::Incentive(id) => format!("/sales/incentives/bills/{id}"),
            Self::ApplyPayout => "/sales/incentives/apply".to_owned(),
            Self::Payout(id) => format!("/sales/incentives/payouts/{id}"),
            Self::InvoiceList(id) => format!("/sales/incentives/payouts/{id}/invoice-list"),
            Self::IncentiveTransfers => "/sales/incentive-transfers".to_owned(),
            Self::IncentiveTransfer(id) => format!("/sales/incentive-transfers/{id}"),
            Self::Bills => "/sales/bills".to_owned(),
            Self::Statements => "/sales/statements".to_owned(),
            Self::Statement(id) => format!("/sales/statements/{id}"),
            Self::Certifications => "/capability/certifications".to_owned(),
            Self::ApplyCertification(id) => format!("/capability/certifications/apply/{id}"),
            Self::Certification(id) => format!("/capability/certifications/{id}"),
            Self::DeliveryEvaluations => "/delivery/evaluations".to_owned(),
            Self::DeliveryEvaluation(id) => format!("/delivery/evaluations/{id}"),
            Self::Members => "/organization/members".to_owned(),
            Self::NewMember => "/organization/members/new".to_owned(),
            Self::Member(id) => format!("/organization/members/{id}"),
            Self::Roles => "/organization/roles".to_owned(),
            Self::NewRole => "/organization/roles/new".to_owned(),
            Self::Role(id) => format!("/organization/roles/{id}"),
            Self::Exports => "/exports".to_owned(),
            Self::Messages => "/messages".to_owned(),
            Self::Message(id) => format!("/messages/{id}"),
            Self::MessageSettings => "/messages/settings".to_owned(),
            Self::ActivityLog => "/organization/activity-log".to_owned(),
            Self::PartnerInformation => "/partner-information".to_owned(),
            Self::BusinessInformation => "/partner-information/business".to_owned(),
            Self::MyPartner => "/my-partner".to_owned(),
            Self::MyRequest(id) => format!("/my-partner/requests/{id}"),
            Self::MyDisassociation => "/my-partner/disassociate".to_owned(),
            Self::MyAccount => "/my-account".to_owned(),
            Self::Invitation => "/i".to_owned(),
            Self::PersonnelInvitation => "/p".to_owned(),
            Self::CustomerContacts => "/organization/contacts".to_owned(),
            Self::Personnel => "/organization/personnel".to_owned(),
            Self::Covers => "/organization/cover".to_owned(),
            Self::Help => "/support/help".to_owned(),
            Self::HelpEntry(id) => format!("/support/help/{id}"),
            Self::ReleaseNotes => "/support/release-notes".to_owned(),
            Self::Documents => "/support/documents".to_owned(),
            Self::Suggestions => "/support/suggestions".to_owned(),
            Self::WorkQueue => "/operations/work-queue".to_owned(),
            Self::VendorOpportunities => "/operations/opportunities".to_owned(),
            Self::VendorOpportunity(id) => format!("/operations/opportunities/{id}"),
            Self::ShareOpportunity => "/operations/opportunities/new".to_owned(),
            Self::VendorCertification(id) => format!("/operations/certifications/{id}"),
            Self::VendorDeliveries => "/operations/deliveries".to_owned(),
            Self::VendorDelivery(id) => format!("/operations/deliveries/{id}"),
            Self::DemoOutbox => "/demo/outbox".to_owned(),
            Self::TestGateway(token) => format!("/demo/gateway/{token}"),
        }
    }

    /// The address with a query string; empty values are left out.
    #[must_use]
    pub fn href_with(&self, query: &[(&str, &str)]) -> String {
        with_query(self.href(), query.iter().copied())
    }
}

fn with_query<'q>(mut href: String, query: impl Iterator<Item = (&'q str, &'q str)>) -> String {
    let mut mark = '?';
    for (name, value) in query.filter(|(_, value)| !value.is_empty()) {
        let _ = write!(href, "{mark}{}={}", escape(name), escape(value));
        mark = '&';
    }
    href
}

/// What was interrupted, and where it goes on: a word in an address, never an address in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// An application for a payout, whose draft is kept.
    Payout,
}

impl Return {
    /// Name in the query string.
    pub const NAME: &'static str = "return";

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payout => "payout",
        }
    }

    /// Reads what [`Return::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text == Self::Payout.as_str()).then_some(Self::Payout)
    }

    /// Where it goes on.
    #[must_use]
    pub const fn route(self) -> Route {
        match self {
            Self::Payout => Route::ApplyPayout,
        }
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

/// Changes some values of the open page's query string and leaves the others; empty ones are taken away.
pub fn use_change() -> Callback<Vec<(&'static str, String)>> {
    let location = use_location();
    let go = use_go();
    Callback::new(move |changes: Vec<(&'static str, String)>| {
        let is_changed = |name: &str| changes.iter().any(|(changed, _)| *changed == name);
        let kept = location.query.get_untracked().into_iter().filter(|(name, _)| !is_changed(name));
        let kept: Vec<(String, String)> = kept.map(|(name, value)| (name.into_owned(), value)).collect();
        let all = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all = all.chain(changes.iter().map(|(name, value)| (*name, value.as_str())));
        let href = location.pathname.with_untracked(|path| with_query(path.clone(), all));
        go.run(href);
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

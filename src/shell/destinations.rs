//! Where the navigation leads, for whoever is signed in (domain 1.2). A destination without a page does not stand
//! here, and one that the user may not open is not shown.

use super::msg;
use crate::{routes::Route, session::me};
use contract::{
    permissions::Permission,
    session::{Membership, Principal},
};

/// A word of the navigation.
pub type Label = fn() -> &'static str;

/// One link.
#[derive(Clone, Copy)]
pub struct Destination {
    pub label: Label,
    pub route: fn() -> Route,
}

/// Links under one word.
#[derive(Clone)]
pub struct Group {
    pub label: Label,
    pub destinations: Vec<Destination>,
}

/// One entry of the top bar: a page, or a section with groups of pages.
#[derive(Clone)]
pub enum Section {
    Page(Destination),
    Groups { label: Label, groups: Vec<Group> },
}

impl Section {
    /// Where the entry of the top bar leads: the first page of its section.
    pub fn first(&self) -> Option<Destination> {
        match self {
            Self::Page(destination) => Some(*destination),
            Self::Groups { groups, .. } => groups.first()?.destinations.first().copied(),
        }
    }

    pub fn label(&self) -> Label {
        match self {
            Self::Page(destination) => destination.label,
            Self::Groups { label, .. } => *label,
        }
    }

    /// Whether the page at `path` belongs to it.
    pub fn holds(&self, path: &str) -> bool {
        match self {
            Self::Page(destination) => destination.holds(path),
            Self::Groups { groups, .. } => {
                groups.iter().flat_map(|group| &group.destinations).any(|destination| destination.holds(path))
            }
        }
    }
}

impl Destination {
    /// Whether the page at `path` is this one or lies below it.
    pub fn holds(self, path: &str) -> bool {
        lies_below(&(self.route)().href(), path)
    }
}

/// Everything that whoever is signed in can go to; tracked.
pub fn sections() -> Vec<Section> {
    let page = |label: Label, route: fn() -> Route| Section::Page(Destination { label, route });
    match me().map(|me| me.principal) {
        None => Vec::new(),
        Some(Principal::Customer { .. }) => {
            vec![
                page(msg::my_partner, || Route::MyPartner),
                page(msg::my_account, || Route::MyAccount),
                support(false),
            ]
        }
        Some(Principal::Operator) => {
            vec![
                page(msg::work_queue, || Route::WorkQueue),
                page(msg::opportunities, || Route::VendorOpportunities),
                page(msg::delivery_evaluation, || Route::VendorDeliveries),
                support(false),
            ]
        }
        Some(Principal::Member(membership)) => {
            let may = |permission| membership.can(permission);
            let mut customers = Vec::new();
            if may(Permission::ViewCustomers) {
                customers.push(Destination { label: msg::customer_management, route: || Route::Customers });
            }
            if may(Permission::ViewRecords) {
                customers.push(Destination {
                    label: msg::association_records,
                    route: || Route::AssociationRecords,
                });
            }
            let mut development = Vec::new();
            if may(Permission::DevelopCustomers) {
                development.push(Destination {
                    label: msg::customer_development,
                    route: || Route::CustomerDevelopment,
                });
            }
            if may(Permission::WorkMarketingTasks) {
                development
                    .push(Destination { label: msg::marketing_tasks, route: || Route::MarketingTasks });
            }
            if may(Permission::WorkOpportunities) {
                development.push(Destination { label: msg::opportunities, route: || Route::Opportunities });
                development.push(Destination {
                    label: msg::engagement_programme,
                    route: || Route::EngagementProgramme,
                });
            }
            if may(Permission::MigrateCustomers) {
                customers.push(Destination {
                    label: msg::customer_migrations,
                    route: || Route::CustomerMigrations,
                });
            }
            let mut incentives = Vec::new();
            if may(Permission::ViewIncentives) {
                incentives
                    .push(Destination { label: msg::incentive_management, route: || Route::Incentives });
            }
            if may(Permission::TransferIncentives) {
                incentives.push(Destination {
                    label: msg::incentive_transfers,
                    route: || Route::IncentiveTransfers,
                });
            }
            let groups = [
                (msg::customers as Label, customers),
                (msg::leads_and_opportunities, development),
                (msg::incentives, incentives),
                (msg::finance, finance(&membership)),
            ];
            let groups: Vec<Group> = groups
                .into_iter()
                .filter(|(_, destinations)| !destinations.is_empty())
                .map(|(label, destinations)| Group { label, destinations })
                .collect();
            let mut sections = vec![page(msg::home, || Route::Home)];
            if !groups.is_empty() {
                sections.push(Section::Groups { label: msg::sales, groups });
            }
            sections.extend(capability(&membership));
            sections.extend(delivery(&membership));
            sections.push(organization(&membership));
            sections.push(support(true));
            sections
        }
    }
}

/// Money of the partner, and files that were made of lists.
fn finance(membership: &Membership) -> Vec<Destination> {
    let may = |permission| membership.can(permission);
    let mut finance = Vec::new();
    if membership.identity.has_customers() {
        finance.push(Destination { label: msg::funds, route: || Route::Funds });
    }
    if may(Permission::ViewBills) {
        finance.push(Destination { label: msg::bills, route: || Route::Bills });
    }
    if may(Permission::ViewStatements) {
        finance.push(Destination { label: msg::statements, route: || Route::Statements });
    }
    let exports = [
        Permission::ViewBills,
        Permission::ViewStatements,
        Permission::WorkMarketingTasks,
        Permission::ViewActivityLog,
        Permission::ViewDeliveries,
    ];
    if exports.into_iter().any(may) {
        finance.push(Destination { label: msg::exports, route: || Route::Exports });
    }
    finance
}

/// What the partner is able to do, as the vendor certifies it.
fn capability(membership: &Membership) -> Option<Section> {
    let certifications = membership
        .can(Permission::ViewCertifications)
        .then_some(Destination { label: msg::certifications, route: || Route::Certifications })?;
    let groups = vec![Group { label: msg::capability_labels, destinations: vec![certifications] }];
    Some(Section::Groups { label: msg::capability, groups })
}

/// Delivery of baseline solutions, for whoever delivers some.
fn delivery(membership: &Membership) -> Option<Section> {
    if !membership.can(Permission::ViewDeliveries) {
        return None;
    }
    let evaluation =
        Destination { label: msg::project_delivery_evaluation, route: || Route::DeliveryEvaluations };
    let groups = vec![Group { label: msg::baseline_solutions, destinations: vec![evaluation] }];
    Some(Section::Groups { label: msg::delivery, groups })
}

/// The partner's own people, what they did, and cover, which is every member's.
fn organization(membership: &Membership) -> Section {
    let may = |permission| membership.can(permission);
    let mut people = Vec::new();
    if may(Permission::ManageMembers) {
        people.push(Destination { label: msg::members, route: || Route::Members });
        people.push(Destination { label: msg::roles_menu, route: || Route::Roles });
    }
    if may(Permission::ManageContacts) {
        people.push(Destination { label: msg::customer_contacts, route: || Route::CustomerContacts });
    }
    if may(Permission::ManagePersonnel) {
        people.push(Destination { label: msg::dedicated_personnel, route: || Route::Personnel });
    }
    people.push(Destination { label: msg::cover, route: || Route::Covers });
    if may(Permission::ViewActivityLog) {
        people.push(Destination { label: msg::activity_log, route: || Route::ActivityLog });
    }
    let groups = vec![Group { label: msg::organization_members, destinations: people }];
    Section::Groups { label: msg::organization, groups }
}

/// Help for everybody, and suggestions of members.
fn support(is_member: bool) -> Section {
    let mut destinations = vec![
        Destination { label: msg::help_centre, route: || Route::Help },
        Destination { label: msg::release_notes, route: || Route::ReleaseNotes },
        Destination { label: msg::document_library, route: || Route::Documents },
    ];
    if is_member {
        destinations.push(Destination { label: msg::suggestions, route: || Route::Suggestions });
    }
    Section::Groups { label: msg::support, groups: vec![Group { label: msg::support, destinations }] }
}

/// Whether `path` is `above` or lies below it; everything lies below `/`, which therefore only holds itself.
fn lies_below(above: &str, path: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || above != "/" && rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_current_for_its_own_address_and_what_lies_below() {
        assert!(lies_below("/sales/customers", "/sales/customers"));
        assert!(lies_below("/sales/customers", "/sales/customers/c-1/disassociate"));
        assert!(!lies_below("/sales/customers", "/sales/customers-of-others"));
        assert!(!lies_below("/", "/sales/customers"));
        assert!(lies_below("/", "/"));
    }
}

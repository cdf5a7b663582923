//! Providers and the tree of routes; nothing else. With the feature `split`, each page is a file of its own that is
//! fetched when it is first opened.

use crate::{
    features, flows,
    flows::FlowHost,
    session::{Session, session},
    shell::Shell,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Redirect, Route, Router},
    hooks::use_location,
    path,
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    crate::i18n::start();
    flows::sign_in::resume();
    view! {
        <Router>
            <Gate />
            <FlowHost />
        </Router>
    }
}

/// What stands in the window: nothing yet, the sign-in page in place of the page that was asked for, or the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Unknown,
    SignedOut,
    In,
}

#[component]
fn Gate() -> impl IntoView {
    let location = use_location();
    if location.pathname.with_untracked(|path| *path == crate::routes::Route::Invitation.href()) {
        // Before anything is fetched or shown, the secret leaves the address.
        let _ = crate::browser::secret_of_link();
    }
    let standing = Memo::new(move |_| match session() {
        _ if is_public(&location.pathname.read()) => Standing::In,
        Session::Unknown => Standing::Unknown,
        Session::SignedOut => Standing::SignedOut,
        Session::SignedIn(_) => Standing::In,
    });
    // Another user in the same tab gets pages of its own, never what the former one saw.
    let who = Memo::new(move |_| match session() {
        Session::SignedIn(me) => me.user_id.to_string(),
        Session::Unknown | Session::SignedOut => String::new(),
    });
    move || {
        who.track();
        match standing.get() {
            Standing::Unknown => view! { <flows::sign_in::StartingPage /> }.into_any(),
            Standing::SignedOut => view! { <flows::sign_in::SignInPage /> }.into_any(),
            Standing::In => view! { <Shell><Pages /></Shell> }.into_any(),
        }
    }
}

/// Pages for whoever comes, signed in or not.
fn is_public(path: &str) -> bool {
    path.starts_with("/demo/") || path == crate::routes::Route::Invitation.href()
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <features::NotFoundPage /> }>
            <Route path=path!("/") view=pages::home() />
            <Route path=path!("/sales/customers") view=pages::customers() />
            <Route path=path!("/sales/customers/:customer_id") view=pages::customer() />
            <Route path=path!("/sales/customers/:customer_id/disassociate") view=pages::disassociate() />
            <Route path=path!("/sales/customers/:customer_id/switch") view=pages::switch_association() />
            <Route path=path!("/sales/association-records") view=pages::association_records() />
            <Route path=path!("/sales/association-records/:request_id") view=pages::association_record() />
            <Route path=path!("/sales/customer-development") view=pages::customer_development() />
            <Route path=path!("/sales/customer-development/import") view=pages::filing_import() />
            <Route path=path!("/sales/customer-development/links/:link_id/sheet") view=pages::link_sheet() />
            <Route path=path!("/sales/customer-migrations") view=pages::customer_migrations() />
            <Route path=path!("/sales/customer-migrations/new") view=pages::new_customer_migration() />
            <Route path=path!("/sales/customer-migrations/:migration_id") view=pages::customer_migration() />
            <Route path=path!("/sales/opportunities") view=pages::opportunities() />
            <Route path=path!("/programmes/engagement") view=pages::engagement_programme() />
            <Route path=path!("/sales/opportunities/new") view=pages::new_opportunity() />
            <Route path=path!("/sales/opportunities/:opportunity_id") view=pages::opportunity() />
            <Route path=path!("/sales/opportunities/:opportunity_id/edit") view=pages::edit_opportunity() />
            <Route path=path!("/i") view=pages::invitation() />
            <Route path=path!("/sales/funds") view=pages::funds() />
            <Route path=path!("/partner-information") view=pages::partner_information() />
            <Route path=path!("/my-partner") view=pages::my_partner() />
            <Route path=path!("/my-partner/requests/:request_id") view=pages::my_request() />
            <Route path=path!("/my-partner/disassociate") view=pages::my_disassociation() />
            <Route path=path!("/my-account") view=pages::my_account() />
            <Route path=path!("/operations/work-queue") view=pages::work_queue() />
            <Route path=path!("/operations/opportunities") view=pages::vendor_opportunities() />
            <Route path=path!("/operations/opportunities/new") view=pages::share_opportunity() />
            <Route path=path!("/operations/opportunities/:opportunity_id") view=pages::vendor_opportunity() />
            <Route path=path!("/demo/outbox") view=pages::demo_outbox() />
            // Former menu paths (domain 1.2).
            <Route path=path!("/sales/customer-business/customers") view=|| view! { <Redirect path="/sales/customers" /> } />
            <Route path=path!("/sales/customer-business/customer-development") view=|| view! { <Redirect path="/sales/customer-development" /> } />
        </FlatRoutes>
    }
}

/// One function per page: the page itself, or with `split` its lazily fetched form. The pages of one group are one file:
/// a visitor of one of them most likely opens the others, and what several files share would be yet more files.
macro_rules! pages {
    ($($file:ident $which:ident { $($name:ident = $lazy:ident: $page:path;)* })*) => {
        #[cfg(not(feature = "split"))]
        mod pages {
            use leptos::prelude::*;
            $($(pub fn $name() -> impl Fn() -> AnyView + Clone + Send + 'static {
                || $page().into_any()
            })*)*
        }
        #[cfg(feature = "split")]
        mod pages {
            use leptos::prelude::*;
            use leptos_router::{Lazy, LazyRoute};
            $(
                enum $which {
                    $($lazy,)*
                }
                #[leptos::lazy]
                fn $file(which: $which) -> AnyView {
                    match which {
                        $($which::$lazy => {
                            let page = $page();
                            page.into_any()
                        })*
                    }
                }
                $(
                    pub struct $lazy;
                    impl LazyRoute for $lazy {
                        fn data() -> Self {
                            Self
                        }
                        async fn view(_this: Self) -> AnyView {
                            $file($which::$lazy).await
                        }
                    }
                    pub fn $name() -> Lazy<$lazy> {
                        Lazy::new()
                    }
                )*
            )*
        }
    };
}

pages! {
    // The first view of a day: kept small.
    customers_page CustomersPages {
        customers = Customers: crate::features::customers::CustomersPage;
    }
    partner_pages PartnerPages {
        home = Home: crate::features::home::HomePage;
        customer = Customer: crate::features::customers::CustomerPage;
        disassociate = Disassociate: crate::features::associations::DisassociatePage;
        switch_association = SwitchAssociation: crate::features::associations::SwitchAssociationPage;
        association_records = AssociationRecords: crate::features::associations::RecordsPage;
        association_record = AssociationRecord: crate::features::associations::RecordPage;
        funds = Funds: crate::features::accounts::FundsPage;
        partner_information = PartnerInformation: crate::features::partner_information::PartnerInformationPage;
    }
    development_pages DevelopmentPages {
        customer_development = CustomerDevelopment: crate::features::customer_development::CustomerDevelopmentPage;
        link_sheet = LinkSheet: crate::features::customer_development::LinkSheetPage;
        filing_import = FilingImport: crate::features::customer_development::ImportPage;
        customer_migrations = CustomerMigrations: crate::features::customer_migrations::MigrationsPage;
        new_customer_migration = NewCustomerMigration: crate::features::customer_migrations::NewMigrationPage;
        customer_migration = CustomerMigration: crate::features::customer_migrations::MigrationPage;
    }
    opportunity_pages OpportunityPages {
        opportunities = Opportunities: crate::features::opportunities::OpportunitiesPage;
        opportunity = Opportunity: crate::features::opportunities::OpportunityPage;
        engagement_programme = EngagementProgramme: crate::features::programmes::EngagementPage;
        new_opportunity = NewOpportunity: crate::features::opportunities::form::NewOpportunityPage;
        edit_opportunity = EditOpportunity: crate::features::opportunities::form::EditOpportunityPage;
    }
    // Opened on phones: nothing else in it.
    invitation_page InvitationPages {
        invitation = Invitation: crate::features::joining::InvitationPage;
    }
    customer_pages CustomerPages {
        my_partner = OwnPartner: crate::features::customer_portal::MyPartnerPage;
        my_request = RequestToCustomer: crate::features::customer_portal::MyRequestPage;
        my_disassociation = DisassociationByCustomer: crate::features::customer_portal::MyDisassociationPage;
        my_account = AccountOfCustomer: crate::features::customer_portal::MyAccountPage;
    }
    vendor_pages VendorPages {
        work_queue = WorkQueue: crate::features::work_queue::WorkQueuePage;
        vendor_opportunities = VendorOpportunities: crate::features::opportunity_desk::ListPage;
        vendor_opportunity = VendorOpportunity: crate::features::opportunity_desk::CasePage;
        share_opportunity = ShareAnOpportunity: crate::features::opportunity_desk::SharePage;
        demo_outbox = DemoOutbox: crate::features::demo::OutboxPage;
    }
}

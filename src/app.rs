//! Providers and the tree of routes; nothing else. With the feature `split`, each page is a file of its own that is
//! fetched when it is first opened. Longer than most files, because it is one table.

use crate::{
    features, flows,
    flows::FlowHost,
    session::{Session, session},
    shell::Shell,
};
use leptos::prelude::*;
use leptos_router::{
    ChooseView,
    components::{FlatRoutes, Redirect, Route, Router},
    hooks::use_location,
    path,
};
use std::{future::Future, pin::Pin};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    crate::i18n::start();
    keep_help_at_hand();
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
    /// With a password that somebody else chose.
    Newcomer,
    In,
}

#[component]
fn Gate() -> impl IntoView {
    let location = use_location();
    if location.pathname.with_untracked(|path| carries_secret(path)) {
        // Before anything is fetched or shown, the secret leaves the address.
        let _ = crate::browser::secret_of_link();
    }
    let standing = Memo::new(move |_| match session() {
        _ if is_public(&location.pathname.read()) => Standing::In,
        Session::Unknown => Standing::Unknown,
        Session::SignedOut => Standing::SignedOut,
        Session::SignedIn(me) if me.must_change_password => Standing::Newcomer,
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
            Standing::Newcomer => view! { <flows::sign_in::FirstPasswordPage /> }.into_any(),
            Standing::In => view! { <Shell help=help_panel><Pages /></Shell> }.into_any(),
        }
    }
}

/// Pages that a link with a secret opens.
fn carries_secret(path: &str) -> bool {
    use crate::routes::Route;
    [Route::Invitation, Route::PersonnelInvitation].iter().any(|route| route.href() == path)
}

/// Pages for whoever comes, signed in or not.
fn is_public(path: &str) -> bool {
    use crate::routes::Route;
    let help = [Route::Help, Route::ReleaseNotes, Route::Documents].map(|route| route.href());
    let is_help = help.iter().any(|page| {
        path.strip_prefix(page.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    is_help || path.starts_with("/demo/") || carries_secret(path)
}

/// What stands in the help panel.
fn help_panel() -> Pin<Box<dyn Future<Output = AnyView>>> {
    Box::pin(async { pages::help_panel().choose().await })
}

/// Once somebody is signed in and nothing else is to do, the help is fetched, so that it is there without a network.
fn keep_help_at_hand() {
    Effect::new(move |asked: Option<bool>| {
        let is_in = matches!(session(), Session::SignedIn(me) if !me.must_change_password);
        if is_in && asked != Some(true) {
            leptos::task::spawn_local(async {
                if features::help::is_kept().await {
                    let _ = pages::help_at_hand().choose().await;
                }
            });
        }
        is_in || asked == Some(true)
    });
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
            <Route path=path!("/sales/marketing-tasks") view=pages::marketing_tasks() />
            <Route path=path!("/sales/marketing-tasks/:task_id") view=pages::marketing_task() />
            <Route path=path!("/sales/marketing-tasks/:task_id/order") view=pages::marketing_task_order() />
            <Route path=path!("/sales/opportunities") view=pages::opportunities() />
            <Route path=path!("/programmes/engagement") view=pages::engagement_programme() />
            <Route path=path!("/sales/opportunities/new") view=pages::new_opportunity() />
            <Route path=path!("/sales/opportunities/:opportunity_id") view=pages::opportunity() />
            <Route path=path!("/sales/opportunities/:opportunity_id/edit") view=pages::edit_opportunity() />
            <Route path=path!("/i") view=pages::invitation() />
            <Route path=path!("/p") view=pages::personnel_invitation() />
            <Route path=path!("/organization/contacts") view=pages::customer_contacts() />
            <Route path=path!("/organization/personnel") view=pages::personnel() />
            <Route path=path!("/organization/cover") view=pages::covers() />
            <Route path=path!("/sales/funds") view=pages::funds() />
            <Route path=path!("/sales/incentives") view=pages::incentives() />
            <Route path=path!("/sales/incentives/bills/:incentive_id") view=pages::incentive() />
            <Route path=path!("/sales/incentives/apply") view=pages::apply_payout() />
            <Route path=path!("/sales/incentives/payouts/:payout_id") view=pages::payout() />
            <Route path=path!("/sales/incentives/payouts/:payout_id/invoice-list") view=pages::invoice_list() />
            <Route path=path!("/sales/incentive-transfers") view=pages::incentive_transfers() />
            <Route path=path!("/sales/incentive-transfers/:transfer_id") view=pages::incentive_transfer() />
            <Route path=path!("/sales/funds/top-up") view=pages::new_top_up() />
            <Route path=path!("/sales/funds/top-ups/:top_up_id") view=pages::top_up() />
            <Route path=path!("/sales/funds/remittance") view=pages::remittance() />
            <Route path=path!("/sales/funds/withdraw") view=pages::new_withdrawal() />
            <Route path=path!("/sales/funds/withdrawals/:withdrawal_id") view=pages::withdrawal() />
            <Route path=path!("/sales/funds/alert") view=pages::balance_alert() />
            <Route path=path!("/sales/bills") view=pages::bills() />
            <Route path=path!("/sales/statements") view=pages::statements() />
            <Route path=path!("/sales/statements/:statement_id") view=pages::statement() />
            <Route path=path!("/capability/certifications") view=pages::certifications() />
            <Route path=path!("/capability/certifications/apply/:label_id") view=pages::apply_certification() />
            <Route path=path!("/capability/certifications/:certification_id") view=pages::certification() />
            <Route path=path!("/delivery/evaluations") view=pages::delivery_evaluations() />
            <Route path=path!("/delivery/evaluations/:project_id") view=pages::delivery_evaluation() />
            <Route path=path!("/organization/members") view=pages::members() />
            <Route path=path!("/organization/members/new") view=pages::new_member() />
            <Route path=path!("/organization/members/:user_id") view=pages::member() />
            <Route path=path!("/organization/roles") view=pages::roles() />
            <Route path=path!("/organization/roles/new") view=pages::new_role() />
            <Route path=path!("/organization/roles/:role_id") view=pages::role() />
            <Route path=path!("/organization/activity-log") view=pages::activity_log() />
            <Route path=path!("/exports") view=pages::exports() />
            <Route path=path!("/messages") view=pages::messages() />
            <Route path=path!("/messages/settings") view=pages::message_settings() />
            <Route path=path!("/messages/:notification_id") view=pages::message() />
            <Route path=path!("/partner-information") view=pages::partner_information() />
            <Route path=path!("/partner-information/business") view=pages::business_information() />
            <Route path=path!("/my-partner") view=pages::my_partner() />
            <Route path=path!("/my-partner/requests/:request_id") view=pages::my_request() />
            <Route path=path!("/my-partner/disassociate") view=pages::my_disassociation() />
            <Route path=path!("/my-account") view=pages::my_account() />
            <Route path=path!("/operations/work-queue") view=pages::work_queue() />
            <Route path=path!("/operations/opportunities") view=pages::vendor_opportunities() />
            <Route path=path!("/operations/opportunities/new") view=pages::share_opportunity() />
            <Route path=path!("/operations/opportunities/:opportunity_id") view=pages::vendor_opportunity() />
            <Route path=path!("/operations/certifications/:certification_id") view=pages::vendor_certification() />
            <Route path=path!("/operations/deliveries") view=pages::vendor_deliveries() />
            <Route path=path!("/operations/deliveries/:project_id") view=pages::vendor_delivery() />
            <Route path=path!("/support/help") view=pages::help() />
            <Route path=path!("/support/help/:entry_id") view=pages::help_entry() />
            <Route path=path!("/support/release-notes") view=pages::release_notes() />
            <Route path=path!("/support/documents") view=pages::documents() />
            <Route path=path!("/support/suggestions") view=pages::suggestions() />
            <Route path=path!("/demo/outbox") view=pages::demo_outbox() />
            <Route path=path!("/demo/gateway/:payment_token") view=pages::test_gateway() />
            // Former menu paths (domain 1.2).
            <Route path=path!("/sales/customer-business/customers") view=|| view! { <Redirect path="/sales/customers" /> } />
            <Route path=path!("/sales/customer-business/marketing-tasks") view=|| view! { <Redirect path="/sales/marketing-tasks" /> } />
            <Route path=path!("/sales/customer-business/customer-development") view=|| view! { <Redirect path="/sales/customer-development" /> } />
            <Route path=path!("/solutions/baseline-solutions/evaluations") view=|| view! { <Redirect path="/delivery/evaluations" /> } />
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
        partner_information = PartnerInformation: crate::features::partner_information::PartnerInformationPage;
    }
    finance_pages FinancePages {
        funds = Funds: crate::features::funds::FundsPage;
        new_top_up = OrderTopUp: crate::features::funds::NewTopUpPage;
        top_up = OneTopUp: crate::features::funds::TopUpPage;
        remittance = Remittance: crate::features::funds::RemittancePage;
        new_withdrawal = RequestWithdrawal: crate::features::funds::NewWithdrawalPage;
        withdrawal = OneWithdrawal: crate::features::funds::WithdrawalPage;
        balance_alert = BalanceAlert: crate::features::funds::BalanceAlertPage;
        business_information = BusinessInformation: crate::features::business_info::BusinessInformationPage;
        statements = Statements: crate::features::statements::StatementsPage;
        statement = OneStatement: crate::features::statements::StatementPage;
        bills = Bills: crate::features::bills::BillsPage;
        exports = Exports: crate::features::exports::ExportsPage;
    }
    incentive_pages IncentivePages {
        incentives = Incentives: crate::features::incentives::IncentivesPage;
        incentive = Incentive: crate::features::incentives::IncentivePage;
        apply_payout = ApplyPayout: crate::features::payouts::ApplyPage;
        payout = Payout: crate::features::payouts::PayoutPage;
        invoice_list = InvoiceList: crate::features::payouts::InvoiceListPage;
        incentive_transfers = IncentiveTransfers: crate::features::incentive_transfers::TransfersPage;
        incentive_transfer = IncentiveTransfer: crate::features::incentive_transfers::TransferPage;
    }
    sales_pages SalesPages {
        customer_development = CustomerDevelopment: crate::features::customer_development::CustomerDevelopmentPage;
        link_sheet = LinkSheet: crate::features::customer_development::LinkSheetPage;
        filing_import = FilingImport: crate::features::customer_development::ImportPage;
        customer_migrations = CustomerMigrations: crate::features::customer_migrations::MigrationsPage;
        new_customer_migration = NewCustomerMigration: crate::features::customer_migrations::NewMigrationPage;
        customer_migration = CustomerMigration: crate::features::customer_migrations::MigrationPage;
        marketing_tasks = MarketingTasks: crate::features::marketing_tasks::MarketingTasksPage;
        marketing_task = OneMarketingTask: crate::features::marketing_tasks::MarketingTaskPage;
        marketing_task_order = OrderOfMarketingTask: crate::features::marketing_tasks::TaskOrderPage;
        opportunities = Opportunities: crate::features::opportunities::OpportunitiesPage;
        opportunity = Opportunity: crate::features::opportunities::OpportunityPage;
        engagement_programme = EngagementProgramme: crate::features::programmes::EngagementPage;
        new_opportunity = NewOpportunity: crate::features::opportunities::form::NewOpportunityPage;
        edit_opportunity = EditOpportunity: crate::features::opportunities::form::EditOpportunityPage;
    }
    // What is proved with evidence.
    capability_pages CapabilityPages {
        certifications = Certifications: crate::features::certifications::CertificationsPage;
        apply_certification = ApplyCertification: crate::features::certifications::ApplyPage;
        certification = OneCertification: crate::features::certifications::CertificationPage;
        delivery_evaluations = DeliveryEvaluations: crate::features::delivery_projects::DeliveryEvaluationsPage;
        delivery_evaluation = OneDeliveryEvaluation: crate::features::delivery_projects::DeliveryEvaluationPage;
    }
    organization_pages OrganizationPages {
        members = Members: crate::features::members::MembersPage;
        new_member = MemberToBe: crate::features::members::NewMemberPage;
        member = OneMember: crate::features::members::MemberPage;
        roles = Roles: crate::features::roles::RolesPage;
        new_role = RoleToBe: crate::features::roles::NewRolePage;
        role = OneRole: crate::features::roles::RolePage;
        customer_contacts = CustomerContacts: crate::features::customer_contacts::ContactsPage;
        personnel = Personnel: crate::features::personnel::PersonnelPage;
        covers = Covers: crate::features::covers::CoversPage;
        activity_log = ActivityLog: crate::features::activity_log::ActivityLogPage;
        messages = Messages: crate::features::notifications::ListPage;
        message = OneMessage: crate::features::notifications::MessagePage;
        message_settings = MessageSettings: crate::features::notifications::SettingsPage;
    }
    // Fetched beforehand, while nothing else is to do: the last two are no pages but the panel, and reading the texts.
    help_pages HelpPages {
        help = Help: crate::features::help::HelpPage;
        help_entry = OneQuestion: crate::features::help::EntryPage;
        release_notes = Releases: crate::features::help::ReleaseNotesPage;
        documents = Library: crate::features::help::DocumentsPage;
        suggestions = Suggestions: crate::features::help::SuggestionsPage;
        help_panel = PanelOfHelp: crate::features::help::Panel;
        help_at_hand = HelpAtHand: crate::features::help::AtHand;
    }
    // Opened on phones: nothing else in it.
    invited_pages InvitedPages {
        invitation = Invitation: crate::features::joining::InvitationPage;
        personnel_invitation = PersonnelInvitation: crate::features::personnel::PersonnelInvitationPage;
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
        vendor_certification = VendorCertification: crate::features::certification_desk::CasePage;
        vendor_deliveries = VendorDeliveries: crate::features::delivery_desk::ListPage;
        vendor_delivery = OneVendorDelivery: crate::features::delivery_desk::CasePage;
        demo_outbox = DemoOutbox: crate::features::demo::OutboxPage;
        test_gateway = TestGateway: crate::features::demo::GatewayPage;
    }
}

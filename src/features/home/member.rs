//! Home of a partner's member.

use super::{deadlines::Deadlines, msg, waiting};
use crate::{
    flows::{balances::Balances, covers::HeldForColleagues},
    routes::Route,
    shell,
    ui::{CopyButton, Described, DescriptionList, Icon, IconName, LinkButton},
};
use contract::{
    permissions::Permission,
    session::{Contact, Membership},
};
use leptos::prelude::*;

pub(super) fn show(membership: &Membership) -> AnyView {
    let identity = membership.identity;
    let partner_name = membership.partner_name.clone();
    let has_deadlines =
        [Permission::WorkOpportunities, Permission::DevelopCustomers, Permission::ConfirmStatements]
            .into_iter()
            .any(|permission| membership.can(permission));
    let deadlines = has_deadlines.then(|| view! { <Deadlines /> });
    let requests = membership.can(Permission::ViewRecords).then(|| waiting::show(membership));
    view! {
        <p class="home__partner">{partner_name} " · " {move || shell::identity(identity)}</p>
        <HeldForColleagues />
        <div class="home">
            {deadlines}
            {requests}
            {funds(membership)}
            {links(membership)}
            {manager(&membership.ecosystem_manager)}
        </div>
    }
    .into_any()
}

/// Balance, and what can be done with it: a default permission of every member of the three identities (N7).
fn funds(membership: &Membership) -> AnyView {
    let moves = membership.identity.has_customers().then(|| {
        view! {
            <p class="home__moves">
                <LinkButton label=msg::top_up href=Route::NewTopUp.href() />
                <LinkButton label=msg::withdraw href=Route::NewWithdrawal.href() />
                <LinkButton label=msg::balance_alert href=Route::BalanceAlert.href() />
            </p>
            <p class="home__more"><a href=Route::Funds.href()>{msg::to_funds}</a></p>
        }
    });
    view! {
        <section class="card home__card" aria-labelledby="home-funds">
            <h2 id="home-funds">{msg::funds}</h2>
            <Balances />
            {moves}
        </section>
    }
    .into_any()
}

/// What this member can go to. Nothing that it may not open.
fn links(membership: &Membership) -> AnyView {
    type Link = (fn() -> &'static str, Route, IconName);
    let mut links: Vec<Link> = Vec::new();
    if membership.can(Permission::ViewCustomers) {
        links.push((msg::to_customers, Route::Customers, IconName::Users));
    }
    if membership.can(Permission::ViewRecords) {
        links.push((msg::to_records, Route::AssociationRecords, IconName::Clock));
    }
    if membership.can(Permission::WorkMarketingTasks) {
        links.push((msg::to_marketing_tasks, Route::MarketingTasks, IconName::Check));
    }
    if membership.can(Permission::WorkOpportunities) {
        links.push((msg::to_opportunities, Route::Opportunities, IconName::Inbox));
    }
    if membership.can(Permission::ViewBills) {
        links.push((msg::to_bills, Route::Bills, IconName::Money));
    }
    if membership.can(Permission::ViewStatements) {
        links.push((msg::to_statements, Route::Statements, IconName::Money));
    }
    links.push((msg::to_partner_information, Route::PartnerInformation, IconName::Building));
    let link = |(label, route, icon): Link| {
        view! { <li><a href=route.href()><Icon name=icon /> <span>{label}</span></a></li> }
    };
    view! {
        <section class="card home__card" aria-labelledby="home-links">
            <h2 id="home-links">{msg::quick_links}</h2>
            <ul class="home__links">{links.into_iter().map(link).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Whom "contact your ecosystem manager" means (domain 1.1).
fn manager(contact: &Contact) -> AnyView {
    let Contact { name, phone, email } = contact.clone();
    view! {
        <section class="card home__card" aria-labelledby="home-manager">
            <h2 id="home-manager">{msg::manager}</h2>
            <DescriptionList>
                <Described term=msg::manager_name>{name}</Described>
                <Described term=msg::phone>
                    <a href=["tel:", &phone].concat()>{phone.clone()}</a>
                    <CopyButton text=phone />
                </Described>
                <Described term=msg::email>
                    <a href=["mailto:", &email].concat()>{email.clone()}</a>
                    <CopyButton text=email />
                </Described>
            </DescriptionList>
        </section>
    }
    .into_any()
}

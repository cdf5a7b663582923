//! Asking for a migration: whose customers, to whom, why. The customers come by the address, from the customers list.

use super::{items::Items, msg};
use crate::{
    api::ApiError,
    flows::{
        draft::use_fields_draft,
        fetch::use_fetch,
        permitted::{NoPermission, gate},
        sending::Sending,
    },
    routes::{Route, use_address},
    ui::{
        Crumb, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, SubmitForm, TextArea, TextField,
        Tone, toast,
    },
};
use contract::{
    customer_migrations::{
        CHECK, MAX_CUSTOMERS, MigrationCheck, MigrationDraft, MigrationItem, MigrationQuery, REQUEST,
    },
    ids::{CustomerId, PartnerId},
    permissions::Permission,
    problem::ErrorCode,
    text::{Reason, Rule},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Name in the address of the customers, joined by commas.
const CUSTOMERS: &str = "customers";

#[component]
pub fn NewMigrationPage() -> AnyView {
    let allowed = gate(Permission::MigrateCustomers);
    let content = move || {
        if allowed.get() {
            view! { <New /> }.into_any()
        } else {
            view! { <NoPermission to=Permission::MigrateCustomers /> }.into_any()
        }
    };
    let crumbs =
        vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, Route::CustomerMigrations.href())];
    view! {
        <PageHeader title=msg::new_title intro=msg::intro crumbs />
        {content}
    }
    .into_any()
}

#[component]
fn New() -> AnyView {
    let named =
        use_address(&Route::NewCustomerMigration, |value| read(&value(CUSTOMERS).unwrap_or_default()));
    let content = move || {
        if named.with(Vec::is_empty) {
            return view! {
                <EmptyState title=msg::nobody_chosen body=msg::how_to icon=IconName::Users>
                    <LinkButton label=msg::choose_customers href=Route::Customers.href() />
                </EmptyState>
            }
            .into_any();
        }
        view! { <Form named /> }.into_any()
    };
    content.into_any()
}

fn read(text: &str) -> Vec<CustomerId> {
    text.split(',').filter_map(|id| id.parse().ok()).take(MAX_CUSTOMERS).collect()
}

fn target(text: &str) -> Result<PartnerId, Rule> {
    let text = text.trim();
    if text.is_empty() { Err(Rule::Missing) } else { text.parse().map_err(|_| Rule::Malformed) }
}

#[component]
fn Form(named: Memo<Vec<CustomerId>>) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let forget = use_fields_draft("migrate-customers", &["target", "reason"], vec![to, reason]);
    let check = use_fetch(&CHECK, move || {
        let query = MigrationQuery { customer_ids: named.get(), target_indirect_partner_id: None };
        Some(((), query))
    });
    let take_out = {
        let navigate = navigate.clone();
        move |item: MigrationItem| {
            let left = named.with_untracked(|named| {
                let left = named.iter().filter(|id| **id != item.customer_id);
                left.map(ToString::to_string).collect::<Vec<_>>().join(",")
            });
            let href = Route::NewCustomerMigration.href_with(&[(CUSTOMERS, &left)]);
            navigate(&href, NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
        }
    };
    let take_out = Callback::new(take_out);
    let send = move |()| {
        let (Ok(target), Ok(reason)) =
            (target(&to.get_untracked()), Reason::try_from(reason.get_untracked()))
        else {
            return;
        };
        let draft = MigrationDraft {
            customer_ids: named.get_untracked(),
            target_indirect_partner_id: target,
            reason,
        };
        let (forget, navigate) = (forget.clone(), navigate.clone());
        sending.send(&REQUEST, (), draft, move |migration| {
            forget.run();
            toast::show(Tone::Success, msg::submitted());
            navigate(&Route::CustomerMigration(migration.migration_id).href(), NavigateOptions::default());
        });
    };
    let no_reseller = Signal::derive(move || {
        let code = sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code));
        (code == Some(ErrorCode::NotYourReseller)).then(|| msg::no_reseller().to_owned())
    });
    let shown = move |found: Signal<MigrationCheck>| {
        let items = Signal::derive(move || found.with(|found| found.customers.clone()));
        let failing = Memo::new(move |_| {
            found
                .with(|found| found.customers.iter().filter(|item| !item.fail_check_items.is_empty()).count())
        });
        let notice = move || {
            let failing = failing.get();
            (failing > 0).then(|| view! { <Notice tone=Tone::Warning>{msg::some_fail(failing)}</Notice> })
        };
        view! {
            <h2>{msg::customers}</h2>
            <Items items busy=check.loading remove=take_out />
            {notice}
        }
        .into_any()
    };
    view! {
        <Loaded from=check lines=5 children=shown />
        <section class="card">
            <SubmitForm
                label=msg::submit
                on_submit=send
                pending=sending.pending
                failed=sending.failed
            >
                <Notice>{msg::nothing_changes}</Notice>
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <TextField
                        label=msg::target_account
                        value=to
                        name="target_indirect_partner_id"
                        hint=msg::target_hint
                        required=true
                        check=|text: &str| target(text).err()
                        error=no_reseller
                    />
                    <TextArea
                        label=msg::reason
                        value=reason
                        name="reason"
                        required=true
                        max_chars=Reason::MAX_CHARS
                        check=|text: &str| Reason::try_from(text.to_owned()).err()
                    />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

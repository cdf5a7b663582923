//! What the operator has to know to answer: the filing and the account behind it, the customers of a migration, the
//! opportunity with all that was said about it, the statement, what of incentives is asked for, or the money that is
//! asked about.

use super::{
    incentive_cases::{FeedbackOf, PayoutOf, TransferOf},
    money_case::{ClaimOf, PaymentOf, WithdrawalOf},
    msg,
    personnel_case::PersonnelOf,
    suggestion_case::SuggestionOf,
    words,
};
use crate::{
    api::href_of,
    flows::{
        account_check::item_name,
        business_info::{Sheet as BusinessInfoSheet, words as business_info_words},
        fetch::use_fetch,
        opportunity::case::{History, Sheet, Similar},
        statement::Case,
    },
    i18n,
    routes::Route,
    ui::{DateTimeText, Described, DescriptionList, Loaded, Notice, Tone},
};
use contract::{
    business_info::{BusinessInfoCase, CASE as BUSINESS_INFO_CASE, LETTER},
    customer_migrations::{Migration, MigrationItem},
    ids::{FilingId, MigrationId, OpportunityId, PartnerId},
    opportunity_desk::{CASE, OpportunityCase},
    work_queue::{FILING_CASE, FilingCase, KnownAccount, MIGRATION_CASE, WorkItem},
};
use leptos::prelude::*;

/// The case of an item; nothing where its note says all.
pub fn of(item: &WorkItem) -> AnyView {
    if item.kind.is_about_business_info() {
        return view! { <BusinessInfoOf id=item.partner_id.clone() /> }.into_any();
    }
    if let Some(id) = &item.statement_id {
        return view! { <Case id=id.clone() /> }.into_any();
    }
    let WorkItem { filing_id, migration_id, opportunity_id, payout_id, feedback_id, transfer_id, .. } = item;
    if let Some(id) = filing_id.clone() {
        view! { <FilingOf id /> }.into_any()
    } else if let Some(id) = migration_id.clone() {
        view! { <MigrationOf id /> }.into_any()
    } else if let Some(id) = opportunity_id.clone() {
        view! { <OpportunityOf id /> }.into_any()
    } else if let Some(id) = payout_id.clone() {
        view! { <PayoutOf id /> }.into_any()
    } else if let Some(id) = feedback_id.clone() {
        view! { <FeedbackOf id /> }.into_any()
    } else if let Some(id) = transfer_id.clone() {
        view! { <TransferOf id /> }.into_any()
    } else if let Some(id) = item.personnel_id.clone() {
        view! { <PersonnelOf id /> }.into_any()
    } else if let Some(id) = item.suggestion_id.clone() {
        view! { <SuggestionOf id /> }.into_any()
    } else if let Some(id) = &item.withdrawal_id {
        view! { <WithdrawalOf id=id.clone() /> }.into_any()
    } else if let Some(id) = &item.claim_id {
        view! { <ClaimOf id=id.clone() /> }.into_any()
    } else if let Some(id) = &item.payment_id {
        view! { <PaymentOf id=id.clone() /> }.into_any()
    } else {
        ().into_any()
    }
}

#[component]
fn FilingOf(id: FilingId) -> AnyView {
    let case = use_fetch(&FILING_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=6 children=filing /> }.into_any()
}

fn filing(case: Signal<FilingCase>) -> AnyView {
    let shown = move || {
        let case = case.get();
        let reasons = case.review_reasons;
        let industry =
            case.industry.map(|industry| view! { <Described term=msg::industry>{industry}</Described> });
        let remark = case.remark.map(|remark| view! { <Described term=msg::remark>{remark}</Described> });
        view! {
            <DescriptionList>
                <Described term=msg::customer_name>{case.customer_name}</Described>
                <Described term=msg::contact>{[case.mobile_phone, case.email].join(" / ")}</Described>
                <Described term=msg::country>{case.country_code}</Described>
                {industry}
                {remark}
                <Described term=msg::filed_by>{case.filed_by}</Described>
                <Described term=msg::filed_at><DateTimeText at=case.filed_at /></Described>
                <Described term=msg::review_reasons>
                    {move || i18n::list(reasons.iter().map(|reason| words::review_reason(*reason)))}
                </Described>
                <Described term=msg::account>{move || case.account.as_ref().map_or_else(|| msg::no_account().to_owned(), account)}</Described>
            </DescriptionList>
        }
    };
    shown.into_any()
}

fn account(account: &KnownAccount) -> String {
    let spend = if account.has_cash_spend { msg::has_spend() } else { msg::no_spend() };
    i18n::list([msg::account_is(i18n::date(account.registered_at), &account.customer_id), spend.to_owned()])
}

#[component]
fn MigrationOf(id: MigrationId) -> AnyView {
    let case = use_fetch(&MIGRATION_CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=6 children=migration /> }.into_any()
}

fn migration(case: Signal<Migration>) -> AnyView {
    let one = |item: &MigrationItem| {
        let failed = item.fail_check_items.clone();
        let outcome = move || {
            if failed.is_empty() {
                msg::would_move().to_owned()
            } else {
                msg::would_stay(i18n::list(failed.iter().map(|item| item_name(*item))))
            }
        };
        view! {
            <li>
                {item.customer_name.clone()} " " <code>{item.customer_id.to_string()}</code> " " {outcome}
            </li>
        }
    };
    let shown = move || {
        let case = case.get();
        view! {
            <DescriptionList>
                <Described term=msg::target>
                    {case.target_name} " " <code>{case.target_indirect_partner_id.to_string()}</code>
                </Described>
                <Described term=msg::customers>
                    <ul class="work-queue__customers">{case.items.iter().map(one).collect_view()}</ul>
                </Described>
            </DescriptionList>
        }
    };
    shown.into_any()
}

#[component]
fn BusinessInfoOf(id: PartnerId) -> AnyView {
    let letter = href_of(&LETTER, &(id.clone(),));
    let case = use_fetch(&BUSINESS_INFO_CASE, move || Some(((id.clone(),), ())));
    let shown = move |case: Signal<BusinessInfoCase>| business_info(case, letter.clone());
    view! { <Loaded from=case lines=8 children=shown /> }.into_any()
}

fn business_info(case: Signal<BusinessInfoCase>, letter: String) -> AnyView {
    let shown = move || {
        let BusinessInfoCase { details, findings, verified_name, submitted_at, .. } = case.get();
        let letter = details.letter.clone().map(|attachment| {
            let (href, name, saved_as) = (letter.clone(), attachment.name.clone(), attachment.name);
            view! { <p><a href=href download=saved_as>{move || msg::open_letter(&name)}</a></p> }
        });
        let findings = (!findings.is_empty()).then(|| {
            let one = |finding| view! { <li>{move || business_info_words::finding(finding)}</li> };
            view! {
                <Notice tone=Tone::Warning title=msg::findings>
                    <ul>{findings.into_iter().map(one).collect_view()}</ul>
                </Notice>
            }
        });
        view! {
            {findings}
            <DescriptionList>
                <Described term=msg::verified_name>{verified_name}</Described>
                <Described term=msg::submitted_at><DateTimeText at=submitted_at /></Described>
            </DescriptionList>
            <BusinessInfoSheet details />
            {letter}
        }
    };
    shown.into_any()
}

#[component]
fn OpportunityOf(id: OpportunityId) -> AnyView {
    let href = Route::VendorOpportunity(id.clone()).href();
    let case = use_fetch(&CASE, move || Some(((id.clone(),), ())));
    view! {
        <p><a href=href>{msg::open_opportunity}</a></p>
        <Loaded from=case lines=10 children=opportunity />
    }
    .into_any()
}

fn opportunity(case: Signal<OpportunityCase>) -> AnyView {
    let opportunity = Signal::derive(move || case.with(|case| case.opportunity.clone()));
    let similar = Signal::derive(move || case.with(|case| case.similar.clone()));
    view! {
        <Sheet opportunity />
        <h3>{msg::similar}</h3>
        <Similar similar />
        <h3>{msg::history}</h3>
        <History opportunity />
    }
    .into_any()
}

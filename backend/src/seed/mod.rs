//! Demo data: nine partners with their members, customers in every state that the account check knows, sign-ins for
//! all sides. The same on every run, relative to the time of the run.
//! Longer than most files, because what is planted in which order is one list.
//!
//! Notable customers (`c-100001` … in the list by their tag; the table is in [`mod@notable`]):
//!
//! | customer | partner | what it shows |
//! |---|---|---|
//! | c-100001, c-100018, c-100017, c-100020, c-100021 | 云帆 | pass: referral, a person, HTML in the name, unverified, odd characters |
//! | c-100002 | 云帆 | passes: consignment with balance, vouchers of both issuers, grace period of 0 |
//! | c-100003, c-100004 | 云帆 | `CUSTOMER_REQUEST_3M`, `PARTNER_REQUEST_3M` |
//! | c-100005, c-100006 | 云帆 | `MASTER_WITH_SUBS`, `ENTERPRISE_SUB` |
//! | c-100007 … c-100009 | 云帆 | `RESERVED_INSTANCE`, `PARTNER_PAY_ORDER`, `SUPPORT_PLAN` |
//! | c-100010 … c-100013 | 云帆 | `DEBT`, `SPECIAL_CONTRACT`, `UNUSED_DELIVERY_COUPON`, `MANUALLY_FROZEN` |
//! | c-100014 | 云帆 | four items at once |
//! | c-100015, c-100019 | 云帆 | waits for the customer: disassociation, switch |
//! | c-100016 | 云帆 | waits for the partner |
//! | c-310001 … c-310003 | 华上云 | passes, arrears, special contract with an open work item |
//! | c-320001 | 灵犀云 | passes (a reseller's customer) |
//! | c-330001, c-330002 | 北斗 | `PARTNER_FROZEN`; a referral customer, whom that does not concern |
//! | c-340001 … c-340003 | Nimbus | resale in USD: passes, arrears; referral |
//!
//! Applications for capability labels in several states: `certifications.rs`.
//!
//! Delivery projects of baseline solutions in every state, of 云帆: `delivery_projects.rs`. Huashang and Nimbus have some.
//!
//! Contacts, project specialists and a cover that is over, of 云帆: `organization.rs`. Nimbus has named no contacts.
//!
//! Accounts that are nobody's customers yet, for every refusal of filing and of joining: [`mod@accounts`]. Filings,
//! invitations and links in every state: `development.rs`. 通达 develops resellers only and has left the programme, so
//! that 星辰, its reseller, may neither file nor invite; yunfan-he has neither mobile nor e-mail.

pub mod accounts;
mod bills;
mod business_info;
mod certifications;
mod crowd;
pub mod delivery_projects;
mod development;
mod funds;
mod incentives;
pub mod load;
mod marketing_tasks;
mod members;
mod names;
pub mod notable;
mod notifications;
mod opportunities;
mod organization;
pub mod partners;
mod planting;
mod statements;
mod store;
mod suggestions;

pub use notable::Notable;

use crate::{
    book,
    problem::Fault,
    secret::Pepper,
    session::password,
    store::{Store, Tx},
};
use contract::{
    demo::DemoAccount,
    opportunity_desk::ReviewerRole,
    permissions::Role,
    session::{Language, Site},
    time::Timestamp,
    work_queue::{WorkItemKind, WorkItemStatus},
};
use notable::NOTABLE;
use partners::{DemoPartner, HUASHANG, MEMBERS, OPERATOR_ACCOUNT, PARTNERS, YUNFAN, user_id};
use planting::{DAY_S, Garden};
use store::Batch;

/// The password of every demo sign-in.
pub const PASSWORD: &str = "Partner-Center-2026";
/// Customers of the main partner when nothing else is asked for.
pub const CUSTOMERS: usize = 300;

/// Customers that are there for a purpose.
#[must_use]
pub const fn notable() -> &'static [Notable] {
    NOTABLE
}

/// Plants the demo data; the main partner gets `customers` customers. Does nothing to a database that holds something.
///
/// # Errors
/// When the database refuses.
pub async fn plant(store: &Store, pepper: &Pepper, now: Timestamp, customers: usize) -> Result<(), Fault> {
    let mut tx = store.write().await?;
    if !store::is_empty(&mut tx).await? {
        return tx.rollback().await;
    }
    // One hash for all: argon2 is slow by design, and the password is the same.
    let password_hash = tokio::task::spawn_blocking(|| password::hash(PASSWORD))
        .await
        .map_err(|error| Fault::new(error.to_string()))??;
    plant_partners(&mut tx, &PARTNERS).await?;
    plant_users(&mut tx, &password_hash).await?;
    members::plant(&mut tx, &password_hash, now).await?;
    plant_customers(&mut tx, now, customers).await?;
    accounts::plant(&mut tx, now).await?;
    plant_work_item(&mut tx, now).await?;
    development::plant(&mut tx, now).await?;
    opportunities::plant(&mut tx, now).await?;
    business_info::plant(&mut tx, pepper, now).await?;
    statements::plant(&mut tx, now).await?;
    bills::plant(&mut tx, now).await?;
    marketing_tasks::plant(&mut tx, now).await?;
    book::store::open(&mut tx).await?;
    funds::plant(&mut tx, now).await?;
    incentives::plant(&mut tx, now).await?;
    notifications::plant(&mut tx, now).await?;
    organization::plant(&mut tx, now).await?;
    certifications::plant(&mut tx, now).await?;
    delivery_projects::plant(&mut tx, now).await?;
    suggestions::plant(&mut tx, now).await?;
    store::measure(&mut tx).await?;
    tx.commit().await
}

async fn plant_partners(tx: &mut Tx, all: &[DemoPartner]) -> Result<(), Fault> {
    let mut partners = Batch::new(store::PARTNERS);
    let mut accounts = Batch::new(store::PARTNER_ACCOUNTS);
    for partner in all {
        partners.push([
            partner.partner_id.into(),
            partner.name.into(),
            partner.identity.as_str().into(),
            partner.site.as_str().into(),
            partner.distributor_id.map(str::to_owned).into(),
            1.into(),
            i64::from(partner.verification_enabled).into(),
            i64::from(partner.frozen).into(),
            partner.country_code().into(),
            i64::from(partner.channel_only).into(),
            i64::from(partner.delisted).into(),
            i64::from(partner.baseline_solutions).into(),
            "沈如许".into(),
            "13900009001".into(),
            "ecosystem@vendor.example.com".into(),
        ]);
        accounts.push([
            partner.partner_id.into(),
            partner.currency().as_str().into(),
            partner.cash.into(),
            (partner.cash / 50).into(),
            (partner.cash > 100_000_000).then_some(partner.cash / 5).into(),
            (partner.cash > 100_000_000).then_some(partner.cash / 8).into(),
        ]);
    }
    partners.flush(tx).await?;
    accounts.flush(tx).await
}

async fn plant_users(tx: &mut Tx, password_hash: &str) -> Result<(), Fault> {
    let mut users = Batch::new(store::USERS);
    let mut roles = Batch::new(store::USER_ROLES);
    let mut teams = Batch::new(store::TEAMS);
    let mut number = 0;
    let mut user = |kind: &str, account_name: &str, name: &str, language: Language| {
        number += 1;
        [
            user_id(account_name).into(),
            kind.into(),
            None::<String>.into(),
            None::<String>.into(),
            account_name.into(),
            name.into(),
            password_hash.into(),
            language.as_str().into(),
            format!("1370000{number:04}").into(),
            format!("{account_name}@mail.example.com").into(),
        ]
    };
    for member in &MEMBERS {
        let mut row = user("MEMBER", member.account_name, member.name, member.language);
        row[2] = member.partner_id.into();
        if !member.reachable {
            row[8] = None::<String>.into();
            row[9] = None::<String>.into();
        }
        users.push(row);
        for role in member.roles {
            roles.push([user_id(member.account_name).into(), role.as_str().into()]);
        }
        for manager in member.leads {
            teams.push([user_id(member.account_name).into(), user_id(manager).into()]);
        }
    }
    for customer in NOTABLE.iter().filter(|customer| customer.signs_in) {
        let language = language_of(customer);
        let mut row = user("CUSTOMER", customer.account_name, customer.name, language);
        row[3] = customer.customer_id.into();
        users.push(row);
    }
    users.push(user("OPERATOR", OPERATOR_ACCOUNT, "运营值班", Language::ZhCn));
    for account in accounts::ACCOUNTS {
        let language = if account.site == Site::Intl { Language::EnUs } else { Language::ZhCn };
        let mut row = user("CUSTOMER", account.account_name, account.name, language);
        row[3] = account.customer_id.into();
        row[8] = account.telephone.into();
        row[9] = account.email().into();
        users.push(row);
    }
    for (account_name, name, _) in opportunities::REVIEWERS {
        users.push(user("OPERATOR", account_name, name, Language::ZhCn));
    }
    users.flush(tx).await?;
    store::set_reviewer_role(tx, &user_id(OPERATOR_ACCOUNT), ReviewerRole::Dispatcher).await?;
    for (account_name, _, role) in opportunities::REVIEWERS {
        store::set_reviewer_role(tx, &user_id(account_name), role).await?;
    }
    roles.flush(tx).await?;
    teams.flush(tx).await
}

fn language_of(customer: &Notable) -> Language {
    if customer.partner_id == partners::NIMBUS { Language::EnUs } else { Language::ZhCn }
}

async fn plant_customers(tx: &mut Tx, now: Timestamp, customers: usize) -> Result<(), Fault> {
    let mut garden = Garden::new(now);
    for (position, partner) in PARTNERS.iter().enumerate() {
        let notable: Vec<_> =
            NOTABLE.iter().filter(|notable| notable.partner_id == partner.partner_id).collect();
        for notable in &notable {
            garden.plant(tx, partner, &crowd::notable_plant(partner, notable)).await?;
        }
        let crowd = match partner.partner_id {
            YUNFAN => customers.saturating_sub(notable.len()),
            _ => partner.crowd,
        };
        for number in 0..crowd {
            garden.plant(tx, partner, &crowd::crowd_plant(partner, position, number)).await?;
        }
    }
    garden.flush(tx).await
}

/// The operator's queue is not empty on the first day.
async fn plant_work_item(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    let mut items = Batch::new(store::WORK_ITEMS);
    items.push([
        "w-100001".into(),
        WorkItemKind::CloseSpecialContract.as_str().into(),
        HUASHANG.into(),
        "c-310003".into(),
        "合同已线下结清，请关闭".into(),
        WorkItemStatus::Open.as_str().into(),
        0.into(),
        (now.seconds() - DAY_S).into(),
        None::<i64>.into(),
        None::<String>.into(),
        1.into(),
    ]);
    items.flush(tx).await
}

/// Whom one can sign in as.
#[must_use]
pub fn demo_accounts() -> Vec<DemoAccount> {
    let account = |account_name: &str, who_zh: String, who_en: String| DemoAccount {
        account_name: account_name.to_owned(),
        password: PASSWORD.to_owned(),
        who_zh,
        who_en,
    };
    let named = MEMBERS.iter().map(|member| {
        let partner = PARTNERS.iter().find(|partner| partner.partner_id == member.partner_id);
        let (name, codes) =
            partner.map_or(("", false), |partner| (partner.name, partner.verification_enabled));
        let (role_zh, role_en) = role_words(member.roles);
        let (zh, en) = if codes { ("，验证码验证已开启", ", codes on") } else { ("", "") };
        account(member.account_name, format!("{name} · {role_zh}{zh}"), format!("{name} · {role_en}{en}"))
    });
    let customers = NOTABLE.iter().filter(|customer| customer.signs_in).map(|customer| {
        account(
            customer.account_name,
            format!("客户 {}（{}）", customer.name, customer.label),
            format!("Customer {} ({})", customer.customer_id, customer.name),
        )
    });
    let strangers = accounts::ACCOUNTS.iter().map(|known| {
        account(
            known.account_name,
            format!("账号 {}（{}）", known.name, known.shows_zh),
            format!("Account {} ({})", known.name, known.shows_en),
        )
    });
    let operator = account(OPERATOR_ACCOUNT, "云厂商运营".to_owned(), "The vendor's operator".to_owned());
    let reviewers = opportunities::REVIEWERS.iter().map(|(account_name, name, role)| {
        let role = role.as_str();
        account(account_name, format!("云厂商 {name}（{role}）"), format!("The vendor's {role}, {name}"))
    });
    let members = named.chain(members::demo_accounts(PASSWORD));
    members.chain(customers).chain([operator]).chain(reviewers).chain(strangers).collect()
}

fn role_words(roles: &[Role]) -> (&'static str, &'static str) {
    match roles {
        [Role::Administrator] => ("管理员", "administrator"),
        [Role::AccountManagerDirector] => ("客户经理主管", "account manager director"),
        [Role::AccountManager] => ("客户经理", "account manager"),
        [Role::Finance] => ("财务", "finance"),
        _ => ("操作员（无业务权限）", "operator without business permissions"),
    }
}

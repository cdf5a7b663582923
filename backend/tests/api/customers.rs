//! The customer list and detail: masks, scopes, filters, order, full values, tags, freezing.
//!
//! Long because a noun has one file, and each of its rules a test.

use crate::world::{Answer, World, id};
use contract::{
    accounts,
    associations::{self, Action, AssociationType, CheckQuery, RequestDraft},
    customers::{
        ACCOUNT_MANAGERS, Customer, CustomerPage, CustomerQuery, CustomerScope, CustomerSort, FREEZE,
        FreezeDraft, LIST, LabelDraft, PersonalField, REVEAL, RevealQuery, SET_LABEL, SHOW, TimelineEvent,
        UNFREEZE,
    },
    ids::CustomerId,
    money::Amount,
    page::SortDirection,
    problem::ErrorCode,
    text::{Label, Reason, Rule},
    work_queue::{self, WorkItemDraft, WorkItemKind},
};

fn reason() -> Reason {
    Reason::try_from("对账后确认".to_owned()).unwrap()
}

fn ids(page: &CustomerPage) -> Vec<&str> {
    page.customer_infos.iter().map(|row| row.customer_id.as_str()).collect()
}

fn only(filter: CustomerQuery) -> CustomerQuery {
    CustomerQuery { limit: Some(100), ..filter }
}

#[tokio::test]
async fn the_list_and_the_detail_carry_no_full_value() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let full = world
        .texts(
            "SELECT telephone FROM customers WHERE partner_id = $1
             UNION SELECT email FROM customers WHERE partner_id = $1
             UNION SELECT account_name FROM customers WHERE partner_id = $1
             UNION SELECT name FROM customers WHERE partner_id = $1 AND name <> ''",
            "p-yunfan",
        )
        .await;
    assert!(full.len() > 200, "{}", full.len());
    let list = admin.fetch(&LIST, (), &only(CustomerQuery::default())).await;
    assert_eq!(list.ok().count, 60);
    let detail = admin.fetch(&SHOW, (id("c-100002"),), &()).await;
    for value in &full {
        assert!(!list.body().contains(&format!("\"{value}\"")), "{value}");
        assert!(!detail.body().contains(&format!("\"{value}\"")), "{value}");
    }
    let row = &detail.ok().info;
    assert_eq!(row.customer, "上海****公司");
    assert_eq!(row.account_name, "ha***an");
    assert_eq!(row.telephone.as_deref(), Some("139****0001"));
    assert_eq!(row.email.as_deref(), Some("i***@h***.com"));
}

#[tokio::test]
async fn every_order_shows_every_customer_once() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for sort_key in [
        CustomerSort::AssociatedOn,
        CustomerSort::MonthSpend,
        CustomerSort::AvailableQuota,
        CustomerSort::ResourceExpiry,
    ] {
        for sort_dir in [SortDirection::Asc, SortDirection::Desc] {
            let mut seen: Vec<Customer> = Vec::new();
            for offset in (0..60).step_by(7) {
                let query = CustomerQuery {
                    sort_key,
                    sort_dir,
                    offset: Some(offset),
                    limit: Some(7),
                    ..CustomerQuery::default()
                };
                seen.extend(admin.fetch(&LIST, (), &query).await.ok().customer_infos);
            }
            // What expires never comes last when ascending.
            let key = |row: &Customer| match sort_key {
                CustomerSort::AssociatedOn => row.associated_on.to_string(),
                CustomerSort::MonthSpend => format!("{:020}", row.month_spend.amount.minor()),
                CustomerSort::AvailableQuota => format!("{:020}", row.available_quota.amount.minor()),
                CustomerSort::ResourceExpiry => {
                    row.resource_expiry.map_or_else(|| "9999".to_owned(), |day| day.to_string())
                }
            };
            let keys: Vec<String> = seen.iter().map(key).collect();
            let mut sorted = keys.clone();
            sorted.sort();
            if sort_dir == SortDirection::Desc {
                sorted.reverse();
            }
            assert_eq!(keys, sorted, "{sort_key:?} {sort_dir:?}");
            let mut distinct: Vec<&str> = seen.iter().map(|row| row.customer_id.as_str()).collect();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), 60, "{sort_key:?} {sort_dir:?}");
        }
    }
}

#[tokio::test]
async fn every_filter_narrows_the_list() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let text = |text: &str| Some(text.to_owned());
    let filters = [
        (CustomerQuery { customer: text("海川智能"), ..CustomerQuery::default() }, vec!["c-100002"]),
        (CustomerQuery { customer: text("ACME"), ..CustomerQuery::default() }, vec!["c-100017"]),
        // A wildcard is a character like any other, and so is a quote.
        (CustomerQuery { customer: text("100%_off"), ..CustomerQuery::default() }, vec!["c-100021"]),
        (CustomerQuery { customer: text("100__off"), ..CustomerQuery::default() }, vec![]),
        (CustomerQuery { customer: text("'; DROP"), ..CustomerQuery::default() }, vec![]),
        (CustomerQuery { account_name: text("haichu"), ..CustomerQuery::default() }, vec!["c-100002"]),
        (CustomerQuery { telephone: text("13900000001"), ..CustomerQuery::default() }, vec!["c-100002"]),
        (CustomerQuery { telephone: text("1390000"), ..CustomerQuery::default() }, vec![]),
        (CustomerQuery { customer_id: text("c-100009"), ..CustomerQuery::default() }, vec!["c-100009"]),
        (CustomerQuery { customer_id: text("c-10000"), ..CustomerQuery::default() }, vec![]),
        // A customer of another partner is not found by its id.
        (CustomerQuery { customer_id: text("c-310001"), ..CustomerQuery::default() }, vec![]),
        (CustomerQuery { label: text("含 HTML"), ..CustomerQuery::default() }, vec!["c-100017"]),
        (CustomerQuery { label: text("含 html"), ..CustomerQuery::default() }, vec![]),
        (
            CustomerQuery { with_open_request: Some(true), ..CustomerQuery::default() },
            vec!["c-100015", "c-100016", "c-100019"],
        ),
    ];
    for (query, expected) in filters {
        let page = admin.fetch(&LIST, (), &only(query.clone())).await.ok();
        assert_eq!(ids(&page), expected, "{query:?}");
        assert_eq!(page.count as usize, expected.len());
    }
}

#[tokio::test]
async fn ranges_types_and_managers_narrow_the_list_as_well() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = admin.fetch(&LIST, (), &only(CustomerQuery::default())).await.ok().customer_infos;
    let count = async |query: CustomerQuery| admin.fetch(&LIST, (), &only(query)).await.ok().count as usize;
    let of = |keep: &dyn Fn(&Customer) -> bool| all.iter().filter(|row| keep(row)).count();

    let bound = Amount::from_minor(3_000_000);
    let least = CustomerQuery { month_spend_min: bound, ..CustomerQuery::default() };
    assert_eq!(count(least).await, of(&|row| Some(row.month_spend.amount) >= bound));
    let most = CustomerQuery { month_spend_max: bound, ..CustomerQuery::default() };
    assert_eq!(count(most).await, of(&|row| Some(row.month_spend.amount) <= bound));
    let day = world.now().china_day().plus_days(60);
    let soon = CustomerQuery { resource_expiry_end: Some(day), ..CustomerQuery::default() };
    assert_eq!(count(soon).await, of(&|row| row.resource_expiry.is_some_and(|expiry| expiry <= day)));
    let kind = AssociationType::Consignment;
    let consignment = CustomerQuery { association_type: Some(kind), ..CustomerQuery::default() };
    assert_eq!(count(consignment).await, of(&|row| row.association_type == kind));
    let nobody = CustomerQuery { account_manager: Some("none".to_owned()), ..CustomerQuery::default() };
    assert_eq!(count(nobody).await, of(&|row| row.account_managers.is_empty()));
    let by = |user: &'static str| {
        move |row: &Customer| {
            row.account_managers.first().is_some_and(|manager| manager.user_id.as_str() == user)
        }
    };
    let li = CustomerQuery { account_manager: Some("u-yunfan-li".to_owned()), ..CustomerQuery::default() };
    assert_eq!(count(li).await, of(&by("u-yunfan-li")));
    let since = all[20].associated_on;
    let newer = CustomerQuery { associated_on_begin: Some(since), ..CustomerQuery::default() };
    assert_eq!(count(newer).await, of(&|row| row.associated_on >= since));
    let older = CustomerQuery { associated_on_end: Some(since), ..CustomerQuery::default() };
    assert_eq!(count(older).await, of(&|row| row.associated_on <= since));
    // Empty texts are no filters.
    let empty = CustomerQuery {
        customer: Some(" ".to_owned()),
        label: Some(String::new()),
        ..CustomerQuery::default()
    };
    assert_eq!(count(empty).await, all.len());
}

#[tokio::test]
async fn a_page_outside_the_published_bounds_is_refused_by_name() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for (query, field) in [
        (CustomerQuery { limit: Some(0), ..CustomerQuery::default() }, "limit"),
        (CustomerQuery { limit: Some(101), ..CustomerQuery::default() }, "limit"),
        (CustomerQuery { offset: Some(40_000_001), ..CustomerQuery::default() }, "offset"),
    ] {
        let problem = admin.fetch(&LIST, (), &query).await.refused();
        assert_eq!(problem.error_code, ErrorCode::InvalidParameter);
        assert_eq!((problem.fields[0].field.as_str(), &problem.fields[0].rule), (field, &Rule::OutOfRange));
    }
}

#[tokio::test]
async fn a_manager_sees_its_own_customers_and_a_director_those_of_its_team() {
    let world = World::new().await;
    let managed =
        |user: &'static str| world.number("SELECT COUNT(*) FROM customers WHERE manager_user_id = $1", user);
    let (wang, li, zhao) =
        (managed("u-yunfan-wang").await, managed("u-yunfan-li").await, managed("u-yunfan-zhao").await);
    assert!(li > 0 && zhao > 0);
    let whole = CustomerQuery::default();
    for (account, expected) in
        [("yunfan-wang", wang), ("yunfan-zhao", zhao), ("yunfan-director", wang + li), ("yunfan-finance", 60)]
    {
        let actor = world.sign_in(account).await;
        assert_eq!(i64::from(actor.fetch(&LIST, (), &whole).await.ok().count), expected, "{account}");
    }
    // What is not in the list is not there by its id either: all notable customers are Wang's.
    let zhao = world.sign_in("yunfan-zhao").await;
    assert_eq!(zhao.fetch(&SHOW, (id("c-100001"),), &()).await.code(), ErrorCode::NotASubCustomer);
    let query = RevealQuery { customer_ids: vec![id("c-100001")], fields: vec![PersonalField::Telephone] };
    assert!(zhao.submit(&REVEAL, (), &query).await.ok().customers.is_empty());
    let label = LabelDraft { label: None };
    assert_eq!(zhao.submit(&SET_LABEL, (id("c-100001"),), &label).await.code(), ErrorCode::NotASubCustomer);
    let director = world.sign_in("yunfan-director").await;
    assert_eq!(director.fetch(&SHOW, (id("c-100001"),), &()).await.status(), 200);
}

#[tokio::test]
async fn only_a_distributor_looks_at_resellers_customers_and_only_at_its_own_resellers() {
    let world = World::new().await;
    let distributor = world.sign_in("huashang-admin").await;
    let resellers = CustomerQuery { scope: CustomerScope::Resellers, ..CustomerQuery::default() };
    let page = distributor.fetch(&LIST, (), &only(resellers.clone())).await.ok();
    let below = world
        .number("SELECT COUNT(*) FROM customers c JOIN partners p ON p.partner_id = c.partner_id WHERE p.distributor_id = $1", "p-huashang")
        .await;
    assert_eq!(i64::from(page.count), below);
    assert!(page.customer_infos.iter().all(|row| row.indirect_partner_name.is_some()));

    let one = CustomerQuery { indirect_partner_id: Some(id("p-beidou")), ..resellers.clone() };
    let page = distributor.fetch(&LIST, (), &only(one)).await.ok();
    assert!(ids(&page).contains(&"c-330001") && !ids(&page).contains(&"c-320001"));
    for foreign in ["p-yunfan", "p-huashang", "p-missing"] {
        let query = CustomerQuery { indirect_partner_id: Some(id(foreign)), ..resellers.clone() };
        assert_eq!(
            distributor.fetch(&LIST, (), &query).await.code(),
            ErrorCode::NotYourReseller,
            "{foreign}"
        );
    }
    let own = distributor.fetch(&LIST, (), &only(CustomerQuery::default())).await.ok();
    assert!(ids(&own).contains(&"c-310001") && !ids(&own).contains(&"c-330001"));
    // The tab shows a list, nothing more: single customers of resellers stay foreign.
    assert_eq!(distributor.fetch(&SHOW, (id("c-330001"),), &()).await.code(), ErrorCode::NotASubCustomer);
    for other in ["yunfan-admin", "lingxi-admin"] {
        let other = world.sign_in(other).await;
        assert_eq!(other.fetch(&LIST, (), &resellers).await.code(), ErrorCode::AccessDenied);
    }
    let stray = CustomerQuery { indirect_partner_id: Some(id("p-beidou")), ..CustomerQuery::default() };
    assert_eq!(distributor.fetch(&LIST, (), &stray).await.refused().fields[0].field, "indirect_partner_id");
}

fn plain<O>(name: &'static str, answer: Answer<O>) -> (&'static str, u16, String) {
    (name, answer.raw.status, answer.raw.body)
}

/// Calls every endpoint that takes a customer's id in turn.
async fn all_with(world: &World, customer: &str) -> Vec<(&'static str, u16, String)> {
    let admin = world.sign_in("yunfan-admin").await;
    let customer_id: CustomerId = id(customer);
    let request = RequestDraft {
        customer_id: customer_id.clone(),
        action: Action::Disassociate,
        reason: reason(),
        notes_accepted: true,
    };
    let check = CheckQuery { customer_id: customer_id.clone(), action: Action::Switch };
    let grant =
        accounts::GrantDraft { customer_id: customer_id.clone(), amount: Amount::from_minor(100).unwrap() };
    let freeze = FreezeDraft { customer_ids: vec![customer_id.clone()], reason: reason() };
    let item = WorkItemDraft {
        kind: WorkItemKind::CloseSpecialContract,
        customer_id: Some(customer_id.clone()),
        note: reason(),
    };
    let balances = accounts::CustomerBalanceQuery {
        customer_infos: vec![accounts::CustomerRef { customer_id: customer_id.clone() }],
    };
    let reveal =
        RevealQuery { customer_ids: vec![customer_id.clone()], fields: vec![PersonalField::Customer] };
    vec![
        plain("show", admin.fetch(&SHOW, (customer_id.clone(),), &()).await),
        plain("check", admin.fetch(&associations::CHECK, (), &check).await),
        plain("request", admin.submit(&associations::REQUEST, (), &request).await),
        plain("grant", admin.submit(&accounts::GRANT, (), &grant).await),
        plain("freeze", admin.submit(&FREEZE, (), &freeze).await),
        plain("unfreeze", admin.submit(&UNFREEZE, (), &freeze).await),
        plain("label", admin.submit(&SET_LABEL, (customer_id.clone(),), &LabelDraft { label: None }).await),
        plain("raise", admin.submit(&work_queue::RAISE, (), &item).await),
        plain("balances", admin.fetch(&accounts::CUSTOMER_BALANCES, (), &balances).await),
        plain("reveal", admin.submit(&REVEAL, (), &reveal).await),
    ]
}

#[tokio::test]
async fn a_foreign_customer_and_a_missing_one_look_the_same_to_the_byte() {
    let world = World::new().await;
    let missing = all_with(&world, "c-999999").await;
    for foreign in ["c-310001", "c-330001", "c-340001"] {
        assert_eq!(all_with(&world, foreign).await, missing, "{foreign}");
    }
    for (name, status, body) in &missing {
        match *name {
            "balances" | "reveal" => assert_eq!(*status, 200, "{name}"),
            _ => assert!(*status == 400 && body.contains("CBC.99000035"), "{name}: {status} {body}"),
        }
    }
}

#[tokio::test]
async fn full_values_come_only_when_asked_for_and_leave_one_audit_row() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let audited = "SELECT detail FROM audit WHERE action = 'customer.reveal' AND chain = $1";
    assert!(world.texts(audited, "p-yunfan").await.is_empty());
    let query = RevealQuery {
        customer_ids: vec![id("c-100017"), id("c-310001"), id("c-100017")],
        fields: vec![PersonalField::Customer, PersonalField::Telephone],
    };
    let revealed = admin.submit(&REVEAL, (), &query).await.ok().customers;
    assert_eq!(revealed.len(), 1);
    assert_eq!(revealed[0].customer.as_deref(), Some("<b>Acme & Sons</b>"));
    assert_eq!(revealed[0].telephone.as_deref(), Some("13900000016"));
    assert_eq!((&revealed[0].email, &revealed[0].account_name), (&None, &None));
    let rows = world.texts(audited, "p-yunfan").await;
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].contains("c-100017") && !rows[0].contains("c-310001") && !rows[0].contains("13900000016")
    );

    for (query, field) in [
        (RevealQuery { customer_ids: vec![], fields: vec![PersonalField::Email] }, "customer_ids"),
        (
            RevealQuery { customer_ids: vec![id("c-100001"); 51], fields: vec![PersonalField::Email] },
            "customer_ids",
        ),
        (RevealQuery { customer_ids: vec![id("c-100001")], fields: vec![] }, "fields"),
    ] {
        assert_eq!(admin.submit(&REVEAL, (), &query).await.refused().fields[0].field, field);
    }
}

#[tokio::test]
async fn after_five_hundred_full_values_a_user_waits() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let page =
        admin.fetch(&LIST, (), &CustomerQuery { limit: Some(50), ..CustomerQuery::default() }).await.ok();
    let customer_ids: Vec<CustomerId> = page.customer_infos.into_iter().map(|row| row.customer_id).collect();
    let query = RevealQuery { customer_ids, fields: vec![PersonalField::Email] };
    for _ in 0..10 {
        assert_eq!(admin.submit(&REVEAL, (), &query).await.ok().customers.len(), 50);
    }
    let problem = admin.submit(&REVEAL, (), &query).await.refused();
    assert_eq!(problem.error_code, ErrorCode::TooManyRequests);
    assert_eq!(problem.retry_after_seconds, Some(3_600));
    // Another user has its own hour, and this one gets a new one.
    let other = world.sign_in("yunfan-admin2").await;
    assert_eq!(other.submit(&REVEAL, (), &query).await.status(), 200);
    world.service.pass(3_600);
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(admin.submit(&REVEAL, (), &query).await.status(), 200);
}

#[tokio::test]
async fn markup_in_a_name_or_a_tag_stays_the_text_that_it_is() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let markup = "<img src=x onerror=alert(1)>";
    let draft = LabelDraft { label: Some(Label::try_from(markup.to_owned()).unwrap()) };
    admin.submit(&SET_LABEL, (id("c-100018"),), &draft).await.ok();
    let answer = admin.fetch(&SHOW, (id("c-100018"),), &()).await;
    assert_eq!(answer.raw.header("content-type"), "application/json; charset=utf-8");
    let detail = answer.ok();
    assert_eq!(detail.info.label.as_deref(), Some(markup));
    assert_eq!(detail.timeline[0].event, TimelineEvent::TagChanged);
    assert_eq!(detail.timeline[0].reason.as_deref(), Some(markup));
    admin.submit(&SET_LABEL, (id("c-100018"),), &LabelDraft { label: None }).await.ok();
    assert_eq!(admin.fetch(&SHOW, (id("c-100018"),), &()).await.ok().info.label, None);
    let long = format!(r#"{{"label":"{}"}}"#, "签".repeat(65));
    let refused = admin.submit_text(&SET_LABEL, (id("c-100018"),), &long).await;
    assert_eq!(refused.refused().fields[0].rule, Rule::LongerThan(64));
}

#[tokio::test]
async fn freezing_is_for_customers_for_whom_the_partner_settles_all_or_none() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let frozen = "SELECT frozen FROM customers WHERE customer_id = $1";
    let draft = |ids: &[&str]| FreezeDraft {
        customer_ids: ids.iter().map(|text| id(text)).collect(),
        reason: reason(),
    };
    let mixed = admin.submit(&FREEZE, (), &draft(&["c-100002", "c-100001"])).await;
    assert_eq!(mixed.code(), ErrorCode::WrongAssociationType);
    let foreign = admin.submit(&FREEZE, (), &draft(&["c-100002", "c-310001"])).await;
    assert_eq!(foreign.code(), ErrorCode::NotASubCustomer);
    assert_eq!(world.number(frozen, "c-100002").await, 0);

    admin.submit(&FREEZE, (), &draft(&["c-100002", "c-100010"])).await.ok();
    let detail = admin.fetch(&SHOW, (id("c-100002"),), &()).await.ok();
    assert_eq!(detail.info.is_frozen, 1);
    assert_eq!(detail.timeline[0].event, TimelineEvent::Frozen);
    assert_eq!(detail.timeline[0].actor, "林岚");
    admin.submit(&UNFREEZE, (), &draft(&["c-100002"])).await.ok();
    assert_eq!(world.number(frozen, "c-100002").await, 0);
    assert_eq!(world.number(frozen, "c-100010").await, 1);
    for ids in [vec![], vec!["c-100002"; 11]] {
        assert_eq!(admin.submit(&FREEZE, (), &draft(&ids)).await.refused().fields[0].field, "customer_ids");
    }
}

#[tokio::test]
async fn freezing_asks_for_a_code_where_codes_are_on_and_rules_come_first() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let draft = |customer: &str| FreezeDraft { customer_ids: vec![id(customer)], reason: reason() };
    assert_eq!(admin.submit(&FREEZE, (), &draft("c-100001")).await.code(), ErrorCode::WrongAssociationType);
    admin.submit_with_code(&FREEZE, (), &draft("c-100002")).await.ok();
    assert_eq!(world.number("SELECT frozen FROM customers WHERE customer_id = $1", "c-100002").await, 1);
}

#[tokio::test]
async fn what_a_role_may_not_do_is_refused_before_anything_is_read() {
    let world = World::new().await;
    let check = CheckQuery { customer_id: id("c-100001"), action: Action::Disassociate };
    let reveal = RevealQuery { customer_ids: vec![id("c-100001")], fields: vec![PersonalField::Email] };
    let label = LabelDraft { label: None };
    let freeze = FreezeDraft { customer_ids: vec![id("c-100002")], reason: reason() };
    let records = accounts::AdjustRecordQuery::default();
    // list, reveal, label, check, freeze, fund records
    for (account, expected) in [
        ("yunfan-admin", [200, 200, 204, 200, 400, 200]),
        ("yunfan-director", [200, 200, 204, 403, 403, 403]),
        ("yunfan-wang", [200, 200, 204, 403, 403, 403]),
        ("yunfan-finance", [200, 403, 403, 403, 403, 200]),
        ("yunfan-operator", [403, 403, 403, 403, 403, 403]),
        // No customers at all, not even for an administrator.
        ("caizhi-admin", [403, 403, 403, 403, 403, 403]),
        ("lantian", [403, 403, 403, 403, 403, 403]),
        ("vendor-operator", [403, 403, 403, 403, 403, 403]),
    ] {
        let actor = world.sign_in(account).await;
        let statuses = [
            actor.fetch(&LIST, (), &CustomerQuery::default()).await.status(),
            actor.submit(&REVEAL, (), &reveal).await.status(),
            actor.submit(&SET_LABEL, (id("c-100001"),), &label).await.status(),
            actor.fetch(&associations::CHECK, (), &check).await.status(),
            actor.submit(&FREEZE, (), &freeze).await.status(),
            actor.fetch(&accounts::ADJUST_RECORDS, (), &records).await.status(),
        ];
        assert_eq!(statuses, expected, "{account}");
    }
    assert_eq!(
        world.anybody().fetch(&LIST, (), &CustomerQuery::default()).await.code(),
        ErrorCode::SignedOut
    );
}

#[tokio::test]
async fn the_managers_are_those_of_the_partner() {
    let world = World::new().await;
    let admin = world.sign_in("lingxi-admin").await;
    let managers = admin.fetch(&ACCOUNT_MANAGERS, (), &()).await.ok().account_managers;
    assert_eq!(managers.iter().map(|m| m.account_name.as_str()).collect::<Vec<_>>(), ["lingxi-he"]);
}

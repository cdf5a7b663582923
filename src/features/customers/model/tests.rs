use super::*;
use crate::{flows::amount::any_amount, ui::PageChange};
use contract::{
    associations::AssociationType,
    customers::{CustomerScope, CustomerSort},
    page::SortDirection,
};

fn read(address: &[(&str, &str)]) -> ListState {
    ListState::read(|name| {
        address.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn an_address_is_read_back_as_it_was_written() {
    let state = ListState {
        scope: CustomerScope::Resellers,
        terms: Terms::from([
            (Filter::Label, "大客户 & co".to_owned()),
            (Filter::AssociationType, "2".to_owned()),
            (Filter::AccountManager, NOBODY.to_owned()),
            (Filter::MonthSpendMin, "1200.50".to_owned()),
            (Filter::ResourceExpiryUntil, "2026-12-31".to_owned()),
            (Filter::OpenRequest, YES.to_owned()),
        ]),
        sort_key: CustomerSort::MonthSpend,
        sort_dir: SortDirection::Asc,
        page: PageChange { offset: 40, limit: 20 },
        hidden: vec!["label", "email"],
    };
    let address = state.address();
    let pairs: Vec<(&str, &str)> = address.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(read(&pairs), state);
}

#[test]
fn a_fresh_list_has_an_empty_address_in_both_tabs() {
    assert!(ListState::default().address().is_empty());
    assert_eq!(ListState::default().href(), "/sales/customers");
    let resellers = ListState::default().in_tab(CustomerScope::Resellers);
    assert_eq!(resellers.address(), [("tab", "resellers".to_owned())]);
    assert!(!resellers.hidden.contains(&"reseller"));
    assert_eq!(resellers.in_tab(CustomerScope::Own), ListState::default());
}

#[test]
fn showing_every_column_is_not_the_same_as_saying_nothing() {
    let state = ListState { hidden: Vec::new(), ..ListState::default() };
    assert_eq!(state.address(), [("hide", "none".to_owned())]);
    assert_eq!(read(&[("hide", "none")]), state);
}

#[test]
fn garbage_in_an_address_is_as_if_it_were_not_there() {
    let garbage = read(&[
        ("tab", "<script>"),
        ("type", "9"),
        ("id", "../x"),
        ("manager", "a b"),
        ("spend_min", "1e9"),
        ("spend_max", "-"),
        ("expiry_until", "2026-02-30"),
        ("open_request", "1"),
        ("tag", "  "),
        ("sort", "customer"),
        ("dir", "up"),
        ("size", "1000"),
        ("page", "-3"),
        ("hide", ""),
    ]);
    assert_eq!(garbage, ListState { hidden: Vec::new(), ..ListState::default() });
    assert_eq!(read(&[("page", "4294967295")]).page.offset, 0);
    assert_eq!(read(&[("page", "0")]).page.offset, 0);
    assert_eq!(read(&[("tag", &"x".repeat(65))]).terms, Terms::new());
    assert_eq!(read(&[("hide", "ghost,email,name,email")]).hidden, ["email"]);
}

#[test]
fn personal_terms_are_neither_read_from_an_address_nor_written_to_one() {
    let state = read(&[("customer", "张三"), ("account", "hw123"), ("mobile", "13800001234")]);
    assert_eq!(state, ListState::default());
    let everything = ListState {
        terms: Filter::ALL.into_iter().map(|filter| (filter, "x".to_owned())).collect(),
        ..ListState::default()
    };
    assert!(everything.address().iter().all(|(name, _)| !matches!(*name, "customer" | "account" | "mobile")));
    let personal = Terms::from([(Filter::Telephone, "13800001234".to_owned())]);
    assert_eq!(ListState::default().query(&personal).telephone.as_deref(), Some("13800001234"));
}

#[test]
fn a_term_is_written_in_one_way() {
    assert_eq!(Filter::Telephone.normal(" +86 138-0000-1234 ").as_deref(), Some("+8613800001234"));
    assert_eq!(Filter::Telephone.normal("138abc"), None);
    assert_eq!(Filter::MonthSpendMin.normal("1,200").as_deref(), Some("1200.00"));
    assert_eq!(Filter::MonthSpendMax.normal("1.234"), None);
    assert_eq!(Filter::Customer.normal("  张三 ").as_deref(), Some("张三"));
    assert_eq!(Filter::Customer.normal("a\u{0}b"), None);
    for filter in Filter::ALL {
        assert_eq!(Filter::parse(filter.key()), Some(filter));
    }
}

#[test]
fn the_question_carries_every_filter() {
    let state = read(&[
        ("type", "1"),
        ("id", "c-1"),
        ("manager", "u-7"),
        ("spend_min", "5"),
        ("spend_max", "10"),
        ("expiry_until", "2026-12-01"),
        ("open_request", YES),
        ("tag", "重点"),
        ("size", "50"),
        ("page", "3"),
        ("sort", "resource_expiry"),
    ]);
    let query = state.query(&Terms::new());
    assert_eq!(query.association_type, Some(AssociationType::Referral));
    assert_eq!(query.customer_id.as_deref(), Some("c-1"));
    assert_eq!(query.account_manager.as_deref(), Some("u-7"));
    assert_eq!(query.month_spend_min, any_amount("5"));
    assert_eq!(query.month_spend_max, any_amount("10"));
    assert_eq!(query.resource_expiry_end.map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
    assert_eq!(query.with_open_request, Some(true));
    assert_eq!(query.label.as_deref(), Some("重点"));
    assert_eq!((query.offset, query.limit), (Some(100), Some(50)));
    assert_eq!(query.sort_key, CustomerSort::ResourceExpiry);
}

#[test]
fn a_selection_is_frozen_together_or_not_at_all() {
    let customer = Possible { settles: true, frozen: false, request_open: false };
    let referral = Possible { settles: false, ..customer };
    let frozen = Possible { frozen: true, ..customer };
    assert_eq!(freezable_together(&[customer, frozen], true), Ok(()));
    assert_eq!(freezable_together(&[customer, referral], true), Err(NotTogether::WrongType));
    assert_eq!(freezable_together(&[frozen], true), Err(NotTogether::AlreadySo));
    assert_eq!(freezable_together(&[frozen], false), Ok(()));
    assert_eq!(freezable_together(&[customer; 11], true), Err(NotTogether::TooMany));
}

#[test]
fn a_link_leads_to_a_part_by_parameter_or_fragment() {
    assert_eq!(Part::wanted(Some("orders"), ""), Some(Part::Orders));
    assert_eq!(Part::wanted(None, "#funds"), Some(Part::Funds));
    assert_eq!(Part::wanted(Some("ghost"), "#state"), Some(Part::State));
    assert_eq!(Part::wanted(None, ""), None);
}

#[test]
fn an_appropriation_writes_arrears_off_first() {
    let money = |text: &str| text.parse::<Amount>().unwrap_or_default();
    let parts = split(money("100"), money("30.50"));
    assert_eq!(
        (parts.written_off, parts.to_balance, parts.still_owed),
        (money("30.50"), money("69.50"), Amount::ZERO)
    );
    let parts = split(money("10"), money("30.50"));
    assert_eq!(
        (parts.written_off, parts.to_balance, parts.still_owed),
        (money("10"), Amount::ZERO, money("20.50"))
    );
}

#[test]
fn earmarked_money_cannot_be_spent() {
    let balances: PartnerBalances = serde_json::from_str(
        r#"{"account_balances":[
            {"account_id":"p-2","account_type":2,"amount":900,"currency":"CNY","designated_amount":0,"credit_amount":1000,"measure_id":1},
            {"account_id":"p-1","account_type":1,"amount":500,"currency":"CNY","designated_amount":120.5,"credit_amount":null,"measure_id":1}
        ]}"#,
    )
    .unwrap();
    assert_eq!(spendable(&balances).map(|money| money.amount.to_string()).as_deref(), Some("379.50"));
    assert_eq!(spendable(&PartnerBalances { account_balances: Vec::new() }), None);
}

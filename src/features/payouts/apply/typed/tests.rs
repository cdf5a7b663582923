use super::*;
use serde_json::{Value, json};

fn row(id: &str, kind: &str, open: f64, currency: &str) -> Value {
    let methods: &[&str] = match kind {
        "2" => &["ACCOUNT_WITH_OWED_INVOICE", "VOUCHER_QUOTA"],
        _ => &["BANK", "ACCOUNT", "VOUCHER_QUOTA"],
    };
    json!({ "incentive_id": id, "period": "2026-10", "plan_name": id, "association_type": kind, "amount": open,
        "open_amount": open, "currency": currency, "expire_at": null, "methods": methods, "freeze": null })
}

fn found(rows: &[Value]) -> Payables {
    serde_json::from_value(json!({
        "payables": rows, "total_count": rows.len(), "certified": true, "account_currency": "CNY",
        "auto_apply": { "enabled": false, "method": null, "set_by": null, "set_at": null, "version": 1 },
    }))
    .unwrap()
}

fn id(text: &str) -> IncentiveId {
    text.parse().unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn everything_is_chosen_at_first_and_a_reduction_goes_along_whatever_is_chosen() {
    let found =
        found(&[row("a", "1", 100.25, "CNY"), row("b", "1", 50.0, "CNY"), row("r", "1", -30.0, "CNY")]);
    let all = Typed::default();
    assert_eq!(all.judge(&found).unwrap().worth, Ok(amount("120.25")));
    let without = all.with(&found, &id("a"), false);
    assert_eq!(without.chosen, Some(vec![id("b")]));
    assert!(without.takes(&found.payables[2]) && !without.takes(&found.payables[0]));
    assert_eq!(without.judge(&found).unwrap().worth, Ok(amount("20")));
    assert_eq!(without.with(&found, &id("a"), true).chosen, None, "all of them again");
}

#[test]
fn what_is_missing_is_told_in_its_order() {
    let mut found = found(&[row("a", "1", 100.0, "CNY")]);
    let typed = Typed::default();
    assert_eq!(typed.judge(&found).unwrap().obstacle, Some(Obstacle::ChooseMethod));
    let too_much = Typed { amount: "100.01".to_owned(), ..typed.clone() };
    let refused = Obstacle::Refused(ApplyRefusal::AmountAbove(amount("100")));
    assert_eq!(too_much.judge(&found).unwrap().obstacle, Some(refused));
    let malformed = Typed { amount: "1e3".to_owned(), ..typed.clone() };
    assert_eq!(malformed.judge(&found).unwrap().obstacle, Some(Obstacle::Amount(Rule::Malformed)));
    let whole = Typed { method: Some(PayoutMethod::Bank), ..typed };
    assert_eq!(whole.judge(&found).unwrap().obstacle, None);
    found.certified = false;
    assert_eq!(whole.judge(&found).unwrap().obstacle, Some(Obstacle::NotCertified));
}

#[test]
fn zero_may_be_applied_for_and_less_may_not() {
    let typed = Typed { method: Some(PayoutMethod::VoucherQuota), ..Typed::default() };
    let zero = found(&[row("a", "1", 30.0, "CNY"), row("r", "1", -30.0, "CNY")]);
    let judged = typed.judge(&zero).unwrap();
    assert_eq!((judged.worth, judged.obstacle), (Ok(Amount::ZERO), None));
    let less = found(&[row("a", "1", 30.0, "CNY"), row("r", "1", -30.01, "CNY")]);
    let refused = Obstacle::Refused(ApplyRefusal::Negative(amount("-0.01")));
    assert_eq!(typed.judge(&less).unwrap().obstacle, Some(refused));
}

#[test]
fn a_method_that_is_not_offered_says_which_incentive_forbids_it_and_how_to_go_on() {
    let found = found(&[row("a", "1", 100.0, "CNY"), row("c", "2", 60.0, "CNY"), row("d", "2", 40.0, "CNY")]);
    let typed = Typed { method: Some(PayoutMethod::Bank), ..Typed::default() };
    let judged = typed.judge(&found).unwrap();
    assert_eq!(judged.methods[0].1, Some(WhyNot::Incentives { first: id("c"), count: 2 }));
    assert_eq!(judged.methods[2].1, Some(WhyNot::Incentives { first: id("a"), count: 1 }));
    assert_eq!(judged.methods[3].1, None);
    assert_eq!(judged.obstacle, Some(Obstacle::OtherMethod));
    let only = typed.only(&found, PayoutMethod::AccountWithOwedInvoice);
    let judged = only.judge(&found).unwrap();
    assert_eq!((judged.worth, judged.obstacle), (Ok(amount("100")), None));
}

#[test]
fn another_currency_is_an_application_of_its_own_and_not_for_the_account() {
    let found = found(&[row("a", "1", 100.0, "CNY"), row("u", "1", 9.5, "USD")]);
    assert_eq!(currencies(&found), [(Currency::Cny, amount("100")), (Currency::Usd, amount("9.5"))]);
    let typed = Typed { currency: Some(Currency::Usd), ..Typed::default() };
    let judged = typed.judge(&found).unwrap();
    assert_eq!(judged.worth, Ok(amount("9.5")));
    assert_eq!(judged.methods[1].1, Some(WhyNot::AccountCurrency(Some(Currency::Cny))));
    let gone = Typed { currency: Some(Currency::Usd), ..Typed::default() };
    assert_eq!(gone.currency(&super::tests::found(&[row("a", "1", 1.0, "CNY")])), Some(Currency::Cny));
}

#[test]
fn what_was_kept_and_is_gone_is_left_out() {
    let found = found(&[row("a", "1", 100.0, "CNY"), row("b", "1", 1.0, "CNY")]);
    let kept = Typed { chosen: Some(vec![id("a"), id("gone")]), ..Typed::default() };
    assert_eq!(kept.fitting(&found).chosen, Some(vec![id("a")]));
    assert!(Typed::default().judge(&super::tests::found(&[])).is_none());
}

use super::*;
use proptest::prelude::*;

fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor).unwrap()
}

fn id(n: usize) -> IncentiveId {
    format!("i-{n}").parse().unwrap()
}

fn parcel(n: usize, open: i64) -> Parcel {
    Parcel {
        incentive_id: id(n),
        open: amount(open),
        currency: Currency::Cny,
        association_type: AssociationType::Referral,
        period: "2026-09".parse().unwrap(),
        is_frozen: false,
    }
}

fn of(opens: &[i64]) -> Vec<Parcel> {
    opens.iter().enumerate().map(|(n, open)| parcel(n, *open)).collect()
}

fn apply(
    parcels: &[Parcel],
    chosen: Option<&[IncentiveId]>,
    minor: Option<i64>,
) -> Result<Assembled, ApplyRefusal> {
    assemble(parcels, chosen, Currency::Cny, minor.map(amount), Some(Currency::Cny))
}

#[test]
fn zero_may_be_applied_for_and_a_cent_less_may_not() {
    let zero = apply(&of(&[100, -100]), None, Some(0)).unwrap();
    assert_eq!((zero.amount, zero.items.len()), (Amount::ZERO, 2));
    assert_eq!(apply(&of(&[100, -101]), None, Some(0)), Err(ApplyRefusal::Negative(amount(-1))));
    assert_eq!(apply(&of(&[]), None, None), Err(ApplyRefusal::Nothing));
}

#[test]
fn nobody_picks_the_gains_and_leaves_the_reductions() {
    let parcels = of(&[200, 500, -600]);
    assert_eq!(apply(&parcels, Some(&[id(1)]), None), Err(ApplyRefusal::ChosenNegative(amount(-100))));
    let both = apply(&parcels, Some(&[id(0), id(1)]), None).unwrap();
    assert_eq!(both.amount, amount(100));
    assert_eq!(both.items, [(id(2), amount(-600)), (id(0), amount(200)), (id(1), amount(500))]);
}

#[test]
fn a_partial_application_takes_the_first_whole_and_a_part_of_the_last() {
    let parcels = of(&[200, 500, -50]);
    let part = apply(&parcels, None, Some(300)).unwrap();
    assert_eq!(part.items, [(id(2), amount(-50)), (id(0), amount(200)), (id(1), amount(150))]);
    assert_eq!(apply(&parcels, None, Some(651)), Err(ApplyRefusal::AmountAbove(amount(650))));
    assert_eq!(apply(&parcels, None, Some(-1)), Err(ApplyRefusal::AmountNegative));
    assert_eq!(apply(&of(&[200]), None, Some(0)), Err(ApplyRefusal::Nothing));
}

#[test]
fn currencies_are_never_mixed_and_frozen_ones_wait() {
    let dollars = Parcel { currency: Currency::Usd, ..parcel(1, 900) };
    let frozen = Parcel { is_frozen: true, ..parcel(2, 700) };
    let parcels = [parcel(0, 100), dollars, frozen];
    assert_eq!(apply(&parcels, Some(&[id(0), id(1)]), None), Err(ApplyRefusal::MixedCurrencies));
    assert_eq!(apply(&parcels, Some(&[id(2)]), None), Err(ApplyRefusal::Frozen(id(2))));
    assert_eq!(apply(&parcels, Some(&[id(9)]), None), Err(ApplyRefusal::NotOpen(id(9))));
    assert_eq!(apply(&parcels, None, None).unwrap().amount, amount(100));
}

#[test]
fn consignment_since_october_2023_is_paid_without_an_invoice_only() {
    use PayoutMethod as M;
    let of =
        |kind, month: &str, currency| methods(kind, month.parse().unwrap(), currency, Some(Currency::Cny));
    let (consignment, referral) = (AssociationType::Consignment, AssociationType::Referral);
    assert_eq!(of(consignment, "2023-10", Currency::Cny), [M::AccountWithOwedInvoice, M::VoucherQuota]);
    assert_eq!(of(consignment, "2023-09", Currency::Cny), [M::Bank, M::Account, M::VoucherQuota]);
    assert_eq!(of(referral, "2026-09", Currency::Cny), [M::Bank, M::Account, M::VoucherQuota]);
    assert_eq!(of(referral, "2026-09", Currency::Usd), [M::Bank, M::VoucherQuota]);
    assert_eq!(of(consignment, "2026-09", Currency::Usd), [M::VoucherQuota]);
}

#[test]
fn a_reduction_of_consignment_does_not_narrow_how_referral_is_paid() {
    let consignment = |n, open| Parcel { association_type: AssociationType::Consignment, ..parcel(n, open) };
    let netted = apply(&[parcel(0, 500), consignment(1, -100)], None, None).unwrap();
    assert_eq!(netted.methods, [PayoutMethod::Bank, PayoutMethod::Account, PayoutMethod::VoucherQuota]);
    let mixed = apply(&[parcel(0, 500), consignment(1, 100)], None, None).unwrap();
    assert_eq!(mixed.methods, [PayoutMethod::VoucherQuota]);
}

#[test]
fn what_expires_beside_a_reduction_is_netted_with_it() {
    assert_eq!(net_expiring(amount(200), &[amount(-600)]), (amount(200), vec![amount(200)]));
    assert_eq!(net_expiring(amount(200), &[]), (amount(0), vec![]));
    assert_eq!(
        net_expiring(amount(500), &[amount(-100), amount(-150)]),
        (amount(250), vec![amount(100), amount(150)])
    );
}

proptest! {
    #[test]
    fn an_application_is_worth_its_items_and_never_leaves_less_than_nothing(
        opens in proptest::collection::vec(-1_000_i64..1_000, 1..12),
        picked in proptest::collection::vec(proptest::bool::ANY, 12),
        wanted in proptest::option::of(-10_i64..3_000),
    ) {
        let opens: Vec<i64> = opens.into_iter().filter(|open| *open != 0).collect();
        let parcels = of(&opens);
        let chosen: Vec<IncentiveId> = (0..parcels.len()).filter(|n| picked[*n]).map(id).collect();
        if let Ok(application) = apply(&parcels, Some(&chosen), wanted) {
            let sum: i64 = application.items.iter().map(|(_, part)| part.minor()).sum();
            prop_assert_eq!(application.amount.minor(), sum);
            prop_assert!(sum >= 0);
            prop_assert!(wanted.is_none_or(|wanted| wanted == sum));
            let left = available(&parcels, Currency::Cny).unwrap().minor() - sum;
            prop_assert!(left >= 0);
            for (taken, part) in &application.items {
                let parcel = parcels.iter().find(|parcel| parcel.incentive_id == *taken).unwrap();
                prop_assert!(part.minor() != 0 && part.minor().abs() <= parcel.open.minor().abs());
                prop_assert!(part.minor().signum() == parcel.open.minor().signum());
            }
        }
    }

    #[test]
    fn netting_takes_no_more_than_there_is(gain in 0_i64..5_000, sizes in proptest::collection::vec(1_i64..2_000, 0..6)) {
        let reductions: Vec<Amount> = sizes.iter().map(|size| amount(-size)).collect();
        let (netted, parts) = net_expiring(amount(gain), &reductions);
        prop_assert_eq!(netted.minor(), parts.iter().map(|part| part.minor()).sum::<i64>());
        prop_assert_eq!(netted.minor(), gain.min(sizes.iter().sum()));
        prop_assert!(parts.iter().zip(&sizes).all(|(part, size)| (0..=*size).contains(&part.minor())));
    }
}

//! The invoices as they were typed, and what is missing to the payout's amount. Pure.

use crate::flows::amount::read_amount;
use contract::{
    invoices::{Invoice, InvoiceKind},
    money::Amount,
};
use serde::{Deserialize, Serialize};

/// One invoice as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedInvoice {
    pub number: String,
    pub kind: String,
    pub amount: String,
    pub issued_on: String,
}

impl TypedInvoice {
    /// One that came back, to be mended.
    pub fn of(invoice: &Invoice) -> Self {
        Self {
            number: invoice.invoice_no.clone(),
            kind: invoice.invoice_type.as_str().to_owned(),
            amount: invoice.amount.to_string(),
            issued_on: invoice.issued_on.to_string(),
        }
    }

    /// The first of them, before anything was typed.
    pub fn empty() -> Self {
        Self { kind: InvoiceKind::ESpecialVat.as_str().to_owned(), ..Self::default() }
    }
}

/// What the invoices sum to, as far as they can be read, and what is missing (below zero: too much).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub sum: Amount,
    pub missing: Amount,
}

/// `None` when it leaves the range of amounts.
pub fn difference<'a>(whole: Amount, amounts: impl IntoIterator<Item = &'a str>) -> Option<Difference> {
    let read = amounts.into_iter().filter_map(|text| read_amount(text).ok());
    let sum = read.into_iter().try_fold(Amount::ZERO, Amount::plus)?;
    Some(Difference { sum, missing: whole.minus(sum)? })
}

/// What this one would have to be, so that nothing is missing: nothing where it could not be more than zero.
pub fn rest(whole: Amount, others: Difference) -> Option<Amount> {
    whole.minus(others.sum).filter(|rest| rest.is_positive())
}

/// Whether the number stands there more than once; the same number in other letters is the same.
pub fn is_twice(numbers: &[String], number: &str) -> bool {
    let number = number.trim();
    !number.is_empty() && numbers.iter().filter(|other| other.trim().eq_ignore_ascii_case(number)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn the_difference_is_exact_to_the_cent_in_both_directions() {
        let whole = amount("100000.01");
        let told = |texts: &[&str]| difference(whole, texts.iter().copied()).unwrap().missing.to_string();
        assert_eq!(told(&["60,000.00", "40000"]), "0.01");
        assert_eq!(told(&["60000", "40000.01"]), "0.00");
        assert_eq!(told(&["60000", "40000.02"]), "-0.01");
        assert_eq!(told(&["", "x"]), "100000.01", "what cannot be read counts nothing");
        assert_eq!(difference(whole, ["9999999999999.99", "9999999999999.99"]), None);
    }

    #[test]
    fn the_rest_is_what_is_missing_without_this_one() {
        let whole = amount("100");
        let others = |text: &'static str| difference(whole, [text]).unwrap();
        assert_eq!(rest(whole, others("30.5")), Some(amount("69.5")));
        assert_eq!(rest(whole, others("100")), None);
        assert_eq!(rest(whole, others("100.01")), None);
    }

    #[test]
    fn a_number_in_other_letters_is_the_same() {
        let numbers = ["ab-1".to_owned(), " AB-1".to_owned(), String::new(), String::new()];
        assert!(is_twice(&numbers, "ab-1 "));
        assert!(!is_twice(&numbers, ""));
        assert!(!is_twice(&numbers[..1], "ab-1"));
    }
}

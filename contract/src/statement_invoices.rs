//! Invoices that a partner hands in for a statement (H11): of the kinds and with the numbers of those for payouts.

use crate::{
    invoices::{InvoiceKind, InvoiceNumber},
    money::Amount,
    text::Rule,
    time::Date,
};
use serde::{Deserialize, Serialize};

/// Invoices that one statement may have.
pub const MAX_INVOICES: usize = 20;

/// One invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    pub invoice_no: InvoiceNumber,
    pub invoice_type: InvoiceKind,
    /// More than zero, in the currency of the statement.
    pub amount: Amount,
    /// Not in the future.
    pub issued_on: Date,
}

/// What is wrong with the invoices of one hand-in, each with the name of its field; empty when nothing is.
#[must_use]
pub fn wrong(invoices: &[Invoice], today: Date) -> Vec<(String, Rule)> {
    if invoices.is_empty() {
        return vec![("invoices".to_owned(), Rule::Missing)];
    }
    let mut wrong = Vec::new();
    for (nth, invoice) in invoices.iter().enumerate() {
        let mut say = |field: &str, rule: Rule| wrong.push((format!("invoices[{nth}].{field}"), rule));
        if !invoice.amount.is_positive() {
            say("amount", Rule::OutOfRange);
        }
        if invoice.issued_on > today {
            say("issued_on", Rule::OutOfRange);
        }
        if invoices[..nth].iter().any(|earlier| earlier.invoice_no == invoice.invoice_no) {
            say("invoice_no", Rule::Unexpected);
        }
    }
    wrong
}

/// Whether they sum to what is owed, to the cent.
#[must_use]
pub fn sum_to(invoices: &[Invoice], owed: Amount) -> bool {
    invoices.iter().try_fold(Amount::ZERO, |sum, invoice| sum.plus(invoice.amount)) == Some(owed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(number: &str, amount: &str) -> Invoice {
        Invoice {
            invoice_no: InvoiceNumber::try_from(number.to_owned()).unwrap(),
            invoice_type: InvoiceKind::SpecialVat,
            amount: amount.parse().unwrap(),
            issued_on: "2026-11-20".parse().unwrap(),
        }
    }

    #[test]
    fn invoices_sum_to_what_is_owed_and_no_number_comes_twice() {
        let today: Date = "2026-11-23".parse().unwrap();
        let owed: Amount = "100.00".parse().unwrap();
        let both = [invoice("12345678", "60.00"), invoice("12345679", "40.00")];
        assert!(wrong(&both, today).is_empty() && sum_to(&both, owed));
        assert!(!sum_to(&[invoice("12345678", "99.99")], owed));
        assert_eq!(wrong(&[], today), [("invoices".to_owned(), Rule::Missing)]);
        let twice = wrong(&[invoice("12345678", "50.00"), invoice("12345678", "50.00")], today);
        assert_eq!(twice, [("invoices[1].invoice_no".to_owned(), Rule::Unexpected)]);
        let early = wrong(&[invoice("12345678", "100.00")], "2026-11-19".parse().unwrap());
        assert_eq!(early, [("invoices[0].issued_on".to_owned(), Rule::OutOfRange)]);
    }

    #[test]
    fn an_amount_with_three_decimals_is_no_invoice() {
        let text = r#"{"invoice_no":"12345678","invoice_type":"SPECIAL_VAT","amount":"1.005","issued_on":"2026-11-20"}"#;
        assert!(serde_json::from_str::<Invoice>(text).is_err());
    }
}

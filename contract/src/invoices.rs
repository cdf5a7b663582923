//! Invoices for payouts (为激励开票, G4): the invoicing list that is printed, and the invoices that the partner issued for
//! it. One application may have several invoices; one invoice serves one application.

use crate::{
    attachments::Attachment,
    endpoint::{Fetch, Submit},
    ids::{AttachmentId, PayoutId},
    money::{Amount, Currency},
    month::Month,
    payout_status::InvoiceStatus,
    payouts::Payout,
    permissions::{Access, Permission},
    taxpayer::TaxRate,
    text::Rule,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// `GET …/payouts/{payout_id}/invoice-list`: what the invoices must say, to be printed. `CBC.99100002` before the
/// invoices are asked for, and for a payout that needs none.
pub const INVOICE_LIST: Fetch<(PayoutId,), (), InvoiceList> = Fetch::get(
    "ShowIncentiveInvoiceList",
    "/v2/partners/incentives/payouts/{payout_id}/invoice-list",
    Access::Partner(Permission::ViewIncentives),
);
/// `POST …/payouts/{payout_id}/invoices`: the set that was issued. `CBC.99100058` unless it sums to the payout's amount,
/// `CBC.99100057` for a number that serves another payout; a set that was rejected may be handed in again.
pub const HAND_IN: Submit<(PayoutId,), InvoiceSet, Payout> = Submit::post(
    "CreateIncentiveInvoices",
    "/v2/partners/incentives/payouts/{payout_id}/invoices",
    Access::Partner(Permission::ApplyPayouts),
);

/// Invoices of one payout.
pub const MAX_INVOICES: usize = 20;
/// The invoices should be with the vendor so many calendar days after they were asked for (G3.4).
pub const INVOICE_WITHIN_DAYS: i64 = 30;

words! {
    /// Which invoices are taken; ordinary VAT invoices are not.
    InvoiceKind {
        /// 增值税专用发票: on paper; comes by post.
        SpecialVat = "SPECIAL_VAT",
        /// 增值税电子专用发票: is there when it is handed in.
        ESpecialVat = "E_SPECIAL_VAT",
    }
}

impl InvoiceKind {
    /// Whether it comes by post.
    #[must_use]
    pub const fn is_paper(self) -> bool {
        matches!(self, Self::SpecialVat)
    }
}

/// Number of an invoice: 4–32 letters, digits and hyphens, in capitals, so that the same number is the same text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^\\s*[A-Za-z0-9-]{4,32}\\s*$")))]
#[serde(try_from = "String", into = "String")]
pub struct InvoiceNumber(String);

impl InvoiceNumber {
    pub const MIN_CHARS: u32 = 4;
    pub const MAX_CHARS: u32 = 32;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for InvoiceNumber {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let text = text.trim();
        let length = text.chars().count();
        if text.is_empty() {
            Err(Rule::Missing)
        } else if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            Err(Rule::Malformed)
        } else if length < Self::MIN_CHARS as usize {
            Err(Rule::ShorterThan(Self::MIN_CHARS))
        } else if length > Self::MAX_CHARS as usize {
            Err(Rule::LongerThan(Self::MAX_CHARS))
        } else {
            Ok(Self(text.to_ascii_uppercase()))
        }
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.0
    }
}

/// Input of [`HAND_IN`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvoiceSet {
    /// 1–[`MAX_INVOICES`], each number once.
    pub invoices: Vec<InvoiceDraft>,
    pub version: i64,
}

/// An invoice that the partner issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvoiceDraft {
    pub invoice_no: InvoiceNumber,
    pub invoice_type: InvoiceKind,
    /// With tax; more than zero.
    pub amount: Amount,
    /// Not later than today (GMT+08:00).
    pub issued_on: Date,
    /// The electronic invoice, or a scan of the paper.
    #[serde(default)]
    pub attachment_id: Option<AttachmentId>,
}

/// An invoice that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invoice {
    pub invoice_no: String,
    pub invoice_type: InvoiceKind,
    pub amount: Amount,
    pub issued_on: Date,
    pub attachment: Option<Attachment>,
    pub status: InvoiceStatus,
    pub handed_in_at: Timestamp,
}

/// 开票清单: everything that stands on an invoice, printable as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceList {
    pub payout_id: PayoutId,
    pub payout_no: String,
    /// 销售方: the partner, as certified.
    pub seller_name: String,
    /// 购买方: the vendor's billing company.
    pub buyer: Buyer,
    pub lines: Vec<InvoiceListLine>,
    /// With tax; what the invoices must sum to.
    pub amount: Amount,
    pub currency: Currency,
    pub tax: Tax,
    pub applied_at: Timestamp,
    /// Until when the invoices should be with the vendor.
    pub due_at: Timestamp,
    /// Why the last set was rejected.
    pub rejection_reason: Option<String>,
    pub version: i64,
}

/// To whom the invoices are made out and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Buyer {
    pub name: String,
    pub tax_number: String,
    pub address: String,
    pub phone: String,
    pub bank: String,
    pub bank_account: String,
    /// Where paper goes.
    pub postal_address: String,
}

/// A line of the invoicing list; its content is always "service fee" (服务费).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceListLine {
    pub period: Month,
    pub plan_name: String,
    pub amount: Amount,
}

/// The tax in an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tax {
    pub rate: TaxRate,
    pub net: Amount,
    pub tax: Amount,
}

impl Tax {
    /// Splits an amount that contains its tax (G4.6): the tax is `amount × rate ÷ (1 + rate)`, rounded half up to the
    /// cent; the net is what remains, so both always sum to the amount.
    #[must_use]
    pub fn within(amount: Amount, rate: TaxRate) -> Self {
        let (gross, points) = (i128::from(amount.minor()), i128::from(rate.basis_points()));
        let whole = 10_000 + points;
        let tax = (2 * gross * points + whole).div_euclid(2 * whole);
        let tax = i64::try_from(tax).ok().and_then(Amount::from_minor).unwrap_or_default();
        Self { rate, net: amount.minus(tax).unwrap_or_default(), tax }
    }
}

/// What a set of invoices sums to; `None` out of range.
#[must_use]
pub fn sum(invoices: &[InvoiceDraft]) -> Option<Amount> {
    invoices.iter().try_fold(Amount::ZERO, |sum, invoice| sum.plus(invoice.amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxpayer::TaxpayerType::{self, General, SmallScale};
    use proptest::prelude::*;

    #[test]
    fn the_tax_of_known_amounts() {
        let within = |minor, taxpayer: TaxpayerType| {
            let tax = Tax::within(Amount::from_minor(minor).unwrap(), taxpayer.rate());
            (tax.net.minor(), tax.tax.minor())
        };
        assert_eq!(within(10_600, General), (10_000, 600));
        assert_eq!(within(10_300, SmallScale), (10_000, 300));
        // 0.53 × 6 ÷ 106 is exactly 0.03; 0.09 × 6 ÷ 106 is 0.0051, half a cent goes up.
        assert_eq!(within(53, General), (50, 3));
        assert_eq!(within(9, General), (8, 1));
        assert_eq!(within(8, General), (8, 0));
        assert_eq!(within(0, General), (0, 0));
    }

    #[test]
    fn the_same_number_is_the_same_text() {
        let number = |text: &str| InvoiceNumber::try_from(text.to_owned());
        assert_eq!(number(" ab-12 ").unwrap(), number("AB-12").unwrap());
        assert_eq!(number("123"), Err(Rule::ShorterThan(4)));
        assert_eq!(number(""), Err(Rule::Missing));
        assert_eq!(number("12 34"), Err(Rule::Malformed));
        assert_eq!(number(&"1".repeat(33)), Err(Rule::LongerThan(32)));
    }

    proptest! {
        #[test]
        fn net_and_tax_always_sum_to_the_amount(minor in 0_i64..=999_999_999_999_999, general in proptest::bool::ANY) {
            let amount = Amount::from_minor(minor).unwrap();
            let tax = Tax::within(amount, if general { General } else { SmallScale }.rate());
            prop_assert_eq!(tax.net.plus(tax.tax), Some(amount));
            prop_assert!(tax.tax >= Amount::ZERO && tax.tax <= amount);
        }
    }
}

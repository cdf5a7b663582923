//! An amount that somebody types: kept as text, so that nothing is rounded, and refused with the reason.

use crate::ui::AmountField;
use contract::{
    money::{Amount, Currency},
    text::Rule,
};
use leptos::prelude::*;

crate::i18n::words!("flows/amount");

/// Digits before the decimal point that an amount may have.
const MAX_DIGITS: u32 = 13;

/// Reads an amount above zero. Separators and the full-width characters of a Chinese keyboard are understood.
///
/// # Errors
/// [`Rule::Missing`] for nothing, [`Rule::LongerThan`] for too many digits, [`Rule::OutOfRange`] for zero or less,
/// [`Rule::Malformed`] for what is no number or has more than two decimals.
pub fn read_amount(text: &str) -> Result<Amount, Rule> {
    let text = plain(text);
    if text.is_empty() {
        return Err(Rule::Missing);
    }
    let digits = text.trim_start_matches('-');
    let whole = digits.split('.').next().unwrap_or_default();
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !whole.is_empty();
    if is_number && whole.len() > MAX_DIGITS as usize {
        return Err(Rule::LongerThan(MAX_DIGITS));
    }
    let amount: Amount = text.parse().map_err(|_| Rule::Malformed)?;
    if amount.is_positive() { Ok(amount) } else { Err(Rule::OutOfRange) }
}

/// Reads any amount, zero and below too, as filters want it.
#[must_use]
pub fn any_amount(text: &str) -> Option<Amount> {
    plain(text).parse().ok()
}

/// Without separators, in ASCII.
fn plain(text: &str) -> String {
    text.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect()
}

/// A full-width character as its ASCII twin.
fn narrow(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff0d}' | '\u{ff0e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        _ => c,
    }
}

/// What is wrong with an amount.
#[must_use]
pub fn amount_sentence(rule: &Rule) -> String {
    match rule {
        Rule::OutOfRange => msg::amount_not_positive().to_owned(),
        Rule::LongerThan(most) => msg::amount_too_long(most),
        Rule::Missing => msg::amount_missing().to_owned(),
        _ => msg::amount_malformed().to_owned(),
    }
}

/// `<AmountInput label=move || … currency value name="estimated_amount" error />`: says what is wrong once it was left.
#[component]
pub fn AmountInput(
    #[prop(into)] label: crate::ui::Text,
    currency: Currency,
    value: RwSignal<String>,
    name: &'static str,
    /// Must be there before a form around it is sent.
    #[prop(optional)]
    required: bool,
    /// What the form has found; it comes before what the field finds itself.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let left = RwSignal::new(false);
    let found = Signal::derive(move || {
        let own = || match value.with(|text| read_amount(text)) {
            Ok(_) | Err(Rule::Missing) => None,
            Err(rule) => left.get().then(|| amount_sentence(&rule)),
        };
        error.get().or_else(own)
    });
    let label = move || msg::amount_in(currency.as_str(), label.get());
    view! {
        <div on:focusout=move |_| left.set(true)>
            <AmountField label value name required hint=msg::amount_hint error=found />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_exactly_or_refused_with_the_reason() {
        assert_eq!(read_amount("2,000,000.50").map(Amount::minor), Ok(200_000_050));
        assert_eq!(read_amount(" １２．５ ").map(Amount::minor), Ok(1_250));
        assert_eq!(read_amount("  "), Err(Rule::Missing));
        assert_eq!(read_amount("12345678901234567890"), Err(Rule::LongerThan(13)));
        assert_eq!(read_amount("-12345678901234567890"), Err(Rule::LongerThan(13)));
        for nothing in ["0", "0.00", "-5", "-0.01"] {
            assert_eq!(read_amount(nothing), Err(Rule::OutOfRange), "{nothing}");
        }
        for malformed in ["1.234", "1e5", "twelve", "--5", ".5", "5.", "1.2.3", "¥5"] {
            assert_eq!(read_amount(malformed), Err(Rule::Malformed), "{malformed}");
        }
    }
}

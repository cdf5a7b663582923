//! Entering the amount that the bank statement shows.

use super::msg;
use crate::{
    api::Fetched,
    flows::{fetch::forget_answers, sending::Sending},
    ui::{AmountField, Notice, SubmitForm, Tone, toast},
};
use contract::{
    business_info::{BusinessInfo, TRANSFER_MINOR, TransferEntry, VERIFY},
    business_info_status::BusinessInfoStatus,
    money::Amount,
    problem::ErrorCode,
    text::Rule,
};
use leptos::prelude::*;

/// The amount, or why it is none that could have been transferred.
fn read(text: &str) -> Result<Amount, Rule> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::Missing);
    }
    let amount: Amount = text.parse().map_err(|_| Rule::Malformed)?;
    if TRANSFER_MINOR.contains(&amount.minor()) { Ok(amount) } else { Err(Rule::OutOfRange) }
}

#[component]
pub fn AmountForm(
    found: Signal<BusinessInfo>,
    info: Fetched<BusinessInfo>,
    status: Memo<BusinessInfoStatus>,
) -> AnyView {
    let sending = Sending::new();
    let typed = RwSignal::new(String::new());
    let account = move || {
        found.with(|info| {
            let account = info.details.as_ref().map(|details| details.bank_account.account_number.clone());
            msg::look_at_statement(account.unwrap_or_default())
        })
    };
    let tries = move || match status.get() {
        BusinessInfoStatus::AwaitAmount { tries_left } => msg::tries_left(tries_left.get()),
        _ => String::new(),
    };
    // Each answer, also a refusal, is another version.
    sending.when_overtaken(&[ErrorCode::WrongAmount, ErrorCode::AmountLocked], move || {
        forget_answers();
        info.refetch();
    });
    let send = move |()| {
        let Ok(amount) = read(&typed.get_untracked()) else { return };
        let entry = TransferEntry { version: found.with_untracked(|info| info.version), amount };
        sending.send(&VERIFY, (), entry, move |_| {
            toast::show(Tone::Success, msg::now_certified());
            forget_answers();
            info.refetch();
        });
    };
    view! {
        <Notice tone=Tone::Info>{account}</Notice>
        <SubmitForm label=msg::confirm_amount on_submit=send pending=sending.pending failed=sending.failed>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <AmountField
                    label=msg::amount
                    value=typed
                    name="amount"
                    hint=tries
                    required=true
                    check=|text: &str| read(text).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_have_been_transferred_is_sent() {
        assert_eq!(read(" 0.42 ").map(Amount::minor), Ok(42));
        assert_eq!(read("0.5").map(Amount::minor), Ok(50));
        assert_eq!(read(""), Err(Rule::Missing));
        assert_eq!(read("0.421"), Err(Rule::Malformed));
        for text in ["0", "0.00", "1", "1.00", "-0.42"] {
            assert_eq!(read(text), Err(Rule::OutOfRange), "{text}");
        }
    }
}

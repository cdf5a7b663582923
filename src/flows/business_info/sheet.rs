//! What was submitted, to be read.

use super::{msg, words};
use crate::ui::{Described, DescriptionList, MaskedText};
use contract::business_info::BusinessDetails;
use leptos::prelude::*;

/// Contact and account stay masked.
#[component]
pub fn Sheet(details: BusinessDetails) -> AnyView {
    let BusinessDetails { signing_entity, taxpayer_type, bank_account, settlement_currency, .. } = details;
    let letter = details.letter.map(|letter| {
        view! { <Described term=msg::letter>{letter.name}</Described> }
    });
    view! {
        <DescriptionList>
            <Described term=msg::company_name>{details.company_name}</Described>
            <Described term=msg::registration_number>{details.registration_number}</Described>
            <Described term=msg::signing_entity>{move || words::signing_entity(signing_entity)}</Described>
            <Described term=msg::taxpayer_type>{move || words::taxpayer_with_rate(taxpayer_type)}</Described>
            <Described term=msg::contact>
                <MaskedText text=details.contact_name masked=true />
                " "
                <MaskedText text=details.contact_mobile masked=true />
                " "
                <MaskedText text=details.contact_email masked=true />
            </Described>
            <Described term=msg::holder>{bank_account.holder}</Described>
            <Described term=msg::bank>{[bank_account.bank_name, bank_account.branch_name].join(" ")}</Described>
            <Described term=msg::account_number>
                <MaskedText text=bank_account.account_number masked=true />
            </Described>
            <Described term=msg::settlement_currency>{settlement_currency.as_str()}</Described>
            {letter}
        </DescriptionList>
    }
    .into_any()
}

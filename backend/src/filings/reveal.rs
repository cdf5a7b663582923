//! Full values of masked columns, counted and audited as those of customers are (C6).

use super::{scope::Scope, store};
use crate::{
    customers::reveal::count_in, http::change::Change, problem::Refused, session::principal::Member,
    store::conditions::Conditions,
};
use contract::{
    customers::{MAX_REVEAL, PersonalField},
    filings::{RevealFilings, RevealedFiling, RevealedFilings},
    text::Rule,
};
use serde_json::json;

pub(super) async fn reveal(
    cx: &mut Change,
    who: &Member,
    (): (),
    query: RevealFilings,
) -> Result<RevealedFilings, Refused> {
    if !(1..=MAX_REVEAL).contains(&query.filing_ids.len()) {
        return Err(Refused::field("filing_ids", Rule::OutOfRange));
    }
    if query.fields.is_empty() {
        return Err(Refused::field("fields", Rule::Missing));
    }
    if query.fields.contains(&PersonalField::AccountName) {
        return Err(Refused::field("fields", Rule::Unexpected));
    }
    let mut found = Conditions::default();
    found.text("f.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.tx, who, cx.now).await?.limit(&mut found, "f.manager_user_id");
    found.one_of("f.filing_id", query.filing_ids.iter().map(ToString::to_string));
    let filings = store::all(&mut cx.tx, &found).await?;
    count_in(cx, who, filings.len()).await?;

    let ids: Vec<&str> = filings.iter().map(|filing| filing.filing_id.as_str()).collect();
    cx.audit("filing.reveal", "filings", json!({ "fields": query.fields, "filing_ids": ids }));
    let asked = |field, value: &str| query.fields.contains(&field).then(|| value.to_owned());
    let filings = filings
        .iter()
        .map(|filing| RevealedFiling {
            filing_id: filing.filing_id.clone(),
            customer: asked(PersonalField::Customer, &filing.customer_name),
            telephone: asked(PersonalField::Telephone, &filing.mobile_phone),
            email: asked(PersonalField::Email, &filing.email),
        })
        .collect();
    Ok(RevealedFilings { filings })
}

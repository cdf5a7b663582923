//! Whose full values the eye asks for here: filed customers'.

use crate::{
    api, flows,
    flows::reveal::{Full, Personal, Reveal},
};
use contract::{
    customers::PersonalField,
    filings::{REVEAL, RevealFilings},
};
use futures::{FutureExt, future::LocalBoxFuture};

pub const NAME: Personal = &[PersonalField::Customer];
pub const TELEPHONE: Personal = &[PersonalField::Telephone];
pub const EMAIL: Personal = &[PersonalField::Email];

/// Closed eyes.
pub fn use_reveal() -> Reveal {
    flows::reveal::use_reveal(ask)
}

fn ask(
    ids: Vec<String>,
    fields: Vec<PersonalField>,
) -> LocalBoxFuture<'static, Result<Vec<Full>, api::ApiError>> {
    async move {
        let filing_ids = ids.into_iter().filter_map(|id| id.parse().ok()).collect();
        let query = RevealFilings { filing_ids, fields };
        let revealed = flows::submit::submit(&REVEAL, (), &query, &api::new_key()).await?;
        Ok(revealed
            .filings
            .into_iter()
            .flat_map(|found| {
                let id = found.filing_id.to_string();
                [
                    (PersonalField::Customer, found.customer),
                    (PersonalField::Telephone, found.telephone),
                    (PersonalField::Email, found.email),
                ]
                .into_iter()
                .filter_map(move |(field, value)| Some(Full { id: id.clone(), field, value: value? }))
            })
            .collect())
    }
    .boxed_local()
}

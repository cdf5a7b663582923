//! Whose full values the eye asks for here: customers'.

use super::may;
use crate::{
    api, flows,
    flows::reveal::{Full, Personal, Reveal},
    ui::Column,
};
use contract::{
    customers::{Customer, PersonalField, REVEAL, RevealQuery},
    permissions::Permission,
};
use futures::{FutureExt, future::LocalBoxFuture};
use leptos::prelude::*;

/// Real name and login name stand in one column.
pub const NAME: Personal = &[PersonalField::Customer, PersonalField::AccountName];
pub const TELEPHONE: Personal = &[PersonalField::Telephone];
pub const EMAIL: Personal = &[PersonalField::Email];

/// Closed eyes.
pub fn use_reveal() -> Reveal {
    flows::reveal::use_reveal(ask)
}

/// A column whose header has the eye, if this member may open it.
pub fn masked(
    reveal: Reveal,
    column: Column<Customer>,
    what: Personal,
    visible: Signal<Vec<String>>,
) -> Column<Customer> {
    if may(Permission::RevealPersonalData) { reveal.masked(column, what, visible) } else { column }
}

fn ask(
    ids: Vec<String>,
    fields: Vec<PersonalField>,
) -> LocalBoxFuture<'static, Result<Vec<Full>, api::ApiError>> {
    async move {
        let customer_ids = ids.into_iter().filter_map(|id| id.parse().ok()).collect();
        let query = RevealQuery { customer_ids, fields };
        let revealed = flows::submit::submit(&REVEAL, (), &query, &api::new_key()).await?;
        Ok(revealed
            .customers
            .into_iter()
            .flat_map(|found| {
                let id = found.customer_id.to_string();
                [
                    (PersonalField::Customer, found.customer),
                    (PersonalField::AccountName, found.account_name),
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

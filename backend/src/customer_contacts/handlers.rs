//! Reading and saving the contacts, and what a customer sees of them.

use super::store;
use crate::{
    http::change::{Change, Read},
    masking,
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use contract::{
    customer_contacts::{ContactsDraft, CustomerContact, CustomerContacts, MAX_CONTACTS, ShownContact},
    ids::PartnerId,
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

async fn all(conn: &mut AnyConnection, partner_id: &PartnerId) -> Result<CustomerContacts, Fault> {
    Ok(CustomerContacts {
        contacts: store::of(conn, partner_id).await?,
        administrators: administrators(conn, partner_id).await?,
        version: store::version(conn, partner_id).await?,
    })
}

/// Who stands there while nobody is named; masked.
async fn administrators(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
) -> Result<Vec<ShownContact>, Fault> {
    let found = store::administrators(conn, partner_id, MAX_CONTACTS).await?;
    let masked = |contact: store::Reachable| ShownContact {
        name: contact.name,
        phone: contact.phone.as_deref().map(masking::telephone),
        email: contact.email.as_deref().map(masking::email),
        hours: None,
    };
    Ok(found.into_iter().map(masked).collect())
}

/// What the customers of a partner see, and whether it is the administrators for want of contacts.
///
/// # Errors
/// When the database fails.
pub async fn shown_to_customers(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
) -> Result<(Vec<ShownContact>, bool), Fault> {
    let contacts = store::of(conn, partner_id).await?;
    if contacts.is_empty() {
        return Ok((administrators(conn, partner_id).await?, true));
    }
    let shown = |contact: CustomerContact| ShownContact {
        name: contact.name.into(),
        phone: contact.phone.map(String::from),
        email: contact.email.map(String::from),
        hours: contact.hours.map(String::from),
    };
    Ok((contacts.into_iter().map(shown).collect(), false))
}

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<CustomerContacts, Refused> {
    Ok(all(&mut cx.conn, &who.partner_id).await?)
}

pub(super) async fn save(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: ContactsDraft,
) -> Result<CustomerContacts, Refused> {
    let count = u32::try_from(draft.contacts.len()).unwrap_or(u32::MAX);
    if count > MAX_CONTACTS {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = Some(MAX_CONTACTS);
        problem.used = Some(count);
        return Err(problem.into());
    }
    let unreachable = draft.contacts.iter().enumerate().filter(|(_, contact)| !contact.can_be_reached());
    let wrong = unreachable
        .map(|(nth, _)| FieldProblem { field: format!("contacts[{nth}].phone"), rule: Rule::Missing });
    Refused::fields(wrong.collect())?;
    if !store::next_version(&mut cx.tx, &who.partner_id, draft.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let before = store::replace(&mut cx.tx, &who.partner_id, &draft.contacts).await?;
    cx.audit("customer_contacts.save", "customer_contacts", json!({ "before": before, "after": count }));
    Ok(all(&mut cx.tx, &who.partner_id).await?)
}

//! A customer as it is stored, with full values; and how it looks to somebody who did not ask for them.

use crate::{
    covers::InHand,
    masking,
    problem::Fault,
    store::conditions::{amount, known, known_or_null},
};
use contract::{
    associations::{Action, AssociationType, RequestStatus},
    customers::{AccountManager, Customer, OpenRequest},
    ids::{CustomerId, RequestId, UserId},
    money::{Amount, Currency, Money},
    time::{Date, Timestamp},
};
use sqlx::{Row, any::AnyRow};

/// Stands in the database where nothing expires.
pub const NEVER_EXPIRES: &str = "9999-12-31";

/// One customer. Not `Debug`: it holds personal data.
#[derive(Clone)]
pub struct CustomerRow {
    pub customer_id: CustomerId,
    /// `None` once the association has ended.
    pub partner_id: Option<String>,
    pub name: String,
    pub account_name: String,
    pub telephone: Option<String>,
    pub email: Option<String>,
    pub customer_type: i64,
    pub verified_status: String,
    pub association_type: AssociationType,
    pub associated_at: Timestamp,
    pub label: Option<String>,
    pub manager: Option<AccountManager>,
    pub frozen: i64,
    pub currency: Currency,
    /// Paid in by the customer itself.
    pub own_balance: Amount,
    /// Appropriated by the partner and not yet spent.
    pub granted_balance: Amount,
    /// Both together.
    pub available_quota: Amount,
    pub debt: Amount,
    pub month_spend: Amount,
    pub resource_expiry: Option<Date>,
    pub grace_hours: i64,
    pub open_request: Option<OpenRequest>,
    /// With a distributor's second tab only.
    pub partner_name: String,
}

impl CustomerRow {
    /// Out of a row of `customers` joined with its manager and its partner.
    ///
    /// # Errors
    /// When a column holds what it never should.
    pub fn read(row: &AnyRow) -> Result<Self, Fault> {
        let expiry: String = row.try_get("resource_expiry")?;
        Ok(Self {
            customer_id: known(row, "customer_id", |text| text.parse().ok())?,
            partner_id: row.try_get("partner_id")?,
            name: row.try_get("name")?,
            account_name: row.try_get("account_name")?,
            telephone: row.try_get("telephone")?,
            email: row.try_get("email")?,
            customer_type: row.try_get("customer_type")?,
            verified_status: row.try_get("verified_status")?,
            association_type: known(row, "association_type", AssociationType::parse)?,
            associated_at: Timestamp::from_seconds(row.try_get("associated_at")?),
            label: row.try_get("label")?,
            manager: manager(row)?,
            frozen: row.try_get("frozen")?,
            currency: known(row, "currency", Currency::parse)?,
            own_balance: amount(row, "own_balance")?,
            granted_balance: amount(row, "granted_balance")?,
            available_quota: amount(row, "available_quota")?,
            debt: amount(row, "debt")?,
            month_spend: amount(row, "month_spend")?,
            resource_expiry: if expiry == NEVER_EXPIRES { None } else { expiry.parse().ok() },
            grace_hours: row.try_get("grace_hours")?,
            open_request: open_request(row)?,
            partner_name: row.try_get::<Option<String>, _>("partner_name")?.unwrap_or_default(),
        })
    }

    /// The name for lists, records and messages: the real name masked, before verification the login name masked.
    #[must_use]
    pub fn masked_name(&self) -> String {
        if self.name.is_empty() {
            masking::account_name(&self.account_name)
        } else {
            masking::name(&self.name, self.customer_type)
        }
    }

    /// `amount` in this customer's currency.
    #[must_use]
    pub const fn money(&self, amount: Amount) -> Money {
        Money { amount, currency: self.currency }
    }

    /// As a row of the list, personal data masked (C6).
    #[must_use]
    pub fn masked(&self, with_partner_name: bool) -> Customer {
        Customer {
            customer: masking::name(&self.name, self.customer_type),
            account_name: masking::account_name(&self.account_name),
            customer_id: self.customer_id.clone(),
            associated_on: self.associated_at,
            association_type: self.association_type,
            label: self.label.clone(),
            telephone: self.telephone.as_deref().map(masking::telephone),
            email: self.email.as_deref().map(masking::email),
            verified_status: self.verified_status.clone(),
            customer_type: self.customer_type,
            is_frozen: self.frozen,
            account_managers: self.manager.clone().into_iter().collect(),
            available_quota: self.money(self.available_quota),
            month_spend: self.money(self.month_spend),
            resource_expiry: self.resource_expiry,
            open_request: self.open_request.clone(),
            indirect_partner_name: with_partner_name.then(|| self.partner_name.clone()),
            covered_for: None,
        }
    }

    /// The same, marked where it is in a queue that the reader holds for a colleague.
    #[must_use]
    pub fn marked(&self, in_hand: &InHand, shown: Customer) -> Customer {
        let manager = self.manager.as_ref().map(|manager| manager.user_id.as_str());
        let covered_for = manager.and_then(|manager| in_hand.name_for(manager)).map(str::to_owned);
        Customer { covered_for, ..shown }
    }
}

fn manager(row: &AnyRow) -> Result<Option<AccountManager>, Fault> {
    let user_id: Option<UserId> = known_or_null(row, "manager_user_id", |text| text.parse().ok())?;
    let name: Option<String> = row.try_get("manager_name")?;
    let account_name: Option<String> = row.try_get("manager_account_name")?;
    Ok(user_id.zip(name).zip(account_name).map(|((user_id, name), account_name)| AccountManager {
        account_name,
        user_id,
        name,
    }))
}

fn open_request(row: &AnyRow) -> Result<Option<OpenRequest>, Fault> {
    let request_id: Option<RequestId> = known_or_null(row, "open_request_id", |text| text.parse().ok())?;
    let Some(request_id) = request_id else { return Ok(None) };
    Ok(Some(OpenRequest {
        request_id,
        action: known(row, "open_request_action", Action::parse)?,
        status: known(row, "open_request_status", RequestStatus::parse)?,
    }))
}

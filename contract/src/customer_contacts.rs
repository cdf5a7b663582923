//! Customer contacts (组织 > 客户联系人, domain J): whom the partner's customers can turn to. They stand in the customer's
//! 我的合作伙伴; while there are none, the administrators stand there, masked.

use crate::{
    contact::EmailAddress,
    endpoint::{Fetch, Submit},
    permissions::{Access, Permission},
    text::{ContactName, ServiceHours, Telephone},
};
use serde::{Deserialize, Serialize};

const MANAGE: Access = Access::Partner(Permission::ManageContacts);

/// `GET …`: the contacts in their order.
pub const SHOW: Fetch<(), (), CustomerContacts> =
    Fetch::get("ListCustomerContacts", "/v2/partners/customer-contacts", MANAGE);
/// `PUT …`: these and no others, in this order. `CBC.99100007` for more than [`MAX_CONTACTS`], `CBC.0100` for one without
/// a telephone number and without an e-mail address, `CBC.99100003` when somebody changed them meanwhile.
pub const SAVE: Submit<(), ContactsDraft, CustomerContacts> =
    Submit::put("UpdateCustomerContacts", "/v2/partners/customer-contacts", MANAGE);

/// Contacts of a partner.
pub const MAX_CONTACTS: u32 = 5;

/// Answer of [`SHOW`] and [`SAVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerContacts {
    pub contacts: Vec<CustomerContact>,
    /// What customers see instead, while there are no contacts; masked.
    pub administrators: Vec<ShownContact>,
    /// Of all of them together.
    pub version: i64,
}

/// A contact. In full, because it is published to every customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerContact {
    pub name: ContactName,
    /// A telephone number, an e-mail address, or both.
    #[serde(default)]
    pub phone: Option<Telephone>,
    #[serde(default)]
    pub email: Option<EmailAddress>,
    /// When somebody answers.
    #[serde(default)]
    pub hours: Option<ServiceHours>,
}

impl CustomerContact {
    /// Whether a customer can do anything with it.
    #[must_use]
    pub const fn can_be_reached(&self) -> bool {
        self.phone.is_some() || self.email.is_some()
    }
}

/// Input of [`SAVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactsDraft {
    /// As it was read.
    pub version: i64,
    /// At most [`MAX_CONTACTS`].
    pub contacts: Vec<CustomerContact>,
}

/// A contact as a customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownContact {
    pub name: String,
    /// Masked where it is an administrator's.
    pub phone: Option<String>,
    /// Masked where it is an administrator's.
    pub email: Option<String>,
    pub hours: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_without_number_and_address_reaches_nobody() {
        let name = || ContactName::try_from("客户服务".to_owned()).unwrap();
        let mut contact = CustomerContact { name: name(), phone: None, email: None, hours: None };
        assert!(!contact.can_be_reached());
        contact.phone = Some(Telephone::try_from("400-820-0000".to_owned()).unwrap());
        assert!(contact.can_be_reached());
    }
}

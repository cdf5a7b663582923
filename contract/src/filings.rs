//! Filing customers (报备, domain D1): a partner says whom it is working on, and for fifteen days nobody else can.
//!
//! Nothing is published for this; the endpoints follow the vendor's style.

use crate::{
    contact::{EmailAddress, MobilePhone},
    customers::PersonalField,
    endpoint::{Fetch, Submit},
    filing_rules::{FilingRefusal, ReviewReason},
    ids::{FilingId, UserId},
    invitations::InvitationBrief,
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::{ContactName, CustomerName, Industry, Remark},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::filing_status::{FilingEvent, FilingStatus};

const DEVELOP: Access = Access::Partner(Permission::DevelopCustomers);

/// `POST …/query`: filings that this member may see, newest first.
pub const LIST: Fetch<(), FilingQuery, FilingPage> =
    Fetch::query("ListCustomerFilings", "/v2/partners/customer-filings/query", DEVELOP);
/// `GET …/{filing_id}`.
pub const SHOW: Fetch<(FilingId,), (), Filing> =
    Fetch::get("ShowCustomerFiling", "/v2/partners/customer-filings/{filing_id}", DEVELOP);
/// `POST …`: file a customer. `CBC.99100030` with `filing_refusals`, `CBC.99100031` with `limit` and `used`,
/// `CBC.99100035` when the member has neither mobile nor e-mail.
pub const FILE: Submit<(), FilingDraft, Filing> =
    Submit::post("CreateCustomerFiling", "/v2/partners/customer-filings", DEVELOP);
/// `POST …/file`: file listed customers (`NOT_FILED`), or again those whose filing is over. Each for itself.
pub const FILE_LISTED: Submit<(), FilingIds, FiledBatch> =
    Submit::post("FileListedCustomers", "/v2/partners/customer-filings/file", DEVELOP);
/// `PUT …/{filing_id}/email`: another address, while `FILED`.
pub const SET_EMAIL: Submit<(FilingId,), EmailDraft, Filing> =
    Submit::put("UpdateCustomerFilingEmail", "/v2/partners/customer-filings/{filing_id}/email", DEVELOP);
/// `DELETE …/{filing_id}`: give the place back. Not while under review, not once associated (`CBC.99100002`).
pub const WITHDRAW: Submit<(FilingId,), (), Filing> =
    Submit::delete("WithdrawCustomerFiling", "/v2/partners/customer-filings/{filing_id}", DEVELOP);
/// `POST …/reveal`: full values of masked columns, for at most [`crate::customers::MAX_REVEAL`] filings; audited, and
/// counted with those of [`crate::customers::REVEAL`].
pub const REVEAL: Submit<(), RevealFilings, RevealedFilings> =
    Submit::post("RevealCustomerFilings", "/v2/partners/customer-filings/reveal", DEVELOP);

/// Filings under review or in force that a partner may have.
pub const MAX_OPEN: u32 = 100;
/// A filing is in force for fifteen days.
pub const VALID_S: i64 = 15 * 86_400;
/// Filings that one call may name.
pub const MAX_BATCH: usize = 100;

/// Input of [`FILE`], and a row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FilingDraft {
    pub customer_name: CustomerName,
    pub mobile_phone: MobilePhone,
    /// The invitation goes there.
    pub email: EmailAddress,
    /// ISO 3166-1 alpha-2; absent means the partner's own.
    #[serde(default)]
    pub country_code: Option<CountryCode>,
    #[serde(default)]
    pub industry: Option<Industry>,
    #[serde(default)]
    pub contact: Option<ContactName>,
    #[serde(default)]
    pub remark: Option<Remark>,
}

/// Two letters, upper case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Z]{2}$")))]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode(String);

impl CountryCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CountryCode {
    type Error = crate::text::Rule;
    fn try_from(text: String) -> Result<Self, crate::text::Rule> {
        let code = text.trim().to_ascii_uppercase();
        if code.is_empty() {
            Err(crate::text::Rule::Missing)
        } else if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Self(code))
        } else {
            Err(crate::text::Rule::Malformed)
        }
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.0
    }
}

/// A customer that was filed or listed. Name, mobile, e-mail and contact come masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filing {
    pub filing_id: FilingId,
    pub customer_name: String,
    pub mobile_phone: String,
    pub email: String,
    pub country_code: String,
    pub industry: Option<String>,
    pub contact: Option<String>,
    pub remark: Option<String>,
    pub status: FilingStatus,
    /// Why the operator looks or looked at it.
    pub review_reasons: Vec<ReviewReason>,
    /// The operator's answer, with `REJECTED`.
    pub opinion: Option<String>,
    /// Display name of the member whose filing it is.
    pub manager: String,
    /// When it was filed last; when it was listed, with `NOT_FILED`.
    pub filed_at: Timestamp,
    /// End of the fifteen days, with `FILED` and `EXPIRED`.
    pub expire_at: Option<Timestamp>,
    /// The newest invitation; absent means 未邀请.
    pub invitation: Option<InvitationBrief>,
    /// Grows with every change; a write sends back what it saw.
    pub version: i64,
}

/// What the list can be filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FilingQuery {
    /// Empty means every status.
    pub status_list: Vec<FilingStatus>,
    /// Part of the name; personal.
    pub customer_name: Option<String>,
    /// The whole mobile number; personal.
    pub mobile_phone: Option<String>,
    /// The whole address; personal.
    pub email: Option<String>,
    /// A member's user id.
    pub manager: Option<UserId>,
    /// First and last day (GMT+08:00) of the filing.
    pub filed_begin: Option<Date>,
    pub filed_end: Option<Date>,
    /// Soonest end first, then those without one; otherwise newest first.
    pub ending_first: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of filings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilingPage {
    pub filings: Vec<Filing>,
    pub total_count: u32,
    /// Places taken by the whole partner, out of `limit`.
    pub open_count: u32,
    pub limit: u32,
}

/// Input of [`SET_EMAIL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailDraft {
    pub version: i64,
    pub email: EmailAddress,
}

/// Input of [`FILE_LISTED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FilingIds {
    /// 1–[`MAX_BATCH`].
    pub filing_ids: Vec<FilingId>,
}

/// Answer of [`FILE_LISTED`]: what was filed, and why the rest was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FiledBatch {
    pub filings: Vec<Filing>,
    pub error_details: Vec<NotFiledDetail>,
}

/// Why one of several was not filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotFiledDetail {
    pub id: FilingId,
    pub error_code: ErrorCode,
    pub error_msg: String,
    #[serde(default)]
    pub filing_refusals: Vec<FilingRefusal>,
}

/// Input of [`REVEAL`]. `account_name` has no meaning here and is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RevealFilings {
    /// 1–50. Foreign ids are dropped from the answer without an error.
    pub filing_ids: Vec<FilingId>,
    /// At least one.
    pub fields: Vec<PersonalField>,
}

/// Full values; only the fields that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevealedFiling {
    pub filing_id: FilingId,
    pub customer: Option<String>,
    pub telephone: Option<String>,
    pub email: Option<String>,
}

/// Answer of [`REVEAL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevealedFilings {
    pub filings: Vec<RevealedFiling>,
}

//! How a call is refused: the vendor's envelope `{error_code, error_msg}` plus what the user needs to go on.
//! Longer than most files, because the codes are one table.

use crate::{
    check::CheckItem,
    filing_rules::FilingRefusal,
    ids::{OpportunityId, RequestId},
    incentives::FrozenReason,
    joining::LinkState,
    joining_rules::JoinRefusal,
    money::Money,
    payouts::PayoutMethod,
    time::{Date, Timestamp},
    verification::Challenge,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal;)*) => {
        /// Every code that the backend answers, with its HTTP status. The app has words for each in both languages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)*
            /// A code that this build does not know: the gateway is newer, or another product.
            Unknown,
        }

        impl ErrorCode {
            /// All known codes.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as published, such as `CBC.99000035`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Unknown => "CBC.0999" }
            }

            /// The HTTP status that it travels with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* Self::Unknown => 500 }
            }

            /// Reads a code; [`ErrorCode::Unknown`] for one that is not in the table.
            #[must_use]
            pub fn parse(text: &str) -> Self {
                match text { $($code => Self::$name,)* _ => Self::Unknown }
            }
        }
    };
}

error_codes! {
    /// A parameter is missing, malformed or out of range; `fields` says which.
    InvalidParameter = "CBC.0100", 400;
    /// Missing permission, or the request did not come from our own page.
    AccessDenied = "CBC.0151", 403;
    /// No session, or it has ended.
    SignedOut = "CBC.0154", 401;
    /// Wrong name or password.
    BadCredentials = "CBC.0155", 403;
    /// Too many calls; `retry_after_seconds` says how long to wait.
    TooManyRequests = "CBC.0250", 429;
    /// Fault on our side.
    ServerFault = "CBC.0999", 500;
    /// The address does not exist (gateway).
    UnknownAddress = "APIG.0101", 404;
    /// The address exists, the method does not (gateway).
    MethodNotAllowed = "APIG.0106", 405;
    /// The body is larger than 256 KiB (gateway).
    BodyTooLarge = "APIG.0201", 413;
    /// The body is not `application/json` (gateway).
    UnsupportedMediaType = "APIG.0202", 415;
    /// The server is stopping or overloaded; nothing was done (gateway).
    Unavailable = "APIG.0205", 503;
    /// The balance does not cover the amount.
    InsufficientBalance = "CBC.5003", 400;
    /// The association type of this customer does not allow the call.
    WrongAssociationType = "CBC.5024", 400;
    /// The customer is visible, but this caller may not act on it.
    NotYourCustomer = "CBC.99000000", 400;
    /// Wrong verification code, unknown challenge or changed payload: one answer for all.
    WrongCode = "CBC.99000026", 400;
    /// The verification code is older than ten minutes.
    ExpiredCode = "CBC.99000027", 400;
    /// The mobile number has an account already: sign in with it.
    PhoneTaken = "CBC.99000029", 400;
    /// The login name is taken.
    AccountNameTaken = "CBC.99000038", 400;
    /// Not a customer of this partner, or no such customer: one answer for both.
    NotASubCustomer = "CBC.99000035", 400;
    /// Not a reseller of this distributor.
    NotYourReseller = "CBC.99000037", 400;
    /// The challenge is dead after five wrong tries; `remaining_tries` is 0.
    TooManyTries = "CBC.99004009", 400;
    /// The sending limit of codes is used up.
    TooManyCodes = "CBC.99004015", 429;
    /// The object does not exist or is not yours.
    NotFound = "CBC.99100001", 400;
    /// The state does not allow this action; `current_status` tells it.
    NotInThisState = "CBC.99100002", 409;
    /// Somebody changed the object meanwhile.
    Changed = "CBC.99100003", 412;
    /// The idempotency key was used with another request.
    KeyReused = "CBC.99100004", 422;
    /// A change came without an idempotency key.
    KeyMissing = "CBC.99100013", 400;
    /// The same request is being worked on right now.
    InProgress = "CBC.99100014", 409;
    /// Step-up is locked after too many wrong codes; `retry_after_seconds`.
    StepUpLocked = "CBC.99100015", 423;
    /// Only the administrator role may do this.
    AdministratorOnly = "CBC.99100009", 403;
    /// A verification code is needed for this operation; `challenge` says how to get one.
    CodeNeeded = "CBC.99100010", 400;
    /// No phone and no e-mail are bound for codes.
    NoCodeReceiver = "CBC.99100011", 400;
    /// A code was sent moments ago; `retry_after_seconds`.
    CodeJustSent = "CBC.99100012", 429;
    /// The account check failed; `fail_check_items`.
    CheckFailed = "CBC.99007004", 400;
    /// The request quota of three months is used up; `next_allowed_on`.
    RequestQuotaUsed = "CBC.99100021", 400;
    /// Another request for this customer is open; `request_id`.
    RequestOpen = "CBC.99100022", 409;
    /// The notes were not accepted.
    NotesNotAccepted = "CBC.99100023", 400;
    /// The customer cannot be filed; `filing_refusals`.
    FilingRefused = "CBC.99100030", 400;
    /// A hundred filings are under review or in force; `limit`, `used`.
    FilingLimit = "CBC.99100031", 400;
    /// The invitation link does not work; `link_state`.
    LinkDead = "CBC.99100032", 400;
    /// The customer may not associate; `join_refusals`.
    MayNotAssociate = "CBC.99100033", 400;
    /// The member has neither mobile nor e-mail in its profile, so that no customer could answer it.
    ProfileIncomplete = "CBC.99100035", 400;
    /// A customer of this request stands in another migration request that is open.
    MigrationOpen = "CBC.99100036", 409;
    /// The bank's reference stands in another claim of a remittance.
    AlreadyClaimed = "CBC.99100095", 409;
    /// There is no payment gateway: money comes by remittance only.
    NoGateway = "CBC.99100096", 400;
    /// The reseller's distributor has left the programme.
    DistributorDelisted = "CBC.50010065", 400;
    /// The programme was not joined.
    ProgrammeNotJoined = "CBC.99100040", 400;
    /// An opportunity for the same need was verified before.
    DuplicateOpportunity = "CBC.99100041", 400;
    /// Something that was said to be wrong in the statement is not answered yet.
    DisputeOpen = "CBC.99100042", 409;
    /// The partner's business information is not certified, so nothing can be paid.
    NotCertified = "CBC.99100050", 400;
    /// What could be applied for is below zero: reductions outweigh it; `available_amount`.
    IncentiveNegative = "CBC.99100051", 400;
    /// The payout method is not allowed for these incentives; `allowed_methods`.
    PayoutMethodNotAllowed = "CBC.99100052", 400;
    /// An incentive is frozen; `frozen_reason`.
    IncentiveFrozen = "CBC.99100053", 400;
    /// Amounts of different currencies are never added up.
    MixedCurrencies = "CBC.99100056", 400;
    /// The invoice number serves another payout of this partner.
    InvoiceNumberUsed = "CBC.99100057", 400;
    /// The invoices do not sum to the payout's amount.
    InvoiceSumDiffers = "CBC.99100058", 400;
    /// The other account does not belong to the same company.
    OtherCompany = "CBC.99100059", 400;
    /// The amount is not the one that was transferred; `remaining_tries`.
    WrongAmount = "CBC.99100054", 400;
    /// Three wrong amounts: business information is locked until the vendor unlocks it.
    AmountLocked = "CBC.99100055", 400;
    /// The roles cannot be held together: an administrator holds no other, a manager is no director.
    RolesConflict = "CBC.99100061", 400;
    /// Members hold the role; `used` says how many.
    RoleInUse = "CBC.99100062", 409;
    /// Another member has this e-mail address.
    EmailTaken = "CBC.99100063", 400;
    /// It would leave the partner without an administrator who can sign in.
    LastAdministrator = "CBC.99100064", 409;
    /// The password was set by an administrator: it has to be changed first.
    PasswordChangeNeeded = "CBC.99100065", 403;
    /// Nobody disables, deletes or resets themselves.
    NotOnYourself = "CBC.99100066", 400;
    /// The director leads account managers, and it was not said who leads them from now on; `used` says how many.
    ManagersLed = "CBC.99100067", 409;
    /// Another role of the partner has this name.
    RoleNameTaken = "CBC.99100068", 400;
    /// A cloud reseller sees big-order tasks; its general distributor processes them.
    ContactDistributor = "CBC.99100075", 403;
    /// The deadline is over.
    DeadlinePassed = "CBC.99100005", 400;
    /// The file is too large, of a type that is not taken, or not what its name says; `fields`.
    AttachmentRefused = "CBC.99100008", 400;
    /// The same content comes twice where each counts once; `fields`.
    DuplicateFile = "CBC.99100088", 409;
    /// Too many objects in one call; `limit`.
    TooMany = "CBC.99100006", 400;
    /// No more of these; `limit`, `used`.
    QuantityLimit = "CBC.99100007", 400;
    /// A topic with deadlines keeps at least one channel.
    ChannelNeeded = "CBC.99100070", 400;
    /// A required notification waits for something and cannot be put away.
    StillRequired = "CBC.99100071", 409;
    /// No address is bound for the channel; `fields`.
    NoReceiver = "CBC.99100072", 400;
    /// Another cover of this member falls on these days.
    CoverOverlaps = "CBC.99100080", 409;
    /// A queue is not handed on: the colleague is away itself, or this member holds somebody's queue on these days.
    CoverChain = "CBC.99100081", 409;
    /// The colleague's roles do not allow it to work on the whole queue, or it is no active member of the partner.
    MayNotCover = "CBC.99100082", 400;
    /// The same person has an invitation that works, or is bound.
    PersonnelExists = "CBC.99100083", 409;
    /// The label is not accepted for six months after its material did not come in time; `next_allowed_on`.
    LabelBlocked = "CBC.99100084", 400;
    /// A defence about the application is open: it is held or declined first.
    DefenceOpen = "CBC.99100085", 409;
    /// Mandatory evidence of a delivery is missing; `fields` says of which kinds.
    EvidenceMissing = "CBC.99100086", 400;
    /// The current password is wrong, or the new one does not meet the rules.
    PasswordRefused = "CBC.99100090", 400;
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ErrorCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ErrorCode".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = Self::ALL.iter().map(|code| code.as_str()).collect();
        schemars::json_schema!({ "type": "string", "enum": codes })
    }
}

/// A field that was refused, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldProblem {
    /// Name of the field as in the request body.
    pub field: String,
    pub rule: crate::text::Rule,
}

/// The body of every refusal. `error_msg` is for logs and for clients without words of their own; the app shows its
/// own text by [`ErrorCode`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    pub error_code: ErrorCode,
    pub error_msg: String,
    /// With [`ErrorCode::InvalidParameter`]: what to mend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// With [`ErrorCode::CheckFailed`]: the items of the account check that fail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fail_check_items: Vec<CheckItem>,
    /// With [`ErrorCode::CodeNeeded`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// With [`ErrorCode::WrongCode`], [`ErrorCode::TooManyTries`] and [`ErrorCode::WrongAmount`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_tries: Option<u32>,
    /// With every refusal that ends by waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// With [`ErrorCode::NotInThisState`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_status: Option<String>,
    /// With [`ErrorCode::NotInThisState`] and [`ErrorCode::Changed`]: display name of who settled it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// With [`ErrorCode::RequestQuotaUsed`] and [`ErrorCode::LabelBlocked`]: the first day (GMT+08:00) on which it is possible
    /// again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_allowed_on: Option<Date>,
    /// With [`ErrorCode::RequestOpen`]: the request that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
    /// With [`ErrorCode::DuplicateOpportunity`]: the other one, when it is this partner's as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opportunity_id: Option<OpportunityId>,
    /// With [`ErrorCode::FilingRefused`]: every reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filing_refusals: Vec<FilingRefusal>,
    /// With [`ErrorCode::MayNotAssociate`]: every reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub join_refusals: Vec<JoinRefusal>,
    /// With [`ErrorCode::LinkDead`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_state: Option<LinkState>,
    /// With [`ErrorCode::IncentiveNegative`]: what there is, in the currency that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_amount: Option<Money>,
    /// With [`ErrorCode::PayoutMethodNotAllowed`]; may be none at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_methods: Vec<PayoutMethod>,
    /// With [`ErrorCode::IncentiveFrozen`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_reason: Option<FrozenReason>,
    /// With every refusal because of a number: how many there may be, and how many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<u32>,
}

impl Problem {
    /// A refusal with nothing but its code and a sentence in English.
    #[must_use]
    pub fn new(error_code: ErrorCode, error_msg: impl Into<String>) -> Self {
        Self {
            error_code,
            error_msg: error_msg.into(),
            fields: Vec::new(),
            fail_check_items: Vec::new(),
            challenge: None,
            remaining_tries: None,
            retry_after_seconds: None,
            current_status: None,
            settled_by: None,
            settled_at: None,
            next_allowed_on: None,
            request_id: None,
            opportunity_id: None,
            filing_refusals: Vec::new(),
            join_refusals: Vec::new(),
            link_state: None,
            available_amount: None,
            allowed_methods: Vec::new(),
            frozen_reason: None,
            limit: None,
            used: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_as_itself() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::parse(code.as_str()), *code);
        }
    }

    #[test]
    fn an_unknown_code_of_a_newer_gateway_is_not_an_error() {
        let problem: Problem =
            serde_json::from_str(r#"{"error_code":"CBC.12345678","error_msg":"new","more":1}"#).unwrap();
        assert_eq!(problem.error_code, ErrorCode::Unknown);
    }
}

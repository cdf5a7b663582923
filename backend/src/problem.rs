//! How a handler fails: a refusal that the caller understands, or a fault of ours.

use crate::http::change::Change;
use contract::{
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
};
use futures_util::future::BoxFuture;
use std::fmt;

/// Something broke on our side. The text goes to the log, never to the caller.
#[derive(Debug)]
pub struct Fault {
    what: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Broken,
    Overload,
    LostToAnother,
}

impl Fault {
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), kind: Kind::Broken }
    }

    /// Nothing broke: there is too much to do, and nothing was done.
    #[must_use]
    pub fn overload(what: impl Into<String>) -> Self {
        Self { what: what.into(), kind: Kind::Overload }
    }

    /// Whether trying again in a moment may help.
    #[must_use]
    pub const fn is_overload(&self) -> bool {
        !matches!(self.kind, Kind::Broken)
    }

    /// Whether the engine undid the transaction in favour of another one: the same again is all there is to do.
    #[must_use]
    pub const fn is_lost_to_another(&self) -> bool {
        matches!(self.kind, Kind::LostToAnother)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        let kind = match &error {
            sqlx::Error::PoolTimedOut => Kind::Overload,
            error if lost_to_another(error) => Kind::LostToAnother,
            _ => Kind::Broken,
        };
        Self { what: format!("database: {error}"), kind }
    }
}

/// PostgreSQL undid this transaction in favour of another one (serialization failure, deadlock).
fn lost_to_another(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    matches!(code.as_deref(), Some("40001" | "40P01"))
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        // The category only: the message could quote what a user typed.
        Self::new(format!("json: {:?} error", error.classify()))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::new(format!("file: {error}"))
    }
}

/// What is still to be written after a refusal has undone the handler's work: a failed try that counts, for example.
/// It runs in the same transaction, so that no parallel try slips in between.
pub type Aftermath = Box<dyn for<'a> FnOnce(&'a mut Change) -> BoxFuture<'a, Result<(), Fault>> + Send>;

/// Why a handler gives no answer.
pub enum Refused {
    Problem(Box<Problem>),
    /// A refusal that leaves a trace.
    After(Box<Problem>, Aftermath),
    Fault(Fault),
}

impl Refused {
    /// One field of the input is at fault: `CBC.0100`.
    #[must_use]
    pub fn field(field: impl Into<String>, rule: Rule) -> Self {
        let field = field.into();
        let mut problem = Problem::new(ErrorCode::InvalidParameter, format!("{field} {rule}"));
        problem.fields.push(FieldProblem { field, rule });
        problem.into()
    }

    /// Refuses several fields, when there are any.
    ///
    /// # Errors
    /// `CBC.0100` with all of them.
    pub fn fields(fields: Vec<FieldProblem>) -> Result<(), Self> {
        if fields.is_empty() {
            return Ok(());
        }
        let code = ErrorCode::InvalidParameter;
        let mut problem = Problem::new(code, sentence(code));
        problem.fields = fields;
        Err(problem.into())
    }

    /// A refusal that ends by waiting so many seconds.
    #[must_use]
    pub fn wait(code: ErrorCode, seconds: u32) -> Self {
        let mut problem = Problem::new(code, sentence(code));
        problem.retry_after_seconds = Some(seconds);
        problem.into()
    }

    /// A refusal after which `aftermath` is written although the handler's work is undone.
    pub fn after<F>(problem: Problem, aftermath: F) -> Self
    where
        F: for<'a> FnOnce(&'a mut Change) -> BoxFuture<'a, Result<(), Fault>> + Send + 'static,
    {
        Self::After(Box::new(problem), Box::new(aftermath))
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) | Self::After(problem, _) => problem.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<ErrorCode> for Refused {
    fn from(code: ErrorCode) -> Self {
        Problem::new(code, sentence(code)).into()
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// The English sentence of a code, for logs and for clients without words of their own.
#[must_use]
pub const fn sentence(code: ErrorCode) -> &'static str {
    use ErrorCode as E;
    match code {
        E::InvalidParameter => "A parameter is missing, malformed or out of range.",
        E::AccessDenied => "You may not do this.",
        E::SignedOut => "You are not signed in, or the session has ended.",
        E::BadCredentials => "Wrong account name or password.",
        E::TooManyRequests => "Too many calls.",
        E::ServerFault | E::Unknown => "Something went wrong on our side.",
        E::UnknownAddress => "There is nothing at this address.",
        E::MethodNotAllowed => "This address does not take this method.",
        E::BodyTooLarge => "The body is larger than 256 KiB.",
        E::UnsupportedMediaType => "The body must be application/json.",
        E::Unavailable => "The server is stopping or overloaded; nothing was done.",
        E::InsufficientBalance => "The balance does not cover the amount.",
        E::WrongAssociationType => "The association type of this customer does not allow this.",
        E::NotYourCustomer => "You may not act on this customer.",
        E::WrongCode => "The verification code is wrong.",
        E::ExpiredCode => "The verification code has expired.",
        E::NotASubCustomer => "This is not a customer of yours.",
        E::NotYourReseller => "This is not a reseller of yours.",
        E::TooManyTries => "Too many wrong verification codes; start again.",
        E::TooManyCodes => "No more verification codes can be sent for now.",
        E::NotFound => "The object does not exist.",
        E::NotInThisState => "The current state does not allow this.",
        E::Changed => "It was changed meanwhile.",
        E::KeyReused => "The idempotency key was used with another request.",
        E::KeyMissing => "A change needs the header Idempotency-Key.",
        E::InProgress => "The same request is being worked on.",
        E::StepUpLocked => "Verification is locked after too many wrong codes.",
        E::AdministratorOnly => "Only an administrator may do this.",
        E::CodeNeeded => "A verification code is needed.",
        E::NoCodeReceiver => "No phone and no e-mail are bound for verification codes.",
        E::CodeJustSent => "A verification code was sent moments ago.",
        E::CheckFailed => "The account check failed.",
        E::RequestQuotaUsed => "The request quota of three months is used up.",
        E::RequestOpen => "Another request for this customer is open.",
        E::NotesNotAccepted => "The notes were not accepted.",
        E::CoverOverlaps => "Another cover falls on these days.",
        E::CoverChain => "A queue that is held for somebody is not handed on.",
        E::MayNotCover => "This colleague may not hold the queue.",
        E::LabelBlocked => {
            "The label is not accepted for six months after its material did not come in time."
        }
        E::DefenceOpen => "A defence about this application is open.",
        E::PersonnelExists => "This person has an invitation that works, or is bound.",
        E::EvidenceMissing => "Mandatory evidence is missing.",
        E::PasswordRefused => "The password was refused.",
        E::PhoneTaken => "The mobile number has an account already.",
        E::AccountNameTaken => "The login name is taken.",
        E::FilingRefused => "The customer cannot be filed.",
        E::FilingLimit => "No more filings can be open at the same time.",
        E::LinkDead => "The invitation link does not work.",
        E::MayNotAssociate => "The customer may not associate.",
        E::ProfileIncomplete => "Your profile has neither a mobile number nor an e-mail address.",
        E::MigrationOpen => "A customer stands in another migration request that is open.",
        E::AlreadyClaimed => "The bank reference stands in another claim.",
        E::NoGateway => "Online payment is not set up.",
        E::DistributorDelisted => "Your distributor has left the programme.",
        E::ProgrammeNotJoined => "The programme was not joined.",
        E::DuplicateOpportunity => "An opportunity for the same need was verified before.",
        E::WrongAmount => "This is not the amount that was transferred.",
        E::AmountLocked => "Three wrong amounts: locked until the vendor unlocks it.",
        E::NotCertified => "The business information is not certified, so nothing can be paid.",
        E::IncentiveNegative => "Reductions outweigh what could be applied for.",
        E::PayoutMethodNotAllowed => "These incentives cannot be paid in this way.",
        E::IncentiveFrozen => "An incentive is frozen.",
        E::MixedCurrencies => "Amounts of different currencies are never added up.",
        E::InvoiceNumberUsed => "The invoice number serves another payout.",
        E::InvoiceSumDiffers => "The invoices do not sum to the payout's amount.",
        E::OtherCompany => "This is no other account of your company.",
        E::DisputeOpen => "Something that was said to be wrong is not answered yet.",
        E::RolesConflict => "These roles cannot be held together.",
        E::RoleInUse => "Members hold this role.",
        E::EmailTaken => "Another member has this e-mail address.",
        E::LastAdministrator => "There must be an administrator who can sign in.",
        E::PasswordChangeNeeded => "The initial password has to be changed first.",
        E::NotOnYourself => "You cannot do this to yourself.",
        E::ManagersLed => "Say who leads the director's account managers from now on.",
        E::RoleNameTaken => "Another role has this name.",
        E::ContactDistributor => "Your general distributor processes this task; contact it.",
        E::DeadlinePassed => "The deadline is over.",
        E::AttachmentRefused => "The file was refused.",
        E::DuplicateFile => "The same content comes twice.",
        E::TooMany => "Too many objects in one call.",
        E::QuantityLimit => "There can be no more of these.",
        E::ChannelNeeded => "A topic with deadlines keeps at least one channel.",
        E::StillRequired => "A required notification cannot be archived yet.",
        E::NoReceiver => "No address is bound for this channel.",
    }
}

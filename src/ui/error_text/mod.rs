//! Words for every way in which a call can fail. They are chosen by cause and code, never taken from `error_msg`,
//! which is for logs.

crate::i18n::words!("ui/error_text");

use crate::{api::ApiError, i18n};
use contract::problem::{ErrorCode, Problem};

/// What the user can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The same call again: nothing has happened.
    Retry,
    /// The same call again with the same key: it tells whether it has happened, and nothing happens twice.
    CheckResult,
    /// So many seconds from now the same call may succeed.
    Wait(u32),
    /// A newer build.
    Reload,
    /// What to do stands in the sentence.
    None,
}

/// A failure in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What happened.
    pub title: String,
    /// What it means, and what to do.
    pub body: String,
    pub action: Action,
}

/// Words for a failure; tracks the language.
#[must_use]
pub fn explain(error: &ApiError) -> Explained {
    use Action as A;
    let (title, body, action) = match error {
        ApiError::Offline => (msg::offline(), msg::offline_body(), A::Retry),
        ApiError::Timeout => (msg::timeout(), msg::timeout_body(), A::Retry),
        ApiError::UnknownOutcome(_) => (msg::unknown_outcome(), msg::unknown_outcome_body(), A::CheckResult),
        ApiError::SignedOut => (msg::signed_out(), msg::signed_out_body(), A::None),
        ApiError::Refused(problem) => return refused(problem),
        ApiError::Fault { .. } => (msg::fault(), msg::fault_body(), A::Retry),
        ApiError::Unavailable { retry_after_seconds } => {
            (msg::unavailable(), msg::unavailable_body(), retry_after_seconds.map_or(A::Retry, A::Wait))
        }
        ApiError::Unreadable => (msg::unreadable(), msg::unreadable_body(), A::Reload),
        ApiError::Cancelled => (msg::cancelled(), msg::cancelled_body(), A::None),
    };
    Explained { title: title.to_owned(), body: body.to_owned(), action }
}

/// What happened, for one of several of which some were refused; tracks the language.
#[must_use]
pub fn title(code: ErrorCode) -> String {
    refused(&Problem::new(code, "")).title
}

/// Words for a refusal, by its code.
fn refused(problem: &Problem) -> Explained {
    use Action as A;
    use ErrorCode as C;
    let wait = problem.retry_after_seconds.map_or(A::None, A::Wait);
    let (title, body, action) = match problem.error_code {
        C::InvalidParameter => (msg::invalid_parameter(), msg::invalid_parameter_body(), A::None),
        C::AccessDenied => (msg::access_denied(), msg::access_denied_body(), A::None),
        C::AdministratorOnly => (msg::administrator_only(), msg::administrator_only_body(), A::None),
        C::SignedOut => (msg::signed_out(), msg::signed_out_body(), A::None),
        C::BadCredentials => (msg::bad_credentials(), msg::bad_credentials_body(), A::None),
        C::PasswordRefused => (msg::password_refused(), msg::password_refused_body(), A::None),
        C::TooManyRequests => (msg::too_many_requests(), msg::too_many_requests_body(), wait),
        C::ServerFault | C::Unknown => (msg::fault(), msg::fault_body(), A::Retry),
        C::Unavailable => (msg::unavailable(), msg::unavailable_body(), wait),
        C::UnknownAddress | C::MethodNotAllowed | C::UnsupportedMediaType | C::KeyMissing => {
            (msg::outdated(), msg::outdated_body(), A::Reload)
        }
        C::BodyTooLarge => (msg::body_too_large(), msg::body_too_large_body(), A::None),
        C::InsufficientBalance => (msg::insufficient_balance(), msg::insufficient_balance_body(), A::None),
        C::WrongAssociationType => {
            (msg::wrong_association_type(), msg::wrong_association_type_body(), A::None)
        }
        C::NotYourCustomer => (msg::not_your_customer(), msg::not_your_customer_body(), A::None),
        C::NotASubCustomer => (msg::not_a_sub_customer(), msg::not_a_sub_customer_body(), A::None),
        C::NotYourReseller => (msg::not_your_reseller(), msg::not_your_reseller_body(), A::None),
        C::WrongCode => return wrong_code(problem),
        C::ExpiredCode => (msg::expired_code(), msg::expired_code_body(), A::None),
        C::TooManyTries => (msg::too_many_tries(), msg::too_many_tries_body(), wait),
        C::TooManyCodes => (msg::too_many_codes(), msg::too_many_codes_body(), wait),
        C::CodeJustSent => (msg::code_just_sent(), msg::code_just_sent_body(), wait),
        C::StepUpLocked => (msg::step_up_locked(), msg::step_up_locked_body(), wait),
        C::CodeNeeded => (msg::code_needed(), msg::code_needed_body(), A::None),
        C::NoCodeReceiver => (msg::no_code_receiver(), msg::no_code_receiver_body(), A::None),
        C::NotFound => (msg::not_found(), msg::not_found_body(), A::None),
        C::NotInThisState | C::Changed if problem.settled_by.is_some() => return settled(problem),
        C::NotInThisState => (msg::not_in_this_state(), msg::not_in_this_state_body(), A::Retry),
        C::Changed => (msg::changed(), msg::changed_body(), A::Retry),
        C::KeyReused => (msg::key_reused(), msg::key_reused_body(), A::Reload),
        C::InProgress => (msg::in_progress(), msg::in_progress_body(), A::CheckResult),
        C::CheckFailed => (msg::check_failed(), msg::check_failed_body(), A::None),
        C::RequestQuotaUsed => return quota_used(problem),
        C::RequestOpen => (msg::request_open(), msg::request_open_body(), A::None),
        C::PhoneTaken => (msg::phone_taken(), msg::phone_taken_body(), A::None),
        C::AccountNameTaken => (msg::account_name_taken(), msg::account_name_taken_body(), A::None),
        C::FilingRefused => (msg::filing_refused(), msg::filing_refused_body(), A::None),
        C::FilingLimit => (msg::filing_limit(), msg::filing_limit_body(), A::None),
        C::LinkDead => (msg::link_dead(), msg::link_dead_body(), A::None),
        C::MayNotAssociate => (msg::may_not_associate(), msg::may_not_associate_body(), A::None),
        C::ProfileIncomplete => (msg::profile_incomplete(), msg::profile_incomplete_body(), A::None),
        C::MigrationOpen => (msg::migration_open(), msg::migration_open_body(), A::None),
        C::ChannelNeeded => (msg::channel_needed(), msg::channel_needed_body(), A::None),
        C::StillRequired => (msg::still_required(), msg::still_required_body(), A::Retry),
        C::NoReceiver => (msg::no_receiver(), msg::no_receiver_body(), A::None),
        C::AlreadyClaimed => (msg::already_claimed(), msg::already_claimed_body(), A::None),
        C::NoGateway => (msg::no_gateway(), msg::no_gateway_body(), A::None),
        C::DistributorDelisted => (msg::distributor_delisted(), msg::distributor_delisted_body(), A::None),
        C::ProgrammeNotJoined => (msg::programme_not_joined(), msg::programme_not_joined_body(), A::None),
        C::DuplicateOpportunity => (msg::duplicate_opportunity(), msg::duplicate_opportunity_body(), A::None),
        C::ContactDistributor => (msg::contact_distributor(), msg::contact_distributor_body(), A::None),
        C::DisputeOpen => (msg::dispute_open(), msg::dispute_open_body(), A::None),
        C::NotCertified => (msg::not_certified(), msg::not_certified_body(), A::None),
        C::IncentiveNegative => return incentive_negative(problem),
        C::PayoutMethodNotAllowed => {
            (msg::payout_method_not_allowed(), msg::payout_method_not_allowed_body(), A::None)
        }
        C::IncentiveFrozen => (msg::incentive_frozen(), msg::incentive_frozen_body(), A::None),
        C::MixedCurrencies => (msg::mixed_currencies(), msg::mixed_currencies_body(), A::None),
        C::InvoiceNumberUsed => (msg::invoice_number_used(), msg::invoice_number_used_body(), A::None),
        C::InvoiceSumDiffers => (msg::invoice_sum_differs(), msg::invoice_sum_differs_body(), A::None),
        C::CoverOverlaps => (msg::cover_overlaps(), msg::cover_overlaps_body(), A::None),
        C::CoverChain => (msg::cover_chain(), msg::cover_chain_body(), A::None),
        C::MayNotCover => (msg::may_not_cover(), msg::may_not_cover_body(), A::None),
        C::PersonnelExists => (msg::personnel_exists(), msg::personnel_exists_body(), A::None),
        C::LabelBlocked => return label_blocked(problem),
        C::DefenceOpen => (msg::defence_open(), msg::defence_open_body(), A::None),
        C::EvidenceMissing => (msg::evidence_missing(), msg::evidence_missing_body(), A::None),
        C::OtherCompany => (msg::other_company(), msg::other_company_body(), A::None),
        C::WrongAmount => return wrong_amount(problem),
        C::AmountLocked => (msg::amount_locked(), msg::amount_locked_body(), A::None),
        C::RolesConflict => (msg::roles_conflict(), msg::roles_conflict_body(), A::None),
        C::RoleInUse => (msg::role_in_use(), msg::role_in_use_body(), A::None),
        C::EmailTaken => (msg::email_taken(), msg::email_taken_body(), A::None),
        C::LastAdministrator => (msg::last_administrator(), msg::last_administrator_body(), A::None),
        C::PasswordChangeNeeded => {
            (msg::password_change_needed(), msg::password_change_needed_body(), A::None)
        }
        C::NotOnYourself => (msg::not_on_yourself(), msg::not_on_yourself_body(), A::None),
        C::ManagersLed => (msg::managers_led(), msg::managers_led_body(), A::None),
        C::RoleNameTaken => (msg::role_name_taken(), msg::role_name_taken_body(), A::None),
        C::DeadlinePassed => (msg::deadline_passed(), msg::deadline_passed_body(), A::None),
        C::AttachmentRefused => (msg::attachment_refused(), msg::attachment_refused_body(), A::None),
        C::DuplicateFile => (msg::duplicate_file(), msg::duplicate_file_body(), A::None),
        C::TooMany => (msg::too_many(), msg::too_many_body(), A::None),
        C::QuantityLimit => (msg::quantity_limit(), msg::quantity_limit_body(), A::None),
        C::NotesNotAccepted => (msg::notes_not_accepted(), msg::notes_not_accepted_body(), A::None),
    };
    Explained { title: title.to_owned(), body: body.to_owned(), action }
}

/// Somebody else was first: who, and when.
fn settled(problem: &Problem) -> Explained {
    let name = problem.settled_by.as_deref().unwrap_or_default();
    let time = problem.settled_at.map(i18n::date_time).unwrap_or_default();
    Explained { title: msg::changed().to_owned(), body: msg::changed_by(name, time), action: Action::Retry }
}

/// How much is missing.
fn incentive_negative(problem: &Problem) -> Explained {
    let body = match problem.available_amount {
        Some(available) => msg::incentive_negative_by(i18n::money(available)),
        None => msg::incentive_negative_body().to_owned(),
    };
    Explained { title: msg::incentive_negative().to_owned(), body, action: Action::None }
}

fn wrong_code(problem: &Problem) -> Explained {
    let body = match problem.remaining_tries {
        Some(left) => msg::wrong_code_tries(left),
        None => msg::wrong_code_body().to_owned(),
    };
    Explained { title: msg::wrong_code().to_owned(), body, action: Action::None }
}

fn wrong_amount(problem: &Problem) -> Explained {
    let body = msg::wrong_amount_body(problem.remaining_tries.unwrap_or_default());
    Explained { title: msg::wrong_amount().to_owned(), body, action: Action::None }
}

fn quota_used(problem: &Problem) -> Explained {
    let body = match problem.next_allowed_on {
        Some(day) => msg::request_quota_used_until(i18n::day(day)),
        None => msg::request_quota_used_body().to_owned(),
    };
    Explained { title: msg::request_quota_used().to_owned(), body, action: Action::None }
}

fn label_blocked(problem: &Problem) -> Explained {
    let body = match problem.next_allowed_on {
        Some(day) => msg::label_blocked_until(i18n::day(day)),
        None => msg::label_blocked_body().to_owned(),
    };
    Explained { title: msg::label_blocked().to_owned(), body, action: Action::None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn only_codes_with_the_same_remedy_share_their_words() {
        let mut by_title: HashMap<String, Vec<ErrorCode>> = HashMap::new();
        for code in ErrorCode::ALL {
            let refusal = ApiError::Refused(Box::new(Problem::new(*code, "")));
            by_title.entry(explain(&refusal).title).or_default().push(*code);
        }
        let shared: Vec<_> = by_title.into_values().filter(|codes| codes.len() > 1).collect();
        assert_eq!(
            shared,
            [[
                ErrorCode::UnknownAddress,
                ErrorCode::MethodNotAllowed,
                ErrorCode::UnsupportedMediaType,
                ErrorCode::KeyMissing
            ]]
        );
    }

    #[test]
    fn a_change_whose_outcome_is_unknown_is_never_called_failed() {
        let key = "00000000-0000-4000-8000-000000000000".parse().unwrap();
        let explained = explain(&ApiError::UnknownOutcome(key));
        assert_eq!(explained.action, Action::CheckResult);
        assert!(!explained.title.contains("失败") && !explained.body.contains("失败"));
    }

    #[test]
    fn a_wrong_code_says_how_many_tries_are_left() {
        let mut problem = Problem::new(ErrorCode::WrongCode, "");
        problem.remaining_tries = Some(3);
        assert!(explain(&ApiError::Refused(Box::new(problem))).body.contains('3'));
    }

    #[test]
    fn a_refusal_that_ends_by_waiting_counts_down() {
        let mut problem = Problem::new(ErrorCode::TooManyRequests, "");
        problem.retry_after_seconds = Some(7);
        assert_eq!(explain(&ApiError::Refused(Box::new(problem))).action, Action::Wait(7));
    }
}

//! Verification codes for sensitive operations (domain C): challenges, codes, counters, the partner's switch.
//!
//! `step_up` is what handlers reach through [`crate::http::change::Change::step_up`]. A code is never stored,
//! logged or answered; only its message holds it.

mod handlers;
mod message;
pub(crate) mod step_up;
pub mod store;

pub(crate) use handlers::new_code;

use crate::{config::Config, http::router::Router, masking, session::principal::SignedIn};
use contract::verification::{Operation, Receiver, ReceiverType, SEND, SET_SETTINGS, SETTINGS};

pub fn routes(router: Router) -> Router {
    router
        .submit(SEND, handlers::send)
        .fetch(SETTINGS, handlers::settings)
        .submit(SET_SETTINGS, handlers::set_settings)
}

/// Where this user can get a code for this operation, masked.
fn receivers(user: &SignedIn, operation: Operation) -> Vec<Receiver> {
    let sms = user
        .phone
        .as_deref()
        .map(|phone| Receiver { receiver_type: ReceiverType::Sms, masked: masking::telephone(phone) });
    let email = user
        .email
        .as_deref()
        .filter(|_| operation.allows_email())
        .map(|email| Receiver { receiver_type: ReceiverType::Email, masked: masking::email(email) });
    sms.into_iter().chain(email).collect()
}

/// The host that the last line of a code's message names.
pub(crate) fn host(config: &Config) -> &str {
    config.origin.as_deref().and_then(|origin| Some(origin.split_once("://")?.1)).unwrap_or("partner.example")
}

/// What the HMAC of a code covers: the code is worth nothing for anything else.
fn covered(challenge: &store::ChallengeRow, code: &str) -> String {
    let store::ChallengeRow { challenge_id, user_id, operation, payload_hash, .. } = challenge;
    format!("{challenge_id}|{user_id}|{}|{payload_hash}|{code}", operation.as_str())
}

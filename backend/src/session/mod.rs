//! Signing in and out, sessions, preferences, and who somebody is.

pub mod access;
mod changing_password;
pub mod cookie;
mod handlers;
pub mod keep;
pub mod password;
pub mod principal;
pub mod store;

use crate::http::router::Router;
use contract::session as endpoint;

pub use principal::{Anyone, Caller, CustomerUser, Kind, Member, OperatorUser, SignedIn};

pub fn routes(router: Router) -> Router {
    router
        .session_change(endpoint::SIGN_IN, handlers::sign_in)
        .fetch(endpoint::ME, handlers::me)
        .session_change(endpoint::SIGN_OUT, handlers::sign_out)
        .fetch(endpoint::SESSIONS, handlers::sessions)
        .submit(endpoint::SIGN_OUT_THERE, handlers::sign_out_there)
        .submit(endpoint::SIGN_OUT_OTHERS, handlers::sign_out_others)
        .session_change(endpoint::SIGN_OUT_EVERYWHERE, handlers::sign_out_everywhere)
        .submit(endpoint::SET_PREFERENCES, handlers::set_preferences)
        .submit(endpoint::CHANGE_PASSWORD, changing_password::change_password)
}

//! Verification codes for sensitive operations (domain C).

pub mod step_up;

use crate::http::router::Router;

pub fn routes(router: Router) -> Router {
    router
}

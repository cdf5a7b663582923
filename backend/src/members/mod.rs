//! Members of an organization: made with an initial password, given roles, led by directors, disabled and removed. All of it
//! is the administrators' (J).

mod changing;
mod creating;
mod handlers;
mod notices;
mod roles;
pub mod store;
mod teams;

use crate::http::router::Router;
use contract::members;

/// Serves the endpoints of [`contract::members`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(members::LIST, handlers::list)
        .fetch(members::SHOW, handlers::show)
        .submit(members::CREATE, creating::create)
        .submit(members::UPDATE, changing::update)
        .submit(members::SET_ROLES, roles::set_roles)
        .submit(members::SET_TEAM, teams::set_team)
        .fetch(members::MANAGERS, teams::managers)
        .submit(members::RESET_PASSWORD, creating::reset_password)
        .submit(members::DISABLE, changing::disable)
        .submit(members::ENABLE, changing::enable)
        .submit(members::DELETE, changing::delete)
}

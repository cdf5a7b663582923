//! Invitations of filed customers by mail, and the history of everybody who was invited (domain D2, D5).
//!
//! An invitation changes its state in [`step`] only, which also keeps the job that ends its link, and holds back a mail
//! that has not left when its link has ended. Of a token only the hash is kept: [`token`].

mod history;
mod inviting;
mod lifecycle;
mod mail;
mod revoking;
pub mod store;
pub mod token;

use crate::http::router::Router;
use contract::invitations;

pub use inviting::offered;
pub use lifecycle::{associated, end_of_filing, expire, failed, reminder, step};

/// Serves the endpoints of [`contract::invitations`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(invitations::INVITE, inviting::invite)
        .fetch(invitations::PREVIEW, inviting::preview)
        .fetch(invitations::HISTORY, history::list)
        .submit(invitations::RESEND, inviting::resend)
        .submit(invitations::REVOKE, revoking::revoke)
}

//! Certification of business information (domain G5; rules G5 in `docs/rules.md`). Nothing is paid out to a partner without.
//!
//! Read in this order: `submitting` (the form), `checking` (machine, auditor, transfer), `entering` (the amount), `tickets`.

mod checking;
mod entering;
mod notices;
pub mod record;
mod showing;
pub mod store;
mod submitting;
mod tickets;
mod transfers;

pub use checking::{answered, check};

use crate::{
    http::router::Router,
    problem::{Fault, Refused, sentence},
};
use contract::{
    business_info::{self, BankAccount},
    business_info_status::BusinessInfoStatus,
    ids::PartnerId,
    money::Currency,
    problem::{ErrorCode, Problem},
    taxpayer::TaxpayerType,
};
use record::Record;
use sqlx::AnyConnection;

/// Serves the endpoints of [`contract::business_info`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(business_info::SHOW, showing::show)
        .submit(business_info::SUBMIT, submitting::submit)
        .submit(business_info::VERIFY, entering::verify)
        .submit(business_info::RAISE_TICKET, tickets::raise)
        .fetch(business_info::CASE, showing::case)
        .download(business_info::LETTER, showing::letter)
}

/// Whom and where the vendor pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub company_name: String,
    /// Two accounts of the vendor's are of one company when these are the same.
    pub registration_number: String,
    pub taxpayer_type: TaxpayerType,
    /// Its number masked.
    pub bank_account: BankAccount,
    pub settlement_currency: Currency,
}

/// The partner's business information, if it is certified now. While a change of it is checked there is none: nothing is
/// settled then.
///
/// # Errors
/// When the database fails.
pub async fn certified(conn: &mut AnyConnection, partner_id: &str) -> Result<Option<Certified>, Fault> {
    let record = store::find(conn, partner_id).await?;
    let certified = record.filter(|record| record.status == BusinessInfoStatus::Certified);
    Ok(certified.map(|record| Certified {
        company_name: record.company_name,
        registration_number: record.registration_number,
        taxpayer_type: record.taxpayer_type,
        bank_account: record.account.shown(),
        settlement_currency: record.settlement_currency,
    }))
}

/// What files and work items of a partner's business information refer to.
#[must_use]
pub fn about(partner_id: &PartnerId) -> String {
    format!("business-info-{partner_id}")
}

/// A refusal that says where the record stands.
fn refused(record: &Record, code: ErrorCode) -> Refused {
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(record.status.as_str().to_owned());
    problem.into()
}

//! The facts about somebody who is to be filed, brought together for the contract's verdict.

use super::store;
use crate::{
    accounts_known::{self, Standing},
    customers::store::holdings,
    problem::Fault,
    session::principal::Member,
};
use contract::{
    customers::HoldingKind,
    filing_rules::{FilingFacts, Verdict, verdict},
    joining_rules::NEW_ACCOUNT_S,
    session::Site,
    time::Timestamp,
};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// Somebody to be filed.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub phone: &'a str,
    pub email: &'a str,
    /// ISO 3166-1 alpha-2; `None` means the partner's own.
    pub country_code: Option<&'a str>,
}

/// What would become of each, in their order, if it alone were filed now. `own_country` is the partner's.
///
/// # Errors
/// When the database fails.
pub(super) async fn verdicts(
    conn: &mut AnyConnection,
    who: &Member,
    own_country: &str,
    wanted: &[Wanted<'_>],
    now: Timestamp,
) -> Result<Vec<Verdict>, Fault> {
    let phones: Vec<&str> = wanted.iter().map(|one| one.phone).collect();
    let mut filed_by: HashMap<String, String> = HashMap::new();
    for filing in store::in_force_of(conn, &phones).await? {
        if !filing.has_lapsed(now) {
            filed_by.insert(filing.mobile_phone, filing.partner_id);
        }
    }
    let contacts: Vec<(&str, &str)> = wanted.iter().map(|one| (one.phone, one.email)).collect();
    let known = Known::of(conn, &contacts, now).await?;
    Ok(wanted
        .iter()
        .map(|one| {
            let holder = filed_by.get(one.phone).map(String::as_str);
            let country = one.country_code.unwrap_or(own_country);
            let of_filings = FilingFacts {
                filed_by_this_partner: holder == Some(who.partner_id.as_str()),
                filed_by_another_partner: holder.is_some_and(|holder| holder != who.partner_id.as_str()),
                other_country: who.site == Site::Intl && country != own_country,
                ..FilingFacts::default()
            };
            let accounts = known.with(one.phone, one.email);
            if accounts.is_empty() {
                return verdict(&of_filings);
            }
            accounts
                .into_iter()
                .map(|account| verdict(&account.facts(of_filings, who.site, own_country, now)))
                .reduce(stricter)
                .unwrap_or_else(|| verdict(&of_filings))
        })
        .collect())
}

/// Number and address can be two accounts': what stands against either stands against both.
fn stricter(one: Verdict, other: Verdict) -> Verdict {
    use Verdict::{Filed, Refused, Review};
    match (one, other) {
        (Refused(one), Refused(other)) => Refused(together(one, other)),
        (refused @ Refused(_), _) | (_, refused @ Refused(_)) => refused,
        (Review(one), Review(other)) => Review(together(one, other)),
        (review @ Review(_), _) | (_, review @ Review(_)) => review,
        (Filed, Filed) => Filed,
    }
}

fn together<T: PartialEq>(mut one: Vec<T>, other: Vec<T>) -> Vec<T> {
    for reason in other {
        if !one.contains(&reason) {
            one.push(reason);
        }
    }
    one
}

struct Account {
    standing: Standing,
    vendor_contract: bool,
}

impl Account {
    fn facts(&self, of_filings: FilingFacts, site: Site, own_country: &str, now: Timestamp) -> FilingFacts {
        let Standing { registered_at, country_code, .. } = &self.standing;
        FilingFacts {
            on_other_site: self.standing.site != site,
            associated: self.standing.partner_id.is_some(),
            vendor_contract: self.vendor_contract,
            has_cash_spend: self.standing.has_cash_spend,
            consumer_account: self.standing.consumer_account,
            trusteeship_account: self.standing.trusteeship,
            registered_over_seven_days: now.seconds() - registered_at.seconds() > NEW_ACCOUNT_S,
            filed_by_vendor: self.standing.filed_by_vendor,
            followed_by: self.standing.followed_by,
            other_country: of_filings.other_country || (site == Site::Intl && country_code != own_country),
            ..of_filings
        }
    }
}

/// Accounts that have one of the numbers or addresses.
struct Known {
    accounts: Vec<Account>,
    by_phone: HashMap<String, Vec<usize>>,
    by_email: HashMap<String, Vec<usize>>,
}

impl Known {
    async fn of(conn: &mut AnyConnection, contacts: &[(&str, &str)], now: Timestamp) -> Result<Self, Fault> {
        let mut known = Self { accounts: Vec::new(), by_phone: HashMap::new(), by_email: HashMap::new() };
        for (standing, email) in accounts_known::store::by_contacts(conn, contacts).await? {
            let held = holdings::in_force(conn, &standing.customer_id, now.china_day()).await?;
            let vendor_contract = held.iter().any(|held| held.kind == HoldingKind::SpecialContract);
            let position = known.accounts.len();
            if let Some(phone) = &standing.telephone {
                known.by_phone.entry(phone.clone()).or_default().push(position);
            }
            if let Some(email) = email {
                known.by_email.entry(email).or_default().push(position);
            }
            known.accounts.push(Account { standing, vendor_contract });
        }
        Ok(known)
    }

    fn with(&self, phone: &str, email: &str) -> Vec<&Account> {
        let mut positions = self.by_phone.get(phone).cloned().unwrap_or_default();
        let others = self.by_email.get(email).cloned().unwrap_or_default();
        positions.extend(others);
        positions.sort_unstable();
        positions.dedup();
        positions.into_iter().filter_map(|position| self.accounts.get(position)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::filing_rules::{FilingRefusal as F, ReviewReason as R};

    #[test]
    fn what_stands_against_one_of_two_accounts_stands_against_both() {
        let refused = |reason| Verdict::Refused(vec![reason]);
        let review = |reason| Verdict::Review(vec![reason]);
        assert_eq!(stricter(Verdict::Filed, review(R::OnlineSales)), review(R::OnlineSales));
        assert_eq!(stricter(review(R::OnlineSales), refused(F::OtherSite)), refused(F::OtherSite));
        assert_eq!(
            stricter(refused(F::OtherSite), refused(F::ConsumerAccount)),
            Verdict::Refused(vec![F::OtherSite, F::ConsumerAccount])
        );
        assert_eq!(stricter(refused(F::OtherSite), refused(F::OtherSite)), refused(F::OtherSite));
        assert_eq!(stricter(Verdict::Filed, Verdict::Filed), Verdict::Filed);
    }
}

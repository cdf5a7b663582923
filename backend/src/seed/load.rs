//! A crowd to measure with: many partners of like size and one giant, each with members who sign in. The same on every
//! run, relative to the time of the run.

use super::{
    PASSWORD, crowd,
    partners::{DemoPartner, PARTNERS, user_id},
    plant_partners,
    planting::Garden,
    store::{self, Batch},
};
use crate::{
    book,
    problem::Fault,
    session::password,
    store::{Store, Tx},
};
use contract::{permissions::Role, session::Language, time::Timestamp};

/// Account managers of each partner, who share its customers.
pub const MANAGERS: usize = 4;
/// Far from the places of the demo partners, so that no id is given twice.
const FIRST_POSITION: usize = 100;

/// How many of what.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    pub partners: usize,
    /// Of all partners together.
    pub customers: usize,
    /// Of the first partner; the others share the rest.
    pub largest: usize,
}

impl Crowd {
    /// Customers of the partner with this number.
    const fn of(&self, number: usize) -> usize {
        if number == 0 {
            return self.largest;
        }
        let (rest, others) = (self.customers.saturating_sub(self.largest), self.partners - 1);
        // What does not divide goes to the first ones, one each.
        rest / others + if number <= rest % others { 1 } else { 0 }
    }
}

/// The login name of a partner's administrator.
#[must_use]
pub fn administrator(partner: usize) -> String {
    format!("load{partner}-admin")
}

/// The login name of an account manager, `number` below [`MANAGERS`].
#[must_use]
pub fn manager(partner: usize, number: usize) -> String {
    format!("load{partner}-manager{number}")
}

/// Plants the crowd into an empty database; each partner is a transaction.
///
/// # Errors
/// When the database holds something, or refuses.
pub async fn plant(store: &Store, now: Timestamp, crowd: Crowd) -> Result<(), Fault> {
    let mut tx = store.write().await?;
    if !store::is_empty(&mut tx).await? {
        return Err(Fault::new("the database is not empty"));
    }
    let partners: Vec<DemoPartner> = (0..crowd.partners).map(partner).collect();
    plant_partners(&mut tx, &partners).await?;
    let password_hash = tokio::task::spawn_blocking(|| password::hash(PASSWORD))
        .await
        .map_err(|error| Fault::new(error.to_string()))??;
    plant_members(&mut tx, &partners, &password_hash).await?;
    tx.commit().await?;
    for (number, partner) in partners.iter().enumerate() {
        let mut tx = store.write().await?;
        let mut garden = Garden::new(now);
        for customer in 0..crowd.of(number) {
            let plant = crowd::crowd_plant(partner, FIRST_POSITION + number, customer);
            garden.plant(&mut tx, partner, &plant).await?;
        }
        garden.flush(&mut tx).await?;
        tx.commit().await?;
    }
    let mut tx = store.write().await?;
    book::store::open(&mut tx).await?;
    store::measure(&mut tx).await?;
    tx.commit().await
}

/// The names live as long as the program, which ends when they are written.
fn partner(number: usize) -> DemoPartner {
    let managers: Vec<&'static str> = (0..MANAGERS).map(|m| &*manager(number, m).leak()).collect();
    DemoPartner {
        partner_id: format!("p-load{number}").leak(),
        name: format!("云测伙伴{number}号有限公司").leak(),
        distributor_id: None,
        verification_enabled: false,
        cash: 1_000_000_000_000,
        managers: managers.leak(),
        ..PARTNERS[0]
    }
}

async fn plant_members(tx: &mut Tx, partners: &[DemoPartner], password_hash: &str) -> Result<(), Fault> {
    let mut users = Batch::new(store::USERS);
    let mut roles = Batch::new(store::USER_ROLES);
    for (number, partner) in partners.iter().enumerate() {
        let administrator = administrator(number);
        let members = [(administrator.as_str(), Role::Administrator)];
        let managers = partner.managers.iter().map(|manager| (*manager, Role::AccountManager));
        for (place, (account_name, role)) in members.into_iter().chain(managers).enumerate() {
            users.push([
                user_id(account_name).into(),
                "MEMBER".into(),
                partner.partner_id.into(),
                None::<String>.into(),
                account_name.into(),
                format!("成员{number}-{place}").into(),
                password_hash.into(),
                Language::ZhCn.as_str().into(),
                format!("136{:08}", number * 10 + place).into(),
                format!("{account_name}@mail.example.com").into(),
            ]);
            roles.push([user_id(account_name).into(), role.as_str().into()]);
        }
    }
    users.flush(tx).await?;
    roles.flush(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_crowd_are_the_whole() {
        for crowd in [
            Crowd { partners: 100, customers: 1_000_000, largest: 100_000 },
            Crowd { partners: 7, customers: 1_003, largest: 100 },
        ] {
            let parts: usize = (0..crowd.partners).map(|number| crowd.of(number)).sum();
            assert_eq!(parts, crowd.customers);
        }
    }
}

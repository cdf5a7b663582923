//! Writes customers with all that belongs to them: holdings, vouchers, records, timeline, movements of money.

use super::{
    notable::Asked,
    partners::{DemoPartner, user_id},
    store::{self, Batch},
};
use crate::{customers::row::NEVER_EXPIRES, masking, problem::Fault};
use contract::{
    accounts::AdjustOperation,
    associations::{Action, AssociationType, Initiator, RecordEvent, RequestStatus},
    customers::{HoldingKind, TimelineEvent, VoucherIssuer, VoucherState},
    filing_rules::FollowedBy,
    session::Site,
    time::Timestamp,
};
use sqlx::AnyConnection;

pub const DAY_S: i64 = 86_400;

/// A customer to be written.
pub struct Plant {
    pub customer_id: String,
    pub name: String,
    pub customer_type: i64,
    pub account_name: String,
    pub telephone: String,
    pub label: Option<String>,
    pub association: AssociationType,
    pub associated_days_ago: i64,
    /// Login name of the account manager.
    pub manager: Option<&'static str>,
    pub own_balance: i64,
    pub granted_balance: i64,
    pub debt: i64,
    pub frozen: bool,
    pub grace_hours: i64,
    pub month_spend: i64,
    pub expires_in_days: Option<i64>,
    pub holdings: Vec<(HoldingKind, String, Option<i64>)>,
    pub vouchers: Vec<(VoucherIssuer, i64)>,
    pub asked: Vec<Asked>,
    /// Whether it has a past: records, timeline, movements. The crowd beyond some hundred has none.
    pub with_history: bool,
}

/// Where customers are planted.
pub struct Garden {
    now: Timestamp,
    customers: Batch,
    others: [Batch; 6],
}

/// Positions in [`Garden::others`].
const HOLDINGS: usize = 0;
const VOUCHERS: usize = 1;
const RECORDS: usize = 2;
const TIMELINE: usize = 3;
const MOVEMENTS: usize = 4;
const STANDINGS: usize = 5;

impl Garden {
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            customers: Batch::new(store::CUSTOMERS),
            others: [
                store::HOLDINGS,
                store::VOUCHERS,
                store::RECORDS,
                store::TIMELINE,
                store::ADJUST_RECORDS,
                store::STANDINGS,
            ]
            .map(Batch::new),
        }
    }

    /// Writes what has come together, customers first since the others refer to them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn flush(&mut self, conn: &mut AnyConnection) -> Result<(), Fault> {
        self.customers.flush(conn).await?;
        for batch in &mut self.others {
            batch.flush(conn).await?;
        }
        Ok(())
    }

    /// Adds a customer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn plant(
        &mut self,
        conn: &mut AnyConnection,
        partner: &DemoPartner,
        plant: &Plant,
    ) -> Result<(), Fault> {
        self.customer(partner, plant);
        self.possessions(partner, plant);
        if plant.with_history {
            self.history(partner, plant);
        }
        if self.customers.is_full() { self.flush(conn).await } else { Ok(()) }
    }

    fn customer(&mut self, partner: &DemoPartner, plant: &Plant) {
        let open = plant.asked.iter().position(|asked| asked.status.is_open());
        let asked = open.map(|number| (request_id(plant, number), plant.asked[number]));
        let today = self.now.china_day();
        self.customers.push([
            plant.customer_id.clone().into(),
            partner.partner_id.into(),
            plant.name.clone().into(),
            plant.account_name.clone().into(),
            plant.telephone.clone().into(),
            format!("it@{}.example.com", plant.account_name.replace('_', "-")).into(),
            plant.customer_type.into(),
            if plant.name.is_empty() { "-1" } else { "2" }.into(),
            plant.association.as_str().into(),
            (self.now.seconds() - plant.associated_days_ago * DAY_S).into(),
            plant.label.clone().into(),
            plant.manager.map(user_id).into(),
            i64::from(plant.frozen).into(),
            partner.currency().as_str().into(),
            plant.own_balance.into(),
            plant.granted_balance.into(),
            (plant.own_balance + plant.granted_balance).into(),
            plant.debt.into(),
            plant.month_spend.into(),
            plant
                .expires_in_days
                .map_or_else(|| NEVER_EXPIRES.to_owned(), |days| today.plus_days(days).to_string())
                .into(),
            plant.grace_hours.into(),
            asked.as_ref().map(|(id, _)| id.clone()).into(),
            asked.as_ref().map(|(_, asked)| asked.action.as_str().to_owned()).into(),
            asked.as_ref().map(|(_, asked)| asked.status.as_str().to_owned()).into(),
        ]);
        self.others[STANDINGS].push([
            plant.customer_id.clone().into(),
            partner.site.as_str().into(),
            partner.country_code().into(),
            // It existed for a while before it became somebody's customer.
            (self.now.seconds() - (plant.associated_days_ago + 2) * DAY_S).into(),
            1.into(),
            i64::from(plant.month_spend > 0).into(),
            FollowedBy::Nobody.as_str().into(),
            0.into(),
            0.into(),
            0.into(),
            0.into(),
            0.into(),
        ]);
    }

    fn possessions(&mut self, partner: &DemoPartner, plant: &Plant) {
        let (id, currency) = (plant.customer_id.as_str(), partner.currency().as_str());
        for (number, (kind, title, price)) in plant.holdings.iter().enumerate() {
            let ends_by_itself = matches!(kind, HoldingKind::ReservedInstance | HoldingKind::SupportPlan);
            let valid_until = ends_by_itself.then(|| self.now.china_day().plus_days(200).to_string());
            self.others[HOLDINGS].push([
                format!("h-{id}-{number}").into(),
                id.into(),
                kind.as_str().into(),
                title.clone().into(),
                (*price).into(),
                currency.into(),
                valid_until.into(),
            ]);
        }
        for (number, (issuer, face_value)) in plant.vouchers.iter().enumerate() {
            let issued_by_partner = *issuer == VoucherIssuer::Partner;
            self.others[VOUCHERS].push([
                format!("v-{id}-{number}").into(),
                id.into(),
                issued_by_partner.then(|| partner.partner_id.to_owned()).into(),
                masked(plant).into(),
                (*face_value).into(),
                currency.into(),
                VoucherState::Issued.as_str().into(),
                self.now.china_day().plus_days(180).to_string().into(),
                (self.now.seconds() - 20 * DAY_S).into(),
            ]);
        }
    }

    fn history(&mut self, partner: &DemoPartner, plant: &Plant) {
        let associated_at = self.now.seconds() - plant.associated_days_ago * DAY_S;
        self.record(
            partner,
            plant,
            ("0", RecordEvent::Associate, Initiator::Customer),
            "",
            RequestStatus::Approved,
            associated_at,
        );
        let mut seq = 0;
        let mut happened =
            |garden: &mut Self, at: i64, event: TimelineEvent, amount: Option<i64>, reason: &str| {
                seq += 1;
                garden.others[TIMELINE].push([
                    partner.partner_id.into(),
                    plant.customer_id.as_str().into(),
                    seq.into(),
                    at.into(),
                    event.as_str().into(),
                    "".into(),
                    amount.into(),
                    amount.map(|_| partner.currency().as_str().to_owned()).into(),
                    Some(reason).filter(|reason| !reason.is_empty()).map(str::to_owned).into(),
                ]);
            };
        happened(self, associated_at, TimelineEvent::Associated, None, "");
        if plant.granted_balance > 0 {
            let at = associated_at + DAY_S / 2;
            self.others[MOVEMENTS].push([
                format!("t-{}", plant.customer_id).into(),
                partner.partner_id.into(),
                plant.customer_id.as_str().into(),
                masked(plant).into(),
                AdjustOperation::Grant.as_str().into(),
                plant.granted_balance.into(),
                partner.currency().as_str().into(),
                at.into(),
            ]);
            happened(self, at, TimelineEvent::Granted, Some(plant.granted_balance), "");
        }
        for (number, asked) in plant.asked.iter().enumerate() {
            let at = self.now.seconds() - asked.days_ago * DAY_S;
            let name = format!("{}", number + 1);
            let what = (name.as_str(), RecordEvent::from(asked.action), asked.by);
            self.record(partner, plant, what, asked.reason, asked.status, at);
            let event = match asked.action {
                Action::Disassociate => TimelineEvent::DisassociationRequested,
                Action::Switch => TimelineEvent::SwitchRequested,
            };
            happened(self, at, event, None, asked.reason);
            if asked.status == RequestStatus::Rejected {
                happened(self, at + DAY_S / 4, TimelineEvent::Rejected, None, OPINION);
            }
        }
    }

    fn record(
        &mut self,
        partner: &DemoPartner,
        plant: &Plant,
        (number, event, by): (&str, RecordEvent, Initiator),
        reason: &str,
        status: RequestStatus,
        at: i64,
    ) {
        let switched = plant.association.switched(partner.site == Site::Intl);
        let (before, after) = match event {
            RecordEvent::Associate => (None, Some(plant.association)),
            RecordEvent::Switch => (Some(plant.association), Some(switched)),
            RecordEvent::Disassociate => (Some(plant.association), None),
        };
        let handled_at = (!status.is_open()).then_some(at + DAY_S / 4);
        let text = |kind: AssociationType| kind.as_str().to_owned();
        self.others[RECORDS].push([
            format!("r-{}-{number}", plant.customer_id).into(),
            partner.partner_id.into(),
            plant.customer_id.as_str().into(),
            masked(plant).into(),
            plant.manager.map(user_id).into(),
            event.as_str().into(),
            before.map(text).into(),
            after.map(text).into(),
            by.as_str().into(),
            reason.into(),
            status.as_str().into(),
            at.into(),
            handled_at.into(),
            None::<String>.into(),
            (status == RequestStatus::Rejected).then(|| OPINION.to_owned()).into(),
            if status.is_open() { 1 } else { 2 }.into(),
        ]);
    }
}

const OPINION: &str = "仍在合作期内，暂不同意";

fn request_id(plant: &Plant, position: usize) -> String {
    format!("r-{}-{}", plant.customer_id, position + 1)
}

fn masked(plant: &Plant) -> String {
    if plant.name.is_empty() {
        masking::account_name(&plant.account_name)
    } else {
        masking::name(&plant.name, plant.customer_type)
    }
}

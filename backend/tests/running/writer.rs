//! A member who changes things without a pause, and repeats every change with its key until it is answered.

use crate::{
    Progress, chance,
    client::{Answer, Http, User},
};
use backend::seed::{PASSWORD, partners::MEMBERS};
use contract::{
    accounts::{GRANT, Granted},
    customers::{Customer, CustomerPage, CustomerQuery, LIST, SET_LABEL},
    drafts::SAVE,
    endpoint::{PathParams, Spec, header},
    filings::{FILE, Filing, WITHDRAW},
    payouts::{APPLY, Payout},
    permissions::Role,
};
use http::StatusCode;
use serde_json::json;
use std::{
    net::SocketAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// What a change leaves behind.
pub enum Effect {
    /// A filing of this number.
    Filed(String),
    /// The filing of this number is withdrawn.
    Withdrawn(String),
    /// A line of this text in a customer's history.
    Labelled(String),
    /// A movement of money with this id.
    Granted(String),
    /// A payout of incentives with this id.
    Applied(String),
    /// The newest text of this user's draft.
    Drafted(String),
}

/// A change that was acknowledged.
pub struct Done {
    pub spec: &'static Spec,
    pub path: String,
    pub body: String,
    pub key: String,
    pub answer: Answer,
    pub effect: Effect,
}

/// Everything that one member was told.
pub struct Log {
    pub user: User,
    pub account_name: &'static str,
    pub done: Vec<Done>,
}

/// A member at work.
pub struct Writer {
    log: Log,
    number: u64,
    customers: Vec<Customer>,
    /// Which kinds of change it makes.
    makes: Vec<Kind>,
}

#[derive(Clone, Copy)]
enum Kind {
    File,
    Label,
    Grant,
    Apply,
    Draft,
}

/// What a grant moves, in hundredths.
pub const GRANTED: i64 = 7;
/// What a payout is over, in hundredths.
pub const APPLIED: i64 = 3;

impl Writer {
    pub async fn sign_in(http: &Http, address: SocketAddr, account_name: &'static str) -> Self {
        let user = User::sign_in(http, address, account_name, PASSWORD).await;
        let query = CustomerQuery { limit: Some(20), ..CustomerQuery::default() };
        let body = serde_json::to_string(&query).unwrap();
        let answer = user.call(&LIST.spec, LIST.spec.path, body, None).await.unwrap();
        let page: CustomerPage = serde_json::from_slice(&answer.body).unwrap();
        let member = MEMBERS.iter().find(|member| member.account_name == account_name).unwrap();
        let mut makes = vec![Kind::Label, Kind::Draft];
        if !account_name.starts_with("nimbus") {
            makes.push(Kind::File);
        }
        // The partner of the first asks for a code with every grant.
        if member.roles.contains(&Role::Administrator) && !account_name.starts_with("yunfan") {
            makes.push(Kind::Grant);
        }
        // Certified, and has incentives for many small payouts.
        if account_name == "nimbus-admin" {
            makes.push(Kind::Apply);
        }
        let log = Log { user, account_name, done: Vec::new() };
        Self { log, number: 0, customers: page.customer_infos, makes }
    }

    /// Until there is enough; ends with an answer to everything that it sent.
    pub async fn work(mut self, progress: Arc<Progress>) -> Log {
        while !progress.enough.load(Ordering::Relaxed) {
            self.number += 1;
            let kind = self.makes[usize::try_from(self.number).unwrap() % self.makes.len()];
            match kind {
                Kind::File => self.file_and_withdraw(&progress).await,
                Kind::Label => self.label(&progress).await,
                Kind::Grant => self.grant(&progress).await,
                Kind::Apply => self.apply(&progress).await,
                Kind::Draft => self.draft(&progress).await,
            }
        }
        self.log
    }

    fn name(&self) -> String {
        format!("kill-{}-{}", self.log.account_name, self.number)
    }

    /// A place is given back as soon as it is taken: a partner has only a hundred.
    async fn file_and_withdraw(&mut self, progress: &Progress) {
        let writer = crate::WRITERS.iter().position(|name| *name == self.log.account_name).unwrap();
        let phone = format!("177{writer}{:07}", self.number);
        let body = json!({
            "customer_name": "无锡太湖仪表有限公司",
            "mobile_phone": phone,
            "email": format!("it@p{phone}.example.org"),
        });
        let path = FILE.spec.path.to_owned();
        let answer = self
            .change(progress, (&FILE.spec, path), body.to_string(), |_| Effect::Filed(phone.clone()))
            .await;
        let filing: Filing = serde_json::from_slice(&answer.body).unwrap();
        let path = (filing.filing_id,).fill(WITHDRAW.spec.path);
        self.change(progress, (&WITHDRAW.spec, path), String::new(), |_| Effect::Withdrawn(phone)).await;
    }

    async fn label(&mut self, progress: &Progress) {
        let position = usize::try_from(self.number).unwrap() % self.customers.len();
        let path = (self.customers[position].customer_id.clone(),).fill(SET_LABEL.spec.path);
        let name = self.name();
        let body = json!({ "label": name }).to_string();
        self.change(progress, (&SET_LABEL.spec, path), body, |_| Effect::Labelled(name)).await;
    }

    async fn grant(&mut self, progress: &Progress) {
        let mut settling =
            self.customers.iter().filter(|customer| customer.association_type.settles_for_customer());
        let customer_id = &settling.next().expect("a customer whose bills the partner pays").customer_id;
        let body = json!({ "customer_id": customer_id, "amount": "0.07" }).to_string();
        let path = GRANT.spec.path.to_owned();
        self.change(progress, (&GRANT.spec, path), body, |answer| {
            Effect::Granted(serde_json::from_slice::<Granted>(&answer.body).unwrap().transfer_id)
        })
        .await;
    }

    async fn apply(&mut self, progress: &Progress) {
        let body = json!({ "currency": "USD", "amount": "0.03", "method": "VOUCHER_QUOTA" }).to_string();
        let path = APPLY.spec.path.to_owned();
        self.change(progress, (&APPLY.spec, path), body, |answer| {
            let payout: Payout = serde_json::from_slice(&answer.body).unwrap();
            Effect::Applied(payout.row.payout_id.to_string())
        })
        .await;
    }

    async fn draft(&mut self, progress: &Progress) {
        let path = SAVE.spec.path.replace("{form_id}", "kill");
        let name = self.name();
        let body = json!({ "text": name }).to_string();
        self.change(progress, (&SAVE.spec, path), body, |_| Effect::Drafted(name)).await;
    }

    /// Sends a change until it is answered, always with the same key and the same bytes.
    async fn change(
        &mut self,
        progress: &Progress,
        (spec, path): (&'static Spec, String),
        body: String,
        effect: impl FnOnce(&Answer) -> Effect,
    ) -> Answer {
        let key = format!("{}-{:016x}", self.name(), chance(u64::MAX));
        let mut was_lost = false;
        let answer = loop {
            match self.log.user.call(spec, &path, body.clone(), Some(&key)).await {
                Ok(answer) if answer.status == StatusCode::SERVICE_UNAVAILABLE => {}
                Ok(answer) => break answer,
                Err(_) => was_lost = true,
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        };
        assert!(answer.status.is_success(), "{} {path} {body}: {answer:?}", spec.id);
        let is_repeated = answer.headers.contains_key(header::IDEMPOTENT_REPLAY);
        assert!(was_lost || !is_repeated, "{path}: the first answer is one that was given before");
        progress.unanswered.fetch_add(u64::from(is_repeated), Ordering::Relaxed);
        progress.acknowledged.fetch_add(1, Ordering::Relaxed);
        let effect = effect(&answer);
        self.log.done.push(Done { spec, path, body, key, answer: answer.clone(), effect });
        answer
    }
}

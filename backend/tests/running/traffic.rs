//! What members ask for: which of them, what, and how long they waited for it.

use crate::client::{Answer, Http, User};
use backend::seed::{
    PASSWORD,
    load::{MANAGERS, administrator, manager},
};
use contract::{
    customers::{CustomerPage, CustomerQuery, LIST, SET_LABEL, SHOW},
    endpoint::{PathParams, Spec},
    ids::CustomerId,
};
use http::StatusCode;
use serde_json::json;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    List,
    Detail,
    Search,
    Change,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::List, Self::Detail, Self::Search, Self::Change];

    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Search => "search",
            Self::Change => "change",
        }
    }

    /// Of a hundred calls 60 are for a page, 30 for a customer, 8 search and 2 change something.
    fn of(percent: u64) -> Self {
        match percent {
            0..60 => Self::List,
            60..90 => Self::Detail,
            90..98 => Self::Search,
            _ => Self::Change,
        }
    }
}

/// Somebody at work, and some customers of whom it knows.
#[derive(Clone)]
pub struct Member {
    user: User,
    customers: Vec<CustomerId>,
}

/// Members of all partners; the giant's come first.
pub struct Members {
    all: Vec<Member>,
}

/// How a call ended.
pub struct Ended {
    pub kind: Kind,
    pub after: Duration,
    /// `None` without an answer.
    pub answer: Option<Answer>,
}

impl Ended {
    pub fn is_ok(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.status.is_success())
    }

    /// Told to come again, and when.
    pub fn is_polite_refusal(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| {
            matches!(answer.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS)
                && answer.retry_after().is_some()
        })
    }
}

/// Numbers that look random and are the same on every run.
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }
}

impl Members {
    /// Signs everybody in, some at a time: hashing passwords is slow by design.
    pub async fn sign_in(http: &Http, address: SocketAddr, partners: usize) -> Self {
        let names = (0..partners).flat_map(|partner| {
            let managers = (0..MANAGERS).map(move |number| manager(partner, number));
            std::iter::once(administrator(partner)).chain(managers)
        });
        let mut all = Vec::new();
        for names in names.collect::<Vec<_>>().chunks(8) {
            let signing_in =
                names.iter().map(|name| tokio::spawn(member(http.clone(), address, name.clone())));
            for member in signing_in.collect::<Vec<_>>() {
                all.push(member.await.unwrap());
            }
        }
        Self { all }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Every tenth call is the giant's, since every tenth customer is.
    pub fn pick(&self, dice: &mut Dice) -> &Member {
        let of_giant = MANAGERS + 1;
        let (giant, others) = self.all.split_at(of_giant.min(self.all.len()));
        if others.is_empty() || dice.roll(10) == 0 { dice.pick(giant) } else { dice.pick(others) }
    }
}

async fn member(http: Http, address: SocketAddr, name: String) -> Member {
    let user = User::sign_in(&http, address, &name, PASSWORD).await;
    let query = CustomerQuery { limit: Some(100), ..CustomerQuery::default() };
    let body = serde_json::to_string(&query).unwrap();
    let answer = user.call(&LIST.spec, LIST.spec.path, body, None).await.unwrap();
    let page: CustomerPage = serde_json::from_slice(&answer.body).unwrap();
    Member { user, customers: page.customer_infos.into_iter().map(|customer| customer.customer_id).collect() }
}

/// A call that is ready to be sent.
pub struct Call {
    kind: Kind,
    user: User,
    spec: &'static Spec,
    path: String,
    body: String,
    key: Option<String>,
}

impl Call {
    /// Something that the product's pages ask for, in the usual shares.
    pub fn usual(members: &Members, dice: &mut Dice) -> Self {
        let kind = Kind::of(dice.roll(100));
        Self::of(kind, members, dice)
    }

    pub fn of(kind: Kind, members: &Members, dice: &mut Dice) -> Self {
        let member = members.pick(dice);
        let user = member.user.clone();
        let query = |body: serde_json::Value| (&LIST.spec, LIST.spec.path.to_owned(), body.to_string());
        let (spec, path, body) = match kind {
            Kind::List => query(json!({
                "sort_key": *dice.pick(&["associated_on", "month_spend", "available_quota", "resource_expiry"]),
                "sort_dir": *dice.pick(&["asc", "desc"]),
                // Mostly the first pages, now and then a late one.
                "offset": if dice.roll(20) == 0 { dice.roll(2_000) } else { dice.roll(3) * 20 },
                "limit": 20,
            })),
            Kind::Search => query(match dice.roll(5) {
                0 => json!({ "customer": *dice.pick(&["云启", "智能制造", "深圳", "海纳物流"]) }),
                1 => json!({ "account_name": *dice.pick(&["yunqi", "xinghe12", "7777"]) }),
                2 => json!({ "label": *dice.pick(&["VIP", "重点", "制造业"]) }),
                3 => json!({ "association_type": *dice.pick(&["2", "1"]), "sort_key": "month_spend" }),
                _ => json!({ "telephone": format!("138{:08}", dice.roll(100_000_000)) }),
            }),
            Kind::Detail => {
                (&SHOW.spec, (dice.pick(&member.customers).clone(),).fill(SHOW.spec.path), String::new())
            }
            Kind::Change => {
                let path = (dice.pick(&member.customers).clone(),).fill(SET_LABEL.spec.path);
                (&SET_LABEL.spec, path, json!({ "label": format!("L{}", dice.roll(1_000)) }).to_string())
            }
        };
        let key = (kind == Kind::Change).then(|| backend::secret::random_id().unwrap());
        Self { kind, user, spec, path, body, key }
    }

    /// Sends it; the time counts from when it was meant to be sent.
    pub async fn send(self, since: Instant) -> Ended {
        let answer = self.user.call(self.spec, &self.path, self.body, self.key.as_deref()).await;
        Ended { kind: self.kind, after: since.elapsed(), answer: answer.ok() }
    }
}

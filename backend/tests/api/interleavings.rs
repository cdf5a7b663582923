//! Two people do whatever they like to the same thing, both at the same instant, round after round, in orders that are
//! thrown with dice. What is there afterwards is what the contract's state machines allow, and as much as was acknowledged.

use crate::{
    harness::{Answer, Browser, Service},
    permissions::calls::change,
};
use backend::jobs;
use contract::{
    associations::{Initiator, RequestEvent, RequestStatus},
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Throws of the dice; each begins with a number, which a failure names.
const GAMES: u64 = 12;
const ROUNDS: usize = 6;

/// The same numbers for the same beginning.
struct Dice(u64);

impl Dice {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[usize::try_from(self.0 >> 33).unwrap() % from.len()]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Ask,
    Withdraw,
    Approve,
    Reject,
}

const REQUESTS: &str = "/v2/partners/associations/requests";
/// Of the demo: the customer asks to leave, and a customer whom nobody has asked anything.
const ASKING: &str = "c-100016";
const QUIET: &str = "c-100001";

async fn requests(browser: &Browser, customer: &str) -> BTreeMap<String, (RequestStatus, i64)> {
    let query = json!({ "customer_id": customer, "limit": 100 }).to_string();
    let headers = [("content-type", "application/json")];
    let found: Value = browser.raw("POST", &format!("{REQUESTS}/query"), &headers, query).await.ok();
    let rows = found["requests"].as_array().unwrap().clone();
    let read = |row: &Value| {
        let status = RequestStatus::parse(row["status"].as_str().unwrap()).unwrap();
        (row["request_id"].as_str().unwrap().to_owned(), (status, row["version"].as_i64().unwrap()))
    };
    rows.iter().map(read).collect()
}

/// Does it to what is open, as both saw it before the round.
async fn act(browser: &Browser, customer: &str, deed: Deed, open: Option<&(String, i64)>) -> Answer {
    let (id, version) = open.cloned().unwrap_or_else(|| ("nothing".to_owned(), 1));
    let (path, body) = match deed {
        Deed::Ask => (
            REQUESTS.to_owned(),
            json!({ "customer_id": customer, "action": "UNBIND", "reason": "moved", "notes_accepted": true }),
        ),
        Deed::Withdraw => (format!("{REQUESTS}/{id}/withdraw"), json!({ "version": version })),
        Deed::Approve => {
            (format!("{REQUESTS}/{id}/approve"), json!({ "version": version, "notes_accepted": true }))
        }
        Deed::Reject => (format!("{REQUESTS}/{id}/reject"), json!({ "version": version, "opinion": "no" })),
    };
    change(browser, "POST", &path, &body.to_string()).await
}

const fn event(deed: Deed) -> Option<RequestEvent> {
    match deed {
        Deed::Ask => None,
        Deed::Withdraw => Some(RequestEvent::Withdraw),
        Deed::Approve => Some(RequestEvent::Approve),
        Deed::Reject => Some(RequestEvent::Reject),
    }
}

#[tokio::test]
async fn requests_go_only_where_their_machine_leads_and_as_often_as_was_acknowledged() {
    let mut settled = 0;
    for game in 0..GAMES {
        let service = Service::start().await;
        service.write("UPDATE partners SET verification_enabled = 0").await;
        let one = service.signed_in("yunfan-admin").await;
        let other = service.signed_in("yunfan-admin2").await;
        let mut dice = Dice(game);
        let customer = dice.pick(&[ASKING, QUIET]);
        let all = [Deed::Ask, Deed::Withdraw, Deed::Approve, Deed::Reject];
        for round in 0..ROUNDS {
            let before = requests(&one, customer).await;
            let open = before.iter().find(|(_, (status, _))| status.is_open());
            let open = open.map(|(id, (_, version))| (id.clone(), *version));
            let deeds = [dice.pick(&all), dice.pick(&all)];
            let (first, second) = tokio::join!(
                act(&one, customer, deeds[0], open.as_ref()),
                act(&other, customer, deeds[1], open.as_ref())
            );
            let after = requests(&one, customer).await;
            let told = format!("game {game}, round {round}: {deeds:?} {before:?} → {after:?}");
            let done = deeds.into_iter().zip([&first, &second]).filter(|(_, answer)| answer.status == 200);
            let done = done.map(|(deed, _)| deed).collect::<Vec<_>>();
            // Nobody breaks the other's call.
            assert!(first.status < 500 && second.status < 500, "{told}: {} {}", first.body, second.body);
            let asked = done.iter().filter(|deed| **deed == Deed::Ask).count();
            assert_eq!(after.len() - before.len(), asked, "{told}");
            assert!(after.values().filter(|(status, _)| status.is_open()).count() <= 1, "{told}");
            // What was settled stays; what was open is where one acknowledged deed led it.
            let mut moved = 0;
            for (id, (status, version)) in &before {
                let (now, next) = after[id];
                if now == *status {
                    assert_eq!(next, *version, "{told}");
                    continue;
                }
                moved += 1;
                let leads = |deed: &&Deed| {
                    event(**deed).is_some_and(|event| status.after(event, Initiator::Partner) == Ok(now))
                };
                assert!(done.iter().any(|deed| leads(&deed)), "{told}");
            }
            assert_eq!(moved, done.iter().filter(|deed| event(**deed).is_some()).count(), "{told}");
            settled += moved;
        }
    }
    assert!(settled >= 10, "the dice settled {settled} requests only");
}

#[tokio::test]
async fn of_partner_vendor_and_clock_one_decides_what_becomes_of_an_opportunity() {
    use OpportunityEvent as E;
    const ID: &str = "ho-100002";
    let mut ends = BTreeMap::<&str, usize>::new();
    for game in 0..GAMES {
        let service = Service::start().await;
        let partner = service.signed_in("yunfan-wang").await;
        let vendor = service.signed_in("vendor-operator").await;
        let mut dice = Dice(game + 100);
        let read = async || -> (OpportunityStatus, i64) {
            let path = format!("/v2/operations/opportunities/{ID}");
            let case: Value = vendor.raw("GET", &path, &[], "").await.ok();
            let row = &case["opportunity"]["row"];
            let status = OpportunityStatus::parse(row["status"].as_str().unwrap()).unwrap();
            (status, row["version"].as_i64().unwrap())
        };
        let (status, version) = read().await;
        assert_eq!(status, OpportunityStatus::PendingAccept);
        let by_partner = dice.pick(&[E::Accept, E::Reject]);
        let by_other = dice.pick(&[E::Recall, E::TimeOut]);
        let act = async |event: OpportunityEvent| -> bool {
            let (browser, path, body) = match event {
                E::Accept => (
                    &partner,
                    format!("/v2/partners/opportunities/{ID}/accept"),
                    json!({ "version": version }),
                ),
                E::Reject => (
                    &partner,
                    format!("/v2/partners/opportunities/{ID}/reject"),
                    json!({ "version": version, "reason_code": "INFORMATION_DIFFERS" }),
                ),
                E::Recall => (
                    &vendor,
                    format!("/v2/operations/opportunities/{ID}/recall"),
                    json!({ "version": version, "reason": "a mistake" }),
                ),
                _ => {
                    service.pass(30 * 86_400);
                    return jobs::run_due(&service.app).await.unwrap() > 0;
                }
            };
            let answer = change(browser, "POST", &path, &body.to_string()).await;
            assert!(answer.status < 500, "{}", answer.body);
            answer.status == 200
        };
        let (first, second) = tokio::join!(act(by_partner), act(by_other));
        // The clock ends sessions as well; whoever looks signs in again.
        vendor.sign_in("vendor-operator", backend::seed::PASSWORD).await.ok::<contract::session::Me>();
        let (now, next) = read().await;
        let told = format!("game {game}: {by_partner:?} {first}, {by_other:?} {second} → {now:?}");
        let leads = |event: OpportunityEvent| status.after(Direction::FromVendor, event) == Ok(now);
        assert_ne!(now, status, "{told}");
        assert_eq!(next, version + 1, "{told}");
        assert!((first && leads(by_partner)) || leads(by_other), "{told}");
        if by_other == E::Recall {
            assert_ne!(first, second, "{told}");
        }
        *ends.entry(now.as_str()).or_default() += 1;
    }
    assert!(ends.len() >= 2, "the dice ended in {ends:?} only");
}

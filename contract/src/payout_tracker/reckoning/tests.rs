use super::*;
use PayoutStatus as S;
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entered(history: &[(S, &str)]) -> Vec<Entered> {
    history.iter().map(|(status, text)| Entered { status: *status, at: at(text) }).collect()
}

fn tracked(history: &[(S, &str)], received: Option<&str>, ordered: Option<&str>, now: &str) -> Tracker {
    let entered = entered(history);
    let journey = Journey {
        needs_invoice: true,
        method: PayoutMethod::Bank,
        entered: &entered,
        invoices_received_at: received.map(at),
        payment_ordered_at: ordered.map(at),
    };
    track(&journey, &WorkingCalendar::default(), at(now))
}

const APPLIED: (S, &str) = (S::Processing, "2026-11-02T02:00:00Z");
const ASKED: (S, &str) = (S::InvoicePending, "2026-11-03T02:00:00Z");
const HANDED_IN: (S, &str) = (S::InvoiceReview, "2026-11-05T02:00:00Z");
const ACCEPTED: (S, &str) = (S::PaymentReview, "2026-11-09T02:00:00Z");
const RELEASED: (S, &str) = (S::Paying, "2026-11-11T02:00:00Z");
const PAID: (S, &str) = (S::Done, "2026-11-12T02:00:00Z");

#[test]
fn a_new_application_is_with_operations_for_three_working_days() {
    let tracker = tracked(&[APPLIED], None, None, "2026-11-02T03:00:00Z");
    let step = tracker.current().unwrap();
    assert_eq!(
        (step.stage, step.state, step.holder),
        (Stage::Processing, StepState::Current, Holder::VendorOperations)
    );
    assert_eq!(step.promised_until, Some(at("2026-11-05T16:00:00Z")));
    assert_eq!((step.promise, step.advice), (Some(Promise::ProcessedInThreeWorkingDays), Some(Advice::Wait)));
    assert!(tracker.steps[0].ended_at.is_some() && tracker.steps[2].since.is_none());
    assert!(tracker.arrival.unwrap().from > at("2026-11-05T00:00:00Z"));
}

#[test]
fn beyond_the_promise_customer_service_is_asked() {
    let just_before = tracked(&[APPLIED], None, None, "2026-11-05T15:59:59Z");
    assert!(!just_before.current().unwrap().overdue);
    let overdue = tracked(&[APPLIED], None, None, "2026-11-05T16:00:00Z");
    let step = overdue.current().unwrap();
    assert!(step.overdue);
    assert_eq!(step.advice, Some(Advice::ContactCustomerService));
    assert!(step.expected.unwrap().from >= at("2026-11-05T16:00:00Z"));
}

#[test]
fn while_the_paper_is_in_the_post_the_partner_holds_it_and_nothing_is_promised() {
    let history = [APPLIED, ASKED, HANDED_IN];
    let posted = tracked(&history, None, None, "2026-11-20T02:00:00Z");
    let step = posted.current().unwrap();
    assert_eq!((step.holder, step.promise, step.overdue), (Holder::You, None, false));
    assert_eq!(step.advice, Some(Advice::PostInvoices));
    let received = tracked(&history, Some("2026-11-20T02:00:00Z"), None, "2026-11-20T02:00:00Z");
    let step = received.current().unwrap();
    assert_eq!(step.holder, Holder::VendorFinance);
    assert_eq!(step.promised_until, Some(at("2026-11-24T16:00:00Z")));
}

#[test]
fn the_money_is_promised_fifteen_days_after_the_invoice_was_received() {
    let history = [APPLIED, ASKED, HANDED_IN, ACCEPTED, RELEASED];
    let received = Some("2026-11-05T02:00:00Z");
    let finance = tracked(&history, received, None, "2026-11-11T03:00:00Z");
    let step = finance.current().unwrap();
    assert_eq!((step.holder, step.promise), (Holder::VendorFinance, Some(Promise::PaidInFifteenDays)));
    assert_eq!(step.promised_until, Some(at("2026-11-20T16:00:00Z")));
    assert_eq!(finance.promised_arrival, step.promised_until);
    // Two working days after the approval is what is expected.
    assert_eq!(step.expected.unwrap().until, at("2026-11-13T16:00:00Z"));
    let bank = tracked(&history, received, Some("2026-11-11T04:00:00Z"), "2026-11-11T05:00:00Z");
    assert_eq!(bank.current().unwrap().holder, Holder::Bank);
}

#[test]
fn rejected_invoices_lead_back_and_the_steps_ahead_forget() {
    let back = (S::InvoicePending, "2026-11-09T02:00:00Z");
    let tracker = tracked(&[APPLIED, ASKED, HANDED_IN, back], None, None, "2026-11-09T03:00:00Z");
    let step = tracker.current().unwrap();
    assert_eq!((step.stage, step.visits), (Stage::Invoicing, 2));
    assert_eq!(step.advice, Some(Advice::MendInvoices));
    assert_eq!(step.since, Some(at("2026-11-09T02:00:00Z")));
    let review = &tracker.steps[3];
    assert_eq!((review.state, review.since, review.visits), (StepState::Ahead, None, 0));
}

#[test]
fn a_finished_one_says_where_to_look() {
    let tracker = tracked(
        &[APPLIED, ASKED, HANDED_IN, ACCEPTED, RELEASED, PAID],
        Some("2026-11-05T02:00:00Z"),
        None,
        "2027-01-01T00:00:00Z",
    );
    assert!(tracker.steps.iter().all(|step| step.state == StepState::Done && !step.overdue));
    let last = tracker.current().unwrap();
    assert_eq!((last.stage, last.advice), (Stage::Payment, Some(Advice::CheckBank)));
    assert_eq!(last.ended_at, Some(at("2026-11-12T02:00:00Z")));
    assert_eq!((tracker.arrival, tracker.promised_arrival), (None, None));
}

#[test]
fn a_rejected_one_stops_where_it_was() {
    let rejected = (S::Rejected, "2026-11-10T02:00:00Z");
    let tracker =
        tracked(&[APPLIED, ASKED, HANDED_IN, ACCEPTED, rejected], None, None, "2026-11-10T03:00:00Z");
    let step = tracker.current().unwrap();
    assert_eq!((step.stage, step.state), (Stage::PaymentReview, StepState::Stopped));
    assert_eq!((step.advice, tracker.arrival), (Some(Advice::ApplyAgain), None));
}

#[test]
fn without_invoice_it_is_credited_by_itself() {
    let entered = entered(&[APPLIED]);
    let journey = Journey {
        needs_invoice: false,
        method: PayoutMethod::VoucherQuota,
        entered: &entered,
        invoices_received_at: None,
        payment_ordered_at: None,
    };
    let tracker = track(&journey, &WorkingCalendar::default(), at("2026-11-02T02:01:00Z"));
    let stages: Vec<Stage> = tracker.steps.iter().map(|step| step.stage).collect();
    assert_eq!(stages, [Stage::Application, Stage::Processing, Stage::Payment]);
    let step = tracker.current().unwrap();
    assert_eq!(step.promise, Some(Promise::CreditedAutomatically));
    assert_eq!(step.expected.unwrap().until, at("2026-11-02T02:10:00Z"));
}

proptest! {
    #[test]
    fn there_is_one_place_where_it_is_and_time_never_runs_backwards(
        length in 1_usize..6, hours in proptest::collection::vec(0_i64..400, 6), later in 0_i64..4_000_000,
    ) {
        let states = [S::Processing, S::InvoicePending, S::InvoiceReview, S::PaymentReview, S::Paying, S::Done];
        let mut time = at("2026-11-02T02:00:00Z");
        let mut history = Vec::new();
        for (status, hours) in states.into_iter().zip(hours).take(length) {
            time = time.plus_seconds(hours * 3_600);
            history.push(Entered { status, at: time });
        }
        let journey = Journey {
            needs_invoice: true,
            method: PayoutMethod::Account,
            entered: &history,
            invoices_received_at: history.get(2).map(|entered| entered.at),
            payment_ordered_at: None,
        };
        let now = time.plus_seconds(later);
        let tracker = track(&journey, &WorkingCalendar::default(), now);
        let here = tracker.steps.iter().filter(|step| step.state == StepState::Current).count();
        prop_assert_eq!(here, usize::from(length < 6));
        let mut before = now;
        for expected in tracker.steps.iter().filter_map(|step| step.expected) {
            prop_assert!(expected.from <= expected.until && before <= expected.from);
            before = expected.from;
        }
        prop_assert!(tracker.steps.iter().all(|step| step.ended_at.is_none_or(|end| step.since.unwrap() <= end)));
    }
}

//! The reckoning of [`super::track`].

use super::{Advice, Entered, Expected, Holder, Journey, Promise, Stage, Step, StepState, Tracker};
use crate::{
    invoices::INVOICE_WITHIN_DAYS, payout_status::PayoutStatus, payouts::PayoutMethod, time::Timestamp,
    working_days::WorkingCalendar,
};

/// Calendar days from a qualified invoice to the money (S14).
const PAID_WITHIN_DAYS: i64 = 15;
/// What needs no invoice is usually credited so soon.
const CREDITED_AFTER_S: i64 = 600;

/// Where a payout is at a moment.
#[must_use]
pub fn track(journey: &Journey<'_>, calendar: &WorkingCalendar, now: Timestamp) -> Tracker {
    let stages = Stage::of(journey.needs_invoice);
    let here = journey.entered.last();
    let stopped = here.is_some_and(|entered| entered.status == PayoutStatus::Rejected);
    let finished = here.is_some_and(|entered| entered.status == PayoutStatus::Done);
    let at = position(journey, stages);
    let way = Way { journey, calendar, now };
    let mut expected: Option<Expected> = None;
    let mut steps = Vec::with_capacity(stages.len());
    for (index, stage) in stages.iter().copied().enumerate() {
        let state = match index.cmp(&at) {
            _ if finished => StepState::Done,
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if stopped => StepState::Stopped,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Greater => StepState::Ahead,
        };
        let visit = visit(journey.entered, stage);
        let since = visit.map(|visit| visit.since);
        expected = match state {
            StepState::Current => since.map(|since| way.expected(stage, since)),
            StepState::Ahead if !stopped => expected.map(|before| way.expected_after(stage, before)),
            _ => None,
        };
        let promise =
            since.filter(|_| state == StepState::Current).and_then(|since| way.promise(stage, since));
        let overdue = promise.is_some_and(|(_, until)| now >= until);
        let known = state != StepState::Ahead;
        steps.push(Step {
            stage,
            state,
            holder: way.holder(stage),
            since: since.filter(|_| known),
            ended_at: visit.filter(|_| known).and_then(|visit| visit.until),
            visits: visit.filter(|_| known).map_or(0, |visit| visit.count),
            promised_until: promise.map(|(_, until)| until),
            promise: promise.map(|(promise, _)| promise),
            expected,
            overdue,
            advice: way.advice(stage, state, overdue, visit.map_or(0, |visit| visit.count)),
        });
    }
    let received = journey.invoices_received_at.filter(|_| at > 2);
    Tracker {
        steps,
        arrival: expected,
        promised_arrival: received
            .filter(|_| !finished && !stopped)
            .map(|at| end_of_day(at, PAID_WITHIN_DAYS)),
    }
}

/// Index of the stop where it is, or where it ended.
fn position(journey: &Journey<'_>, stages: &[Stage]) -> usize {
    let stage = journey.entered.iter().rev().find_map(|entered| stage_of(entered.status));
    stages.iter().position(|known| Some(*known) == stage).unwrap_or(0)
}

const fn stage_of(status: PayoutStatus) -> Option<Stage> {
    match status {
        PayoutStatus::Processing => Some(Stage::Processing),
        PayoutStatus::InvoicePending => Some(Stage::Invoicing),
        PayoutStatus::InvoiceReview => Some(Stage::InvoiceReview),
        PayoutStatus::PaymentReview => Some(Stage::PaymentReview),
        PayoutStatus::Paying => Some(Stage::Payment),
        PayoutStatus::Done | PayoutStatus::Rejected => None,
    }
}

/// The last time at a stop.
#[derive(Clone, Copy)]
struct Visit {
    since: Timestamp,
    until: Option<Timestamp>,
    count: u32,
}

fn visit(entered: &[Entered], stage: Stage) -> Option<Visit> {
    if stage == Stage::Application {
        let applied = entered.first()?.at;
        return Some(Visit { since: applied, until: Some(applied), count: 1 });
    }
    let at_stage = |entered: &Entered| stage_of(entered.status) == Some(stage);
    let last = entered.iter().rposition(at_stage)?;
    let count = entered.iter().filter(|entered| at_stage(entered)).count();
    Some(Visit {
        since: entered.get(last)?.at,
        until: entered.get(last + 1).map(|next| next.at),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    })
}

/// 24:00 of the day that lies so many calendar days after a moment.
fn end_of_day(event: Timestamp, days: i64) -> Timestamp {
    event.china_day().plus_days(days + 1).china_midnight()
}

struct Way<'a> {
    journey: &'a Journey<'a>,
    calendar: &'a WorkingCalendar,
    now: Timestamp,
}

impl Way<'_> {
    fn promise(&self, stage: Stage, since: Timestamp) -> Option<(Promise, Timestamp)> {
        let in_working_days = |event, days| self.calendar.deadline(event, days);
        match stage {
            Stage::Application => None,
            Stage::Processing if self.journey.needs_invoice => {
                Some((Promise::ProcessedInThreeWorkingDays, in_working_days(since, 3)))
            }
            Stage::Processing => Some((Promise::CreditedAutomatically, in_working_days(since, 1))),
            Stage::Payment if !self.journey.needs_invoice => {
                Some((Promise::CreditedAutomatically, in_working_days(since, 1)))
            }
            Stage::Invoicing => Some((Promise::InvoicedInThirtyDays, end_of_day(since, INVOICE_WITHIN_DAYS))),
            Stage::InvoiceReview => self
                .journey
                .invoices_received_at
                .map(|at| (Promise::ReviewedOnSecondWorkingDay, in_working_days(at, 2))),
            Stage::PaymentReview | Stage::Payment => self
                .journey
                .invoices_received_at
                .map(|at| (Promise::PaidInFifteenDays, end_of_day(at, PAID_WITHIN_DAYS))),
        }
    }

    /// When the current step should go on; what is late already is expected from now on.
    fn expected(&self, stage: Stage, since: Timestamp) -> Expected {
        let from_event = match stage {
            Stage::InvoiceReview => self.journey.invoices_received_at.unwrap_or(self.now),
            _ => since,
        };
        let Expected { from, until } = self.after(stage, Expected { from: from_event, until: from_event });
        Expected { from: from.max(self.now), until: until.max(self.now) }
    }

    fn expected_after(&self, stage: Stage, before: Expected) -> Expected {
        self.after(stage, before)
    }

    /// How long a step takes (G3.8): working days, least and most.
    fn after(&self, stage: Stage, begin: Expected) -> Expected {
        let (least, most) = match stage {
            Stage::Application => (0, 0),
            _ if !self.journey.needs_invoice => {
                return Expected { from: begin.from, until: begin.until.plus_seconds(CREDITED_AFTER_S) };
            }
            Stage::Invoicing => {
                return Expected { from: begin.from, until: end_of_day(begin.until, INVOICE_WITHIN_DAYS) };
            }
            Stage::Processing | Stage::PaymentReview => (1, 3),
            Stage::InvoiceReview | Stage::Payment => (1, 2),
        };
        let after = |event, days| if days == 0 { event } else { self.calendar.deadline(event, days) };
        Expected { from: after(begin.from, least), until: after(begin.until, most) }
    }

    fn holder(&self, stage: Stage) -> Holder {
        let received = self.journey.invoices_received_at.is_some();
        match stage {
            Stage::Application | Stage::Invoicing => Holder::You,
            Stage::Processing => Holder::VendorOperations,
            Stage::InvoiceReview if self.is_at(stage) && !received => Holder::You,
            Stage::Payment if self.is_with_bank() => Holder::Bank,
            Stage::InvoiceReview | Stage::PaymentReview | Stage::Payment => Holder::VendorFinance,
        }
    }

    fn is_at(&self, stage: Stage) -> bool {
        self.journey.entered.last().and_then(|entered| stage_of(entered.status)) == Some(stage)
    }

    fn is_with_bank(&self) -> bool {
        self.journey.method == PayoutMethod::Bank && self.journey.payment_ordered_at.is_some()
    }

    fn advice(&self, stage: Stage, progress: StepState, overdue: bool, times: u32) -> Option<Advice> {
        match progress {
            StepState::Stopped => Some(Advice::ApplyAgain),
            StepState::Done if stage == Stage::Payment => Some(match self.journey.method {
                PayoutMethod::Bank => Advice::CheckBank,
                PayoutMethod::Account | PayoutMethod::AccountWithOwedInvoice => Advice::CheckAccount,
                PayoutMethod::VoucherQuota => Advice::CheckVoucherQuota,
            }),
            StepState::Done | StepState::Ahead => None,
            StepState::Current => Some(match (stage, self.holder(stage)) {
                (Stage::Invoicing, _) if times > 1 => Advice::MendInvoices,
                (Stage::Invoicing, _) => Advice::IssueInvoices,
                (_, Holder::You) => Advice::PostInvoices,
                _ if overdue => Advice::ContactCustomerService,
                _ => Advice::Wait,
            }),
        }
    }
}

#[cfg(test)]
mod tests;

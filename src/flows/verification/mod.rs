//! The verification code: one dialog that any change can raise. The change waits in [`code`] and goes on by itself.

mod dialog;

pub use dialog::VerificationDialog;

use contract::{
    problem::{ErrorCode, Problem},
    verification::{Challenge, Operation},
};
use futures::channel::oneshot;
use leptos::prelude::*;
use std::cell::RefCell;

crate::i18n::words!("flows/verification");

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq)]
struct Asking {
    challenge: Challenge,
    /// Why the last code was refused.
    problem: Option<Problem>,
    /// The change is under way with the code just typed.
    checking: bool,
}

thread_local! {
    static ASKING: ArcRwSignal<Option<Asking>> = ArcRwSignal::new(None);
    static WAITING: RefCell<Option<oneshot::Sender<Option<String>>>> = const { RefCell::new(None) };
}

fn asking() -> ArcRwSignal<Option<Asking>> {
    ASKING.with(Clone::clone)
}

/// Opens the dialog for a challenge; if it is open already, the complaint that it shows stays.
pub(super) fn open(challenge: Challenge) {
    asking().update(|asking| {
        let problem = asking.take().and_then(|asking| asking.problem);
        *asking = Some(Asking { challenge, problem, checking: false });
    });
}

/// Whether the dialog stands there.
pub(super) fn is_open() -> bool {
    asking().with_untracked(Option::is_some)
}

/// Shows in the open dialog why a code was refused. When that has ended the challenge, the dialog waits for the next one.
pub(super) fn complain(problem: Problem) {
    asking().update(|asking| {
        if let Some(asking) = asking {
            if let Some(left) = problem.remaining_tries {
                asking.challenge.remaining_tries = left;
            }
            asking.checking = problem.error_code == ErrorCode::TooManyTries;
            asking.problem = Some(problem);
        }
    });
}

/// Waits for the six digits; `None` when the user closes the dialog.
pub(super) async fn code() -> Option<String> {
    let (sender, receiver) = oneshot::channel();
    // A second change that asks at the same time takes the dialog over; the first one is cancelled, not lost.
    if let Some(former) = WAITING.replace(Some(sender)) {
        let _ = former.send(None);
    }
    receiver.await.ok().flatten()
}

/// Closes the dialog: the change has its answer.
pub(super) fn close() {
    asking().set(None);
    WAITING.take();
}

/// Called by the dialog.
fn answer(code: Option<String>) {
    if code.is_some() {
        asking().update(|asking| {
            if let Some(asking) = asking {
                asking.checking = true;
                asking.problem = None;
            }
        });
    } else {
        asking().set(None);
    }
    if let Some(waiting) = WAITING.take() {
        let _ = waiting.send(code);
    }
}

/// What a code is for.
#[must_use]
pub fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Disassociate => msg::operation_disassociate(),
        Operation::Switch => msg::operation_switch(),
        Operation::HandleApply => msg::operation_handle_apply(),
        Operation::Grant => msg::operation_grant(),
        Operation::PayOrder => msg::operation_pay_order(),
        Operation::Freeze => msg::operation_freeze(),
        Operation::Unfreeze => msg::operation_unfreeze(),
        Operation::Setting => msg::operation_setting(),
        Operation::Associate => msg::operation_associate(),
        Operation::ApplyPayout => msg::operation_apply_payout(),
        Operation::BusinessInfo => msg::operation_business_info(),
        Operation::PayoutAccount => msg::operation_payout_account(),
        Operation::Withdraw => msg::operation_withdraw(),
        Operation::ActivateRemittance => msg::operation_activate_remittance(),
        Operation::ManageMember => msg::operation_manage_member(),
    }
}

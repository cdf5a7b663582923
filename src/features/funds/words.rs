//! What movements of money and states of vouchers are called.

use super::msg;
use crate::ui::Tone;
use contract::{accounts::AdjustOperation, customers::VoucherState, funds::FundsEntryKind};

pub fn entry_kind(kind: FundsEntryKind) -> &'static str {
    match kind {
        FundsEntryKind::Opening => msg::entry_opening(),
        FundsEntryKind::ToppedUp => msg::entry_topped_up(),
        FundsEntryKind::Remitted => msg::entry_remitted(),
        FundsEntryKind::WithdrawalHeld => msg::entry_withdrawal_held(),
        FundsEntryKind::WithdrawalReturned => msg::entry_withdrawal_returned(),
        FundsEntryKind::Granted => msg::entry_granted(),
        FundsEntryKind::Returned => msg::entry_returned(),
        FundsEntryKind::OrderPaid => msg::entry_order_paid(),
        FundsEntryKind::PaidOut => msg::entry_paid_out(),
        FundsEntryKind::Other => msg::entry_other(),
    }
}

pub fn operation(operation: AdjustOperation) -> &'static str {
    match operation {
        AdjustOperation::Grant => msg::operation_grant(),
        AdjustOperation::Recall => msg::operation_recall(),
        AdjustOperation::Disassociated => msg::operation_disassociated(),
        AdjustOperation::OrderPaid => msg::operation_order_paid(),
    }
}

pub fn voucher_state(state: VoucherState) -> (&'static str, Tone) {
    match state {
        VoucherState::Issued => (msg::state_issued(), Tone::Success),
        VoucherState::Recalled => (msg::state_recalled(), Tone::Neutral),
    }
}

//! What movements of money and states of vouchers are called.

use super::msg;
use crate::ui::Tone;
use contract::{accounts::AdjustOperation, customers::VoucherState};

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

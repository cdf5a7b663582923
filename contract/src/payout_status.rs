//! The life of a payout application (申付单, G3) and of its invoices (G4), each in one place.

use crate::problem::ErrorCode;

words! {
    /// Where a payout stands. 待提交申请 (`APPLY_PENDING`) is no state of it: what is not applied for is no payout yet.
    PayoutStatus {
        /// 申请处理中
        Processing = "PROCESSING",
        /// 待伙伴开票
        InvoicePending = "INVOICE_PENDING",
        /// 发票待审核
        InvoiceReview = "INVOICE_REVIEW",
        /// 申付审核中
        PaymentReview = "PAYMENT_REVIEW",
        /// 支付中
        Paying = "PAYING",
        /// 已完成
        Done = "DONE",
        /// 已驳回: the incentives are back.
        Rejected = "REJECTED",
    }
}

/// What happens to a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayoutEvent {
    /// The application is in order, and an invoice is needed.
    AskForInvoices,
    /// The application is in order, and none is needed.
    ReleaseWithoutInvoice,
    /// The partner wrote its invoices down.
    HandInInvoices,
    AcceptInvoices,
    /// They go back to the partner, with a reason.
    RejectInvoices,
    ReleasePayment,
    Pay,
    /// The application is refused, or the payment fails.
    Reject,
}

impl PayoutEvent {
    pub const ALL: [Self; 8] = [
        Self::AskForInvoices,
        Self::ReleaseWithoutInvoice,
        Self::HandInInvoices,
        Self::AcceptInvoices,
        Self::RejectInvoices,
        Self::ReleasePayment,
        Self::Pay,
        Self::Reject,
    ];
}

impl PayoutStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: PayoutEvent) -> Result<Self, ErrorCode> {
        use PayoutEvent as E;
        match (self, event) {
            (Self::Processing, E::AskForInvoices) | (Self::InvoiceReview, E::RejectInvoices) => {
                Ok(Self::InvoicePending)
            }
            (Self::InvoicePending, E::HandInInvoices) => Ok(Self::InvoiceReview),
            (Self::InvoiceReview, E::AcceptInvoices) => Ok(Self::PaymentReview),
            (Self::Processing, E::ReleaseWithoutInvoice) | (Self::PaymentReview, E::ReleasePayment) => {
                Ok(Self::Paying)
            }
            (Self::Paying, E::Pay) => Ok(Self::Done),
            (Self::Processing | Self::PaymentReview | Self::Paying, E::Reject) => Ok(Self::Rejected),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether it is not finished.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Processing
            | Self::InvoicePending
            | Self::InvoiceReview
            | Self::PaymentReview
            | Self::Paying => true,
            Self::Done | Self::Rejected => false,
        }
    }
}

words! {
    /// Where an invoice stands.
    InvoiceStatus {
        /// Handed in; the vendor looks at it.
        Submitted = "SUBMITTED",
        Accepted = "ACCEPTED",
        /// Its payout waits for others, which may have the same numbers.
        Rejected = "REJECTED",
    }
}

impl InvoiceStatus {
    /// The state after the vendor's review.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was reviewed before.
    pub const fn reviewed(self, accepted: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Submitted if accepted => Ok(Self::Accepted),
            Self::Submitted => Ok(Self::Rejected),
            Self::Accepted | Self::Rejected => Err(ErrorCode::NotInThisState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PayoutEvent as E;
    use PayoutStatus as S;
    use proptest::prelude::*;

    #[test]
    fn rejected_invoices_lead_back_to_invoicing_and_nowhere_else() {
        assert_eq!(S::InvoiceReview.after(E::RejectInvoices), Ok(S::InvoicePending));
        for status in S::ALL.into_iter().filter(|status| *status != S::InvoiceReview) {
            assert_eq!(status.after(E::RejectInvoices), Err(ErrorCode::NotInThisState), "{status:?}");
        }
    }

    #[test]
    fn a_finished_payout_stays_finished() {
        for status in S::ALL.into_iter().filter(|status| !status.is_open()) {
            for event in E::ALL {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState), "{status:?} {event:?}");
            }
        }
    }

    #[test]
    fn stored_words_are_read_back() {
        assert!(S::ALL.iter().all(|known| S::parse(known.as_str()) == Some(*known)));
        assert!(InvoiceStatus::ALL.iter().all(|known| InvoiceStatus::parse(known.as_str()) == Some(*known)));
    }

    proptest! {
        #[test]
        fn it_is_paid_once_and_only_by_paying(events in proptest::collection::vec(0_usize..E::ALL.len(), 0..60)) {
            let mut status = S::Processing;
            let mut paid = 0;
            for event in events {
                let event = E::ALL[event];
                if let Ok(next) = status.after(event) {
                    paid += usize::from(event == E::Pay);
                    status = next;
                }
            }
            prop_assert_eq!(paid, usize::from(status == S::Done));
        }
    }
}

//! The life of a statement (domain H), in one place: confirmed by the partner, countersigned, invoiced, reviewed, paid.

use crate::problem::ErrorCode;

words! {
    /// Where a statement stands.
    StatementStatus {
        /// 待确认
        PendingConfirm = "PENDING_CONFIRM",
        /// 待会签: confirmed, nobody at the vendor's has taken it up.
        PendingCountersign = "PENDING_COUNTERSIGN",
        /// 会签中
        Countersigning = "COUNTERSIGNING",
        /// 申付单创建失败: the vendor's operator mends it.
        CreateFailed = "CREATE_FAILED",
        /// 待开票
        InvoicePending = "INVOICE_PENDING",
        /// 发票待审核
        InvoiceReview = "INVOICE_REVIEW",
        /// 申付审核
        PaymentReview = "PAYMENT_REVIEW",
        /// 支付中
        Paying = "PAYING",
        /// 已完成
        Done = "DONE",
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    Partner,
    Vendor,
    Bank,
}

/// What happens to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementEvent {
    /// The partner agrees.
    Confirm,
    /// The operator takes the countersigning up.
    TakeUp,
    /// Countersigned: the payment application stands.
    Countersign,
    /// Countersigned, but the payment application could not be made.
    FailCreation,
    /// The application was made after all.
    Recreate,
    /// It has to be countersigned once more.
    CountersignAgain,
    /// The partner hands its invoices in.
    HandInInvoices,
    AcceptInvoices,
    ReturnInvoices,
    ApprovePayment,
    /// Back to those who look at the invoices.
    ReturnPayment,
    Pay,
    /// The bank did not take it.
    FailPayment,
}

impl StatementEvent {
    pub const ALL: [Self; 13] = [
        Self::Confirm,
        Self::TakeUp,
        Self::Countersign,
        Self::FailCreation,
        Self::Recreate,
        Self::CountersignAgain,
        Self::HandInInvoices,
        Self::AcceptInvoices,
        Self::ReturnInvoices,
        Self::ApprovePayment,
        Self::ReturnPayment,
        Self::Pay,
        Self::FailPayment,
    ];
}

impl StatementStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: StatementEvent) -> Result<Self, ErrorCode> {
        use StatementEvent as E;
        match (self, event) {
            (Self::PendingConfirm, E::Confirm) | (Self::CreateFailed, E::CountersignAgain) => {
                Ok(Self::PendingCountersign)
            }
            (Self::PendingCountersign, E::TakeUp) => Ok(Self::Countersigning),
            (Self::Countersigning, E::FailCreation) => Ok(Self::CreateFailed),
            (Self::Countersigning, E::Countersign)
            | (Self::CreateFailed, E::Recreate)
            | (Self::InvoiceReview, E::ReturnInvoices) => Ok(Self::InvoicePending),
            (Self::InvoicePending, E::HandInInvoices) | (Self::PaymentReview, E::ReturnPayment) => {
                Ok(Self::InvoiceReview)
            }
            (Self::InvoiceReview, E::AcceptInvoices) | (Self::Paying, E::FailPayment) => {
                Ok(Self::PaymentReview)
            }
            (Self::PaymentReview, E::ApprovePayment) => Ok(Self::Paying),
            (Self::Paying, E::Pay) => Ok(Self::Done),
            (
                Self::PendingConfirm
                | Self::PendingCountersign
                | Self::Countersigning
                | Self::CreateFailed
                | Self::InvoicePending
                | Self::InvoiceReview
                | Self::PaymentReview
                | Self::Paying
                | Self::Done,
                _,
            ) => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whose turn it is; nobody's when it is done.
    #[must_use]
    pub const fn holder(self) -> Option<Holder> {
        match self {
            Self::PendingConfirm | Self::InvoicePending => Some(Holder::Partner),
            Self::PendingCountersign
            | Self::Countersigning
            | Self::CreateFailed
            | Self::InvoiceReview
            | Self::PaymentReview => Some(Holder::Vendor),
            Self::Paying => Some(Holder::Bank),
            Self::Done => None,
        }
    }

    /// Working days in which this step is promised to be over (G3, which says it for the same steps of a payout); `None`
    /// where nothing is promised.
    #[must_use]
    pub const fn promised_days(self) -> Option<u32> {
        match self {
            Self::InvoiceReview | Self::Paying => Some(2),
            Self::PendingConfirm
            | Self::PendingCountersign
            | Self::Countersigning
            | Self::CreateFailed
            | Self::InvoicePending
            | Self::PaymentReview
            | Self::Done => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StatementEvent as E;
    use proptest::prelude::*;

    fn event() -> impl Strategy<Value = E> {
        (0..E::ALL.len()).prop_map(|nth| E::ALL[nth])
    }

    proptest! {
        /// Whatever is tried in whatever order: confirmed at most once, paid at most once, never paid before an invoice was
        /// accepted and the payment approved.
        #[test]
        fn no_order_of_events_confirms_or_pays_twice_or_too_early(events in proptest::collection::vec(event(), 0..200)) {
            let mut status = StatementStatus::PendingConfirm;
            let mut happened: Vec<E> = Vec::new();
            for event in events {
                if let Ok(next) = status.after(event) {
                    status = next;
                    happened.push(event);
                }
            }
            let times = |event: E| happened.iter().filter(|one| **one == event).count();
            prop_assert!(times(E::Confirm) <= 1);
            prop_assert!(times(E::Pay) <= 1);
            prop_assert_eq!(times(E::Pay) == 1, status == StatementStatus::Done);
            if let Some(paid) = happened.iter().position(|one| *one == E::Pay) {
                prop_assert!(happened[..paid].contains(&E::AcceptInvoices));
                prop_assert!(happened[..paid].contains(&E::ApprovePayment));
            }
        }
    }

    #[test]
    fn every_state_is_reached_and_only_the_last_is_nobodys() {
        let mut reached = vec![StatementStatus::PendingConfirm];
        for _ in StatementStatus::ALL {
            for status in reached.clone() {
                let next = E::ALL.into_iter().filter_map(|event| status.after(event).ok());
                reached.extend(next.filter(|next| !reached.contains(next)).collect::<Vec<_>>());
            }
        }
        for status in StatementStatus::ALL {
            assert!(reached.contains(&status), "{status:?}");
            assert_eq!(status.holder().is_none(), status == StatementStatus::Done);
        }
    }

    #[test]
    fn confirming_twice_is_refused() {
        let confirmed = StatementStatus::PendingConfirm.after(E::Confirm).unwrap();
        assert_eq!(confirmed.after(E::Confirm), Err(ErrorCode::NotInThisState));
    }
}

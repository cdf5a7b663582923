//! How a payout is paid (G2). The method cannot be changed after the application.

words! {
    /// A way of paying out.
    PayoutMethod {
        /// 银行转账付款: to the certified bank account.
        Bank = "BANK",
        /// 返华为云账户: to the cash account, from where it can be withdrawn.
        Account = "ACCOUNT",
        /// 返华为云账户-记欠票: to the cash account at once; the invoice is owed.
        AccountWithOwedInvoice = "ACCOUNT_WITH_OWED_INVOICE",
        /// 转代金券额度: quota for vouchers.
        VoucherQuota = "VOUCHER_QUOTA",
    }
}

impl PayoutMethod {
    /// Whether it is paid only against an invoice; the others are credited automatically.
    #[must_use]
    pub const fn needs_invoice(self) -> bool {
        match self {
            Self::Bank | Self::Account => true,
            Self::AccountWithOwedInvoice | Self::VoucherQuota => false,
        }
    }

    /// Whether it goes to the account with the vendor, which has one currency.
    #[must_use]
    pub const fn credits_account(self) -> bool {
        match self {
            Self::Account | Self::AccountWithOwedInvoice => true,
            Self::Bank | Self::VoucherQuota => false,
        }
    }
}

//! What the address of the funds page means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    accounts::{AdjustOperation, AdjustRecordQuery, IssuedVoucherQuery},
    customers::VoucherState,
    funds::{FundsDetailQuery, FundsEntryKind},
    ids::CustomerId,
    time::Date,
    top_ups::{TopUpQuery, TopUpStatus},
    withdrawals::{WithdrawalQuery, WithdrawalStatus},
};

/// The table that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    #[default]
    Details,
    TopUps,
    Withdrawals,
    Records,
    Vouchers,
}

impl Table {
    const ALL: [Self; 5] = [Self::Details, Self::TopUps, Self::Withdrawals, Self::Records, Self::Vouchers];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::TopUps => "top-ups",
            Self::Withdrawals => "withdrawals",
            Self::Records => "records",
            Self::Vouchers => "vouchers",
        }
    }

    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|table| table.as_str() == text).unwrap_or_default()
    }
}

/// Everything that a link to the page carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FundsState {
    pub table: Table,
    /// One customer, in records and vouchers.
    pub customer_id: Option<CustomerId>,
    /// Records only.
    pub operation: Option<AdjustOperation>,
    /// Vouchers only.
    pub voucher_state: Option<VoucherState>,
    /// Details only: kind and days.
    pub kind: Option<FundsEntryKind>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Top-ups only.
    pub top_up_status: Option<TopUpStatus>,
    /// Withdrawals only.
    pub withdrawal_status: Option<WithdrawalStatus>,
    pub page: PageChange,
}

impl FundsState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let table = value("tab").map(|tab| Table::parse(&tab)).unwrap_or_default();
        let only_in = |wanted: Table, name: &str| value(name).filter(|_| table == wanted);
        let day = |name: &str| only_in(Table::Details, name).and_then(|day| day.parse().ok());
        let customer = value("customer_id").filter(|_| matches!(table, Table::Records | Table::Vouchers));
        Self {
            table,
            customer_id: customer.and_then(|id| id.parse().ok()),
            operation: only_in(Table::Records, "operation").and_then(|text| AdjustOperation::parse(&text)),
            voucher_state: only_in(Table::Vouchers, "state").and_then(|text| VoucherState::parse(&text)),
            kind: only_in(Table::Details, "kind").and_then(|text| FundsEntryKind::parse(&text)),
            from: day("from"),
            to: day("to"),
            top_up_status: only_in(Table::TopUps, "status").and_then(|text| TopUpStatus::parse(&text)),
            withdrawal_status: only_in(Table::Withdrawals, "status")
                .and_then(|text| WithdrawalStatus::parse(&text)),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let status = self.top_up_status.map_or("", TopUpStatus::as_str);
        let status = self.withdrawal_status.map_or(status, WithdrawalStatus::as_str);
        Route::Funds.href_with(&[
            ("tab", if self.table == Table::default() { "" } else { self.table.as_str() }),
            ("customer_id", self.customer_id.as_ref().map_or("", CustomerId::as_str)),
            ("operation", self.operation.map_or("", AdjustOperation::as_str)),
            ("state", self.voucher_state.map_or("", VoucherState::as_str)),
            ("kind", self.kind.map_or("", FundsEntryKind::as_str)),
            ("from", &day(self.from)),
            ("to", &day(self.to)),
            ("status", status),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// The same from its first page, after what is shown has changed.
    #[must_use]
    pub fn at_start(mut self) -> Self {
        self.page.offset = 0;
        self
    }

    /// Another table, for the same customer where it has one.
    #[must_use]
    pub fn with_table(self, table: Table) -> Self {
        let customer_id = self.customer_id.filter(|_| matches!(table, Table::Records | Table::Vouchers));
        let page = PageChange { offset: 0, ..self.page };
        Self { table, customer_id, page, ..Self::default() }
    }

    /// The same without its filters.
    #[must_use]
    pub fn cleared(self) -> Self {
        let page = PageChange { offset: 0, ..self.page };
        Self { table: self.table, page, ..Self::default() }
    }

    /// Whether anything is filtered.
    pub fn is_filtered(&self) -> bool {
        *self != Self { table: self.table, page: self.page, ..Self::default() }
    }

    pub fn detail_query(&self) -> FundsDetailQuery {
        FundsDetailQuery {
            kind: self.kind,
            from: self.from,
            to: self.to,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    pub fn top_up_query(&self) -> TopUpQuery {
        TopUpQuery {
            status: self.top_up_status,
            returnable: false,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    pub fn withdrawal_query(&self) -> WithdrawalQuery {
        WithdrawalQuery {
            status: self.withdrawal_status,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    pub fn record_query(&self) -> AdjustRecordQuery {
        AdjustRecordQuery {
            customer_id: self.customer_id.as_ref().map(ToString::to_string),
            operation_type: self.operation,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    pub fn voucher_query(&self) -> IssuedVoucherQuery {
        IssuedVoucherQuery {
            customer_id: self.customer_id.as_ref().map(ToString::to_string),
            state: self.voucher_state,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> FundsState {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        };
        FundsState::read(&value)
    }

    #[test]
    fn a_link_shows_the_same_rows_elsewhere() {
        for query in [
            "tab=vouchers&customer_id=c-100017&state=RECALLED&size=20&page=3",
            "tab=records&customer_id=c-100017&operation=SOURCE_OPERATION_BEUNBIND",
            "kind=TOPPED_UP&from=2026-11-01&to=2026-11-23",
            "tab=top-ups&status=EXPIRED",
            "tab=withdrawals&status=REJECTED&page=2",
            "page=2",
        ] {
            assert_eq!(read(query).href(), format!("/sales/funds?{query}"));
        }
    }

    #[test]
    fn a_filter_of_another_table_and_nonsense_are_left_out() {
        assert_eq!(
            read("operation=BOGUS&state=RECALLED&customer_id=c-1&status=PAID&tab=x&from=yesterday"),
            FundsState::default()
        );
        assert_eq!(read("tab=vouchers&operation=SOURCE_OPERATION_BEADJUST").operation, None);
    }

    #[test]
    fn another_table_keeps_the_customer_where_it_has_one_and_starts_from_its_first_page() {
        let records = || read("tab=records&customer_id=c-1&operation=SOURCE_OPERATION_BEADJUST&page=4");
        assert_eq!(records().with_table(Table::Vouchers).href(), "/sales/funds?tab=vouchers&customer_id=c-1");
        assert_eq!(records().with_table(Table::TopUps).href(), "/sales/funds?tab=top-ups");
        assert!(records().is_filtered() && !records().cleared().is_filtered());
    }
}

//! What the address of the funds page means. Pure.

use crate::{routes::Route, ui::PageChange};
use contract::{
    accounts::{AdjustOperation, AdjustRecordQuery, IssuedVoucherQuery},
    customers::VoucherState,
    ids::CustomerId,
};

/// The table that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    #[default]
    Records,
    Vouchers,
}

impl Table {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Vouchers => "vouchers",
        }
    }

    pub fn parse(text: &str) -> Self {
        if text == Self::Vouchers.as_str() { Self::Vouchers } else { Self::Records }
    }
}

/// Everything that a link to the page carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FundsState {
    pub table: Table,
    /// One customer, in both tables.
    pub customer_id: Option<CustomerId>,
    /// Records only.
    pub operation: Option<AdjustOperation>,
    /// Vouchers only.
    pub voucher_state: Option<VoucherState>,
    pub page: PageChange,
}

impl FundsState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let table = value("tab").map(|tab| Table::parse(&tab)).unwrap_or_default();
        let only_in = |wanted: Table, name: &str| value(name).filter(|_| table == wanted);
        Self {
            table,
            customer_id: value("customer_id").and_then(|id| id.parse().ok()),
            operation: only_in(Table::Records, "operation").and_then(|text| AdjustOperation::parse(&text)),
            voucher_state: only_in(Table::Vouchers, "state").and_then(|text| VoucherState::parse(&text)),
            page: PageChange::read(value),
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let [size, page] = self.page.address();
        Route::Funds.href_with(&[
            ("tab", if self.table == Table::Vouchers { Table::Vouchers.as_str() } else { "" }),
            ("customer_id", self.customer_id.as_ref().map_or("", CustomerId::as_str)),
            ("operation", self.operation.map_or("", AdjustOperation::as_str)),
            ("state", self.voucher_state.map_or("", VoucherState::as_str)),
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

    /// The other table, for the same customer.
    #[must_use]
    pub fn with_table(self, table: Table) -> Self {
        Self { table, operation: None, voucher_state: None, ..self }.at_start()
    }

    /// Whether anything is filtered.
    pub fn is_filtered(&self) -> bool {
        self.customer_id.is_some() || self.operation.is_some() || self.voucher_state.is_some()
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
            "customer_id=c-100017&operation=SOURCE_OPERATION_BEUNBIND",
            "page=2",
        ] {
            assert_eq!(read(query).href(), format!("/sales/funds?{query}"));
        }
    }

    #[test]
    fn a_filter_of_the_other_table_and_nonsense_are_left_out() {
        assert_eq!(read("operation=BOGUS&state=RECALLED&customer_id=a%20b&tab=x"), FundsState::default());
        assert_eq!(read("tab=vouchers&operation=SOURCE_OPERATION_BEADJUST").operation, None);
    }

    #[test]
    fn another_table_keeps_the_customer_and_starts_from_its_first_page() {
        let other =
            read("customer_id=c-1&operation=SOURCE_OPERATION_BEADJUST&page=4").with_table(Table::Vouchers);
        assert_eq!(other.href(), "/sales/funds?tab=vouchers&customer_id=c-1");
    }
}

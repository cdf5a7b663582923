//! The details as a file: what the filters find, as on the page.

use super::{msg, words};
use crate::flows::export::{Exported, china_time, export_button};
use contract::{
    csv,
    funds::{DETAILS, FundsDetailQuery, FundsDetails, FundsEntry},
    ids::CustomerId,
};
use leptos::prelude::*;

/// Reads page by page, and gives the file to the user.
#[component]
pub fn Export(#[prop(into)] query: Signal<FundsDetailQuery>) -> AnyView {
    let exported = Exported {
        endpoint: &DETAILS,
        part: |query: &FundsDetailQuery, offset, limit| FundsDetailQuery {
            offset: Some(offset),
            limit: Some(limit),
            ..query.clone()
        },
        rows: |page: FundsDetails| page.entries,
        write: file,
        file_name: msg::tab_details,
    };
    export_button(exported, query)
}

/// Amounts stand as plain decimals beside their currency: a spreadsheet adds up one column of one currency.
fn file(rows: &[FundsEntry]) -> String {
    let header = [
        msg::time(),
        msg::entry_kind(),
        msg::amount(),
        msg::balance_after(),
        msg::currency(),
        msg::customer_id(),
        msg::about(),
    ];
    let line = |row: &FundsEntry| {
        vec![
            row.posted_at.map(china_time).unwrap_or_default(),
            words::entry_kind(row.kind).to_owned(),
            row.amount.to_string(),
            row.balance_after.map(|after| after.to_string()).unwrap_or_default(),
            row.currency.as_str().to_owned(),
            row.customer_id.as_ref().map(CustomerId::to_string).unwrap_or_default(),
            row.about_id.clone(),
        ]
    };
    csv::write(&header, rows.iter().map(line).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{
        funds::FundsEntryKind,
        money::{Amount, Currency},
    };

    #[test]
    fn a_line_has_a_cell_for_each_header_and_a_negative_amount_is_a_number() {
        let row = FundsEntry {
            entry_id: "e-1".to_owned(),
            kind: FundsEntryKind::WithdrawalHeld,
            about_id: "wd-1".to_owned(),
            customer_id: None,
            amount: Amount::from_minor(-1_050).unwrap(),
            currency: Currency::Cny,
            balance_after: None,
            posted_at: Some("2026-11-23T17:05:59Z".parse().unwrap()),
        };
        let text = file(&[row]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
        assert!(
            lines[1].starts_with("\"2026-11-24 01:05\",") && lines[1].contains(",\"-10.50\","),
            "{}",
            lines[1]
        );
    }
}

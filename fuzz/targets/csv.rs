//! Tables out of files: read to their end in parts of any size, with the same rows, on lines that only grow.
#![no_main]

#[path = "../../src/features/customer_development/import/table.rs"]
mod table;

use libfuzzer_sys::fuzz_target;
use table::{Reader, Row};

fn read(text: &str, part: usize) -> Vec<Row> {
    let mut reader = Reader::new(text.to_owned());
    let mut rows = Vec::new();
    while !reader.is_done() {
        let next = reader.next_rows(part);
        assert!(!next.is_empty() || reader.is_done(), "it goes on without going on");
        rows.extend(next);
    }
    rows
}

fuzz_target!(|text: &str| {
    let rows = read(text, 1_000);
    assert!(rows.windows(2).all(|pair| pair[0].line < pair[1].line));
    assert_eq!(rows, read(text, 1));
});

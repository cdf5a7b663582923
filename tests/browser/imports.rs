//! Files of every encoding and shape in front of the import workbench: what cannot be used says why before anything is
//! sent, and what is wrong with a row stands beside it.

use crate::{
    customers::go,
    flows::until,
    mounted::Mounted,
    network::{Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    filing_imports::{CheckedRows, Import, ImportStatus},
    ids::ImportId,
    permissions::{Identity, Role},
    problem::ErrorCode,
    time::Timestamp,
};
use leptos::prelude::*;
use partner_center::{browser::decode, features::customer_development::ImportPage};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

const PAGE: &str = "/sales/customer-development/import";
const IMPORTS: &str = "/v2/partners/filing-imports";

fn answer(sent: &Sent) -> Reply {
    match sent.path.as_str() {
        IMPORTS => Reply::ok(&serde_json::json!({ "imports": [] })),
        _ => Reply::code(ErrorCode::NotFound),
    }
}

async fn pasted(text: &str) -> Mounted {
    partner_center::flows::fetch::forget_answers();
    sign_in(member(Identity::SolutionProvider, Role::Administrator));
    go(PAGE).await;
    let page = show(|| view! { <ImportPage /> }).await;
    page.type_into("Pasted rows", text).await;
    page.press("Use what was pasted").await;
    page
}

async fn leave() {
    show(|| view! { <h1>"elsewhere"</h1> }).await;
    go("/").await;
}

#[wasm_bindgen_test]
fn files_are_read_in_the_encodings_in_which_spreadsheets_save_them() {
    let gbk = [0xbf, 0xcd, 0xbb, 0xa7, 0xc3, 0xfb, 0xb3, 0xc6];
    let little = [0xff, 0xfe, 0xa2, 0x5b, 0x37, 0x62];
    let big = [0xfe, 0xff, 0x5b, 0xa2, 0x62, 0x37];
    assert_eq!(decode("\u{feff}客户名称".as_bytes()).as_deref(), Some("客户名称"));
    assert_eq!(decode(&gbk).as_deref(), Some("客户名称"));
    assert_eq!(decode(&little).as_deref(), Some("客户"));
    assert_eq!(decode(&big).as_deref(), Some("客户"));
    assert_eq!(decode(b"PK\x03\x04\0\0workbook"), None, "a workbook is no text");
}

#[wasm_bindgen_test]
async fn ten_thousand_rows_are_taken_and_one_more_is_refused() {
    let network = Network::start(answer);
    let rows = |count: u32| {
        let rows = (0..count).map(|row| format!("Customer {row}\t138{row:08}\tit{row}@a.example"));
        std::iter::once("Customer name\tMobile phone\tE-mail".to_owned()).chain(rows).collect::<Vec<_>>()
    };
    let page = pasted(&rows(10_001).join("\n")).await;
    until("it is refused", || page.has(".notice")).await;
    assert!(page.texts(".notice").concat().contains("more than 10,000 rows"));
    leave().await;

    let page = pasted(&rows(10_000).join("\n")).await;
    until("the columns are asked for", || page.texts("button").iter().any(|text| text == "Check the rows"))
        .await;
    assert!(network.sent().iter().all(|sent| sent.method == "GET"), "nothing is handed over unasked");
    leave().await;
}

#[wasm_bindgen_test]
async fn a_wrong_number_and_a_number_that_stands_twice_are_told_beside_their_rows() {
    let _network = Network::start(answer);
    let text = "Customer name,Mobile phone,E-mail\n\n\"Blue, \"\"Sky\"\"\",13800000001,a@b.example\n\
                Green,12345,g@b.example\nRed,+86 138-0000-0001,r@b.example\n";
    let page = pasted(text).await;
    until("the columns are asked for", || page.texts("button").iter().any(|text| text == "Check the rows"))
        .await;
    page.press("Check the rows").await;
    until("the rows are judged", || page.has(".notice")).await;
    assert!(page.texts(".notice").concat().contains("2 of 3 rows are wrong"), "{:?}", page.texts(".notice"));
    let shown = page.texts("[role=row], tr").concat();
    assert!(shown.contains("expected form"), "{shown}");
    assert!(page.texts("button").iter().any(|text| text == "Rehearse 1 rows"), "{:?}", page.texts("button"));
    leave().await;
}

#[wasm_bindgen_test]
async fn an_import_whose_beginning_fails_begins_once_or_is_given_up() {
    let lost = Rc::new(Cell::new(2));
    let seen = Rc::clone(&lost);
    let network = Network::start(move |sent| match (sent.method.as_str(), sent.path.as_str()) {
        ("POST", IMPORTS) if seen.get() > 0 => {
            seen.set(seen.get() - 1);
            Reply::code(ErrorCode::ServerFault)
        }
        ("POST", IMPORTS) => Reply::ok(&import(0)),
        ("POST", _) => Reply::ok(&CheckedRows { import: import(1), rows: Vec::new() }),
        _ => answer(sent),
    });
    let page = pasted("Customer name,Mobile phone,E-mail\nBlue,13800000001,a@b.example\n").await;
    until("the columns are asked for", || page.texts("button").iter().any(|text| text == "Check the rows"))
        .await;
    page.press("Check the rows").await;
    until("the rows are judged", || page.has(".notice")).await;
    page.press("Rehearse 1 rows").await;
    until("it can be given up", || page.texts("button").iter().any(|text| text == "Back to the rows")).await;
    page.press("Back to the rows").await;
    page.press("Rehearse 1 rows").await;
    until("it can be tried again", || page.texts("button").iter().any(|text| text == "Check result")).await;
    page.press("Check result").await;
    until("it is rehearsed", || page.texts("button").iter().any(|text| text == "File now")).await;
    let keys: Vec<_> = network.sent_to("POST", IMPORTS).into_iter().map(|sent| sent.key).collect();
    assert_eq!((keys.len(), &keys[1]), (3, &keys[2]), "the second try is the same beginning");
    assert_ne!(keys[0], keys[1], "what was given up is not gone on with");
    leave().await;
}

/// With one row, of which so many were handed over.
fn import(checked_rows: u32) -> Import {
    let status = if checked_rows == 1 { ImportStatus::Checked } else { ImportStatus::Checking };
    Import {
        import_id: ImportId::try_from("imp-0000000000000001".to_owned()).unwrap(),
        file_name: "rows".to_owned(),
        status,
        total_rows: 1,
        checked_rows,
        applied_rows: 0,
        counts: Vec::new(),
        started_at: Timestamp::from_seconds(1_800_000_000),
        changed_at: Timestamp::from_seconds(1_800_000_000),
    }
}

//! Every flow that changes something × whatever can go wrong on the way (`docs/reliability.md`, Faults). A few cells run
//! with every test run; all of them by `cargo xtask faults`.

#![expect(clippy::expect_used, reason = "a test ends where what it waits for does not come")]

mod cell;
mod files;
mod flows;
mod pages;
mod reads;
mod table;
mod trouble;

use cell::{Cell, Held};
use flows::Flow;
use harness::{Engine, Fault};
use std::{env, sync::Mutex};
use table::Table;
use trouble::Trouble;

/// Kinds of trouble that differ most, on one flow with a form and on one without.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_survives_what_most_often_goes_wrong() {
    let worst = [
        Trouble::Always(Fault::LostAfter),
        Trouble::Always(Fault::Empty),
        Trouble::Once(Fault::CutOff),
        Trouble::Always(Fault::Captive),
        Trouble::Once(Fault::BrokenAfter),
        Trouble::SessionEnds,
        Trouble::FivePresses,
        Trouble::ReloadMeanwhile,
    ];
    let cells = worst.map(|trouble| Cell { flow: Flow::named("FileCustomer"), trouble });
    all_hold(&cells).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a quarter of an hour: cargo xtask faults"]
async fn every_change_survives_every_trouble() {
    let wanted = env::var("PARTNER_CENTER_FLOWS").unwrap_or_default();
    // `TagCustomer` is a column of cells, `TagCustomer:TwoTabs` one of them, `TagCustomer:Once` those that begin so.
    let is_wanted = |cell: &Cell| {
        let (flow, trouble) = (cell.flow.name, format!("{:?}", cell.trouble));
        let names = |wish: &str| match wish.split_once(':') {
            Some((of, what)) => of == flow && trouble.starts_with(what),
            None => wish == flow,
        };
        wanted.is_empty() || wanted.split(',').any(names)
    };
    let all = |flow: Flow| Trouble::all().into_iter().map(move |trouble| Cell { flow, trouble });
    all_hold(&flows::all().into_iter().flat_map(all).filter(is_wanted).collect::<Vec<_>>()).await;
}

/// Two at a time: more would be slow for another reason than the fault.
async fn all_hold(cells: &[Cell]) {
    let Engine::Chromium = Engine::wished() else { return };
    let left = Mutex::new(cells.iter().rev().copied().collect::<Vec<_>>());
    let found = Mutex::new(Vec::new());
    let work = async || {
        loop {
            let next = left.lock().expect("no test panics here").pop();
            let Some(cell) = next else { return };
            let outcome = cell.run().await;
            found.lock().expect("no test panics here").push((cell, outcome));
        }
    };
    let both = async { tokio::join!(work(), work()) };
    tokio::task::LocalSet::new().run_until(both).await;
    let found = found.into_inner().expect("no test panics here");
    written(&found);
    let wrong = found.iter().filter_map(|(cell, outcome)| {
        let error = outcome.as_ref().err()?;
        Some(format!("{} under {:?}: {error}", cell.flow.name, cell.trouble))
    });
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {} cells: {wrong:#?}", wrong.len(), cells.len());
}

/// `docs/faults/changes.md`: what the screen claimed first, and after how long.
fn written(found: &[(Cell, Result<Option<Held>, String>)]) {
    let troubles = Trouble::all().iter().map(|trouble| format!("{trouble:?}")).collect();
    let flows = flows::all().iter().map(|flow| flow.name.to_owned()).collect();
    let mut table = Table::new("What each change says under each fault", troubles, flows);
    for flow in flows::all() {
        for trouble in Trouble::all() {
            if let Some(why) = (flow.is_void)(trouble) {
                table.void(&format!("{trouble:?}"), flow.name, why);
            }
        }
    }
    for (cell, outcome) in found {
        let text = match outcome {
            Ok(Some(held)) => format!("{} {:.1} s", held.claim, held.after.as_secs_f64()),
            Ok(None) => continue,
            Err(_) => "**wrong**".to_owned(),
        };
        table.fill(&format!("{:?}", cell.trouble), cell.flow.name, text);
    }
    table.write("changes.md");
}

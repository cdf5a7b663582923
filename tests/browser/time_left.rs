//! Countdowns run by the backend's clock and its working days, whatever the clock of the computer says.

use crate::{
    flows::until,
    network::{NOW, Network, Reply, Sent},
    shell::{member, show, sign_in},
};
use contract::{
    permissions::{Identity, Role},
    problem::ErrorCode,
    time::Timestamp,
    working_days::WorkingCalendar,
};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use partner_center::{api, flows::time_left::TimeLeft};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The clock of the computer, wrong until this is dropped.
struct WrongClock(JsValue);

impl WrongClock {
    fn of(milliseconds: f64) -> Self {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        let real = Reflect::get(&date, &"now".into()).unwrap();
        let wrong = Function::new_no_args(&format!("return {milliseconds}"));
        Reflect::set(&date, &"now".into(), &wrong).unwrap();
        Self(real)
    }
}

impl Drop for WrongClock {
    fn drop(&mut self) {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        Reflect::set(&date, &"now".into(), &self.0).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_wrong_clock_changes_no_countdown_and_weekends_do_not_count() {
    let _network = Network::start(|sent: &Sent| match sent.path.as_str() {
        "/v2/working-calendar" => Reply::ok(&WorkingCalendar::default()),
        _ => Reply::code(ErrorCode::NotFound),
    });
    let _wrong = WrongClock::of(4_102_444_800_000.0);
    sign_in(member(Identity::SolutionProvider, Role::AccountManager));
    // Any answer tells the backend's time.
    let _ = api::fetch(&contract::working_days::SHOW, (), &()).await;
    let now: i64 = NOW.parse().unwrap();
    assert!((now..now + 120).contains(&api::server_now().seconds()));

    // From Monday's noon to the end of the Tuesday after: half a day, and six working days of eight.
    let end: Timestamp = "2026-12-01T16:00:00Z".parse().unwrap();
    let page = show(move || view! { <TimeLeft deadline=end working=true /> <TimeLeft deadline=end /> }).await;
    until("working time is said", || {
        page.texts(".time-left__left") == ["6 working days 11 h left", "8 days 11 h left"]
            || page.texts(".time-left__left") == ["6 working days 12 h left", "8 days 12 h left"]
    })
    .await;
    assert_eq!(page.texts(".time-left__until")[0], "until Tue, Dec 1 24:00 (GMT+8)");
    show(|| ()).await;
}

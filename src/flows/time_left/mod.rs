//! How much time is left until a deadline: by the backend's clock, in working days where those count, with the day on
//! which it ends.

mod calendar;

use crate::{api, browser, i18n};
use calendar::calendar;
use contract::{time::Timestamp, working_days::WorkingTime};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

crate::i18n::words!("flows/time_left");

/// How often it is reckoned again.
const TICK_MS: u32 = 20_000;
const DAY_S: i64 = 86_400;

/// `<TimeLeft deadline=at working=true />`: `2 working days 4 h left, until Thu, Nov 26 24:00 (GMT+8)`.
///
/// With `working`, days that are not worked do not count. Not announced by itself: it changes all the time.
#[component]
pub fn TimeLeft(deadline: Timestamp, #[prop(optional)] working: bool) -> AnyView {
    let now = RwSignal::new(api::server_now());
    let each = move || {
        now.try_set(api::server_now());
    };
    let interval = StoredValue::new(Some(SendWrapper::new(browser::Interval::start(TICK_MS, each))));
    on_cleanup(move || {
        interval.try_set_value(None);
    });
    let days = calendar();
    let left = Memo::new(move |_| {
        let now = now.get();
        if working {
            days.with(|days| days.left(now, deadline))
        } else {
            WorkingTime::of_seconds((deadline.seconds() - now.seconds()).max(0))
        }
    });
    let tone = move || match left.get().seconds() {
        ..DAY_S => "time-left time-left--soon",
        _ => "time-left",
    };
    let is_over = move || now.with(|now| *now >= deadline);
    let words = move || if is_over() { msg::over().to_owned() } else { left_words(left.get(), working) };
    view! {
        <span class=tone>
            <strong class="time-left__left">{words}</strong>
            " "
            <time class="time-left__until" datetime=deadline.to_string()>{move || msg::until(i18n::end(deadline))}</time>
        </span>
    }
    .into_any()
}

fn left_words(left: WorkingTime, working: bool) -> String {
    let (days, hours, minutes) = (left.days(), left.hours(), left.minutes());
    match (days, working) {
        (0, _) if hours == 0 => msg::minutes(minutes),
        (0, _) => msg::hours(hours, minutes),
        (1, true) => msg::working_day(hours),
        (_, true) => msg::working_days(days, hours),
        (1, false) => msg::day(hours),
        (_, false) => msg::days(days, hours),
    }
}

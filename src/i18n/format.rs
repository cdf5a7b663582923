//! Dates, numbers and money, written by the browser's `Intl` in the current language. Money goes in as a decimal
//! text, so no binary fraction ever comes near it.

use super::{locale, pick};
use contract::{
    money::{Currency, Money},
    session::Language,
    time::{Date, Timestamp},
};
use js_sys::{Array, Function, Intl, Object, Reflect};
use std::{cell::RefCell, fmt::Display};
use wasm_bindgen::JsValue;

/// The vendor's clock.
const ZONE: &str = "Asia/Shanghai";

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Day,
    Weekday,
    Month,
    DateTime,
    /// In the reader's own zone, with its name.
    Elsewhere,
    Number,
    Money(Currency),
}

thread_local! {
    /// Making a formatter is slow (milliseconds), using it is not: each is made once.
    static FORMATTERS: RefCell<Vec<(Language, Kind, Function)>> = const { RefCell::new(Vec::new()) };
}

/// The day in China on which an instant falls: `2026年11月23日`, `Nov 23, 2026`.
#[must_use]
pub fn date(instant: Timestamp) -> String {
    write(Kind::Day, &milliseconds(instant))
}

/// A calendar day.
#[must_use]
pub fn day(day: Date) -> String {
    date(day.china_midnight())
}

/// The month of a day: `2026年11月`, `Nov 2026`.
#[must_use]
pub fn month(day: Date) -> String {
    write(Kind::Month, &milliseconds(day.china_midnight()))
}

/// Day and minute in China: `2026年11月23日 10:05`, `Nov 23, 2026, 10:05`.
#[must_use]
pub fn date_time(instant: Timestamp) -> String {
    write(Kind::DateTime, &milliseconds(instant))
}

/// Like [`date_time`], and says which clock is meant: for an instant by which somebody must have acted.
#[must_use]
pub fn deadline(instant: Timestamp) -> String {
    let mut text = date_time(instant);
    text.push_str(" (GMT+8)");
    text
}

/// The end of something as people say it: `11月27日周五 24:00 (GMT+8)`; midnight is the end of the day before.
#[must_use]
pub fn end(instant: Timestamp) -> String {
    let last_day = instant.plus_seconds(-1).china_day();
    if instant == last_day.plus_days(1).china_midnight() {
        let day = write(Kind::Weekday, &milliseconds(last_day.china_midnight()));
        return [day.as_str(), " 24:00 (GMT+8)"].concat();
    }
    deadline(instant)
}

/// The same instant by the reader's own clock, with the name of its zone; nothing where that is the vendor's time.
#[must_use]
pub fn elsewhere(instant: Timestamp) -> Option<String> {
    const CHINA_MINUTES: f64 = -480.0;
    let differs = js_sys::Date::new(&milliseconds(instant)).get_timezone_offset() != CHINA_MINUTES;
    differs.then(|| write(Kind::Elsewhere, &milliseconds(instant)))
}

/// A count with its thousands separated.
#[must_use]
pub fn number(count: u32) -> String {
    write(Kind::Number, &JsValue::from_f64(f64::from(count)))
}

/// An amount with its currency: `¥1,234.50`.
#[must_use]
pub fn money(money: Money) -> String {
    write(Kind::Money(money.currency), &JsValue::from_str(&money.amount.to_string()))
}

/// Several things in one sentence: `甲、乙`, `a, b`.
#[must_use]
pub fn list(things: impl IntoIterator<Item = impl Display>) -> String {
    let things: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
    things.join(pick("、", ", "))
}

/// Seconds as a clock: `9:05`, `1:00:00`.
#[must_use]
pub fn countdown(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

#[expect(clippy::cast_precision_loss, reason = "instants of this millennium are far below 2^53 ms")]
fn milliseconds(instant: Timestamp) -> JsValue {
    JsValue::from_f64(instant.seconds() as f64 * 1_000.0)
}

fn write(kind: Kind, value: &JsValue) -> String {
    let language = locale();
    FORMATTERS.with_borrow_mut(|formatters| {
        let position = formatters
            .iter()
            .position(|(of, what, _)| *of == language && *what == kind)
            .unwrap_or_else(|| {
                formatters.push((language, kind, formatter(language, kind)));
                formatters.len() - 1
            });
        let written = formatters[position].2.call1(&JsValue::UNDEFINED, value);
        written.ok().and_then(|text| text.as_string()).unwrap_or_default()
    })
}

fn formatter(language: Language, kind: Kind) -> Function {
    let locales = Array::of1(&language.as_str().into());
    match kind {
        Kind::Day => {
            let options = options(&[("dateStyle", "medium"), ("timeZone", ZONE)]);
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
        Kind::Weekday => {
            let options =
                options(&[("weekday", "short"), ("month", "short"), ("day", "numeric"), ("timeZone", ZONE)]);
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
        Kind::Month => {
            let options = options(&[("year", "numeric"), ("month", "short"), ("timeZone", ZONE)]);
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
        Kind::DateTime => {
            let options = options(&[
                ("dateStyle", "medium"),
                ("timeStyle", "short"),
                ("hourCycle", "h23"),
                ("timeZone", ZONE),
            ]);
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
        Kind::Elsewhere => {
            let options = options(&[
                ("year", "numeric"),
                ("month", "short"),
                ("day", "numeric"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("hourCycle", "h23"),
                ("timeZoneName", "short"),
            ]);
            Intl::DateTimeFormat::new(&locales, &options).format()
        }
        Kind::Number => Intl::NumberFormat::new(&locales, &Object::new()).format(),
        Kind::Money(currency) => {
            let options = options(&[("style", "currency"), ("currency", currency.as_str())]);
            Intl::NumberFormat::new(&locales, &options).format()
        }
    }
}

fn options(entries: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_is_read_like_a_clock() {
        assert_eq!(countdown(0), "0:00");
        assert_eq!(countdown(545), "9:05");
        assert_eq!(countdown(3_600), "1:00:00");
    }
}

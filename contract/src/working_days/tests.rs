use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn deadlines_of_known_cases() {
    // Event (UTC), working days, end of the deadline (UTC; 16:00 is 24:00 in China).
    let cases = [
        // Plain week: Monday noon, three days, until Thursday 24:00.
        ("2026-11-23T04:00:00Z", 3, "2026-11-26T16:00:00Z"),
        // Friday, three days, until Wednesday.
        ("2026-11-27T04:00:00Z", 3, "2026-12-02T16:00:00Z"),
        // Saturday counts from Monday.
        ("2026-11-28T04:00:00Z", 3, "2026-12-02T16:00:00Z"),
        // 23:59 in China on Monday is still Monday; one minute later it is Tuesday.
        ("2026-11-23T15:59:59Z", 1, "2026-11-24T16:00:00Z"),
        ("2026-11-23T16:00:00Z", 1, "2026-11-25T16:00:00Z"),
        // Before National Day 2026: Wednesday 30 September; 8 and 9 October, then Saturday 10 October is worked.
        ("2026-09-30T02:00:00Z", 3, "2026-10-10T16:00:00Z"),
        // Mid-Autumn 2026: Sunday 20 September is worked, Friday 25 is not.
        ("2026-09-18T02:00:00Z", 1, "2026-09-20T16:00:00Z"),
        ("2026-09-24T02:00:00Z", 1, "2026-09-28T16:00:00Z"),
        // Spring Festival 2026: Saturday 14 February is worked, then nothing until Tuesday 24.
        ("2026-02-13T02:00:00Z", 3, "2026-02-25T16:00:00Z"),
        // Over New Year 2026, with Sunday 4 January worked.
        ("2025-12-31T02:00:00Z", 2, "2026-01-05T16:00:00Z"),
        // Labour Day 2025: Sunday 27 April is worked.
        ("2025-04-25T02:00:00Z", 10, "2025-05-13T16:00:00Z"),
        // Ten days of a verification in a plain stretch are two weeks.
        ("2026-11-02T02:00:00Z", 10, "2026-11-16T16:00:00Z"),
    ];
    let calendar = WorkingCalendar::default();
    for (event, days, end) in cases {
        assert_eq!(calendar.deadline(at(event), days), at(end), "{event} + {days}");
    }
}

#[test]
fn over_a_weekend_the_time_that_is_left_stands_still() {
    let calendar = WorkingCalendar::default();
    let deadline = at("2026-12-01T16:00:00Z");
    let left = |now: &str| {
        let left = calendar.left(at(now), deadline);
        (left.days(), left.hours(), left.minutes())
    };
    assert_eq!(left("2026-11-27T12:00:00Z"), (2, 4, 0));
    assert_eq!(left("2026-11-28T04:00:00Z"), (2, 0, 0));
    assert_eq!(left("2026-11-29T15:59:59Z"), (2, 0, 0));
    assert_eq!(left("2026-12-01T15:30:00Z"), (0, 0, 30));
    assert!(calendar.left(deadline, deadline).is_over());
    assert!(calendar.left(at("2027-01-01T00:00:00Z"), deadline).is_over());
}

#[test]
fn one_working_day_before_is_the_start_of_the_last_one() {
    let calendar = WorkingCalendar::default();
    assert_eq!(calendar.before(at("2026-12-02T16:00:00Z"), 1), at("2026-12-01T16:00:00Z"));
    // Until Monday 24:00, so the reminder goes out when Monday begins, not in the weekend.
    assert_eq!(calendar.before(at("2026-11-30T16:00:00Z"), 1), at("2026-11-29T16:00:00Z"));
    // The deadline's last day is Saturday 10 October, which is worked.
    assert_eq!(calendar.before(at("2026-10-10T16:00:00Z"), 2), at("2026-10-08T16:00:00Z"));
}

#[test]
fn holidays_fall_on_weekdays_and_make_up_days_on_weekends() {
    let calendar = WorkingCalendar::default();
    assert!(calendar.holidays.iter().all(|day| !day.is_weekend()));
    assert!(calendar.make_up_days.iter().all(|day| day.is_weekend()));
    assert!(day("2026-11-22").is_weekend() && !day("2026-11-23").is_weekend());
}

#[test]
fn a_table_from_elsewhere_may_come_in_any_order() {
    let text = r#"{"holidays":["2027-02-08","2027-01-01"],"make_up_days":[]}"#;
    let calendar: WorkingCalendar = serde_json::from_str(text).unwrap();
    assert!(!calendar.is_working(day("2027-01-01")) && !calendar.is_working(day("2027-02-08")));
}

proptest! {
    #[test]
    fn a_deadline_leaves_its_working_days_and_never_more_than_one_beyond(
        seconds in 1_735_689_600_i64..1_830_297_600, days in 1_u32..15,
    ) {
        let calendar = WorkingCalendar::default();
        let event = Timestamp::from_seconds(seconds);
        let left = calendar.left(event, calendar.deadline(event, days)).seconds();
        prop_assert!(left >= i64::from(days) * DAY_S && left <= i64::from(days + 1) * DAY_S);
    }

    #[test]
    fn as_time_passes_less_is_left(seconds in 1_735_689_600_i64..1_830_297_600, later in 0_i64..1_000_000) {
        let calendar = WorkingCalendar::default();
        let (now, deadline) = (Timestamp::from_seconds(seconds), Timestamp::from_seconds(seconds + 900_000));
        prop_assert!(calendar.left(now.plus_seconds(later), deadline) <= calendar.left(now, deadline));
    }

    #[test]
    fn the_reminder_of_a_deadline_leaves_just_that_time(
        seconds in 1_735_689_600_i64..1_830_297_600, days in 1_u32..5,
    ) {
        let calendar = WorkingCalendar::default();
        let deadline = calendar.deadline(Timestamp::from_seconds(seconds), 5);
        prop_assert_eq!(
            calendar.left(calendar.before(deadline, days), deadline).seconds(),
            i64::from(days) * DAY_S
        );
    }
}

//! Dates in field values: read as clients write them, kept as the account prints them.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, tz::TimeZone};

/// `2017-10-26 15:30:00`, `2017-10-26`, `2017/10/26`, `26.10.2017` or Unix seconds, as `Y-m-d H:i:s` in the account's
/// zone; with `day` only the day counts and the time is midnight. `None` when it is no date.
pub(super) fn read(text: &str, zone: &str, day: bool) -> Option<String> {
    let moment = parse(text.trim(), zone)?;
    let time = if day { Time::midnight() } else { moment.time() };
    Some(
        moment
            .date()
            .to_datetime(time)
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string(),
    )
}

/// The same as Unix seconds: a day begins at midnight in the account's zone.
pub(in crate::server) fn moment(text: &str, zone: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let zoned = parse(text, "UTC")?.to_zoned(zone).ok()?;
    Some(zoned.timestamp().as_second())
}

fn parse(text: &str, zone: &str) -> Option<DateTime> {
    // Eight digits and fewer are no moment that anybody means: a year, or a day without separators.
    if text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        return Some(
            Timestamp::from_second(text.parse().ok()?)
                .ok()?
                .to_zoned(zone)
                .datetime(),
        );
    }
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<i16> = date
        .split(['-', '/', '.'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, day) = if first > 31 {
        (first, last)
    } else {
        (last, first)
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.to_datetime(clock(time.trim())?))
}

/// `15:30:00` or `15:30`, whatever zone may follow; nothing is midnight.
fn clock(text: &str) -> Option<Time> {
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let digits = text.split(['+', 'Z', '.']).next()?;
    let parts: Vec<i8> = digits
        .split(':')
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    match parts[..] {
        [hour, minute] => Time::new(hour, minute, 0, 0).ok(),
        [hour, minute, second] => Time::new(hour, minute, second, 0).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_that_clients_write() {
        let cases = [
            ("2017-10-26 15:30:00", Some("2017-10-26 15:30:00")),
            ("2017-10-26", Some("2017-10-26 00:00:00")),
            ("2017/10/26", Some("2017-10-26 00:00:00")),
            ("26.10.2017", Some("2017-10-26 00:00:00")),
            ("26.10.2017 9:05", Some("2017-10-26 09:05:00")),
            ("2017-10-26T15:30:00+03:00", Some("2017-10-26 15:30:00")),
            ("1509021000", Some("2017-10-26 12:30:00")),
            ("2017-02-30", None),
            ("26.10", None),
            ("20171026", None),
            ("2017-10-26 25:00", None),
            ("вчера", None),
        ];
        for (text, read_as) in cases {
            assert_eq!(read(text, "UTC", false).as_deref(), read_as, "{text}");
        }
        assert_eq!(
            read("2017-10-26 15:30:00", "UTC", true).as_deref(),
            Some("2017-10-26 00:00:00")
        );
    }

    #[test]
    fn a_day_begins_in_the_zone_of_the_account() {
        for (text, seconds) in [
            ("26.10.2017", Some(1_508_965_200)),
            ("2017-10-26 00:00:01", Some(1_508_965_201)),
            (" 1508965200 ", Some(1_508_965_200)),
            ("вчера", None),
            ("", None),
        ] {
            assert_eq!(moment(text, "Europe/Moscow"), seconds, "{text}");
        }
    }
}

//! The moment in `If-Modified-Since`, in every form that clients send.
//!
//! The documentation's own examples are not HTTP dates: one names the wrong weekday and `UTC` instead of `GMT`, the
//! other has no zone at all. So the weekday is not looked at, and a missing zone is UTC.

use jiff::civil;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Unix seconds of `Mon, 01 Aug 2017 07:07:23 UTC`, also with `GMT`, `+0300`, no zone or no weekday, and of a bare
/// number. Anything else is `None`: HTTP has an unreadable date ignored.
pub(super) fn read(header: &str) -> Option<i64> {
    let header = header.trim();
    if let Ok(seconds) = header.parse() {
        return Some(seconds);
    }
    let date = header
        .split_once(',')
        .map_or(header, |(_weekday, date)| date);
    let mut words = date.split_whitespace();
    let day = words.next()?.parse().ok()?;
    let name = words.next()?.to_lowercase();
    let month = MONTHS.iter().position(|month| name.starts_with(month))? + 1;
    let year = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':');
    let mut part = || clock.next()?.parse().ok();
    let moment = civil::Date::new(year, i8::try_from(month).ok()?, day)
        .ok()?
        .to_datetime(civil::Time::new(part()?, part()?, part()?, 0).ok()?);
    let utc = moment
        .to_zoned(jiff::tz::TimeZone::UTC)
        .ok()?
        .timestamp()
        .as_second();
    Some(utc - offset(words.next())?)
}

/// Seconds east of UTC.
fn offset(zone: Option<&str>) -> Option<i64> {
    let Some(zone) = zone else { return Some(0) };
    if ["UTC", "GMT", "Z"]
        .iter()
        .any(|name| zone.eq_ignore_ascii_case(name))
    {
        return Some(0);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = minutes.trim_start_matches(':');
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_clients_send_is_read() {
        let moment = 1_501_571_243; // 2017-08-01 07:07:23 UTC, a Tuesday
        let cases = [
            ("Mon, 01 Aug 2017 07:07:23 UTC", Some(moment)),
            ("Mon, 01 Aug 2013 07:07:23", Some(1_375_340_843)),
            ("Tue, 01 Aug 2017 07:07:23 +0000", Some(moment)),
            ("Tue, 01 Aug 2017 10:07:23 +0300", Some(moment)),
            ("Tue, 01 Aug 2017 01:37:23 -05:30", Some(moment)),
            ("Tue, 01 Aug 2017 07:07:23 GMT", Some(moment)),
            ("01 August 2017 07:07:23", Some(moment)),
            (" 1501571243 ", Some(moment)),
            ("Tue, 32 Aug 2017 07:07:23 GMT", None),
            ("Tue, 01 Авг 2017 07:07:23 GMT", None),
            ("Tue, 01 Aug 2017 07:07", None),
            ("Tue, 01 Aug 2017 07:07:23 MSK", None),
            ("Tue, 01 Aug 2017 07:07:23 +", None),
            ("Tue, 01 Aug 2017 07:07:23 +я", None),
            ("Tue, 01 Aug 2017 07:07:23 +009223372036854775807", None),
            ("Tue, 01 Aug 2017 07:07:23 +-1-1", None),
            ("yesterday", None),
            ("", None),
        ];
        for (header, seconds) in cases {
            assert_eq!(read(header), seconds, "{header}");
        }
    }
}

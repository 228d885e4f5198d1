//! Days and times as people write them, counted from today in the account's zone and never shifted by one.

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, Time, Weekday},
};

/// What days are read and shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    today: Date,
    order: Order,
    separator: char,
}

/// What comes first in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `14.03.1985`.
    Day,
    /// `03/14/1985`.
    Month,
    /// `1985-03-14`.
    Year,
}

const MONTHS: [[&str; 2]; 12] = [
    ["янв", "jan"],
    ["фев", "feb"],
    ["мар", "mar"],
    ["апр", "apr"],
    ["ма", "may"],
    ["июн", "jun"],
    ["июл", "jul"],
    ["авг", "aug"],
    ["сен", "sep"],
    ["окт", "oct"],
    ["ноя", "nov"],
    ["дек", "dec"],
];

const WEEKDAYS: [(Weekday, [&str; 4]); 7] = [
    (Weekday::Monday, ["пн", "понедельник", "mon", "monday"]),
    (Weekday::Tuesday, ["вт", "вторник", "tue", "tuesday"]),
    (Weekday::Wednesday, ["ср", "среда", "wed", "wednesday"]),
    (Weekday::Thursday, ["чт", "четверг", "thu", "thursday"]),
    (Weekday::Friday, ["пт", "пятница", "fri", "friday"]),
    (Weekday::Saturday, ["сб", "суббота", "sat", "saturday"]),
    (Weekday::Sunday, ["вс", "воскресенье", "sun", "sunday"]),
];

/// The time of a task that is due some time of a day.
pub(super) const LATE: Time = Time::constant(23, 59, 0, 0);
/// How far ahead a year of two digits can be; further ones belong to the century before.
const YEARS_AHEAD: i16 = 30;

impl Calendar {
    /// The calendar of an account on that day; `pattern` is its own, in PHP letters (`d.m.Y`).
    pub fn new(today: Date, pattern: &str) -> Self {
        let order = match pattern.chars().find(char::is_ascii_alphabetic) {
            Some('m' | 'M' | 'n') => Order::Month,
            Some('y' | 'Y') => Order::Year,
            _ => Order::Day,
        };
        let separator = pattern.chars().find(|c| "./-".contains(*c)).unwrap_or('.');
        Self {
            today,
            order,
            separator,
        }
    }

    /// A day as the account shows it.
    pub(super) fn day(self, day: Date) -> String {
        let (year, month, day) = (
            format!("{:04}", day.year()),
            format!("{:02}", day.month()),
            format!("{:02}", day.day()),
        );
        let parts = match self.order {
            Order::Day => [day, month, year],
            Order::Month => [month, day, year],
            Order::Year => [year, month, day],
        };
        parts.join(&self.separator.to_string())
    }

    pub(super) fn moment(self, at: DateTime) -> String {
        format!("{} {}", self.day(at.date()), at.strftime("%H:%M"))
    }

    /// When a task is due; without a time when it is some time of that day.
    pub(super) fn due(self, at: DateTime) -> String {
        if at.time() == LATE {
            self.day(at.date())
        } else {
            self.moment(at)
        }
    }

    /// The account's today.
    pub fn today(self) -> Date {
        self.today
    }

    /// A day as accounts take it: `1985-03-14 00:00:00`.
    pub(super) fn read_day(self, typed: &str, is_past: bool) -> Option<String> {
        let (typed, _) = split_time(typed)?;
        let day = self.find(&typed, is_past)?;
        Some(written(day.to_datetime(Time::midnight())))
    }

    /// A day with a time; a time alone is today's, a day alone begins at midnight.
    pub(super) fn read_moment(self, typed: &str) -> Option<String> {
        self.read_time(typed, Time::midnight())
    }

    /// The same, but a day alone ends late.
    pub(super) fn read_due(self, typed: &str) -> Option<String> {
        self.read_time(typed, LATE)
    }

    fn read_time(self, typed: &str, alone: Time) -> Option<String> {
        let (typed, time) = split_time(typed)?;
        let day = match (typed.is_empty(), time) {
            (true, Some(_)) => self.today,
            _ => self.find(&typed, false)?,
        };
        Some(written(day.to_datetime(time.unwrap_or(alone))))
    }

    fn find(self, typed: &str, is_past: bool) -> Option<Date> {
        let days = match typed {
            "сегодня" | "today" => 0,
            "завтра" | "tomorrow" => 1,
            "послезавтра" => 2,
            "вчера" | "yesterday" => -1,
            "позавчера" => -2,
            _ => {
                return self
                    .offset(typed)
                    .or_else(|| self.weekday(typed))
                    .or_else(|| self.numbered(typed, is_past));
            }
        };
        self.today.checked_add(i64::from(days).days()).ok()
    }

    /// `+3д`, `-2 w`, `+1м`, `+1y`.
    fn offset(self, typed: &str) -> Option<Date> {
        let back = typed.starts_with('-');
        let body = typed.strip_prefix(['+', '-'])?.trim();
        let unit = body.trim_start_matches(|c: char| c.is_ascii_digit());
        let count: i64 = body[..body.len() - unit.len()].parse().ok()?;
        // Longer than any calendar; a span must not overflow.
        if count > 10_000 {
            return None;
        }
        let count = if back { -count } else { count };
        let span = match unit.trim().chars().next() {
            None | Some('д' | 'd') => count.days(),
            Some('н' | 'w') => count.weeks(),
            Some('м' | 'm') => count.months(),
            Some('г' | 'л' | 'y') => count.years(),
            Some(_) => return None,
        };
        self.today.checked_add(span).ok()
    }

    /// The next such day after today.
    fn weekday(self, typed: &str) -> Option<Date> {
        let (day, _) = WEEKDAYS.iter().find(|(_, names)| names.contains(&typed))?;
        self.today.nth_weekday(1, *day).ok()
    }

    fn numbered(self, typed: &str, is_past: bool) -> Option<Date> {
        let parts: Vec<&str> = typed
            .split(['.', '/', '-', ' ', ','])
            .filter(|part| !part.is_empty() && !["г", "года", "th", "of"].contains(part))
            .collect();
        let named = parts.iter().position(|part| month_named(part).is_some());
        let numbers: Vec<&str> = match named {
            Some(at) => [&parts[..at], &parts[at + 1..]].concat(),
            None => parts.clone(),
        };
        let is_year = |part: &str| part.len() == 4;
        let (day, month, year) = match (named, &numbers[..]) {
            (Some(at), [day]) => (*day, month_named(parts[at])?, None),
            (Some(at), [year, day]) if is_year(year) => {
                (*day, month_named(parts[at])?, Some(*year))
            }
            (Some(at), [day, year]) => (*day, month_named(parts[at])?, Some(*year)),
            (None, [year, month, day]) if is_year(year) => (*day, month.parse().ok()?, Some(*year)),
            (None, [month, day, rest @ ..]) if self.is_month_first(typed) && rest.len() < 2 => {
                (*day, month.parse().ok()?, rest.first().copied())
            }
            (None, [day, month, rest @ ..]) if rest.len() < 2 => {
                (*day, month.parse().ok()?, rest.first().copied())
            }
            _ => return None,
        };
        let day: i8 = day.parse().ok()?;
        match year {
            Some(year) => Date::new(self.year(year, is_past)?, month, day).ok(),
            None => self.without_year(month, day, is_past),
        }
    }

    /// Dots always mean that the day comes first.
    fn is_month_first(self, typed: &str) -> bool {
        self.order == Order::Month && !typed.contains('.')
    }

    /// Two digits mean a year in reach, for a birthday one that is over.
    fn year(self, text: &str, is_past: bool) -> Option<i16> {
        let year: i16 = text.parse().ok()?;
        match text.len() {
            4 => Some(year),
            1 | 2 => {
                let this = self.today.year();
                let near = this - this.rem_euclid(100) + year;
                let last = if is_past { this } else { this + YEARS_AHEAD };
                Some(if near > last { near - 100 } else { near })
            }
            _ => None,
        }
    }

    /// This year's day, for a birthday the last one; 29 February in the last year that had one.
    fn without_year(self, month: i8, day: i8, is_past: bool) -> Option<Date> {
        let this = self.today.year();
        (this - 8..=this)
            .rev()
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|date| !is_past || *date <= self.today)
    }
}

fn month_named(text: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| {
        names.iter().any(|name| match *name {
            "ма" => ["май", "мая"].contains(&text),
            name => text.starts_with(name),
        })
    })?;
    i8::try_from(at + 1).ok()
}

/// The day, in small letters, and the time behind it, if there is one; `None` when the time cannot be.
fn split_time(typed: &str) -> Option<(String, Option<Time>)> {
    let typed = typed.trim().to_lowercase();
    let (day, time) = match typed.rsplit_once([' ', 't']) {
        Some((day, time)) if time.contains(':') => (day, time),
        _ if typed.contains(':') => ("", typed.as_str()),
        _ => return Some((typed, None)),
    };
    let parts: Vec<i8> = time
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let time = match parts[..] {
        [hour, minute] => Time::new(hour, minute, 0, 0),
        [hour, minute, second] => Time::new(hour, minute, second, 0),
        _ => return None,
    };
    let day = day.trim_end_matches(" в").trim_end_matches(" at").trim();
    Some((day.to_owned(), Some(time.ok()?)))
}

/// A day or a moment as accounts print it; `None` when it is printed in a way of its own.
pub(super) fn held(raw: &str) -> Option<DateTime> {
    let raw = raw.trim();
    let (date, time) = raw.split_once([' ', 'T']).unwrap_or((raw, "00:00:00"));
    let mut parts = date.split(['-', '/']);
    let mut next = || parts.next()?.parse::<i16>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let time: Time = time.parse().ok()?;
    (year > 31 && parts.next().is_none()).then(|| date.to_datetime(time))
}

pub(super) fn written(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A Thursday.
    fn today() -> Calendar {
        Calendar::new(date(2017, 10, 26), "d.m.Y")
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, day) in [
            ("14.03.85", "1985-03-14"),
            ("14.03.1985", "1985-03-14"),
            ("14/3/20", "2020-03-14"),
            ("1985-03-14", "1985-03-14"),
            ("1985-03-14 00:00:00", "1985-03-14"),
            ("14 мар", "2017-03-14"),
            ("14 Марта 1985 г.", "1985-03-14"),
            ("1 мая", "2017-05-01"),
            ("14 mar 2018", "2018-03-14"),
            ("march 14, 2018", "2018-03-14"),
            ("2018 mar 14", "2018-03-14"),
            ("14.03", "2017-03-14"),
            ("29.02", "2016-02-29"),
            ("+3д", "2017-10-29"),
            ("+3 d", "2017-10-29"),
            ("-1н", "2017-10-19"),
            ("+1м", "2017-11-26"),
            ("+1y", "2018-10-26"),
            ("сегодня", "2017-10-26"),
            ("Завтра", "2017-10-27"),
            ("tomorrow", "2017-10-27"),
            ("вчера", "2017-10-25"),
            ("пн", "2017-10-30"),
            ("thursday", "2017-11-02"),
        ] {
            let read = today().read_day(typed, false);
            assert_eq!(read, Some(format!("{day} 00:00:00")), "{typed}");
        }
        for typed in [
            "",
            "скоро",
            "31.02.2017",
            "14",
            "14.13.2017",
            "+3x",
            "1.2.3.4",
            "14.03.985",
            "14.03.2017 25:00",
            "+99999999999999999999d",
            "+9999y",
        ] {
            assert_eq!(today().read_day(typed, false), None, "{typed}");
        }
    }

    #[test]
    fn a_birthday_is_over() {
        for (typed, day) in [
            ("14.03.35", "1935-03-14"),
            ("14.03.17", "2017-03-14"),
            ("1 ноя", "2016-11-01"),
            ("29 фев", "2016-02-29"),
        ] {
            let read = today().read_day(typed, true);
            assert_eq!(read, Some(format!("{day} 00:00:00")), "{typed}");
        }
        assert_eq!(
            today().read_day("14.03.35", false).as_deref(),
            Some("2035-03-14 00:00:00")
        );
    }

    #[test]
    fn a_time_may_stand_behind_a_day_or_alone() {
        for (typed, moment) in [
            ("14.03.18 15:30", "2018-03-14 15:30:00"),
            ("завтра в 9:05", "2017-10-27 09:05:00"),
            ("15:30", "2017-10-26 15:30:00"),
            ("2018-03-14T15:30:05", "2018-03-14 15:30:05"),
            ("пт", "2017-10-27 00:00:00"),
        ] {
            assert_eq!(
                today().read_moment(typed).as_deref(),
                Some(moment),
                "{typed}"
            );
        }
        assert_eq!(today().read_moment("завтра 24:30"), None);
    }

    #[test]
    fn the_accounts_own_order_is_read_and_shown() {
        let us = Calendar::new(date(2017, 10, 26), "m/d/Y");
        assert_eq!(
            us.read_day("3/14/85", false).as_deref(),
            Some("1985-03-14 00:00:00")
        );
        assert_eq!(
            us.read_day("14.03.85", false).as_deref(),
            Some("1985-03-14 00:00:00")
        );
        assert_eq!(us.day(date(1985, 3, 14)), "03/14/1985");
        let iso = Calendar::new(date(2017, 10, 26), "Y-m-d");
        assert_eq!(iso.day(date(985, 3, 14)), "0985-03-14");
    }
}

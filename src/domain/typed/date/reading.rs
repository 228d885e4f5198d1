//! Reads days and times as people write them.

use jiff::{
    ToSpan as _,
    civil::{Date, Time, Weekday},
};

use super::{Calendar, LATE, Order, written};

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

/// How far ahead a year of two digits can be; further ones belong to the century before.
const YEARS_AHEAD: i16 = 30;

impl Calendar {
    /// A day as accounts take it: `1985-03-14 00:00:00`.
    pub(in crate::domain::typed) fn read_day(self, typed: &str, is_past: bool) -> Option<String> {
        let (typed, _) = split_time(typed)?;
        let day = self.find(&typed, is_past)?;
        Some(written(day.to_datetime(Time::midnight())))
    }

    /// A day with a time; a time alone is today's, a day alone begins at midnight.
    pub(in crate::domain::typed) fn read_moment(self, typed: &str) -> Option<String> {
        self.read_time(typed, Time::midnight())
    }

    /// The same, but a day alone ends late.
    pub(in crate::domain::typed) fn read_due(self, typed: &str) -> Option<String> {
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

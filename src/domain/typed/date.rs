//! Days and times as people write them, counted from today in the account's zone and never shifted by one.

mod reading;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, DateTime, Time};

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

/// The time of a task that is due some time of a day.
pub(super) const LATE: Time = Time::constant(23, 59, 0, 0);
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

//! What people type into a field, read as the account takes it, and what accounts hold, as people type it.

mod date;
mod number;
mod several;

pub use date::{Calendar, Order};

use jiff::civil::{Date, DateTime, Time};

use super::{fold::digits, phone};

/// How the text of one value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As it is typed.
    Text,
    /// A number: `1 200,50` is `1200.50`.
    Number,
    /// A day: `14.03.85`, `14 мар`, `+3д`, `tomorrow`.
    Day,
    /// A day in the past: of `14.03.35` and `14 мар` the last one.
    Birthday,
    /// A day with a time: `завтра 15:30`.
    Moment,
    /// When a task is due: a day alone means some time of that day, which accounts write as 23:59.
    Due,
    /// An address on the web.
    Url,
    /// A phone, with or without an extension.
    Phone,
    /// An e-mail.
    Email,
}

/// Why an account would refuse a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is no number.
    Number,
    /// It is no day.
    Day,
    /// It is no day with a time.
    Moment,
}

/// What is odd about a text that an account takes nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A phone with too few digits to be called.
    PhoneShort,
    /// No e-mail that could arrive.
    Email,
    /// No address that a browser could open.
    Url,
}

impl Reading {
    /// A value as the account holds it, in the form in which people type it: days in the account's own format.
    pub fn shown(self, raw: &str, calendar: Calendar) -> String {
        let shown = match self {
            Self::Day | Self::Birthday => date::held(raw).map(|at| calendar.day(at.date())),
            Self::Moment => date::held(raw).map(|at| calendar.moment(at)),
            Self::Due => date::held(raw).map(|at| calendar.due(at)),
            Self::Text | Self::Number | Self::Url | Self::Phone | Self::Email => None,
        };
        shown.unwrap_or_else(|| raw.to_owned())
    }

    /// What is typed, as the account takes it: a dot in numbers, `Y-m-d H:i:s` for days, which no time zone shifts.
    ///
    /// # Errors
    ///
    /// The account would refuse it.
    pub fn read(self, typed: &str, calendar: Calendar) -> Result<String, Wrong> {
        let typed = typed.trim();
        match self {
            Self::Text | Self::Url | Self::Phone | Self::Email => Ok(typed.to_owned()),
            Self::Number => number::read(typed).ok_or(Wrong::Number),
            Self::Day => calendar.read_day(typed, false).ok_or(Wrong::Day),
            Self::Birthday => calendar.read_day(typed, true).ok_or(Wrong::Day),
            Self::Moment => calendar.read_moment(typed).ok_or(Wrong::Moment),
            Self::Due => calendar.read_due(typed).ok_or(Wrong::Moment),
        }
    }

    /// What is typed in the form that it is given when the cursor leaves it; what cannot be read stays.
    pub fn tidy(self, typed: &str, calendar: Calendar) -> String {
        let trimmed = typed.trim();
        match self {
            Self::Text | Self::Email => trimmed.to_owned(),
            Self::Url => url(trimmed),
            Self::Phone => phone::tidy(trimmed),
            Self::Number | Self::Day | Self::Birthday | Self::Moment | Self::Due => self
                .read(trimmed, calendar)
                .map_or_else(|_| trimmed.to_owned(), |raw| self.shown(&raw, calendar)),
        }
    }

    /// What is odd about a text, if anything; an empty one is not odd.
    pub fn doubt(self, typed: &str) -> Option<Doubt> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        match self {
            Self::Phone => (digits(typed).len() < 10).then_some(Doubt::PhoneShort),
            Self::Email => (!is_email(typed)).then_some(Doubt::Email),
            Self::Url => (!is_url(&url(typed))).then_some(Doubt::Url),
            Self::Text | Self::Number | Self::Day | Self::Birthday | Self::Moment | Self::Due => {
                None
            }
        }
    }

    /// Whether it is read as a day, with a time or without.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Day | Self::Birthday | Self::Moment | Self::Due)
    }

    /// The day and the time that a text is read as, on the clocks of the account.
    pub fn moment(self, typed: &str, calendar: Calendar) -> Option<DateTime> {
        let raw = self.read(typed, calendar).ok()?;
        date::held(&raw).filter(|_| self.is_day())
    }

    /// What is typed with another day in it; the time stays.
    pub fn with_day(self, typed: &str, day: Date, calendar: Calendar) -> String {
        let time = match (self, self.moment(typed, calendar)) {
            (_, Some(at)) => at.time(),
            (Self::Due, None) => date::LATE,
            (_, None) => Time::midnight(),
        };
        self.shown(&date::written(day.to_datetime(time)), calendar)
    }

    /// The values in a line that holds more than one: phones or e-mails, as they are copied from a letter or a table. Empty
    /// when it holds one.
    pub fn several(self, typed: &str) -> Vec<String> {
        match self {
            Self::Phone => several::phones(typed),
            Self::Email => several::emails(typed),
            _ => Vec::new(),
        }
    }
}

/// A web address with its scheme, where it has a domain and no scheme.
fn url(typed: &str) -> String {
    let is_bare = !typed.contains("://") && !typed.starts_with("mailto:") && typed.contains('.');
    if is_bare && !typed.contains(char::is_whitespace) {
        format!("https://{typed}")
    } else {
        typed.to_owned()
    }
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return text.starts_with("mailto:") && is_email(&text[7..]);
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    !scheme.is_empty() && host.contains('.') && is_tight(host) && !text.contains(' ')
}

pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !name.contains(char::is_whitespace)
            && host.contains('.')
            && is_tight(host)
    })
}

/// Dots between letters only, nothing that a name of a host cannot hold.
fn is_tight(host: &str) -> bool {
    host.split('.').all(|part| {
        let mut letters = part.chars();
        !part.is_empty() && letters.all(|c| c.is_alphanumeric() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        Calendar::new(jiff::civil::date(2017, 10, 26), "d.m.Y")
    }

    #[test]
    fn what_is_left_is_shown_as_it_was_understood() {
        for (reading, typed, shown) in [
            (Reading::Number, " 1 200,50 ", "1200.50"),
            (Reading::Number, "много", "много"),
            (Reading::Day, "14 мар 18", "14.03.2018"),
            (Reading::Moment, "завтра 9:05", "27.10.2017 09:05"),
            (Reading::Due, "завтра в 9:05", "27.10.2017 09:05"),
            (Reading::Due, "+3д", "29.10.2017"),
            (Reading::Url, "example.com/a", "https://example.com/a"),
            (Reading::Url, "http://example.com", "http://example.com"),
            (Reading::Url, "нет сайта", "нет сайта"),
            (Reading::Phone, "8 999 159 15 32", "+7 999 159-15-32"),
            (
                Reading::Phone,
                "89991591532 доб. 12",
                "+7 999 159-15-32 доб. 12",
            ),
            (Reading::Phone, "спросить Сашу", "спросить Сашу"),
            (Reading::Text, " Директор ", "Директор"),
        ] {
            assert_eq!(reading.tidy(typed, calendar()), shown, "{typed}");
            assert_eq!(reading.tidy(shown, calendar()), shown, "{shown} again");
        }
    }

    #[test]
    fn what_an_account_holds_is_shown_in_its_own_format_and_never_shifted() {
        let us = Calendar::new(jiff::civil::date(2017, 10, 26), "m/d/Y");
        for (reading, raw, ours, theirs) in [
            (
                Reading::Birthday,
                "1985-03-14 00:00:00",
                "14.03.1985",
                "03/14/1985",
            ),
            (Reading::Day, "2017/10/26", "26.10.2017", "10/26/2017"),
            (
                Reading::Moment,
                "2017-10-26 15:30:45",
                "26.10.2017 15:30",
                "10/26/2017 15:30",
            ),
            (Reading::Day, "скоро", "скоро", "скоро"),
            (Reading::Number, "12.50", "12.50", "12.50"),
        ] {
            assert_eq!(reading.shown(raw, calendar()), ours);
            assert_eq!(reading.shown(raw, us), theirs);
        }
    }

    #[test]
    fn odd_texts_are_doubted_and_never_refused() {
        for (reading, typed, doubt) in [
            (Reading::Phone, "612-32-32", Some(Doubt::PhoneShort)),
            (Reading::Phone, "8 999 612 32 32", None),
            (Reading::Email, "anna", Some(Doubt::Email)),
            (Reading::Email, "anna@localhost", Some(Doubt::Email)),
            (Reading::Email, "a b@example.com", Some(Doubt::Email)),
            (Reading::Email, "anna@example..com", Some(Doubt::Email)),
            (Reading::Email, "анна@почта.рф", None),
            (Reading::Url, "example", Some(Doubt::Url)),
            (Reading::Url, "https://exa mple.com", Some(Doubt::Url)),
            (Reading::Url, "example.com:8080/?a=b", None),
            (Reading::Url, "", None),
        ] {
            assert_eq!(reading.doubt(typed), doubt, "{typed}");
            assert!(reading.read(typed, calendar()).is_ok());
        }
    }

    #[test]
    fn a_task_is_due_some_time_of_a_day_or_at_a_time() {
        for (typed, at) in [
            ("завтра", Some("2017-10-27 23:59:00")),
            ("пн 9:30", Some("2017-10-30 09:30:00")),
            ("18:00", Some("2017-10-26 18:00:00")),
            ("когда-нибудь", None),
        ] {
            let read = Reading::Due.read(typed, calendar());
            assert_eq!(read.ok().as_deref(), at, "{typed}");
        }
    }

    #[test]
    fn another_day_keeps_the_time() {
        let day = jiff::civil::date(2017, 11, 3);
        for (reading, typed, with) in [
            (Reading::Day, "26.10.2017", "03.11.2017"),
            (Reading::Birthday, "", "03.11.2017"),
            (Reading::Moment, "завтра 9:05", "03.11.2017 09:05"),
            (Reading::Moment, "", "03.11.2017 00:00"),
            (Reading::Due, "завтра", "03.11.2017"),
            (Reading::Due, "скоро", "03.11.2017"),
            (Reading::Due, "завтра 15:00", "03.11.2017 15:00"),
        ] {
            assert_eq!(reading.with_day(typed, day, calendar()), with, "{typed}");
        }
        assert_eq!(Reading::Text.moment("26.10.2017", calendar()), None);
    }
}

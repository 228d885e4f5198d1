//! Moments in words: days near today by name, others by date, always in the account's time zone.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{Given, Language, Word, Words};
use crate::domain::id::Moment;

/// Days of a year: what is said of longer ago is a date.
pub(super) const DAYS: usize = 366;

/// When a task is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// In words.
    pub text: String,
    /// Whether it is past.
    pub overdue: bool,
}

impl Words {
    /// A task's due time: `сегодня`, `завтра`, `24.11`, or how many days it is overdue.
    pub fn due(&self, due: Moment, now: Moment, zone: &TimeZone) -> Due {
        let overdue = due < now;
        let (Some(day), Some(today)) = (date(due, zone), date(now, zone)) else {
            return Due {
                text: String::new(),
                overdue,
            };
        };
        let days = (day - today).get_days();
        let text = match days {
            0 => self.say(Word::Today),
            1 => self.say(Word::Tomorrow),
            -1 => self.say(Word::Yesterday),
            ..-1 if day.year() == today.year() || -days < 100 => {
                self.days_ago(usize::try_from(-days).unwrap_or(0))
            }
            _ if day.year() == today.year() => self.short_date(day),
            _ => self.date(day),
        };
        Due { text, overdue }
    }

    fn days_ago(&self, count: usize) -> String {
        let say = || self.say_with(Word::DaysAgo, [("count", Given::Number(count))]);
        match self.sentences().days_ago.get(count) {
            Some(said) => said.get_or_init(say).clone(),
            None => say(),
        }
    }

    /// A date and time: `20.10.2017 14:37`.
    pub fn date_time(&self, moment: Moment, zone: &TimeZone) -> String {
        let Some(day) = date(moment, zone) else {
            return String::new();
        };
        format!("{} {}", self.date(day), self.clock(moment, zone))
    }

    /// A moment not long ago: `14:37` today, `вчера 18:05`, else the date with it.
    pub fn recently(&self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        let days = date(now, zone)
            .zip(date(moment, zone))
            .map(|(today, day)| (today - day).get_days());
        let clock = self.clock(moment, zone);
        match days {
            Some(0) => clock,
            Some(1) => format!("{} {clock}", self.say(Word::Yesterday)),
            _ => self.date_time(moment, zone),
        }
    }

    /// A time of day: `14:37`.
    pub fn clock(&self, moment: Moment, zone: &TimeZone) -> String {
        Timestamp::from_second(moment.0)
            .map(|at| at.to_zoned(zone.clone()).strftime("%H:%M").to_string())
            .unwrap_or_default()
    }

    /// A date of a custom field (`2017-10-26 00:00:00`): the day itself, never shifted by a time zone.
    pub fn field_date(&self, value: &str) -> Option<String> {
        let day: Date = value.get(..10)?.parse().ok()?;
        Some(self.date(day))
    }

    /// A date and time of a custom field (`2025-12-29 12:30:00`), never shifted by a time zone.
    pub fn field_date_time(&self, value: &str) -> Option<String> {
        let at: DateTime = value.trim().replacen(' ', "T", 1).parse().ok()?;
        Some(format!("{} {}", self.date(at.date()), at.strftime("%H:%M")))
    }

    fn date(&self, day: Date) -> String {
        match self.language() {
            Language::Russian => day.strftime("%d.%m.%Y").to_string(),
            Language::English => day.strftime("%-d %b %Y").to_string(),
        }
    }

    fn short_date(&self, day: Date) -> String {
        match self.language() {
            Language::Russian => day.strftime("%d.%m").to_string(),
            Language::English => day.strftime("%-d %b").to_string(),
        }
    }
}

fn date(moment: Moment, zone: &TimeZone) -> Option<Date> {
    let at = Timestamp::from_second(moment.0).ok()?;
    Some(at.to_zoned(zone.clone()).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_509_008_400; // 26 October 2017, 12:00 in Moscow

    fn due(days: i64, language: Language) -> Due {
        let zone = TimeZone::get("Europe/Moscow").expect("a known zone");
        let moment = Moment(NOON + days * 86_400 - 60);
        Words::new(language).due(moment, Moment(NOON), &zone)
    }

    #[test]
    fn days_near_today_have_names() {
        for (days, said) in [
            (0, "сегодня"),
            (1, "завтра"),
            (-1, "вчера"),
            (-3, "3 дн. назад"),
            (5, "31.10"),
            (100, "03.02.2018"),
        ] {
            let due = due(days, Language::Russian);
            assert_eq!(
                (due.text.as_str(), due.overdue),
                (said, days <= 0),
                "{days}"
            );
        }
        assert_eq!(due(5, Language::English).text, "31 Oct");
    }

    #[test]
    fn a_moment_of_today_is_told_by_its_time() {
        let zone = TimeZone::get("Europe/Moscow").expect("a known zone");
        let words = Words::new(Language::Russian);
        for (ago, said) in [
            (60, "11:59"),
            (13 * 3_600, "вчера 23:00"),
            (40 * 3_600, "24.10.2017 20:00"),
        ] {
            let moment = Moment(NOON - ago);
            assert_eq!(words.recently(moment, Moment(NOON), &zone), said);
        }
    }

    #[test]
    fn the_day_is_the_accounts_day() {
        let zone = TimeZone::get("Europe/Moscow").expect("a known zone");
        let words = Words::new(Language::Russian);
        assert_eq!(
            words.date_time(Moment(1_509_051_540), &zone),
            "26.10.2017 23:59"
        );
    }

    #[test]
    fn a_date_of_a_field_is_not_shifted() {
        let words = Words::new(Language::Russian);
        assert_eq!(
            words.field_date("1985-03-14 00:00:00").as_deref(),
            Some("14.03.1985")
        );
        assert_eq!(words.field_date("скоро"), None);
        let at = words.field_date_time("2025-12-29 12:30:00");
        assert_eq!(at.as_deref(), Some("29.12.2025 12:30"));
    }
}

//! A month to choose a day from, over the field or the task that wants one.

use jiff::{Span, ToSpan as _, civil::Date};

use super::{Effect, State, elsewhere};
use crate::{
    domain::typed::{Calendar, Reading},
    ui::keymap::Action,
};

/// Days of a week.
const WEEK: usize = 7;

/// The month in front.
#[derive(Debug, Clone)]
pub struct Month {
    /// The day under the cursor.
    pub day: Date,
    /// The account's today.
    pub today: Date,
    reading: Reading,
    typed: String,
}

impl Month {
    /// The month of the day that is typed, or this one.
    pub(super) fn over(reading: Reading, typed: String, calendar: Calendar) -> Self {
        let today = calendar.today();
        let at = reading.moment(&typed, calendar);
        Self {
            day: at.map_or(today, jiff::civil::DateTime::date),
            today,
            reading,
            typed,
        }
    }

    /// Its weeks from Monday to Sunday, filled up with days of the months around it.
    pub fn weeks(&self) -> Vec<[Date; WEEK]> {
        let first = self.day.first_of_month();
        let before = first.weekday().to_monday_zero_offset();
        let monday = first.saturating_sub(i64::from(before).days());
        (0..6)
            .map(|week| monday.saturating_add(i64::from(week).weeks()))
            .take_while(|monday| *monday <= self.day.last_of_month())
            .map(|monday| {
                let mut day = monday;
                std::array::from_fn(|_| {
                    let this = day;
                    day = day.saturating_add(1.days());
                    this
                })
            })
            .collect()
    }

    fn go(&mut self, by: Span) {
        self.day = self.day.saturating_add(by);
    }
}

/// A command in the month.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(month) = &mut state.month else {
        return Vec::new();
    };
    match action {
        Action::PreviousOption => month.go((-1).days()),
        Action::NextOption => month.go(1.days()),
        Action::Up => month.go((-1).weeks()),
        Action::Down => month.go(1.weeks()),
        Action::PageUp => month.go((-1).months()),
        Action::PageDown => month.go(1.months()),
        Action::PreviousYear => month.go((-1).years()),
        Action::NextYear => month.go(1.years()),
        Action::First => month.day = month.day.first_of_month(),
        Action::Last => month.day = month.day.last_of_month(),
        Action::Today => month.day = month.today,
        Action::Back => state.month = None,
        Action::Accept => {
            let calendar = state.session.calendar(state.now);
            let text = month.reading.with_day(&month.typed, month.day, calendar);
            state.month = None;
            return elsewhere::write(state, &text);
        }
        _ => {}
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn month(typed: &str) -> Month {
        let calendar = Calendar::new(date(2017, 10, 26), "d.m.Y");
        Month::over(Reading::Day, typed.to_owned(), calendar)
    }

    #[test]
    fn it_opens_on_the_day_that_is_typed_and_else_today() {
        assert_eq!(month("14.03.85").day, date(1985, 3, 14));
        assert_eq!(month("").day, date(2017, 10, 26));
        assert_eq!(month("скоро").day, date(2017, 10, 26));
    }

    #[test]
    fn weeks_begin_on_monday_and_hold_the_whole_month() {
        let weeks = month("").weeks();
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks[0][0], date(2017, 9, 25));
        assert_eq!(weeks[5][1], date(2017, 10, 31));
        // 28 days from a Monday on.
        assert_eq!(month("01.02.2027").weeks().len(), 4);
    }

    #[test]
    fn no_step_leaves_the_calendar() {
        let mut last = month("31.12.9999");
        for span in [1.days(), 1.weeks(), 1.months(), 1.years()] {
            last.go(span);
        }
        assert_eq!(last.day, date(9999, 12, 31));
        assert!(!last.weeks().is_empty());
        let mut leap = month("29.02.2024");
        leap.go(1.years());
        assert_eq!(leap.day, date(2025, 2, 28));
    }
}

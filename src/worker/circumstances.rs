//! What `me`, `today` and people's names mean in a query, by what the account says about itself.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    domain::{
        account::Account,
        fold,
        id::{Moment, UserId},
    },
    index::Circumstances,
};

/// What they mean at a time to this user. As long as nothing is known of the account nobody has a name, and days are those
/// of UTC.
pub fn at(now: Moment, me: UserId, account: Option<&Account>) -> Circumstances {
    let users = account.into_iter().flat_map(|account| &account.users);
    let [today, tomorrow, week_end] = days(now, &zone(account));
    Circumstances {
        me,
        users: users
            .map(|user| (user.id, fold::line(user.name.raw())))
            .collect(),
        now,
        today: today..tomorrow,
        week_end,
    }
}

/// The account's time zone. One whose name is unknown shows times as UTC rather than not at all.
pub fn zone(account: Option<&Account>) -> TimeZone {
    account
        .and_then(|account| TimeZone::get(&account.timezone).ok())
        .unwrap_or(TimeZone::UTC)
}

/// When the account's present day began, the next one begins, and the week from today on ends.
fn days(now: Moment, zone: &TimeZone) -> [Moment; 3] {
    let today = Timestamp::from_second(now.0)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone())
        .date();
    [0, 1, 7].map(|days| begin(today.saturating_add(days.days()), zone).unwrap_or(now))
}

fn begin(day: Date, zone: &TimeZone) -> Option<Moment> {
    let begin = day.to_zoned(zone.clone()).ok()?;
    Some(Moment(begin.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_accounts_day_also_when_a_clock_is_put_back_in_the_week() {
        let zone = TimeZone::get("Europe/Berlin").expect("a known zone");
        // 23:30 in Berlin, where it was still the 24th; the 26th had 25 hours.
        let now = Moment(1_508_880_600);
        let day = 86_400;
        let midnight = 1_508_796_000;
        let begins = [midnight, midnight + day, midnight + 7 * day + 3_600];
        assert_eq!(days(now, &zone), begins.map(Moment));
    }
}

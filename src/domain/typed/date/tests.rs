//! What somebody types on one day, and which day it is.

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

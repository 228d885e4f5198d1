//! The beginning of a list: in which order, and from where it is read.

use super::*;

#[test]
fn the_first_of_a_list_come_in_the_order_of_the_language() {
    let mirror = with(&[
        row(1, "Яков"),
        row(2, "adam"),
        row(3, "ёлка"),
        row(4, "Единая"),
        row(5, "+7 999"),
        row(6, "Единая"),
    ]);
    let first = |order, most| {
        let mut ids = Vec::new();
        let take = |raw: &str| ids.push(raw.split_once(' ').unwrap().0.to_owned());
        assert_eq!(mirror.head(order, most, take).unwrap(), 6);
        ids.join(" ")
    };
    assert_eq!(first(Alphabet::Cyrillic, 9), "4 6 3 1 2 5");
    assert_eq!(first(Alphabet::Latin, 9), "2 4 6 3 1 5");
    assert_eq!(first(Alphabet::Latin, 3), "2 4 6");
}

#[test]
fn the_beginning_of_a_list_is_kept_in_a_row_until_the_list_is_another_one() {
    let mirror = with(&rows(1..=150));
    let head = |order, most| {
        let mut raws = Vec::new();
        let total = mirror.head(order, most, |raw| raws.push(raw.to_owned()));
        (total.unwrap(), raws)
    };
    let is_in_a_row = |order, most| {
        let before = head(order, most);
        let blank = |text| {
            let connection = mirror.connection();
            connection.execute("UPDATE body SET raw = raw || ?1", [text])
        };
        blank("!").unwrap();
        let is_same = head(order, most) == before;
        let back = "UPDATE body SET raw = substr(raw, 1, length(raw) - 1)";
        mirror.connection().execute(back, []).unwrap();
        assert_eq!(head(order, most), before);
        is_same
    };
    let before = head(Alphabet::Cyrillic, 60);
    assert!(!is_in_a_row(Alphabet::Cyrillic, 60));
    assert!(mirror.keep_head(Alphabet::Cyrillic).unwrap());
    assert!(is_in_a_row(Alphabet::Cyrillic, 60));
    assert!(is_in_a_row(Alphabet::Cyrillic, 100));
    assert_eq!(head(Alphabet::Cyrillic, 60), before);
    assert!(!is_in_a_row(Alphabet::Cyrillic, 101), "more than are kept");
    assert!(!is_in_a_row(Alphabet::Latin, 60), "another order");

    keep(&mirror, &[row(151, "Алла")]);
    assert!(!is_in_a_row(Alphabet::Cyrillic, 60), "another list");
    let (total, raws) = head(Alphabet::Cyrillic, 2);
    assert_eq!(
        (total, raws),
        (151, vec!["151 Алла".into(), "1 Анна".into()])
    );
    assert!(mirror.keep_head(Alphabet::Latin).unwrap());
    assert!(is_in_a_row(Alphabet::Latin, 60));
}

#[test]
fn of_a_short_list_everybody_is_kept_and_of_an_empty_one_nobody() {
    let mirror = with(&[]);
    assert!(mirror.keep_head(Alphabet::Cyrillic).unwrap());
    assert_eq!(mirror.head(Alphabet::Cyrillic, 60, |_| ()).unwrap(), 0);
    keep(&mirror, &rows(1..=3));
    assert!(mirror.keep_head(Alphabet::Cyrillic).unwrap());
    mirror
        .connection()
        .execute("UPDATE body SET raw = ''", [])
        .unwrap();
    let mut raws = Vec::new();
    let total = mirror.head(Alphabet::Cyrillic, 60, |raw| raws.push(raw.to_owned()));
    assert_eq!(
        (total.unwrap(), raws.join(", ")),
        (3, "1 Анна, 2 Анна, 3 Анна".into())
    );
}

#[test]
fn while_somebody_writes_the_beginning_of_a_list_is_read_from_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let mirror = Mirror::open(dir.path(), OWNER).unwrap();
    keep(&mirror, &rows(1..=3));
    let other = Mirror::open(dir.path(), OWNER).unwrap();
    let written = other.write(|_| {
        assert!(!mirror.keep_head(Alphabet::Cyrillic)?);
        assert_eq!(mirror.head(Alphabet::Cyrillic, 60, |_| ())?, 3);
        Ok(())
    });
    written.unwrap();
    assert!(mirror.keep_head(Alphabet::Cyrillic).unwrap());
}

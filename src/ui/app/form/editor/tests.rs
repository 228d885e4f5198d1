//! What goes into an editor comes out of it, untouched or as it was typed.

use proptest::prelude::*;

use super::*;
use crate::domain::{
    field::{AddressPart, FieldOption, Subtype},
    id::OptionId,
    typed::{Calendar, Reading},
};

fn calendar() -> Calendar {
    Calendar::new(jiff::civil::date(2017, 10, 26), "d.m.Y")
}

fn phone(text: &str, option: i64) -> FieldValue {
    FieldValue::typed(text, Some(OptionId(option)))
}

fn option(id: i64, label: &str) -> FieldOption {
    FieldOption {
        id: OptionId(id),
        label: label.into(),
    }
}

fn line(base: &[FieldValue], reading: Reading) -> Editor {
    Editor::Line(Box::new(Line::new(base, base, reading, calendar())))
}

fn phones(base: &[FieldValue]) -> Values {
    Values::new(
        base,
        base,
        &[option(1, "WORK"), option(2, "MOB")],
        Reading::Phone,
        calendar(),
    )
}

fn entity(json: &str) -> (FieldValue, Entity) {
    let value = FieldValue {
        content: Content::Structured(json.to_owned()),
        ..FieldValue::text("")
    };
    let base = [value.clone()];
    (value, Entity::new(&base, &base, calendar()))
}

fn write(editor: &mut Editor, at: usize, text: &str) {
    *editor.input_mut(at).expect("a text") = Input::new(text.to_owned());
}

#[test]
fn what_is_not_touched_comes_out_as_it_went_in() {
    let odd = vec![phone(" 8 (999) ", 77), phone("", 1), phone(" 8 (999) ", 77)];
    assert!(!Editor::Values(phones(&odd)).is_changed());
    for (reading, raw) in [
        (Reading::Text, "  two  spaces "),
        (Reading::Number, "1 200,50"),
        (Reading::Number, "many"),
        (Reading::Day, "1999/10/21"),
        (Reading::Day, "1508965200"),
        (Reading::Birthday, "2035-03-14 12:00:00"),
        (Reading::Moment, "2017-10-26 15:30:45"),
        (Reading::Url, "example"),
    ] {
        let editor = line(&[FieldValue::text(raw)], reading);
        assert!(!editor.is_changed(), "{raw}");
        assert_eq!(editor.wrong(), None, "{raw}");
    }
    let address = vec![
        FieldValue::part(" RU", AddressPart::Country),
        FieldValue::part("Москва", AddressPart::City),
    ];
    assert!(!Editor::Address(Box::new(Address::new(&address, &address, calendar()))).is_changed());
    let tags = |base: &[&str], now: &[&str]| {
        let strings =
            |tags: &[&str]| -> Vec<String> { tags.iter().map(|&tag| tag.into()).collect() };
        Tags::new(&strings(base), &strings(now), calendar())
    };
    assert!(!tags(&[" a ", "b", "b"], &[" a ", "b", "b"]).is_changed());
    assert!(!tags(&["b", "a"], &["a", "b"]).is_changed());
    let text = [FieldValue::text("one\r\n two \r\n")];
    assert!(!Area::new(&text, &text, calendar()).is_changed());
    let yes = [FieldValue::text("true")];
    assert!(!Checkbox::new(&yes, &yes).is_changed());
    let (_, entity) = entity(r#"{"kpp":7,"x":[1.0],"name":" ООО "}"#);
    assert!(!entity.is_changed());
}

#[test]
fn an_empty_line_that_was_added_is_not_a_value() {
    let mut values = phones(&[phone("1", 1)]);
    values.add();
    assert!(!Editor::Values(values).is_changed());
}

#[test]
fn only_the_value_that_was_edited_changes() {
    let mut editor = Editor::Values(phones(&[phone("  1", 1), phone("2", 2)]));
    write(&mut editor, 3, " 22 ");
    assert_eq!(editor.values(), vec![phone("  1", 1), phone("22", 2)]);
}

#[test]
fn several_phones_in_one_line_become_values_of_its_type() {
    let mut editor = Editor::Values(phones(&[phone("1", 1), phone("2", 2)]));
    write(&mut editor, 3, "89991112233; 8 999 444-55-66");
    let Editor::Values(values) = &mut editor else {
        panic!("values")
    };
    assert_eq!(values.part(0), None);
    assert_eq!(values.part(1), Some(2));
    assert_eq!(
        editor.values(),
        [
            phone("1", 1),
            phone("+7 999 111-22-33", 2),
            phone("+7 999 444-55-66", 2)
        ]
    );
}

#[test]
fn an_option_no_longer_offered_is_kept() {
    let base = vec![phone("old", 9)];
    let mut options = Options::new(&base, &base, &[option(1, "new")], true);
    options.toggle();
    assert_eq!(options.values(), vec![phone("new", 1), phone("old", 9)]);
}

#[test]
fn of_a_list_with_one_choice_another_one_takes_its_place() {
    let base = vec![phone("b", 2)];
    let offered = [option(1, "a"), option(2, "b"), option(3, "Ёлка")];
    let mut options = Options::new(&base, &base, &offered, false);
    options.look_for("елк".to_owned());
    options.toggle();
    assert_eq!(options.values(), vec![phone("Ёлка", 3)]);
    options.toggle();
    assert_eq!(options.values(), []);
}

#[test]
fn a_check_box_that_was_never_set_is_not_unset() {
    let mut checkbox = Checkbox::new(&[], &[]);
    assert_eq!(checkbox.values(), []);
    checkbox.toggle();
    assert_eq!(checkbox.values(), [FieldValue::text("1")]);
    checkbox.toggle();
    assert_eq!(checkbox.values(), [FieldValue::text("0")]);
    checkbox.turn(true);
    assert!(!checkbox.is_changed());
}

#[test]
fn lines_are_broken_joined_and_pasted() {
    let mut area = Area::new(&[], &[FieldValue::text("onetwo")], calendar());
    area.lines[0].input = Input::new("onetwo".to_owned()).with_cursor(3);
    assert_eq!(area.insert(0, "\r\nand\n"), 2);
    assert_eq!(area.values(), [FieldValue::text("one\nand\ntwo")]);
    assert!(area.join(2) && !area.join(0));
    assert_eq!(area.lines[1].input.cursor(), 3);
    assert_eq!(area.values(), [FieldValue::text("one\nandtwo")]);
}

#[test]
fn of_requisites_only_what_was_typed_is_written_anew() {
    let json = r#"{"external_uid":"u","entity_type":"2","name":"ООО","tax_registration_reason_code":1,"kpp":"1","bank":{"b":[]}}"#;
    let (_, entity) = entity(json);
    let mut editor = Editor::Entity(Box::new(entity));
    write(&mut editor, 2, " 7701 ");
    write(&mut editor, 3, "2");
    let Content::Structured(written) = &editor.values()[0].content else {
        panic!("an object")
    };
    assert_eq!(
        written,
        r#"{"external_uid":"u","entity_type":"2","name":"ООО","tax_registration_reason_code":"2","kpp":"2","bank":{"b":[]},"vat_id":"7701"}"#
    );
    write(&mut editor, 1, " ");
    assert_eq!(editor.wrong(), Some((1, Unfit::EntityName)));
}

#[test]
fn what_cannot_be_read_is_kept_as_typed_and_told() {
    let mut editor = line(&[], Reading::Day);
    write(&mut editor, 0, " 14 м ");
    assert_eq!(editor.values(), [FieldValue::text("14 м")]);
    assert_eq!(editor.wrong(), Some((0, Unfit::Text(Wrong::Day))));
    write(&mut editor, 0, "14 мар");
    assert_eq!(editor.values(), [FieldValue::text("2017-03-14 00:00:00")]);
    assert_eq!(editor.wrong(), None);
}

#[test]
fn values_that_an_editor_would_lose_do_not_fit_it() {
    let two = [FieldValue::text("1"), FieldValue::text("2")];
    let (object, requisites) = entity("{}");
    assert!(!line(&[], Reading::Text).fits(&two));
    assert!(!line(&[], Reading::Text).fits(std::slice::from_ref(&object)));
    assert!(!Checkbox::new(&[], &[]).fits(&[FieldValue::text("maybe")]));
    assert!(!Options::new(&[], &[], &[], true).fits(&two));
    assert!(!requisites.fits(&[object.clone(), object]));
    let other = FieldValue {
        subtype: Some(Subtype::Other("9".to_owned())),
        ..FieldValue::text("x")
    };
    assert!(!Address::new(&[], &[], calendar()).fits(&[other]));
}

proptest! {
    #[test]
    fn any_text_that_is_not_touched_stays(raw in "\\PC{0,20}|[0-9:. /-]{0,20}", at in 0..8usize) {
        let reading = [
            Reading::Text, Reading::Number, Reading::Day, Reading::Birthday,
            Reading::Moment, Reading::Url, Reading::Phone, Reading::Email,
        ][at];
        let base = [FieldValue::text(raw)];
        prop_assert!(!line(&base, reading).is_changed());
        prop_assert!(!Area::new(&base, &base, calendar()).is_changed());
    }

    /// Reading what was read changes nothing more.
    #[test]
    fn what_was_tidied_is_tidy(typed in "\\PC{0,12}|[0-9., +-]{0,16}|[0-9]{1,2}[./ -][0-9мая]{1,3}[./ -][0-9]{2,4}", at in 0..8usize) {
        let reading = [
            Reading::Text, Reading::Number, Reading::Day, Reading::Birthday,
            Reading::Moment, Reading::Url, Reading::Phone, Reading::Email,
        ][at];
        let tidy = reading.tidy(&typed, calendar());
        prop_assert_eq!(reading.tidy(&tidy, calendar()), tidy.clone());
        if let Ok(read) = reading.read(&typed, calendar()) {
            prop_assert_eq!(reading.read(&read, calendar()), Ok(read));
        }
    }
}

//! What goes into an editor comes out of it, untouched or as it was typed.

use proptest::prelude::*;

use super::*;
use crate::domain::{
    contact::Company,
    edit::{CompanyChange, Links},
    field::{AddressPart, FieldOption, Subtype},
    id::{CompanyId, LeadId, OptionId},
    neighbour::Neighbours,
    typed::{Calendar, Reading},
};
use crate::letters::Ticket;

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

fn company(id: i64, name: &str) -> Company {
    Company {
        id: CompanyId(id),
        name: name.into(),
    }
}

/// A picker over a company, looking for another one among those that the account has found.
fn looking(text: &str, found: &[Company]) -> Picker {
    let mut picker = Picker::of_company(Some(&company(1, "Мост")), None, calendar());
    picker.open(true);
    picker.typed.input = Input::new(text.to_owned());
    picker.offers.ask(Ticket(1), text);
    let found = Neighbours::Companies(found.to_vec());
    assert!(picker.offers.take(Ticket(1), Choice::of(found)));
    picker
}

#[test]
fn another_company_takes_the_place_of_the_one_that_was_there() {
    let mut picker = looking("ор", &[company(2, "Орбита"), company(1, "Мост")]);
    let offered: Vec<Target> = picker.offered().iter().map(|one| one.target).collect();
    assert_eq!(offered, [Target::Company(CompanyId(2)), Target::NewCompany]);
    picker.choose(0);
    assert_eq!(
        picker.company(),
        Some(CompanyChange::Existing(company(2, "Орбита")))
    );
    assert_eq!(picker.links().len(), 1);
    picker.unlink(0);
    assert_eq!(picker.company(), None, "what was there is back");
    picker.unlink(0);
    assert_eq!(
        picker.company(),
        Some(CompanyChange::Unlinked(CompanyId(1)))
    );
    picker.unlink(0);
    assert!(!picker.is_changed());
}

#[test]
fn a_new_company_is_offered_unless_there_is_one_of_this_name() {
    let mut picker = looking("Орбита", &[company(2, "ОРБИТА")]);
    assert_eq!(picker.offered().len(), 1);
    picker = looking("Орбита Плюс", &[company(2, "Орбита")]);
    picker.choose(1);
    let new = CompanyChange::New("Орбита Плюс".to_owned());
    assert_eq!(picker.company(), Some(new));
}

#[test]
fn what_was_looked_for_and_not_taken_is_told_before_a_save() {
    let editor = Editor::Picker(Box::new(looking("Орбита", &[])));
    assert!(!editor.is_changed());
    assert_eq!(editor.wrong(), Some((1, Unfit::NotPicked)));
}

#[test]
fn links_come_and_go_one_by_one() {
    let base = [LeadId(1), LeadId(2)];
    let mut picker = Picker::of_links(
        Picked::Leads,
        &base,
        &Links::default(),
        Target::Lead,
        calendar(),
    );
    picker.unlink(0);
    picker.open(true);
    picker.typed.input = Input::new("пост".to_owned());
    picker.offers.ask(Ticket(1), "пост");
    let found = [1, 2, 3].map(|id| Choice::new(Target::Lead(LeadId(id)), "Поставка".into()));
    picker.offers.take(Ticket(1), found.to_vec());
    assert_eq!(picker.offered().len(), 2, "one is linked");
    picker.choose(1);
    let lead = |target| match target {
        Target::Lead(id) => Some(id),
        _ => None,
    };
    let links = picker.changed_links(lead);
    assert_eq!(
        (links.added[0].id, links.removed),
        (LeadId(3), vec![LeadId(1)])
    );
    picker.unlink(2);
    picker.unlink(0);
    assert!(!picker.is_changed());
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut picker = looking("ор", &[company(2, "Орбита")]);
    picker.offers.ask(Ticket(2), "орб");
    assert!(!picker.offers.take(Ticket(1), Vec::new()));
    assert_eq!(picker.offers.shown.len(), 1);
}

#[test]
fn a_comma_ends_a_tag_and_none_is_there_twice() {
    let mut tags = Tags::new(&["важный".to_owned()], &["важный".to_owned()], calendar());
    tags.typed.input = Input::new("опт , ВАЖНЫЙ,, до".to_owned());
    tags.part();
    assert_eq!((tags.chips.len(), tags.typed.input.value()), (2, "до"));
    tags.offers.ask(Ticket(1), "до");
    tags.offers
        .take(Ticket(1), vec!["доставка".into(), "опт".into()]);
    tags.choose(0);
    assert_eq!(tags.names(), ["важный", "опт", "доставка"]);
    tags.typed.input = Input::new(" vip".to_owned());
    assert_eq!(tags.names().last().map(String::as_str), Some("vip"));
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

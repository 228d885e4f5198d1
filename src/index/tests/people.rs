//! Contacts for tests: few letters, so that much of what is asked for is there.

use proptest::{collection::vec, prelude::*};

use crate::domain::{
    contact::{Company, Contact, Tag},
    field::{Content, Field, FieldRole, FieldValue},
    id::{CompanyId, ContactId, FieldId, Moment, TagId, UserId},
    text::Untrusted,
};

/// A contact with nothing but a name.
pub(in crate::index) fn contact(id: i64, name: &str) -> Contact {
    Contact {
        name: name.into(),
        ..Contact::bare(ContactId(id), UserId(1), Moment(0))
    }
}

/// A custom field with these texts.
pub(in crate::index) fn field(id: i64, role: Option<FieldRole>, values: &[&str]) -> Field {
    Field {
        id: FieldId(id),
        name: Untrusted::default(),
        role,
        values: values.iter().map(|text| FieldValue::text(*text)).collect(),
    }
}

/// A custom field with an object.
pub(in crate::index) fn structured(id: i64, json: &str) -> Field {
    let mut field = field(id, None, &[""]);
    field.values[0].content = Content::Structured(json.to_owned());
    field
}

const WORDS: &[&str] = &[
    "Ёлкин",
    "Елкина",
    "ИВАНОВ",
    "Иванова",
    "Иван",
    "ан",
    "Анна",
    "Ива",
    "ива-ан",
    "Zoë",
    "Ivan",
    "В",
    "8",
    "vip",
    "  ",
    "🔥",
    "йод",
];
const PHONES: &[&str] = &[
    "+7 (999) 012-34-56",
    "89990123456",
    "8-999-012-34-56 доб. 12",
    "9990123456",
    "+49 30 12345",
    "79991112233, Анна",
    "нет",
    "",
];
const EMAILS: &[&str] = &["ivan@mail.ru", "Anna.Ivanova@ромашка.рф", "8999@ya.ru"];
const TAGS: &[&str] = &["vip", "важный", "Важный клиент", "ВАЖНЫЙ", "none"];
const OTHERS: &[&str] = &[
    "Директор",
    "г. Иваново\nул. Ленина, 8",
    "101010",
    "2017-08-09 00:00:00",
];

fn name() -> impl Strategy<Value = String> {
    vec(prop::sample::select(WORDS), 0..3).prop_map(|words| words.join(" "))
}

fn values(of: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    vec(prop::sample::select(of), 0..3)
}

prop_compose! {
    /// One of few contacts, so that a later one often replaces an earlier one.
    pub(super) fn any_contact()(
        id in 1_i64..60,
        name in name(),
        company in prop::option::of(name()),
        responsible in 1_i64..4,
        due in prop::option::of(0_i64..6),
        tags in values(TAGS),
        phones in values(PHONES),
        emails in values(EMAILS),
        others in values(OTHERS),
    ) -> Contact {
        Contact {
            responsible: UserId(responsible),
            closest_task_at: due.map(Moment),
            company: company.map(|name| Company { id: CompanyId(1), name: name.as_str().into() }),
            tags: tags.into_iter().map(|tag| Tag { id: TagId(1), name: tag.into() }).collect(),
            fields: vec![
                field(1, Some(FieldRole::Phone), &phones),
                field(2, Some(FieldRole::Email), &emails),
                field(3, None, &others),
                structured(4, r#"{"name":"ИП Иванов","inn":"101010"}"#),
            ],
            ..contact(id, &name)
        }
    }
}

/// A query, often of things that are there; with its beginnings, as they come while it is typed.
pub(super) fn any_query() -> impl Strategy<Value = String> {
    let term = prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        2 => (prop::sample::select(WORDS), 0_usize..4, 1_usize..4)
            .prop_map(|(word, from, len)| word.chars().skip(from).take(len).collect()),
        2 => prop::sample::select(PHONES).prop_map(str::to_owned),
        1 => prop::sample::select(EMAILS).prop_map(str::to_owned),
        1 => prop::sample::select(OTHERS).prop_map(str::to_owned),
        4 => prop::sample::select(&[
            "tag:важ", "тег:\"важный\"", "tag:vip,важ", "tag:none", "tag:any", "tag:\"none\"", "комп:ива", "company:нет",
            "resp:me", "отв:2", "resp:анна", "отв:никто", "task:overdue", "задача:сегодня", "task:none,today", "task:week",
            "7", "8", "99", "012-34", "3456", "и", "а", "@", "+7 (999", "101", "а и", "\"н и\"", "-и", "(",
        ][..]).prop_map(str::to_owned),
    ];
    let sign = prop_oneof![6 => Just(""), 1 => Just("-"), 1 => Just("\"")];
    vec((sign, term), 0..4).prop_map(|terms| {
        let terms: Vec<String> = terms
            .into_iter()
            .map(|(sign, term)| format!("{sign}{term}"))
            .collect();
        terms.join(" ")
    })
}

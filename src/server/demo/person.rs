//! The custom fields of one invented person.

use fastrand::Rng;
use serde_json::{Value as Json, json};

use super::definitions as id;
use super::names::{Name, any, often};
use super::reach;
use crate::wire::v2::contact::{CustomField, Value};

const POSITIONS: [&str; 14] = [
    "Директор",
    "Менеджер по закупкам",
    "Главный бухгалтер",
    "Генеральный директор",
    "Менеджер по продажам",
    "Владелец",
    "Логист",
    "Инженер",
    "Руководитель отдела снабжения",
    "Юрист",
    "Секретарь",
    "Office manager",
    "CEO",
    "Прораб",
];
const CITIES: [(&str, &str); 12] = [
    ("Москва", "101000"),
    ("Санкт-Петербург", "190000"),
    ("Казань", "420000"),
    ("Екатеринбург", "620000"),
    ("Новосибирск", "630000"),
    ("Нижний Новгород", "603000"),
    ("Королёв", "141070"),
    ("Орёл", "302000"),
    ("Ростов-на-Дону", "344000"),
    ("Владивосток", "690000"),
    ("Калининград", "236000"),
    ("Йошкар-Ола", "424000"),
];
const STREETS: [&str; 14] = [
    "ул. Берёзовая",
    "ул. Вокзальная",
    "ул. Гагарина",
    "ул. Заводская",
    "ул. Ленина",
    "ул. Лётчиков",
    "ул. Мира",
    "наб. Речная",
    "пр-т Победы",
    "ул. Садовая",
    "ул. Советская",
    "ул. Чехова",
    "пер. Тихий",
    "ш. Северное",
];
const COMMENTS: [&str; 6] = [
    "Просил перезвонить после обеда.\nДоговор — на \"ИП\".",
    "Постоянный клиент, скидку согласовать с руководителем",
    "Не звонить по понедельникам!",
    "Познакомились на выставке, интересуется оптом",
    "Всё только по почте: <b>без звонков</b> & смс",
    "Платит вовремя ✓",
];

/// Draws the fields; with `complete` every one of them is filled.
pub(super) fn fields(rng: &mut Rng, name: &Name, now: i64, complete: bool) -> Vec<CustomField> {
    let mut filled = Filled {
        fields: Vec::new(),
        complete,
    };
    filled.chance(rng, 45, id::POSITION, "Должность", |rng| {
        vec![Value::plain(*often(rng, &POSITIONS))]
    });
    filled.chance(rng, 94, id::PHONE, "Телефон", phones);
    filled.chance(rng, 76, id::EMAIL, "Email", |rng| emails(rng, name));
    filled.chance(rng, 16, id::MESSENGER, "Мгн. сообщения", |rng| {
        let handle = format!("{}.{}", reach::latin(&name.first), rng.u32(1..999));
        vec![typed(handle, 3_685_092 + rng.i64(0..6))]
    });
    filled.chance(rng, 38, id::ADDRESS, "Адрес", address);
    filled.chance(rng, 28, id::MULTILIST, "Мультисписок", |rng| {
        let first = rng.i64(1..=8);
        (first..first + rng.i64(1..=3))
            .map(|n| typed(n.to_string(), 3_692_661 + n))
            .collect()
    });
    filled.chance(rng, 14, id::BIRTHDAY, "День рождения", |rng| {
        let date = format!(
            "{}-{:02}-{:02} 00:00:00",
            rng.u32(1950..2006),
            rng.u32(1..=12),
            rng.u32(1..=28)
        );
        vec![Value::plain(date)]
    });
    filled.chance(rng, 45, id::SOURCE, "Источник", |rng| {
        const SOURCES: [&str; 7] = [
            "Сайт",
            "Звонок",
            "Выставка",
            "Партнёр",
            "Соцсети",
            "Рекомендация",
            "Холодная база",
        ];
        let n = rng.usize(..SOURCES.len());
        vec![typed(SOURCES[n], 3_693_000 + i64::try_from(n).unwrap_or(0))]
    });
    filled.chance(rng, 8, id::COMMENT, "Комментарий", |rng| {
        vec![Value::plain(*any(rng, &COMMENTS))]
    });
    rarer(&mut filled, rng, now);
    filled.fields
}

fn rarer(filled: &mut Filled, rng: &mut Rng, now: i64) {
    filled.chance(rng, 6, id::DISCOUNT, "Скидка, %", |rng| {
        vec![Value::plain(rng.u32(1..=30).to_string())]
    });
    filled.chance(
        rng,
        20,
        id::CONSENT,
        "Согласие на рассылку",
        |rng| vec![Value::plain(if rng.bool() { "1" } else { "0" })],
    );
    filled.chance(
        rng,
        6,
        id::CONTRACT_DATE,
        "Дата договора",
        |rng| vec![Value::plain(day(rng, now, "00:00:00"))],
    );
    filled.chance(rng, 5, id::SITE, "Сайт", |rng| {
        vec![Value::plain(format!(
            "https://shop{}.example/",
            rng.u32(1..500)
        ))]
    });
    filled.chance(rng, 10, id::PREFERRED, "Как связаться", |rng| {
        let n = rng.usize(..3);
        vec![typed(
            ["Звонок", "Письмо", "Мессенджер"][n],
            3_693_010 + i64::try_from(n).unwrap_or(0),
        )]
    });
    filled.chance(rng, 4, id::DELIVERY, "Адрес доставки", |rng| {
        vec![Value::plain(format!(
            "{}, д. {}, склад {}",
            any(rng, &STREETS),
            rng.u32(1..90),
            rng.u32(1..9)
        ))]
    });
    filled.chance(rng, 3, id::REQUISITES, "Реквизиты", |rng| {
        vec![Value::plain(
            json!({"name": "ООО «Тёплый кирпич»", "entity_type": 2, "vat_id": digits(rng, 10),
            "kpp": digits(rng, 9), "address": "г. Орёл, ул. Мира, д. 5", "external_uid": ""}),
        )]
    });
    filled.chance(
        rng,
        3,
        id::MEETING,
        "Следующая встреча",
        |rng| {
            let time = format!("{:02}:30:00", rng.u32(9..19));
            vec![Value::plain(day(rng, now, &time))]
        },
    );
    filled.chance(rng, 6, id::BILL, "Средний чек", |rng| {
        vec![Value::plain((rng.u32(1..900) * 500).to_string())]
    });
    filled.chance(
        rng,
        4,
        id::CAMPAIGN,
        "Рекламная кампания",
        |rng| {
            vec![Value::plain(*any(
                rng,
                &["spring_2026", "utm_retarget", "летняя акция"],
            ))]
        },
    );
    filled.chance(
        rng,
        1,
        id::CATALOG,
        "Товар из каталога",
        |rng| {
            vec![Value::plain(
                json!({"catalog_id": 2177, "catalog_element_id": rng.u32(1..500)}),
            )]
        },
    );
    rarest(filled, rng);
}

/// Kinds of fields that hardly anybody fills.
fn rarest(filled: &mut Filled, rng: &mut Rng) {
    filled.chance(rng, 1, id::FILE, "Договор", |rng| {
        let name = format!("Договор-{}.pdf", rng.u32(1..999));
        vec![Value::plain(json!({"file_uuid": format!("{:032x}", rng.u128(..)), "file_name": name, "file_size": rng.u32(9999..999_999)}))]
    });
    filled.chance(rng, 1, id::ORGANISATION, "Юридическое название", |_| {
        vec![Value::plain(json!({"name": "АО «Созвездие»", "line1": "ул. Садовая, 7", "city": "Казань", "zip": "420000", "country": "RU"}))]
    });
    filled.chance(rng, 2, id::PRICE, "Цена по договору", |rng| {
        vec![Value::plain((rng.u32(1..100) * 990).to_string())]
    });
    filled.chance(
        rng,
        1,
        id::RELATED,
        "Кто рекомендовал",
        |_| {
            vec![Value::plain(
                json!({"name": "Павел Ермолаев", "entity_id": 41_560, "entity_type": "contacts"}),
            )]
        },
    );
}

struct Filled {
    fields: Vec<CustomField>,
    complete: bool,
}

impl Filled {
    /// Fills a field in `percent` of all cases.
    fn chance(
        &mut self,
        rng: &mut Rng,
        percent: u32,
        id: i64,
        name: &str,
        values: impl FnOnce(&mut Rng) -> Vec<Value>,
    ) {
        if self.complete || rng.u32(0..100) < percent {
            let is_system = id <= id::MESSENGER;
            self.fields.push(CustomField {
                id,
                name: name.to_owned(),
                code: None,
                values: values(rng),
                is_system,
            });
        }
    }
}

fn phones(rng: &mut Rng) -> Vec<Value> {
    let count = match rng.u32(0..100) {
        0..66 => 1,
        66..90 => 2,
        _ => 3,
    };
    let mut phones: Vec<Value> = (0..count)
        .map(|_| {
            typed(
                reach::phone(rng),
                3_685_083 + rng.i64(0..6).min(rng.i64(0..6)),
            )
        })
        .collect();
    if rng.u32(0..40) == 0 {
        // The same number typed in again, under the same type.
        phones.extend_from_within(..1);
    }
    phones
}

fn emails(rng: &mut Rng, name: &Name) -> Vec<Value> {
    let count = if rng.u32(0..100) < 82 { 1 } else { 2 };
    (0..count)
        .map(|_| {
            typed(
                reach::email(rng, name),
                3_685_089 + rng.i64(0..3).min(rng.i64(0..3)),
            )
        })
        .collect()
}

fn address(rng: &mut Rng) -> Vec<Value> {
    let (city, zip) = *often(rng, &CITIES);
    let street = format!("{}, д. {}", any(rng, &STREETS), rng.u32(1..150));
    let mut parts = vec![(street, "1")];
    if rng.u32(0..3) == 0 {
        parts.push((format!("кв. {}", rng.u32(1..300)), "2"));
    }
    parts.push((city.to_owned(), "3"));
    if rng.u32(0..5) == 0 {
        parts.push((format!("{city}, область"), "4"));
    }
    if rng.bool() {
        parts.push((zip.to_owned(), "5"));
    }
    parts.push(("RU".to_owned(), "6"));
    parts
        .into_iter()
        .map(|(text, part)| Value {
            subtype: Some(part.to_owned()),
            ..Value::plain(text)
        })
        .collect()
}

fn typed(text: impl Into<Json>, variant: i64) -> Value {
    Value {
        variant: Some(variant.to_string()),
        ..Value::plain(text)
    }
}

/// A day within a year of now.
fn day(rng: &mut Rng, now: i64, time: &str) -> String {
    let moment = jiff::Timestamp::from_second(now + rng.i64(-365..365) * 86400).unwrap_or_default();
    format!("{} {time}", moment.strftime("%Y-%m-%d"))
}

fn digits(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.digit(10)).collect()
}

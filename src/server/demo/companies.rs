//! The companies people work for; several share one.

use fastrand::Rng;
use rusqlite::Connection;

use super::definitions::PHONE;
use super::extras::Extras;
use super::names::any;
use crate::server::Error;
use crate::server::element::Kind;
use crate::server::neighbours::record::Record;

const WORDS: [&str; 36] = [
    "Альбатрос",
    "Амальгама",
    "Бригантина",
    "Вектор",
    "Вершина",
    "Гранит",
    "Дельта",
    "Заречье",
    "Зелёный дом",
    "Импульс",
    "Кедр",
    "Компас",
    "Лагуна",
    "Лесной двор",
    "Маяк",
    "Меридиан",
    "Метелица",
    "Монолит",
    "Мост",
    "Надёжный партнёр",
    "Новая высота",
    "Оазис",
    "Орбита",
    "Паллада",
    "Полюс",
    "Причал",
    "Пять звёзд",
    "Ракурс",
    "Родник",
    "Сигма-Плюс",
    "Созвездие",
    "СтройГарант",
    "Тёплый кирпич",
    "Траектория",
    "Форпост",
    "Эталон",
];
const ABROAD: [&str; 8] = [
    "Acme GmbH",
    "Blue Harbour Ltd",
    "Café & Söhne OHG",
    "Fjord Logistikk AS",
    "Little Wolf LLC",
    "Północ Sp. z o.o.",
    "Sun & Moon Co.",
    "Zenit s.r.o.",
];
const CITIES: [&str; 8] = [
    "Москва",
    "Казань",
    "Урал",
    "Сибирь",
    "Юг",
    "Волга",
    "Север",
    "Балтика",
];

/// Below so many companies nobody shares one, or the first screen would show the same one in every row.
const FEW: usize = 15;

/// A company as its contacts name it.
#[derive(Debug, Clone)]
pub(super) struct Company {
    pub(super) id: i64,
    pub(super) name: String,
}

/// The companies drawn so far.
pub(super) struct Companies {
    known: Vec<Company>,
    next: i64,
}

impl Companies {
    pub(super) fn new() -> Self {
        Self {
            known: Vec::new(),
            next: 1_200_001,
        }
    }

    /// One that others work for already, or a new one.
    pub(super) fn draw(
        &mut self,
        connection: &Connection,
        rng: &mut Rng,
        extras: &mut Extras,
        user: i64,
        at: i64,
    ) -> Result<Company, Error> {
        if self.known.len() >= FEW && rng.u32(0..100) < 55 {
            return Ok(any(rng, &self.known).clone());
        }
        let company = Company {
            id: self.next,
            name: name(rng),
        };
        self.next += 1;
        let mut record = Record::new(Kind::Company, company.id, &company.name, user, at);
        extras.company(&mut record);
        record.introduce(connection, Some(PHONE))?;
        self.known.push(company.clone());
        Ok(company)
    }
}

fn name(rng: &mut Rng) -> String {
    let word = *any(rng, &WORDS);
    match rng.u32(0..100) {
        0..45 => format!("{} «{word}»", any(rng, &["ООО", "ООО", "ООО", "АО", "ПАО"])),
        45..60 => format!("ООО \"{word} {}\"", any(rng, &CITIES)),
        60..72 => format!("{word}-{}", any(rng, &CITIES)),
        72..82 => format!(
            "ИП {}",
            any(
                rng,
                &[
                    "Ёлкин С.В.",
                    "Журавлёва А.А.",
                    "Кротов И.И.",
                    "Семёнова О.П.",
                    "Цой В.Р."
                ]
            )
        ),
        82..90 => (*any(rng, &ABROAD)).to_owned(),
        _ => format!("{word} {}", rng.u32(2..99)),
    }
}

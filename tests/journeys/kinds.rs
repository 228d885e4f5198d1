//! The fields of the demo account, one of each kind, and what somebody may type there.

use serde_json::{Value, json};

/// A field of the demo account: where its cursor stands, what is typed there, what the account holds then, and how the form
/// shows that.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) id: i64,
    pub(super) stop: usize,
    pub(super) typed: &'static str,
    pub(super) held: fn() -> Value,
    pub(super) shown: &'static str,
}

macro_rules! kind {
    ($name:literal, $id:literal at $stop:literal, $typed:literal => $held:tt, $shown:literal) => {
        Kind {
            name: $name,
            id: $id,
            stop: $stop,
            typed: $typed,
            held: || json!($held),
            shown: $shown,
        }
    };
}

/// Today is 26 October 2017.
pub(super) const KINDS: &[Kind] = &[
    kind!("Должность", 4_396_817 at 0, " Head of sales" => [{"value": "Head of sales"}], "Head of sales"),
    kind!("Телефон", 4_396_818 at 1, "⎵8 999 159 15 32 доб. 5" =>
        [{"value": "+7 999 159-15-32 доб. 5", "enum": "3685087"}], "+7 999 159-15-32 доб. 5"),
    kind!("Email", 4_396_819 at 1, "kate@example.com" =>
        [{"value": "kate@example.com", "enum": "3685089"}], "kate@example.com"),
    kind!("Мгн. сообщения", 4_396_821 at 1, "s" =>
        [{"value": "example.examples", "enum": "3685096"}], "example.examples"),
    kind!("Адрес", 4_400_115 at 2, "Москва" => [
        {"value": "ул. Ленина, д. 1, г. Москва", "subtype": "1"},
        {"value": "Москва", "subtype": "3"}, {"value": "RU", "subtype": "6"}], "City           Москва"),
    kind!("Мультисписок", 4_400_116 at 0, " " => [
        {"value": "1", "enum": "3692662"}, {"value": "2", "enum": "3692663"},
        {"value": "3", "enum": "3692664"}], "[x] 1   [x] 2   [x] 3   [ ] 4"),
    kind!("День рождения", 4_400_117 at 0, "14.03.35" => [{"value": "1935-03-14 00:00:00"}], "14.03.1935"),
    kind!("Источник", 4_400_118 at 0, "парт " => [{"value": "Партнёр", "enum": "3693003"}], "(x) Партнёр"),
    kind!("Комментарий", 4_400_119 at 0, "one⏎ two" => [{"value": "one\n two"}], "Комментарий      one"),
    kind!("Скидка, %", 4_400_120 at 0, "1 200,50" => [{"value": "1200.50"}], "1200.50"),
    kind!("Согласие на рассылку", 4_400_121 at 0, "  " => [{"value": "0"}], "[ ] no"),
    kind!("Дата договора", 4_400_122 at 0, "14 мар" => [{"value": "2017-03-14 00:00:00"}], "14.03.2017"),
    kind!("Сайт", 4_400_123 at 0, "example.com" => [{"value": "https://example.com"}], "https://example.com"),
    kind!("Как связаться", 4_400_124 at 0, "→ " => [{"value": "Письмо", "enum": "3693011"}], "(x) Письмо"),
    kind!("Адрес доставки", 4_400_125 at 0, "ул. Мира, 1" => [{"value": "ул. Мира, 1"}], "ул. Мира, 1"),
    kind!("Реквизиты", 4_400_126 at 0, " ⇥ООО «Мост»⇥7701" =>
        [{"value": {"name": "ООО «Мост»", "vat_id": "7701", "entity_type": 2}}], "ООО «Мост»"),
    kind!("Следующая встреча", 4_400_127 at 0, "завтра 15:30" =>
        [{"value": "2017-10-27 15:30:00"}], "27.10.2017 15:30"),
    kind!("Средний чек", 4_400_128 at 0, "10 000 ₽" => [{"value": "10000"}], "10000"),
    kind!("Рекламная кампания", 4_400_129 at 0, "utm_source" => [{"value": "utm_source"}], "utm_source"),
    kind!("Цена по договору", 4_400_133 at 0, "5,5" => [{"value": "5.5"}], "5.5"),
];

/// What the form only shows.
pub(super) const SHOWN: [(i64, &str, &str); 4] = [
    (
        4_400_130,
        "Товар из каталога",
        r#"{"catalog_id":1,"catalog_element_id":2}"#,
    ),
    (
        4_400_131,
        "Договор",
        r#"{"file_uuid":"x","file_name":"a.pdf","is":[1.5,null]}"#,
    ),
    (
        4_400_132,
        "Юридическое название",
        r#"{"zip":"1","name":"АО"}"#,
    ),
    (
        4_400_134,
        "Кто рекомендовал",
        r#"{"entity_id":41560,"name":"Пётр"}"#,
    ),
];

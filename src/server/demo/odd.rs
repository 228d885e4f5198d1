//! Names that nobody would choose but that arrive through web forms and messengers: a program must show them all.

/// The odd names, in turn; `turn` says which.
pub(super) fn name(turn: usize) -> String {
    let made = turn % (ODD.len() + 3);
    match made.checked_sub(ODD.len()) {
        None => ODD[made].to_owned(),
        // Ten thousand marks over one letter.
        Some(0) => format!("Юлия{} Тёмная", "\u{301}\u{308}".repeat(5_000)),
        Some(1) => format!("Очень{}длинное имя без пробелов", "-длинное".repeat(40)),
        _ => format!("Компания «{}»", ["Рога и копыта"; 20].join(" и ")),
    }
}

const ODD: [&str; 21] = [
    "Ольга Мороз 🔥",
    "⭐ Илья Звягин ⭐",
    "Марина 👩\u{200d}💻 (айти)",
    "Виктор 🇷🇺🇰🇿",
    "Настя ❤\u{fe0f} торты на заказ",
    "👍🏽 Денис",
    "محمد علي",
    "فاطمة حسن (Москва)",
    "דוד כהן",
    "שרה לוי 8 999 000-00-00",
    "Иван\u{202e}вонавИ",
    "\u{2066}Пётр\u{2069}\u{200f} Левый",
    "Анна\u{1b}[31m Красная\u{1b}[0m",
    "Сергей\u{1b}]0;заголовок окна\u{7} Титов",
    "Мария\u{1b}]52;c;0L/RgNC40LLQtdGC\u{7} Буфер",
    "Олег\u{9b}2J Чистый",
    "Нина\rПодмена",
    "Таб\tуляция и\nперенос",
    "Z\u{334}\u{321}a\u{335}\u{328}l\u{336}\u{322}g\u{337}\u{327}o\u{338}\u{326}",
    "Ну\u{200b}ле\u{200b}вой про\u{ad}бел\u{feff}",
    "ＦＵＬＬ　ＷＩＤＴＨ Клиент",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_oddity_takes_its_turn() {
        let names: Vec<String> = (0..ODD.len() + 3).map(name).collect();
        for sign in [
            '🔥', '\u{200d}', '\u{202e}', '\u{1b}', '\u{9b}', '\u{301}', 'ع', 'ד', '\u{ad}',
        ] {
            assert!(names.iter().any(|name| name.contains(sign)), "{sign:?}");
        }
        let marks = |name: &String| {
            let marks = ['\u{301}', '\u{308}'];
            name.chars().filter(|sign| marks.contains(sign)).count()
        };
        assert_eq!(names.iter().map(marks).max(), Some(10_000));
        assert_eq!(name(0), name(ODD.len() + 3));
    }
}

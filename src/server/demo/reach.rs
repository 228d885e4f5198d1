//! How people are reached: phones in every format that is typed in, addresses of mail in domains kept for examples.

use fastrand::Rng;

use super::names::{Name, any};

const DOMAINS: [&str; 9] = [
    "example.com",
    "example.com",
    "example.org",
    "example.net",
    "example.ru",
    "mail.example",
    "office.example",
    "почта.example",
    "shop.example",
];

/// A phone as somebody typed it.
pub(super) fn phone(rng: &mut Rng) -> String {
    if rng.u32(0..14) == 0 {
        let country = any(
            rng,
            &[
                "+375 29", "+49 151", "+44 20", "+1 212", "+998 90", "+86 138", "+90 532", "+77 01",
            ],
        );
        return format!(
            "{country} {:03} {:04}",
            rng.u32(0..1000),
            rng.u32(0..10_000)
        );
    }
    let code = match rng.u32(0..10) {
        0 => *any(rng, &["495", "499", "812", "343", "383", "843", "846"]),
        _ => *any(
            rng,
            &[
                "900", "903", "909", "912", "916", "921", "926", "937", "950", "965", "977", "981",
                "985", "999",
            ],
        ),
    };
    let (a, b, c) = (rng.u32(0..1000), rng.u32(0..100), rng.u32(0..100));
    match rng.u32(0..100) {
        0..20 => format!("8{code}{a:03}{b:02}{c:02}"),
        20..38 => format!("+7{code}{a:03}{b:02}{c:02}"),
        38..50 => format!("7{code}{a:03}{b:02}{c:02}"),
        50..63 => format!("+7 ({code}) {a:03}-{b:02}-{c:02}"),
        63..73 => format!("8 ({code}) {a:03}-{b:02}-{c:02}"),
        73..80 => format!("8-{code}-{a:03}-{b:02}-{c:02}"),
        80..86 => format!("+7 {code} {a:03} {b:02} {c:02}"),
        86..90 => format!("{code}{a:03}{b:02}{c:02}"),
        90..93 => format!("+7({code}){a:03}{b:02}{c:02}"),
        93..96 => format!("8 {code} {a:03}-{b:02}-{c:02} доб. {}", rng.u32(1..999)),
        96..98 => format!("тел. 8 {code} {a:03} {b:02}{c:02}"),
        _ => format!(
            "+7-{code}-{a:03}-{b:02}{c:02}, {}",
            any(rng, &["WhatsApp", "раб.", "после 18:00", "муж"])
        ),
    }
}

/// An address of mail made of a name.
pub(super) fn email(rng: &mut Rng, name: &Name) -> String {
    let (first, last) = (latin(&name.first), latin(&name.last));
    let first = if first.is_empty() {
        "info".to_owned()
    } else {
        first
    };
    let last = if last.is_empty() {
        "office".to_owned()
    } else {
        last
    };
    let initial = first.get(..1).unwrap_or("i");
    let user = match rng.u32(0..100) {
        0..25 => format!("{first}.{last}"),
        25..45 => format!("{initial}.{last}"),
        45..60 => format!("{last}{}", rng.u32(1960..2006)),
        60..75 => format!("{first}_{last}"),
        75..88 => format!("{last}-{initial}{}", rng.u32(1..99)),
        _ => (*any(
            rng,
            &["info", "sales", "zakaz", "buh", "director", "office"],
        ))
        .to_owned(),
    };
    let address = format!("{user}@{}", any(rng, &DOMAINS));
    if rng.u32(0..30) == 0 {
        address.to_uppercase()
    } else {
        address
    }
}

/// A name for addresses: Щукин gives `shchukin`.
pub(super) fn latin(text: &str) -> String {
    let mut latin = String::new();
    for c in text.to_lowercase().chars() {
        let letters = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' | 'ы' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "yu",
            'я' => "ya",
            _ => {
                latin.extend(Some(c).filter(char::is_ascii_alphanumeric));
                continue;
            }
        };
        latin.push_str(letters);
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold;

    #[test]
    fn phones_have_digits_to_be_found_by() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..500 {
            let phone = phone(&mut rng);
            assert!(fold::digits(&phone).len() >= 9, "{phone}");
        }
    }

    #[test]
    fn mail_goes_to_domains_that_nobody_owns() {
        let mut rng = Rng::with_seed(1);
        let name = Name {
            full: String::new(),
            first: "Илья".into(),
            last: "Щукин".into(),
        };
        for _ in 0..200 {
            let address = email(&mut rng, &name).to_lowercase();
            assert!(
                address.contains('@') && address.contains("example"),
                "{address}"
            );
        }
        assert_eq!(latin("Щукин-Ёлкин"), "shchukinelkin");
    }
}

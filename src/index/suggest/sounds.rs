//! Russian names in Latin letters, as people and passports write them, and back; several spellings lead to one name.

/// A Russian spelling and a Latin one, those first that begin like a shorter one. Where a Russian letter stands twice, the
/// first Latin spelling is the one that is written.
const SOUNDS: &[(&str, &str)] = &[
    ("щ", "shch"),
    ("щ", "sch"),
    ("ж", "zh"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("ю", "yu"),
    ("я", "ya"),
    ("е", "yo"),
    ("ю", "ju"),
    ("я", "ja"),
    ("кс", "x"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("е", "e"),
    ("з", "z"),
    ("и", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "h"),
    ("к", "c"),
    ("к", "q"),
    ("в", "w"),
    ("дж", "j"),
    // To Latin letters only: from them `y` is read by its neighbours, and what is not written cannot be.
    ("й", "y"),
    ("ы", "y"),
    ("э", "e"),
    ("ё", "e"),
    ("ъ", ""),
    ("ь", ""),
    ("ь", "'"),
];

/// A word of Latin letters in Russian ones, small.
pub(super) fn cyrillic(word: &str) -> String {
    let word = word.to_lowercase();
    let mut out = String::new();
    let mut rest = word.as_str();
    while let Some(c) = rest.chars().next() {
        let (russian, len) = by_neighbours(&out, rest)
            .or_else(|| {
                let mut sounds = SOUNDS.iter().filter(|(_, latin)| !latin.is_empty());
                let found = sounds.find(|(_, latin)| rest.starts_with(latin));
                found.map(|(russian, latin)| (*russian, latin.len()))
            })
            .unwrap_or(("", 0));
        if len == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push_str(russian);
            rest = &rest[len..];
        }
    }
    out
}

/// What `y` and a last `ia` mean after what is written already, and how many bytes of the rest are read by it.
fn by_neighbours(before: &str, rest: &str) -> Option<(&'static str, usize)> {
    let is_start = !before.ends_with(char::is_alphabetic);
    let after_vowel = before.ends_with(|c| "аеиоуыэюя".contains(c));
    let after = rest.get(1..).unwrap_or_default();
    let is_last = !after.starts_with(char::is_alphabetic);
    let consonant = !is_start && !after_vowel;
    match rest.as_bytes() {
        [b'i', b'a'] => Some(("ия", 2)),
        [b'y', b'a' | b'u' | b'o', ..] => None,
        [b'y', b'e', ..] if consonant => Some(("ье", 2)),
        [b'y', b'e', ..] => Some(("е", 2)),
        [b'y', ..] if consonant && is_last => Some(("ий", 1)),
        [b'y', ..] if consonant => Some(("ы", 1)),
        [b'y', ..] => Some(("й", 1)),
        _ => None,
    }
}

/// A word of Russian letters in Latin ones, small.
pub(super) fn latin(word: &str) -> String {
    let mut out = String::new();
    for c in word.to_lowercase().chars() {
        let mut letter = [0; 4];
        let letter = c.encode_utf8(&mut letter);
        let found = SOUNDS.iter().find(|(russian, _)| *russian == letter);
        out.push_str(found.map_or(letter, |(_, latin)| latin));
    }
    out
}

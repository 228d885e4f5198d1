//! Folded text with a byte for most characters, where UTF-8 takes two for a Cyrillic one: less to keep and less to read.
//!
//! | Bytes | What they are |
//! |---|---|
//! | below 0x80 | ASCII; control characters are the marks of a [record](super::record) |
//! | 0x80 to 0x9f | `а` to `я` |
//! | 0xa0 to 0xb7 | [`MORE`] |
//! | 0xb8 to 0xbf and three from 0xc0 on | any other character, its bits 3 + 6 + 6 + 6 |
//!
//! A character is found where it stands and nowhere else: the first byte of one never is another's later byte.

/// Characters that are frequent in some names: of Turkic and other Slavic languages, what folding leaves of Germanic ones,
/// quotes and dashes.
const MORE: [char; 24] = [
    'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і', 'є', 'ґ', 'љ', 'њ', 'џ', 'ß', 'æ', 'þ', 'ð', 'œ',
    '«', '»', '–', '—', '’',
];
const CYRILLIC: u8 = 0x80;
const MORE_FROM: u8 = 0xa0;
const LEAD: u8 = 0xb8;
const TRAIL: u8 = 0xc0;

/// A folded text in bytes.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    append(&mut bytes, text);
    bytes
}

/// Adds a folded text.
pub(super) fn append(bytes: &mut Vec<u8>, text: &str) {
    for c in text.chars() {
        let code = u32::from(c);
        // Whatever is taken of the code in these arms fits a byte.
        let low = |bits: u32| (code >> bits).to_le_bytes()[0];
        match c {
            '\0'..='\x7f' => bytes.push(low(0)),
            'а'..='я' => bytes.push(low(0) - 0x30 + CYRILLIC),
            _ => match (MORE_FROM..).zip(MORE).find(|(_, more)| *more == c) {
                Some((byte, _)) => bytes.push(byte),
                None => bytes.extend([
                    LEAD + low(18),
                    TRAIL + low(12) % 64,
                    TRAIL + low(6) % 64,
                    TRAIL + low(0) % 64,
                ]),
            },
        }
    }
}

/// The characters of a coded text.
pub(super) fn chars(bytes: &[u8]) -> impl Iterator<Item = char> {
    let mut bytes = bytes.iter().copied();
    std::iter::from_fn(move || {
        let first = bytes.next()?;
        let code = match first {
            ..CYRILLIC => first.into(),
            CYRILLIC..MORE_FROM => 'а' as u32 + u32::from(first - CYRILLIC),
            MORE_FROM..LEAD => MORE[usize::from(first - MORE_FROM)].into(),
            LEAD.. => (0..3).fold(u32::from(first & 7), |code, _| {
                code << 6 | u32::from(bytes.next().unwrap_or_default() & 63)
            }),
        };
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    })
}

/// Whether a letter or digit stands at the end of a coded text.
pub(super) fn ends_in_word(bytes: &[u8]) -> bool {
    match bytes.last() {
        None => false,
        Some(last @ ..CYRILLIC) => last.is_ascii_alphanumeric(),
        Some(CYRILLIC..MORE_FROM) => true,
        Some(MORE_FROM..) => {
            let from = bytes.iter().rposition(|byte| *byte < TRAIL);
            chars(&bytes[from.unwrap_or(0)..]).all(char::is_alphanumeric)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_read_back(text in any::<String>()) {
            prop_assert_eq!(chars(&encode(&text)).collect::<String>(), text);
        }

        #[test]
        fn a_text_is_found_where_it_stands_and_nowhere_else(
            text in "[а-яa-z0-9ә«🔥王ёÿ\u{7f}]{0,20}",
            needle in "[а-яa-z0-9ә«🔥王ёÿ\u{7f}]{1,2}",
        ) {
            let places: Vec<usize> = text.match_indices(&needle).map(|(at, _)| encode(&text[..at]).len()).collect();
            let (text, needle) = (encode(&text), encode(&needle));
            let found = memchr::memmem::find_iter(&text, &needle);
            prop_assert_eq!(found.collect::<Vec<_>>(), places);
        }

        #[test]
        fn the_end_of_a_word_is_known(text in any::<String>()) {
            prop_assert_eq!(ends_in_word(&encode(&text)), text.ends_with(char::is_alphanumeric));
        }
    }
}

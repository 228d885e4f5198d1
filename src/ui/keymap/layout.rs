//! Keyboard layouts: which Latin letter stands on the key that sent a Cyrillic one.

/// A keyboard layout, as far as hints care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Any Latin one.
    #[default]
    Latin,
    /// Russian, Ukrainian or Belarusian.
    Cyrillic,
}

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";

/// The Latin character on the key that sent this Cyrillic letter; `None` for anything else.
pub fn latin(c: char) -> Option<char> {
    let found = RUSSIAN
        .chars()
        .zip(LATIN.chars())
        .find(|(russian, _)| *russian == c)
        .map(|(_, latin)| latin);
    found.or(match c {
        'і' => Some('s'),
        'І' => Some('S'),
        'ї' => Some(']'),
        'є' => Some('\''),
        'ґ' => Some('u'),
        'ў' => Some('o'),
        _ => None,
    })
}

/// The Russian letter on the key of this Latin one.
pub fn twin(c: char) -> Option<char> {
    LATIN
        .chars()
        .zip(RUSSIAN.chars())
        .find(|(latin, _)| *latin == c && c.is_ascii_alphabetic())
        .map(|(_, russian)| russian)
}

/// Which layout a typed character betrays; `None` when both have it.
pub fn layout_of(c: char) -> Option<Layout> {
    if latin(c).is_some() {
        Some(Layout::Cyrillic)
    } else if c.is_ascii_alphabetic() {
        Some(Layout::Latin)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_has_its_letter() {
        assert_eq!(LATIN.chars().count(), RUSSIAN.chars().count());
        assert_eq!(latin('й'), Some('q'));
        assert_eq!(latin('Ж'), Some(':'));
        assert_eq!(latin('і'), Some('s'));
        assert_eq!(latin('q'), None);
        assert_eq!(twin('e'), Some('у'));
        assert_eq!(twin('/'), None);
    }
}

//! Which letters of two keyboard layouts share a key.

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";

/// The Latin character on the key that sent this Cyrillic letter; `None` for anything else.
pub fn latin(c: char) -> Option<char> {
    twin(RUSSIAN, LATIN, c).or(match c {
        'і' => Some('s'),
        'І' => Some('S'),
        'ї' => Some(']'),
        'є' => Some('\''),
        'ґ' => Some('u'),
        'ў' => Some('o'),
        _ => None,
    })
}

/// The Russian letter on the key that sent this character of the Latin layout; `None` for anything else.
pub fn russian(c: char) -> Option<char> {
    twin(LATIN, RUSSIAN, c)
}

fn twin(from: &str, to: &str, c: char) -> Option<char> {
    let mut pairs = from.chars().zip(to.chars());
    pairs.find(|(key, _)| *key == c).map(|(_, twin)| twin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_both_letters() {
        assert_eq!(LATIN.chars().count(), RUSSIAN.chars().count());
        assert_eq!(latin('й'), Some('q'));
        assert_eq!(latin('Ж'), Some(':'));
        assert_eq!(latin('і'), Some('s'));
        assert_eq!(latin('q'), None);
        assert_eq!(russian('q'), Some('й'));
        assert_eq!(russian('й'), None);
    }
}

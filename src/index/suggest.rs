//! What may have been meant when little is found: the same keys on the other layout, the same sounds in the other alphabet.

mod sounds;

use crate::domain::{
    keyboard,
    query::{Query, Wish},
};

/// The query as its keys give it on the other keyboard layout: `bdfyjd` becomes `иванов`, and `ыьшер` `smith`. `None` when
/// there is nothing to rewrite.
pub fn other_layout(typed: &str) -> Option<String> {
    rewritten(typed, |word, script| {
        let key = match script {
            Script::Latin => keyboard::russian,
            Script::Cyrillic => keyboard::latin,
        };
        word.chars().map(|c| key(c).unwrap_or(c)).collect()
    })
}

/// The query as its sounds are written in the other alphabet: `ivanov` becomes `иванов`, and `смит` `smit`. `None` when
/// there is nothing to rewrite.
pub fn transliterated(typed: &str) -> Option<String> {
    rewritten(typed, |word, script| match script {
        Script::Latin => sounds::cyrillic(word),
        Script::Cyrillic => sounds::latin(word),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
}

impl Script {
    /// The alphabet of a word; `None` when it has no letter or letters of both.
    fn of(word: &str) -> Option<Self> {
        let is_latin = word.contains(|c: char| c.is_ascii_alphabetic());
        let is_cyrillic = word.contains(|c| keyboard::latin(c).is_some());
        match (is_latin, is_cyrillic) {
            (true, false) => Some(Self::Latin),
            (false, true) => Some(Self::Cyrillic),
            _ => None,
        }
    }
}

/// Rewrites the Latin words, or, where there are none, the Cyrillic ones. Operators and e-mails mean what they say.
fn rewritten(typed: &str, rewrite: impl Fn(&str, Script) -> String) -> Option<String> {
    [Script::Latin, Script::Cyrillic]
        .into_iter()
        .map(|script| {
            let pieces = typed.split_inclusive(char::is_whitespace).map(|piece| {
                let word = piece.trim().trim_start_matches('-').trim_matches('"');
                if is_word(word) && Script::of(word) == Some(script) {
                    piece.replacen(word, &rewrite(word, script), 1)
                } else {
                    piece.to_owned()
                }
            });
            pieces.collect()
        })
        .find(|rewritten: &String| rewritten != typed)
}

fn is_word(text: &str) -> bool {
    let terms = Query::parse(text).terms;
    let [term] = terms.as_slice() else {
        return false;
    };
    matches!(term.wish, Wish::Text(_)) && !text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_typed_on_the_other_layout_is_read_by_its_keys() {
        for (typed, meant) in [
            ("bdfyjd", Some("иванов")),
            ("Bdfyjd gtnh", Some("Иванов петр")),
            (",tkjd", Some("белов")),
            ("ыьшер", Some("smith")),
            ("тег:важный bdfyjd", Some("тег:важный иванов")),
            ("tag:vip bdfyjd -gtnh", Some("tag:vip иванов -петр")),
            ("ефпЖмшз", Some("tag:vip")),
            ("\"bdfy gtn\"", Some("\"иван пет\"")),
            ("8 999", None),
            ("@mail.ru", None),
            ("", None),
        ] {
            assert_eq!(other_layout(typed).as_deref(), meant, "{typed}");
        }
    }

    #[test]
    fn a_name_in_the_other_alphabet_is_read_by_its_sounds() {
        for (typed, meant) in [
            ("ivanov", Some("иванов")),
            ("Shcherbakova Yulia", Some("щербакова юлия")),
            ("dmitriy", Some("дмитрий")),
            ("dmitry", Some("дмитрий")),
            ("andreyev", Some("андреев")),
            ("vasilyev", Some("васильев")),
            ("krylov", Some("крылов")),
            ("zhukovskiy", Some("жуковский")),
            ("смит", Some("smit")),
            ("щукин", Some("shchukin")),
            ("resp:me ivanov", Some("resp:me иванов")),
            ("2018", None),
        ] {
            assert_eq!(transliterated(typed).as_deref(), meant, "{typed}");
        }
    }
}

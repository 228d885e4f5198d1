//! Invented sessions of somebody typing what these people can be found by, key by key.

use fastrand::Rng;
use rolo::domain::{contact::Contact, field::FieldRole, fold, keyboard};

use super::people::chance;

/// So many sessions: the texts of the search line after each key.
pub(crate) fn invented(people: &[Contact], count: usize, seed: u64) -> Vec<Vec<String>> {
    let mut random = Rng::with_seed(seed);
    let mut sessions = Vec::new();
    while sessions.len() < count {
        let contact = &people[random.usize(..people.len())];
        if let Some(typed) = one(contact, &mut random) {
            let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
            let mut steps: Vec<String> = ends.map(|end| typed[..end].to_owned()).collect();
            if chance(&mut random, 4) {
                // Backspace, and another letter.
                steps.extend(
                    steps
                        .iter()
                        .rev()
                        .skip(1)
                        .take(3)
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                steps.extend(steps.last().map(|last| format!("{last}а")));
            }
            sessions.push(steps);
        }
    }
    sessions
}

/// What is typed to find somebody; `None` when there is no such thing.
fn one(contact: &Contact, random: &mut Rng) -> Option<String> {
    let name = contact.name.raw().to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let phone = || {
        let digits = fold::digits(contact.values_of(FieldRole::Phone).first()?.raw()?);
        (digits.len() == 11).then_some(digits)
    };
    let email = || contact.values_of(FieldRole::Email).first()?.raw();
    let typed = match random.u8(0..140) {
        0..12 => first.to_owned(),
        12..38 => last.to_owned(),
        38..56 => format!("{last} {first}").chars().take(12).collect(),
        56..70 => phone()?[7 - random.usize(..4)..].to_owned(),
        70..80 => format!("8{}", &phone()?[1..8 + random.usize(..4)]),
        80..88 => {
            let digits = phone()?;
            format!("+7 ({}) {}-{}", &digits[1..4], &digits[4..7], &digits[7..9])
        }
        88..98 => email()?.chars().take(10).collect(),
        98..104 => format!("@{}", email()?.split_once('@')?.1),
        104..112 => {
            let company = contact.company.as_ref()?.name.raw().to_lowercase();
            company
                .chars()
                .filter(|c| !"«»\"".contains(*c))
                .take(14)
                .collect()
        }
        112..118 => contact.tags.first()?.name.raw().to_owned(),
        118..124 => last.chars().take(1).collect(),
        124..132 => swapped(last, random)?,
        132..136 => last
            .chars()
            .map(|c| keyboard::latin(c).unwrap_or(c))
            .collect(),
        _ => ["qzxwv", "щщъъ", "00000000000", "zzzz", "xkcd-404", "ыьъ"][random.usize(..6)]
            .to_owned(),
    };
    let typed = typed.trim().to_owned();
    (!typed.is_empty()).then_some(typed)
}

/// A word with two letters in the wrong order.
fn swapped(word: &str, random: &mut Rng) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.usize(..letters.len().checked_sub(4)?.max(1));
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

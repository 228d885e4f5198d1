//! How the values of one contact lie in one text: each after a mark that says which facet it belongs to.

use super::code;
use crate::domain::query::Facet;

/// The facets in the order of their values; the mark of each is its place here, from 1 on. Names come first and phones
/// next, because a match there is worth more than a later one. No folded line holds a control character, so no match goes
/// over a mark.
const FACETS: [Facet; 6] = [
    Facet::Name,
    Facet::Phone,
    Facet::Company,
    Facet::Email,
    Facet::Tag,
    Facet::Other,
];

/// The values of a contact: one name, then all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// In the bytes of [`code`].
    pub(super) text: &'a [u8],
    pub(super) ends: Ends,
}

/// Where the parts of a record end that matter to the rank of a match, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) name: u32,
    pub(super) phones: u32,
}

impl<'a> Record<'a> {
    /// The name.
    pub(super) fn name(self) -> &'a [u8] {
        &self.text[1..self.ends.name as usize]
    }

    /// The phones, each with the mark before it.
    pub(super) fn phones(self) -> &'a [u8] {
        &self.text[self.ends.name as usize..self.ends.phones as usize]
    }

    /// Everything after the phones, each value with the mark before it.
    pub(super) fn rest(self) -> &'a [u8] {
        &self.text[self.ends.phones as usize..]
    }

    /// Whether there is a value of a facet.
    pub(super) fn has(self, wanted: Facet) -> bool {
        let mut facets = self.text.iter().filter_map(|byte| facet(*byte));
        facets.any(|facet| facet == wanted)
    }
}

/// Lays out folded lines, the name among them; those of one facet stay in their order.
pub(super) fn of(mut lines: Vec<(Facet, String)>) -> (Vec<u8>, Ends) {
    lines.sort_by_key(|(facet, _)| *facet);
    lines.retain(|(facet, line)| *facet == Facet::Name || !line.is_empty());
    let mut text = Vec::with_capacity(lines.iter().map(|(_, line)| 1 + line.len()).sum());
    let mut ends = Ends { name: 0, phones: 0 };
    for (facet, line) in lines {
        text.push(mark(facet));
        code::append(&mut text, &line);
        let end = u32::try_from(text.len()).expect("a contact has no four gigabytes of text");
        match facet {
            Facet::Name => {
                ends = Ends {
                    name: end,
                    phones: end,
                }
            }
            Facet::Phone => ends.phones = end,
            _ => {}
        }
    }
    text.shrink_to_fit();
    (text, ends)
}

/// Where the parts of a record end, read from its text alone.
pub(super) fn ends(text: &[u8]) -> Ends {
    let end = |from: usize, is_over: fn(Facet) -> bool| {
        let rest = text.iter().enumerate().skip(from);
        let mut over = rest.filter(|(_, byte)| facet(**byte).is_some_and(is_over));
        over.next().map_or(text.len(), |(at, _)| at)
    };
    let name = end(1, |_| true);
    let phones = end(name, |facet| facet != Facet::Phone);
    let short = |end| u32::try_from(end).expect("a contact has no four gigabytes of text");
    Ends {
        name: short(name),
        phones: short(phones),
    }
}

/// The mark before values of this facet.
fn mark(facet: Facet) -> u8 {
    (1_u8..)
        .zip(FACETS)
        .find(|(_, of)| *of == facet)
        .map_or(0, |(mark, _)| mark)
}

/// The facet whose values this byte stands before, if it is a mark.
pub(super) fn facet(mark: u8) -> Option<Facet> {
    FACETS.get(usize::from(mark).checked_sub(1)?).copied()
}

/// The facet of the value that this byte of a record lies in.
pub(super) fn facet_at(text: &[u8], at: usize) -> Facet {
    let before = text[..at].iter().rev();
    let found = before.copied().find_map(facet);
    found.unwrap_or(Facet::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_facets_of_values_are_known() {
        let lines = [
            (Facet::Tag, "vip"),
            (Facet::Name, "иван"),
            (Facet::Phone, "79990123456"),
            (Facet::Company, ""),
            (Facet::Phone, "89990123456"),
        ];
        let (text, ends) = of(lines.map(|(facet, line)| (facet, line.to_owned())).into());
        assert_eq!(super::ends(&text), ends);
        let record = Record { text: &text, ends };
        assert_eq!(record.name(), code::encode("иван"));
        assert_eq!(record.phones(), b"\x0279990123456\x0289990123456");
        assert!(record.has(Facet::Tag) && !record.has(Facet::Company));
        let at = |needle: &str| memchr::memmem::find(&text, needle.as_bytes()).unwrap();
        assert_eq!(facet_at(&text, at("012")), Facet::Phone);
        assert_eq!(facet_at(&text, at("vip")), Facet::Tag);
    }
}

//! A text as a row shows it, with the parts that the query asked for.

use std::{iter, ops::Range};

use ratatui::{style::Style, text::Span};

use super::super::{Look, text};
use crate::domain::query::{Facet, Query};

/// A cleaned text cut to its room.
#[derive(Debug, Default)]
pub(super) struct Shown {
    text: String,
    /// Cells that it takes.
    width: u16,
    /// The bytes that were asked for, in order and apart.
    found: Vec<Range<usize>>,
}

impl Shown {
    /// A text in which nothing is looked for.
    pub(super) fn plain(text: &str, room: u16) -> Self {
        Self::cut(text.to_owned(), Vec::new(), room)
    }

    /// A text of this facet.
    pub(super) fn of(query: &Query, facet: Facet, text: String, room: u16) -> Self {
        let found = query.highlight(facet, &text);
        Self::cut(text, found, room)
    }

    /// Several texts of a facet, with commas between them.
    pub(super) fn of_all(
        query: &Query,
        facet: Facet,
        texts: impl IntoIterator<Item = String>,
        room: u16,
    ) -> Self {
        let each = texts
            .into_iter()
            .map(|text| Self::of(query, facet, text, u16::MAX));
        Self::between(each, ", ", room)
    }

    /// Those of them that are not empty, with dots between them.
    pub(super) fn in_a_row(parts: impl IntoIterator<Item = Self>, room: u16) -> Self {
        let filled = parts.into_iter().filter(|part| !part.text.is_empty());
        Self::between(filled, " · ", room)
    }

    fn between(parts: impl Iterator<Item = Self>, sign: &str, room: u16) -> Self {
        let sign = Self::plain(sign, u16::MAX);
        let whole = parts.reduce(|row, part| row.then(&sign).then(&part));
        let Self { text, found, .. } = whole.unwrap_or_default();
        Self::cut(text, found, room)
    }

    /// The same with more behind it.
    pub(super) fn then(mut self, more: &Self) -> Self {
        let start = self.text.len();
        self.text.push_str(&more.text);
        self.width = self.width.saturating_add(more.width);
        let moved = more.found.iter();
        self.found
            .extend(moved.map(|range| start + range.start..start + range.end));
        self
    }

    /// The text from a little before the first part that was asked for, when it does not fit as it is.
    pub(super) fn around(query: &Query, facet: Facet, text: &str, room: u16) -> Self {
        let found = query.highlight(facet, text);
        let first = found.first().cloned();
        let whole = Self::cut(text.to_owned(), found, room);
        match first {
            Some(first) if first.start > 0 && whole.found.first() != Some(&first) => {
                let rest = text[first.start..].to_owned();
                let shown = Self::of(query, facet, rest, room.saturating_sub(1));
                Self::plain("…", 1).then(&shown)
            }
            _ => whole,
        }
    }

    fn cut(text: String, mut found: Vec<Range<usize>>, room: u16) -> Self {
        let width = text::width(&text);
        if width <= room {
            return Self { text, width, found };
        }
        let text = text::fit(&text, room);
        let kept = text.len().saturating_sub("…".len());
        found.retain_mut(|range| {
            range.end = range.end.min(kept);
            range.start < range.end
        });
        let width = text::width(&text);
        Self { text, width, found }
    }

    /// Whether a part that was asked for is visible.
    pub(super) fn is_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// Cells that it takes.
    pub(super) fn width(&self) -> u16 {
        self.width
    }

    /// The text in this style and in exactly `room` cells, what was asked for so that it is seen without colours, too.
    pub(super) fn spans(self, style: Style, look: &Look, room: u16) -> Vec<Span<'static>> {
        let blank = room.saturating_sub(self.width());
        let mut spans = Vec::with_capacity(2 * self.found.len() + 1);
        let mut at = 0;
        for range in self.found {
            if range.start > at {
                spans.push(Span::styled(self.text[at..range.start].to_owned(), style));
            }
            let found = style.patch(look.theme.found);
            spans.push(Span::styled(self.text[range.clone()].to_owned(), found));
            at = range.end;
        }
        let rest = &self.text[at..];
        if !rest.is_empty() || blank > 0 {
            let mut text = String::with_capacity(rest.len() + usize::from(blank));
            text.push_str(rest);
            text.extend(iter::repeat_n(' ', blank.into()));
            spans.push(Span::styled(text, style));
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(shown: &Shown) -> String {
        let mut out = shown.text.clone();
        for range in shown.found.iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn a_part_that_is_cut_off_is_not_marked() {
        let query = Query::parse("иван петр");
        let name = "Иванов Пётр";
        let shown = |room| marked(&Shown::of(&query, Facet::Name, name.to_owned(), room));
        assert_eq!(shown(11), "[Иван]ов [Пётр]");
        assert_eq!(shown(10), "[Иван]ов [Пё]…");
        assert_eq!(shown(8), "[Иван]ов …");
        assert_eq!(shown(4), "[Ива]…");
        assert_eq!(shown(1), "…");
    }

    #[test]
    fn a_match_far_behind_is_brought_into_view() {
        let query = Query::parse("romashka");
        let shown = |room| {
            marked(&Shown::around(
                &query,
                Facet::Email,
                "ivanov.p@romashka.ru",
                room,
            ))
        };
        assert_eq!(shown(20), "ivanov.p@[romashka].ru");
        assert_eq!(shown(12), "…[romashka].ru");
        assert_eq!(shown(6), "…[roma]…");
        let first = Shown::around(&query, Facet::Email, "romashka.romashka", 6);
        assert_eq!(marked(&first), "[romas]…");
    }

    #[test]
    fn tags_are_marked_one_by_one() {
        let query = Query::parse("tag:\"опт\"");
        let tags = ["оптика".to_owned(), "Опт".to_owned()];
        let shown = Shown::of_all(&query, Facet::Tag, tags, 20);
        assert_eq!(marked(&shown), "оптика, [Опт]");
    }
}

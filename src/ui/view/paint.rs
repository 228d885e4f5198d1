//! Puts lines into cells. What a list is full of takes a shorter way than ratatui's, to the same cells.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Line, widgets::Widget};

use crate::domain::text::is_plain;

/// A line that is painted from the left.
pub(super) struct Painted<'a>(pub(super) Line<'a>);

impl Widget for Painted<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(line) = self;
        let area = area.intersection(buf.area);
        if area.is_empty() || line.alignment.is_some() || !is_painted(&line, area, buf) {
            line.render(area, buf);
        }
    }
}

/// Whether all of a line was painted: of one that holds other signs than plain ones, only those before them are.
fn is_painted(line: &Line<'_>, area: Rect, buf: &mut Buffer) -> bool {
    let is_empty = line.spans.iter().all(|span| span.content.is_empty());
    if line.style != Style::new() && !is_empty {
        buf.set_style(Rect { height: 1, ..area }, line.style);
    }
    // Every plain character is a grapheme of one cell: there is nothing to divide and nothing to measure.
    let begin = buf.index_of(area.x, area.y);
    let mut cells = buf.content[begin..][..area.width.into()].iter_mut();
    for span in &line.spans {
        let is_styled = span.style != Style::new();
        for c in span.content.chars() {
            if !is_plain(c) {
                return false;
            }
            let Some(cell) = cells.next() else {
                return true;
            };
            // Most of a list is blank, and so are the cells of a new frame.
            if c != ' ' || cell.symbol() != " " {
                cell.set_char(c);
            }
            if is_styled {
                cell.set_style(span.style);
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        style::{Modifier, Stylize as _},
        text::Span,
    };

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_painted_as_ratatui_does(
            texts in proptest::collection::vec("[a-zА-яё «…·─]{0,6}|\\PC{0,3}", 0..4),
            width in 0_u16..16,
            is_styled in any::<bool>(),
        ) {
            let bold = Style::new().add_modifier(Modifier::BOLD);
            let styles = [Style::new(), Style::new().red(), bold];
            let spans = texts.iter().zip(styles).map(|(text, style)| Span::styled(text, style));
            let line = Line::from(spans.collect::<Vec<_>>());
            let line = if is_styled { line.green().reversed() } else { line };
            let area = Rect::new(1, 0, width, 1);
            let [mut ours, mut theirs] = [(); 2].map(|()| Buffer::empty(Rect::new(0, 0, 12, 1)));
            Painted(line.clone()).render(area, &mut ours);
            line.render(area, &mut theirs);
            prop_assert_eq!(ours, theirs);
        }
    }
}

//! Cutting and wrapping text by the cells it takes, by grapheme, as the terminal counts them.

use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

pub(super) use crate::domain::text::clean;
use crate::domain::text::is_plain;

/// Cells that a text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(cells(text)).unwrap_or(u16::MAX)
}

/// Cells that a text takes, however long it is; most texts are counted rather than looked up.
fn cells(text: &str) -> usize {
    let mut count = 0;
    for c in text.chars() {
        if !is_plain(c) {
            return text.width();
        }
        count += 1;
    }
    count
}

/// Whether a text takes no more than `room` cells.
pub(super) fn fits(text: &str, room: u16) -> bool {
    cells(text) <= usize::from(room)
}

/// The text cut to `room` cells, with `…` where something is missing.
pub(super) fn fit(text: &str, room: u16) -> String {
    if fits(text, room) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used + 1 > usize::from(room) {
            break;
        }
        out.push_str(grapheme);
    }
    if room > 0 {
        out.push('…');
    }
    out
}

/// The text in exactly `room` cells, with `…` where something is missing.
pub fn cell(text: &str, room: u16) -> String {
    let mut out = fit(text, room);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', room.saturating_sub(used).into()));
    out
}

/// The lines of a text in `room` cells, broken at spaces where there are any.
pub(super) fn wrap(text: &str, room: u16) -> Vec<String> {
    let room = usize::from(room.max(1));
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let wide = cells(word.trim_end());
        if used > 0 && used + wide > room {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        if wide <= room {
            line.push_str(word);
            used += cells(word);
            continue;
        }
        for grapheme in word.graphemes(true) {
            if used + grapheme.width() > room && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += grapheme.width();
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What of a text being typed is visible in `room` cells, and the cell of the cursor in it.
///
/// The text itself may hold anything; only its cleaned form is shown.
pub(super) fn input(input: &Input, room: u16) -> (String, u16) {
    let room = usize::from(room.max(1));
    let before: String = input.value().chars().take(input.cursor()).collect();
    let cursor = clean(&before).width();
    let skip = (cursor + 1).saturating_sub(room);
    let mut shown = String::new();
    let mut at = 0;
    let mut first = None;
    for grapheme in clean(input.value()).graphemes(true) {
        let wide = grapheme.width();
        if at >= skip && at + wide <= skip + room {
            first.get_or_insert(at);
            shown.push_str(grapheme);
        }
        at += wide;
    }
    let start = first.unwrap_or(skip);
    let column = cursor.saturating_sub(start).min(room - 1);
    (shown, u16::try_from(column).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_character_takes_one_cell_and_joins_with_none() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert!(plain.contains(&' ') && plain.contains(&'я') && plain.contains(&'é'));
        for c in plain {
            assert_eq!(c.to_string().width(), 1, "{c:?}");
            for neighbours in [format!("a{c}"), format!("{c}a"), format!("{c}{c}")] {
                assert_eq!(neighbours.graphemes(true).count(), 2, "{neighbours:?}");
                assert_eq!(clean(&neighbours), neighbours);
            }
        }
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(fit("田中太郎", 5), "田中…");
        assert_eq!(cell("田中太郎", 6), "田中… ");
        assert_eq!(fit("Иванов", 6), "Иванов");
        assert_eq!(fit("Иванов", 0), "");
    }

    #[test]
    fn a_long_text_breaks_at_spaces_and_a_long_word_anywhere() {
        assert_eq!(wrap("раз два три", 7), ["раз два", "три"]);
        assert_eq!(wrap("абвгдежз", 3), ["абв", "где", "жз"]);
        assert_eq!(wrap("", 3), [""]);
    }

    #[test]
    fn the_cursor_stays_visible_in_a_long_line() {
        let typed = Input::new("длинная строка".to_owned());
        assert_eq!(input(&typed, 7), ("строка".to_owned(), 6));
        assert_eq!(input(&typed.with_cursor(0), 7), ("длинная".to_owned(), 0));
    }
}

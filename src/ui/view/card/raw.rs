//! The record as the account prints it.

use ratatui::text::Line;

use super::{
    super::{Look, text},
    page::Page,
};
use crate::{ui::app::card::Reading, words::Word};

/// All lines of the record; long ones are broken.
pub(super) fn lines(raw: &Reading<Vec<String>>, look: &Look, width: u16) -> Vec<Line<'static>> {
    let mut page = Page::new(width, look);
    match raw {
        Reading::Read(lines) if lines.is_empty() => {
            page.sentence(&look.words.say(Word::NoticeGone), look.theme.bad);
        }
        Reading::Read(lines) => {
            let room = width.saturating_sub(2);
            for part in lines.iter().flat_map(|line| text::wrap(line, room)) {
                page.lines.push(Line::raw(format!(" {part}")));
            }
        }
        Reading::Failed(failure) => page.refused(failure),
        Reading::Unread | Reading::Asked(_) => page.loading(),
    }
    page.lines
}

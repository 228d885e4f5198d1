//! Which columns of the list there is room for.

use ratatui::text::Line;

use super::{
    super::{Look, text},
    row::MARKS,
};
use crate::words::Word;

/// Cells of a name before the other columns may grow, and when the window is narrow.
const NAME: u16 = 20;
const LEAST_NAME: u16 = 16;

/// Widths of the columns; 0 when there is no room for one. The name never goes below 16 cells.
pub(super) struct Columns {
    pub(super) name: u16,
    pub(super) company: u16,
    pub(super) phone: u16,
    pub(super) tags: u16,
    pub(super) task: u16,
}

impl Columns {
    /// What fits into this width.
    pub(super) fn of(width: u16) -> Self {
        let room = width.saturating_sub(MARKS + 1);
        let wanted = if width >= 60 { NAME } else { LEAST_NAME };
        let mut left = room.saturating_sub(wanted);
        let mut take = |wanted: u16| {
            let taken = if left > wanted { wanted + 1 } else { 0 };
            left -= taken;
            taken.saturating_sub(1)
        };
        // The last ones to be taken are the first ones to be dropped.
        let phone = take(16);
        let task = take(12);
        let company = take(14);
        let tags = take(10);
        let name = wanted + left * 2 / 5;
        let company = if company > 0 { company + left / 3 } else { 0 };
        let tags = if tags > 0 {
            tags + (left - left * 2 / 5 - left / 3)
        } else {
            0
        };
        let used = name + company + tags + phone + task + 4;
        Self {
            // Whatever dropped columns leave goes to the name.
            name: name
                + if tags == 0 {
                    room.saturating_sub(used)
                } else {
                    0
                },
            company,
            phone,
            tags,
            task,
        }
    }

    /// The names of the columns, in a line.
    pub(super) fn titles(&self, look: &Look) -> Line<'static> {
        let mut title = " ".repeat(MARKS.into());
        for (word, width) in [
            (Word::ColumnName, self.name),
            (Word::ColumnCompany, self.company),
            (Word::ColumnPhone, self.phone),
            (Word::ColumnTags, self.tags),
            (Word::ColumnTask, self.task),
        ] {
            if width > 0 {
                title.push_str(&text::cell(&look.words.say(word), width));
                title.push(' ');
            }
        }
        Line::styled(title, look.theme.faint)
    }
}

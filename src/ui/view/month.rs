//! A month over the screen, its days in weeks from Monday on.

use jiff::civil::Date;
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, Clear},
};

use super::{Look, middle, text};
use crate::{ui::app::month::Month, words::Word};

/// Cells of a day.
const DAY: u16 = 4;
/// Cells of a week with the frame around it.
const WIDTH: u16 = 7 * DAY + 2;

/// Paints the month in the middle of `body`.
pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, month: &Month, look: &Look) {
    let weeks = month.weeks();
    let rows = u16::try_from(weeks.len() + 3).unwrap_or(u16::MAX);
    let (width, height) = (WIDTH.min(body.width), rows.min(body.height));
    let area = middle(body, width, height);
    frame.render_widget(Clear, area);
    let number = usize::try_from(month.day.month()).unwrap_or_default();
    let title = look.words.say_with(
        Word::MonthTitle,
        [
            ("month", number.into()),
            ("year", month.day.year().to_string().into()),
        ],
    );
    let around = Block::bordered()
        .title(Span::styled(format!(" {title} "), look.theme.title))
        .border_style(look.theme.faint);
    let inner = around.inner(area);
    frame.render_widget(around, area);
    let names = look.words.say(Word::MonthWeek);
    let names = names.split_whitespace().map(|name| {
        let name = text::cell(name, DAY - 2);
        Span::styled(format!(" {name} "), look.theme.faint)
    });
    let mut lines = vec![names.collect::<Line<'static>>()];
    for week in weeks {
        let days = week.into_iter().map(|day| self::day(day, month, look));
        lines.push(days.collect());
    }
    for (line, row) in lines.into_iter().zip(inner.rows()) {
        frame.render_widget(line, row);
    }
}

/// A day; signs beside the number tell without colours which one the cursor is on and which is today.
fn day(day: Date, month: &Month, look: &Look) -> Span<'static> {
    let number = day.day();
    if day == month.day {
        return Span::styled(format!("[{number:>2}]"), look.theme.cursor);
    }
    if day.month() != month.day.month() {
        return Span::styled(format!(" {number:>2} "), look.theme.faint);
    }
    if day == month.today {
        return Span::styled(format!(" {number:>2}*"), look.theme.accent);
    }
    Span::styled(format!(" {number:>2} "), Style::new())
}

//! All keys, those of the place one came from first, printed from the table of keys.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Look, text};
use crate::{
    ui::{
        app::Measured,
        keymap::{self, Context},
    },
    words::Word,
};

/// Cells of the column of keys.
const KEYS: u16 = 26;

/// Paints the help.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    context: Context,
    scroll: usize,
    look: &Look,
    measured: &mut Measured,
) {
    let keys_width = KEYS.min(body.width / 2);
    let room = body.width.saturating_sub(keys_width + 3);
    let mut lines = Vec::new();
    let others = Context::ALL.into_iter().filter(|other| *other != context);
    for context in std::iter::once(context).chain(others) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(
            format!(" {}", look.words.say(context.title())),
            look.theme.title,
        ));
        for (keys, meaning) in keymap::help(context, &look.words) {
            let mut keys = text::wrap(&keys, keys_width).into_iter();
            let mut meaning = text::wrap(&meaning, room).into_iter();
            loop {
                let (left, right) = (keys.next(), meaning.next());
                if left.is_none() && right.is_none() {
                    break;
                }
                let left = text::cell(&left.unwrap_or_default(), keys_width);
                lines.push(Line::from(vec![
                    Span::styled(format!("  {left} "), look.theme.key),
                    Span::raw(right.unwrap_or_default()),
                ]));
            }
        }
        if context == Context::Search {
            let operators = look.words.say(Word::SearchOperators);
            let operators = text::wrap(&operators, body.width.saturating_sub(4)).into_iter();
            lines.extend(operators.map(|line| Line::styled(format!("  {line}"), look.theme.faint)));
        }
    }
    measured.lines = lines.len();
    measured.rows = body.height.into();
    measured.top = scroll.min(lines.len().saturating_sub(measured.rows));
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        frame.render_widget(line, row);
    }
}

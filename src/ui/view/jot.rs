//! What is being jotted down about a contact, at the foot of its card.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Clear,
};

use super::{Look, card, cut, text};
use crate::{
    ui::app::{
        State,
        card::{Jot, What},
    },
    words::Word,
};

/// Cells of the label column.
const LABEL: u16 = 8;

/// Paints the jot over the lower part of `body`.
pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, jot: &Jot, state: &State, look: &Look) {
    let (title, lines) = match &jot.what {
        What::Note => (Word::JotNote, 1),
        What::Task => (Word::JotTask, 4),
        What::Done(_) => (Word::JotDone, 2),
    };
    let height = (lines + 1).min(body.height);
    let [_, area] = cut::bottom(body, height);
    frame.render_widget(Clear, area);
    let mut rows = area.rows();
    let saving = if jot.saving.is_some() {
        format!(" · {}", look.words.say(Word::FormSaving))
    } else {
        String::new()
    };
    let title = format!(
        "{}: {}{saving}",
        look.words.say(title),
        look.name(&jot.name)
    );
    if let Some(row) = rows.next() {
        frame.render_widget(card::heading(&title, area.width, look), row);
    }
    let mut line = |word: Word, stop: usize, value: &str| {
        let Some(row) = rows.next() else { return };
        let is_here = jot.stop == stop;
        let style = if is_here {
            look.theme.selected
        } else {
            look.theme.label
        };
        let label = text::cell(&look.words.say(word), LABEL);
        let mark = if is_here { '>' } else { ' ' };
        let room = row.width.saturating_sub(LABEL + 3);
        frame.render_widget(
            Line::from(vec![
                Span::styled(format!("{mark}{label} "), style),
                Span::raw(text::fit(value, room)),
            ]),
            row,
        );
    };
    let account = state.session.account.as_ref();
    let due = |at| card::due(at, state.now, &state.session.zone, look).0;
    match &jot.what {
        What::Note | What::Task => {
            let (typed, cursor) = text::input(&jot.input, area.width.saturating_sub(LABEL + 3));
            line(Word::JotText, 0, &typed);
            if jot.what == What::Task {
                let kind = card::task_kind(jot.kind, account, look);
                line(Word::JotKind, 1, &format!("‹ {kind} ›"));
                let (typed, cursor) = text::input(&jot.due, area.width.saturating_sub(LABEL + 3));
                let understood = match jot.due(state.now, &state.session) {
                    Some(at) => due(at),
                    None => look.words.say(Word::ProblemMoment),
                };
                line(Word::JotDue, 2, &typed);
                line(Word::JotDueRead, 3, &understood);
                if jot.stop == 2 && area.height > 3 {
                    frame.set_cursor_position((area.x + LABEL + 2 + cursor, area.y + 3));
                }
            }
            if jot.stop == 0 && area.height > 1 {
                frame.set_cursor_position((area.x + LABEL + 2 + cursor, area.y + 1));
            }
        }
        What::Done(task) => {
            let kind = card::task_kind(task.kind, account, look);
            line(Word::JotText, 0, &format!("{kind}: {}", task.text));
            line(Word::JotDue, 1, &due(task.due));
        }
    }
}

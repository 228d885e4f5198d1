//! The form: one line a value, the field under the cursor always in view, one sentence of advice below.

mod advice;
mod choice;
mod sheet;

use ratatui::{Frame, layout::Rect, text::Span};

pub(super) use self::advice::advice;
use self::sheet::Sheet;
use super::{Look, header, sides, two_lines};
use crate::{
    domain::edit::Subject,
    ui::app::{
        Measured, State,
        form::{Form, Kept},
    },
    words::{Given, Word},
};

/// Title, number of changes, and how safe they are.
pub(super) fn header(frame: &mut Frame<'_>, area: Rect, form: &Form, state: &State, look: &Look) {
    let title = match (&form.base, form.subject) {
        (Some(contact), Subject::Existing(id)) => look.words.say_with(
            Word::FormTitle,
            [
                ("name", look.name(&contact.name).into()),
                ("id", id.to_string().into()),
            ],
        ),
        _ => look.words.say(Word::FormTitleNew),
    };
    let title = header::of_account(state, &title);
    let changed = form.changes().len();
    let mut right = if changed == 0 {
        look.words.say(Word::FormUnchanged)
    } else {
        look.words
            .say_with(Word::FormChanged, [("count", Given::Number(changed))])
    };
    let mut style = look.theme.faint;
    match (&form.saving, &form.kept) {
        (Some(_), _) => right = look.words.say(Word::FormSaving),
        (None, Kept::OnDisk(at)) => {
            let at = look.words.clock(*at, &state.session.zone);
            right = format!(
                "{right} · {}",
                look.words.say_with(Word::FormDraftAt, [("at", at.into())])
            );
        }
        (None, Kept::Failed(_)) => {
            right = look.words.say(Word::FormDraftFailed);
            style = look.theme.bad;
        }
        (None, Kept::Writing(_) | Kept::Nothing) => {}
    }
    let [first, second] = two_lines(area);
    sides(
        frame,
        first,
        &Span::styled(format!(" {title}"), look.theme.title),
        &Span::styled(format!("{right} "), style),
    );
    super::rule(frame, second, look);
}

/// Paints the blocks.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    form: &Form,
    look: &Look,
    measured: &mut Measured,
) {
    let mut sheet = Sheet::new(body.width, look);
    for (at, block) in form.blocks.iter().enumerate() {
        let focus = (form.focus.block == at).then_some(form.focus.stop);
        sheet.block(block, focus);
    }
    let rows = usize::from(body.height).max(1);
    let (row, column) = sheet.cursor.unwrap_or((0, None));
    // One line above and below the cursor stays visible, so that one sees where one is going.
    let margin = usize::from(rows > 4);
    let last = sheet.lines.len().saturating_sub(rows);
    let top = form.top.max(measured.top).min(last);
    let lowest = (row + margin + 1).saturating_sub(rows);
    let top = top.clamp(
        lowest.min(last),
        row.saturating_sub(margin).max(lowest.min(last)),
    );
    measured.lines = sheet.lines.len();
    measured.rows = rows;
    measured.top = top;
    for (line, area) in sheet.lines.into_iter().skip(top).zip(body.rows()) {
        frame.render_widget(line, area);
    }
    if let Some(column) = column
        && form.saving.is_none()
        && row >= top
        && row - top < usize::from(body.height)
    {
        let y = body.y + u16::try_from(row - top).unwrap_or(0);
        let x = body.x + column.min(body.width.saturating_sub(1));
        frame.set_cursor_position((x, y));
    }
}

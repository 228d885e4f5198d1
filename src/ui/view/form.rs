//! The form: one line a value, the field under the cursor always in view, one sentence of advice below.

mod advice;
mod choice;
mod picker;
mod sheet;

use ratatui::{Frame, layout::Rect, text::Span};

use self::sheet::Sheet;
pub(super) use self::{advice::advice, picker::named};
use super::{Look, header};
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
    header::head(
        frame,
        area,
        state,
        look,
        &title,
        &Span::styled(right, style),
    );
}

/// Paints the blocks.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    form: &Form,
    look: &Look,
    measured: &mut Measured,
) {
    let mut sheet = Sheet::new(form, body.width, look);
    for (at, block) in form.blocks.iter().enumerate() {
        let focus = (form.focus.block == at).then_some(form.focus.stop);
        sheet.block(block, focus);
    }
    let rows = usize::from(body.height).max(1);
    let (row, column) = sheet.cursor.unwrap_or((0, None));
    // One line above and below the cursor stays visible, so that one sees where one is going, and what is offered there.
    let margin = usize::from(rows > 4);
    let below = sheet.below.max(margin).min(rows - 1 - margin);
    let last = sheet.lines.len().saturating_sub(rows);
    let top = form.top.max(measured.top).min(last);
    let lowest = (row + below + 1).saturating_sub(rows);
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

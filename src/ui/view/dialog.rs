//! A question over the screen: what happened, both sides side by side, numbered answers.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Block, Clear},
};

use super::{Look, differences, middle, text};
use crate::{
    domain::edit::Subject,
    ui::app::{
        Screen, State,
        dialog::{About, Dialog},
    },
    words::Word,
};

/// Paints the dialog in the middle of `body`.
pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, dialog: &Dialog, state: &State, look: &Look) {
    let width = body.width.min(76);
    let room = width.saturating_sub(4);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let title = match &dialog.about {
        About::Conflict { theirs, clashes } => {
            let said = look.words.say_with(
                Word::ConflictSaid,
                [
                    (
                        "who",
                        look.user(state.session.account.as_ref(), theirs.updated_by)
                            .into(),
                    ),
                    (
                        "at",
                        look.words
                            .date_time(theirs.updated_at, &state.session.zone)
                            .into(),
                    ),
                ],
            );
            lines.extend(text::wrap(&said, room).into_iter().map(Line::raw));
            if let Screen::Form(form) = &state.screen {
                for place in clashes {
                    let theirs = differences::of_contact(theirs, *place, form, look);
                    lines.extend(differences::sides(*place, Some(theirs), form, look, room));
                }
            }
            Word::ConflictTitle
        }
        About::Discard => {
            let is_new =
                matches!(&state.screen, Screen::Form(form) if form.subject == Subject::New);
            let said = look.words.say(if is_new {
                Word::DiscardNewSaid
            } else {
                Word::DiscardSaid
            });
            lines.extend(text::wrap(&said, room).into_iter().map(Line::raw));
            Word::DiscardTitle
        }
        About::Unkept(failure) => {
            let said = look.words.say_with(
                Word::UnkeptSaid,
                [("why", look.words.failure(failure).into())],
            );
            lines.extend(text::wrap(&said, room).into_iter().map(Line::raw));
            Word::UnkeptTitle
        }
        About::Vanishing { rows, of } => {
            let said = look.words.say_with(
                Word::VanishingSaid,
                [
                    ("count", look.words.number(*rows).into()),
                    ("of", look.words.number(*of).into()),
                ],
            );
            lines.extend(text::wrap(&said, room).into_iter().map(Line::raw));
            Word::VanishingTitle
        }
    };
    lines.push(Line::default());
    let first_answer = lines.len();
    for (at, answer) in dialog.answers().iter().enumerate() {
        let style = if at == dialog.selected {
            look.theme.cursor
        } else {
            ratatui::style::Style::new()
        };
        let shown = format!(" {} {} ", at + 1, look.words.say(*answer));
        lines.push(Line::styled(text::fit(&shown, room), style));
    }
    let height = u16::try_from(lines.len() + 2)
        .unwrap_or(u16::MAX)
        .min(body.height);
    let area = middle(body, width, height);
    frame.render_widget(Clear, area);
    let frame_block = Block::bordered()
        .title(Span::styled(
            format!(" {} ", look.words.say(title)),
            look.theme.bad,
        ))
        .border_style(look.theme.faint);
    let inner = frame_block.inner(area);
    frame.render_widget(frame_block, area);
    let inner = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    // When not everything fits, the answers stay.
    let rows = usize::from(inner.height);
    let skip = lines.len().saturating_sub(rows).min(first_answer);
    for (line, row) in lines.into_iter().skip(skip).zip(inner.rows()) {
        frame.render_widget(line, row);
    }
}

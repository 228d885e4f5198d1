//! A question over the screen: what happened, both sides side by side, numbered answers.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Block, Clear},
};

use super::{Look, text};
use crate::{
    domain::{
        contact::Contact,
        edit::Place,
        field::{Content, FieldValue},
        text::Untrusted,
    },
    ui::app::{
        Screen, State,
        dialog::{About, Dialog},
        form::{Form, Label},
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
                    lines.extend(sides(*place, theirs, form, look, room));
                }
            }
            Word::ConflictTitle
        }
        About::Discard => {
            let said = look.words.say(Word::DiscardSaid);
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
    let area = Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    };
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

/// One field: what it was, what I typed, what the account holds now.
fn sides(
    place: Place,
    theirs: &Contact,
    form: &Form,
    look: &Look,
    room: u16,
) -> Vec<Line<'static>> {
    let label = form
        .blocks
        .iter()
        .find(|block| block.place == place)
        .map(|block| match &block.label {
            Label::Word(word) => look.words.say(*word),
            Label::Account(name) => name.to_string(),
        })
        .unwrap_or_default();
    let changes = form.changes();
    let (was, mine, now) = match place {
        Place::Name => (
            form.base.as_ref().map(|base| base.name.to_string()),
            changes.name.as_deref().map(text::clean),
            theirs.name.to_string(),
        ),
        Place::Tags => (
            form.base
                .as_ref()
                .map(|base| text::clean(&base.tag_names().join(", "))),
            changes.tags.map(|tags| text::clean(&tags.join(", "))),
            text::clean(&theirs.tag_names().join(", ")),
        ),
        Place::Field(id) => (
            form.base.as_ref().map(|base| values(base.values(id))),
            changes.fields.get(&id).map(|mine| values(mine)),
            values(theirs.values(id)),
        ),
    };
    let mut lines = vec![Line::styled(text::fit(&label, room), look.theme.accent)];
    for (word, value) in [
        (Word::ConflictWas, was.unwrap_or_default()),
        (Word::ConflictMine, mine.unwrap_or_default()),
        (Word::ConflictTheirs, now),
    ] {
        let name = text::cell(&look.words.say(word), 12);
        let value = if value.is_empty() {
            "—".to_owned()
        } else {
            value
        };
        lines.push(Line::from(vec![
            Span::styled(format!("  {name} "), look.theme.faint),
            Span::raw(text::fit(&value, room.saturating_sub(15))),
        ]));
    }
    lines
}

fn values(values: &[FieldValue]) -> String {
    let shown: Vec<String> = values
        .iter()
        .map(|value| match &value.content {
            Content::Text(text) => text.to_string(),
            Content::Structured(json) => Untrusted::from(json.as_str()).to_string(),
        })
        .collect();
    shown.join(", ")
}

//! What a form changes, field by field, side by side, and the request that a save would send.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Look, text};
use crate::{
    domain::{
        contact::Contact,
        edit::Place,
        field::{Content, FieldValue},
    },
    ui::app::{
        Measured,
        form::{Form, Label},
    },
    words::Word,
};

/// Paints all differences of a form, then the request as it is known so far.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    form: &Form,
    request: Option<&str>,
    scroll: usize,
    look: &Look,
    measured: &mut Measured,
) {
    let room = body.width.saturating_sub(2);
    let mut lines = Vec::new();
    for block in form.blocks.iter().filter(|block| block.is_changed()) {
        lines.extend(sides(block.place, None, form, look, room));
    }
    lines.push(Line::default());
    let request = request.map_or_else(|| look.words.say(Word::Loading), str::to_owned);
    lines.push(Line::styled(
        look.words.say(Word::WouldBeSent),
        look.theme.accent,
    ));
    for line in request.lines() {
        // JSON is indented: its own lines stay apart, and long ones are shown whole.
        let indent = " ".repeat(line.len() - line.trim_start().len());
        let wrapped = text::wrap(&text::clean(line.trim_start()), room.saturating_sub(8));
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| Line::raw(format!("{indent}{line}"))),
        );
    }
    measured.lines = lines.len();
    measured.rows = body.height.into();
    measured.top = scroll.min(lines.len().saturating_sub(measured.rows));
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        let row = Rect {
            x: row.x + 1,
            width: row.width.saturating_sub(1),
            ..row
        };
        frame.render_widget(line, row);
    }
}

/// One field: what it was, what I typed and, where somebody else changed it, what the account holds now.
pub(super) fn sides(
    place: Place,
    theirs: Option<String>,
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
    let was = form.base.as_ref().map(|base| of_contact(base, place));
    let changes = form.changes();
    let mine = match place {
        Place::Name => changes.name.as_deref().map(text::clean),
        Place::Tags => changes.tags.map(|tags| text::clean(&tags.join(", "))),
        Place::Field(id) => changes.fields.get(&id).map(|mine| values(mine)),
    };
    let mut lines = vec![Line::styled(text::fit(&label, room), look.theme.accent)];
    let mut said = vec![
        (Word::ConflictWas, was.unwrap_or_default()),
        (Word::ConflictMine, mine.unwrap_or_default()),
    ];
    said.extend(theirs.map(|theirs| (Word::ConflictTheirs, theirs)));
    for (word, value) in said {
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

/// What a contact holds in a place, in one line.
pub(super) fn of_contact(contact: &Contact, place: Place) -> String {
    match place {
        Place::Name => contact.name.to_string(),
        Place::Tags => text::clean(&contact.tag_names().join(", ")),
        Place::Field(id) => values(contact.values(id)),
    }
}

fn values(values: &[FieldValue]) -> String {
    let shown: Vec<String> = values
        .iter()
        .map(|value| match &value.content {
            Content::Text(text) => text.to_string(),
            Content::Structured(json) => text::clean(json),
        })
        .collect();
    shown.join(", ")
}

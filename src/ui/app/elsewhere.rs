//! What a line is edited with beside itself: a month for a day, the person's own editor for a long text.

use super::{Effect, Over, State, card::jot, form, month::Month, notice::Notice};
use crate::{
    domain::{text::clean, typed::Reading},
    words::Word,
};

/// What stands under the cursor, as it is taken elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// A day, read in this way.
    Day(Reading, String),
    /// A text of any number of lines.
    Text(String),
}

/// What came of a text in the person's own editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// The text as it was left there.
    Text(String),
    /// No editor is named.
    NoEditor,
    /// It did not do its work, in the system's words: the text is what it was.
    Failed(String),
}

/// Opens what is under the cursor elsewhere, where there is such a place for it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let taken = match &state.over {
        Some(Over::Jot(jot)) => jot.elsewhere(),
        _ => match form::editable(state) {
            Some(form) => form.elsewhere(),
            // The reason is said.
            None => return Vec::new(),
        },
    };
    match taken {
        Some(Elsewhere::Day(reading, typed)) => {
            let calendar = state.session.calendar(state.now);
            state.month = Some(Month::over(reading, typed, calendar));
        }
        Some(Elsewhere::Text(text)) => return vec![Effect::Compose(text)],
        None => state.notice = Some(Notice::info(Word::NoticeNothingElsewhere)),
    }
    Vec::new()
}

/// Puts a text from elsewhere in the place of the one under the cursor.
pub(super) fn write(state: &mut State, text: &str) -> Vec<Effect> {
    match &state.over {
        Some(Over::Jot(_)) => jot::change(state, |line| *line = text.into()),
        _ => form::write(state, text),
    }
}

/// The person's own editor has ended.
pub(super) fn composed(state: &mut State, composed: Composed) -> Vec<Effect> {
    match composed {
        Composed::Text(text) => {
            let is_text = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
            let text = text.replace("\r\n", "\n");
            let text: String = text.chars().filter(is_text).collect();
            return write(state, &text);
        }
        Composed::NoEditor => state.notice = Some(Notice::problem(Word::NoticeNoEditor)),
        Composed::Failed(said) => {
            let notice = Notice::problem(Word::NoticeNotComposed);
            state.notice = Some(notice.of("said", clean(&said)));
        }
    }
    Vec::new()
}

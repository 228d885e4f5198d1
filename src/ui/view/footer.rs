//! The foot of the screen: a line of news, one of hints; long news take what room they need.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Clear,
};

use super::{Look, cut, form, list, paint::Painted, text};
use crate::{
    ui::{
        app::{
            Screen, State,
            notice::{Notice, Tone},
        },
        keymap::{self, Action},
    },
    words::{Language, Word},
};

/// Lines that news take at most.
const NEWS: u16 = 4;

/// Lines that the foot takes: where a form was not saved, the whole sentence that says why stands there until it is.
pub(super) fn height(usual: u16, area: Rect, state: &State, look: &Look) -> u16 {
    match standing(state, look) {
        Some((sentence, _)) if usual > 1 && area.height > 3 * NEWS && is_problem(state) => {
            let lines = text::wrap(&sentence, area.width.saturating_sub(2)).len();
            usual + u16::try_from(lines).unwrap_or(NEWS).clamp(1, NEWS) - 1
        }
        _ => usual,
    }
}

/// Paints them; in a small window the news take the place of the hints.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let is_small = area.height < 2;
    let hints = u16::from(!is_small);
    let [above, hints] = cut::bottom(area, hints);
    let said = state.notice.as_ref().map(|news| say(news, look));
    if let Some((sentence, style)) = &said
        && text::width(sentence) > area.width.saturating_sub(2)
    {
        return whole(frame, area, sentence, *style);
    }
    match said.or_else(|| standing(state, look)) {
        Some((sentence, style)) if above.height > 1 => {
            let lines = text::wrap(&sentence, area.width.saturating_sub(2));
            for (line, row) in lines.iter().zip(above.rows()) {
                one_line(frame, row, line, style);
            }
        }
        Some((sentence, style)) => one_line(frame, above, &sentence, style),
        None if is_small => hint_line(frame, above, state, look),
        None => {}
    }
    if !is_small {
        hint_line(frame, hints, state, look);
    }
}

/// Whether the sentence below a form says why it was not saved.
fn is_problem(state: &State) -> bool {
    matches!(&state.screen, Screen::Form(form) if form.problem.is_some())
}

/// What is worth knowing as long as there is no news.
fn standing(state: &State, look: &Look) -> Option<(String, Style)> {
    match &state.screen {
        _ if state.over.is_some() => None,
        Screen::Form(form) => form::advice(form, look),
        Screen::List if state.list.search.is_some() && state.list.query.is_empty() => {
            Some((look.words.say(Word::AdviceSearch), look.theme.faint))
        }
        Screen::List if state.list.shown().rows() > 0 => {
            list::suggestions(state).map(|said| (said, look.theme.accent))
        }
        Screen::Welcome(_) | Screen::List | Screen::Card(_) => None,
    }
}

/// A sentence that is too long for its line: until the next key it stands before the hints, and above them.
fn whole(frame: &mut Frame<'_>, area: Rect, sentence: &str, style: Style) {
    let lines = text::wrap(sentence, area.width.saturating_sub(2));
    let height = u16::try_from(lines.len())
        .unwrap_or(NEWS)
        .min(NEWS)
        .min(area.bottom());
    let area = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };
    frame.render_widget(Clear, area);
    for (line, row) in lines.iter().zip(area.rows()) {
        one_line(frame, row, line, style);
    }
}

fn one_line(frame: &mut Frame<'_>, area: Rect, sentence: &str, style: Style) {
    let shown = text::fit(sentence, area.width.saturating_sub(2));
    frame.render_widget(Painted(Line::styled(format!(" {shown}"), style)), area);
}

fn say(notice: &Notice, look: &Look) -> (String, Style) {
    let mut sentence = match &notice.given {
        Some((name, value)) => look.words.say_with(notice.word, [(*name, value.clone())]),
        None => look.words.say(notice.word),
    };
    if let Some(failure) = &notice.failure {
        sentence.push(' ');
        sentence.push_str(&look.words.failure(failure));
    }
    let style = match notice.tone {
        Tone::Info => look.theme.good,
        Tone::Problem => look.theme.bad,
    };
    (sentence, style)
}

fn hint_line(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let layout = match look.words.language() {
        Language::Russian => keymap::Layout::Cyrillic,
        Language::English => state.layout,
    };
    let may = |action| match (action, &state.screen) {
        (Action::New, _) => state.session.may_add(),
        (Action::Edit, Screen::Card(card)) => state.session.may_edit(&card.contact),
        (Action::Open, Screen::Form(form)) => !form.twins.shown.is_empty(),
        (Action::Edit, _) => {
            let current = state.list.shown().current();
            current.is_some_and(|contact| state.session.may_edit(contact))
        }
        (Action::AddNote | Action::AddTask | Action::CompleteTask, _) => {
            !state.session.is_read_only
        }
        _ => true,
    };
    let mut spans = vec![Span::raw(" ")];
    let mut room = area.width.saturating_sub(2);
    let context = state.context();
    let hints: Vec<(String, String)> = match state.pending() {
        Some(begun) => {
            let said = format!("{} …  ", begun.name());
            room = room.saturating_sub(text::width(&said));
            spans.push(Span::styled(said, look.theme.accent));
            keymap::endings(context, begun, &look.words, layout, may).collect()
        }
        None => keymap::hints(context, &look.words, layout, may).collect(),
    };
    for (key, hint) in hints {
        let needed = text::width(&key) + text::width(&hint) + 3;
        if needed > room + 2 {
            break;
        }
        room = room.saturating_sub(needed);
        spans.push(Span::styled(key, look.theme.key));
        spans.push(Span::styled(format!(" {hint}  "), look.theme.faint));
    }
    frame.render_widget(Painted(Line::from(spans)), area);
}

//! The foot of the screen: one line of news, one of hints.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Look, form, list, paint::Painted, text, two_lines};
use crate::{
    ui::{
        app::{
            Screen, State,
            notice::{Notice, Tone},
        },
        keymap::{self, Action},
    },
    words::Language,
};

/// Paints them; in a small window the news take the place of the hints.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let [notice, hints] = two_lines(area);
    let said = state
        .notice
        .as_ref()
        .map(|notice| say(notice, look))
        .or_else(|| match &state.screen {
            _ if state.over.is_some() => None,
            Screen::Form(form) => form::advice(form, look),
            Screen::List if state.list.shown().rows() > 0 => {
                list::suggestions(state).map(|said| (said, look.theme.accent))
            }
            Screen::Welcome(_) | Screen::List | Screen::Card(_) => None,
        });
    if hints.height == 0 {
        match said {
            Some((sentence, style)) => one_line(frame, notice, &sentence, style),
            None => hint_line(frame, notice, state, look),
        }
    } else {
        if let Some((sentence, style)) = said {
            one_line(frame, notice, &sentence, style);
        }
        hint_line(frame, hints, state, look);
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
    let mut spans = vec![Span::raw(" ")];
    let mut room = area.width.saturating_sub(2);
    if let Some(key) = state.pending() {
        let begun = format!("{} …  ", key.name());
        room = room.saturating_sub(text::width(&begun));
        spans.push(Span::styled(begun, look.theme.accent));
    }
    let may = |action| match (action, &state.screen) {
        (Action::New, _) => state.session.may_add(),
        (Action::Edit, Screen::Card(card)) => state.session.may_edit(&card.contact),
        (Action::Open, Screen::Form(form)) => !form.twins.shown.is_empty(),
        (Action::Edit, _) => {
            let current = state.list.shown().current();
            current.is_some_and(|contact| state.session.may_edit(contact))
        }
        (Action::AddNote | Action::AddTask, _) => !state.session.is_read_only,
        _ => true,
    };
    for (key, hint) in keymap::hints(state.context(), &look.words, layout, may) {
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

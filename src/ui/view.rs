//! Paints the state; what only painting can know (sizes) is returned, nothing is changed.

mod card;
mod dialog;
mod form;
mod help;
mod jot;
mod list;
mod look;
mod structured;
mod text;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::{Line, Span},
};

pub use card::{Known, card_lines};
pub use look::{Look, Theme};
pub use text::{cell, width};

use super::{
    app::{
        Measured, Over, Screen, State,
        notice::{Notice, Tone},
        session::Link,
    },
    keymap::{self, Action},
};
use crate::words::{Given, Language, Word};

/// How much room there is, and so what is shown where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Nothing fits but a sentence.
    TooSmall,
    /// One line a contact, header and footer of one line.
    Tiny,
    /// One pane, two lines a contact.
    Narrow,
    /// The list with the card below.
    Stacked,
    /// The list with the card beside it.
    Wide,
}

impl Shape {
    fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (..20, _) | (_, ..5) => Self::TooSmall,
            (..40, _) | (_, ..8) => Self::Tiny,
            (..80, _) | (_, ..20) => Self::Narrow,
            (..110, _) => Self::Stacked,
            _ => Self::Wide,
        }
    }
}

/// Draws everything. Give what it returns to [`State::measured`].
pub fn draw(frame: &mut Frame<'_>, state: &State, look: &Look) -> Measured {
    let area = frame.area();
    let shape = Shape::of(area);
    if shape == Shape::TooSmall {
        let sentence = look.words.say(Word::TooSmall);
        for (row, line) in area.rows().zip(text::wrap(&sentence, area.width)) {
            frame.render_widget(Line::raw(line), row);
        }
        return Measured::default();
    }
    let (top, foot) = if shape == Shape::Tiny { (1, 1) } else { (2, 2) };
    let [header, body, footer] = Layout::vertical([
        Constraint::Length(top),
        Constraint::Fill(1),
        Constraint::Length(foot),
    ])
    .areas(area);
    let mut measured = Measured {
        list_rows: list::rows(body, shape),
        list_top: state.list.shown().top,
        ..Measured::default()
    };
    if let Some(Over::Help { context, scroll }) = &state.over {
        self::header(frame, header, state, look, &look.words.say(Word::HelpTitle));
        help::draw(frame, body, *context, *scroll, look, &mut measured);
    } else {
        match &state.screen {
            Screen::List => {
                list_header(frame, header, state, look);
                list::draw(frame, body, shape, state, look, &mut measured);
            }
            Screen::Card(card) => {
                let name = look.name(&card.contact.name);
                self::header(frame, header, state, look, &name);
                card::draw(frame, body, card, state, look, &mut measured);
            }
            Screen::Form(form) => {
                form::header(frame, header, form, state, look);
                form::draw(frame, body, form, look, &mut measured);
            }
        }
    }
    self::footer(frame, footer, state, look);
    if let (Some(Over::Dialog(dialog)), Screen::Form(form)) = (&state.over, &state.screen) {
        dialog::draw(frame, body, dialog, form, state, look);
    }
    if let Some(Over::Jot(jot)) = &state.over {
        jot::draw(frame, body, jot, state, look);
    }
    measured
}

/// The first line and, where there is room, a rule below it.
fn header(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look, title: &str) {
    let (right, style) = link(state, look);
    let [first, second] = two_lines(area);
    sides(
        frame,
        first,
        &Span::styled(format!(" {title}"), look.theme.title),
        &Span::styled(format!("{right} "), style),
    );
    rule(frame, second, look);
}

fn list_header(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let [first, second] = two_lines(area);
    let count = count(state, look);
    let searching = state.list.is_searching();
    if second.height > 0 || !searching {
        let account = state
            .session
            .account
            .as_ref()
            .map(|account| format!(" · {}", account.name))
            .unwrap_or_default();
        let (right, style) = link(state, look);
        sides(
            frame,
            first,
            &Span::styled(
                format!(" rolo{account} · {}", look.words.say(Word::Contacts)),
                look.theme.title,
            ),
            &Span::styled(format!("{right} "), style),
        );
    }
    let line = if second.height > 0 { second } else { first };
    let width = line.width.saturating_sub(text::width(&count) + 6);
    match &state.list.search {
        Some(input) => {
            let (shown, cursor) = text::input(input, width);
            sides(
                frame,
                line,
                &Span::raw(format!(" / {shown}")),
                &Span::styled(format!("{count} "), look.theme.faint),
            );
            if state.over.is_none() {
                frame.set_cursor_position((line.x + 3 + cursor, line.y));
            }
        }
        None if searching => sides(
            frame,
            line,
            &Span::styled(
                format!(" / {}", text::fit(&text::clean(&state.list.query), width)),
                look.theme.accent,
            ),
            &Span::styled(format!("{count} "), look.theme.faint),
        ),
        None if second.height > 0 => sides(
            frame,
            second,
            &Span::raw(""),
            &Span::styled(format!("{count} "), look.theme.faint),
        ),
        None => {}
    }
}

/// How many contacts are shown, and whether more are coming.
fn count(state: &State, look: &Look) -> String {
    let shown = state.list.shown();
    let known = shown.contacts.len();
    let is_older = shown.query != state.list.query;
    let mut text = if state.list.waiting && known == 0 {
        look.words.say(Word::Loading)
    } else if is_older && state.list.waiting {
        return look.words.say(Word::Searching);
    } else if is_older {
        return look.words.say(Word::SearchNotDone);
    } else if known == 0 && !shown.end {
        return String::new();
    } else {
        let word = match (shown.query.is_empty(), shown.end) {
            (true, true) => Word::CountContacts,
            (true, false) => Word::CountContactsMore,
            (false, true) => Word::CountFound,
            (false, false) => Word::CountFoundMore,
        };
        look.words.say_with(word, [("count", Given::Number(known))])
    };
    if state.list.waiting && known > 0 {
        text.push('…');
    }
    if shown.unreadable() > 0 {
        text.push_str(" · ");
        text.push_str(&look.words.say_with(
            Word::CountUnreadable,
            [("count", shown.unreadable().into())],
        ));
    }
    text
}

fn link(state: &State, look: &Look) -> (String, Style) {
    match &state.session.link {
        Link::Connecting => (look.words.say(Word::LinkConnecting), look.theme.faint),
        Link::Online => (look.words.say(Word::LinkOnline), look.theme.good),
        Link::Refused(_) => (look.words.say(Word::LinkRefused), look.theme.bad),
        Link::Offline { since, .. } => {
            let since = look.words.clock(*since, &state.session.zone);
            (
                look.words
                    .say_with(Word::LinkOffline, [("since", since.into())]),
                look.theme.bad,
            )
        }
    }
}

fn footer(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let [notice, hints] = two_lines(area);
    let said = state
        .notice
        .as_ref()
        .map(|notice| say(notice, look))
        .or_else(|| match &state.screen {
            Screen::Form(form) if state.over.is_none() => form::advice(form, look),
            Screen::List | Screen::Card(_) | Screen::Form(_) => None,
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
    frame.render_widget(Line::styled(format!(" {shown}"), style), area);
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
        (Action::Edit, _) => {
            let current = state.list.shown().current();
            current.is_some_and(|contact| state.session.may_edit(contact))
        }
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
    frame.render_widget(Line::from(spans), area);
}

fn two_lines(area: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area)
}

fn rule(frame: &mut Frame<'_>, area: Rect, look: &Look) {
    if area.height > 0 {
        let line = "─".repeat(area.width.into());
        frame.render_widget(Line::styled(line, look.theme.faint), area);
    }
}

/// Text at both ends of a line; the left one gives way.
fn sides(frame: &mut Frame<'_>, area: Rect, left: &Span<'_>, right: &Span<'_>) {
    if area.height == 0 {
        return;
    }
    let area = Rect { height: 1, ..area };
    let right_text = text::fit(&right.content, area.width);
    let right_width = text::width(&right_text);
    let left_text = text::fit(&left.content, area.width.saturating_sub(right_width + 1));
    frame.render_widget(Line::styled(left_text, left.style), area);
    let at = Rect {
        x: area.x + area.width - right_width,
        width: right_width,
        ..area
    };
    frame.render_widget(Line::styled(right_text, right.style), at);
}

//! The list of contacts, in columns or two lines each, with the card of the cursor's contact beside or below it.

mod badge;
mod columns;
mod row;
mod shown;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::{columns::Columns, row::Row};
use super::{Look, Shape, card, cut, paint::Painted, rule, text};
use crate::{
    domain::{contact::Contact, query::Query},
    ui::app::{Measured, State, session::Link},
    words::Word,
};

/// Lines of the card below the list, its title included.
const PEEK: u16 = 8;
/// Lines of a list that can spare one for a question.
const SPARE: u16 = 4;

/// How many contacts fit.
pub(super) fn rows(body: Rect, shape: Shape, state: &State) -> usize {
    let (list, _, _) = panes(body, shape, state);
    let rows = match shape {
        Shape::TooSmall | Shape::Tiny => list.height,
        Shape::Narrow => list.height / 2,
        Shape::Stacked | Shape::Wide => list.height.saturating_sub(1),
    };
    rows.into()
}

/// Where the list is, below it the line of what somebody has to decide, and the card.
fn panes(body: Rect, shape: Shape, state: &State) -> (Rect, Option<Rect>, Option<Rect>) {
    let (list, card) = match shape {
        _ if state.list.is_alone => (body, None),
        Shape::TooSmall | Shape::Tiny | Shape::Narrow => (body, None),
        Shape::Stacked => {
            let [list, peek] = cut::bottom(body, PEEK);
            (list, Some(peek))
        }
        Shape::Wide => {
            let width = (body.width / 3).clamp(38, 60);
            let [list, card] = cut::right(body, width);
            (list, Some(card))
        }
    };
    if state.copy.vanishing().is_none() || list.height < SPARE {
        return (list, None, card);
    }
    let [list, question] = cut::bottom(list, 1);
    (list, Some(question), card)
}

/// Paints the list.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    shape: Shape,
    state: &State,
    look: &Look,
    measured: &mut Measured,
) {
    let (area, question, pane) = panes(body, shape, state);
    let shown = state.list.shown();
    let rows = measured.list_rows;
    let top = shown.top_for(rows);
    measured.list_top = top;
    if shown.rows() == 0 {
        empty(frame, area, state, look);
    }
    let query = Query::parse(&shown.query);
    let visible = shown.rows_from(top).take(rows).map(|(row, contact)| Row {
        contact,
        is_selected: row == shown.selected,
        is_joined: shown.is_joined(row),
        query: &query,
        state,
        look,
    });
    match shape {
        Shape::Stacked | Shape::Wide => {
            let columns = Columns::of(area.width);
            frame.render_widget(Painted(columns.titles(look)), Rect { height: 1, ..area });
            for (row, line) in visible.zip(area.rows().skip(1)) {
                frame.render_widget(Painted(row.in_columns(&columns)), line);
            }
        }
        Shape::Narrow => {
            for (row, line) in visible.zip(area.rows().step_by(2)) {
                let [first, second] = row.in_two_lines(line.width);
                let below = Rect {
                    y: line.y + 1,
                    ..line
                };
                frame.render_widget(Painted(first), line);
                frame.render_widget(Painted(second), below);
            }
        }
        Shape::Tiny | Shape::TooSmall => {
            for (row, line) in visible.zip(area.rows()) {
                frame.render_widget(Painted(row.in_one_line(line.width)), line);
            }
        }
    }
    if let Some(line) = question {
        let said = vanishing(state, look).unwrap_or_default();
        let said = text::fit(&said, line.width.saturating_sub(2));
        frame.render_widget(
            Painted(Line::styled(format!(" {said}"), look.theme.bad)),
            line,
        );
    }
    if let (Some(pane), Some(contact)) = (pane, shown.current()) {
        peek(frame, pane, shape, contact, state, look);
    }
}

/// How many contacts are missing from the account, and the key that decides about them.
fn vanishing(state: &State, look: &Look) -> Option<String> {
    let vanishing = state.copy.vanishing()?;
    Some(look.words.say_with(
        Word::VanishingLine,
        [
            ("count", look.words.number(vanishing.rows).into()),
            ("of", look.words.number(vanishing.of).into()),
        ],
    ))
}

/// What else may have been meant, and the key that takes it.
pub(super) fn suggestions(state: &State) -> Option<String> {
    let suggestions = state.list.suggestions();
    let each = suggestions
        .iter()
        .map(|other| format!("{} — {}", text::clean(&other.query), other.total));
    let said: Vec<String> = each.collect();
    (!said.is_empty()).then(|| format!("Tab: {}", said.join(" · ")))
}

fn peek(
    frame: &mut Frame<'_>,
    pane: Rect,
    shape: Shape,
    contact: &Contact,
    state: &State,
    look: &Look,
) {
    let [title, rest] = cut::top(pane, 1);
    rule(frame, title, look);
    let name = text::fit(&look.name(&contact.name), pane.width.saturating_sub(6));
    frame.render_widget(
        Painted(Line::styled(format!(" {name} "), look.theme.title)),
        Rect {
            x: title.x + 2,
            width: (text::width(&name) + 2).min(title.width.saturating_sub(2)),
            ..title
        },
    );
    let rest = if shape == Shape::Wide {
        for line in rest.rows() {
            frame.render_widget(
                Span::styled("│", look.theme.faint),
                Rect { width: 1, ..line },
            );
        }
        Rect {
            x: rest.x + 1,
            width: rest.width.saturating_sub(1),
            ..rest
        }
    } else {
        rest
    };
    let lines = card::lines(contact, card::Known::of(state), look, rest.width);
    for (line, row) in lines.into_iter().zip(rest.rows()) {
        frame.render_widget(Painted(line), row);
    }
}

/// Why there is nothing, and what to do.
fn empty(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let list = &state.list;
    let say = |word| look.words.say(word);
    let is_answered = list.shown().total.is_some() && !list.is_waiting();
    let mut said = match &state.session.link {
        _ if list.is_searching() && !list.query.is_empty() => {
            if !is_answered {
                return;
            }
            let mut said = vec![say(Word::NothingFound)];
            if list.query.contains(':') {
                said.push(say(Word::SearchOperators));
            }
            said
        }
        Link::Refused(failure) | Link::Offline { failure, .. } => {
            vec![format!(
                "{} {}",
                look.words.failure(failure),
                say(Word::TryAgain)
            )]
        }
        Link::Connecting | Link::Online if !is_answered => return,
        Link::Connecting | Link::Online if state.copy.is_begun() => vec![say(Word::Loading)],
        Link::Connecting | Link::Online => match state.copy.failure() {
            Some(failure) => vec![look.words.failure(failure)],
            None if state.session.may_add() => {
                vec![format!("{} {}", say(Word::NoContacts), say(Word::AddFirst))]
            }
            None => vec![say(Word::NoContacts)],
        },
    };
    said.extend(suggestions(state));
    let at = area.height.saturating_sub(1).min(2);
    let lines = said
        .iter()
        .flat_map(|said| text::wrap(said, area.width.saturating_sub(4)));
    for (line, row) in lines.zip(area.rows().skip(at.into())) {
        frame.render_widget(
            Painted(Line::styled(format!("  {line}"), look.theme.faint)),
            row,
        );
    }
}

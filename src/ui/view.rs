//! Paints the state; what only painting can know (sizes) is returned, nothing is changed.

mod big;
mod card;
mod cut;
mod dialog;
mod differences;
mod footer;
mod form;
mod header;
mod help;
mod jot;
mod list;
mod look;
mod month;
mod paint;
mod reach;
mod structured;
mod text;
mod welcome;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

pub use card::{Known, card_lines};
pub use look::{Look, Theme};
pub use text::{cell, width};

use self::paint::Painted;
use super::app::{Measured, Over, Screen, State};
use crate::words::Word;

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
    let ends = if shape == Shape::Tiny { 1 } else { 2 };
    let [top, rest] = cut::top(area, ends);
    let [body, foot] = cut::bottom(rest, footer::height(ends, area, state, look));
    let mut measured = Measured {
        list_rows: list::rows(body, shape, state),
        list_top: state.list.shown().top,
        ..Measured::default()
    };
    if let Some(Over::Help { context, scroll }) = &state.over {
        let title = look.words.say(Word::HelpTitle);
        match &state.screen {
            // There is no account yet that could answer.
            Screen::Welcome(_) => header::head(frame, top, state, look, &title, &Span::raw("")),
            _ => header::draw(frame, top, state, look, &title),
        }
        help::draw(frame, body, *context, *scroll, look, &mut measured);
    } else if let (
        Some(Over::Differences {
            request, scroll, ..
        }),
        Screen::Form(form),
    ) = (&state.over, &state.screen)
    {
        form::header(frame, top, form, state, look);
        differences::draw(
            frame,
            body,
            form,
            request.as_deref(),
            *scroll,
            look,
            &mut measured,
        );
    } else {
        match &state.screen {
            Screen::Welcome(welcome) => {
                welcome::header(frame, top, welcome, look);
                welcome::draw(frame, body, welcome, state.over.is_none(), look);
            }
            Screen::List => {
                header::over_list(frame, top, state, look);
                list::draw(frame, body, shape, state, look, &mut measured);
            }
            Screen::Card(card) => {
                let name = look.name(&card.contact.name);
                header::draw(frame, top, state, look, &name);
                card::draw(frame, body, card, state, look, &mut measured);
            }
            Screen::Form(form) => {
                form::header(frame, top, form, state, look);
                form::draw(frame, body, form, look, &mut measured);
            }
        }
    }
    if let Some(Over::Jot(jot)) = &state.over {
        jot::draw(frame, body, jot, state, look);
    }
    footer::draw(frame, foot, state, look);
    if let Some(Over::Dialog(dialog)) = &state.over {
        dialog::draw(frame, body, dialog, state, look);
    }
    if let Some(Over::Reach(reach)) = &state.over {
        reach::draw(frame, body, reach, state, look);
    }
    if let Some(month) = &state.month {
        month::draw(frame, body, month, look);
    }
    measured
}

/// So much room in the middle of more.
fn middle(body: Rect, width: u16, height: u16) -> Rect {
    Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    }
}

fn rule(frame: &mut Frame<'_>, area: Rect, look: &Look) {
    if area.height > 0 {
        let line = "─".repeat(area.width.into());
        frame.render_widget(Painted(Line::styled(line, look.theme.faint)), area);
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
    frame.render_widget(Painted(Line::styled(left_text, left.style)), area);
    let at = Rect {
        x: area.x + area.width - right_width,
        width: right_width,
        ..area
    };
    frame.render_widget(Painted(Line::styled(right_text, right.style)), at);
}

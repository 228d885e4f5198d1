//! The list of contacts, in columns or two lines each, with the card of the cursor's contact beside or below it.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{Look, Shape, card, rule, text};
use crate::{
    domain::{contact::Contact, edit::Subject, field::FieldRole, id::ContactId, phone},
    ui::app::{Measured, State, session::Link},
    words::Word,
};

/// Lines of the card below the list, its title included.
const PEEK: u16 = 8;
/// Cells of a name before the other columns may grow, and when the window is narrow.
const NAME: u16 = 20;
const LEAST_NAME: u16 = 16;
/// Cells before the name: the cursor, a mark, a space.
const MARKS: u16 = 3;

/// How many contacts fit.
pub(super) fn rows(body: Rect, shape: Shape) -> usize {
    let (list, _) = panes(body, shape);
    let rows = match shape {
        Shape::TooSmall | Shape::Tiny => list.height,
        Shape::Narrow => list.height / 2,
        Shape::Stacked | Shape::Wide => list.height.saturating_sub(1),
    };
    rows.into()
}

fn panes(body: Rect, shape: Shape) -> (Rect, Option<Rect>) {
    match shape {
        Shape::TooSmall | Shape::Tiny | Shape::Narrow => (body, None),
        Shape::Stacked => {
            let [list, peek] =
                Layout::vertical([Constraint::Fill(1), Constraint::Length(PEEK)]).areas(body);
            (list, Some(peek))
        }
        Shape::Wide => {
            let width = (body.width / 3).clamp(38, 60);
            let [list, card] =
                Layout::horizontal([Constraint::Fill(1), Constraint::Length(width)]).areas(body);
            (list, Some(card))
        }
    }
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
    let (area, pane) = panes(body, shape);
    let shown = state.list.shown();
    let rows = measured.list_rows;
    let top = shown.top_for(rows);
    measured.list_top = top;
    if shown.contacts.is_empty() {
        empty(frame, area, state, look);
    }
    let visible = shown.contacts.iter().enumerate().skip(top).take(rows);
    match shape {
        Shape::Stacked | Shape::Wide => {
            let columns = Columns::of(area.width);
            frame.render_widget(columns.titles(look), Rect { height: 1, ..area });
            for ((row, contact), line) in visible.zip(area.rows().skip(1)) {
                let marks = Marks::of(contact, row == shown.selected, state);
                frame.render_widget(columns.row(contact, &marks, state, look), line);
            }
        }
        Shape::Narrow => {
            for ((row, contact), line) in visible.zip(area.rows().step_by(2)) {
                let marks = Marks::of(contact, row == shown.selected, state);
                let [first, second] = two(contact, &marks, state, look, line.width);
                frame.render_widget(first, line);
                frame.render_widget(
                    second,
                    Rect {
                        y: line.y + 1,
                        ..line
                    },
                );
            }
        }
        Shape::Tiny | Shape::TooSmall => {
            for ((row, contact), line) in visible.zip(area.rows()) {
                let marks = Marks::of(contact, row == shown.selected, state);
                let mut spans = marks.spans(look);
                let room = line.width.saturating_sub(MARKS);
                spans.push(marks.name(contact, look, room));
                frame.render_widget(Line::from(spans), line);
            }
        }
    }
    if let (Some(pane), Some(contact)) = (pane, shown.current()) {
        peek(frame, pane, shape, contact, state, look);
    }
}

fn peek(
    frame: &mut Frame<'_>,
    pane: Rect,
    shape: Shape,
    contact: &Contact,
    state: &State,
    look: &Look,
) {
    let [title, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(pane);
    rule(frame, title, look);
    let name = text::fit(&look.name(&contact.name), pane.width.saturating_sub(6));
    frame.render_widget(
        Line::styled(format!(" {name} "), look.theme.title),
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
        frame.render_widget(line, row);
    }
}

fn empty(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let list = &state.list;
    let said = match &state.session.link {
        Link::Refused(failure) | Link::Offline { failure, .. } => format!(
            "{} {}",
            look.words.failure(failure),
            look.words.say(Word::TryAgain)
        ),
        Link::Connecting | Link::Online if list.waiting || !list.shown().end => return,
        Link::Connecting | Link::Online if list.is_searching() => {
            look.words.say(Word::NothingFound)
        }
        Link::Connecting | Link::Online => look.words.say(Word::NoContacts),
    };
    let at = area.height.saturating_sub(1).min(2);
    for (line, row) in text::wrap(&said, area.width.saturating_sub(4))
        .into_iter()
        .zip(area.rows().skip(at.into()))
    {
        frame.render_widget(Line::styled(format!("  {line}"), look.theme.faint), row);
    }
}

/// What stands before a name.
struct Marks {
    selected: bool,
    draft: bool,
    overdue: bool,
}

impl Marks {
    fn of(contact: &Contact, selected: bool, state: &State) -> Self {
        let draft = |id: ContactId| state.session.drafts.contains_key(&Subject::Existing(id));
        Self {
            selected,
            draft: draft(contact.id),
            overdue: contact.closest_task_at.is_some_and(|due| due < state.now),
        }
    }

    fn spans(&self, look: &Look) -> Vec<Span<'static>> {
        let cursor = if self.selected {
            Span::styled(">", look.theme.cursor)
        } else {
            Span::raw(" ")
        };
        let mark = match (self.draft, self.overdue) {
            (true, _) => Span::styled("~", look.theme.accent),
            (false, true) => Span::styled("!", look.theme.bad),
            (false, false) => Span::raw(" "),
        };
        vec![cursor, mark, Span::raw(" ")]
    }

    fn name(&self, contact: &Contact, look: &Look, room: u16) -> Span<'static> {
        let name = text::cell(&look.name(&contact.name), room);
        if self.selected {
            Span::styled(name, look.theme.selected)
        } else {
            Span::raw(name)
        }
    }
}

/// Widths of the columns; 0 when there is no room for one. The name never goes below 16 cells.
struct Columns {
    name: u16,
    company: u16,
    phone: u16,
    tags: u16,
    task: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let room = width.saturating_sub(MARKS + 1);
        let wanted = if width >= 60 { NAME } else { LEAST_NAME };
        let mut left = room.saturating_sub(wanted);
        let mut take = |wanted: u16| {
            let taken = if left > wanted { wanted + 1 } else { 0 };
            left -= taken;
            taken.saturating_sub(1)
        };
        // The last ones to be taken are the first ones to be dropped.
        let phone = take(16);
        let task = take(12);
        let company = take(14);
        let tags = take(10);
        let name = wanted + left * 2 / 5;
        let company = if company > 0 { company + left / 3 } else { 0 };
        let tags = if tags > 0 {
            tags + (left - left * 2 / 5 - left / 3)
        } else {
            0
        };
        let used = name + company + tags + phone + task + 4;
        Self {
            // Whatever dropped columns leave goes to the name.
            name: name
                + if tags == 0 {
                    room.saturating_sub(used)
                } else {
                    0
                },
            company,
            phone,
            tags,
            task,
        }
    }

    fn titles(&self, look: &Look) -> Line<'static> {
        let mut title = " ".repeat(MARKS.into());
        for (word, width) in [
            (Word::ColumnName, self.name),
            (Word::ColumnCompany, self.company),
            (Word::ColumnPhone, self.phone),
            (Word::ColumnTags, self.tags),
            (Word::ColumnTask, self.task),
        ] {
            if width > 0 {
                title.push_str(&text::cell(&look.words.say(word), width));
                title.push(' ');
            }
        }
        Line::styled(title, look.theme.faint)
    }

    fn row(&self, contact: &Contact, marks: &Marks, state: &State, look: &Look) -> Line<'static> {
        let mut spans = marks.spans(look);
        spans.push(marks.name(contact, look, self.name));
        let company = company(contact);
        let phone = phone(contact, look);
        let tags = tags(contact);
        for (content, width) in [
            (company, self.company),
            (phone, self.phone),
            (tags, self.tags),
        ] {
            if width > 0 {
                spans.push(Span::raw(format!(" {}", text::cell(&content, width))));
            }
        }
        if self.task > 0 {
            spans.push(Span::raw(" "));
            spans.push(task(contact, state, look, self.task));
        }
        Line::from(spans)
    }
}

fn two(
    contact: &Contact,
    marks: &Marks,
    state: &State,
    look: &Look,
    width: u16,
) -> [Line<'static>; 2] {
    let task_width = if contact.closest_task_at.is_some() {
        12
    } else {
        0
    };
    let mut first = marks.spans(look);
    first.push(marks.name(contact, look, width.saturating_sub(MARKS + task_width + 1)));
    if task_width > 0 {
        first.push(Span::raw(" "));
        first.push(task(contact, state, look, task_width));
    }
    let below: Vec<String> = [company(contact), phone(contact, look)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let below = text::fit(&below.join(" · "), width.saturating_sub(MARKS + 2));
    [
        Line::from(first),
        Line::styled(format!("     {below}"), look.theme.faint),
    ]
}

fn company(contact: &Contact) -> String {
    contact
        .company
        .as_ref()
        .map(|company| company.name.to_string())
        .unwrap_or_default()
}

/// The first phone, or how a contact without one can be reached.
fn phone(contact: &Contact, look: &Look) -> String {
    let phones = contact.values_of(FieldRole::Phone);
    match phones.first().and_then(|first| first.raw()) {
        Some(first) => phone::readable(&first.into()),
        None if !contact.values_of(FieldRole::Email).is_empty() => look.words.say(Word::OnlyEmail),
        None => String::new(),
    }
}

fn tags(contact: &Contact) -> String {
    let names: Vec<String> = contact
        .tags
        .iter()
        .map(|tag| tag.name.to_string())
        .collect();
    names.join(", ")
}

fn task(contact: &Contact, state: &State, look: &Look, room: u16) -> Span<'static> {
    let Some(at) = contact.closest_task_at else {
        return Span::raw(" ".repeat(room.into()));
    };
    let due = look.words.due(at, state.now, &state.session.zone);
    let style = if due.overdue {
        look.theme.bad
    } else {
        ratatui::style::Style::new()
    };
    Span::styled(text::cell(&due.text, room), style)
}

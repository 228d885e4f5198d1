//! A contact in the list: in columns, in two lines, or by its name alone, with what the query asked for marked.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::{Look, text},
    badge,
    columns::Columns,
    shown::Shown,
};
use crate::{
    domain::{
        contact::Contact,
        edit::Subject,
        field::FieldRole,
        phone,
        query::{Facet, Query},
    },
    ui::app::State,
    words::Word,
};

/// Cells before the name: the cursor, a mark, a space.
pub(super) const MARKS: u16 = 3;
/// Cells of the nearest task where there are no columns.
const TASK: u16 = 12;

/// A row to be painted.
pub(super) struct Row<'a> {
    pub(super) contact: &'a Contact,
    pub(super) is_selected: bool,
    /// Whether only the account found it.
    pub(super) is_joined: bool,
    pub(super) query: &'a Query,
    pub(super) state: &'a State,
    pub(super) look: &'a Look,
}

impl Row<'_> {
    /// The row in columns.
    pub(super) fn in_columns(&self, columns: &Columns) -> Line<'static> {
        let name = self.name(columns.name);
        let mut company = self.company(columns.company);
        let phone = self.phone(columns.phone);
        let mut tags = self.tags(columns.tags);
        let cells = [&name, &company, &phone, &tags];
        let is_explained = cells.iter().any(|cell| cell.is_found());
        // The badge takes the place of what tells least, where it finds most room.
        let (place, room) = if columns.company > columns.tags {
            (&mut company, columns.company)
        } else {
            (&mut tags, columns.tags)
        };
        if let Some(badge) = self.badge(is_explained, room) {
            *place = badge;
        }
        let mut spans = self.marks();
        spans.extend(name.spans(self.name_style(), self.look, columns.name));
        for (cell, room) in [
            (company, columns.company),
            (phone, columns.phone),
            (tags, columns.tags),
        ] {
            if room > 0 {
                spans.push(Span::raw(" "));
                spans.extend(cell.spans(Style::new(), self.look, room));
            }
        }
        if columns.task > 0 {
            spans.push(Span::raw(" "));
            spans.push(self.task(columns.task));
        }
        Line::from(spans)
    }

    /// The row in two lines: the name and the task, below it how to reach whom.
    pub(super) fn in_two_lines(&self, width: u16) -> [Line<'static>; 2] {
        let has_task = self.contact.closest_task_at.is_some();
        let taken = if has_task {
            MARKS + TASK + 1
        } else {
            MARKS + 1
        };
        let room = width.saturating_sub(taken);
        let name = self.name(room);
        let below = width.saturating_sub(MARKS + 2);
        let reach = || [self.company(below), self.phone(below)];
        let mut second = Shown::in_a_row(reach(), below);
        let is_explained = name.is_found() || second.is_found();
        if let Some(badge) = self.badge(is_explained, below) {
            let [company, phone] = reach();
            second = Shown::in_a_row([badge, company, phone], below);
        }
        let mut first = self.marks();
        first.extend(name.spans(self.name_style(), self.look, room));
        if has_task {
            first.push(Span::raw(" "));
            first.push(self.task(TASK));
        }
        let mut line = vec![Span::raw("     ")];
        line.extend(second.spans(self.look.theme.faint, self.look, 0));
        [Line::from(first), Line::from(line)]
    }

    /// The name alone.
    pub(super) fn in_one_line(&self, width: u16) -> Line<'static> {
        let room = width.saturating_sub(MARKS);
        let mut name = self.name(room);
        if let Some(badge) = self.badge(name.is_found(), room / 2) {
            let left = room.saturating_sub(badge.width() + 3);
            name = Shown::in_a_row([self.name(left), badge], room);
        }
        let mut spans = self.marks();
        spans.extend(name.spans(self.name_style(), self.look, room));
        Line::from(spans)
    }

    /// What stands before the name.
    fn marks(&self) -> Vec<Span<'static>> {
        let theme = &self.look.theme;
        let cursor = if self.is_selected {
            Span::styled(">", theme.cursor)
        } else {
            Span::raw(" ")
        };
        let subject = Subject::Existing(self.contact.id);
        let is_overdue = |due| due < self.state.now;
        let mark = if self.state.session.drafts.contains_key(&subject) {
            Span::styled("~", theme.accent)
        } else if self.contact.closest_task_at.is_some_and(is_overdue) {
            Span::styled("!", theme.bad)
        } else {
            Span::raw(" ")
        };
        vec![cursor, mark, Span::raw(" ")]
    }

    fn name_style(&self) -> Style {
        if self.is_selected {
            self.look.theme.selected
        } else {
            Style::new()
        }
    }

    fn name(&self, room: u16) -> Shown {
        let name = self.look.name(&self.contact.name);
        Shown::of(self.query, Facet::Name, name, room)
    }

    fn company(&self, room: u16) -> Shown {
        match &self.contact.company {
            Some(company) if room > 0 => {
                Shown::of(self.query, Facet::Company, company.name.cleaned(), room)
            }
            _ => Shown::default(),
        }
    }

    /// The first phone, or how a contact without one can be reached.
    fn phone(&self, room: u16) -> Shown {
        if room == 0 {
            return Shown::default();
        }
        let phones = self.contact.values_of(FieldRole::Phone);
        match phones.first().and_then(|first| first.raw()) {
            Some(first) => {
                let shown = phone::readable(&first.into());
                Shown::of(self.query, Facet::Phone, shown, room)
            }
            None if !self.contact.values_of(FieldRole::Email).is_empty() => {
                Shown::plain(&self.look.words.say(Word::OnlyEmail), room)
            }
            None => Shown::default(),
        }
    }

    fn tags(&self, room: u16) -> Shown {
        if room == 0 {
            return Shown::default();
        }
        let tags = self.contact.tags.iter().map(|tag| tag.name.cleaned());
        Shown::of_all(self.query, Facet::Tag, tags, room)
    }

    fn task(&self, room: u16) -> Span<'static> {
        let Some(at) = self.contact.closest_task_at else {
            return Span::raw(" ".repeat(room.into()));
        };
        let State { now, session, .. } = self.state;
        let due = self.look.words.due(at, *now, &session.zone);
        let style = if due.overdue {
            self.look.theme.bad
        } else {
            Style::new()
        };
        Span::styled(text::cell(&due.text, room), style)
    }

    /// Why the row is there, when what it shows does not tell.
    fn badge(&self, is_explained: bool, room: u16) -> Option<Shown> {
        if room == 0 {
            return None;
        }
        if self.is_joined {
            return Some(Shown::plain(&self.look.words.say(Word::BadgeAccount), room));
        }
        if is_explained {
            return None;
        }
        badge::of(self.query, self.contact, self.look, room)
    }
}

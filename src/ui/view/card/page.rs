//! Lines of a label and its value, as cards are made of.

use jiff::tz::TimeZone;
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::{Look, text},
    values,
};
use crate::{
    domain::{
        account::Account,
        activity::Task,
        contact::Contact,
        failure::Failure,
        field::Field,
        id::{Moment, UserId},
    },
    words::Word,
};

/// Cells of the label column.
const LABEL: u16 = 13;
/// The same where there is room.
const WIDE_LABEL: u16 = 22;
const ROOMY: u16 = 70;

/// A page being written.
pub(super) struct Page<'a> {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) width: u16,
    pub(super) look: &'a Look,
}

impl<'a> Page<'a> {
    pub(super) fn new(width: u16, look: &'a Look) -> Self {
        Self {
            lines: Vec::new(),
            width,
            look,
        }
    }

    pub(super) fn row(&mut self, word: Word, value: &str) {
        self.styled(&self.look.words.say(word), value, Style::new());
    }

    pub(super) fn styled(&mut self, label: &str, value: &str, style: Style) {
        let wanted = if self.width >= ROOMY {
            WIDE_LABEL
        } else {
            LABEL
        };
        let label_width = wanted.min(self.width / 3);
        let room = self.width.saturating_sub(label_width + 3);
        let mut label = text::cell(label, label_width);
        for line in text::wrap(value, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!(" {label} "), self.look.theme.label),
                Span::styled(line, style),
            ]));
            label = " ".repeat(label_width.into());
        }
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.lines.push(heading(title, self.width, self.look));
    }

    /// A sentence across the width.
    pub(super) fn sentence(&mut self, said: &str, style: Style) {
        for line in text::wrap(said, self.width.saturating_sub(2)) {
            self.lines.push(Line::styled(format!(" {line}"), style));
        }
    }

    /// Why something is not there.
    pub(super) fn refused(&mut self, failure: &Failure) {
        let words = &self.look.words;
        let said = format!(
            "{} {}",
            words.say(Word::PartRefused),
            words.failure(failure)
        );
        self.sentence(&said, self.look.theme.bad);
    }

    /// Something is on its way.
    pub(super) fn loading(&mut self) {
        self.sentence(&self.look.words.say(Word::Loading), self.look.theme.faint);
    }

    pub(super) fn company(&mut self, contact: &Contact) {
        if let Some(company) = &contact.company {
            self.row(Word::FieldCompany, &company.name.to_string());
        }
    }

    pub(super) fn responsible(&mut self, contact: &Contact, account: Option<&Account>) {
        self.row(
            Word::FieldResponsible,
            &self.look.user(account, contact.responsible),
        );
    }

    pub(super) fn field(&mut self, field: &Field, account: Option<&Account>) {
        let def = account.and_then(|account| account.field(field.id));
        let mut label = field.name.to_string();
        for value in values::readable(field, def, self.look) {
            self.styled(&label, &value, Style::new());
            label.clear();
        }
    }

    pub(super) fn tags(&mut self, contact: &Contact) {
        if !contact.tags.is_empty() {
            let tags: Vec<String> = contact
                .tags
                .iter()
                .map(|tag| tag.name.to_string())
                .collect();
            self.row(Word::FieldTags, &tags.join(" · "));
        }
    }

    /// When the nearest task is due, and what is to be done where that is known.
    pub(super) fn task(
        &mut self,
        contact: &Contact,
        nearest: Option<&Task>,
        now: Moment,
        zone: &TimeZone,
    ) {
        if let Some(at) = nearest.map(|task| task.due).or(contact.closest_task_at) {
            let (mut said, style) = due(at, now, zone, self.look);
            if let Some(task) = nearest {
                said = format!("{said}: {}", task.text);
            }
            self.styled(&self.look.words.say(Word::FieldTask), &said, style);
        }
    }

    pub(super) fn links(&mut self, contact: &Contact) {
        if !contact.leads.is_empty() {
            self.row(Word::FieldLeads, &numbers(&contact.leads));
        }
        if !contact.customers.is_empty() {
            self.row(Word::FieldCustomers, &numbers(&contact.customers));
        }
    }

    /// Who made and changed it, and its number.
    pub(super) fn record(&mut self, contact: &Contact, account: Option<&Account>, zone: &TimeZone) {
        let mut write = |word, at, by: UserId| {
            let when = self.look.words.date_time(at, zone);
            self.row(word, &format!("{when}, {}", self.look.user(account, by)));
        };
        write(Word::FieldCreated, contact.created_at, contact.created_by);
        write(Word::FieldUpdated, contact.updated_at, contact.updated_by);
        self.row(Word::FieldId, &contact.id.to_string());
    }
}

/// A line over the width with what follows in it.
pub(in crate::ui::view) fn heading(title: &str, width: u16, look: &Look) -> Line<'static> {
    let title = text::fit(title, width.saturating_sub(4));
    let rest = width.saturating_sub(text::width(&title) + 4);
    Line::from(vec![
        Span::styled("── ", look.theme.faint),
        Span::styled(title, look.theme.title),
        Span::styled(format!(" {}", "─".repeat(rest.into())), look.theme.faint),
    ])
}

/// When a task is due, in words and exactly; loud when it is overdue.
pub(in crate::ui::view) fn due(
    at: Moment,
    now: Moment,
    zone: &TimeZone,
    look: &Look,
) -> (String, Style) {
    let due = look.words.due(at, now, zone);
    let word = if due.overdue {
        Word::TaskOverdue
    } else {
        Word::TaskDue
    };
    let exact = look.words.date_time(at, zone);
    // A day far away is a date already.
    let said = if exact.starts_with(&due.text) && due.overdue {
        look.words
            .say_with(Word::TaskOverdueSince, [("at", exact.into())])
    } else if exact.starts_with(&due.text) {
        exact
    } else {
        let given = [("due", due.text.into()), ("at", exact.into())];
        look.words.say_with(word, given)
    };
    let style = if due.overdue {
        look.theme.bad
    } else {
        Style::new()
    };
    (said, style)
}

fn numbers<T: ToString>(ids: &[T]) -> String {
    let ids: Vec<String> = ids
        .iter()
        .map(|id| format!("#{}", id.to_string()))
        .collect();
    ids.join(", ")
}

//! The timeline: open tasks, then what happened, the newest first.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::{Look, text},
    Known,
    page::{Page, due},
};
use crate::{
    domain::{
        account::Account,
        activity::{Note, Task, Tells},
        id::TaskTypeId,
        phone,
        text::Untrusted,
    },
    ui::app::card::{Around, Reading},
    words::Word,
};

/// All lines of the timeline, as far as it was read.
pub(super) fn lines(
    around: &Around,
    known: Known<'_>,
    look: &Look,
    width: u16,
) -> Vec<Line<'static>> {
    let mut page = Page::new(width, look);
    tasks(&mut page, &around.tasks, known);
    page.heading(&look.words.say(Word::TimelineNotes));
    for note in &around.notes.notes {
        write_note(&mut page, note, known);
    }
    match &around.notes.more {
        Reading::Failed(failure) => page.refused(failure),
        _ if !around.notes.end => page.loading(),
        _ if around.notes.notes.is_empty() => {
            page.sentence(&look.words.say(Word::TimelineEmpty), look.theme.faint);
        }
        _ => {}
    }
    page.lines
}

fn tasks(page: &mut Page<'_>, tasks: &Reading<Vec<Task>>, known: Known<'_>) {
    let words = &page.look.words;
    let title = match tasks {
        Reading::Read(tasks) if tasks.is_empty() => words.say(Word::TimelineNoTasks),
        Reading::Read(tasks) => {
            words.say_with(Word::TimelineTasks, [("count", tasks.len().into())])
        }
        Reading::Unread | Reading::Asked(_) | Reading::Failed(_) => words.say(Word::FieldTask),
    };
    page.heading(&title);
    match tasks {
        Reading::Read(tasks) => {
            for task in tasks {
                let (when, style) = due(task.due, known.now, known.zone, page.look);
                let who = page.look.user(known.account, task.responsible);
                page.told(
                    &when,
                    style,
                    &[&task_kind(task.kind, known.account, page.look), &who],
                );
                page.indented(task.text.lines());
            }
        }
        Reading::Failed(failure) => page.refused(failure),
        Reading::Unread | Reading::Asked(_) => page.loading(),
    }
}

/// What the account calls this kind of task.
pub(in crate::ui::view) fn task_kind(
    kind: TaskTypeId,
    account: Option<&Account>,
    look: &Look,
) -> String {
    match account.and_then(|account| account.task_type(kind)) {
        Some(kind) => kind.name.to_string(),
        None => look
            .words
            .say_with(Word::TaskKind, [("number", kind.to_string().into())]),
    }
}

fn write_note(page: &mut Page<'_>, note: &Note, known: Known<'_>) {
    let look = page.look;
    let when = look.words.date_time(note.at, known.zone);
    let who = look.user(known.account, note.by);
    let say = |word| look.words.say(word);
    let (what, beside, text) = match &note.tells {
        Tells::Text(text) => (say(Word::ToldText), String::new(), text),
        Tells::Call {
            incoming,
            phone,
            seconds,
            result,
        } => {
            let word = if *incoming {
                Word::ToldCallIn
            } else {
                Word::ToldCallOut
            };
            let lasted = format!("{}:{:02}", seconds / 60, seconds % 60);
            let beside = format!("{} {lasted}", phone::readable(phone));
            (say(word), beside.trim_start().to_owned(), result)
        }
        Tells::Mail {
            subject,
            from,
            to,
            text,
        } => {
            page.told(
                &when,
                Style::new(),
                &[&say(Word::ToldMail), &arrow(from, to), &who],
            );
            page.indented([subject.to_string()].into_iter().chain(text.lines()));
            return;
        }
        Tells::Message {
            incoming,
            phone,
            text,
        } => {
            let word = if *incoming {
                Word::ToldMessageIn
            } else {
                Word::ToldMessageOut
            };
            (say(word), phone::readable(phone), text)
        }
        Tells::TaskResult(text) => (say(Word::ToldTaskResult), String::new(), text),
        Tells::Service { name, text } => (say(Word::ToldService), name.to_string(), text),
        Tells::Other { number, text } => {
            let given = [("number", number.to_string().into())];
            let what = look.words.say_with(Word::ToldOther, given);
            (what, String::new(), text)
        }
    };
    page.told(&when, Style::new(), &[&what, &beside, &who]);
    page.indented(text.lines());
}

fn arrow(from: &Untrusted, to: &Untrusted) -> String {
    if from.is_blank() || to.is_blank() {
        format!("{from}{to}")
    } else {
        format!("{from} → {to}")
    }
}

impl Page<'_> {
    /// When, and what kind of thing; blank parts are left out.
    fn told(&mut self, when: &str, style: Style, parts: &[&str]) {
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.trim().is_empty())
            .collect();
        let rest = self.width.saturating_sub(text::width(when) + 3);
        self.lines.push(Line::from(vec![
            Span::styled(format!(" {when}  "), style),
            Span::styled(text::fit(&parts.join(" · "), rest), self.look.theme.label),
        ]));
    }

    fn indented(&mut self, lines: impl Iterator<Item = String>) {
        let room = self.width.saturating_sub(4);
        for line in lines.filter(|line| !line.trim().is_empty()) {
            for part in text::wrap(&line, room) {
                self.lines.push(Line::raw(format!("   {part}")));
            }
        }
    }
}

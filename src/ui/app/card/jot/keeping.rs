//! Notes and tasks on their way to the disk and back: nothing typed is lost with the program.

use tui_input::Input;

use super::{Jot, TEXT, What};
use crate::{
    domain::{
        activity::{Jotted, Planned},
        failure::Failure,
        id::Moment,
        typed::Reading,
    },
    letters::{Command, Ticket},
    ui::app::{Effect, Over, State, notice::Notice, session::Session},
    words::Word,
};

impl Jot {
    /// Whether nothing was typed into it, nor told to the disk.
    fn is_only_begun(&self) -> bool {
        self.input.value().is_empty() && !self.is_handed_over && self.saving.is_none()
    }

    /// Whether it is the same kind of jot about the same contact.
    fn is_like(&self, other: &Self) -> bool {
        self.contact == other.contact && self.what == other.what
    }

    /// What the disk keeps of it; nothing of a task that is merely done.
    fn jotted(&self, now: Moment, session: &Session) -> Option<Jotted> {
        // Tomorrow is another day tomorrow.
        let due = || Reading::Due.tidy(self.due.value(), session.calendar(now));
        let task = match self.what {
            What::Note => None,
            What::Task => Some(Planned {
                kind: self.kind,
                due: due(),
            }),
            What::Done(_) => return None,
        };
        Some(Jotted {
            contact: self.contact,
            name: self.name.clone(),
            text: self.input.value().to_owned(),
            task,
            request_id: self.request_id.clone(),
            typed_at: now,
        })
    }
}

impl From<Jotted> for Jot {
    fn from(jotted: Jotted) -> Self {
        let (what, kind, due) = match jotted.task {
            None => (What::Note, super::FOLLOW_UP, String::new()),
            Some(task) => (What::Task, task.kind, task.due),
        };
        Self {
            contact: jotted.contact,
            name: jotted.name,
            what,
            input: Input::new(jotted.text),
            kind,
            due: due.into(),
            stop: TEXT,
            saving: None,
            request_id: jotted.request_id,
            keeping: None,
            is_handed_over: true,
            unkept: None,
        }
    }
}

/// After anything that may have changed it: the disk is kept in step with what is typed.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    let Some(jotted) = jot.jotted(state.now, &state.session) else {
        return Vec::new();
    };
    let says_something = !jotted.text.trim().is_empty();
    if !says_something && !jot.is_handed_over {
        return Vec::new();
    }
    (jot.keeping, jot.is_handed_over) = (Some(ticket), says_something);
    vec![Effect::Send(Command::KeepJot {
        ticket,
        jot: Box::new(jotted),
    })]
}

/// What was typed at an earlier start, or just now, as the disk tells; what is typed in this run is newer. Whoever has begun
/// the same before it was told, and typed nothing yet, goes on with it.
pub(in crate::ui::app) fn recalled(state: &mut State, jotted: Vec<Jotted>) {
    for jotted in jotted {
        if all(state).any(|jot| jot.request_id == jotted.request_id) {
            continue;
        }
        let jot = Jot::from(jotted);
        match &mut state.over {
            Some(Over::Jot(open)) if open.is_only_begun() && open.is_like(&jot) => {
                **open = jot;
                state.notice = Some(Notice::info(Word::NoticeJotRestored));
            }
            _ => state.jots.push(jot),
        }
    }
}

/// Its newest state is on the disk.
pub(in crate::ui::app) fn kept(state: &mut State, ticket: Ticket) {
    if let Some(jot) = all(state).find(|jot| jot.keeping == Some(ticket)) {
        (jot.keeping, jot.unkept) = (None, None);
    }
}

/// The disk refused it; true when this was about a note or a task.
pub(in crate::ui::app) fn not_kept(state: &mut State, ticket: Ticket, failure: &Failure) -> bool {
    let Some(jot) = all(state).find(|jot| jot.keeping == Some(ticket)) else {
        return false;
    };
    (jot.keeping, jot.unkept) = (None, Some(failure.clone()));
    state.notice = Some(Notice::failed(Word::NoticeJotNotKept, failure.clone()));
    true
}

/// Whether nothing would be lost with the program.
pub(in crate::ui::app) fn are_kept(state: &State) -> bool {
    let open = match &state.over {
        Some(Over::Jot(jot)) => Some(&**jot),
        _ => None,
    };
    state
        .jots
        .iter()
        .chain(open)
        .all(|jot| jot.unkept.is_none())
}

/// All of them, the one in front too.
pub(super) fn all(state: &mut State) -> impl Iterator<Item = &mut Jot> {
    let open = match &mut state.over {
        Some(Over::Jot(jot)) => Some(&mut **jot),
        _ => None,
    };
    state.jots.iter_mut().chain(open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::id::ContactId,
        letters::Event,
        ui::app::{
            Message,
            example::{answer, desk, press},
            update,
        },
    };

    /// A desk with a note being written, and the last command that keeps it.
    fn noting() -> (State, Command) {
        let mut state = desk([1], true);
        let mut sent = press(&mut state, "⏎anПерезвонить");
        (state, sent.pop().expect("it is kept"))
    }

    #[test]
    fn every_letter_is_on_its_way_to_the_disk() {
        let (_, kept) = noting();
        let Command::KeepJot { jot, .. } = kept else {
            panic!("{kept:?}")
        };
        assert_eq!(jot.text, "Перезвонить");
        assert!(!format!("{jot:?}").contains("Перезвонить"));
    }

    #[test]
    fn what_the_disk_refused_is_said_and_asked_about_before_the_program_ends() {
        let (mut state, kept) = noting();
        let failed = Event::Failed {
            ticket: kept.ticket(),
            failure: Failure::DiskFull,
        };
        answer(&mut state, failed);
        let word = state.notice.as_ref().map(|notice| notice.word);
        assert_eq!(word, Some(Word::NoticeJotNotKept));
        press(&mut state, "⎋");
        assert!(!are_kept(&state));
        let kept = press(&mut state, "an!").pop().expect("it is kept again");
        let ticket = kept.ticket();
        answer(&mut state, Event::DraftKept { ticket });
        assert!(are_kept(&state));
    }

    #[test]
    fn a_note_that_was_only_begun_when_the_disk_tells_of_an_older_one_goes_on_with_that() {
        let (_, kept) = noting();
        let Command::KeepJot { jot, .. } = kept else {
            panic!("{kept:?}")
        };
        let earlier = Jotted {
            request_id: "earlier".to_owned(),
            ..*jot
        };
        for (keys, shown) in [("⏎an", "Перезвонить"), ("⏎anя", "я"), ("⏎at", "")]
        {
            let mut state = desk([1], true);
            press(&mut state, keys);
            let event = Event::Jotted(vec![earlier.clone()]);
            update(&mut state, Message::Letter(event));
            let Some(Over::Jot(open)) = &state.over else {
                panic!("{keys}")
            };
            assert_eq!(open.input.value(), shown, "{keys}");
            let told: Vec<&str> = all(&mut state).map(|jot| jot.input.value()).collect();
            assert!(told.contains(&"Перезвонить"), "{keys}: {told:?}");
        }
    }

    #[test]
    fn what_is_typed_in_this_run_is_newer_than_what_the_disk_tells() {
        let (mut state, kept) = noting();
        let Command::KeepJot { jot, .. } = kept else {
            panic!("{kept:?}")
        };
        let other = Jotted {
            contact: ContactId(2),
            request_id: "another".to_owned(),
            ..(*jot).clone()
        };
        press(&mut state, " завтра");
        let event = Event::Jotted(vec![*jot, other]);
        update(&mut state, Message::Letter(event));
        let texts: Vec<&str> = all(&mut state).map(|jot| jot.input.value()).collect();
        assert_eq!(texts, ["Перезвонить", "Перезвонить завтра"]);
    }
}

//! A note or a task being written, from the key that begins it until it is left.

use tui_input::Input;

use super::{DUE, FOLLOW_UP, Jot, TEXT, What, keeping, sending};
use crate::{
    domain::typed::Reading as Read,
    ui::{
        app::{Effect, Over, Screen, State, card::Reading, notice::Notice, typing::Typing},
        keymap::Action,
    },
    words::Word,
};

/// Begins a jot about the contact in front, or goes on with what was typed before.
pub(in crate::ui::app) fn begin(state: &mut State, action: Action) -> Vec<Effect> {
    let Screen::Card(card) = &state.screen else {
        return Vec::new();
    };
    if state.session.is_read_only {
        state.notice = Some(Notice::problem(Word::NoticeReadOnly));
        return Vec::new();
    }
    let what = match action {
        Action::AddNote => What::Note,
        Action::AddTask => What::Task,
        _ => match &card.around.tasks {
            Reading::Read(tasks) if !tasks.is_empty() => What::Done(tasks[0].clone()),
            Reading::Asked(_) => {
                state.notice = Some(Notice::info(Word::NoticeTasksLoading));
                return Vec::new();
            }
            Reading::Failed(failure) => {
                let failure = failure.clone();
                state.notice = Some(Notice::failed(Word::PartRefused, failure));
                return Vec::new();
            }
            Reading::Read(_) | Reading::Unread => {
                state.notice = Some(Notice::info(Word::NoticeNoTask));
                return Vec::new();
            }
        },
    };
    let (contact, name) = (card.contact.id, card.contact.name.clone());
    let kept = state
        .jots
        .iter()
        .position(|jot| jot.contact == contact && jot.what == what);
    let tomorrow = Read::Due.tidy("tomorrow", state.session.calendar(state.now));
    let jot = match kept {
        Some(at) => {
            state.notice = Some(Notice::info(Word::NoticeJotRestored));
            state.jots.remove(at)
        }
        None => Jot {
            contact,
            name,
            what,
            input: Input::default(),
            kind: FOLLOW_UP,
            due: tomorrow.into(),
            stop: TEXT,
            saving: None,
            request_id: (state.settings.new_request_id)(),
            keeping: None,
            is_handed_over: false,
            unkept: None,
        },
    };
    state.over = Some(Over::Jot(Box::new(jot)));
    Vec::new()
}

/// A command while something is jotted down.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let now = state.now;
    let account = state.session.account.as_ref();
    let Some(Over::Jot(jot)) = &mut state.over else {
        return Vec::new();
    };
    let stops = jot.stops();
    let before = jot.stop;
    match action {
        Action::Back => return leave(state),
        _ if jot.saving.is_some() => state.notice = Some(Notice::info(Word::NoticeSaving)),
        Action::NextStop => jot.stop = (jot.stop + 1) % stops,
        Action::PreviousStop => jot.stop = (jot.stop + stops - 1) % stops,
        Action::NextOption if stops > 1 => {
            jot.turn(1, account);
            return keeping::typed(state);
        }
        Action::PreviousOption if stops > 1 => {
            jot.turn(-1, account);
            return keeping::typed(state);
        }
        Action::Accept if jot.stop + 1 < stops => jot.stop += 1,
        Action::Accept | Action::Save => return sending::send(state),
        _ => {}
    }
    if let Some(Over::Jot(jot)) = &mut state.over
        && before == DUE
        && jot.stop != DUE
    {
        jot.tidy(now, &state.session);
        return keeping::typed(state);
    }
    Vec::new()
}

fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = state.over.take() {
        let is_typed = !jot.input.value().trim().is_empty();
        if is_typed && jot.saving.is_none() {
            state.notice = Some(match &jot.unkept {
                None => Notice::info(Word::NoticeJotKept),
                Some(failure) => Notice::failed(Word::NoticeJotNotKept, failure.clone()),
            });
        }
        if is_typed || jot.saving.is_some() {
            state.jots.push(*jot);
        }
    }
    Vec::new()
}

/// Something is typed into the text under the cursor.
pub(in crate::ui::app) fn type_in(state: &mut State, typing: Typing<'_>) -> Vec<Effect> {
    change(state, |line| typing.go_into(line))
}

/// Changes the text under the cursor, if there is one and nothing is on its way to the account.
pub(in crate::ui::app) fn change(
    state: &mut State,
    change: impl FnOnce(&mut Input),
) -> Vec<Effect> {
    if let Some(Over::Jot(jot)) = &mut state.over
        && jot.saving.is_none()
        && let Some(line) = jot.line()
    {
        change(line);
        return keeping::typed(state);
    }
    Vec::new()
}

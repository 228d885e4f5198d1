//! What is typed into a form on its way to the disk: every change is there before anybody asks.

use super::{Kept, Problem};
use crate::{
    letters::{Command, Ticket},
    ui::app::{Effect, Screen, State, notice::Notice},
    words::Word,
};

/// After anything that may have changed a value: keeps the draft on disk in step with the form.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    let changes = form.changes();
    if form.written.as_ref() == Some(&changes) {
        return Vec::new();
    }
    form.written = Some(changes.clone());
    if !matches!(form.problem, Some(Problem::Failed(_))) {
        form.problem = None;
    }
    if changes.is_empty() {
        form.kept = Kept::Nothing;
        let subject = form.subject;
        let request_id = form.request_id.clone();
        state.session.forget(subject);
        return vec![Effect::Send(Command::DropDraft {
            ticket,
            subject,
            request_id,
        })];
    }
    form.kept = Kept::Writing(ticket);
    let draft = form.draft(now);
    state.session.drafts.insert(draft.subject, draft.clone());
    state.session.keeping.insert(ticket, draft.subject);
    vec![Effect::Send(Command::KeepDraft {
        ticket,
        draft: Box::new(draft),
    })]
}

/// A draft is on disk.
pub(in crate::ui::app) fn draft_kept(state: &mut State, ticket: Ticket) {
    if let Some(subject) = state.session.keeping.remove(&ticket) {
        state.session.unkept.remove(&subject);
    }
    if let Screen::Form(form) = &mut state.screen
        && form.kept == Kept::Writing(ticket)
    {
        form.kept = Kept::OnDisk(state.now);
    }
    if state.session.promised == Some(ticket) {
        state.session.promised = None;
        state.notice = Some(Notice::info(Word::NoticeDraftKept));
    }
}

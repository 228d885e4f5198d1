//! What a form changes, before it is saved: shown at once, with the request as soon as the background has printed it.

use crate::{
    letters::{Command, Ticket},
    ui::app::{Effect, Over, Screen, State, notice::Notice},
    words::Word,
};

/// Shows what differs and asks for the request.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &state.screen else {
        return Vec::new();
    };
    let draft = form.draft(now);
    if draft.changes.is_empty() {
        state.notice = Some(Notice::info(Word::NoticeNothingChanged));
        return Vec::new();
    }
    state.over = Some(Over::Differences {
        ticket,
        request: None,
        scroll: 0,
    });
    vec![Effect::Send(Command::Preview {
        ticket,
        draft: Box::new(draft),
    })]
}

/// The request is printed; nobody waits for it any more when the differences are closed.
pub(in crate::ui::app) fn previewed(state: &mut State, answered: Ticket, printed: String) {
    if let Some(Over::Differences {
        ticket, request, ..
    }) = &mut state.over
        && *ticket == answered
    {
        *request = Some(printed);
    }
}

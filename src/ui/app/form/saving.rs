//! Saving a form: what is sent, what the answers mean, and how a conflict is decided.

use super::{Back, Kept, Problem, asking, keeping};
use crate::{
    domain::{
        contact::Contact,
        edit::{Draft, Place, Subject},
        failure::Failure,
        field::Field,
    },
    letters::{Command, Ticket},
    ui::app::{
        Effect, Over, Screen, State,
        card::Card,
        dialog::{About, Dialog},
        notice::Notice,
    },
    words::Word,
};

/// Sends the form, if there is something to send and a name.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    form.tidy(form.focus);
    let draft = form.draft(now);
    let nameless = form.blocks.iter().position(|block| {
        let is_ours = form.subject == Subject::New || block.is_changed();
        block.place == Place::Name && is_ours && block.text().is_empty()
    });
    if let Some(block) = nameless {
        form.focus = super::Focus { block, stop: 0 };
        form.problem = Some(Problem::NameMissing);
        return Vec::new();
    }
    let unfit = form.blocks.iter().enumerate().find_map(|(at, block)| {
        let (stop, unfit) = block.editor.wrong().filter(|_| block.locked.is_none())?;
        Some((super::Focus { block: at, stop }, unfit))
    });
    if let Some((focus, unfit)) = unfit {
        form.focus = focus;
        // What leaving the field made of it is kept like what was typed.
        let effects = keeping::typed(state);
        if let Screen::Form(form) = &mut state.screen {
            form.problem = Some(Problem::Unfit(unfit));
        }
        return effects;
    }
    if draft.changes.is_empty() {
        state.notice = Some(Notice::info(Word::NoticeNothingChanged));
        return Vec::new();
    }
    form.problem = None;
    form.saving = Some(ticket);
    vec![Effect::Send(Command::Save {
        ticket,
        draft: Box::new(draft),
    })]
}

/// The account accepted: list and card show its answer.
pub(in crate::ui::app) fn saved(
    state: &mut State,
    ticket: Ticket,
    contact: &Contact,
    differs: &[Place],
) {
    let ours = match &state.screen {
        Screen::Form(form) => form.saving == Some(ticket),
        Screen::Welcome(_) | Screen::List | Screen::Card(_) => false,
    };
    let subject = if ours {
        match std::mem::replace(&mut state.screen, Screen::List) {
            Screen::Form(form) => {
                if matches!(form.back, Back::Card) || form.subject == Subject::New {
                    state.screen = Screen::Card(Box::new(Card::fresh(contact.clone())));
                }
                Some(form.subject)
            }
            Screen::Welcome(_) | Screen::List | Screen::Card(_) => None,
        }
    } else {
        state.session.away.remove(&ticket)
    };
    let Some(subject) = subject else {
        return;
    };
    if ours {
        state.over = None;
    }
    state.session.forget(subject);
    match subject {
        Subject::New => state.list.added(contact),
        Subject::Existing(_) => state.list.replace(contact),
    }
    if let Screen::Card(card) = &mut state.screen
        && card.contact.id == contact.id
    {
        card.contact = contact.clone();
    }
    state.notice = Some(if differs.is_empty() {
        Notice::info(Word::NoticeSaved).of("name", contact.name.to_string())
    } else {
        Notice::problem(Word::NoticeSavedDifferently).of("count", differs.len())
    });
}

/// Somebody else changed the same fields: nothing was sent, the form asks what to do.
pub(in crate::ui::app) fn conflict(
    state: &mut State,
    ticket: Ticket,
    theirs: Box<Contact>,
    clashes: Vec<Place>,
) {
    state.list.replace(&theirs);
    if let Screen::Form(form) = &mut state.screen
        && form.saving == Some(ticket)
    {
        form.saving = None;
        state.over = Some(Over::Dialog(Dialog::new(About::Conflict {
            theirs,
            clashes,
        })));
    } else if state.session.away.remove(&ticket).is_some() {
        state.notice = Some(Notice::problem(Word::NoticeConflictAway));
    }
}

/// A save or a draft failed; the form keeps everything and says why.
pub(in crate::ui::app) fn failed(state: &mut State, ticket: Ticket, failure: Failure) {
    if let Some(subject) = state.session.keeping.remove(&ticket) {
        state.session.unkept.insert(subject, failure.clone());
    }
    if let Screen::Form(form) = &mut state.screen {
        if asking::failed(form, ticket, &failure) {
            return;
        }
        if form.saving == Some(ticket) {
            form.saving = None;
            form.problem = Some(Problem::Failed(failure));
            return;
        }
        if form.kept == Kept::Writing(ticket) {
            form.kept = Kept::Failed(failure);
            return;
        }
    }
    if state.session.away.remove(&ticket).is_some() {
        state.notice = Some(Notice::failed(Word::NoticeNotSavedAway, failure));
    } else if state.session.promised == Some(ticket) {
        state.session.promised = None;
        state.notice = Some(Notice::failed(Word::NoticeDraftNotKept, failure));
    }
}

/// A question was dropped for a newer one; a save never should be, but a form must not wait for it for ever.
pub(in crate::ui::app) fn superseded(state: &mut State, ticket: Ticket) {
    state.session.keeping.remove(&ticket);
    let saving = match &mut state.screen {
        Screen::Form(form) => {
            asking::superseded(form, ticket);
            form.saving == Some(ticket)
        }
        Screen::Welcome(_) | Screen::List | Screen::Card(_) => false,
    };
    if saving || state.session.away.contains_key(&ticket) {
        failed(state, ticket, Failure::Unknown);
    }
}

/// Saves my values over theirs for the fields in conflict; everything else still merges.
pub(in crate::ui::app) fn insist(
    state: &mut State,
    theirs: &Contact,
    clashes: &[Place],
) -> Vec<Effect> {
    settle(state, |draft| {
        for place in clashes {
            accept(draft, theirs, *place);
        }
    });
    let mut effects = keeping::typed(state);
    effects.extend(save(state));
    effects
}

/// Takes their values for the fields in conflict; the rest of the form stays as typed.
pub(in crate::ui::app) fn give_way(
    state: &mut State,
    theirs: &Contact,
    clashes: &[Place],
) -> Vec<Effect> {
    settle(state, |draft| {
        for place in clashes {
            accept(draft, theirs, *place);
            draft.changes.forget(*place);
        }
    });
    state.notice = Some(Notice::info(Word::NoticeTheirsTaken));
    keeping::typed(state)
}

fn settle(state: &mut State, decide: impl FnOnce(&mut Draft)) {
    let now = state.now;
    let calendar = state.session.calendar(now);
    if let Screen::Form(form) = &mut state.screen {
        let mut draft = form.draft(now);
        decide(&mut draft);
        form.reopen(Some(&draft), state.session.account.as_ref(), calendar);
        // The draft on disk began on another base: it is written again even when the values are the same.
        form.written = None;
    }
}

/// From now on this field counts as changed from what the account holds, not from what was first read.
fn accept(draft: &mut Draft, theirs: &Contact, place: Place) {
    let Some(base) = &mut draft.base else {
        return;
    };
    match place {
        Place::Name => base.name = theirs.name.clone(),
        Place::Responsible => base.responsible = theirs.responsible,
        Place::Company => base.company.clone_from(&theirs.company),
        Place::Tags => base.tags.clone_from(&theirs.tags),
        Place::Leads => base.leads.clone_from(&theirs.leads),
        Place::Customers => base.customers.clone_from(&theirs.customers),
        Place::Field(id) => {
            base.fields.retain(|field| field.id != id);
            if let Some(field) = theirs.fields.iter().find(|field| field.id == id) {
                base.fields.push(Field::clone(field));
            }
        }
    }
}

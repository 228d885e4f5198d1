//! How a form comes to the front and leaves it: never twice over one contact, never without its draft.

use super::{Back, Form, Kept, asking};
use crate::{
    domain::{contact::Contact, edit::Subject, failure::Failure},
    letters::Command,
    ui::app::{
        Effect, Over, Screen, State,
        card::{self, Reading},
        dialog::{About, Dialog},
        notice::Notice,
    },
    words::Word,
};

/// Opens the form over a contact, with what was typed earlier if there is a draft.
pub(in crate::ui::app) fn edit(state: &mut State, contact: Contact) -> Vec<Effect> {
    if !state.session.may_edit(&contact) {
        state.notice = Some(state.session.barred(Word::NoticeMayNotEdit));
        return Vec::new();
    }
    if is_away(state, Subject::Existing(contact.id)) {
        return Vec::new();
    }
    open(state, Subject::Existing(contact.id), Some(contact))
}

/// Opens the form of a new contact.
pub(in crate::ui::app) fn new(state: &mut State) -> Vec<Effect> {
    if !state.session.may_add() {
        state.notice = Some(state.session.barred(Word::NoticeMayNotAdd));
        return Vec::new();
    }
    if is_away(state, Subject::New) {
        return Vec::new();
    }
    open(state, Subject::New, None)
}

/// A contact whose save is still on its way is not edited meanwhile: the draft in flight and the new one would mix.
fn is_away(state: &mut State, subject: Subject) -> bool {
    let away = state.session.away.values().any(|other| *other == subject);
    if away {
        state.notice = Some(Notice::info(Word::NoticeStillSaving));
    }
    away
}

fn open(state: &mut State, subject: Subject, base: Option<Contact>) -> Vec<Effect> {
    let draft = state.session.drafts.get(&subject);
    if draft.is_some() {
        state.notice = Some(Notice::info(Word::NoticeDraftRestored));
    }
    let (back, links) = match &mut state.screen {
        Screen::Card(card) => (Back::Card, std::mem::take(&mut card.around.links)),
        Screen::Welcome(_) | Screen::List | Screen::Form(_) => (Back::List, Reading::default()),
    };
    let mut form = Form::open(
        subject,
        base,
        state.session.account.as_ref(),
        draft,
        (state.settings.new_request_id)(),
        back,
        state.session.calendar(state.now),
    );
    if let Some(failure) = state.session.unkept.get(&subject) {
        form.kept = Kept::Failed(failure.clone());
    }
    // A question of the card is not answered to the form.
    if matches!(links, Reading::Read(_)) {
        form.links = links;
    }
    state.screen = Screen::Form(Box::new(form));
    asking::name_links(state).into_iter().collect()
}

/// Leaves the form; what was typed stays on disk, and the screen says so when it is there. A form whose draft the disk
/// refused asks first.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(failure) = unkept(state) {
        let about = About::Unkept(failure);
        state.over = Some(Over::Dialog(Dialog::new(about)));
        return Vec::new();
    }
    leave_anyway(state)
}

/// Why the disk refused what was typed, if it did and that is not on its way to the account.
fn unkept(state: &State) -> Option<Failure> {
    let Screen::Form(form) = &state.screen else {
        return None;
    };
    match &form.kept {
        Kept::Failed(failure) if form.saving.is_none() && !form.changes().is_empty() => {
            Some(failure.clone())
        }
        _ => None,
    }
}

/// Leaves the form, whatever became of its draft.
pub(in crate::ui::app) fn leave_anyway(state: &mut State) -> Vec<Effect> {
    match put_away(state) {
        Some(form) => back(state, form),
        None => Vec::new(),
    }
}

/// Leaves the form for another contact, which has what was typed: what was typed stays a draft.
pub(super) fn open_twin(state: &mut State) -> Vec<Effect> {
    let Screen::Form(form) = &state.screen else {
        return Vec::new();
    };
    let Some(twin) = form.twins.shown.first().cloned() else {
        return Vec::new();
    };
    if unkept(state).is_some() {
        return leave(state);
    }
    put_away(state);
    card::show(state, twin)
}

/// Takes the form from the screen, and says what becomes of what was typed.
fn put_away(state: &mut State) -> Option<Form> {
    let Screen::Form(form) = std::mem::replace(&mut state.screen, Screen::List) else {
        return None;
    };
    if let Some(ticket) = form.saving {
        state.session.away.insert(ticket, form.subject);
        state.notice = Some(Notice::info(Word::NoticeStillSaving));
    } else if !form.changes().is_empty() {
        state.notice = match &form.kept {
            Kept::OnDisk(_) | Kept::Nothing => Some(Notice::info(Word::NoticeDraftKept)),
            Kept::Writing(ticket) => {
                state.session.promised = Some(*ticket);
                None
            }
            Kept::Failed(failure) => {
                Some(Notice::failed(Word::NoticeDraftNotKept, failure.clone()))
            }
        };
    }
    Some(*form)
}

/// What was in front before the form; the list knows a contact at least as well as the form that began on it.
fn back(state: &mut State, form: Form) -> Vec<Effect> {
    match (form.back, form.base) {
        (Back::Card, Some(base)) => {
            let contact = state.list.contact(base.id).cloned().unwrap_or(base);
            card::show(state, contact)
        }
        (Back::Card | Back::List, _) => Vec::new(),
    }
}

/// The account has told its fields and the drafts: a form that was opened before shows them too.
pub(in crate::ui::app) fn connected(state: &mut State) {
    let now = state.now;
    let calendar = state.session.calendar(now);
    if let Screen::Form(form) = &mut state.screen {
        if form.saving.is_some() {
            return;
        }
        let draft = if form.changes().is_empty() {
            state.session.drafts.get(&form.subject).cloned()
        } else {
            Some(form.draft(now))
        };
        form.reopen(draft.as_ref(), state.session.account.as_ref(), calendar);
    }
}

/// Throws away what was typed and shows the contact as the account has it.
pub(in crate::ui::app) fn discard(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let Screen::Form(form) = std::mem::replace(&mut state.screen, Screen::List) else {
        return Vec::new();
    };
    let subject = form.subject;
    state.session.forget(subject);
    state.notice = Some(Notice::info(Word::NoticeDiscarded));
    let mut effects = vec![Effect::Send(Command::DropDraft {
        ticket,
        subject,
        request_id: form.request_id.clone(),
    })];
    effects.extend(back(state, *form));
    effects
}

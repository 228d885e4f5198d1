//! How the form reacts: typing, saving, conflicts, and drafts that are on disk before anybody asks.

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler as _;

use super::{
    Back, Form, Kept, Problem,
    editor::{Editor, Stop},
};
use crate::{
    domain::{
        contact::Contact,
        edit::{Changes, Draft, Place, Subject},
        failure::Failure,
        field::Field,
    },
    letters::{Command, Ticket},
    ui::{
        app::{
            Effect, Over, Screen, State,
            card::{self, Card},
            dialog::{About, Dialog},
            list,
            notice::Notice,
        },
        keymap::Action,
    },
    words::Word,
};

/// Opens the form over a contact, with what was typed earlier if there is a draft.
pub(in crate::ui::app) fn edit(state: &mut State, contact: Contact) -> Vec<Effect> {
    if !state.session.may_edit(&contact) {
        state.notice = Some(Notice::problem(Word::NoticeMayNotEdit));
        return Vec::new();
    }
    if is_away(state, Subject::Existing(contact.id)) {
        return Vec::new();
    }
    open(state, Subject::Existing(contact.id), Some(contact));
    Vec::new()
}

/// Opens the form of a new contact.
pub(in crate::ui::app) fn new(state: &mut State) -> Vec<Effect> {
    if !state.session.may_add() {
        state.notice = Some(Notice::problem(Word::NoticeMayNotAdd));
        return Vec::new();
    }
    if is_away(state, Subject::New) {
        return Vec::new();
    }
    open(state, Subject::New, None);
    Vec::new()
}

/// A contact whose save is still on its way is not edited meanwhile: the draft in flight and the new one would mix.
fn is_away(state: &mut State, subject: Subject) -> bool {
    let away = state.session.away.values().any(|other| *other == subject);
    if away {
        state.notice = Some(Notice::info(Word::NoticeStillSaving));
    }
    away
}

fn open(state: &mut State, subject: Subject, base: Option<Contact>) {
    let draft = state.session.drafts.get(&subject);
    if draft.is_some() {
        state.notice = Some(Notice::info(Word::NoticeDraftRestored));
    }
    let back = match state.screen {
        Screen::Card(_) => Back::Card,
        Screen::List | Screen::Form(_) => Back::List,
    };
    let form = Form::open(
        subject,
        base,
        state.session.account.as_ref(),
        draft,
        (state.settings.new_request_id)(),
        back,
    );
    state.screen = Screen::Form(Box::new(form));
}

/// A key that is not a command is typed into the text under the cursor.
pub(in crate::ui::app) fn type_key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    if matches!(key.code, KeyCode::Char(_))
        && key.modifiers.difference(KeyModifiers::SHIFT).is_empty()
    {
        find_text(form);
    }
    let stop = form.focus.stop;
    let removes = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
    let Some(block) = form.block_mut() else {
        return Vec::new();
    };
    if let Some(input) = block.editor.input_mut(stop) {
        if removes && input.value().is_empty() {
            remove_value(form);
        } else {
            input.handle_event(&TerminalEvent::Key(key));
        }
    }
    typed(state)
}

/// Pasted text goes where the cursor is.
pub(in crate::ui::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(form) = editable(state) else {
        return Vec::new();
    };
    find_text(form);
    let stop = form.focus.stop;
    if let Some(input) = form
        .block_mut()
        .and_then(|block| block.editor.input_mut(stop))
    {
        list::insert(input, text);
    }
    typed(state)
}

/// Text typed on the type of a value goes into the value, and on the line that adds one into a new one.
fn find_text(form: &mut Form) {
    match form.stop() {
        Some(Stop::Type) => form.focus.stop += 1,
        Some(Stop::Add) => change(form, Action::AddValue),
        Some(Stop::Text | Stop::Options) | None => {}
    }
}

/// A command in the form.
pub(in crate::ui::app) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let measured = state.measured;
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    match action {
        Action::Back => return leave(state),
        Action::NextStop => form.step(1),
        Action::PreviousStop => form.step(-1),
        Action::Up => form.step_line(-1),
        Action::Down => form.step_line(1),
        Action::PageUp => form.step_line(-Form::page(measured)),
        Action::PageDown => form.step_line(Form::page(measured)),
        Action::Accept if form.stop() != Some(Stop::Add) => form.step(1),
        Action::Save if form.saving.is_none() => return save(state),
        Action::Discard if form.saving.is_some() => {
            state.notice = Some(Notice::info(Word::NoticeSaving));
        }
        Action::Discard if !form.changes().is_empty() => {
            state.over = Some(Over::Dialog(Dialog::new(About::Discard)));
        }
        Action::Discard => state.notice = Some(Notice::info(Word::NoticeNothingChanged)),
        Action::Accept
        | Action::AddValue
        | Action::RemoveValue
        | Action::MoveUp
        | Action::MoveDown
        | Action::NextOption
        | Action::PreviousOption
        | Action::Toggle => {
            let Some(form) = editable(state) else {
                return Vec::new();
            };
            change(form, action);
            return typed(state);
        }
        _ => {}
    }
    Vec::new()
}

/// The form, when something may be typed under the cursor; otherwise the reason is said.
fn editable(state: &mut State) -> Option<&mut Form> {
    let Screen::Form(form) = &mut state.screen else {
        return None;
    };
    if form.saving.is_some() {
        state.notice = Some(Notice::info(Word::NoticeSaving));
        return None;
    }
    if let Some(reason) = form.block().and_then(|block| block.locked) {
        state.notice = Some(Notice::info(reason));
        return None;
    }
    Some(form)
}

fn change(form: &mut Form, action: Action) {
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    match (action, &mut block.editor) {
        (Action::Accept | Action::AddValue, Editor::Values(values)) => {
            values.add();
            form.focus.stop = values.entries.len() * 2 - 1;
        }
        (Action::RemoveValue, Editor::Values(_)) => remove_value(form),
        (Action::MoveUp, Editor::Values(values)) => {
            let at = stop / 2;
            if at > 0 && at < values.entries.len() {
                values.entries.swap(at, at - 1);
                form.focus.stop -= 2;
            }
        }
        (Action::MoveDown, Editor::Values(values)) => {
            let at = stop / 2;
            if at + 1 < values.entries.len() {
                values.entries.swap(at, at + 1);
                form.focus.stop += 2;
            }
        }
        (Action::NextOption | Action::Toggle, Editor::Values(values)) => values.turn(stop / 2, 1),
        (Action::PreviousOption, Editor::Values(values)) => values.turn(stop / 2, -1),
        (Action::NextOption, Editor::Options(options)) => options.step(1),
        (Action::PreviousOption, Editor::Options(options)) => options.step(-1),
        (Action::Toggle, Editor::Options(options)) => options.toggle(),
        _ => {}
    }
}

/// Removes the value under the cursor; the last line stays, empty.
fn remove_value(form: &mut Form) {
    let stop = form.focus.stop;
    let Some(block) = form.blocks.get_mut(form.focus.block) else {
        return;
    };
    let Editor::Values(values) = &mut block.editor else {
        return;
    };
    if stop / 2 >= values.entries.len() {
        return;
    }
    values.entries.remove(stop / 2);
    if values.entries.is_empty() {
        values.add();
    }
    // On the type, where a key that is held down removes nothing more.
    form.focus.stop = (stop / 2).min(values.entries.len() - 1) * 2;
}

/// After anything that may have changed a value: keeps the draft on disk in step with the form.
fn typed(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    let changes = form.changes();
    if changes == form.written {
        return Vec::new();
    }
    form.written.clone_from(&changes);
    if changes.is_empty() {
        form.kept = Kept::Nothing;
        let subject = form.subject;
        state.session.drafts.remove(&subject);
        return vec![Effect::Send(Command::DropDraft { ticket, subject })];
    }
    form.kept = Kept::Writing(ticket);
    let draft = form.draft(now);
    state.session.drafts.insert(draft.subject, draft.clone());
    vec![Effect::Send(Command::KeepDraft {
        ticket,
        draft: Box::new(draft),
    })]
}

/// Leaves the form; what was typed stays on disk, and the screen says so when it is there.
fn leave(state: &mut State) -> Vec<Effect> {
    let Screen::Form(form) = std::mem::replace(&mut state.screen, Screen::List) else {
        return Vec::new();
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
    back(state, *form)
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

fn save(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return Vec::new();
    };
    let draft = form.draft(now);
    if draft.changes.is_empty() {
        state.notice = Some(Notice::info(Word::NoticeNothingChanged));
        return Vec::new();
    }
    let nameless = form.blocks.iter().position(|block| {
        let is_ours = form.subject == Subject::New || block.is_changed();
        block.place == Place::Name && is_ours && block.editor.line().is_empty()
    });
    if let Some(block) = nameless {
        form.focus = super::Focus { block, stop: 0 };
        form.problem = Some(Problem::NameMissing);
        return Vec::new();
    }
    send(form, ticket, draft)
}

fn send(form: &mut Form, ticket: Ticket, draft: Draft) -> Vec<Effect> {
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
        Screen::List | Screen::Card(_) => false,
    };
    let subject = if ours {
        match std::mem::replace(&mut state.screen, Screen::List) {
            Screen::Form(form) => {
                if matches!(form.back, Back::Card) || form.subject == Subject::New {
                    state.screen = Screen::Card(Box::new(Card::fresh(contact.clone())));
                }
                Some(form.subject)
            }
            Screen::List | Screen::Card(_) => None,
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
    state.session.drafts.remove(&subject);
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

/// The account has told its fields and the drafts: a form that was opened before shows them too.
pub(in crate::ui::app) fn connected(state: &mut State) {
    let now = state.now;
    if let Screen::Form(form) = &mut state.screen {
        if form.saving.is_some() {
            return;
        }
        let draft = if form.changes().is_empty() {
            state.session.drafts.get(&form.subject).cloned()
        } else {
            Some(form.draft(now))
        };
        form.reopen(draft.as_ref(), state.session.account.as_ref());
    }
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
    if let Screen::Form(form) = &mut state.screen {
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
    let saving = match &state.screen {
        Screen::Form(form) => form.saving == Some(ticket),
        Screen::List | Screen::Card(_) => false,
    };
    if saving || state.session.away.contains_key(&ticket) {
        failed(state, ticket, Failure::Unknown);
    }
}

/// A draft is on disk.
pub(in crate::ui::app) fn draft_kept(state: &mut State, ticket: Ticket) {
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
    let mut effects = typed(state);
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
            match place {
                Place::Name => draft.changes.name = None,
                Place::Tags => draft.changes.tags = None,
                Place::Field(id) => {
                    draft.changes.fields.remove(id);
                }
            }
        }
    });
    state.notice = Some(Notice::info(Word::NoticeTheirsTaken));
    typed(state)
}

/// Throws away what was typed and shows the contact as the account has it.
pub(in crate::ui::app) fn discard(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let Screen::Form(form) = std::mem::replace(&mut state.screen, Screen::List) else {
        return Vec::new();
    };
    let subject = form.subject;
    state.session.drafts.remove(&subject);
    state.notice = Some(Notice::info(Word::NoticeDiscarded));
    let mut effects = vec![Effect::Send(Command::DropDraft { ticket, subject })];
    effects.extend(back(state, *form));
    effects
}

fn settle(state: &mut State, decide: impl FnOnce(&mut Draft)) {
    let now = state.now;
    if let Screen::Form(form) = &mut state.screen {
        let mut draft = form.draft(now);
        decide(&mut draft);
        form.reopen(Some(&draft), state.session.account.as_ref());
        // The draft on disk began on another base: it is written again even when the values are the same.
        form.written = Changes {
            name: Some(String::new()),
            ..Changes::default()
        };
    }
}

/// From now on this field counts as changed from what the account holds, not from what was first read.
fn accept(draft: &mut Draft, theirs: &Contact, place: Place) {
    let Some(base) = &mut draft.base else {
        return;
    };
    match place {
        Place::Name => base.name = theirs.name.clone(),
        Place::Tags => base.tags.clone_from(&theirs.tags),
        Place::Field(id) => {
            base.fields.retain(|field| field.id != id);
            if let Some(field) = theirs.fields.iter().find(|field| field.id == id) {
                base.fields.push(Field::clone(field));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            field::{Content, FieldRole, FieldValue},
            id::FieldId,
        },
        letters::Event,
        ui::app::example::{answer, contact, desk, press},
    };

    fn kept(command: &Command) -> Option<&str> {
        match command {
            Command::KeepDraft { draft, .. } => draft.changes.name.as_deref(),
            _ => None,
        }
    }

    #[test]
    fn every_letter_is_on_its_way_to_the_disk_before_anybody_asks() {
        let mut state = desk(1..=3, true);
        press(&mut state, "e⤓");
        let commands = press(&mut state, "ab");
        let names: Vec<_> = commands.iter().filter_map(kept).collect();
        assert_eq!(names, ["contact 1a", "contact 1ab"]);
    }

    #[test]
    fn what_is_typed_on_a_type_or_on_the_adding_line_goes_into_a_value() {
        let mut phones = contact(1);
        phones.fields.push(Field {
            id: FieldId(7),
            name: "Phone".into(),
            role: Some(FieldRole::Phone),
            values: vec![FieldValue::typed("1", None)],
        });
        let mut state = desk([], true);
        edit(&mut state, phones);
        press(&mut state, "⇥⇥");
        let typed = press(&mut state, "25⇥3");
        let Some(Command::KeepDraft { draft, .. }) = typed.last() else {
            panic!("{typed:?}")
        };
        let values: Vec<_> = draft.changes.fields[&FieldId(7)]
            .iter()
            .map(FieldValue::raw)
            .collect();
        assert_eq!(values, [Some("125"), Some("3")]);
    }

    #[test]
    fn a_locked_field_is_never_sent() {
        let mut odd = contact(1);
        odd.fields.push(Field {
            id: FieldId(7),
            name: "Phone".into(),
            role: Some(FieldRole::Phone),
            values: vec![FieldValue {
                content: Content::Structured("{}".to_owned()),
                ..FieldValue::text("")
            }],
        });
        let mut state = desk([], true);
        edit(&mut state, odd);
        let sent = press(&mut state, "⤓a₂");
        let Some(Command::Save { draft, .. }) = sent.last() else {
            panic!("{sent:?}")
        };
        assert_eq!(draft.changes.len(), 1);
        press(&mut state, "⇥⇥b");
        assert!(state.notice.is_some());
    }

    #[test]
    fn a_form_that_holds_what_the_account_holds_has_no_draft() {
        let mut state = desk(1..=3, true);
        press(&mut state, "e⤓a");
        let commands = press(&mut state, "⌫");
        assert!(matches!(
            commands[..],
            [Command::DropDraft { subject: Subject::Existing(id), .. }] if id.0 == 1
        ));
        assert!(state.session.drafts.is_empty());
    }

    #[test]
    fn esc_promises_the_draft_only_when_it_is_on_disk() {
        let mut state = desk(1..=3, true);
        let commands = press(&mut state, "e⤓a");
        press(&mut state, "⎋");
        assert_eq!(state.notice, None);
        let ticket = commands.last().map(Command::ticket).expect("a draft");
        answer(&mut state, Event::DraftKept { ticket });
        assert_eq!(state.notice, Some(Notice::info(Word::NoticeDraftKept)));
    }

    #[test]
    fn nothing_is_typed_into_a_form_that_is_being_saved() {
        let mut state = desk(1..=3, true);
        let commands = press(&mut state, "e⤓a₂");
        assert!(matches!(commands.last(), Some(Command::Save { .. })));
        assert_eq!(press(&mut state, "b₂"), []);
        let Screen::Form(form) = &state.screen else {
            panic!("the form stays in front")
        };
        assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
    }

    #[test]
    fn a_refused_save_keeps_the_form_and_says_why() {
        let mut state = desk(1..=3, true);
        let commands = press(&mut state, "e⤓a₂");
        let ticket = commands.last().map(Command::ticket).expect("a save");
        let failure = Failure::TimedOut;
        answer(
            &mut state,
            Event::Failed {
                ticket,
                failure: failure.clone(),
            },
        );
        let Screen::Form(form) = &state.screen else {
            panic!("the form stays in front")
        };
        assert_eq!(form.problem, Some(Problem::Failed(failure)));
        assert_eq!(form.changes().name.as_deref(), Some("contact 1a"));
        assert!(matches!(press(&mut state, "₂")[..], [Command::Save { .. }]));
    }

    #[test]
    fn a_save_that_ends_after_its_form_was_left_is_told() {
        let mut state = desk(1..=3, true);
        let commands = press(&mut state, "e⤓a₂⎋");
        let ticket = commands.last().map(Command::ticket).expect("a save");
        assert!(matches!(state.screen, Screen::List));
        let mut answered = contact(1);
        answered.name = "contact 1a".into();
        answer(
            &mut state,
            Event::Saved {
                ticket,
                contact: Box::new(answered.clone()),
                differs: Vec::new(),
            },
        );
        assert_eq!(state.list.shown().current(), Some(&answered));
        assert_eq!(
            state.notice,
            Some(Notice::info(Word::NoticeSaved).of("name", "contact 1a"))
        );
        assert!(state.session.drafts.is_empty());
    }

    #[test]
    fn saving_what_nobody_changed_sends_nothing() {
        let mut state = desk(1..=3, true);
        assert_eq!(press(&mut state, "e₂"), []);
        assert_eq!(state.notice, Some(Notice::info(Word::NoticeNothingChanged)));
    }
}

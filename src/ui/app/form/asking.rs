//! What is asked while somebody types into a form: what can be linked, which tags there are, who else has a phone or an e-mail.

use super::{
    Form,
    editor::{Choice, Editor, Stop},
};
use crate::{
    domain::{
        contact::Contact, edit::Subject, failure::Failure, field::FieldRole, fold,
        neighbour::Neighbours, text::Untrusted,
    },
    letters::{Command, Part, Reach, Ticket, Told},
    ui::app::{
        Effect, Screen, State,
        card::{Links, Reading},
    },
};

/// Adds the question for what the field under the cursor lacks.
pub(super) fn follow(state: &mut State, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.extend(question(state));
    effects
}

fn question(state: &mut State) -> Option<Effect> {
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return None;
    };
    if form.saving.is_some() {
        return None;
    }
    form.ask(ticket).map(Effect::Send)
}

/// Asks what the leads and customers of the contact are called, unless that is known.
pub(super) fn name_links(state: &mut State) -> Option<Effect> {
    let ticket = state.ticket();
    let Screen::Form(form) = &mut state.screen else {
        return None;
    };
    let base = form.base.as_ref()?;
    let is_linked = !base.leads.is_empty() || !base.customers.is_empty();
    if !is_linked || !matches!(form.links, Reading::Unread) {
        return None;
    }
    form.links = Reading::Asked(ticket);
    Some(Effect::Send(Command::Around {
        ticket,
        contact: base.id,
        part: Part::Links {
            leads: base.leads.clone(),
            customers: base.customers.clone(),
        },
    }))
}

impl Form {
    fn ask(&mut self, ticket: Ticket) -> Option<Command> {
        let reach = self.reach();
        if let Some(reach) = reach {
            let (Reach::Phone(text) | Reach::Email(text)) = &reach;
            if !self.twins.lacks(text) {
                return None;
            }
            // What is known of another number must not be taken for this one's.
            self.twins.clear();
            self.twins.ask(ticket, text);
            let except = match self.subject {
                Subject::New => None,
                Subject::Existing(id) => Some(id),
            };
            return Some(Command::FindTwins {
                ticket,
                reach,
                except,
            });
        }
        self.twins.clear();
        match &mut self.block_mut()?.editor {
            Editor::Picker(picker) => {
                let (kind, query) = picker.lacks()?;
                picker.offers.ask(ticket, &query);
                Some(Command::LookUp {
                    ticket,
                    kind,
                    query,
                })
            }
            Editor::Tags(tags) => {
                let beginning = tags.text().to_owned();
                if beginning.is_empty() || !tags.offers.lacks(&beginning) {
                    return None;
                }
                tags.offers.ask(ticket, &beginning);
                Some(Command::SuggestTags { ticket, beginning })
            }
            _ => None,
        }
    }

    /// The phone or e-mail under the cursor, when it is long enough to be somebody's.
    fn reach(&self) -> Option<Reach> {
        if self.stop() != Some(Stop::Text) {
            return None;
        }
        let block = self.block()?;
        let text = block.editor.typed(self.focus.stop)?.input.value().trim();
        match block.role? {
            FieldRole::Phone => fold::subscriber(text).map(|_| Reach::Phone(text.to_owned())),
            FieldRole::Email => {
                let (user, host) = text.split_once('@')?;
                let is_whole = !user.is_empty() && !host.is_empty();
                is_whole.then(|| Reach::Email(text.to_owned()))
            }
            FieldRole::Position | FieldRole::Messenger => None,
        }
    }
}

/// Takes what is offered, if this is the newest question of one of the editors.
fn take(state: &mut State, take: impl FnMut(&mut Editor) -> bool) {
    let Screen::Form(form) = &mut state.screen else {
        return;
    };
    let was_on_offer = form.stop() == Some(Stop::Offer);
    let mut editors = form.blocks.iter_mut().map(|block| &mut block.editor);
    let taken = editors.position(take);
    if was_on_offer && taken == Some(form.focus.block) {
        // A key that was meant for what stood there before must not take something else.
        form.stand_on_text();
    }
}

/// The account told what can be linked.
pub(in crate::ui::app) fn looked_up(state: &mut State, ticket: Ticket, found: Neighbours) {
    let found = Choice::of(found);
    take(state, |editor| match editor {
        Editor::Picker(picker) => picker.offers.take(ticket, found.clone()),
        _ => false,
    });
}

/// The copy told which tags there are.
pub(in crate::ui::app) fn tags_suggested(state: &mut State, ticket: Ticket, found: &[Untrusted]) {
    take(state, |editor| match editor {
        Editor::Tags(tags) => tags.offers.take(ticket, found.to_vec()),
        _ => false,
    });
}

/// The copy told who else has a phone or an e-mail.
pub(in crate::ui::app) fn twins_found(state: &mut State, ticket: Ticket, twins: Vec<Contact>) {
    if let Screen::Form(form) = &mut state.screen {
        form.twins.take(ticket, twins);
    }
}

/// The account told what the links are called.
pub(in crate::ui::app) fn links_named(state: &mut State, ticket: Ticket, told: Told) {
    if let (Screen::Form(form), Told::Links { leads, customers }) = (&mut state.screen, told) {
        form.links.take(ticket, Links { leads, customers });
    }
}

/// A question was dropped for a newer one: it is put again when somebody comes back to it.
pub(super) fn superseded(form: &mut Form, ticket: Ticket) {
    for block in &mut form.blocks {
        let asked = match &block.editor {
            Editor::Picker(picker) => &picker.offers.asked,
            Editor::Tags(tags) => &tags.offers.asked,
            _ => continue,
        };
        if *asked == Reading::Asked(ticket) {
            block.editor.forget_question();
        }
    }
}

/// A question was not answered; true when it was one of these.
pub(super) fn failed(form: &mut Form, ticket: Ticket, failure: &Failure) -> bool {
    let mut offers = form.blocks.iter_mut().map(|block| match &mut block.editor {
        Editor::Picker(picker) => picker.offers.fail(ticket, failure),
        Editor::Tags(tags) => tags.offers.fail(ticket, failure),
        _ => false,
    });
    offers.any(|failed| failed)
        || form.twins.fail(ticket, failure)
        || form.links.fail(ticket, failure)
}

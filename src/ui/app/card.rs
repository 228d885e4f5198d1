//! One contact in front: its tabs, scrolled, read afresh, and the way to its neighbours.

mod around;
mod copy;
pub(super) mod jot;
#[cfg(test)]
mod tests;

pub(super) use self::around::{failed, look, told};
pub use self::{
    around::{Around, Links, Notes, Reading},
    jot::{Jot, What},
};
use super::{Effect, Screen, State, list, notice::Notice};
use crate::{
    domain::contact::Contact,
    letters::{Command, Ticket},
    ui::keymap::{Action, Copied},
    words::Word,
};

/// A page of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The contact's fields.
    #[default]
    Card,
    /// What happened and what is to be done.
    Timeline,
    /// What it is linked to.
    Links,
    /// The record as received.
    Raw,
}

impl Tab {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Card, Self::Timeline, Self::Links, Self::Raw];

    /// The one so many places further, round and round.
    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

/// The card.
#[derive(Debug, Clone)]
pub struct Card {
    /// The contact as last read.
    pub contact: Contact,
    /// The first line shown.
    pub scroll: usize,
    /// The page in front.
    pub tab: Tab,
    /// What stands around the contact.
    pub around: Around,
    /// Whether fields without a value are shown.
    pub unfolded: bool,
    reading: Ticket,
    /// The account has answered since the card was opened.
    is_read: bool,
    /// What was copied last, and the how-manieth of its kind it was.
    copied: Option<(Copied, usize)>,
}

/// Shows a contact and reads it again, because somebody looks at it.
pub(super) fn show(state: &mut State, contact: Contact) -> Vec<Effect> {
    let ticket = state.ticket();
    let id = contact.id;
    // Whoever goes through contacts goes on looking at the same thing.
    let (tab, unfolded) = match &state.screen {
        Screen::Card(before) => (before.tab, before.unfolded),
        Screen::Welcome(_) | Screen::List | Screen::Form(_) => Default::default(),
    };
    state.screen = Screen::Card(Box::new(Card {
        contact,
        scroll: 0,
        tab,
        unfolded,
        around: Around::default(),
        reading: ticket,
        is_read: false,
        copied: None,
    }));
    if state.notice.is_none() && state.jots.iter().any(|jot| jot.waits_for(id)) {
        state.notice = Some(Notice::info(Word::NoticeJotWaits));
    }
    let open = Effect::Send(Command::Open {
        ticket,
        contact: id,
    });
    std::iter::once(open).chain(look(state)).collect()
}

/// The contact was read again, or is gone.
pub(super) fn opened(state: &mut State, ticket: Ticket, contact: Option<Contact>) -> Vec<Effect> {
    if let Some(contact) = &contact {
        let known = state.list.contact(contact.id);
        // A reading that was on its way while a save ended is older than what the save read back.
        if known.is_none_or(|known| known.updated_at <= contact.updated_at) {
            state.list.replace(contact);
        }
    }
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    if card.reading != ticket {
        return Vec::new();
    }
    match contact {
        Some(contact) => card.replace(contact),
        None => state.notice = Some(Notice::problem(Word::NoticeGone)),
    }
    look(state)
}

/// True when this ticket is the card's own question.
pub(super) fn asked(state: &State, ticket: Ticket) -> bool {
    matches!(&state.screen, Screen::Card(card) if card.reading == ticket)
}

/// A command in the card.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let measured = state.measured;
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    let last = measured.lines.saturating_sub(measured.rows);
    let page = measured.rows.max(1);
    match action {
        Action::Up => card.scroll = card.scroll.min(last).saturating_sub(1),
        Action::Down => card.scroll = (card.scroll + 1).min(last),
        Action::PageUp => card.scroll = card.scroll.min(last).saturating_sub(page),
        Action::PageDown => card.scroll = (card.scroll + page).min(last),
        Action::First => card.scroll = 0,
        Action::Last => card.scroll = last,
        Action::Unfold => card.unfolded = !card.unfolded,
        Action::Choose(number) => {
            return turn(state, Tab::ALL[usize::from(number.clamp(1, 4)) - 1]);
        }
        Action::NextStop => {
            let tab = card.tab.step(1);
            return turn(state, tab);
        }
        Action::PreviousStop => {
            let tab = card.tab.step(Tab::ALL.len() - 1);
            return turn(state, tab);
        }
        Action::Copy(what) => return copy::copy(state, what),
        Action::AddNote | Action::AddTask | Action::CompleteTask => {
            return jot::begin(state, action);
        }
        Action::Colleagues => return colleagues(state),
        Action::Back => state.screen = Screen::List,
        Action::NextContact => return neighbour(state, 1),
        Action::PreviousContact => return neighbour(state, -1),
        Action::Reload => {
            let contact = card.contact.clone();
            return show(state, contact);
        }
        _ => {}
    }
    look(state)
}

/// Shows another page of the card from its top.
fn turn(state: &mut State, tab: Tab) -> Vec<Effect> {
    if let Screen::Card(card) = &mut state.screen {
        (card.tab, card.scroll) = (tab, 0);
    }
    look(state)
}

/// Shows the other contacts of the company: a search like any other, so Esc leads back to all contacts.
fn colleagues(state: &mut State) -> Vec<Effect> {
    let Screen::Card(card) = &state.screen else {
        return Vec::new();
    };
    let Some(company) = &card.contact.company else {
        state.notice = Some(Notice::info(Word::NoticeNoCompany));
        return Vec::new();
    };
    let query = query_for(company.name.raw());
    state.screen = Screen::List;
    super::list::look_for(state, query)
}

/// A query for a company by name. A quoted name cannot hold quotes, so such a name is looked for word by word.
fn query_for(company: &str) -> String {
    if !company.contains('"') {
        return format!("company:\"{}\"", company.trim());
    }
    let words = company.split(|c: char| c.is_whitespace() || c == '"' || c == ',');
    let terms: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(|word| format!("company:{word}"))
        .collect();
    terms.join(" ")
}

fn neighbour(state: &mut State, by: isize) -> Vec<Effect> {
    let before = state.list.shown().selected;
    state.list.step(by);
    let mut effects = list::look_ahead(state);
    if state.list.shown().selected != before
        && let Some(contact) = state.list.choose()
    {
        effects.extend(show(state, contact));
    }
    effects
}

impl Card {
    /// A card over a contact that was just read: no question is open.
    pub(super) fn fresh(contact: Contact) -> Self {
        Self {
            contact,
            scroll: 0,
            tab: Tab::default(),
            unfolded: false,
            around: Around::default(),
            reading: Ticket::default(),
            is_read: true,
            copied: None,
        }
    }

    /// Takes a newer reading of the contact; what it is linked to now is asked again.
    fn replace(&mut self, contact: Contact) {
        if (&self.contact.leads, &self.contact.customers) != (&contact.leads, &contact.customers) {
            self.around.links = Reading::Unread;
        }
        self.contact = contact;
        self.is_read = true;
    }
}

//! What the desk knows and how it reacts: messages in, effects out, nothing else touched.

pub mod card;
pub mod copy;
pub mod dialog;
pub mod elsewhere;
pub mod form;
pub mod list;
pub mod month;
pub mod notice;
pub mod reach;
pub mod session;
pub mod welcome;

#[cfg(test)]
mod example;
mod letter;
mod press;
mod typing;

use crossterm::event::KeyEvent;

use self::{
    card::{Card, Jot},
    copy::LocalCopy,
    dialog::Dialog,
    elsewhere::Composed,
    form::Form,
    list::List,
    month::Month,
    notice::Notice,
    reach::Reach,
    session::Session,
    welcome::Welcome,
};
use super::keymap::{Context, Key, Layout};
use crate::{
    domain::{id::Moment, reach::Commands},
    letters::{Command, Event, Ticket},
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted; control characters other than line ends are already gone.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The background answered.
    Letter(Event),
    /// The person's own editor has ended.
    Composed(Composed),
    /// The program is asked to end (signal, hang-up).
    Stop,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put this letter into the channel to the background.
    Send(Command),
    /// Hand this text to the terminal's clipboard. Whether it arrives is not known: many terminals say nothing.
    Copy(String),
    /// Let the person edit this text in an editor of his own, which has the terminal meanwhile. Answered by
    /// [`Message::Composed`], before anything else that was typed.
    Compose(String),
    /// Paint every cell again: another program may have written over the screen.
    Redraw,
    /// Leave the terminal to the shell until that brings the program back.
    Suspend,
    /// End the program once the background has finished its writes.
    Quit,
}

/// What does not change while the program runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Gives each new draft its UUID.
    pub new_request_id: fn() -> String,
    /// The person's own commands for calling and mailing.
    pub commands: Commands,
    /// Whether a shell started the program that can bring it back once it was stopped.
    pub has_shell: bool,
}

/// Everything the desk knows.
#[derive(Debug)]
pub struct State {
    /// The wall clock, set by the event loop before each message.
    pub now: Moment,
    /// The account, the drafts, the connection.
    pub session: Session,
    /// How the copy of the account does.
    pub copy: LocalCopy,
    /// The list of contacts; always there, whatever is in front of it.
    pub list: List,
    /// What is in front.
    pub screen: Screen,
    /// What lies over it.
    pub over: Option<Over>,
    /// A month to choose a day from, over everything else.
    pub month: Option<Month>,
    /// One line of news.
    pub notice: Option<Notice>,
    /// Notes and tasks that were left before they were sent.
    pub(crate) jots: Vec<Jot>,
    /// The keyboard layout last seen, for the hints.
    pub layout: Layout,
    /// What the last drawing measured.
    pub measured: Measured,
    pending: Option<Key>,
    tickets: Ticket,
    quit_asked: bool,
    settings: Settings,
}

/// What is in front.
#[derive(Debug)]
pub enum Screen {
    /// What to begin with, while there is no account.
    Welcome(Box<Welcome>),
    /// The list with a card beside or below it.
    List,
    /// One contact.
    Card(Box<Card>),
    /// A contact being edited.
    Form(Box<Form>),
}

/// What lies over the screen.
#[derive(Debug)]
pub enum Over {
    /// All keys, scrolled by so many lines.
    Help {
        /// The context whose keys come first.
        context: Context,
        /// The first line shown.
        scroll: usize,
    },
    /// A question.
    Dialog(Dialog),
    /// What a form changes and the request that would say so, scrolled by so many lines.
    Differences {
        /// The question for the request.
        ticket: Ticket,
        /// The request, once it is printed.
        request: Option<String>,
        /// The first line shown.
        scroll: usize,
    },
    /// A note or a task being written.
    Jot(Box<Jot>),
    /// The phones or e-mails of a contact, to be called or written to.
    Reach(Box<Reach>),
}

/// Sizes that only drawing knows and scrolling needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// Contacts that fit into the list.
    pub list_rows: usize,
    /// The first contact shown.
    pub list_top: usize,
    /// Lines of the card, help or form in front.
    pub lines: usize,
    /// Lines of it that fit.
    pub rows: usize,
    /// The first line shown.
    pub top: usize,
}

impl State {
    /// A desk that has not asked anything yet; see [`start`].
    pub fn new(settings: Settings) -> Self {
        Self {
            now: Moment(0),
            session: Session::default(),
            copy: LocalCopy::default(),
            list: List::default(),
            screen: Screen::List,
            over: None,
            month: None,
            notice: None,
            jots: Vec::new(),
            layout: Layout::default(),
            measured: Measured::default(),
            pending: None,
            tickets: Ticket::default(),
            quit_asked: false,
            settings,
        }
    }

    /// A desk at which no account is open yet.
    pub fn first(settings: Settings) -> Self {
        Self {
            screen: Screen::Welcome(Box::default()),
            ..Self::new(settings)
        }
    }

    /// Takes over what the drawing measured, so that the next key scrolls by what is really visible.
    pub fn measured(&mut self, measured: Measured) {
        self.measured = measured;
        self.list.shown_mut().top = measured.list_top;
        if let Screen::Form(form) = &mut self.screen {
            form.top = measured.top;
        }
    }

    /// Where the next key will be looked up.
    pub fn context(&self) -> Context {
        if self.month.is_some() {
            return Context::Month;
        }
        match (&self.over, &self.screen) {
            (Some(Over::Help { .. } | Over::Differences { .. }), _) => Context::Help,
            (Some(Over::Dialog(_) | Over::Reach(_)), _) => Context::Dialog,
            (Some(Over::Jot(jot)), _) => jot.context(),
            (None, Screen::Welcome(welcome)) => welcome.context(),
            (None, Screen::List) if self.list.search.is_some() => Context::Search,
            (None, Screen::List) => Context::List,
            (None, Screen::Card(_)) => Context::Card,
            (None, Screen::Form(form)) => form.context(),
        }
    }

    /// The keys of a sequence pressed so far.
    pub fn pending(&self) -> Option<Key> {
        self.pending
    }

    /// Whether rows were asked for that mostly come within a frame's time: drawing before them would be drawing twice.
    pub fn is_expecting_rows(&self) -> bool {
        self.list.is_waiting()
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets = self.tickets.next();
        self.tickets
    }
}

/// The first questions: who am I, and what contacts are there. Without an account there is nobody to ask.
pub fn start(state: &mut State) -> Vec<Effect> {
    if matches!(state.screen, Screen::Welcome(_)) {
        return Vec::new();
    }
    let connect = session::connect(state);
    let search = list::begin(state);
    vec![connect, search]
}

/// Reacts to one message. Pure: no clock, no socket, no terminal.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press::key(state, key),
        Message::Paste(text) => press::paste(state, &text),
        Message::Resize(_, height) => {
            // The next drawing measures how many contacts fit; until then at most as many as there are lines.
            state.measured.list_rows = height.into();
            list::look_ahead(state)
        }
        Message::Letter(event) => letter::read(state, event),
        Message::Composed(composed) => elsewhere::composed(state, composed),
        Message::Stop => vec![Effect::Quit],
    }
}

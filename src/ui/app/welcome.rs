//! The first start: what to begin with, the questions of a login, and who was let in.

mod login;

#[cfg(test)]
mod tests;

pub use self::login::{Login, Question, Ways};
use super::{Effect, Screen, State, notice::Notice, start, typing::Typing};
use crate::{
    letters::{Admitted, Begun, Command, Step, Ticket},
    ui::keymap::{Action, Context},
    words::Word,
};

/// The desk before there is an account.
#[derive(Debug, Default)]
pub struct Welcome {
    /// What is in front.
    pub page: Page,
    /// The answer under the cursor, from 0, where there are answers.
    pub selected: usize,
    /// The questions of a login; what was typed stays while somebody looks around.
    pub login: Login,
    /// Why the last step came to nothing, in a sentence.
    pub refused: Option<String>,
    waiting: Option<Ticket>,
}

/// What is in front.
#[derive(Debug, Default)]
pub enum Page {
    /// What to begin with.
    #[default]
    Beginnings,
    /// The questions of a login.
    Login,
    /// Who was let in, and where the secret is to lie.
    Admitted(Admitted),
}

impl Welcome {
    /// Whether a step is on its way.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// The numbered answers of the page, the safe one first.
    pub fn answers(&self) -> &'static [Word] {
        match &self.page {
            Page::Beginnings => &[Word::BeginLogin, Word::BeginDemo, Word::BeginLocal],
            Page::Login => &[],
            Page::Admitted(Admitted { kept: Some(_), .. }) => &[Word::AnswerOpen],
            Page::Admitted(_) => &[Word::AnswerAskEachTime, Word::AnswerInFile],
        }
    }

    pub(super) fn context(&self) -> Context {
        match self.page {
            Page::Beginnings | Page::Admitted(_) => Context::Welcome,
            Page::Login if self.login.question() == Question::Way => Context::LoginChoice,
            Page::Login => Context::Login,
        }
    }

    fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.selected = 0;
        self.refused = None;
        self.waiting = None;
    }
}

/// A command on one of the pages.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Screen::Welcome(welcome) = &mut state.screen else {
        return Vec::new();
    };
    if welcome.is_waiting() {
        // Only a login can be given up; an account that is being opened will be there in a moment.
        if action == Action::Back && matches!(welcome.page, Page::Login) {
            welcome.waiting = None;
        }
        return Vec::new();
    }
    if matches!(welcome.page, Page::Login) {
        return in_login(state, action);
    }
    let count = welcome.answers().len();
    match action {
        Action::Down => welcome.selected = (welcome.selected + 1) % count,
        Action::Up => welcome.selected = (welcome.selected + count - 1) % count,
        Action::Choose(n) if usize::from(n) <= count => {
            welcome.selected = usize::from(n) - 1;
            return answer(state);
        }
        Action::Accept => return answer(state),
        Action::Back if matches!(welcome.page, Page::Admitted(_)) => welcome.turn_to(Page::Login),
        _ => {}
    }
    Vec::new()
}

fn answer(state: &mut State) -> Vec<Effect> {
    let Screen::Welcome(welcome) = &mut state.screen else {
        return Vec::new();
    };
    let step = match (&welcome.page, welcome.selected) {
        (Page::Beginnings, 0) => {
            welcome.turn_to(Page::Login);
            return Vec::new();
        }
        (Page::Beginnings, 1) => Step::Demo,
        (Page::Beginnings, _) => Step::Local,
        (Page::Admitted(_), selected) => Step::Enter {
            in_file: selected == 1,
        },
        (Page::Login, _) => return Vec::new(),
    };
    take(state, step)
}

fn in_login(state: &mut State, action: Action) -> Vec<Effect> {
    let Screen::Welcome(welcome) = &mut state.screen else {
        return Vec::new();
    };
    let login = &mut welcome.login;
    match action {
        Action::NextStop => login.step(1),
        Action::PreviousStop => login.step(-1),
        Action::NextOption => login.turn(1),
        Action::PreviousOption => login.turn(-1),
        Action::Accept if !login.is_last() => login.step(1),
        Action::Accept | Action::Save => match login.proof() {
            Some(proof) => return take(state, Step::LogIn(Box::new(proof))),
            None => state.notice = Some(Notice::problem(Word::NoticeLoginMissing)),
        },
        Action::Back => welcome.turn_to(Page::Beginnings),
        _ => {}
    }
    Vec::new()
}

fn take(state: &mut State, step: Step) -> Vec<Effect> {
    let ticket = state.ticket();
    if let Screen::Welcome(welcome) = &mut state.screen {
        welcome.refused = None;
        welcome.waiting = Some(ticket);
    }
    vec![Effect::Send(Command::Begin { ticket, step })]
}

/// Something is typed into the question under the cursor.
pub(super) fn type_in(state: &mut State, typing: Typing<'_>) -> Vec<Effect> {
    if let Screen::Welcome(welcome) = &mut state.screen
        && !welcome.is_waiting()
    {
        welcome.login.type_in(typing);
    }
    Vec::new()
}

/// A step was taken, or not.
pub(super) fn begun(state: &mut State, ticket: Ticket, begun: Begun) -> Vec<Effect> {
    let Screen::Welcome(welcome) = &mut state.screen else {
        return Vec::new();
    };
    if welcome.waiting != Some(ticket) {
        return Vec::new();
    }
    welcome.waiting = None;
    match begun {
        Begun::Admitted(admitted) => {
            welcome.turn_to(Page::Admitted(admitted));
            Vec::new()
        }
        Begun::Refused(sentence) => {
            welcome.refused = Some(sentence);
            Vec::new()
        }
        Begun::Open {
            called,
            address,
            is_read_only,
        } => {
            state.session.called = called;
            state.session.address = address;
            state.session.is_read_only = is_read_only;
            state.screen = Screen::List;
            start(state)
        }
    }
}

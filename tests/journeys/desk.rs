//! A desk with everything behind it: real client, real worker, real account on a socket; only the terminal is in memory.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use rolo::{
    crm,
    domain::{
        id::Moment,
        order::Alphabet,
        reach::{Commands, Template, Way},
    },
    letters::{Command, CopyStage, Event, Ticket},
    ui::{
        app::{self, Effect, Message, Settings, State, elsewhere::Composed},
        view::{self, Look, Theme},
    },
    words::{Language, Words},
    worker::{self, Stores},
};
use tokio::{
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    task::JoinHandle,
};

pub(crate) use super::served::Served;

/// The account's clock in all journeys: 26 October 2017, 12:00 in Moscow, shortly before the page's sample task is due.
pub(crate) const NOW: i64 = 1_509_008_400;

/// A person whose command for mailing fails, and who calls by hand.
fn own_commands() -> Commands {
    let mail = ["ls", "/nowhere/{email}"].map(str::to_owned).to_vec();
    Commands {
        call: None,
        mail: Template::read(mail, Way::Mail),
    }
}

/// One person's desk.
pub(crate) struct Desk {
    pub(crate) state: State,
    look: Look,
    terminal: Terminal<TestBackend>,
    shown: Buffer,
    commands: Option<UnboundedSender<Command>>,
    events: UnboundedReceiver<Event>,
    open: BTreeSet<Ticket>,
    /// How the copy does.
    stage: CopyStage,
    pub(crate) quit: bool,
    /// What was handed to the clipboard.
    pub(crate) copied: Vec<String>,
    worker: JoinHandle<std::io::Result<()>>,
}

impl Desk {
    /// A desk at which somebody has just sat down: nothing is answered yet.
    pub(crate) fn at(
        client: crm::V2,
        stores: Stores,
        language: Language,
        (width, height): (u16, u16),
    ) -> Self {
        let (commands, receiver) = mpsc::unbounded_channel();
        let (sender, events) = mpsc::unbounded_channel();
        let settings = worker::Settings {
            rest: Duration::from_millis(1),
            tell_every: Duration::from_millis(1),
            alphabet: Alphabet::Cyrillic,
            ..worker::Settings::default()
        };
        let clock = Arc::new(|| Moment(NOW));
        let worker = worker::run(Arc::new(client), stores, settings, clock, receiver, sender);
        let worker = tokio::spawn(worker);
        let mut desk = Self {
            state: State::new(Settings {
                new_request_id: || uuid::Uuid::new_v4().to_string(),
                commands: own_commands(),
                has_shell: true,
            }),
            look: Look {
                words: Words::new(language),
                theme: Theme::new(false),
            },
            terminal: Terminal::new(TestBackend::new(width, height)).expect("a screen"),
            shown: Buffer::default(),
            commands: Some(commands),
            events,
            open: BTreeSet::new(),
            stage: CopyStage::default(),
            quit: false,
            copied: Vec::new(),
            worker,
        };
        desk.state.now = Moment(NOW);
        "https://example.amocrm.ru".clone_into(&mut desk.state.session.address);
        let effects = app::start(&mut desk.state);
        desk.carry_out(effects);
        desk.draw();
        desk
    }

    /// Types keys: letters as they are, `⏎` Enter, `⎋` Esc, `↓ ↑ ← →`, `⇥ ⇤` Tab and Shift+Tab, `⌫` Backspace, `₂` F2, `⇟ ⇞` pages, `⤒ ⤓` Home and End,
    /// `^t` Ctrl+T.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let mut keys = keys.chars();
        while let Some(c) = keys.next() {
            let (code, modifiers) = match c {
                '^' => {
                    let c = keys.next().expect("a letter after ^");
                    (KeyCode::Char(c), KeyModifiers::CONTROL)
                }
                '⏎' => (KeyCode::Enter, KeyModifiers::NONE),
                '⎋' => (KeyCode::Esc, KeyModifiers::NONE),
                '↓' => (KeyCode::Down, KeyModifiers::NONE),
                '↑' => (KeyCode::Up, KeyModifiers::NONE),
                '←' => (KeyCode::Left, KeyModifiers::NONE),
                '→' => (KeyCode::Right, KeyModifiers::NONE),
                '⇥' => (KeyCode::Tab, KeyModifiers::NONE),
                '⇤' => (KeyCode::BackTab, KeyModifiers::SHIFT),
                '⌫' => (KeyCode::Backspace, KeyModifiers::NONE),
                '₂' => (KeyCode::F(2), KeyModifiers::NONE),
                '⇟' => (KeyCode::PageDown, KeyModifiers::NONE),
                '⇞' => (KeyCode::PageUp, KeyModifiers::NONE),
                '⤒' => (KeyCode::Home, KeyModifiers::NONE),
                '⤓' => (KeyCode::End, KeyModifiers::NONE),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            self.send(Message::Key(KeyEvent::new(code, modifiers)));
        }
        self
    }

    /// One message.
    pub(crate) fn send(&mut self, message: Message) {
        let effects = app::update(&mut self.state, message);
        self.carry_out(effects);
        self.draw();
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(command) => {
                    assert!(self.open.insert(command.ticket()), "a ticket used twice");
                    if let Some(commands) = &self.commands {
                        commands.send(command).expect("the worker listens");
                    }
                }
                Effect::Copy(text) => self.copied.push(text),
                // An editor that adds a line and ends it, as editors do.
                Effect::Compose(text) => {
                    let text = format!("{text}\r\nиз редактора\u{1b}");
                    self.send(Message::Composed(Composed::Text(text)));
                }
                Effect::Redraw | Effect::Suspend => {}
                Effect::Quit => self.quit = true,
            }
        }
    }

    /// Waits until every question is answered and the copy is at rest, or cannot be brought there.
    pub(crate) async fn settle(&mut self) -> &mut Self {
        while !self.open.is_empty() || !self.is_at_rest() {
            assert!(
                self.hears().await,
                "no answer to {:?}, the copy is {:?} on\n{}",
                self.open,
                self.stage,
                self.screen()
            );
        }
        self.draw();
        self
    }

    /// Waits until the screen shows this; false when nothing more happens before it does.
    pub(crate) async fn comes_to_show(&mut self, text: &str) -> bool {
        while !self.screen().contains(text) {
            if !self.hears().await {
                return false;
            }
        }
        true
    }

    /// Waits for one event; false when there is none for long.
    async fn hears(&mut self) -> bool {
        let next = tokio::time::timeout(Duration::from_secs(30), self.events.recv()).await;
        let Ok(Some(event)) = next else {
            return false;
        };
        if let Event::Copy(state) = &event {
            self.stage.clone_from(&state.stage);
        }
        if let Some(ticket) = event.ticket() {
            assert!(self.open.remove(&ticket), "answered twice: {event:?}");
        }
        self.send(Message::Letter(event));
        true
    }

    fn is_at_rest(&self) -> bool {
        matches!(
            self.stage,
            CopyStage::Resting | CopyStage::Following | CopyStage::Failing(_)
        )
    }

    /// Ends as `q` does: the worker finishes its writes.
    pub(crate) async fn close(mut self) {
        self.commands = None;
        let ended = self.worker.await.expect("the worker ends");
        ended.expect("the worker began");
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.send(Message::Resize(width, height));
    }

    fn draw(&mut self) {
        let (state, look) = (&self.state, &self.look);
        let mut measured = None;
        let drawn = self
            .terminal
            .draw(|frame| measured = Some(view::draw(frame, state, look)))
            .expect("drawing in memory");
        // What was meant, not what the backend keeps: unlike a terminal it leaves old text under wide characters.
        self.shown = drawn.buffer.clone();
        self.state.measured(measured.expect("drawn"));
    }

    /// The screen as text, one line a row, without trailing spaces.
    pub(crate) fn screen(&self) -> String {
        let buffer = &self.shown;
        let width = usize::from(buffer.area.width);
        let mut lines = Vec::new();
        for row in buffer.content.chunks(width.max(1)) {
            let mut line = String::new();
            let mut skip = 0;
            for cell in row {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                line.push_str(cell.symbol());
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// Fails, showing the screen, unless it holds all of these.
    #[track_caller]
    pub(crate) fn sees<const N: usize>(&self, wanted: [&str; N]) -> &Self {
        let screen = self.screen();
        for text in wanted {
            assert!(screen.contains(text), "«{text}» is not on\n{screen}");
        }
        self
    }

    /// Fails, showing the screen, if it holds this.
    #[track_caller]
    pub(crate) fn misses(&self, unwanted: &str) -> &Self {
        let screen = self.screen();
        assert!(!screen.contains(unwanted), "«{unwanted}» is on\n{screen}");
        self
    }

    /// The name under the cursor.
    pub(crate) fn current(&self) -> String {
        let contact = self.state.list.shown().current().expect("a row");
        contact.name.raw().to_owned()
    }
}

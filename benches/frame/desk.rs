//! The screen with a background that answers from a list in memory.

use std::{
    cell::Cell,
    io::{self, Write},
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};
use ratatui_crossterm::CrosstermBackend;
use rolo::{
    domain::{account::Account, contact::Contact, fold, reach::Commands},
    letters::{Command, Event},
    ui::{
        app::{self, Effect, Message, Settings, State},
        view::{self, Look, Theme},
    },
    words::{Language, Words},
};

/// The screen.
pub(crate) struct Desk<'a> {
    state: State,
    look: Look,
    shown: Screen,
    /// Another screen of the same size, which is given the finished cells.
    copied: Screen,
    people: &'a [Contact],
}

/// What a frame cost.
pub(crate) struct Frame {
    pub(crate) time: Duration,
    /// The same, with what the key asked for before it.
    pub(crate) whole: Duration,
    /// What it costs to put its cells there and to find out which of them are new.
    pub(crate) from_memory: Duration,
    pub(crate) bytes: usize,
}

/// A terminal that only counts what is written to it.
struct Screen {
    terminal: Terminal<CrosstermBackend<Count>>,
    count: Count,
}

#[derive(Clone, Default)]
struct Count(Rc<Cell<usize>>);

impl<'a> Desk<'a> {
    pub(crate) fn new(width: u16, height: u16, people: &'a [Contact]) -> Result<Self> {
        let mut desk = Self {
            state: State::new(Settings {
                new_request_id: || "a request id".to_owned(),
                commands: Commands::default(),
                has_shell: true,
            }),
            look: Look {
                words: Words::new(Language::Russian),
                theme: Theme::new(true),
            },
            shown: Screen::new(width, height)?,
            copied: Screen::new(width, height)?,
            people,
        };
        let effects = app::start(&mut desk.state);
        // Only drawing knows how many rows fit.
        desk.draw()?;
        desk.answer(effects);
        desk.draw()?;
        Ok(desk)
    }

    /// Lets the screen know the account.
    pub(crate) fn recall(&mut self, account: Account) -> Result<Frame> {
        let event = Event::Recalled {
            account: Box::new(account),
            drafts: Vec::new(),
        };
        app::update(&mut self.state, Message::Letter(event));
        self.draw()
    }

    /// Presses a key; the frame that it leads to, with everything answered.
    pub(crate) fn press(&mut self, key: KeyCode) -> Result<Frame> {
        let key = KeyEvent::new(key, KeyModifiers::NONE);
        let begin = Instant::now();
        let effects = app::update(&mut self.state, Message::Key(key));
        let asked = begin.elapsed();
        self.answer(effects);
        let frame = self.draw()?;
        Ok(Frame {
            whole: asked + frame.time,
            ..frame
        })
    }

    /// Presses a key so often; the bytes of all frames.
    pub(crate) fn press_many(&mut self, key: KeyCode, count: usize) -> Result<usize> {
        let mut bytes = 0;
        for _ in 0..count {
            bytes += self.press(key)?.bytes;
        }
        Ok(bytes)
    }

    fn answer(&mut self, mut effects: Vec<Effect>) {
        while let Some(effect) = effects.pop() {
            if let Effect::Send(Command::Search {
                ticket,
                query,
                rows,
            }) = effect
            {
                let query = fold::fold(&query);
                let fits = |contact: &&Contact| fold::fold(contact.name.raw()).contains(&query);
                let found: Vec<_> = self.people.iter().filter(fits).cloned().collect();
                let middle = rows
                    .around
                    .and_then(|id| found.iter().position(|one| one.id == id));
                let from = middle.map_or(rows.from, |at| at.saturating_sub(rows.count / 2));
                let event = Event::Found {
                    ticket,
                    total: found.len(),
                    from: from.min(found.len()),
                    around: middle,
                    contacts: found
                        .into_iter()
                        .skip(from)
                        .take(rows.count)
                        .map(Arc::new)
                        .collect(),
                    suggestions: Vec::new(),
                };
                effects.extend(app::update(&mut self.state, Message::Letter(event)));
            }
        }
    }

    fn draw(&mut self) -> Result<Frame> {
        let Self {
            state, look, shown, ..
        } = self;
        let mut measured = None;
        let before = shown.count.0.get();
        let begin = Instant::now();
        let drawn = shown
            .terminal
            .draw(|frame| measured = Some(view::draw(frame, state, look)))?;
        let time = begin.elapsed();
        let cells = drawn.buffer.clone();
        let begin = Instant::now();
        self.copied
            .terminal
            .draw(|frame| frame.buffer_mut().clone_from(&cells))?;
        let from_memory = begin.elapsed();
        if let Some(measured) = measured {
            state.measured(measured);
        }
        Ok(Frame {
            time,
            whole: time,
            from_memory,
            bytes: shown.count.0.get() - before,
        })
    }
}

impl Screen {
    fn new(width: u16, height: u16) -> io::Result<Self> {
        let count = Count::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let terminal = Terminal::with_options(
            CrosstermBackend::new(count.clone()),
            TerminalOptions { viewport },
        )?;
        Ok(Self { terminal, count })
    }
}

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

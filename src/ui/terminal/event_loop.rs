//! The loop: waits for whatever comes first, tells the desk, and draws when nothing more is ready.

use std::{io, ops::ControlFlow, thread, time::Duration};

use ratatui::layout::Size;
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{
    EXIT_HUNG_UP, Ended, GRACE, Options, clipboard, guard,
    guard::Guard,
    input::{Filter, Input},
    screen::Screen,
    signals::Signals,
    tty,
    writer::Writer,
};
use crate::{
    letters::{Command, Event},
    ui::{
        app::{self, Effect, Message, State},
        view::{self, Look},
    },
};

/// A storm of sizes (a dragged window, several clients of one multiplexer) costs one repaint in this time.
const SIZE_REST: Duration = Duration::from_millis(50);
/// How long a drawing waits for rows that were asked for: a key and what it found are one picture, but what was typed is
/// seen at once even when the search is slow.
const ROWS_REST: Duration = Duration::from_millis(8);
/// Events taken between two drawings, so that an endless stream of them still shows something.
const BURST: usize = 1_024;

pub(super) async fn run(
    state: State,
    look: Look,
    commands: mpsc::UnboundedSender<Command>,
    mut events: mpsc::UnboundedReceiver<Event>,
    options: Options,
) -> io::Result<Ended> {
    // The theme knows whether colours are wanted; the environment was read when it was made.
    crossterm::style::force_color_output(true);
    let mut signals = Signals::catch()?;
    let _guard = Guard::enter(options.log.as_ref())?;
    let gone = tty::watch(GRACE, EXIT_HUNG_UP)?;
    let mut keys = read_keys()?;
    let mut desk = Desk::new(state, look, commands, options)?;
    let mut filter = Filter::default();
    let mut hold = Instant::now();

    if desk.begin().is_break() {
        return Ok(Ended::Quit);
    }
    loop {
        desk.draw()?;
        let size_due = desk.size_due;
        let rows_due = desk.rows_due;
        tokio::select! {
            biased;
            () = guard::panicked() => return Ok(Ended::Panicked),
            () = gone.notified() => return Ok(desk.stop(true)),
            () = signals.any() => return Ok(desk.stop(tty::is_gone())),
            written = desk.writer.idle() => {
                if let Err(error) = written {
                    return desk.broken(error);
                }
            }
            key = keys.recv() => {
                let mut next = key;
                for _ in 0..BURST {
                    match next {
                        Some(Ok(crossterm::event::Event::Resize(..))) => desk.size_changed(),
                        Some(Ok(event)) => {
                            for input in filter.push(event) {
                                if desk.input(input).is_break() {
                                    return Ok(Ended::Quit);
                                }
                            }
                            hold = Instant::now() + desk.options.escape_hold;
                        }
                        Some(Err(error)) => return desk.broken(error),
                        None => return desk.broken(io::ErrorKind::UnexpectedEof.into()),
                    }
                    next = match keys.try_recv() {
                        Ok(event) => Some(event),
                        Err(_) => break,
                    };
                }
            }
            letter = events.recv() => {
                let Some(letter) = letter else { return Ok(Ended::Deserted) };
                if desk.tell(Message::Letter(letter)).is_break() {
                    return Ok(Ended::Quit);
                }
                for _ in 0..BURST {
                    let Ok(letter) = events.try_recv() else { break };
                    if desk.tell(Message::Letter(letter)).is_break() {
                        return Ok(Ended::Quit);
                    }
                }
            }
            () = sleep_until(hold), if filter.is_holding() => {
                for input in filter.silence() {
                    if desk.input(input).is_break() {
                        return Ok(Ended::Quit);
                    }
                }
            }
            () = sleep_until(size_due.unwrap_or(hold)), if size_due.is_some() => {
                if desk.resize().is_break() {
                    return Ok(Ended::Quit);
                }
            }
            // Then it is drawn as it is; a writer that is at work says by itself when it can be drawn.
            () = sleep_until(rows_due.unwrap_or(hold)), if rows_due.is_some() && desk.writer.is_idle() => {}
        }
    }
}

/// What the loop works on.
struct Desk {
    state: State,
    look: Look,
    commands: mpsc::UnboundedSender<Command>,
    options: Options,
    screen: Screen,
    writer: Writer,
    /// What goes to the terminal before the next frame.
    copied: Vec<u8>,
    /// Something happened since the last drawing.
    stale: bool,
    /// Until when the drawing waits for rows.
    rows_due: Option<Instant>,
    /// When the new size of the terminal will be taken over, after it has changed.
    size_due: Option<Instant>,
    /// When the size was taken over last.
    sized: Instant,
}

impl Desk {
    fn new(
        state: State,
        look: Look,
        commands: mpsc::UnboundedSender<Command>,
        options: Options,
    ) -> io::Result<Self> {
        Ok(Self {
            state,
            look,
            commands,
            options,
            screen: Screen::new(tty::size())?,
            writer: Writer::start()?,
            copied: Vec::new(),
            stale: true,
            rows_due: None,
            size_due: None,
            sized: Instant::now(),
        })
    }

    fn begin(&mut self) -> ControlFlow<()> {
        let Size { width, height } = tty::size();
        self.tell(Message::Resize(width, height))?;
        let effects = app::start(&mut self.state);
        self.carry_out(effects)
    }

    fn input(&mut self, input: Input) -> ControlFlow<()> {
        self.tell(match input {
            Input::Key(key) => Message::Key(key),
            Input::Paste(text) => Message::Paste(text),
        })
    }

    fn tell(&mut self, message: Message) -> ControlFlow<()> {
        self.state.now = (self.options.clock)();
        self.stale = true;
        let effects = app::update(&mut self.state, message);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> ControlFlow<()> {
        for effect in effects {
            match effect {
                // A background that is gone has closed its events too, and the loop ends by that.
                Effect::Send(command) => drop(self.commands.send(command)),
                Effect::Copy(text) => self.copied = clipboard::sequence(&text),
                Effect::Redraw => self.screen.repaint(),
                Effect::Quit => return ControlFlow::Break(()),
            }
        }
        ControlFlow::Continue(())
    }

    /// Draws when something happened and the terminal has taken the last frame. Nothing drawn is ever dropped: a slow
    /// terminal gets fewer frames, each of them whole.
    fn draw(&mut self) -> io::Result<()> {
        if !self.stale || !self.writer.is_idle() || self.waits_for_rows() {
            return Ok(());
        }
        self.rows_due = None;
        let mut measured = None;
        let frame = self
            .screen
            .frame(|frame| measured = Some(view::draw(frame, &self.state, &self.look)))?;
        if let Some(measured) = measured {
            self.state.measured(measured);
        }
        let mut bytes = std::mem::take(&mut self.copied);
        bytes.extend(frame);
        if !bytes.is_empty() {
            self.writer.write(bytes);
        }
        self.stale = false;
        Ok(())
    }

    /// Whether rows that were asked for since the last drawing may still come in time for this one.
    fn waits_for_rows(&mut self) -> bool {
        if !self.state.is_expecting_rows() {
            return false;
        }
        let now = Instant::now();
        let due = *self.rows_due.get_or_insert(now + ROWS_REST);
        now < due
    }

    fn size_changed(&mut self) {
        self.size_due
            .get_or_insert_with(|| Instant::now().max(self.sized + SIZE_REST));
    }

    fn resize(&mut self) -> ControlFlow<()> {
        self.size_due = None;
        self.sized = Instant::now();
        let size = tty::size();
        self.screen.resize(size);
        self.tell(Message::Resize(size.width, size.height))
    }

    /// Lets the desk put away what is under way.
    fn stop(mut self, gone: bool) -> Ended {
        if gone {
            guard::lose();
        }
        // It has nothing to say against it.
        let _ = self.tell(Message::Stop);
        if gone { Ended::HungUp } else { Ended::Stopped }
    }

    /// The terminal cannot be read or written.
    fn broken(self, error: io::Error) -> io::Result<Ended> {
        if tty::is_gone() {
            return Ok(self.stop(true));
        }
        let _ = self.stop(false);
        Err(error)
    }
}

/// Reads keys on a thread that nobody ever waits for: after a hang-up it would not come back.
fn read_keys() -> io::Result<mpsc::UnboundedReceiver<io::Result<crossterm::event::Event>>> {
    let (found, keys) = mpsc::unbounded_channel();
    thread::Builder::new()
        .name("terminal reader".into())
        .spawn(move || {
            loop {
                let event = crossterm::event::read();
                let failed = event.is_err();
                if found.send(event).is_err() || failed {
                    break;
                }
            }
        })?;
    Ok(keys)
}

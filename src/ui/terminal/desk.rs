//! The desk at its terminal: what it is told, what comes of that, and when it is drawn.

use std::{io, ops::ControlFlow, sync::Arc, time::Duration};

use ratatui::layout::Size;
use tokio::{
    sync::{Notify, mpsc},
    time::Instant,
};

use super::{
    Ended, Options, clipboard,
    editor::Stopped,
    guard::{self, Guard},
    input::Input,
    screen::Screen,
    signals::Signals,
    suspend, tty,
    writer::Writer,
};
use crate::{
    letters::Command,
    ui::{
        app::{self, Effect, Message, State, elsewhere::Composed},
        view::{self, Look},
    },
};

/// A storm of sizes (a dragged window, several clients of one multiplexer) costs one repaint in this time.
const SIZE_REST: Duration = Duration::from_millis(50);
/// How long a drawing waits for rows that were asked for: a key and what it found are one picture, but what was typed is
/// seen at once even when the search is slow.
const ROWS_REST: Duration = Duration::from_millis(8);

/// What the loop works on.
pub(super) struct Desk {
    state: State,
    look: Look,
    commands: mpsc::UnboundedSender<Command>,
    pub(super) options: Options,
    screen: Screen,
    pub(super) writer: Writer,
    /// What is to be edited in the person's own editor.
    pub(super) composing: Option<String>,
    /// What goes to the terminal before the next frame.
    copied: Vec<u8>,
    /// Something happened since the last drawing.
    pub(super) stale: bool,
    /// Until when the drawing waits for rows.
    pub(super) rows_due: Option<Instant>,
    /// When the new size of the terminal will be taken over, after it has changed.
    pub(super) size_due: Option<Instant>,
    /// When the size was taken over last.
    sized: Instant,
    /// Holds the terminal, unless the person's own editor or the shell has it.
    guard: Option<Guard>,
}

impl Desk {
    pub(super) fn new(
        state: State,
        look: Look,
        commands: mpsc::UnboundedSender<Command>,
        options: Options,
        guard: Guard,
    ) -> io::Result<Self> {
        Ok(Self {
            state,
            look,
            commands,
            options,
            screen: Screen::new(tty::size())?,
            writer: Writer::start()?,
            composing: None,
            copied: Vec::new(),
            stale: true,
            rows_due: None,
            size_due: None,
            sized: Instant::now(),
            guard: Some(guard),
        })
    }

    pub(super) fn begin(&mut self) -> ControlFlow<()> {
        let Size { width, height } = tty::size();
        self.tell(Message::Resize(width, height))?;
        let effects = app::start(&mut self.state);
        self.carry_out(effects)
    }

    pub(super) fn input(&mut self, input: Input) -> ControlFlow<()> {
        self.tell(match input {
            Input::Key(key) => Message::Key(key),
            Input::Paste(text) => Message::Paste(text),
        })
    }

    pub(super) fn tell(&mut self, message: Message) -> ControlFlow<()> {
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
                Effect::Compose(_) if self.options.editor.is_none() => {
                    self.tell(Message::Composed(Composed::NoEditor))?;
                }
                Effect::Compose(text) => self.composing = Some(text),
                Effect::Redraw => self.screen.repaint(),
                Effect::Suspend => self.suspend(),
                Effect::Quit => return ControlFlow::Break(()),
            }
        }
        ControlFlow::Continue(())
    }

    /// Draws when something happened and the terminal has taken the last frame. Nothing drawn is ever dropped: a slow
    /// terminal gets fewer frames, each of them whole.
    pub(super) fn draw(&mut self) -> io::Result<()> {
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

    pub(super) fn size_changed(&mut self) {
        self.size_due
            .get_or_insert_with(|| Instant::now().max(self.sized + SIZE_REST));
    }

    pub(super) fn resize(&mut self) -> ControlFlow<()> {
        self.size_due = None;
        self.sized = Instant::now();
        let size = tty::size();
        self.screen.resize(size);
        self.tell(Message::Resize(size.width, size.height))
    }

    /// Leaves the terminal to the shell. Returns when the shell has brought the program back, which a signal tells as well.
    pub(super) fn suspend(&mut self) {
        if suspend::is_possible() {
            self.guard = None;
            suspend::stop();
        }
    }

    /// Takes the terminal again, whatever became of it while the program was stopped.
    pub(super) fn resume(&mut self) -> io::Result<ControlFlow<()>> {
        self.guard = None;
        self.guard = Some(Guard::enter(self.options.log.as_ref())?);
        Ok(self.resize())
    }

    /// Gives the terminal to the person's own editor until that ends; how the program ends, if it has to meanwhile.
    pub(super) async fn compose(
        &mut self,
        text: &str,
        signals: &mut Signals,
        gone: &Arc<Notify>,
    ) -> io::Result<Option<Ended>> {
        let Some(editor) = &self.options.editor else {
            return Ok(None);
        };
        self.guard = None;
        let (composed, stopped) = editor.edit(text, signals, gone).await;
        if let Some(stopped) = stopped {
            // Whatever was written into the file is on its way to the disk as any other draft.
            let _ = self.tell(Message::Composed(composed));
            return Ok(Some(self.put_away(stopped == Stopped::HungUp)));
        }
        let resumed = self.resume()?;
        tty::forget_keys();
        if resumed.is_break() || self.tell(Message::Composed(composed)).is_break() {
            return Ok(Some(Ended::Quit));
        }
        Ok(None)
    }

    /// Lets the desk put away what is under way.
    pub(super) fn stop(mut self, gone: bool) -> Ended {
        self.put_away(gone)
    }

    fn put_away(&mut self, gone: bool) -> Ended {
        if gone {
            guard::lose();
        }
        // It has nothing to say against it.
        let _ = self.tell(Message::Stop);
        if gone { Ended::HungUp } else { Ended::Stopped }
    }

    /// The terminal cannot be read or written.
    pub(super) fn broken(self, error: io::Error) -> io::Result<Ended> {
        if tty::is_gone() {
            return Ok(self.stop(true));
        }
        let _ = self.stop(false);
        Err(error)
    }
}

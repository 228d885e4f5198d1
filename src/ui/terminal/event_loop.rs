//! The loop: waits for whatever comes first, tells the desk, and draws when nothing more is ready.

use std::io;

use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{
    EXIT_HUNG_UP, Ended, GRACE, Options,
    desk::Desk,
    guard::{self, Guard},
    input::Filter,
    keys::Keys,
    signals::{Asked, Signals},
    tty,
};
use crate::{
    letters::{Command, Event},
    ui::{
        app::{Message, State},
        view::Look,
    },
};

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
    let guard = Guard::enter(options.log.as_ref())?;
    let gone = tty::watch(GRACE, EXIT_HUNG_UP)?;
    let mut keys = Keys::read()?;
    let mut desk = Desk::new(state, look, commands, options, guard)?;
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
            asked = signals.any() => match asked {
                Asked::End => return Ok(desk.stop(tty::is_gone())),
                Asked::Suspend => desk.suspend(),
                Asked::Resume => match desk.resume() {
                    Ok(resumed) if resumed.is_break() => return Ok(Ended::Quit),
                    Ok(_) => {}
                    Err(error) => return desk.broken(error),
                },
            },
            // Nobody need know of it before there is more to write.
            written = desk.writer.idle(), if desk.stale => {
                if let Err(error) = written {
                    return desk.broken(error);
                }
            }
            pressed = keys.pressed() => {
                let events = match pressed {
                    Ok(events) => events,
                    Err(error) => return desk.broken(error),
                };
                for event in events {
                    // What was typed ahead of an editor was not meant for rolo.
                    if desk.composing.is_some() {
                        break;
                    }
                    if let crossterm::event::Event::Resize(..) = event {
                        desk.size_changed();
                        continue;
                    }
                    for input in filter.push(event) {
                        if desk.input(input).is_break() {
                            return Ok(Ended::Quit);
                        }
                    }
                    hold = Instant::now() + desk.options.escape_hold;
                }
                if let Some(text) = desk.composing.take() {
                    filter = Filter::default();
                    if let Some(ended) = desk.compose(&text, &mut signals, &gone).await? {
                        return Ok(ended);
                    }
                }
                keys.read_on();
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

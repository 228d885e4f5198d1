//! What the screen and the background say to each other: commands one way, events the other, plain data both ways.
//!
//! Every command is answered by exactly one final event with its ticket ([`Event::Superseded`] is one), so that a test
//! can wait for quiet instead of sleeping. Events without a ticket may come at any time: they tell what nobody asked for.

mod around;
mod begin;
mod beside;
mod command;
mod copy;
mod event;
mod found;

pub use around::{Part, Told};
pub use begin::{Admitted, Begun, Proof, Secret, Step, Way};
pub use beside::Reach;
pub use command::Command;
pub use copy::{CopyStage, CopyState, Vanishing};
pub use event::Event;
pub use found::{Reading, Rows, Suggestion};

/// Numbers a question, so that the newest one wins when answers come late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

impl Ticket {
    /// The ticket after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

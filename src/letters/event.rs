//! What the background tells the screen.

use std::sync::Arc;

use super::{Begun, CopyState, Suggestion, Ticket, Told};
use crate::domain::{
    account::Account,
    activity::Jotted,
    contact::Contact,
    edit::{Draft, Place},
    failure::Failure,
    neighbour::Neighbours,
    text::Untrusted,
};

/// From the background to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// What came of a step of the first start.
    Begun {
        /// The command's.
        ticket: Ticket,
        /// What.
        begun: Begun,
    },
    /// The account was read.
    Connected {
        /// The command's.
        ticket: Ticket,
        /// What it says.
        account: Box<Account>,
        /// What was typed earlier and not saved.
        drafts: Vec<Draft>,
    },
    /// What is known of the account without having been asked: from the copy, before the account has answered, or from an account
    /// that answers by itself after a `Connect` had failed.
    Recalled {
        /// What the account said about itself last.
        account: Box<Account>,
        /// What was typed earlier and not saved.
        drafts: Vec<Draft>,
    },
    /// Notes and tasks that were typed earlier and not sent; it comes before the account they are of.
    Jotted(Vec<Jotted>),
    /// Rows of a search, in its order.
    Found {
        /// The command's.
        ticket: Ticket,
        /// How many contacts the whole result has.
        total: usize,
        /// Where the first of these stands in it.
        from: usize,
        /// The contacts, one after another, as many as were wanted and are there.
        contacts: Vec<Arc<Contact>>,
        /// Where in the result the contact stands around which rows were wanted; `None` when it is not in it (any more).
        around: Option<usize>,
        /// What else may have been meant, when little was found; what finds more comes first.
        suggestions: Vec<Suggestion>,
    },
    /// What the account itself found.
    Joined {
        /// The command's.
        ticket: Ticket,
        /// Its contacts, also those that the copy has found as well.
        contacts: Vec<Contact>,
    },
    /// The copy is up to date as of now.
    Refreshed {
        /// The command's.
        ticket: Ticket,
    },
    /// The copy let go of contacts.
    LetGone {
        /// The command's.
        ticket: Ticket,
        /// How many.
        gone: usize,
    },
    /// How the copy does, when that has changed; a few times a second at most.
    Copy(CopyState),
    /// The copy holds other contacts than before, and searches will show it: what is on the screen may be out of date.
    Changed,
    /// One contact, fresh; `None` when the account no longer shows it.
    Opened {
        /// The command's.
        ticket: Ticket,
        /// The contact.
        contact: Option<Box<Contact>>,
    },
    /// What was asked about the surroundings of a contact.
    Around {
        /// The command's.
        ticket: Ticket,
        /// What stands there.
        told: Told,
    },
    /// The account took what was to be written down.
    Entered {
        /// The command's.
        ticket: Ticket,
    },
    /// What a contact can be linked to.
    LookedUp {
        /// The command's.
        ticket: Ticket,
        /// What the account found, of the kind that was asked for.
        neighbours: Neighbours,
    },
    /// Tags that may be meant.
    TagsSuggested {
        /// The command's.
        ticket: Ticket,
        /// A few, what most contacts have first.
        tags: Vec<Untrusted>,
    },
    /// Who else has it.
    TwinsFound {
        /// The command's.
        ticket: Ticket,
        /// A few, by name; none when nobody has.
        twins: Vec<Contact>,
    },
    /// The account accepted the change and holds this now. The draft is gone from the disk.
    Saved {
        /// The command's.
        ticket: Ticket,
        /// What the account answers after the save.
        contact: Box<Contact>,
        /// Fields whose value on the account differs from what was meant, as it was read back.
        differs: Vec<Place>,
    },
    /// Nothing was sent: somebody changed the same fields meanwhile.
    Conflict {
        /// The command's.
        ticket: Ticket,
        /// What the account holds now.
        theirs: Box<Contact>,
        /// What both sides changed differently; never empty.
        clashes: Vec<Place>,
    },
    /// What a save would send.
    Previewed {
        /// The command's.
        ticket: Ticket,
        /// Method and address in the first line, then the body as JSON, in lines. It holds what people typed: to be cleaned
        /// before it is shown.
        request: String,
    },
    /// A draft, or a note or a task, is safely on disk.
    DraftKept {
        /// The command's.
        ticket: Ticket,
    },
    /// A draft is forgotten.
    DraftDropped {
        /// The command's.
        ticket: Ticket,
    },
    /// The program has ended, or has been running for a moment without complaint.
    Ran {
        /// The command's.
        ticket: Ticket,
        /// The program.
        program: String,
        /// Why it did not do its work, in the system's words.
        ended: Result<(), String>,
    },
    /// The command was not done; nothing that the screen holds is lost by it.
    Failed {
        /// The command's.
        ticket: Ticket,
        /// Why.
        failure: Failure,
    },
    /// A newer command took its place.
    Superseded {
        /// The command's.
        ticket: Ticket,
    },
}

impl Event {
    /// The ticket of the command that this ends; `None` when it ends none.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Recalled { .. } | Self::Jotted(_) | Self::Copy(_) | Self::Changed => None,
            Self::Begun { ticket, .. }
            | Self::Connected { ticket, .. }
            | Self::Found { ticket, .. }
            | Self::Joined { ticket, .. }
            | Self::Refreshed { ticket }
            | Self::Around { ticket, .. }
            | Self::Entered { ticket }
            | Self::LookedUp { ticket, .. }
            | Self::TagsSuggested { ticket, .. }
            | Self::TwinsFound { ticket, .. }
            | Self::LetGone { ticket, .. }
            | Self::Opened { ticket, .. }
            | Self::Saved { ticket, .. }
            | Self::Conflict { ticket, .. }
            | Self::Previewed { ticket, .. }
            | Self::DraftKept { ticket }
            | Self::DraftDropped { ticket }
            | Self::Ran { ticket, .. }
            | Self::Failed { ticket, .. }
            | Self::Superseded { ticket } => Some(*ticket),
        }
    }
}

//! What the screen and the background say to each other: commands one way, events the other, plain data both ways.
//!
//! Every command is answered by exactly one final event with its ticket ([`Event::Superseded`] is one), so that a test
//! can wait for quiet instead of sleeping. Events without a ticket may come at any time.

use crate::domain::{
    account::Account,
    contact::Contact,
    edit::{Draft, Place, Subject},
    failure::Failure,
    id::ContactId,
};

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

/// From the screen to the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Read the account (users, fields, rights) and the drafts kept on this machine. Answered by `Connected` or `Failed`.
    Connect {
        /// Answers carry it.
        ticket: Ticket,
    },
    /// Find contacts; the empty query means all of them. Replaces an older `Search` and every `Extend`, which answer
    /// `Superseded`. Answered by `Found` or `Failed`.
    Search {
        /// Answers carry it.
        ticket: Ticket,
        /// As typed.
        query: String,
    },
    /// More contacts of what the screen shows. Replaces a `Search` for something else, which answers `Superseded`. Answered
    /// by `Found`, `Failed` or `Superseded`.
    Extend {
        /// Answers carry it.
        ticket: Ticket,
        /// The query of the search that is continued.
        query: String,
        /// How many contacts the screen has.
        have: usize,
    },
    /// Read one contact afresh, because somebody looks at it. Replaces an older `Open`. Answered by `Opened` or `Failed`.
    Open {
        /// Answers carry it.
        ticket: Ticket,
        /// Which one.
        contact: ContactId,
    },
    /// Save a draft: read again, merge, send what only this side changed, read back. Answered by `Saved`, `Conflict` or `Failed`.
    Save {
        /// Answers carry it.
        ticket: Ticket,
        /// What to save.
        draft: Box<Draft>,
    },
    /// Keep a draft on disk, replacing an older state of the same edit (the same request id). Answered by `DraftKept`, `Failed` or, when a newer one
    /// overtook it before it was written, `Superseded`.
    KeepDraft {
        /// Answers carry it.
        ticket: Ticket,
        /// What was typed.
        draft: Box<Draft>,
    },
    /// Forget one edit of this subject; another one that is kept for it stays. Answered by `DraftDropped` or `Failed`.
    DropDraft {
        /// Answers carry it.
        ticket: Ticket,
        /// Whose draft.
        subject: Subject,
        /// Which edit: the draft's own request id.
        request_id: String,
    },
}

impl Command {
    /// The ticket that its final event will carry.
    pub fn ticket(&self) -> Ticket {
        match self {
            Self::Connect { ticket }
            | Self::Search { ticket, .. }
            | Self::Extend { ticket, .. }
            | Self::Open { ticket, .. }
            | Self::Save { ticket, .. }
            | Self::KeepDraft { ticket, .. }
            | Self::DropDraft { ticket, .. } => *ticket,
        }
    }
}

/// From the background to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The account was read.
    Connected {
        /// The command's.
        ticket: Ticket,
        /// What it says.
        account: Box<Account>,
        /// What was typed earlier and not saved.
        drafts: Vec<Draft>,
    },
    /// Contacts of a search, in its order.
    Found {
        /// The command's.
        ticket: Ticket,
        /// Where the first of them stands in the whole result.
        from: usize,
        /// The contacts; some may repeat ones already known, the newer data counts.
        contacts: Vec<Contact>,
        /// How many contacts of this answer could not be read.
        unreadable: usize,
        /// Whether the result ends here.
        end: bool,
    },
    /// One contact, fresh; `None` when the account no longer shows it.
    Opened {
        /// The command's.
        ticket: Ticket,
        /// The contact.
        contact: Option<Box<Contact>>,
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
    /// A draft is safely on disk.
    DraftKept {
        /// The command's.
        ticket: Ticket,
    },
    /// A draft is forgotten.
    DraftDropped {
        /// The command's.
        ticket: Ticket,
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
    /// The ticket of the command that this ends.
    pub fn ticket(&self) -> Ticket {
        match self {
            Self::Connected { ticket, .. }
            | Self::Found { ticket, .. }
            | Self::Opened { ticket, .. }
            | Self::Saved { ticket, .. }
            | Self::Conflict { ticket, .. }
            | Self::DraftKept { ticket }
            | Self::DraftDropped { ticket }
            | Self::Failed { ticket, .. }
            | Self::Superseded { ticket } => *ticket,
        }
    }
}

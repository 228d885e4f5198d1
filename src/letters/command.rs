//! What the screen asks of the background.

use super::{Part, Reach, Rows, Step, Ticket};
use crate::domain::{
    activity::{Entry, Jotted},
    edit::{Draft, Subject},
    id::ContactId,
    neighbour::Kind,
};

/// From the screen to the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin with an account, while none is open. Answered by `Begun`, and by `Superseded` when something newer is asked while
    /// an account is asked who comes, or when an account is open already.
    Begin {
        /// Answers carry it.
        ticket: Ticket,
        /// With which.
        step: Step,
    },
    /// Read the account (users, fields, rights) and the drafts kept on this machine. What the copy knows of both comes
    /// before that as `Recalled`. Answered by `Connected` or `Failed`.
    Connect {
        /// Answers carry it.
        ticket: Ticket,
    },
    /// Find contacts in the copy; the empty query means all of them. The same query again gives other rows of its result,
    /// or what has become of them. Replaces an older `Search`, which answers `Superseded`. Answered by `Found` or `Failed`,
    /// without waiting for the account.
    Search {
        /// Answers carry it.
        ticket: Ticket,
        /// As typed.
        query: String,
        /// Which rows of the result are wanted.
        rows: Rows,
    },
    /// Ask the account itself for a query: it may know contacts that the copy does not have. The query rests first, so that
    /// typing costs one request at most, and a text is asked once a minute at most: until then its last answer is given
    /// again. Replaces an older `Ask`, which answers `Superseded`. Answered by `Joined` or `Failed`.
    Ask {
        /// Answers carry it.
        ticket: Ticket,
        /// As typed.
        query: String,
    },
    /// Bring the copy up to date now. Answered by `Refreshed` or `Failed`.
    Refresh {
        /// Answers carry it.
        ticket: Ticket,
    },
    /// Let go of the contacts that the account no longer shows, although they are many; see [`Vanishing`](super::Vanishing). Answered by
    /// `LetGone` or `Failed`.
    LetGo {
        /// Answers carry it.
        ticket: Ticket,
    },
    /// Read one contact afresh, because somebody looks at it. Replaces an older `Open`. Answered by `Opened` or `Failed`.
    Open {
        /// Answers carry it.
        ticket: Ticket,
        /// Which one.
        contact: ContactId,
    },
    /// Read something around the contact in front. Replaces an older `Around` for another contact, which answers
    /// `Superseded`. Answered by `Around` or `Failed`.
    Around {
        /// Answers carry it.
        ticket: Ticket,
        /// Which contact.
        contact: ContactId,
        /// What of it.
        part: Part,
    },
    /// Write something down about a contact. Answered by `Entered` or `Failed`.
    Enter {
        /// Answers carry it.
        ticket: Ticket,
        /// Which contact.
        contact: ContactId,
        /// What.
        entry: Box<Entry>,
        /// A UUID; the same one sent again does it once where the account honours it.
        request_id: String,
    },
    /// Look in the account for what a contact can be linked to. The query rests first, and replaces an older `LookUp`, which
    /// answers `Superseded`. Answered by `LookedUp` or `Failed`.
    LookUp {
        /// Answers carry it.
        ticket: Ticket,
        /// What kind of thing.
        kind: Kind,
        /// As typed: a part of the name, or the number.
        query: String,
    },
    /// Suggest tags that contacts of the copy have. Replaces an older `SuggestTags` or `FindTwins`, which answers
    /// `Superseded`. Answered by `TagsSuggested` or `Failed`, without asking the account.
    SuggestTags {
        /// Answers carry it.
        ticket: Ticket,
        /// What they begin with, or one of their words does; never blank.
        beginning: String,
    },
    /// Find who else has a phone or an e-mail, in the copy. Replaces an older `FindTwins` or `SuggestTags`, which answers
    /// `Superseded`. Answered by `TwinsFound` or `Failed`, without asking the account.
    FindTwins {
        /// Answers carry it.
        ticket: Ticket,
        /// What they have.
        reach: Reach,
        /// Who is being edited, and no twin of itself.
        except: Option<ContactId>,
    },
    /// Save a draft: read again, merge, send what only this side changed, read back. Answered by `Saved`, `Conflict` or `Failed`.
    Save {
        /// Answers carry it.
        ticket: Ticket,
        /// What to save.
        draft: Box<Draft>,
    },
    /// Print the request that a save of this draft would send, if nobody changes the contact meanwhile. Nothing is asked of
    /// the account. Answered by `Previewed`.
    Preview {
        /// Answers carry it.
        ticket: Ticket,
        /// What would be saved.
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
    /// Keep a note or a task on disk, replacing an older state of it (the same request id); one that says nothing is forgotten,
    /// and one that the account takes is forgotten with that. Answered as `KeepDraft` is.
    KeepJot {
        /// Answers carry it.
        ticket: Ticket,
        /// What was typed.
        jot: Box<Jotted>,
    },
    /// Start a program of the person's own, apart from the terminal. Answered by `Ran`.
    Run {
        /// Answers carry it.
        ticket: Ticket,
        /// The program and its arguments; no shell reads them.
        argv: Vec<String>,
    },
}

impl Command {
    /// The ticket that its final event will carry.
    pub fn ticket(&self) -> Ticket {
        match self {
            Self::Begin { ticket, .. }
            | Self::Connect { ticket }
            | Self::Search { ticket, .. }
            | Self::Ask { ticket, .. }
            | Self::Refresh { ticket }
            | Self::LetGo { ticket }
            | Self::Open { ticket, .. }
            | Self::Around { ticket, .. }
            | Self::Enter { ticket, .. }
            | Self::LookUp { ticket, .. }
            | Self::SuggestTags { ticket, .. }
            | Self::FindTwins { ticket, .. }
            | Self::Save { ticket, .. }
            | Self::Preview { ticket, .. }
            | Self::KeepDraft { ticket, .. }
            | Self::DropDraft { ticket, .. }
            | Self::KeepJot { ticket, .. }
            | Self::Run { ticket, .. } => *ticket,
        }
    }
}

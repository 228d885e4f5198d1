//! What the screen and the background say to each other: commands one way, events the other, plain data both ways.
//!
//! Every command is answered by exactly one final event with its ticket ([`Event::Superseded`] is one), so that a test
//! can wait for quiet instead of sleeping. Events without a ticket may come at any time: they tell what nobody asked for.

mod around;
mod begin;
mod beside;

use std::sync::Arc;

pub use around::{Part, Told};
pub use begin::{Admitted, Begun, Proof, Secret, Step, Way};
pub use beside::Reach;

use crate::domain::{
    account::Account,
    activity::{Entry, Jotted},
    contact::Contact,
    edit::{Draft, Place, Subject},
    failure::Failure,
    id::{ContactId, Moment},
    neighbour::{Kind, Neighbours},
    text::Untrusted,
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
    /// Let go of the contacts that the account no longer shows, although they are many; see [`Vanishing`]. Answered by
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

/// Which rows of a result are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The first of them, counted from 0; a result that ends before gives its last rows.
    pub from: usize,
    /// How many at most.
    pub count: usize,
    /// Where the rows have to be instead: `count` of them with this contact in the middle, if it is in the result.
    pub around: Option<ContactId>,
}

/// Another query that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Why it may have been.
    pub reading: Reading,
    /// The query.
    pub query: String,
    /// How many contacts it finds; never 0.
    pub total: usize,
}

/// How a query was read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The same keys on the other keyboard layout: `bdfyjd` for `иванов`.
    OtherLayout,
    /// The same sounds in the other alphabet: `ivanov` for `иванов`.
    Transliterated,
}

/// How the copy of the account does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyState {
    /// What is going on.
    pub stage: CopyStage,
    /// When it was complete last, by this machine's clock; `None` before the first time.
    pub fresh_at: Option<Moment>,
    /// How many contacts it could not read.
    pub unreadable: usize,
    /// Contacts that somebody has to decide about.
    pub vanishing: Option<Vanishing>,
}

/// What is going on with the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CopyStage {
    /// Nothing yet: it is not known whose copy it will be.
    #[default]
    Starting,
    /// Another process keeps it fresh.
    Following,
    /// Everything is being read.
    Copying {
        /// How many contacts were read so far.
        rows: usize,
        /// How many there are, as far as an earlier time knows.
        of: Option<usize>,
        /// How many a second; `None` in the first moments.
        per_second: Option<usize>,
    },
    /// What changed is being read.
    CatchingUp,
    /// What is gone is being looked for.
    Sweeping,
    /// Nothing is due.
    Resting,
    /// It could not be brought up to date; it is tried again by itself.
    Failing(Failure),
}

/// So many contacts at once are missing from the account that it may be a mistake: they stay until somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vanishing {
    /// How many are missing.
    pub rows: usize,
    /// Of how many.
    pub of: usize,
}

//! The account as the desk knows it: who is logged in, what is typed and not saved, whether it answers.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};

use super::{Effect, State, notice::Notice};
use crate::{
    domain::{
        account::{Account, Right},
        contact::Contact,
        edit::{Draft, Subject},
        failure::Failure,
        id::Moment,
        typed::Calendar,
    },
    letters::{Command, Ticket},
    words::Word,
};

/// The account side of the desk.
#[derive(Debug)]
pub struct Session {
    /// What the account is called on this machine; `None` for one that was only named by its address.
    pub called: Option<String>,
    /// Where it is: scheme, host and port.
    pub address: String,
    /// Whether it was opened for reading only, so that nothing typed could ever be sent.
    pub is_read_only: bool,
    /// Known once the account answered, from the copy before that.
    pub account: Option<Account>,
    /// The account's time zone: due dates mean the account's days, not those of the machine rolo runs on.
    pub zone: TimeZone,
    /// What was typed and not saved, on disk or on its way there.
    pub drafts: BTreeMap<Subject, Draft>,
    /// Whether the account answers.
    pub link: Link,
    /// Saves whose form is no longer in front.
    pub(super) away: BTreeMap<Ticket, Subject>,
    /// Drafts on their way to the disk.
    pub(super) keeping: BTreeMap<Ticket, Subject>,
    /// Drafts that the disk refused: they live only as long as the program.
    pub(super) unkept: BTreeMap<Subject, Failure>,
    /// The draft whose writing the person was promised.
    pub(super) promised: Option<Ticket>,
    connecting: Option<Ticket>,
    /// Whether the account itself has said who is logged in, not only the copy.
    is_connected: bool,
}

/// Whether the account answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing was answered yet.
    #[default]
    Connecting,
    /// The last question was answered.
    Online,
    /// The account lets this user read nothing.
    Refused(Failure),
    /// The last question was not answered.
    Offline {
        /// Since when.
        since: Moment,
        /// Why.
        failure: Failure,
    },
}

impl Default for Session {
    fn default() -> Self {
        Self {
            called: None,
            address: String::new(),
            is_read_only: false,
            account: None,
            zone: TimeZone::UTC,
            drafts: BTreeMap::new(),
            link: Link::default(),
            away: BTreeMap::new(),
            keeping: BTreeMap::new(),
            unkept: BTreeMap::new(),
            promised: None,
            connecting: None,
            is_connected: false,
        }
    }
}

impl Session {
    pub(super) fn answered(&mut self) {
        self.link = Link::Online;
    }

    pub(super) fn failed(&mut self, now: Moment, failure: &Failure) {
        let since = match &self.link {
            // How long to wait counts from now.
            _ if matches!(failure, Failure::TooManyRequests { .. }) => now,
            Link::Offline { since, .. } => *since,
            Link::Connecting | Link::Online | Link::Refused(_) => now,
        };
        self.link = Link::Offline {
            since,
            failure: failure.clone(),
        };
    }

    pub(super) fn refused(&mut self, failure: &Failure) {
        self.link = Link::Refused(failure.clone());
    }

    pub(super) fn is_connecting(&self, ticket: Ticket) -> bool {
        self.connecting == Some(ticket)
    }

    pub(super) fn connected(&mut self, account: Account, drafts: Vec<Draft>) {
        self.connecting = None;
        self.is_connected = true;
        self.recalled(account, drafts);
    }

    /// Takes over what the copy knows, or the account.
    pub(super) fn recalled(&mut self, account: Account, drafts: Vec<Draft>) {
        // An unknown name of a zone shows times as UTC rather than not at all. The zones are compiled in: no file is read.
        self.zone = TimeZone::get(&account.timezone).unwrap_or(TimeZone::UTC);
        self.account = Some(account);
        for draft in drafts {
            // What is typed in this run is newer than what was read from the disk.
            self.drafts.entry(draft.subject).or_insert(draft);
        }
    }

    pub(super) fn not_connected(&mut self) {
        self.connecting = None;
    }

    /// Forgets what was typed about a contact: it is saved, or thrown away on purpose.
    pub(super) fn forget(&mut self, subject: Subject) {
        self.drafts.remove(&subject);
        self.unkept.remove(&subject);
    }

    /// What typed days are read by: the account's today and its own way of writing one.
    pub(super) fn calendar(&self, now: Moment) -> Calendar {
        let at = Timestamp::from_second(now.0).unwrap_or_default();
        let pattern = self
            .account
            .as_ref()
            .map(|account| account.date_pattern.as_str());
        let today = at.to_zoned(self.zone.clone()).date();
        Calendar::new(today, pattern.unwrap_or_default())
    }

    /// Whether this contact may be changed, as far as the account tells who is logged in.
    pub fn may_edit(&self, contact: &Contact) -> bool {
        if self.is_read_only {
            return false;
        }
        let Some(account) = &self.account else {
            return true;
        };
        match account.rights().edit {
            Right::All => true,
            Right::Own => contact.responsible == account.current_user,
            Right::Group => account
                .user(account.current_user)
                .is_none_or(|user| user.group == contact.group),
            Right::Denied => false,
        }
    }

    /// Whether contacts may be added.
    pub fn may_add(&self) -> bool {
        let account = self.account.as_ref();
        !self.is_read_only && account.is_none_or(|account| account.rights().add != Right::Denied)
    }

    /// Why nothing may be changed here: what the account's rights say, unless rolo itself was told to change nothing.
    pub(super) fn barred(&self, by_rights: Word) -> Notice {
        Notice::problem(if self.is_read_only {
            Word::NoticeReadOnly
        } else {
            by_rights
        })
    }
}

/// Asks who is logged in and what drafts there are.
pub(super) fn connect(state: &mut State) -> Effect {
    let ticket = state.ticket();
    state.session.connecting = Some(ticket);
    Effect::Send(Command::Connect { ticket })
}

/// Connects again when the account has not answered yet and nobody asks it already.
pub(super) fn reconnect(state: &mut State) -> Option<Effect> {
    let needed = !state.session.is_connected && state.session.connecting.is_none();
    needed.then(|| connect(state))
}

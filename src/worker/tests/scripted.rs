//! An account in memory that does what it is told: wait, fail, lose an answer, change its mind, panic.

mod around;

use std::{
    collections::{BTreeMap, VecDeque},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use crate::{
    crm::{
        Ask, Crm, Decoder, Described, Item, Items, Page, Post, Posted, Received, Tombstone, Wanted,
    },
    domain::{
        account::{Account, Rights, User},
        activity::Entry,
        contact::Contact,
        edit::{Changes, Subject},
        failure::Failure,
        fingerprint::Fingerprint,
        id::{AccountId, ContactId, GroupId, Moment, UserId},
        neighbour::Kind,
    },
    worker::readback,
};

/// What the account does next when it is asked.
pub(in crate::worker) enum Turn {
    /// Answers after a while.
    After(Duration),
    /// Never answers.
    Hang,
    /// Fails without having done anything.
    Fail(Failure),
    /// Does it, but the answer is lost: `Unknown` for a write.
    Lose,
    /// Refuses a write as older than what it holds.
    Stale,
    /// Somebody else changes the contacts first.
    First(Box<dyn FnOnce(&mut Contacts) + Send>),
    Panic,
}

pub(in crate::worker) type Contacts = BTreeMap<ContactId, Contact>;

/// What the account was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::worker) enum Call {
    Account,
    Page {
        query: String,
        rows: usize,
        offset: usize,
    },
    Contact(ContactId),
    Post(Subject, Changes),
    /// Anything around this contact; 0 where only linked things are named.
    Around(ContactId),
    Enter(ContactId, Entry),
    LookUp(Kind, String),
}

#[derive(Default)]
struct State {
    contacts: Contacts,
    /// Who is logged in.
    user: Option<UserId>,
    /// What was made under which request id, on an account that remembers that.
    remembered: Option<BTreeMap<String, ContactId>>,
    calls: Vec<Call>,
    /// How often a page for the copy was asked for.
    lists: usize,
    /// For every page of a query, account or contact asked for, in this order.
    reads: VecDeque<Turn>,
    posts: VecDeque<Turn>,
    /// For every page for the copy.
    copies: VecDeque<Turn>,
}

/// See the module; answers at once and rightly unless told otherwise.
#[derive(Default)]
pub(in crate::worker) struct Scripted {
    state: Mutex<State>,
}

impl Scripted {
    /// An account with contacts 1 to `count`.
    pub(in crate::worker) fn with(count: i64) -> Self {
        let crm = Self::default();
        crm.state().contacts = (1..=count)
            .map(|id| (ContactId(id), contact(id, &format!("Контакт {id}"))))
            .collect();
        crm
    }

    /// The next read that has no turn yet goes like this.
    pub(in crate::worker) fn then_read(self, turn: Turn) -> Self {
        self.state().reads.push_back(turn);
        self
    }

    /// The next write that has no turn yet goes like this.
    pub(in crate::worker) fn then_post(self, turn: Turn) -> Self {
        self.state().posts.push_back(turn);
        self
    }

    /// The next page for the copy that has no turn yet goes like this.
    pub(in crate::worker) fn then_copy(self, turn: Turn) -> Self {
        self.state().copies.push_back(turn);
        self
    }

    /// From now on every page for the copy that has no turn yet fails so many times.
    pub(in crate::worker) fn fail_copies(&self, failure: &Failure, times: usize) {
        let turns = (0..times).map(|_| Turn::Fail(failure.clone()));
        self.state().copies.extend(turns);
    }

    /// From now on nothing is answered, for so many questions.
    pub(in crate::worker) fn fall_silent(&self, times: usize) {
        let fails = || (0..times).map(|_| Turn::Fail(Failure::Unreachable));
        self.state().reads.extend(fails());
        self.fail_copies(&Failure::Unreachable, times);
    }

    /// Somebody else is logged in.
    pub(in crate::worker) fn used_by(self, user: i64) -> Self {
        self.state().user = Some(UserId(user));
        self
    }

    pub(in crate::worker) fn that_remembers_requests(self) -> Self {
        self.state().remembered = Some(BTreeMap::new());
        self
    }

    pub(in crate::worker) fn change(&self, change: impl FnOnce(&mut Contacts)) {
        change(&mut self.state().contacts);
    }

    pub(in crate::worker) fn contact_now(&self, id: i64) -> Contact {
        self.state().contacts[&ContactId(id)].clone()
    }

    pub(in crate::worker) fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// How often a page for the copy was asked for.
    pub(in crate::worker) fn lists(&self) -> usize {
        self.state().lists
    }

    pub(in crate::worker) fn posts(&self) -> Vec<Changes> {
        let calls = self.calls().into_iter();
        calls
            .filter_map(|call| match call {
                Call::Post(_, changes) => Some(changes),
                _ => None,
            })
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Notes the call and takes its turn; `true` means that the answer gets lost.
    async fn turn(&self, call: Call) -> Result<bool, Failure> {
        let turn = {
            let mut state = self.state();
            let is_post = matches!(call, Call::Post(..) | Call::Enter(..));
            state.calls.push(call);
            if is_post {
                state.posts.pop_front()
            } else {
                state.reads.pop_front()
            }
        };
        self.take(turn).await
    }

    async fn take(&self, turn: Option<Turn>) -> Result<bool, Failure> {
        match turn {
            None | Some(Turn::Stale) => Ok(false),
            Some(Turn::After(time)) => {
                tokio::time::sleep(time).await;
                Ok(false)
            }
            Some(Turn::Hang) => std::future::pending().await,
            Some(Turn::Fail(failure)) => Err(failure),
            Some(Turn::Lose) => Ok(true),
            Some(Turn::First(change)) => {
                self.change(change);
                Ok(false)
            }
            Some(Turn::Panic) => panic!("as the script says"),
        }
    }
}

/// The contact as an account sends it; of its text only what is searched for here.
fn received(contact: Contact) -> Received {
    let mut hasher = DefaultHasher::new();
    format!("{contact:?}").hash(&mut hasher);
    Received {
        raw: format!(
            r#"{{"id":{},"name":"{}","responsible_user_id":{},"created_by":{},"created_at":{},"updated_at":{}}}"#,
            contact.id,
            contact.name.raw(),
            contact.responsible,
            contact.created_by,
            contact.created_at.0,
            contact.updated_at.0,
        ),
        fingerprint: Fingerprint(hasher.finish().cast_signed()),
        contact,
    }
}

impl Crm for Scripted {
    async fn account(&self) -> Result<Account, Failure> {
        Ok(self.described().await?.account)
    }

    async fn page(&self, ask: Ask<'_>) -> Result<Page, Failure> {
        self.turn(Call::Page {
            query: ask.query.to_owned(),
            rows: ask.rows,
            offset: ask.offset,
        })
        .await?;
        let state = self.state();
        let found = state
            .contacts
            .values()
            .filter(|contact| contact.name.raw().contains(ask.query));
        Ok(Page {
            contacts: found.skip(ask.offset).take(ask.rows).cloned().collect(),
            unreadable: 0,
        })
    }

    async fn described(&self) -> Result<Described, Failure> {
        self.turn(Call::Account).await?;
        let user = self.state().user.unwrap_or(UserId(5));
        let raw = format!(
            r#"{{"id":77,"name":"Проба","subdomain":"demo","timezone":"Europe/Moscow","current_user":{user},
            "_embedded":{{"users":{{"{user}":{{"id":{user},"name":"Анна","group_id":0}}}}}}}}"#
        );
        let account = Decoder::default().recall(&raw).unwrap();
        Ok(Described { account, raw })
    }

    async fn contact(&self, id: ContactId) -> Result<Option<Received>, Failure> {
        self.turn(Call::Contact(id)).await?;
        let state = self.state();
        let Some(contact) = state.contacts.get(&id) else {
            return Ok(None);
        };
        let contact = contact.clone();
        Ok(Some(received(contact)))
    }

    async fn items(&self, wanted: Wanted<'_>) -> Result<Items, Failure> {
        let turn = {
            let mut state = self.state();
            state.lists += 1;
            state.copies.pop_front()
        };
        self.take(turn).await?;
        let state = self.state();
        let found = state.contacts.values();
        let found = found.map(|contact| Item::from(received(contact.clone())));
        let items = match wanted {
            Wanted::Ids(ids) => found
                .filter(|item| item.id().is_some_and(|id| ids.contains(&id)))
                .collect(),
            Wanted::List { rows, offset, .. } => found.skip(offset).take(rows).collect(),
        };
        let clock = Some(Moment(1_600_000_000));
        Ok(Items { items, clock })
    }

    async fn deleted(
        &self,
        _after: i64,
        _rows: usize,
        _offset: usize,
    ) -> Result<Option<Vec<Tombstone>>, Failure> {
        Ok(None)
    }

    async fn post(&self, post: Post<'_>, account: Option<&Account>) -> Result<Posted, Failure> {
        let (subject, changes) = match post {
            Post::Add { changes, .. } => (Subject::New, changes),
            Post::Update { id, changes, .. } => (Subject::Existing(id), changes),
        };
        let is_stale = matches!(self.state().posts.front(), Some(Turn::Stale));
        let is_lost = self.turn(Call::Post(subject, changes.clone())).await?;
        if is_stale {
            return Ok(Posted::Stale);
        }
        let mut state = self.state();
        let request = match post {
            Post::Add { request_id, .. } => Some(request_id),
            Post::Update { .. } => None,
        };
        let earlier = request
            .zip(state.remembered.as_ref())
            .and_then(|(request, remembered)| remembered.get(request).copied());
        if let Some(id) = earlier {
            return Ok(Posted::Accepted(id));
        }
        let id = match subject {
            Subject::Existing(id) => id,
            Subject::New => {
                let last = state.contacts.keys().next_back();
                ContactId(last.map_or(0, |last| last.0) + 1)
            }
        };
        let before = state.contacts.get(&id).cloned();
        let before = before.unwrap_or_else(|| contact(id.0, ""));
        let mut after = readback::as_sent(before, changes, account);
        after.updated_at = Moment(after.updated_at.0 + 1);
        state.contacts.insert(id, after);
        if let Some((request, remembered)) = request.zip(state.remembered.as_mut()) {
            remembered.insert(request.to_owned(), id);
        }
        if is_lost {
            Err(Failure::Unknown)
        } else {
            Ok(Posted::Accepted(id))
        }
    }
}

/// An account of one user, who is logged in.
pub(in crate::worker) fn account() -> Account {
    Account {
        id: AccountId(77),
        name: "Проба".into(),
        subdomain: "demo".into(),
        timezone: "Europe/Moscow".into(),
        date_pattern: String::new(),
        current_user: UserId(5),
        users: vec![User {
            id: UserId(5),
            name: "Анна".into(),
            group: GroupId(0),
            is_active: true,
            rights: Rights::default(),
        }],
        groups: Vec::new(),
        fields: Vec::new(),
        task_types: Vec::new(),
    }
}

/// A contact of that user with nothing but a name.
pub(in crate::worker) fn contact(id: i64, name: &str) -> Contact {
    Contact {
        name: name.into(),
        ..Contact::bare(ContactId(id), UserId(5), Moment(1))
    }
}

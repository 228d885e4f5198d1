//! The background: takes commands, does everything that waits for the account or the disk, answers with events.
//!
//! This file only routes. Every command leaves here with its `Reply`, which answers exactly once whatever happens to
//! the task that carries it: done, replaced by a newer command, or panicked.

use std::{io, sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinError,
};
use tokio_util::task::AbortOnDropHandle;

use self::{
    card::Card,
    joining::Joining,
    keeper::{Keeper, Means},
    lookup::LookUp,
    programs::Programs,
    reading::Reading,
    reply::Reply,
    sync::{Clock, Report},
};
use crate::{
    crm::Crm,
    domain::{account::Account, order::Alphabet},
    letters::{Command, Event},
    store::{Copies, Drafts},
};

mod answers;
mod around;
mod card;
pub mod circumstances;
mod disk;
mod drafts;
mod finder;
mod joining;
mod keeper;
mod lookup;
pub mod people;
mod programs;
mod readback;
mod reading;
mod reply;
mod rested;
mod save;
pub mod sync;

/// What the account said about itself last; `None` until it was asked with success or recalled.
type Known = Option<Arc<Account>>;

/// So long everything else rests after the list that a start begins with was found: it is to be seen first, also where there
/// are fewer cores than threads that have something to do.
const SHOWING: Duration = Duration::from_millis(30);

/// How the background goes about its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whose names stand first in the list.
    pub alphabet: Alphabet,
    /// How long a query rests before the account is asked for it, so that typing does not cost a request per letter.
    pub rest: Duration,
    /// How long changes of the copy's state are collected before they are told.
    pub tell_every: Duration,
    /// How the copy is kept.
    pub sync: sync::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            alphabet: Alphabet::default(),
            rest: Duration::from_millis(600),
            tell_every: Duration::from_millis(250),
            sync: sync::Settings::default(),
        }
    }
}

/// Where the copy is, and how it is known again before the account has said whose it is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The copies of this machine.
    pub copies: Copies,
    /// Stands for the address and the credentials in the address book of the copies.
    pub key: String,
}

pub use keeper::Recalling;

/// What the background has on this machine.
#[derive(Debug)]
pub struct Stores {
    /// What was typed and not saved.
    pub drafts: Drafts,
    /// Where the copy is; `None` for one that is gone when the program ends.
    pub copy: Option<Recalling>,
}

/// Works until the command channel closes. Saves and drafts that were asked for are finished first; reads are not:
/// they answer `Superseded`. Fails when a thread cannot be started.
///
/// Drafts that are kept before it is known whose they are wait on disk without an owner; they get one when
/// `Connect` succeeds, also at a later start.
pub async fn run<C: Crm>(
    crm: Arc<C>,
    stores: Stores,
    settings: Settings,
    clock: Clock,
    mut commands: mpsc::UnboundedReceiver<Command>,
    events: mpsc::UnboundedSender<Event>,
) -> io::Result<()> {
    let known = watch::Sender::new(None);
    let copy = watch::Sender::new(None);
    let reports = watch::Sender::new(Report::default());
    let (recalled, recalling) = oneshot::channel();
    let (finder, finding) = finder::start(
        settings.alphabet,
        Arc::clone(&clock),
        recalling,
        reports.subscribe(),
        events.clone(),
    )?;
    let _telling = AbortOnDropHandle::new(tokio::spawn(keeper::tell(
        keeper::Sources {
            reports: reports.subscribe(),
            seen: finder.seen(),
            copy: copy.subscribe(),
        },
        settings.tell_every,
        events.clone(),
    )));
    let (drafts, drafts_task) = drafts::start(stores.drafts, events.clone());
    let reading = Reading {
        crm: Arc::clone(&crm),
        copy: copy.subscribe(),
        finder: finder.clone(),
        clock: Arc::clone(&clock),
    };
    let (saves, saves_task) = save::start(reading.clone(), known.subscribe(), drafts.clone());
    let (printing, told) = (Arc::clone(&crm), known.subscribe());
    let mut joining = Joining::new(Arc::clone(&crm), settings.rest);
    let mut card = Card::new(reading);
    let mut around = around::Around::new(Arc::clone(&crm), drafts.clone());
    let mut lookup = LookUp::new(Arc::clone(&crm), settings.rest);
    let mut programs = Programs::default();
    let keeper = Keeper::start(
        Means {
            crm,
            recalling: stores.copy,
            settings,
            clock,
            drafts: drafts.clone(),
            finder: finder.clone(),
            known,
            copy,
            reports,
            events: events.clone(),
        },
        recalled,
    );
    let mut order = 0;

    while let Some(command) = commands.recv().await {
        order += 1;
        let reply = Reply::to(&command, &events);
        match command {
            // Work began with an account.
            Command::Begin { .. } => drop(reply),
            Command::Connect { .. } => keeper.connect(reply),
            Command::Refresh { .. } => keeper.refresh(reply),
            Command::LetGo { .. } => keeper.let_go(reply),
            Command::Search { query, rows, .. } => finder.search(reply, query, rows),
            Command::Ask { query, .. } => joining.ask(reply, &query),
            Command::Open { contact, .. } => card.open(reply, contact),
            Command::Around { contact, part, .. } => around.ask(reply, contact, part),
            Command::LookUp { kind, query, .. } => lookup.ask(reply, kind, &query),
            Command::SuggestTags { beginning, .. } => finder.suggest_tags(reply, beginning),
            Command::FindTwins { reach, except, .. } => finder.find_twins(reply, reach, except),
            Command::Enter {
                contact,
                entry,
                request_id,
                ..
            } => around.enter(reply, contact, entry, request_id),
            Command::Save { draft, .. } => saves.save(order, reply, draft),
            Command::Preview { draft, .. } => {
                save::preview(&*printing, &draft, told.borrow().as_deref(), reply);
            }
            Command::KeepDraft { draft, .. } => drafts.keep(order, reply, draft),
            Command::DropDraft {
                subject,
                request_id,
                ..
            } => drafts.drop(reply, subject, request_id),
            Command::KeepJot { jot, .. } => drafts.keep_jot(reply, jot),
            Command::Run { argv, .. } => programs.start(reply, argv),
        }
    }

    joining.close().await;
    card.close().await;
    around.close().await;
    lookup.close().await;
    programs.close().await;
    drop(saves);
    finished(saves_task.await);
    keeper.close().await;
    drop(drafts);
    finished(drafts_task.await);
    drop(finder);
    finding.ended().await;
    Ok(())
}

fn finished(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a task of the background ended badly");
    }
}

#[cfg(test)]
mod tests;

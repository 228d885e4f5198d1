//! The background: takes commands, does everything that waits for the account or the disk, answers with events.
//!
//! This file only routes. Every command leaves here with its `Reply`, which answers exactly once whatever happens to
//! the task that carries it: done, replaced by a newer command, or panicked.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

use self::reply::Reply;
use crate::{
    crm::Crm,
    domain::account::Account,
    letters::{Command, Event},
    store::Drafts,
};

mod card;
pub mod circumstances;
mod connect;
mod disk;
mod drafts;
pub mod people;
mod readback;
mod reply;
mod save;
mod search;
pub mod sync;

/// What the account said about itself last; `None` until it was asked with success.
type Known = Option<Arc<Account>>;

/// How the background goes about its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many contacts to ask for at a time (`limit_rows`, at most 500); fewer after the account ran out of time.
    pub page_rows: usize,
    /// How long a query rests before it is asked, so that typing does not cost a request per letter.
    pub rest: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_rows: 500,
            rest: Duration::from_millis(150),
        }
    }
}

/// Works until the command channel closes. Saves and drafts that were asked for are finished first; reads are not:
/// they answer `Superseded`.
///
/// Drafts that are kept before the account said who it is wait on disk without an owner; they get one when
/// `Connect` succeeds, also at a later start.
pub async fn run<C: Crm>(
    crm: Arc<C>,
    drafts: Drafts,
    settings: Settings,
    mut commands: mpsc::UnboundedReceiver<Command>,
    events: mpsc::UnboundedSender<Event>,
) {
    let known = Arc::new(watch::Sender::new(None));
    let (drafts, drafts_task) = drafts::start(drafts);
    let (saves, saves_task) = save::start(Arc::clone(&crm), known.subscribe(), drafts.clone());
    let mut search = search::Search::new(Arc::clone(&crm), settings);
    let mut card = card::Card::new(Arc::clone(&crm));
    let mut connects = JoinSet::new();
    let mut order = 0;

    while let Some(command) = commands.recv().await {
        order += 1;
        let reply = Reply::to(&command, &events);
        match command {
            Command::Connect { .. } => {
                while connects.try_join_next().is_some() {}
                connects.spawn(connect::connect(
                    Arc::clone(&crm),
                    Arc::clone(&known),
                    drafts.clone(),
                    reply,
                ));
            }
            Command::Ask { .. } | Command::Refresh { .. } | Command::LetGo { .. } => drop(reply),
            Command::Search { query, .. } => search.begin(reply, &query),
            Command::Extend { query, have, .. } => search.extend(reply, &query, have),
            Command::Open { contact, .. } => card.open(reply, contact),
            Command::Save { draft, .. } => saves.save(order, reply, draft),
            Command::KeepDraft { draft, .. } => drafts.keep(order, reply, draft),
            Command::DropDraft {
                subject,
                request_id,
                ..
            } => drafts.drop(reply, subject, request_id),
        }
    }

    search.close().await;
    card.close().await;
    connects.shutdown().await;
    drop(saves);
    finished(saves_task.await);
    drop(drafts);
    finished(drafts_task.await);
}

fn finished(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a task of the background ended badly");
    }
}

#[cfg(test)]
mod tests;

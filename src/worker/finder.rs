//! Finds contacts in the copy: one thread owns the index, the newest search wins, and upkeep waits while somebody types.

mod reader;
mod recent;
mod thread;
mod window;

use std::{
    future::ready,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, sleep_until},
};

use self::reader::{Beside, Known, Reader, Standing};
use super::{
    SHOWING,
    reply::Reply,
    sync::{Clock, Report, Stage},
};
use crate::{
    domain::{id::ContactId, order::Alphabet},
    letters::{Event, Reach, Rows},
};

pub(super) use reader::{Copied, Head};
pub(super) use thread::Thread;

/// After so long without a search the index may be brought up to date, and that often at most.
const REST: Duration = Duration::from_millis(400);
/// The same during a first copy, which brings so much that whoever types would wait for it.
const PAUSE: Duration = Duration::from_millis(1_500);
/// However fast somebody types, after so long it is, but for a first copy.
const AT_LATEST: Duration = Duration::from_secs(5);

/// Where searches are handed in.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    jobs: mpsc::UnboundedSender<Job>,
    /// Which search is the newest; older ones stop when they see it.
    newest: Arc<AtomicU64>,
    /// The same of what is asked beside a form.
    beside: Arc<AtomicU64>,
    seen: watch::Receiver<Option<i64>>,
}

enum Job {
    Search {
        order: u64,
        reply: Reply,
        query: String,
        rows: Rows,
    },
    Beside {
        order: u64,
        reply: Reply,
        question: Beside,
    },
    TurnTo(Copied),
    CatchUp(oneshot::Sender<()>),
}

/// Starts the finder; its thread ends when the last `Finder` is gone. Nothing is answered before it is known whether there is
/// a copy to begin with: an empty list would be shown for a moment.
pub(super) fn start(
    alphabet: Alphabet,
    clock: Clock,
    recalled: oneshot::Receiver<Option<Copied>>,
    reports: watch::Receiver<Report>,
    events: mpsc::UnboundedSender<Event>,
) -> io::Result<(Finder, Thread)> {
    let (jobs, handed_in) = mpsc::unbounded_channel();
    let (seen, told) = watch::channel(None);
    let (newest, beside) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
    let desk = Desk {
        reader: Some(Reader::new(alphabet)),
        newest: Arc::clone(&newest),
        beside: Arc::clone(&beside),
        answered: 0,
        clock,
        reports,
        events,
        seen,
        standing: Standing::default(),
        has_answered: false,
        behind: None,
        catching_up: None,
        quiet: Instant::now(),
        may_keep: false,
    };
    let finder = Finder {
        jobs,
        newest,
        beside,
        seen: told,
    };
    let thread = Thread::start("index", desk.work(recalled, handed_in))?;
    Ok((finder, thread))
}

impl Finder {
    /// Replaces an older search.
    pub(super) fn search(&self, reply: Reply, query: String, rows: Rows) {
        let order = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        self.hand_in(Job::Search {
            order,
            reply,
            query,
            rows,
        });
    }

    /// Replaces what was asked beside a form before.
    pub(super) fn suggest_tags(&self, reply: Reply, beginning: String) {
        self.ask_beside(reply, Beside::Tags(beginning));
    }

    /// Replaces what was asked beside a form before.
    pub(super) fn find_twins(&self, reply: Reply, reach: Reach, except: Option<ContactId>) {
        self.ask_beside(reply, Beside::Twins(reach, except));
    }

    fn ask_beside(&self, reply: Reply, question: Beside) {
        let order = self.beside.fetch_add(1, Ordering::Relaxed) + 1;
        self.hand_in(Job::Beside {
            order,
            reply,
            question,
        });
    }

    /// Searches this copy from now on.
    pub(super) fn turn_to(&self, copied: Copied) {
        self.hand_in(Job::TurnTo(copied));
    }

    /// Waits until searches know what the copy holds now, and `Changed` is sent if that is something else than before.
    pub(super) async fn catch_up(&self) {
        let (done, caught_up) = oneshot::channel();
        self.hand_in(Job::CatchUp(done));
        // It ends without a word only when nothing is searched any more.
        let _ = caught_up.await;
    }

    /// The version of the copy that searches know, or would if they could.
    pub(super) fn seen(&self) -> watch::Receiver<Option<i64>> {
        self.seen.clone()
    }

    fn hand_in(&self, job: Job) {
        if self.jobs.send(job).is_err() {
            tracing::error!("nothing is searched any more");
        }
    }
}

struct Desk {
    /// `None` after it panicked: nothing is found any more.
    reader: Option<Reader>,
    newest: Arc<AtomicU64>,
    beside: Arc<AtomicU64>,
    /// Which search was answered last.
    answered: u64,
    clock: Clock,
    reports: watch::Receiver<Report>,
    events: mpsc::UnboundedSender<Event>,
    seen: watch::Sender<Option<i64>>,
    standing: Standing,
    /// Whether the screen shows anything from here.
    has_answered: bool,
    /// Since when the copy has been ahead of the index.
    behind: Option<Instant>,
    /// The index is being brought up to date.
    catching_up: Option<CatchingUp>,
    /// When the last search or upkeep was done.
    quiet: Instant,
    /// The index was loaded or has changed since it was last asked whether it is worth keeping.
    may_keep: bool,
}

/// What is due when the index is up to date.
#[derive(Default)]
struct CatchingUp {
    /// Whether it is another one by now.
    is_changed: bool,
    /// Who waits for it.
    waiting: Vec<oneshot::Sender<()>>,
}

impl Desk {
    async fn work(
        mut self,
        recalled: oneshot::Receiver<Option<Copied>>,
        mut jobs: mpsc::UnboundedReceiver<Job>,
    ) {
        if let Ok(Some(copied)) = recalled.await {
            self.carry_out(Job::TurnTo(copied));
        }
        loop {
            let due = self.due();
            tokio::select! {
                biased;
                job = jobs.recv() => match job {
                    Some(job) => self.carry_out(job),
                    None => return,
                },
                told = self.reports.changed() => match told {
                    Ok(()) => self.look_behind(),
                    Err(_) => return,
                },
                // A search goes first whenever there is one.
                () = ready(()), if self.catching_up.is_some() => self.catch_up(),
                () = sleep_until(due.unwrap_or(self.quiet)), if due.is_some() => self.keep_up(),
            }
        }
    }

    fn carry_out(&mut self, job: Job) {
        match job {
            Job::Search {
                order,
                reply,
                query,
                rows,
            } => self.search(order, reply, &query, rows),
            Job::Beside {
                order,
                reply,
                question,
            } => self.answer_beside(order, reply, &question),
            Job::TurnTo(copied) => {
                self.read(|reader| reader.turn_to(copied));
                if self.has_answered {
                    self.behind.get_or_insert_with(Instant::now);
                }
            }
            Job::CatchUp(done) if self.standing.version.is_some() => {
                let catching_up = self.catching_up.get_or_insert_default();
                catching_up.waiting.push(done);
            }
            Job::CatchUp(done) => tell(done),
        }
    }

    fn search(&mut self, order: u64, reply: Reply, query: &str, rows: Rows) {
        let newest = Arc::clone(&self.newest);
        let now = (self.clock)();
        self.read(|reader| {
            let is_outdated = || newest.load(Ordering::Relaxed) != order;
            if is_outdated() {
                return drop(reply);
            }
            match reader.search(query, rows, now, &is_outdated) {
                None => drop(reply),
                Some(Ok(found)) => reply.send(|ticket| Event::Found {
                    ticket,
                    total: found.total,
                    from: found.from,
                    contacts: found.contacts,
                    around: found.around,
                    suggestions: found.suggestions,
                }),
                Some(Err(failure)) => reply.fail(failure),
            }
        });
        self.answered = order;
        self.quiet = Instant::now();
        self.has_answered = true;
        if self.standing.version.is_none() && self.standing.has_copy {
            // The first list was read from the disk, and is painted first.
            self.behind.get_or_insert_with(|| Instant::now() + SHOWING);
        }
    }

    fn answer_beside(&mut self, order: u64, reply: Reply, question: &Beside) {
        let newest = Arc::clone(&self.beside);
        self.read(|reader| {
            if newest.load(Ordering::Relaxed) != order {
                return drop(reply);
            }
            match reader.answer_beside(question) {
                Ok(Known::Tags(tags)) => {
                    reply.send(|ticket| Event::TagsSuggested { ticket, tags });
                }
                Ok(Known::Twins(twins)) => {
                    reply.send(|ticket| Event::TwinsFound { ticket, twins });
                }
                Err(failure) => reply.fail(failure),
            }
        });
    }

    /// When something is to be done without being asked.
    fn due(&self) -> Option<Instant> {
        let rested = self.quiet + REST;
        match self.behind {
            // Whoever sees nobody waits for the first to come.
            Some(since) if !self.standing.has_people => Some(since),
            Some(_) if self.reports.borrow().stage == Stage::Copying => Some(self.quiet + PAUSE),
            Some(since) => Some(rested.min(since + AT_LATEST)),
            None => (self.may_keep && self.is_at_rest()).then_some(rested),
        }
    }

    fn is_at_rest(&self) -> bool {
        let report = self.reports.borrow();
        report.failure.is_some() || matches!(report.stage, Stage::Resting | Stage::Following)
    }

    fn look_behind(&mut self) {
        let version = self.reports.borrow_and_update().version;
        if self.seen.borrow().is_none_or(|seen| seen < version) {
            self.behind.get_or_insert_with(Instant::now);
        }
    }

    fn keep_up(&mut self) {
        if self.behind.is_some() {
            self.catching_up.get_or_insert_default();
        } else {
            self.may_keep = false;
            self.read(Reader::keep);
        }
    }

    /// Takes in what there is until a search comes.
    fn catch_up(&mut self) {
        self.behind = None;
        let told = self.reports.borrow().version;
        let (newest, answered) = (Arc::clone(&self.newest), self.answered);
        let caught =
            self.read(|reader| reader.catch_up(&|| newest.load(Ordering::Relaxed) != answered));
        // What cannot be read now is tried again when there is more.
        let (is_changed, is_all) = match caught {
            Some(Ok(caught)) => (caught.is_changed, caught.is_all),
            Some(Err(_)) | None => (false, true),
        };
        let catching_up = self.catching_up.get_or_insert_default();
        catching_up.is_changed |= is_changed;
        if is_all {
            let caught_up = std::mem::take(catching_up);
            self.catching_up = None;
            self.caught_up(caught_up, told);
        }
    }

    fn caught_up(&mut self, caught_up: CatchingUp, told: i64) {
        if caught_up.is_changed {
            self.may_keep = true;
            if self.has_answered {
                // Nobody listens any more when the screen has gone.
                let _ = self.events.send(Event::Changed);
            }
        }
        self.quiet = Instant::now();
        let seen = self.standing.version.max(Some(told));
        self.seen
            .send_if_modified(|before| std::mem::replace(before, seen) != seen);
        self.look_behind();
        caught_up.waiting.into_iter().for_each(tell);
    }

    /// Has the reader do something and looks what it stands at after that; `None` when it panicked, now or earlier.
    fn read<R>(&mut self, work: impl FnOnce(&mut Reader) -> R) -> Option<R> {
        let reader = self.reader.as_mut()?;
        let done = catch_unwind(AssertUnwindSafe(|| {
            let done = work(reader);
            (done, reader.standing())
        }));
        let Ok((done, standing)) = done else {
            // It has been told where panics are told.
            self.reader = None;
            return None;
        };
        self.may_keep |= standing.version != self.standing.version;
        self.standing = standing;
        Some(done)
    }
}

fn tell(done: oneshot::Sender<()>) {
    // Whoever does not wait any more will see it all the same.
    let _ = done.send(());
}

#[cfg(test)]
mod tests;

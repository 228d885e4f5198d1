//! A bench to try the background on: a scripted account, and a screen that counts the answers.

use std::{path::Path, sync::Arc, time::Duration};

use tokio::{sync::mpsc, task::JoinHandle};

use super::{Place, Recalling, Settings, Stores, run};
use crate::{
    domain::{
        contact::Contact,
        edit::{Changes, Draft, Subject},
        id::{ContactId, Moment},
        order::Alphabet,
    },
    letters::{Command, CopyStage, CopyState, Event, Rows, Ticket},
    store::{Copies, Drafts},
};

mod property;
mod scripted;

pub(super) use scripted::{Call, Scripted, Turn, account, contact};

/// A background at work, with an account whose every answer can be scripted.
pub(super) struct Bench {
    pub(super) crm: Arc<Scripted>,
    commands: mpsc::UnboundedSender<Command>,
    events: mpsc::UnboundedReceiver<Event>,
    task: JoinHandle<std::io::Result<()>>,
    last: Ticket,
    /// Events that came while another one was waited for.
    others: Vec<Event>,
}

impl Bench {
    pub(super) fn start(crm: Scripted) -> Self {
        Self::with(crm, Drafts::in_memory().unwrap(), Settings::default())
    }

    pub(super) fn with(crm: Scripted, drafts: Drafts, settings: Settings) -> Self {
        Self::over(Arc::new(crm), Stores { drafts, copy: None }, settings)
    }

    /// With these settings, and nothing on the disk.
    pub(super) fn settled(crm: Scripted, settings: Settings) -> Self {
        Self::with(crm, Drafts::in_memory().unwrap(), settings)
    }

    /// A rolo whose copies and drafts are in this folder.
    pub(super) fn in_folder(crm: &Arc<Scripted>, folder: &Path) -> Self {
        let place = Place {
            copies: Copies::at(folder.join("copies")),
            key: "here".to_owned(),
        };
        let stores = Stores {
            drafts: Drafts::open(folder).unwrap(),
            copy: Some(Recalling::begin(place, Alphabet::default(), 20)),
        };
        Self::over(Arc::clone(crm), stores, Settings::default())
    }

    fn over(crm: Arc<Scripted>, stores: Stores, settings: Settings) -> Self {
        let began = tokio::time::Instant::now();
        let seconds = move || i64::try_from(began.elapsed().as_secs()).unwrap();
        let clock = Arc::new(move || Moment(1_500_000_000 + seconds()));
        let (commands, received) = mpsc::unbounded_channel();
        let (sender, events) = mpsc::unbounded_channel();
        let task = run(Arc::clone(&crm), stores, settings, clock, received, sender);
        let task = tokio::spawn(task);
        Self {
            crm,
            commands,
            events,
            task,
            last: Ticket::default(),
            others: Vec::new(),
        }
    }

    /// Sends a command with a ticket of its own, and does not wait.
    pub(super) fn send(&mut self, make: impl FnOnce(Ticket) -> Command) -> Ticket {
        self.last = self.last.next();
        self.commands.send(make(self.last)).unwrap();
        self.last
    }

    pub(super) fn connect(&mut self) -> Ticket {
        self.send(|ticket| Command::Connect { ticket })
    }

    pub(super) fn search(&mut self, query: &str) -> Ticket {
        let query = query.to_owned();
        self.send(|ticket| Command::Search {
            ticket,
            query,
            rows: Rows {
                from: 0,
                count: 20,
                around: None,
            },
        })
    }

    pub(super) fn ask(&mut self, query: &str) -> Ticket {
        let query = query.to_owned();
        self.send(|ticket| Command::Ask { ticket, query })
    }

    pub(super) fn refresh(&mut self) -> Ticket {
        self.send(|ticket| Command::Refresh { ticket })
    }

    pub(super) fn open(&mut self, id: i64) -> Ticket {
        let contact = ContactId(id);
        self.send(|ticket| Command::Open { ticket, contact })
    }

    pub(super) fn save(&mut self, draft: &Draft) -> Ticket {
        let draft = Box::new(draft.clone());
        self.send(|ticket| Command::Save { ticket, draft })
    }

    pub(super) fn keep(&mut self, draft: &Draft) -> Ticket {
        let draft = Box::new(draft.clone());
        self.send(|ticket| Command::KeepDraft { ticket, draft })
    }

    /// Discards this edit, whatever it says.
    pub(super) fn forget(&mut self, draft: &Draft) -> Ticket {
        let (subject, request_id) = (draft.subject, draft.request_id.clone());
        self.send(|ticket| Command::DropDraft {
            ticket,
            subject,
            request_id,
        })
    }

    /// Waits for the answer to one command; an hour of standing clocks without one means that there is none.
    pub(super) async fn answer(&mut self, ticket: Ticket) -> Event {
        if let Some(at) = self
            .others
            .iter()
            .position(|event| event.ticket() == Some(ticket))
        {
            return self.others.remove(at);
        }
        loop {
            let event = tokio::time::timeout(Duration::from_hours(1), self.events.recv());
            let event = event.await.expect("every command is answered").unwrap();
            if event.ticket() == Some(ticket) {
                return event;
            }
            self.others.push(event);
        }
    }

    /// Waits until the background tells something of this kind without having been asked.
    pub(super) async fn told(&mut self, is_it: impl Fn(&Event) -> bool) -> Event {
        if let Some(at) = self.others.iter().position(&is_it) {
            return self.others.remove(at);
        }
        loop {
            let event = tokio::time::timeout(Duration::from_hours(1), self.events.recv());
            let event = event.await.expect("it is told").unwrap();
            if is_it(&event) {
                return event;
            }
            self.others.push(event);
        }
    }

    /// Waits until the copy is at rest and on the screen.
    pub(super) async fn rests(&mut self) -> CopyState {
        let rests = |event: &Event| {
            matches!(event, Event::Copy(state)
                if matches!(state.stage, CopyStage::Resting | CopyStage::Following))
        };
        match self.told(rests).await {
            Event::Copy(state) => state,
            other => panic!("{other:?}"),
        }
    }

    /// Whether this was told while something else was waited for.
    pub(super) fn has_heard(&self, event: &Event) -> bool {
        self.others.contains(event)
    }

    /// What is waited for after this has to happen after it.
    pub(super) fn forget_what_was_heard(&mut self) {
        self.others.clear();
    }

    /// The ids that are found.
    pub(super) async fn found(&mut self, query: &str) -> Vec<i64> {
        let ticket = self.search(query);
        match self.answer(ticket).await {
            Event::Found { contacts, .. } => contacts.iter().map(|contact| contact.id.0).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Connects and gives the drafts that the background offers.
    pub(super) async fn drafts(&mut self) -> Vec<Draft> {
        let ticket = self.connect();
        match self.answer(ticket).await {
            Event::Connected { drafts, .. } => drafts,
            other => panic!("{other:?}"),
        }
    }

    /// Closes the command channel, waits for the background to end and gives every event not asked for yet.
    pub(super) async fn close(mut self) -> Vec<Event> {
        drop(self.commands);
        self.task.await.unwrap().unwrap();
        while let Some(event) = self.events.recv().await {
            self.others.push(event);
        }
        self.others
    }
}

/// An edit of `base`'s name.
pub(super) fn renamed(base: &Contact, name: &str) -> Draft {
    Draft {
        subject: Subject::Existing(base.id),
        base: Some(base.clone()),
        changes: Changes {
            name: Some(name.into()),
            ..Changes::default()
        },
        request_id: format!("request of {}", base.id),
        typed_at: Moment(1_500_000_000),
    }
}

/// A new contact.
pub(super) fn new_contact(name: &str) -> Draft {
    Draft {
        subject: Subject::New,
        base: None,
        request_id: format!("request of {name}"),
        ..renamed(&contact(0, ""), name)
    }
}

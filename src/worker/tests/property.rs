//! Whatever is asked in whatever order, and whatever the account does: every command gets exactly one answer.

use std::{collections::BTreeMap, time::Duration};

use proptest::{prelude::*, sample::select};

use super::{Bench, Scripted, Settings, Turn, contact, new_contact, renamed};
use crate::{
    domain::{
        activity::Entry,
        edit::Draft,
        failure::Failure,
        id::{ContactId, LeadId},
        neighbour::Kind,
    },
    letters::{Command, Event, Part, Reach, Rows, Ticket},
    store::Drafts,
};

/// A command before it has a ticket.
#[derive(Debug, Clone)]
enum Step {
    Connect,
    Search(&'static str),
    Rows(&'static str, usize, i64),
    Ask(&'static str),
    Refresh,
    LetGo,
    Open(i64),
    Around(i64, Part),
    Enter(i64),
    LookUp(Kind, &'static str),
    Tags(&'static str),
    Twins(Reach),
    Save(Draft),
    Keep(Draft),
    Drop(Draft),
    /// Lets that much time pass.
    Pause(Duration),
}

fn draft() -> impl Strategy<Value = Draft> {
    (0..4_i64, select(vec!["Иванов", "Ёжиков", "Контакт 1"])).prop_map(|(id, name)| match id {
        0 => new_contact(name),
        id => renamed(&contact(id, &format!("Контакт {id}")), name),
    })
}

fn step() -> impl Strategy<Value = Step> {
    let query = || select(vec!["", "1", "Контакт", "Контакт 2"]);
    prop_oneof![
        Just(Step::Connect),
        query().prop_map(Step::Search),
        (query(), 0..40_usize, 0..40_i64)
            .prop_map(|(query, from, around)| Step::Rows(query, from, around)),
        query().prop_map(Step::Ask),
        Just(Step::Refresh),
        Just(Step::LetGo),
        (0..5_i64).prop_map(Step::Open),
        (0..3_i64, part()).prop_map(|(id, part)| Step::Around(id, part)),
        (0..3_i64).prop_map(Step::Enter),
        (kind(), query()).prop_map(|(kind, query)| Step::LookUp(kind, query)),
        query().prop_map(Step::Tags),
        reach().prop_map(Step::Twins),
        draft().prop_map(Step::Save),
        draft().prop_map(Step::Keep),
        draft().prop_map(Step::Drop),
        pause().prop_map(Step::Pause),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    select(vec![Kind::Company, Kind::Lead, Kind::Customer])
}

fn reach() -> impl Strategy<Value = Reach> {
    let reaches = [
        Reach::Phone("12345".to_owned()),
        Reach::Email("a@b".to_owned()),
    ];
    select(reaches.to_vec())
}

fn pause() -> impl Strategy<Value = Duration> {
    (0..400_u64).prop_map(Duration::from_millis)
}

/// What is asked, and what the account makes of it.
struct Script {
    steps: Vec<Step>,
    reads: Vec<Whim>,
    posts: Vec<Whim>,
    copies: Vec<Whim>,
    disk_works: bool,
}

fn command(step: Step, ticket: Ticket) -> Command {
    let search = |query: &str, from, around| Command::Search {
        ticket,
        query: query.to_owned(),
        rows: Rows {
            from,
            count: 20,
            around,
        },
    };
    match step {
        Step::Connect => Command::Connect { ticket },
        Step::Search(query) => search(query, 0, None),
        Step::Rows(query, from, around) => search(query, from, Some(ContactId(around))),
        Step::Ask(query) => Command::Ask {
            ticket,
            query: query.to_owned(),
        },
        Step::Refresh => Command::Refresh { ticket },
        Step::LetGo => Command::LetGo { ticket },
        Step::Open(id) => Command::Open {
            ticket,
            contact: ContactId(id),
        },
        Step::Around(id, part) => around(ticket, id, part),
        Step::Enter(id) => enter(ticket, id),
        Step::LookUp(kind, query) => Command::LookUp {
            ticket,
            kind,
            query: query.to_owned(),
        },
        Step::Tags(beginning) => Command::SuggestTags {
            ticket,
            beginning: beginning.to_owned(),
        },
        Step::Twins(reach) => Command::FindTwins {
            ticket,
            reach,
            except: None,
        },
        Step::Save(draft) => Command::Save {
            ticket,
            draft: Box::new(draft),
        },
        Step::Keep(draft) => Command::KeepDraft {
            ticket,
            draft: Box::new(draft),
        },
        Step::Drop(draft) => Command::DropDraft {
            ticket,
            subject: draft.subject,
            request_id: draft.request_id,
        },
        Step::Pause(_) => unreachable!("a pause is no command"),
    }
}

/// What a call of the account does; a script that hangs is for reads that can be stopped, so not here.
#[derive(Debug, Clone)]
enum Whim {
    Wait(Duration),
    Fail(Failure),
    Lose,
    Stale,
    Panic,
}

fn whim() -> impl Strategy<Value = Whim> {
    let failure = select(vec![
        Failure::Unreachable,
        Failure::TimedOut,
        Failure::Unknown,
        Failure::Server { status: 504 },
        Failure::Forbidden,
    ]);
    prop_oneof![
        4 => pause().prop_map(Whim::Wait),
        2 => failure.prop_map(Whim::Fail),
        1 => Just(Whim::Lose),
        1 => Just(Whim::Stale),
        1 => Just(Whim::Panic),
    ]
}

impl From<Whim> for Turn {
    fn from(whim: Whim) -> Self {
        match whim {
            Whim::Wait(time) => Self::After(time),
            Whim::Fail(failure) => Self::Fail(failure),
            Whim::Lose => Self::Lose,
            Whim::Stale => Self::Stale,
            Whim::Panic => Self::Panic,
        }
    }
}

fn part() -> impl Strategy<Value = Part> {
    let links = Part::Links {
        leads: vec![LeadId(1)],
        customers: Vec::new(),
    };
    select(vec![Part::Tasks, Part::Notes { have: 0 }, Part::Raw, links])
}

fn around(ticket: Ticket, id: i64, part: Part) -> Command {
    Command::Around {
        ticket,
        contact: ContactId(id),
        part,
    }
}

fn enter(ticket: Ticket, id: i64) -> Command {
    let text = "перезвонить".to_owned();
    Command::Enter {
        ticket,
        contact: ContactId(id),
        entry: Box::new(Entry::Note { text }),
        request_id: "a request id".to_owned(),
    }
}

/// Whether an event may answer a command, while the background is not closing.
fn suits(command: &Command, event: &Event) -> bool {
    match event {
        Event::Failed { .. } => true,
        Event::Superseded { .. } => matches!(
            command,
            Command::Search { .. }
                | Command::Ask { .. }
                | Command::Open { .. }
                | Command::Around { .. }
                | Command::LookUp { .. }
                | Command::SuggestTags { .. }
                | Command::FindTwins { .. }
                | Command::KeepDraft { .. }
        ),
        Event::Connected { .. } => matches!(command, Command::Connect { .. }),
        Event::Found { .. } => matches!(command, Command::Search { .. }),
        Event::Joined { .. } => matches!(command, Command::Ask { .. }),
        Event::Refreshed { .. } => matches!(command, Command::Refresh { .. }),
        Event::LetGone { .. } => matches!(command, Command::LetGo { .. }),
        Event::Begun { .. }
        | Event::Recalled { .. }
        | Event::Jotted(_)
        | Event::Copy(_)
        | Event::Changed => false,
        Event::Opened { .. } => matches!(command, Command::Open { .. }),
        Event::Around { .. } => matches!(command, Command::Around { .. }),
        Event::LookedUp { .. } => matches!(command, Command::LookUp { .. }),
        Event::TagsSuggested { .. } => matches!(command, Command::SuggestTags { .. }),
        Event::TwinsFound { .. } => matches!(command, Command::FindTwins { .. }),
        Event::Entered { .. } => matches!(command, Command::Enter { .. }),
        Event::Saved { .. } | Event::Conflict { .. } => matches!(command, Command::Save { .. }),
        Event::Previewed { .. } => matches!(command, Command::Preview { .. }),
        Event::DraftKept { .. } => {
            matches!(command, Command::KeepDraft { .. } | Command::KeepJot { .. })
        }
        Event::DraftDropped { .. } => matches!(command, Command::DropDraft { .. }),
        Event::Ran { .. } => matches!(command, Command::Run { .. }),
    }
}

async fn play(script: Script) {
    let Script {
        steps,
        reads,
        posts,
        copies,
        disk_works,
    } = script;
    let mut crm = Scripted::with(30);
    for turn in reads {
        crm = crm.then_read(turn.into());
    }
    for turn in posts {
        crm = crm.then_post(turn.into());
    }
    for turn in copies {
        crm = crm.then_copy(turn.into());
    }
    let drafts = if disk_works {
        Drafts::in_memory().unwrap()
    } else {
        Drafts::broken()
    };
    let mut settings = Settings::default();
    settings.sync.page_rows = 20;
    let mut bench = Bench::with(crm, drafts, settings);
    let mut asked: BTreeMap<Ticket, Command> = BTreeMap::new();
    for step in steps {
        match step {
            Step::Pause(time) => tokio::time::sleep(time).await,
            step => {
                bench.send(|ticket| {
                    let command = command(step, ticket);
                    asked.insert(ticket, command.clone());
                    command
                });
            }
        }
    }
    let events = bench.close().await;
    for event in &events {
        let Some(ticket) = event.ticket() else {
            continue;
        };
        let command = &asked[&ticket];
        let is_stopped_at_the_end = matches!(
            (command, event),
            (
                Command::Connect { .. } | Command::Refresh { .. } | Command::LetGo { .. },
                Event::Superseded { .. }
            )
        );
        assert!(
            suits(command, event) || is_stopped_at_the_end,
            "{command:?} was answered by {event:?}"
        );
    }
    let mut answered: Vec<Ticket> = events.iter().filter_map(Event::ticket).collect();
    answered.sort_unstable();
    let asked: Vec<Ticket> = asked.into_keys().collect();
    assert_eq!(answered, asked);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_command_is_answered_exactly_once(
        steps in prop::collection::vec(step(), 1..40),
        reads in prop::collection::vec(whim(), 0..40),
        posts in prop::collection::vec(whim(), 0..10),
        copies in prop::collection::vec(whim(), 0..40),
        disk_works in prop::bool::weighted(0.9),
    ) {
        let script = Script { steps, reads, posts, copies, disk_works };
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap()
            .block_on(play(script));
    }
}

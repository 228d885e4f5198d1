//! Every fault of the network and of answers, at every place where something is asked: nothing is lost, nobody is knocked
//! down, and the screen says what happened.

use std::{path::Path, time::Duration};

use futures_util::future::join_all;
use rolo::{
    crm::{self, Access, Ask, Config, Crm as _, Origin},
    domain::{id::ContactId, order::Alphabet},
    store::{Copies, Drafts},
    words::Language,
    worker::{self, Recalling, Stores},
};

use super::{
    between::{Between, Fault, Place},
    desk::{Desk, Served},
};

/// Contacts of the account.
const CONTACTS: u32 = 12;
/// What is typed, as the end of a name or as one.
const TYPED: &str = "Ъъъкин";

/// What somebody does while the fault is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Starts rolo: the login is what fails.
    LoggingIn,
    /// Starts rolo: the account is what fails.
    Connecting,
    /// Starts rolo without a copy: the contacts are what fails.
    Copying,
    /// Brings the copy up to date.
    Refreshing,
    /// Searches for what the copy does not have.
    Searching,
    /// Opens a contact.
    Opening,
    /// Saves a new contact.
    Adding,
    /// Saves a change.
    Changing,
}

impl Doing {
    fn place(self) -> Place {
        match self {
            Self::LoggingIn => Place::Auth,
            Self::Connecting => Place::Account,
            Self::Copying | Self::Refreshing => Place::Page,
            Self::Searching => Place::Search,
            Self::Opening => Place::Card,
            Self::Adding => Place::Add,
            Self::Changing => Place::Update,
        }
    }

    fn is_a_start(self) -> bool {
        matches!(self, Self::LoggingIn | Self::Connecting | Self::Copying)
    }

    fn is_a_write(self) -> bool {
        matches!(self, Self::Adding | Self::Changing)
    }

    fn keys(self) -> &'static str {
        match self {
            Self::LoggingIn | Self::Connecting | Self::Copying => "",
            Self::Refreshing => "r",
            Self::Searching => "/Ъъъкин",
            Self::Opening => "⏎",
            Self::Adding => "nЪъъкин₂",
            Self::Changing => "e⤓Ъъъкин₂",
        }
    }

    /// What the screen shows when all went well.
    fn done(self) -> &'static str {
        match self {
            Self::LoggingIn | Self::Connecting | Self::Copying => "12 contacts",
            Self::Refreshing => "The copy is up to date",
            Self::Searching => "Nothing found",
            Self::Opening => "[1 ",
            Self::Adding | Self::Changing => "Saved: ",
        }
    }
}

const FAULTS: [Fault; 27] = [
    Fault::Ended,
    Fault::Says(401, 110),
    Fault::Says(401, 111),
    Fault::Says(401, 112),
    Fault::Says(402, 402),
    Fault::Says(403, 113),
    Fault::Says(403, 403),
    Fault::Html(403),
    Fault::Wait(42),
    Fault::TooMany,
    Fault::Html(500),
    Fault::Html(502),
    Fault::Html(503),
    Fault::Html(504),
    Fault::Html(200),
    Fault::Empty,
    Fault::Cut,
    Fault::CutUnsaid,
    Fault::Dropped,
    Fault::DroppedAfter,
    Fault::Stalled,
    Fault::Dripping,
    Fault::Redirect(302),
    Fault::Redirect(307),
    Fault::Bomb,
    Fault::Endless,
    Fault::Deep,
];

/// What the screen says to a fault.
fn said(fault: Fault, doing: Doing) -> &'static str {
    let unless_written = |said| {
        if doing.is_a_write() {
            "the change may have arrived"
        } else {
            said
        }
    };
    // What passes by itself is tried again and again by the copy; meanwhile the head of the screen tells.
    let passing = |said| {
        if doing == Doing::Refreshing {
            "offline since "
        } else {
            unless_written(said)
        }
    };
    match fault {
        Fault::Ended if doing == Doing::LoggingIn => "The login was refused",
        Fault::Ended | Fault::TooMany => doing.done(),
        Fault::Says(_, 110) => "The login was refused",
        Fault::Says(_, 111) => "through the browser",
        Fault::Says(_, 112) => "This user is switched off",
        Fault::Says(_, 113) => "not on the account's list",
        Fault::Says(402, _) => "subscription has ended",
        Fault::Says(..) => "refuses access",
        Fault::Html(403) => "blocks all requests",
        Fault::Wait(_) => "asks to wait",
        Fault::Html(500) => passing("error 500"),
        Fault::Html(502) => passing("error 502"),
        Fault::Html(503) => passing("error 503"),
        Fault::Html(504) => passing("error 504"),
        Fault::Empty => match doing {
            Doing::Copying => "no contacts that you may see",
            Doing::Refreshing | Doing::Searching => doing.done(),
            Doing::Opening => "no longer there",
            _ => unless_written("not an account's"),
        },
        // The contact is read again, and holds what was sent.
        Fault::Cut | Fault::CutUnsaid | Fault::Dripping | Fault::DroppedAfter
            if doing == Doing::Changing =>
        {
            doing.done()
        }
        Fault::Dropped | Fault::DroppedAfter => passing("cannot be reached"),
        Fault::Stalled | Fault::Dripping => passing("did not answer in time"),
        Fault::Redirect(_) => "not an account's",
        Fault::Bomb | Fault::Endless => unless_written("larger than rolo takes"),
        Fault::Html(_) | Fault::Cut | Fault::CutUnsaid | Fault::Deep => {
            unless_written("not an account's")
        }
    }
}

/// Somebody's machine: what stays there from one start to the next.
struct Machine<'a> {
    folder: &'a Path,
    uri: &'a str,
}

impl Machine<'_> {
    fn client(&self) -> crm::V2 {
        let config = Config {
            timeout: Duration::from_secs(4),
            body_limit: 256 << 10,
            ..Config::default()
        };
        let access = Access::Login {
            login: "anna@demo.test".to_owned(),
            hash: "demo-anna".into(),
        };
        let origin = Origin::parse(self.uri).expect("an address");
        crm::V2::new(origin, access, &config).expect("a client")
    }

    /// Starts rolo.
    fn desk(&self) -> Desk {
        let place = worker::Place {
            copies: Copies::at(self.folder.join("copies")),
            key: "demo".to_owned(),
        };
        let stores = Stores {
            drafts: Drafts::open(self.folder).expect("drafts"),
            copy: Some(Recalling::begin(place, Alphabet::Cyrillic, 40)),
        };
        Desk::at(self.client(), stores, Language::English, (150, 40))
    }
}

/// Plays one fault while somebody does one thing; what was wrong about it.
async fn played(fault: Fault, doing: Doing) -> Vec<String> {
    let served = Served::demo(CONTACTS).await;
    let between = Between::before(&served.address).await;
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine {
        folder: folder.path(),
        uri: &between.uri,
    };
    let mut wrong = Vec::new();
    let mut complain = |what: String| wrong.push(format!("{doing:?}, {fault:?}: {what}"));

    if doing.is_a_start() {
        between.play(doing.place(), fault);
    }
    let mut desk = machine.desk();
    if !doing.is_a_start() {
        desk.settle().await;
        between.play(doing.place(), fault);
    }
    desk.press(doing.keys());
    if matches!(doing, Doing::Opening | Doing::Searching) {
        // What is shown at first comes from the copy.
        desk.settle().await;
    }
    let expected = said(fault, doing);
    if !desk.comes_to_show(expected).await {
        complain(format!("no «{expected}» on\n{}", desk.screen()));
    }
    if between.played() == 0 {
        complain("it was not played".to_owned());
    }
    let logins = between
        .came()
        .iter()
        .filter(|(_, place)| *place == Place::Auth)
        .count();
    let most = match fault {
        // One of each start, and one more for the session that ended.
        Fault::Ended | Fault::Says(401, 110) if doing != Doing::LoggingIn => 2,
        Fault::Says(..) | Fault::Html(403) | Fault::Wait(_) | Fault::Ended => 1,
        _ => 2,
    };
    if logins > most && doing != Doing::LoggingIn {
        complain(format!("{logins} logins"));
    }
    if matches!(fault, Fault::Wait(_) | Fault::Html(403)) && between.played() != 1 {
        complain(format!("asked {} times all the same", between.played()));
    }
    let was_saved = desk.screen().contains("Saved: ");
    desk.close().await;
    let came: Vec<_> = between.came().iter().map(|(at, _)| *at).collect();
    if came
        .windows(8)
        .any(|eight| eight[7] - eight[0] < Duration::from_secs(1))
    {
        complain("eight requests in a second".to_owned());
    }

    // The next day all is well again.
    between.heal();
    let mut desk = machine.desk();
    let count = CONTACTS + u32::from(was_saved && doing == Doing::Adding);
    if !desk.comes_to_show(&format!("{count} contacts")).await {
        complain(format!("contacts are missing from\n{}", desk.screen()));
    }
    desk.settle().await;
    if doing.is_a_write() && !was_saved {
        desk.press(if doing == Doing::Adding { "n" } else { "e" });
        if !desk.screen().contains(TYPED) {
            complain(format!("what was typed is lost on\n{}", desk.screen()));
        }
        desk.press("₂");
        if !desk.comes_to_show("Saved: ").await {
            complain(format!("it cannot be saved on\n{}", desk.screen()));
        }
    }
    desk.close().await;
    if doing.is_a_write() {
        let ask = Ask {
            query: TYPED,
            rows: 500,
            offset: 0,
        };
        let found = machine.client().page(ask).await.expect("an answer");
        let found: Vec<ContactId> = found.contacts.iter().map(|contact| contact.id).collect();
        if found.len() != 1 {
            complain(format!("the account has {found:?}"));
        }
    }
    wrong
}

async fn all_faults_while(doing: Doing) {
    let played = FAULTS.iter().map(|fault| played(*fault, doing));
    let wrong = join_all(played).await.concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

macro_rules! while_somebody {
    ($($name:ident = $doing:ident,)+) => {$(
        #[tokio::test]
        async fn $name() {
            all_faults_while(Doing::$doing).await;
        }
    )+};
}

while_somebody! {
    faults_while_somebody_logs_in = LoggingIn,
    faults_while_the_account_is_asked_who_it_is = Connecting,
    faults_while_a_first_copy_is_made = Copying,
    faults_while_the_copy_is_brought_up_to_date = Refreshing,
    faults_while_somebody_searches = Searching,
    faults_while_a_contact_is_opened = Opening,
    faults_while_a_contact_is_added = Adding,
    faults_while_a_contact_is_changed = Changing,
}

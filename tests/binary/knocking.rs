//! Several programs at one account: together they keep to its pace, wait when it asks for that, and leave it alone when it
//! blocks them.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, home},
    pty::{Pty, command},
    served::owner_only,
};

const ACCOUNT: &str = include_str!("../fixtures/wire/account.json");
const TOKEN: &str = "canary-51c7";

/// What an account says to the next requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Answering,
    /// Asks once to wait so many seconds, then answers.
    AskingToWait(u64),
    /// A page for everything.
    Blocking,
}

/// An account without contacts that writes down when it was asked.
struct Account {
    url: String,
    mood: Arc<Mutex<Mood>>,
    came: Arc<Mutex<Vec<Instant>>>,
}

impl Account {
    fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let account = Self {
            url: format!("http://{}", listener.local_addr().expect("an address")),
            mood: Arc::new(Mutex::new(mood)),
            came: Arc::default(),
        };
        let (mood, came) = (Arc::clone(&account.mood), Arc::clone(&account.came));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mood, came) = (Arc::clone(&mood), Arc::clone(&came));
                thread::spawn(move || answer(&stream.expect("a connection"), &mood, &came));
            }
        });
        account
    }

    fn count(&self) -> usize {
        self.came.lock().expect("no panic").len()
    }

    fn set(&self, mood: Mood) {
        *self.mood.lock().expect("no panic") = mood;
    }

    /// `rolo` with these words and the token.
    fn rolo(&self, home: &TempDir, arguments: &[&str]) -> Command {
        let mut rolo = plain(home);
        rolo.args(arguments)
            .args(["--url", &self.url])
            .env("ROLO_TOKEN", TOKEN);
        rolo
    }
}

/// Answers one request and closes.
fn answer(stream: &TcpStream, mood: &Mutex<Mood>, came: &Mutex<Vec<Instant>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    // Nobody asks with a body here.
    let _ = lines.find(String::is_empty);
    let now = Instant::now();
    let mut mood = mood.lock().expect("no panic");
    came.lock().expect("no panic").push(now);
    let (head, body) = match *mood {
        Mood::Answering if first.contains("/account") => ("200 OK".to_owned(), ACCOUNT),
        Mood::Answering => ("204 No Content".to_owned(), ""),
        Mood::AskingToWait(seconds) => {
            *mood = Mood::Answering;
            (
                format!("429 Too Many Requests\r\nRetry-After: {seconds}"),
                "",
            )
        }
        Mood::Blocking => ("403 Forbidden".to_owned(), "<html>Access denied</html>"),
    };
    drop(mood);
    let length = match body {
        "" => String::new(),
        body => format!("Content-Length: {}\r\n", body.len()),
    };
    let mut stream = stream;
    let _ = write!(
        stream,
        "HTTP/1.1 {head}\r\n{length}Connection: close\r\n\r\n{body}"
    );
}

/// Runs them all at the same time, each to its end.
fn together(commands: Vec<Command>) {
    let children: Vec<_> = commands
        .into_iter()
        .map(|mut command| {
            let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
            quiet.spawn().expect("it runs")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("an end").success());
    }
}

#[test]
fn eight_programs_at_once_send_no_more_than_seven_requests_in_any_second() {
    let (home, account) = (home(), Account::start(Mood::Answering));
    let rolo = || account.rolo(&home, &["sync", "--rate", "7"]);
    together((0..8).map(|_| rolo()).collect());
    let mut came = account.came.lock().expect("no panic").clone();
    came.sort();
    // Each has asked who it is, and whoever leads for the contacts.
    assert!(came.len() > 8, "{came:?}");
    let is_crowded = came
        .windows(8)
        .any(|eight| eight[7] - eight[0] < Duration::from_secs(1));
    assert!(!is_crowded, "{came:?}");
    owner_only(&home.path().join(".local"));
}

#[test]
fn when_one_is_asked_to_wait_all_wait() {
    let (home, account) = (home(), Account::start(Mood::AskingToWait(2)));
    together((0..4).map(|_| account.rolo(&home, &["sync"])).collect());
    let came = account.came.lock().expect("no panic");
    assert!(came.len() > 4, "{came:?}");
    assert!(came[1] - came[0] >= Duration::from_secs(2), "{came:?}");
}

#[test]
fn an_account_that_blocks_is_asked_once_by_all_and_everybody_is_told_until_when() {
    let (home, account) = (home(), Account::start(Mood::Answering));
    let mut login = plain(&home);
    login.args([
        "login",
        &account.url,
        "--account",
        "a",
        "--keep",
        "file",
        "--token-stdin",
    ]);
    let mut login = login
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut input = login.stdin.take().expect("standard input");
    writeln!(input, "{TOKEN}").expect("a token");
    drop(input);
    assert!(login.wait().expect("an end").success());
    let (_, status, _) = ended(plain(&home).arg("status"));
    assert!(!status.contains("blocks"), "{status}");

    account.set(Mood::Blocking);
    let before = account.count();
    for _ in 0..3 {
        let (code, out, err) = ended(&mut account.rolo(&home, &["sync"]));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        let says_when = err.contains("blocks all requests") && err.contains("is sent before ");
        assert!(says_when, "{err}");
    }
    let (_, status, _) = ended(plain(&home).arg("status"));
    assert!(status.contains("is sent before "), "{status}");
    let mut screen = command(ROLO, home.path());
    screen.args(["--account", "a"]);
    let mut pty = Pty::start(screen);
    pty.wait_for("blocked until ");
    pty.press("q");
    assert!(pty.exit().success());
    assert_eq!(account.count() - before, 1);
}

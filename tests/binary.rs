//! The program itself, started as a person starts it: keys in, screen out, exit codes, and the terminal given back.

#[path = "binary/pty.rs"]
mod pty;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
};

use portable_pty::CommandBuilder;
use pty::{Pty, command};
use rolo::{
    domain::id::Moment,
    ui::{
        app::{self, State},
        terminal::{self, Ended, Guard, Options},
        view::{Look, Theme},
    },
    words::{Language, Words},
};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::sync::mpsc;

const ROLO: &str = env!("CARGO_BIN_EXE_rolo");
/// The contact of the API's documentation, which every demo account holds.
const NAME: &str = "Екатерина Долгорукова";
/// As much of her name as fits into a narrow list.
const SHOWN: &str = "Екатерина Д";
/// Somebody else in the list.
const OTHER: &str = "Павел Ермолаев";
const PHONE: &str = "+7 900 000-00-01";
const F2: &str = "\x1bOQ";
const CTRL_T: &str = "\x14";
/// Ctrl with е and ы, the keys of T and S, as terminals with the newer protocol send them.
const CTRL_IE: &str = "\x1b[1077;5u";
const CTRL_YERU: &str = "\x1b[1099;5u";

fn home() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn demo(home: &TempDir) -> CommandBuilder {
    let mut command = command(ROLO, home.path());
    command.args(["demo", "--contacts", "60"]);
    command
}

/// A demo that shows its list.
fn listed(command: CommandBuilder) -> Pty {
    let pty = Pty::start(command);
    pty.wait_for(SHOWN);
    pty.wait_for(OTHER);
    pty
}

/// The keys of a keyboard whose layout is Latin or Russian.
struct Keys {
    search: &'static str,
    edit: &'static str,
    add: &'static str,
    save: &'static str,
    quit: &'static str,
}

const LATIN: Keys = Keys {
    search: "/",
    edit: "e",
    add: CTRL_T,
    save: F2,
    quit: "q",
};

const RUSSIAN: Keys = Keys {
    search: ".",
    edit: "у",
    add: CTRL_IE,
    save: CTRL_YERU,
    quit: "й",
};

fn find_and_open(pty: &mut Pty, keys: &Keys) {
    pty.press(keys.search);
    pty.press(NAME);
    pty.wait("what was found", |screen| {
        screen.contains(&format!("/ {NAME}")) && screen.contains(SHOWN) && !screen.contains(OTHER)
    });
    pty.press("\r\r");
    pty.wait_for("1099181");
}

fn adds_a_phone_and_finds_it_again(language: &str, keys: &Keys) {
    let home = home();
    let start = || {
        let mut command = demo(&home);
        command.env("LANG", language);
        listed(command)
    };
    let mut pty = start();
    find_and_open(&mut pty, keys);
    let before = pty.settle();
    assert!(!before.contains(PHONE), "{before}");
    pty.press(keys.edit);
    pty.wait_for("F2");
    pty.press("\t\t");
    pty.press(keys.add);
    pty.press(PHONE);
    pty.wait_for(PHONE);
    pty.press(keys.save);
    pty.wait("the saved card", card_with_phone);
    // Each Esc gets its own packet: with the key after it, it would be Alt and that key.
    pty.press("\x1b");
    pty.wait_for(&format!("/ {NAME}"));
    pty.press("\x1b");
    pty.wait_for(OTHER);
    pty.press(keys.quit);
    assert!(pty.exit().success());

    let mut pty = start();
    find_and_open(&mut pty, keys);
    let again = pty.wait("the card", card_with_phone);
    let first = phones(&before);
    assert_eq!(first.len() + 1, phones(&again).len(), "{again}");
    assert!(first.iter().all(|phone| again.contains(phone)), "{again}");
    pty.press("\x03\x03");
    pty.exit();
}

/// The new phone stands there, and not in a form.
fn card_with_phone(screen: &str) -> bool {
    screen.contains(PHONE) && screen.contains("1099181") && !screen.contains("F2")
}

/// The phones of a card.
fn phones(card: &str) -> Vec<&str> {
    card.lines()
        .filter_map(|line| {
            let phone = &line[line.find('+')?..];
            let end = phone.find(|c: char| !"+0123456789 -()".contains(c));
            Some(phone[..end.unwrap_or(phone.len())].trim_end())
        })
        .collect()
}

#[test]
fn a_second_phone_is_added_saved_and_found_again() {
    adds_a_phone_and_finds_it_again("en_US.UTF-8", &LATIN);
}

#[test]
fn the_same_keys_do_the_same_on_a_russian_layout() {
    adds_a_phone_and_finds_it_again("ru_RU.UTF-8", &RUSSIAN);
}

#[test]
fn an_arrow_key_cut_between_two_packets_is_an_arrow_key() {
    let home = home();
    let mut command = demo(&home);
    command.env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    let mut pty = listed(command);
    let first = selected(&pty.settle());
    // A machine may be so busy that the second half comes too late; ten times in a row it is not.
    let moved = (0..10).any(|_| {
        pty.press("\x1b");
        pty.wait_until_read();
        pty.press("[B");
        selected(&pty.settle()) != first
    });
    assert!(moved, "{}", pty.settle());
    pty.press("q");
    assert!(pty.exit().success());
}

/// The row with the cursor.
fn selected(screen: &str) -> Option<String> {
    screen
        .lines()
        .find(|line| line.starts_with('>'))
        .map(str::to_owned)
}

const LEFT: [&str; 4] = ["\x1b[?2026l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"];

/// Everything that was taken was given back, once.
fn given_back(bytes: &str) {
    assert_eq!(bytes.matches("\x1b[?1049l").count(), 1, "{bytes:?}");
    let end = &bytes[bytes.rfind("\x1b[?1049l").unwrap_or_default()..];
    for code in &LEFT[2..] {
        assert!(end.contains(code), "{end:?}");
    }
    for (taken, back) in [("\x1b[?2004h", LEFT[1]), ("\x1b[?2026h", LEFT[0])] {
        assert!(bytes.rfind(taken) < bytes.rfind(back), "{taken:?}");
    }
    for unasked in ["\x1b[6n", "\x1b[c", "\x1b[?1000h", "\x1b[>1u", "\x1b]"] {
        assert!(!bytes.contains(unasked), "{unasked:?}");
    }
}

#[test]
fn the_terminal_is_given_back_after_quitting() {
    let home = home();
    let mut pty = Pty::start(demo(&home));
    let before = pty.line();
    pty.wait_for(OTHER);
    assert_ne!(pty.line(), before, "raw mode");
    pty.press("q");
    assert!(pty.exit().success());
    assert_eq!(pty.line(), before);
    given_back(&pty.bytes());
}

#[test]
fn the_terminal_is_given_back_after_a_signal() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = home();
        let mut pty = Pty::start(demo(&home));
        let before = pty.line();
        pty.wait_for(OTHER);
        pty.settle();
        pty.signal(signal);
        assert!(pty.exit().success(), "{signal:?}");
        assert_eq!(pty.line(), before, "{signal:?}");
        given_back(&pty.bytes());
    }
}

#[test]
fn the_terminal_is_given_back_after_a_panic() {
    let home = home();
    let this = std::env::current_exe().expect("this program");
    let mut command = command(this, home.path());
    command.args([
        "--exact",
        "panics_with_the_terminal",
        "--ignored",
        "--nocapture",
    ]);
    let pty = Pty::start(command);
    let before = pty.line();
    assert!(!pty.exit().success());
    assert_eq!(pty.line(), before);
    let bytes = pty.bytes();
    given_back(&bytes);
    let (_, after) = bytes.split_once("\x1b[?1049l").expect("left");
    assert!(after.contains("on purpose ␛]0;title␇"), "{after:?}");
}

#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn panics_with_the_terminal() {
    let _guard = Guard::enter(None).expect("a terminal");
    panic!("on purpose \x1b]0;title\x07");
}

#[test]
fn a_panic_in_the_background_ends_the_interface() {
    let home = home();
    let this = std::env::current_exe().expect("this program");
    let mut command = command(this, home.path());
    command.args([
        "--exact",
        "shows_a_desk_whose_background_panics",
        "--ignored",
        "--nocapture",
    ]);
    let pty = Pty::start(command);
    let before = pty.line();
    let status = pty.exit();
    let bytes = pty.bytes();
    assert!(status.success(), "{bytes:?}");
    assert_eq!(pty.line(), before);
    given_back(&bytes);
    let (_, after) = bytes.split_once("\x1b[?1049l").expect("left");
    assert!(after.contains("in the background"), "{after:?}");
}

#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn shows_a_desk_whose_background_panics() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let ended = runtime.block_on(async {
        let (commands, mut to_do) = mpsc::unbounded_channel();
        // Stays open, so that only the panic can end the loop.
        let (_done, events) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            to_do.recv().await;
            panic!("in the background");
        });
        let state = State::new(app::Settings {
            new_request_id: String::new,
        });
        let look = Look {
            words: Words::new(Language::English),
            theme: Theme::new(false),
        };
        let options = Options {
            escape_hold: terminal::escape_hold(false),
            log: None,
            clock: || Moment(0),
        };
        terminal::run(state, look, commands, events, options).await
    });
    assert_eq!(ended.expect("a terminal"), Ended::Panicked);
}

/// Leaves a changed form on the screen; the name in it.
fn changed_form(pty: &mut Pty) -> &'static str {
    find_and_open(pty, &LATIN);
    pty.press("e");
    pty.wait_for("F2");
    pty.press("\t");
    pty.press("Wanderer");
    pty.wait_for("Wanderer");
    "Wanderer"
}

/// Starts again and looks for what was typed before.
fn draft_is_there(home: &TempDir, typed: &str) {
    let mut pty = listed(demo(home));
    find_and_open(&mut pty, &LATIN);
    pty.press("e");
    pty.wait_for(typed);
    pty.signal(Signal::TERM);
    pty.exit();
}

#[test]
fn a_hang_up_ends_it_and_keeps_what_was_typed() {
    let home = home();
    let mut pty = listed(demo(&home));
    let typed = changed_form(&mut pty);
    pty.hang_up();
    assert_eq!(pty.exit().exit_code(), 129);
    draft_is_there(&home, typed);
}

#[test]
fn a_hang_up_without_a_signal_ends_it_too() {
    let home = home();
    let mut command = command("sh", home.path());
    // The shell is told by signal and ignores it; rolo is not the leader and must notice by itself.
    command.args([
        "-c",
        "trap '' HUP; \"$0\" demo --contacts 60; exit $?",
        ROLO,
    ]);
    let mut pty = listed(command);
    let typed = changed_form(&mut pty);
    pty.hang_up();
    assert_eq!(pty.exit().exit_code(), 129);
    draft_is_there(&home, typed);
}

#[test]
fn what_is_typed_survives_a_signal() {
    let home = home();
    let mut pty = listed(demo(&home));
    let typed = changed_form(&mut pty);
    pty.signal(Signal::TERM);
    assert!(pty.exit().success());
    draft_is_there(&home, typed);
}

#[test]
fn an_idle_screen_sends_nothing() {
    let home = home();
    let mut pty = listed(demo(&home));
    pty.settle();
    let before = pty.byte_count();
    // Keys that change nothing: the upper end of the list.
    pty.press("\x1b[A\x1b[A\x1b[A");
    // The repaint comes after them, and it is one whole screen in one update.
    pty.settle();
    let frames = pty.bytes_since(before).matches("\x1b[?2026h").count();
    assert_eq!(frames, 1);
    pty.press("q");
    pty.exit();
}

/// rolo without a terminal.
fn plain(home: &TempDir) -> Command {
    let mut command = Command::new(ROLO);
    command
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "en_US.UTF-8")
        .current_dir(home.path())
        .stdin(Stdio::null());
    command
}

fn ended(command: &mut Command) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn what_is_asked_wrongly_is_said_in_one_sentence_and_exits_with_2() {
    let empty = home();
    let folder = empty.path().join("account");
    std::fs::create_dir(&folder).expect("a folder");
    let folder = folder.to_str().expect("UTF-8");
    for (line, token, said) in [
        (&["--lang", "en"][..], None, "rolo demo"),
        (&["--lang", "ru"], None, "rolo demo"),
        (&["demo"], None, "terminal"),
        (&["--url", "http://127.0.0.1:1"], None, "ROLO_TOKEN"),
        (&["--url", "http://127.0.0.1:1"], Some("t"), "terminal"),
        (
            &["--url", "http://192.0.2.1"],
            Some("t"),
            "this very machine",
        ),
        (
            &["--url", "https://demo.amocrm.ru"],
            Some("t"),
            "this very machine",
        ),
        (&["--url", "nonsense"], Some("t"), "http://127.0.0.1:8099"),
        (
            &["serve", "--data", folder, "--listen", "0.0.0.0:0"],
            None,
            "0.0.0.0:0",
        ),
        (
            &["serve", "--data", folder, "--listen", "127.0.0.1:0"],
            None,
            "--import",
        ),
        (
            &["serve", "--data", "nowhere", "--listen", "127.0.0.1:0"],
            None,
            "--import",
        ),
    ] {
        let mut command = plain(&empty);
        command.args(line);
        if let Some(token) = token {
            command.env("ROLO_TOKEN", token);
        }
        let (code, out, err) = ended(&mut command);
        assert_eq!(code, Some(2), "{line:?}: {err}");
        assert!(err.contains(said), "{line:?}: {err}");
        assert_eq!(err.lines().count(), 1, "{line:?}: {err}");
        assert_eq!(out, "", "{line:?}");
    }
}

#[test]
fn an_unknown_key_of_the_config_file_is_named() {
    let home = home();
    let folder = home.path().join(".config/rolo");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), "lang = \"ru\"\nfont = 1\n").expect("a file");
    let (code, _, err) = ended(plain(&home).arg("keys"));
    assert_eq!(code, Some(2));
    assert!(err.contains("font"), "{err}");
}

#[test]
fn the_table_of_keys_is_printed_in_the_language_of_the_config_file() {
    let home = home();
    let folder = home.path().join(".config/rolo");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), "lang = \"ru\"\n").expect("a file");
    let (code, out, _) = ended(plain(&home).arg("keys"));
    assert_eq!(code, Some(0));
    assert!(out.contains("`F2`") && out.contains("сохранить"), "{out}");
    let (_, english, _) = ended(plain(&home).args(["--lang", "en", "keys"]));
    assert_ne!(out, english);
}

/// An account served alone; ended by a signal when a test fails.
struct Served {
    child: std::process::Child,
    address: String,
}

impl Served {
    fn start(home: &TempDir, arguments: &[&str]) -> Self {
        let mut child = plain(home)
            .args(["serve", "--listen", "127.0.0.1:0", "--data", "account"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut out = BufReader::new(child.stdout.take().expect("standard output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        child.stdout = Some(out.into_inner());
        let address = line
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("{line:?}"))
            .trim_end()
            .to_owned();
        Self { child, address }
    }

    fn get(&self, target: &str) -> String {
        let mut connection = TcpStream::connect(&self.address).expect("it listens");
        write!(
            connection,
            "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .expect("a request");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn stop(mut self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).expect("it lives");
        assert_eq!(self.child.wait().expect("an end").code(), Some(0));
        let mut rest = String::new();
        let mut out = self.child.stdout.take().expect("standard output");
        out.read_to_string(&mut rest).expect("the rest");
        assert_eq!(rest, "", "one line and no more");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Waited for already when all went well; then this does nothing.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SAMPLE: &str = "/api/v2/contacts?id=1099181&USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";

#[test]
fn an_account_is_served_until_a_signal() {
    for signal in [Signal::TERM, Signal::INT] {
        let home = home();
        let served = Served::start(&home, &["--demo", "20"]);
        let answer = served.get(SAMPLE);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("1099181"), "{answer}");
        served.stop(signal);

        let again = Served::start(&home, &[]);
        assert!(again.get(SAMPLE).starts_with("HTTP/1.1 200"));
        again.stop(signal);
    }
}

#[test]
fn the_interface_opens_on_a_served_account() {
    let home = home();
    let served = Served::start(&home, &["--demo", "20"]);
    let mut command = command(ROLO, home.path());
    command.args(["--url", &format!("http://{}", served.address)]);
    command.env("ROLO_TOKEN", "demo-anna");
    let mut pty = Pty::start(command);
    pty.wait_for(SHOWN);
    pty.press("q");
    assert!(pty.exit().success());
    served.stop(Signal::TERM);
    owner_only(&home.path().join(".local"));
}

#[test]
fn two_demos_at_once_share_the_account() {
    let home = home();
    let mut one = listed(demo(&home));
    let mut two = listed(demo(&home));
    let mut fresh = demo(&home);
    fresh.arg("--fresh");
    let third = Pty::start(fresh);
    assert_eq!(third.exit().exit_code(), 1);
    assert!(third.bytes().contains("Another rolo"), "{}", third.bytes());
    for pty in [&mut one, &mut two] {
        pty.press("q");
        assert!(pty.exit().success());
    }
    owner_only(&home.path().join(".local"));
}

/// Whatever the program made, nobody else can read.
fn owner_only(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let mode = path.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
        if path.is_dir() {
            owner_only(&path);
        }
    }
}

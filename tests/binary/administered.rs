//! A real account from the command line: made, served, and managed while it is served.

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    asked::{ended, plain},
    desk::{ROLO, home},
    pty::{Pty, command},
    served::Served,
};

const FACTS: &str = "/api/v2/account";
const CONTACTS: &str = "/api/v2/contacts";
const FOLDER: &str = "account";

/// `rolo serve …` on the account; words are separated by spaces.
fn administer(home: &TempDir, line: &str) -> (Option<i32>, String, String) {
    let mut command = plain(home);
    command.arg("serve").args(line.split(' '));
    ended(command.args(["--data", FOLDER]))
}

/// The one line on standard output of a command that did what it was asked and said so in one sentence.
fn printed(home: &TempDir, line: &str) -> String {
    let (code, out, err) = administer(home, line);
    assert_eq!(code, Some(0), "{line}: {err}");
    assert_eq!(
        (out.lines().count(), err.lines().count()),
        (1, 1),
        "{line}: {out}{err}"
    );
    assert!(
        !err.contains(out.trim_end()),
        "{line}: what is printed is not said as well"
    );
    out.trim_end().to_owned()
}

/// The rows of a list, without the names of its columns.
fn listed(home: &TempDir, line: &str) -> Vec<Vec<String>> {
    let (code, out, err) = administer(home, line);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{line}");
    let rows = out.lines().skip(1);
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_new_account_is_served_and_the_interface_opens_on_it() {
    let home = home();
    let key = printed(&home, "init --login olga@kontora.test --name Контора");
    let served = Served::start(&home, &[]);
    let facts = served.ask("GET", FACTS, &key, "");
    assert!(
        facts.contains("Контора") && facts.contains("\"currency\":\"USD\""),
        "{facts}"
    );
    let by_login = format!("{FACTS}?USER_LOGIN=olga@kontora.test&USER_HASH={key}");
    assert!(
        served
            .ask("GET", &by_login, "", "")
            .starts_with("HTTP/1.1 200")
    );
    let added = served.ask(
        "POST",
        CONTACTS,
        &key,
        r#"{"add":[{"name":"Жанна Первая"}]}"#,
    );
    assert!(added.starts_with("HTTP/1.1 200"), "{added}");

    let mut command = command(ROLO, home.path());
    command.args(["--url", &format!("http://{}", served.address)]);
    command.env("ROLO_TOKEN", &key);
    let mut pty = Pty::start(command);
    pty.wait_for("Жанна Первая");
    pty.press("q");
    assert!(pty.exit().success());
    served.stop(Signal::TERM);
}

#[test]
fn the_language_decides_what_was_not_said() {
    let home = home();
    let mut command = plain(&home);
    let (code, out, err) = ended(command.args(["--lang", "ru", "serve", "init", "--data", FOLDER]));
    assert_eq!(code, Some(0));
    assert!(err.contains("ключ администратора"), "{err}");
    let served = Served::start(&home, &[]);
    let facts = served.ask(
        "GET",
        &format!("{FACTS}?with=custom_fields"),
        out.trim_end(),
        "",
    );
    for text in ["Мой аккаунт", "RUB", "Europe/Moscow", "Телефон"] {
        assert!(facts.contains(text), "{text}: {facts}");
    }
    served.stop(Signal::TERM);
}

#[test]
fn an_account_is_managed_while_it_is_served() {
    let home = home();
    let olga = printed(&home, "init");
    let served = Served::start(&home, &[]);
    let status = |token: &str| {
        let answer = served.ask("GET", FACTS, token, "");
        answer.split(' ').nth(1).map(str::to_owned)
    };
    let (allowed, refused) = (Some("200".to_owned()), Some("401".to_owned()));

    let petr = printed(
        &home,
        "user add petr@kontora.test --name Пётр --last-name Зимин --group Опт --contacts view=A,edit=M",
    );
    let token = printed(
        &home,
        "token new petr@kontora.test --label script --days 30",
    );
    assert_eq!(
        (status(&petr), status(&token)),
        (allowed.clone(), allowed.clone())
    );
    let (code, ..) = administer(&home, "user disable petr@kontora.test");
    assert_eq!(code, Some(0));
    assert_eq!(
        (status(&petr), status(&token)),
        (refused.clone(), refused.clone())
    );
    let by_login = format!("{FACTS}?USER_LOGIN=petr@kontora.test&USER_HASH={petr}");
    assert!(
        served
            .ask("GET", &by_login, "", "")
            .contains(r#""error_code":"112""#)
    );
    assert_eq!(listed(&home, "user list")[1][5], "disabled");
    administer(&home, "user enable petr@kontora.test");
    assert_eq!(
        (status(&petr), status(&token)),
        (allowed.clone(), allowed.clone())
    );
    administer(&home, "token revoke 1");
    assert_eq!((status(&petr), status(&token)), (allowed.clone(), refused));

    let field = printed(
        &home,
        "field add --entity contacts --name Цвет --type select --enum red --enum blue --required --read-only",
    );
    let facts = served.ask("GET", &format!("{FACTS}?with=custom_fields"), &olga, "");
    let told = facts
        .split_once(&format!("\"{field}\":"))
        .expect("the field")
        .1;
    assert!(
        told.contains(r#""is_editable":false,"is_required":true"#),
        "{told}"
    );

    let users = listed(&home, "user list");
    assert_eq!(users.len(), 2);
    assert_eq!(
        users[0][..6],
        [
            "1",
            "admin@localhost",
            "Administrator",
            "",
            "admin",
            "active"
        ]
    );
    assert_eq!(
        users[1],
        [
            "2",
            "petr@kontora.test",
            "Пётр Зимин",
            "Опт",
            "user",
            "active",
            "add=M,view=A,edit=M,delete=M,export=M",
            "M"
        ]
    );
    let tokens = listed(&home, "token list");
    assert_eq!(tokens[0][..3], ["1", "petr@kontora.test", "revoked"]);
    let fields = listed(&home, "field list --entity contacts");
    assert_eq!(
        fields.last().expect("fields")[..],
        [
            "contacts",
            &field,
            "select",
            "",
            "required,read-only",
            "Цвет",
            "red,blue"
        ]
    );
    served.stop(Signal::TERM);
}

#[test]
fn what_was_put_into_the_account_is_only_text_in_a_list() {
    let home = home();
    printed(&home, "init");
    let mut command = plain(&home);
    command.args(["serve", "user", "add", "a@x", "--data", FOLDER, "--name"]);
    let (code, ..) = ended(command.arg("\u{1b}[31mred\tadmin\nroot\u{202e}"));
    assert_eq!(code, Some(0));
    let users = listed(&home, "user list");
    assert_eq!((users.len(), users[1].len()), (2, 8));
    assert!(
        !users[1][2].contains(['\u{1b}', '\u{202e}']),
        "{:?}",
        users[1][2]
    );
}

#[test]
fn every_mistake_is_one_sentence_in_both_languages() {
    let home = home();
    printed(&home, "init");
    printed(&home, "user add petr@x --name Petr");
    printed(&home, "field add --entity leads --name Colour --type text");
    for (line, english, russian) in [
        ("init", "already", "уже"),
        (
            "user add petr@x --name Petr",
            "petr@x already",
            "petr@x уже",
        ),
        ("user add petr --name Petr", "e-mail", "почты"),
        ("user add b@x --name ", "name", "имени"),
        ("user add b@x --name B --contacts Q", "Q", "Q"),
        ("user add b@x --name B --others view", "view", "view"),
        ("user add b@x --name B --group 9", "group 9", "Группы 9"),
        ("user disable nobody@x", "nobody@x", "nobody@x"),
        ("user enable nobody@x", "nobody@x", "nobody@x"),
        ("token new nobody@x", "nobody@x", "nobody@x"),
        ("token new petr@x --days 0", "five years", "пяти лет"),
        ("token revoke 9", "token 9", "токена 9"),
        (
            "field add --entity tasks --name X --type text",
            "tasks",
            "tasks",
        ),
        ("field add --entity leads --name X --type odd", "odd", "odd"),
        (
            "field add --entity leads --name colour --type text",
            "colour",
            "colour",
        ),
        (
            "field add --entity leads --name X --type text --enum a",
            "--enum",
            "--enum",
        ),
        ("field list --entity tasks", "tasks", "tasks"),
        (
            "user list --data nowhere",
            "rolo serve init",
            "rolo serve init",
        ),
    ] {
        for (language, said) in [("en", english), ("ru", russian)] {
            let mut command = plain(&home);
            command
                .args(["--lang", language, "serve"])
                .args(line.split(' '));
            if !line.contains("--data") {
                command.args(["--data", FOLDER]);
            }
            let (code, out, err) = ended(&mut command);
            assert_eq!(code, Some(2), "{line}: {err}");
            assert_eq!(
                (out.as_str(), err.lines().count()),
                ("", 1),
                "{line}: {err}"
            );
            assert!(err.contains(said), "{line}: {err}");
        }
    }
    for wrong in [
        "--timezone Mars/Base",
        "--currency rouble",
        "--subdomain A_B",
        "--language de",
        "--login me",
    ] {
        let mut command = plain(&home);
        command
            .args(["serve", "init", "--data", "another"])
            .args(wrong.split(' '));
        let (code, out, err) = ended(&mut command);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{wrong}");
        assert_eq!(err.lines().count(), 1, "{wrong}: {err}");
    }
}

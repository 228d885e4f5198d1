//! The command line without a terminal: sentences and exit codes.

use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::desk::{ROLO, home};

/// rolo without a terminal.
pub(crate) fn plain(home: &TempDir) -> Command {
    let mut command = Command::new(ROLO);
    command
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "en_US.UTF-8")
        .current_dir(home.path())
        .stdin(Stdio::null());
    command
}

/// Exit code, standard output and standard error.
pub(crate) fn ended(command: &mut Command) -> (Option<i32>, String, String) {
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
        (&["--lang", "ru"], None, "rolo login"),
        (&["--lang", "en"], Some("t"), "rolo serve init"),
        (&["--account", "nowhere"], None, "nowhere"),
        (&["login"], None, "rolo login romashka"),
        (&["login", "romashka"], None, "--token-stdin"),
        (
            &["login", "http://192.0.2.1", "--token-stdin"],
            None,
            "https",
        ),
        (&["login", "a b", "--token-stdin"], None, "romashka"),
        (&["logout"], None, "rolo login"),
        (&["status"], None, "rolo login"),
        (&["demo"], None, "terminal"),
        (&["--url", "http://127.0.0.1:1"], None, "ROLO_TOKEN"),
        (&["--url", "http://127.0.0.1:1"], Some("t"), "terminal"),
        (
            &["--url", "http://192.0.2.1"],
            Some("t"),
            "this very machine",
        ),
        (&["--url", "https://demo.amocrm.ru"], Some("t"), "terminal"),
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
fn a_mistake_in_the_config_file_is_named_and_the_rest_holds() {
    let home = home();
    let folder = home.path().join(".config/rolo");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("config.toml");
    std::fs::write(&file, "lang = \"ru\"\nfont = 1\n").expect("a file");
    let (code, out, err) = ended(plain(&home).arg("keys"));
    assert_eq!(code, Some(0));
    assert!(out.contains("сохранить"), "{out}");
    let named =
        |err: &str| err.contains("строка 2") && err.contains("«font»") && err.lines().count() == 1;
    assert!(named(&err), "{err}");
    let (code, _, err) = ended(plain(&home).args(["config", "check"]));
    assert_eq!(code, Some(1));
    assert!(named(&err), "{err}");
    std::fs::write(&file, "colour = false\n").expect("a file");
    assert_eq!(ended(plain(&home).args(["config", "check"])).0, Some(0));
    let (_, path, _) = ended(plain(&home).args(["config", "path"]));
    assert_eq!(path.trim_end(), file.to_str().expect("UTF-8"));
    let (_, shown, _) = ended(plain(&home).args(["config", "show"]));
    assert_eq!(shown, "colour = false\nlang = \"en\"\n");
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

//! The bytes between the terminal and the program: keys in pieces, idle screens, texts that would drive the terminal.

use serde_json::json;

use crate::{
    desk::{ROLO, demo, home, listed},
    pty::{Pty, command},
};

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

#[test]
fn without_colours_there_are_none_unless_the_config_file_wants_them() {
    for (config, coloured) in [("", false), ("colour = true\n", true)] {
        let home = home();
        let folder = home.path().join(".config/rolo");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config.toml"), config).expect("a file");
        let mut command = demo(&home);
        command.env("NO_COLOR", "1");
        let mut pty = listed(command);
        pty.press("q");
        pty.exit();
        assert_eq!(pty.bytes().contains("\x1b[38;5;"), coloured, "{config:?}");
    }
}

/// Sets the clipboard and the title, colours, turns the line around, and piles marks on a letter.
fn hostile() -> String {
    format!(
        "Zoe\u{1b}]52;c;cm0=\u{7}\u{1b}]0;x\u{1b}\\\u{1b}[31m\u{9b}31m\u{9d}0;y\u{9c}\u{202e}\u{2066}\r\n\tq{}",
        "\u{301}".repeat(10_000)
    )
}

#[test]
fn a_contact_whose_every_text_is_hostile_is_one_ordinary_row() {
    let home = home();
    let text = hostile();
    let contact = |id: i64, name: &str, text: &str| {
        json!({
            "id": id, "name": name, "responsible_user_id": 504_141, "created_by": 504_141,
            "created_at": 1_500_000_000, "updated_at": 1_500_000_000, "account_id": 1, "group_id": 0,
            "company": {"id": 30, "name": text}, "leads": {}, "customers": {}, "closest_task_at": 0,
            "tags": [{"id": 5, "name": text}],
            "custom_fields": [
                {"id": 6, "name": text, "is_system": false, "values": [{"value": text}]},
                {"id": 7, "name": "Телефон", "is_system": true,
                 "values": [{"value": text, "enum": "8"}, {"value": text, "enum": "9"}]},
            ],
        })
        .to_string()
    };
    let lines = [
        contact(1, "Anna", "plain"),
        contact(2, &text, &text),
        contact(3, "Boris", "plain"),
    ];
    let file = home.path().join("contacts.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let mut command = command(ROLO, home.path());
    command.arg("demo");
    command.arg("--import");
    command.arg(&file);

    let mut pty = Pty::start(command);
    let list = pty.wait_for("Zoe");
    let rows: Vec<usize> = ["Anna", "Boris", "Zoe"]
        .iter()
        .map(|name| {
            list.lines()
                .position(|line| line.contains(name))
                .expect("a row")
        })
        .collect();
    assert_eq!(rows, [rows[0], rows[0] + 1, rows[0] + 2], "{list}");
    pty.press("jj\r");
    pty.wait("the card", |screen| {
        screen.contains("Zoe") && !screen.contains("Boris")
    });
    pty.press("e");
    pty.wait_for("F2");
    pty.press("\x03\x03");
    pty.exit();

    let bytes = pty.bytes();
    let (_, inside) = bytes.split_once("\x1b[?1049h").expect("entered");
    let (inside, _) = inside.split_once("\x1b[?1049l").expect("left");
    let left = without_own_sequences(inside);
    for c in left.chars() {
        assert!(!c.is_control(), "{c:?} reached the terminal");
        assert!(
            !"\u{202e}\u{2066}".contains(c),
            "{c:?} reached the terminal"
        );
    }
    let marks = inside
        .split("\x1b[?2026h")
        .map(|frame| frame.matches('\u{301}').count());
    assert!(marks.max() < Some(200), "marks pile up");
}

/// What is left without the sequences that rolo itself draws with: cursor, colours, clearing, modes.
fn without_own_sequences(bytes: &str) -> String {
    let mut left = String::new();
    let mut rest = bytes;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        left.push_str(before);
        let end = after
            .find(|c: char| !"0123456789;?".contains(c))
            .expect("a whole sequence");
        assert!("HJmhl".contains(&after[end..=end]), "{:?}", &after[..=end]);
        rest = &after[end + 1..];
    }
    left + rest
}

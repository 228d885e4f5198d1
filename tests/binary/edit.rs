//! The main job: search, open, edit, save, and find it again at the next start.

use crate::desk::{Keys, LATIN, NAME, OTHER, PHONE, RUSSIAN, demo, find_and_open, home, listed};

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
    screen.contains(PHONE) && screen.contains("[1 ") && !screen.contains("F2")
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

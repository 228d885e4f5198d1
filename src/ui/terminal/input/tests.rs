//! Split keys, answers of terminals and pastes, event by event.

use super::*;

fn press(c: char) -> Event {
    let modifiers = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
}

fn with(c: char, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
}

fn esc() -> Event {
    Event::Key(KeyCode::Esc.into())
}

fn typed(text: &str) -> Vec<Event> {
    text.chars()
        .map(|c| if c == '\u{1b}' { esc() } else { press(c) })
        .collect()
}

/// Events that come without a pause, then silence.
fn burst(events: impl IntoIterator<Item = Event>) -> Vec<Input> {
    let mut filter = Filter::default();
    let mut out: Vec<_> = events.into_iter().flat_map(|e| filter.push(e)).collect();
    out.extend(filter.silence());
    assert!(!filter.is_holding());
    out
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

#[test]
fn a_split_key_is_joined() {
    const NONE: KeyModifiers = KeyModifiers::NONE;
    for (sent, code, modifiers) in [
        ("\u{1b}[A", KeyCode::Up, NONE),
        ("\u{1b}OB", KeyCode::Down, NONE),
        ("\u{1b}[H", KeyCode::Home, NONE),
        ("\u{1b}[4~", KeyCode::End, NONE),
        ("\u{1b}[5~", KeyCode::PageUp, NONE),
        ("\u{1b}[6~", KeyCode::PageDown, NONE),
        ("\u{1b}[3~", KeyCode::Delete, NONE),
        ("\u{1b}[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        ("\u{1b}[3;2~", KeyCode::Delete, KeyModifiers::SHIFT),
        ("\u{1b}[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        ("\u{1b}OQ", KeyCode::F(2), NONE),
        ("\u{1b}[[B", KeyCode::F(2), NONE),
        ("\u{1b}[12~", KeyCode::F(2), NONE),
        ("\u{1b}[115;5u", KeyCode::Char('s'), KeyModifiers::CONTROL),
    ] {
        assert_eq!(burst(typed(sent)), [key(code, modifiers)], "{sent:?}");
    }
}

#[test]
fn a_split_key_that_nobody_knows_is_swallowed() {
    for sent in [
        "\u{1b}[99~",
        "\u{1b}[?1;2c",
        "\u{1b}[I",
        "\u{1b}[1;5",
        "\u{1b}Oz",
    ] {
        assert_eq!(burst(typed(sent)), [], "{sent:?}");
    }
}

#[test]
fn esc_alone_comes_after_the_silence() {
    let mut filter = Filter::default();
    assert_eq!(filter.push(esc()), []);
    assert!(filter.is_holding());
    assert_eq!(filter.silence(), [key(KeyCode::Esc, KeyModifiers::NONE)]);
    assert!(!filter.is_holding());
}

#[test]
fn a_bracket_typed_after_the_silence_is_a_bracket() {
    let mut filter = Filter::default();
    filter.push(esc());
    filter.silence();
    assert_eq!(
        filter.push(press('[')),
        [key(KeyCode::Char('['), KeyModifiers::NONE)]
    );
}

#[test]
fn esc_and_another_key_in_one_packet_are_two_keys() {
    assert_eq!(
        burst([esc(), press('q')]),
        [
            key(KeyCode::Esc, KeyModifiers::NONE),
            key(KeyCode::Char('q'), KeyModifiers::NONE)
        ]
    );
    assert_eq!(burst([esc(), esc()]).len(), 2);
}

#[test]
fn an_escaped_arrow_of_old_terminals_is_esc_and_an_arrow() {
    assert_eq!(
        burst(typed("\u{1b}\u{1b}[A")),
        [
            key(KeyCode::Esc, KeyModifiers::NONE),
            key(KeyCode::Up, KeyModifiers::NONE)
        ]
    );
}

#[test]
fn a_reply_that_nobody_asked_for_is_swallowed_up_to_its_end() {
    let bell = with('g', KeyModifiers::CONTROL);
    let end = with('\\', KeyModifiers::ALT);
    for (open, close) in [
        (with(']', KeyModifiers::ALT), bell),
        (
            with('P', KeyModifiers::ALT | KeyModifiers::SHIFT),
            end.clone(),
        ),
        (with('_', KeyModifiers::ALT), end),
    ] {
        let mut events = vec![open];
        events.extend(typed("11;rgb:0000/q"));
        events.push(close);
        events.push(press('j'));
        assert_eq!(burst(events), [key(KeyCode::Char('j'), KeyModifiers::NONE)]);
    }
}

#[test]
fn a_reply_with_split_ends_is_swallowed_too() {
    let mut events = typed("\u{1b}]52;c;cm0\u{1b}\\");
    events.push(press('j'));
    assert_eq!(burst(events), [key(KeyCode::Char('j'), KeyModifiers::NONE)]);
}

#[test]
fn alt_with_a_bracket_alone_is_a_key() {
    assert_eq!(
        burst([with(']', KeyModifiers::ALT)]),
        [key(KeyCode::Char(']'), KeyModifiers::ALT)]
    );
}

#[test]
fn ctrl_with_a_cyrillic_letter_is_ctrl_with_the_latin_one_of_that_key() {
    for (cyrillic, latin) in [('ы', 's'), ('с', 'c'), ('Е', 'T'), ('і', 's')] {
        assert_eq!(
            burst([with(cyrillic, KeyModifiers::CONTROL)]),
            [key(KeyCode::Char(latin), KeyModifiers::CONTROL)]
        );
    }
    assert_eq!(
        burst([press('ы')]),
        [key(KeyCode::Char('ы'), KeyModifiers::NONE)],
        "without Ctrl it is text"
    );
}

#[test]
fn releases_are_dropped_and_repeats_are_presses() {
    let kind = |kind| {
        Event::Key(KeyEvent::new_with_kind(
            KeyCode::Down,
            KeyModifiers::NONE,
            kind,
        ))
    };
    assert_eq!(burst([kind(KeyEventKind::Release)]), []);
    assert_eq!(
        burst([kind(KeyEventKind::Repeat)]),
        [key(KeyCode::Down, KeyModifiers::NONE)]
    );
}

#[test]
fn a_paste_holds_no_control_characters_but_line_ends() {
    assert_eq!(
        burst([Event::Paste("a\r\nb\rc\td\u{1b}]0;x\u{7}\u{9b}e".into())]),
        [Input::Paste("a\nb\nc d]0;xe".into())]
    );
}

#[test]
fn a_paste_whose_beginning_was_split_is_still_a_paste() {
    let mut events = typed("\u{1b}[200~q");
    events.push(Event::Key(KeyCode::Enter.into()));
    events.extend(typed("Иван"));
    assert_eq!(burst(events), [Input::Paste("q\nИван".into())]);
}

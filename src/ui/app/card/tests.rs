//! Reactions of the card, one by one.

use super::*;
use crate::{
    domain::{
        activity::{Entry, Note, Task, Tells},
        contact::Company,
        failure::Failure,
        field::{Field, FieldRole, FieldValue},
        id::{CompanyId, FieldId, LeadId, Moment, NoteId, TaskId, TaskTypeId, UserId},
    },
    letters::{Event, Part, Told},
    ui::app::{
        Message, Over,
        example::{answer, contact, desk, press},
        update,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A desk with the card of contact 1 in front, read and with a task.
fn card() -> State {
    let mut state = desk(1..=3, true);
    let open = press(&mut state, "⏎");
    let mut contact = contact(1);
    contact.closest_task_at = Some(Moment(2_000));
    contact.leads = vec![LeadId(7)];
    contact.company = Some(Company {
        id: CompanyId(5),
        name: "ООО \"Ромашка\"".into(),
    });
    contact.fields = vec![Field {
        id: FieldId(1),
        name: "Телефон".into(),
        role: Some(FieldRole::Phone),
        values: vec![
            FieldValue::text("8 999 612-32-32"),
            FieldValue::text("+7\u{1b}921"),
        ],
    }];
    let opened = Event::Opened {
        ticket: open[0].ticket(),
        contact: Some(Box::new(contact)),
    };
    let asked = answer(&mut state, opened);
    assert_eq!(part(&asked[0]), Some(&Part::Tasks));
    let told = Told::Tasks(vec![task()]);
    answer(&mut state, around(&asked[0], told));
    state
}

fn task() -> Task {
    Task {
        id: TaskId(9),
        kind: TaskTypeId(1),
        text: "Перезвонить".into(),
        due: Moment(2_000),
        responsible: UserId(1),
        updated_at: Moment(5),
    }
}

fn note(id: i64) -> Note {
    Note {
        id: NoteId(id),
        at: Moment(id),
        by: UserId(1),
        tells: Tells::Text("x".into()),
    }
}

fn notes(ids: impl IntoIterator<Item = i64>, have: usize, end: bool) -> Told {
    let notes = ids.into_iter().map(note).collect();
    Told::Notes { notes, have, end }
}

fn around(command: &Command, told: Told) -> Event {
    let ticket = command.ticket();
    Event::Around { ticket, told }
}

fn part(command: &Command) -> Option<&Part> {
    match command {
        Command::Around { part, .. } => Some(part),
        _ => None,
    }
}

fn in_front(state: &State) -> &Card {
    match &state.screen {
        Screen::Card(card) => card,
        other => panic!("{other:?}"),
    }
}

fn effects(state: &mut State, keys: &str) -> Vec<Effect> {
    let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    keys.chars()
        .flat_map(|c| update(state, Message::Key(key(c))))
        .collect()
}

fn entry(commands: &[Command]) -> Option<&Entry> {
    commands.iter().find_map(|command| match command {
        Command::Enter { entry, .. } => Some(&**entry),
        _ => None,
    })
}

#[test]
fn each_tab_asks_once_for_what_it_shows() {
    let mut state = card();
    let asked = press(&mut state, "2");
    assert_eq!(
        asked.iter().map(part).collect::<Vec<_>>(),
        [Some(&Part::Notes { have: 0 })]
    );
    let links = press(&mut state, "3");
    assert!(matches!(part(&links[0]), Some(Part::Links { .. })));
    let raw = press(&mut state, "]");
    assert_eq!(part(&raw[0]), Some(&Part::Raw));
    assert_eq!(press(&mut state, "]"), []);
    assert_eq!(in_front(&state).tab, Tab::Card);
    assert_eq!(press(&mut state, "["), []);
    assert_eq!(in_front(&state).tab, Tab::Raw);
}

#[test]
fn notes_told_from_the_oldest_on_are_read_to_their_end_and_shown_from_the_newest() {
    let mut state = card();
    let asked = press(&mut state, "2");
    let more = answer(&mut state, around(&asked[0], notes([1, 2], 2, false)));
    assert_eq!(part(&more[0]), Some(&Part::Notes { have: 2 }));
    let end = answer(&mut state, around(&more[0], notes([2, 3], 4, true)));
    assert_eq!(end, []);
    let shown = &in_front(&state).around.notes.notes;
    let ids: Vec<i64> = shown.iter().map(|note| note.id.0).collect();
    assert_eq!(ids, [3, 2, 1]);
}

#[test]
fn notes_told_from_the_newest_on_are_read_as_one_scrolls() {
    let mut state = card();
    let asked = press(&mut state, "2");
    state.measured.rows = 10;
    state.measured.lines = 100;
    let page = notes((1..=50).rev(), 50, false);
    assert_eq!(answer(&mut state, around(&asked[0], page)), []);
    assert_eq!(press(&mut state, "jj"), []);
    let more = press(&mut state, "G");
    assert_eq!(part(&more[0]), Some(&Part::Notes { have: 50 }));
}

#[test]
fn an_answer_about_the_card_before_is_dropped() {
    let mut state = card();
    let asked = press(&mut state, "2");
    press(&mut state, "L");
    answer(&mut state, around(&asked[0], notes([1], 1, true)));
    assert!(in_front(&state).around.notes.notes.is_empty());
    assert_eq!(in_front(&state).tab, Tab::Timeline);
}

#[test]
fn a_refused_part_is_not_asked_again_until_the_card_is_read_again() {
    let mut state = card();
    let asked = press(&mut state, "4");
    let failed = Event::Failed {
        ticket: asked[0].ticket(),
        failure: Failure::Forbidden,
    };
    answer(&mut state, failed);
    let refused = Reading::Failed(Failure::Forbidden);
    assert_eq!(in_front(&state).around.raw, refused);
    assert_eq!(press(&mut state, "jk14"), []);
    let again = press(&mut state, "r");
    assert!(
        again
            .iter()
            .any(|command| part(command) == Some(&Part::Raw))
    );
}

#[test]
fn copying_gives_clean_text_and_the_next_value_when_asked_again() {
    let mut state = card();
    for copied in ["8 999 612-32-32", "+7␛921", "8 999 612-32-32"] {
        assert_eq!(effects(&mut state, "yp"), [Effect::Copy(copied.to_owned())]);
    }
    assert_eq!(effects(&mut state, "yi"), [Effect::Copy("1".to_owned())]);
    assert_eq!(effects(&mut state, "ym"), []);
    let said = state.notice.map(|notice| notice.word);
    assert_eq!(said, Some(Word::NoticeNothingToCopy));
}

#[test]
fn colleagues_are_a_search_for_the_company() {
    let mut state = card();
    let Some(Command::Search { query, .. }) = press(&mut state, "f").pop() else {
        panic!("a search");
    };
    assert_eq!(query, "company:ООО company:Ромашка");
    assert!(matches!(state.screen, Screen::List));
    assert_eq!(query_for("Альфа, Строй"), "company:\"Альфа, Строй\"");
}

#[test]
fn a_note_is_kept_until_the_account_has_it() {
    let mut state = card();
    press(&mut state, "anОбещал ответить⎋");
    assert!(state.over.is_none());
    let sent = press(&mut state, "an⏎");
    let text = "Обещал ответить".to_owned();
    assert_eq!(entry(&sent), Some(&Entry::Note { text }));
    let request = |commands: &[Command]| match &commands[0] {
        Command::Enter {
            request_id, ticket, ..
        } => (request_id.clone(), *ticket),
        other => panic!("{other:?}"),
    };
    let (id, ticket) = request(&sent);
    let failure = Failure::Unknown;
    answer(&mut state, Event::Failed { ticket, failure });
    let (again, ticket) = request(&press(&mut state, "⏎"));
    assert_eq!(again, id);
    let asked = answer(&mut state, Event::Entered { ticket });
    assert!(state.over.is_none() && state.jots.is_empty());
    assert!(matches!(asked[0], Command::Open { .. }));
}

#[test]
fn a_note_left_on_its_way_is_forgotten_once_it_arrived() {
    let mut state = card();
    let sent = press(&mut state, "anx⏎");
    press(&mut state, "⎋⎋");
    assert!(matches!(state.screen, Screen::List));
    let ticket = sent.last().expect("it is sent").ticket();
    assert_eq!(answer(&mut state, Event::Entered { ticket }), []);
    assert!(state.jots.is_empty());
}

#[test]
fn a_card_says_that_a_note_about_its_contact_was_begun() {
    let mut state = card();
    press(&mut state, "anОбещал⎋⎋");
    let said = |state: &State| state.notice.as_ref().map(|notice| notice.word);
    press(&mut state, "j⏎");
    assert_eq!(said(&state), None, "somebody else's card");
    press(&mut state, "⎋k⏎");
    assert_eq!(said(&state), Some(Word::NoticeJotWaits));
}

#[test]
fn an_empty_text_is_not_sent() {
    let mut state = card();
    assert_eq!(press(&mut state, "an  ⏎"), []);
    assert!(matches!(state.over, Some(Over::Jot(_))));
}

#[test]
fn a_task_is_due_late_on_the_day_that_is_typed() {
    let mut state = card();
    press(&mut state, "atВстретить⏎⏎⤓");
    press(&mut state, &"⌫".repeat("02.01.1970".len()));
    press(&mut state, "+2d");
    let sent = press(&mut state, "⏎");
    // The second day after the first of 1970, a minute before midnight in Greenwich.
    let expected = Entry::Task {
        kind: TaskTypeId(1),
        text: "Встретить".to_owned(),
        due: Moment(3 * 86_400 - 60),
    };
    assert_eq!(entry(&sent), Some(&expected));
}

#[test]
fn the_nearest_task_is_done_after_it_was_shown() {
    let mut state = card();
    assert_eq!(press(&mut state, "ad"), []);
    let sent = press(&mut state, "⏎");
    assert_eq!(entry(&sent), Some(&Entry::Done(task())));
}

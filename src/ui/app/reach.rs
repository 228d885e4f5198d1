//! Calling and mailing: by the person's own command, or by showing the number so large that it can be dialled by hand.

use super::{Effect, Over, State, notice::Notice};
use crate::{
    domain::{
        contact::Contact,
        field::FieldValue,
        reach::{Template, Way},
        text::{Untrusted, clean},
    },
    letters::Command,
    ui::keymap::Action,
    words::Word,
};

/// The phones or e-mails of a contact, one of them shown large.
#[derive(Debug, Clone)]
pub struct Reach {
    /// What is to be done with them.
    pub way: Way,
    /// The contact's name.
    pub name: Untrusted,
    /// All of them that are not blank; never empty.
    pub values: Vec<FieldValue>,
    /// The one that is shown large, from 0.
    pub selected: usize,
    /// Whether there is a command that takes it.
    pub has_command: bool,
}

/// Calls or writes to a contact. Where there is a choice, or no command of the person's, the values are shown first.
pub(super) fn begin(state: &mut State, contact: &Contact, way: Way) -> Vec<Effect> {
    let values: Vec<FieldValue> = contact
        .values_of(way.role())
        .iter()
        .filter(|value| value.raw().is_some_and(|raw| !raw.trim().is_empty()))
        .cloned()
        .collect();
    if values.is_empty() {
        state.notice = Some(Notice::info(match way {
            Way::Call => Word::NoticeNoPhone,
            Way::Mail => Word::NoticeNoEmail,
        }));
        return Vec::new();
    }
    let has_command = state.settings.commands.of(way).is_some();
    let is_choice = values.len() > 1;
    state.over = Some(Over::Reach(Box::new(Reach {
        way,
        name: contact.name.clone(),
        values,
        selected: 0,
        has_command,
    })));
    if has_command && !is_choice {
        return run(state);
    }
    Vec::new()
}

/// A command while they are shown.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Over::Reach(reach)) = &mut state.over else {
        return Vec::new();
    };
    let count = reach.values.len();
    match action {
        Action::Down => reach.selected = (reach.selected + 1) % count,
        Action::Up => reach.selected = (reach.selected + count - 1) % count,
        Action::Choose(n) if usize::from(n) <= count => reach.selected = usize::from(n) - 1,
        Action::Accept if reach.has_command => return run(state),
        Action::Accept | Action::Back => state.over = None,
        _ => {}
    }
    Vec::new()
}

/// Hands the value in front to the person's command; one that may not be handed over stays on the screen.
fn run(state: &mut State) -> Vec<Effect> {
    let Some(Over::Reach(reach)) = &state.over else {
        return Vec::new();
    };
    let template = state.settings.commands.of(reach.way);
    let argv = template.zip(reach.values[reach.selected].raw());
    let Some(argv) = argv.and_then(|(template, raw): (&Template, _)| template.fill(raw)) else {
        state.notice = Some(Notice::problem(Word::NoticeNotHandedOver));
        return Vec::new();
    };
    state.over = None;
    let ticket = state.ticket();
    vec![Effect::Send(Command::Run { ticket, argv })]
}

/// What became of the person's command.
pub(super) fn ran(state: &mut State, program: &str, ended: Result<(), String>) {
    let program = clean(program);
    state.notice = Some(match ended {
        Ok(()) => Notice::info(Word::NoticeRan).of("program", program),
        Err(why) => {
            let said = format!("{program}: {}", clean(&why));
            Notice::problem(Word::NoticeNotRan).of("said", said)
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            field::{Field, FieldRole},
            id::FieldId,
            reach::Commands,
        },
        letters::Event,
        ui::app::{
            Message, Screen,
            example::{contact, desk, press},
            update,
        },
    };

    fn calls(phones: &[&str], argv: Option<&[&str]>) -> State {
        let mut state = desk([1], true);
        let mut somebody = contact(1);
        somebody.fields.push(Field {
            id: FieldId(5),
            name: "Телефон".into(),
            role: Some(FieldRole::Phone),
            values: phones
                .iter()
                .map(|phone| FieldValue::text(*phone))
                .collect(),
        });
        state.list.replace(&somebody);
        let words = argv.map(|argv| argv.iter().map(|word| (*word).to_owned()).collect());
        state.settings.commands = Commands {
            call: words.and_then(|words| Template::read(words, Way::Call)),
            mail: None,
        };
        state
    }

    fn word(state: &State) -> Option<Word> {
        state.notice.as_ref().map(|notice| notice.word)
    }

    #[test]
    fn one_phone_is_called_at_once_from_the_list_and_from_the_card_in_either_layout() {
        for keys in ["c", "с", "⏎c", "⏎с"] {
            let mut state = calls(&["8 999 612-32-32"], Some(&["dial", "{phone}"]));
            let sent = press(&mut state, keys);
            let Some(Command::Run { argv, .. }) = sent.last() else {
                panic!("{keys}: {sent:?}")
            };
            assert_eq!(argv.join(" "), "dial 89996123232");
            assert!(state.over.is_none());
        }
    }

    #[test]
    fn of_several_phones_one_is_chosen() {
        let mut state = calls(&["112", "113"], Some(&["dial", "{phone}"]));
        assert_eq!(press(&mut state, "c"), []);
        let sent = press(&mut state, "j⏎");
        let [Command::Run { argv, .. }] = &sent[..] else {
            panic!("{sent:?}")
        };
        assert_eq!(argv[1], "113");
    }

    #[test]
    fn without_a_command_the_phone_is_shown_until_enter_or_esc() {
        for close in ["⏎", "⎋"] {
            let mut state = calls(&["112"], None);
            assert_eq!(press(&mut state, "c"), []);
            assert!(matches!(state.over, Some(Over::Reach(_))));
            assert_eq!(press(&mut state, close), []);
            assert!(state.over.is_none() && matches!(state.screen, Screen::List));
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_shown_and_not_handed_over() {
        let mut state = calls(&["спросить Сашу"], Some(&["dial", "{phone}"]));
        assert_eq!(press(&mut state, "c"), []);
        assert_eq!(word(&state), Some(Word::NoticeNotHandedOver));
        assert!(matches!(state.over, Some(Over::Reach(_))));
    }

    #[test]
    fn nothing_to_reach_is_said() {
        let mut state = calls(&[" "], None);
        press(&mut state, "c");
        assert_eq!(word(&state), Some(Word::NoticeNoPhone));
        press(&mut state, "m");
        assert_eq!(word(&state), Some(Word::NoticeNoEmail));
    }

    #[test]
    fn a_program_that_fails_is_told_in_a_cleaned_sentence() {
        let mut state = calls(&["112"], Some(&["dial", "{phone}"]));
        let ticket = press(&mut state, "c")[0].ticket();
        let event = Event::Ran {
            ticket,
            program: "dial\u{1b}[31m".to_owned(),
            ended: Err("exit status: 3".to_owned()),
        };
        update(&mut state, Message::Letter(event));
        let given = state.notice.expect("a sentence").given.expect("its cause");
        assert!(!format!("{given:?}").contains('\u{1b}'));
    }
}

//! How a contact is called and written to: values that another program may be given, and the person's own command for it.

use super::{field::FieldRole, fold, phone, typed};

/// A way to reach a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// By phone.
    Call,
    /// By e-mail.
    Mail,
}

/// The longest number that a network takes, with everything that is dialled before it.
const LONGEST: usize = 20;

impl Way {
    /// The system field whose values it takes.
    pub fn role(self) -> FieldRole {
        match self {
            Self::Call => FieldRole::Phone,
            Self::Mail => FieldRole::Email,
        }
    }

    /// What stands for the value in a command.
    pub fn place(self) -> &'static str {
        match self {
            Self::Call => "{phone}",
            Self::Mail => "{email}",
        }
    }

    /// A value as another program is given it: of a phone the digits without the extension, with a plus if there is one;
    /// an e-mail as it is. `None` for what could be taken for something else: a text without a number, two numbers in
    /// one, an e-mail with a sign that means something in a command line or a `mailto:` address.
    pub fn value(self, raw: &str) -> Option<String> {
        let raw = raw.trim();
        match self {
            Self::Call => {
                // People write a word before a number as well.
                let number = raw.trim_start_matches(|c: char| c != '+' && !c.is_ascii_digit());
                let (number, _) = phone::parts(number);
                let digits = fold::digits(number);
                let plus = if number.starts_with('+') { "+" } else { "" };
                (1..=LONGEST)
                    .contains(&digits.len())
                    .then(|| format!("{plus}{digits}"))
            }
            Self::Mail => {
                let is_plain = |c: char| c.is_alphanumeric() || "@.-_+".contains(c);
                let is_whole = typed::is_email(raw) && raw.matches('@').count() == 1;
                (is_whole && raw.chars().all(is_plain)).then(|| raw.to_owned())
            }
        }
    }
}

/// A program and its arguments, with a place for the value; no shell ever reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    words: Vec<String>,
    way: Way,
}

impl Template {
    /// Reads a program and its arguments. `None` when no program is named, when no argument has a place for the value, or
    /// when braces stand for anything else.
    pub fn read(words: Vec<String>, way: Way) -> Option<Self> {
        let (program, arguments) = words.split_first()?;
        let has_place = arguments.iter().any(|word| word.contains(way.place()));
        let is_clear = words
            .iter()
            .all(|word| !word.replace(way.place(), "").contains(['{', '}', '\0']));
        let is_named = !program.trim().is_empty() && !program.contains('{');
        (is_named && has_place && is_clear).then_some(Self { words, way })
    }

    /// The program and its arguments for a value as the account holds it. `None` when the value may not be handed over,
    /// also when the program would take it for an option.
    pub fn fill(&self, raw: &str) -> Option<Vec<String>> {
        let value = self.way.value(raw)?;
        let place = self.way.place();
        let is_option = |word: &String| word.starts_with(place) && value.starts_with('-');
        if self.words.iter().any(is_option) {
            return None;
        }
        let filled = self.words.iter().map(|word| word.replace(place, &value));
        Some(filled.collect())
    }

    /// The program and its arguments as they were given.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// The person's own commands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commands {
    /// Calls a phone.
    pub call: Option<Template>,
    /// Begins a letter.
    pub mail: Option<Template>,
}

impl Commands {
    /// The command for a way.
    pub fn of(&self, way: Way) -> Option<&Template> {
        match way {
            Way::Call => self.call.as_ref(),
            Way::Mail => self.mail.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(words: &[&str], way: Way) -> Option<Template> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Template::read(words, way)
    }

    #[test]
    fn a_phone_is_handed_over_as_it_is_dialled() {
        for (raw, value) in [
            ("+7 (999) 612-32-32", Some("+79996123232")),
            ("8 999 612-32-32 доб. 5", Some("89996123232")),
            (" 112 ", Some("112")),
            ("8 999 612-32-32 / 8 999 612-32-33", None),
            ("спросить Сашу", None),
            ("-112", Some("112")),
            ("тел. 8 950 877 0612", Some("89508770612")),
            ("-rf 112", Some("112")),
            ("", None),
        ] {
            assert_eq!(Way::Call.value(raw).as_deref(), value, "{raw}");
        }
    }

    #[test]
    fn an_email_that_says_more_than_an_address_is_not_handed_over() {
        for (raw, value) in [
            (" anna@example.com ", Some("anna@example.com")),
            ("анна+1@почта.рф", Some("анна+1@почта.рф")),
            ("anna@example.com?attach=/etc/passwd", None),
            ("anna@example.com, boris@example.com", None),
            ("anna%0a@example.com", None),
            ("anna\n@example.com", None),
            ("anna", None),
        ] {
            assert_eq!(Way::Mail.value(raw).as_deref(), value, "{raw}");
        }
    }

    #[test]
    fn the_value_is_a_whole_argument_or_a_part_of_one() {
        let call = template(&["dial", "--to", "{phone}", "sip:{phone}@pbx"], Way::Call).unwrap();
        let filled = call.fill("+7 999 612-32-32").unwrap();
        assert_eq!(
            filled,
            ["dial", "--to", "+79996123232", "sip:+79996123232@pbx"]
        );
    }

    #[test]
    fn no_value_becomes_an_option() {
        let whole = template(&["mutt", "{email}"], Way::Mail).unwrap();
        assert_eq!(whole.fill("-oProxy@example.com"), None);
        assert!(whole.fill("o-k@example.com").is_some());
        let part = template(&["open", "mailto:{email}"], Way::Mail).unwrap();
        assert!(part.fill("-oProxy@example.com").is_some());
    }

    #[test]
    fn a_template_names_a_program_and_a_place_and_nothing_else() {
        for words in [
            &[][..],
            &["dial"],
            &["", "{phone}"],
            &["{phone}", "{phone}"],
            &["dial", "{email}"],
            &["dial", "{phone}", "{name}"],
            &["dial", "{phone}}"],
        ] {
            assert_eq!(template(words, Way::Call), None, "{words:?}");
        }
    }
}

//! Values on their way to the clipboard: cleaned, because a paste may end in a shell, and worded as what is known of it.

use super::Card;
use crate::{
    domain::{
        address,
        contact::Contact,
        field::{FieldRole, FieldValue},
        text::clean,
    },
    ui::{
        app::{Effect, Screen, State, notice::Notice},
        keymap::Copied,
    },
    words::Word,
};

/// Terminals drop longer texts, and nobody means to copy them.
const LONGEST: usize = 10_000;

/// All values of this kind, as they will be copied.
fn values(what: Copied, contact: &Contact, account: &str) -> Vec<String> {
    let of = |role| {
        let values = contact.values_of(role).iter();
        values
            .filter_map(FieldValue::raw)
            .map(str::to_owned)
            .collect()
    };
    let values: Vec<String> = match what {
        Copied::Phone => of(FieldRole::Phone),
        Copied::Mail => of(FieldRole::Email),
        Copied::Name => vec![contact.name.raw().to_owned()],
        Copied::Address => contact
            .fields
            .iter()
            .filter(|field| field.values.iter().any(|value| value.subtype.is_some()))
            .map(|field| address::line(&field.values))
            .collect(),
        Copied::Id => vec![contact.id.to_string()],
        Copied::Link => vec![format!("{account}/contacts/detail/{}", contact.id)],
    };
    let values = values.iter().map(|value| clean(value.trim()));
    values.filter(|value| !value.is_empty()).collect()
}

/// Copies a value of the contact in front; asked again, the next one of its kind.
pub(in crate::ui::app) fn copy(state: &mut State, what: Copied) -> Vec<Effect> {
    let Screen::Card(card) = &mut state.screen else {
        return Vec::new();
    };
    let Some(value) = card.next_value(what, &state.session.address) else {
        state.notice = Some(Notice::info(Word::NoticeNothingToCopy));
        return Vec::new();
    };
    if value.len() > LONGEST {
        state.notice = Some(Notice::problem(Word::NoticeTooLongToCopy));
        return Vec::new();
    }
    state.notice = Some(Notice::info(Word::NoticeCopied).of("value", value.as_str()));
    vec![Effect::Copy(value)]
}

impl Card {
    fn next_value(&mut self, what: Copied, account: &str) -> Option<String> {
        let mut values = values(what, &self.contact, account);
        let at = match self.copied {
            Some((before, at)) if before == what => at + 1,
            _ => 0,
        };
        let at = if at < values.len() { at } else { 0 };
        self.copied = Some((what, at));
        (!values.is_empty()).then(|| values.swap_remove(at))
    }
}

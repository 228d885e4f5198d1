//! Why a row is there when nothing that it shows was asked for: the field that was, and its text.

use super::{
    super::{Look, structured, text},
    shown::Shown,
};
use crate::{
    domain::{
        contact::Contact,
        field::{Content, FieldRole},
        phone,
        query::{Facet, Query, Spot, Wanted, Wish, marks},
    },
    words::Word,
};

/// The first thing of a contact that was asked for, as `почта: ivanov@…`; `None` when it is no text.
pub(super) fn of(query: &Query, contact: &Contact, look: &Look, room: u16) -> Option<Shown> {
    if !asks_for_text(query) {
        return None;
    }
    let mark = marks(query, contact).next()?;
    let (label, facet, text) = place(contact, mark.spot, look)?;
    // A field may be called anything; its text matters more.
    let label = format!("{}: ", text::fit(&label, room / 2));
    let label = Shown::plain(&label, room);
    let rest = room.saturating_sub(label.width());
    let text = Shown::around(query, facet, &text, rest);
    Some(label.then(&text))
}

/// Whether anything can be marked; what only asks for a user or a day is not worth a look.
fn asks_for_text(query: &Query) -> bool {
    query.terms.iter().any(|term| {
        let is_text = matches!(
            term.wish,
            Wish::Text(_)
                | Wish::Number { .. }
                | Wish::Tag(Wanted::Like(_))
                | Wish::Company(Wanted::Like(_))
        );
        is_text && !term.is_excluded
    })
}

/// What a place of a contact is called, and the text in it.
fn place(contact: &Contact, spot: Spot, look: &Look) -> Option<(String, Facet, String)> {
    let say = |word| look.words.say(word);
    Some(match spot {
        Spot::Name => (say(Word::BadgeName), Facet::Name, contact.name.to_string()),
        Spot::Company => (
            say(Word::BadgeCompany),
            Facet::Company,
            contact.company.as_ref()?.name.to_string(),
        ),
        Spot::Tag(at) => (
            say(Word::BadgeTag),
            Facet::Tag,
            contact.tags.get(at)?.name.to_string(),
        ),
        Spot::Value { field, place } => {
            let field = contact.fields.iter().find(|known| known.id == field)?;
            let (label, facet) = match field.role {
                Some(FieldRole::Phone) => (say(Word::BadgePhone), Facet::Phone),
                Some(FieldRole::Email) => (say(Word::BadgeEmail), Facet::Email),
                Some(FieldRole::Messenger) => (say(Word::BadgeMessenger), Facet::Other),
                Some(FieldRole::Position) | None => (field.name.to_string(), Facet::Other),
            };
            let text = match &field.values.get(place)?.content {
                Content::Text(text) if facet == Facet::Phone => phone::readable(text),
                Content::Text(text) => text.to_string(),
                Content::Structured(json) => structured::lines(json, look).join("; "),
            };
            (label, facet, text)
        }
    })
}

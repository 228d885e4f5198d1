//! The contact by groups, as the card in front shows it: everything filled, and on demand what is empty too.

use ratatui::{style::Style, text::Line};

use super::{super::Look, Known, page::Page};
use crate::{
    domain::{
        account::Account,
        contact::Contact,
        field::{Field, FieldDef, FieldKind, FieldRole},
    },
    ui::app::card::{Card, Reading},
    words::Word,
};

/// Stands for the value of an empty field.
const EMPTY: &str = "—";

/// Where a field stands on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// Beside the company.
    Head,
    Contacts,
    Address,
    Additional,
}

/// A field of the account, or one that the account no longer defines.
struct Entry<'a> {
    def: Option<&'a FieldDef>,
    filled: Option<&'a Field>,
}

/// All lines of the card.
pub(super) fn lines(card: &Card, known: Known<'_>, look: &Look, width: u16) -> Vec<Line<'static>> {
    let Known { account, zone, now } = known;
    let Card {
        contact, unfolded, ..
    } = card;
    let entries = entries(contact, account);
    let mut page = Page::new(width, look);
    let fields = |page: &mut Page<'_>, group: Group| {
        for entry in entries.iter().filter(|entry| entry.group() == group) {
            entry.write(page, account, *unfolded);
        }
    };
    page.responsible(contact, account);
    page.company(contact);
    fields(&mut page, Group::Head);
    page.tags(contact);
    for (group, title) in [
        (Group::Contacts, Word::GroupContacts),
        (Group::Address, Word::GroupAddress),
        (Group::Additional, Word::GroupAdditional),
    ] {
        headed(&mut page, title, |page| fields(page, group));
    }
    let empty = entries
        .iter()
        .filter(|entry| entry.filled.is_none())
        .count();
    if empty > 0 && !*unfolded {
        let said = look
            .words
            .say_with(Word::CardFolded, [("count", empty.into())]);
        page.sentence(&said, look.theme.faint);
    }
    let nearest = match &card.around.tasks {
        Reading::Read(tasks) => tasks.first(),
        Reading::Unread | Reading::Asked(_) | Reading::Failed(_) => None,
    };
    headed(&mut page, Word::GroupLinks, |page| {
        page.links(contact);
        page.task(contact, nearest, now, zone);
    });
    headed(&mut page, Word::GroupRecord, |page| {
        page.record(contact, account, zone);
    });
    page.lines
}

/// Writes what belongs under a heading, and the heading only if there is anything.
fn headed(page: &mut Page<'_>, title: Word, write: impl FnOnce(&mut Page<'_>)) {
    let before = page.lines.len();
    page.heading(&page.look.words.say(title));
    write(page);
    if page.lines.len() == before + 1 {
        page.lines.truncate(before);
    }
}

/// The account's fields in its order, then what the contact has besides.
fn entries<'a>(contact: &'a Contact, account: Option<&'a Account>) -> Vec<Entry<'a>> {
    let defs: &[FieldDef] = account.map_or(&[], |account| &account.fields);
    let filled = |def: &FieldDef| contact.fields.iter().find(|field| field.id == def.id);
    let mut entries: Vec<Entry<'_>> = defs
        .iter()
        .map(|def| Entry {
            def: Some(def),
            filled: filled(def),
        })
        .collect();
    let undefined = contact
        .fields
        .iter()
        .filter(|field| !defs.iter().any(|def| def.id == field.id));
    entries.extend(undefined.map(|field| Entry {
        def: None,
        filled: Some(field),
    }));
    entries
}

impl Entry<'_> {
    fn group(&self) -> Group {
        let role = self
            .def
            .and_then(|def| def.role)
            .or_else(|| self.filled?.role);
        let has_parts = || {
            let values = self.filled.map_or(&[][..], |field| &field.values);
            values.iter().any(|value| value.subtype.is_some())
        };
        match (role, self.def.map(|def| def.kind)) {
            (Some(FieldRole::Position), _) => Group::Head,
            (Some(FieldRole::Phone | FieldRole::Email | FieldRole::Messenger), _)
            | (_, Some(FieldKind::Multitext)) => Group::Contacts,
            (_, Some(FieldKind::SmartAddress | FieldKind::StreetAddress)) => Group::Address,
            _ if has_parts() => Group::Address,
            _ => Group::Additional,
        }
    }

    fn write(&self, page: &mut Page<'_>, account: Option<&Account>, unfolded: bool) {
        match (self.filled, self.def) {
            (Some(field), _) => page.field(field, account),
            (None, Some(def)) if unfolded => {
                page.styled(&def.name.to_string(), EMPTY, Style::new());
            }
            (None, _) => {}
        }
    }
}

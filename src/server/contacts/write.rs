//! One contact made or changed. Everything is checked before anything is written, so that a refused one leaves no trace.

mod fields;
mod links;

use serde_json::Value;

use super::names::{self, Parts};
use super::stored;
use crate::server::element::Kind;
use crate::server::fields::{Codes, Fields};
use crate::server::limits::NAME;
use crate::server::post::{self, Asking, Failure, item};
use crate::server::reply::Refusal;
use crate::server::rights::{Reach, Verb};
use crate::server::shape::{self, Posted};
use crate::server::{Error, linked};
use crate::wire::v2::contact::{Contact, LinkedIds, RequestId, Write};

/// What all writes of one request share.
pub(super) struct Writer<'a> {
    asking: &'a Asking<'a>,
    fields: Fields,
}

impl<'a> Writer<'a> {
    pub(super) fn new(asking: &'a Asking<'a>) -> Result<Self, Refusal> {
        let fields = Fields::load(asking.connection, "contacts")?;
        Ok(Self { asking, fields })
    }

    /// Makes a contact.
    fn make(&self, write: &Write) -> Result<Posted, Failure> {
        if self.asking.user.reach(Kind::Contact, Verb::Add) == Reach::Nothing {
            return Err(Refusal::code(202, "You have no right to add contacts").into());
        }
        let name = name(write).ok_or_else(|| Refusal::code(205, "A contact needs a name"))?;
        let name = checked(name)?;
        let responsible = write.responsible_user_id.unwrap_or(self.asking.user.id);
        let group = self.asking.group_of(responsible)?;
        if !self
            .asking
            .user
            .may(Kind::Contact, Verb::Add, responsible, group)
        {
            return item("You have no right to add contacts for this responsible user");
        }
        let id = stored::next_id(self.asking.connection)?;
        let mut contact = Contact {
            id,
            name,
            first_name: None,
            last_name: None,
            responsible_user_id: responsible,
            created_by: write.created_by.unwrap_or(self.asking.user.id),
            created_at: write.created_at.unwrap_or(self.asking.now),
            updated_at: write.updated_at.unwrap_or(self.asking.now),
            account_id: self.asking.profile.id,
            updated_by: self.asking.user.id,
            group_id: group,
            company: None,
            leads: LinkedIds::default(),
            closest_task_at: 0,
            tags: Vec::new(),
            custom_fields: Vec::new(),
            customers: LinkedIds::default(),
            links: Some(shape::contact_links(id)),
        };
        self.fill(&mut contact, write, fields::ADD)?;
        self.keep(&contact)?;
        if let Some(parts) = parts(write) {
            self.keep_parts(&contact, Some(&parts))?;
        }
        let request_id = write.request_id.clone().unwrap_or(RequestId::Number(id));
        Ok(Posted::new(id, request_id, None))
    }

    /// Changes a contact: what the write does not name stays as it is.
    fn change(&self, write: &Write) -> Result<Posted, Failure> {
        let (Some(id), Some(updated_at)) = (write.id, write.updated_at) else {
            return Err(Refusal::code(209, "An update needs id and updated_at").into());
        };
        let found = stored::load(self.asking.connection, id)?;
        // What the user may not see is answered like what is not there.
        let seen = found.filter(|found| {
            self.asking.user.may(
                Kind::Contact,
                Verb::View,
                found.responsible_user_id,
                found.group_id,
            )
        });
        let Some(mut contact) = seen else {
            return item("Contact not found");
        };
        if !self.asking.user.may(
            Kind::Contact,
            Verb::Edit,
            contact.responsible_user_id,
            contact.group_id,
        ) {
            return item("You have no right to change this contact");
        }
        post::not_older(updated_at, contact.updated_at)?;
        contact.updated_at = updated_at;
        contact.updated_by = self.asking.user.id;
        let called = called(
            write,
            &contact.name,
            names::one(self.asking.connection, id)?,
        );
        if let Some((name, _)) = &called {
            contact.name = checked(name.clone())?;
        }
        if let Some(created_at) = write.created_at {
            contact.created_at = created_at;
        }
        if let Some(created_by) = write.created_by {
            contact.created_by = created_by;
        }
        if let Some(responsible) = write.responsible_user_id {
            contact.group_id = self.asking.group_of(responsible)?;
            contact.responsible_user_id = responsible;
            // Giving a contact away is a change of the contact that it becomes, too.
            if !self
                .asking
                .user
                .may(Kind::Contact, Verb::Edit, responsible, contact.group_id)
            {
                return item("You have no right to give this contact to that user");
            }
        }
        self.fill(&mut contact, write, fields::UPDATE)?;
        self.keep(&contact)?;
        if let Some((_, parts)) = called {
            self.keep_parts(&contact, parts.as_ref())?;
        }
        let request_id = write.request_id.clone().unwrap_or(RequestId::Number(id));
        Ok(Posted::new(id, request_id, Some(updated_at)))
    }

    /// What adds and updates have in common: links, tags and custom fields. Checks first, then creates what is new.
    fn fill(&self, contact: &mut Contact, write: &Write, codes: Codes) -> Result<(), Failure> {
        linked::check_tags(write.tags.as_deref())?;
        self.check_links(contact, write)?;
        self.set_fields(contact, write, codes)?;
        self.set_links(contact, write)?;
        self.set_tags(contact, write)
    }

    fn keep(&self, contact: &Contact) -> Result<(), Error> {
        let Asking { connection, .. } = self.asking;
        stored::keep(
            connection,
            contact,
            self.asking.tick()?,
            self.fields.phones(),
        )
    }

    fn keep_parts(&self, contact: &Contact, parts: Option<&Parts>) -> Result<(), Error> {
        let phones = self.fields.phones();
        Ok(stored::keep_parts(
            self.asking.connection,
            contact,
            parts,
            phones,
        )?)
    }
}

impl post::Writer for Writer<'_> {
    type Element = Write;

    fn add(&mut self, write: &Write) -> Result<Value, Failure> {
        Ok(serde_json::to_value(self.make(write)?)?)
    }

    fn update(&mut self, write: &Write) -> Result<Value, Failure> {
        Ok(serde_json::to_value(self.change(write)?)?)
    }
}

/// The name that a write gives: its own, or first and last name together.
fn name(write: &Write) -> Option<String> {
    filled(write.name.as_deref()).or_else(|| parts(write)?.whole())
}

/// The parts of the name that a write gives.
fn parts(write: &Write) -> Option<Parts> {
    Parts::given(write.first_name.as_deref(), write.last_name.as_deref())
}

/// What a contact that was called `before`, with these parts, is called after a write: a part that is not named stays, and
/// another name alone forgets the parts of the one before. `None` when the write names nothing new.
fn called(write: &Write, before: &str, parts: Parts) -> Option<(String, Option<Parts>)> {
    let name = filled(write.name.as_deref());
    let (first, last) = (write.first_name.as_deref(), write.last_name.as_deref());
    if first.is_none() && last.is_none() {
        return name.filter(|name| name != before).map(|name| (name, None));
    }
    let parts = parts.with(first, last);
    let name = name.or_else(|| parts.whole());
    Some((name.unwrap_or_else(|| before.to_owned()), parts.filled()))
}

fn filled(name: Option<&str>) -> Option<String> {
    name.filter(|name| !name.trim().is_empty())
        .map(ToOwned::to_owned)
}

/// The name, unless it is no name any more but a way to fill pages.
fn checked(name: String) -> Result<String, Failure> {
    if name.len() > NAME {
        return item(format!("A name has no more than {NAME} bytes"));
    }
    Ok(name)
}

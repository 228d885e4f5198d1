//! The links that a write of a lead, a company or a customer asks for: what the user may, and what becomes of it.

use rusqlite::Connection;

use super::ends::{company_of, contacts, contacts_linked, tie_all};
use super::missing;
use super::record::{self, Record};
use crate::server::element::Kind;
use crate::server::post::{Asking, Failure, coded, item};
use crate::server::rights::Verb;
use crate::server::{Error, linked};
use crate::wire::v2::neighbour::NeighbourWrite;

/// A lead has no more contacts than these.
const MOST_CONTACTS: usize = 40;

/// The links that a write makes and takes away; everything in it exists, and the user may do it.
#[derive(Default)]
pub(super) struct Ties {
    link: Vec<(Kind, i64)>,
    part: Vec<(Kind, i64)>,
    company: Company,
    /// 0: none any more.
    main_contact: Option<i64>,
}

/// What becomes of the company of a lead or a customer.
#[derive(Default)]
enum Company {
    #[default]
    Stays,
    Is(i64),
    IsNew(String),
    Goes,
}

impl Ties {
    /// Looks at everything that a write names. What the user does not see is answered like what is not there, and in
    /// `unlink`, where that means nothing, passed over.
    pub(super) fn check(
        asking: &Asking<'_>,
        record: &Record,
        write: &NeighbourWrite,
        no_right: u16,
    ) -> Result<Self, Failure> {
        let mut ties = Self::default();
        let unlink = write.shared.unlink.clone().unwrap_or_default();
        let mut named = vec![(Kind::Contact, &write.contacts_id, &write.unlinked_contacts)];
        if record.kind() == Kind::Company {
            named.push((Kind::Lead, &write.shared.leads_id, &unlink.leads_id));
            named.push((
                Kind::Customer,
                &write.shared.customers_id,
                &unlink.customers_id,
            ));
        }
        for (kind, link, part) in named {
            for id in link.iter().flatten() {
                ties.link(asking, record, (kind, *id), no_right)?;
            }
            for id in part {
                ties.part(asking, record, (kind, *id), no_right)?;
            }
        }
        if let Some(party) = record.own.party() {
            ties.company = company(asking, write, party.company, unlink.company_id)?;
            ties.main_contact = write.main_contact_id;
            if let Some(id) = ties.main_contact.filter(|id| *id != 0) {
                ties.link(asking, record, (Kind::Contact, id), no_right)?;
            }
        }
        if record.kind() == Kind::Lead {
            let mut contacts = contacts(asking.connection, record)?;
            contacts.extend(ties.link.iter().map(|(_, id)| id));
            contacts.retain(|id| !ties.part.contains(&(Kind::Contact, *id)));
            contacts.sort_unstable();
            contacts.dedup();
            if !ties.link.is_empty() && contacts.len() > MOST_CONTACTS {
                return coded(
                    330,
                    format!("A lead has no more than {MOST_CONTACTS} contacts"),
                );
            }
        }
        Ok(ties)
    }

    fn link(
        &mut self,
        asking: &Asking<'_>,
        record: &Record,
        other: (Kind, i64),
        no_right: u16,
    ) -> Result<(), Failure> {
        let (kind, id) = other;
        if !kind.sees(asking.connection, asking.user, id)? {
            return missing(kind, id);
        }
        if record.kind() == Kind::Company {
            if company_of(asking.connection, other)? == Some(record.id) {
                return Ok(());
            }
            may_move(asking, other, no_right)?;
        }
        self.link.push(other);
        Ok(())
    }

    fn part(
        &mut self,
        asking: &Asking<'_>,
        record: &Record,
        other: (Kind, i64),
        no_right: u16,
    ) -> Result<(), Failure> {
        let (kind, id) = other;
        if !kind.sees(asking.connection, asking.user, id)? {
            return Ok(());
        }
        if record.kind() == Kind::Company {
            // Some clients name what they take away among what they link.
            self.link.retain(|link| *link != other);
            if company_of(asking.connection, other)? != Some(record.id) {
                return Ok(());
            }
            may_move(asking, other, no_right)?;
        }
        self.part.push(other);
        Ok(())
    }

    /// What of it stands in the record itself; to be done before that is written.
    pub(super) fn settle(
        &self,
        asking: &Asking<'_>,
        record: &mut Record,
        tick: i64,
    ) -> Result<(), Error> {
        let connection = asking.connection;
        let Some(party) = record.own.party_mut() else {
            return Ok(());
        };
        let before = party.company;
        party.company = match &self.company {
            Company::Stays => before,
            Company::Goes => None,
            Company::Is(id) => Some(*id),
            Company::IsNew(name) => Some(new_company(asking, name, tick)?),
        };
        if party.company != before {
            for company in [before, party.company].into_iter().flatten() {
                linked::touch(connection, Kind::Company, company, tick)?;
            }
        }
        let main = self.main_contact.or(party.main_contact);
        party.main_contact =
            main.filter(|id| *id != 0 && !self.part.contains(&(Kind::Contact, *id)));
        Ok(())
    }

    /// What of it stands at the other ends; to be done when the record is there.
    pub(super) fn tie(
        &self,
        connection: &Connection,
        record: &Record,
        tick: i64,
    ) -> Result<(), Error> {
        tie_all(connection, record, &self.link, true, tick)?;
        tie_all(connection, record, &self.part, false, tick)
    }
}

/// Makes a company that a write names; whether the user may was asked before.
pub(in crate::server) fn new_company(
    asking: &Asking<'_>,
    name: &str,
    tick: i64,
) -> Result<i64, Error> {
    let id = record::next_id(asking.connection, Kind::Company)?;
    Record::new(Kind::Company, id, name, asking.user.id, asking.now).keep(
        asking.connection,
        tick,
        None,
    )?;
    Ok(id)
}

/// Whether the user may make a company that he would look after himself.
pub(in crate::server) fn may_make_company(asking: &Asking<'_>) -> Result<(), Failure> {
    let user = asking.user;
    if user.may(Kind::Company, Verb::Add, user.id, user.group_id) {
        return Ok(());
    }
    item("You have no right to add companies")
}

/// Whether another contact still fits to a lead.
pub(in crate::server) fn has_room(connection: &Connection, lead: i64) -> rusqlite::Result<bool> {
    Ok(contacts_linked(connection, Kind::Lead, lead)?.len() < MOST_CONTACTS)
}

fn company(
    asking: &Asking<'_>,
    write: &NeighbourWrite,
    current: Option<i64>,
    unlink: Option<i64>,
) -> Result<Company, Failure> {
    let Some(id) = write.shared.company_id.filter(|id| *id != 0) else {
        let name = write.shared.company_name.as_deref().map(str::trim);
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            may_make_company(asking)?;
            return Ok(Company::IsNew(name.to_owned()));
        }
        let parts = match current.filter(|current| unlink == Some(*current)) {
            Some(id) => Kind::Company.sees(asking.connection, asking.user, id)?,
            None => false,
        };
        return Ok(if parts { Company::Goes } else { Company::Stays });
    };
    if !Kind::Company.sees(asking.connection, asking.user, id)? {
        return missing(Kind::Company, id);
    }
    Ok(if unlink == Some(id) {
        Company::Goes
    } else {
        Company::Is(id)
    })
}

/// The company is a property of the contact, the lead or the customer that has it: giving them another takes the right to
/// change them. Other links only take that of one end.
fn may_move(asking: &Asking<'_>, (kind, id): (Kind, i64), no_right: u16) -> Result<(), Failure> {
    if kind.allows(asking.connection, asking.user, Verb::Edit, id)? {
        return Ok(());
    }
    coded(
        no_right,
        format!("You have no right to change {} {id}", kind.name()),
    )
}

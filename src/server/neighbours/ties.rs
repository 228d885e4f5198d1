//! Links from the side of a lead, a company or a customer. A link is one fact: the contact at its other end is printed anew
//! with it, and either end counts as changed.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::missing;
use super::record::{self, Record};
use crate::server::contacts::tie;
use crate::server::element::Kind;
use crate::server::post::{Asking, Failure, coded, item};
use crate::server::rights::Verb;
use crate::server::{Error, linked, shape};
use crate::wire::v2::contact::Contact;
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
        for other in &self.link {
            tie_one(connection, record, *other, true, tick)?;
        }
        for other in &self.part {
            tie_one(connection, record, *other, false, tick)?;
        }
        Ok(())
    }
}

/// Prints the new name of a company wherever it stands.
pub(super) fn rename(connection: &Connection, company: &Record, tick: i64) -> Result<(), Error> {
    for id in contacts(connection, company)? {
        tie_one(connection, company, (Kind::Contact, id), true, tick)?;
    }
    for kind in [Kind::Lead, Kind::Customer] {
        connection
            .prepare_cached(&format!(
                "UPDATE {} SET changed_at = :tick WHERE company_id = :id",
                kind.name()
            ))?
            .execute(named_params! { ":id": company.id, ":tick": tick })?;
    }
    Ok(())
}

/// Takes everything apart from what is about to be deleted; gives the contacts that it had.
pub(super) fn part_all(
    connection: &Connection,
    record: &Record,
    tick: i64,
) -> Result<Vec<i64>, Error> {
    let contacts = contacts(connection, record)?;
    for id in &contacts {
        tie_one(connection, record, (Kind::Contact, *id), false, tick)?;
    }
    match record.own.party() {
        Some(party) => {
            if let Some(company) = party.company {
                linked::touch(connection, Kind::Company, company, tick)?;
            }
        }
        None => {
            for kind in [Kind::Lead, Kind::Customer] {
                connection
                    .prepare_cached(&format!(
                        "UPDATE {} SET company_id = NULL, changed_at = :tick WHERE company_id = :id",
                        kind.name()
                    ))?
                    .execute(named_params! { ":id": record.id, ":tick": tick })?;
            }
        }
    }
    Ok(contacts)
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

fn company_of(connection: &Connection, (kind, id): (Kind, i64)) -> rusqlite::Result<Option<i64>> {
    let found = connection
        .prepare_cached(&format!(
            "SELECT company_id FROM {} WHERE id = :id",
            kind.name()
        ))?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// All contacts of a record, whoever sees them.
fn contacts(connection: &Connection, record: &Record) -> rusqlite::Result<Vec<i64>> {
    if record.kind() == Kind::Company {
        return connection
            .prepare_cached("SELECT id FROM contact WHERE company_id = :id ORDER BY id")?
            .query_map(named_params! { ":id": record.id }, |row| row.get(0))?
            .collect();
    }
    contacts_linked(connection, record.kind(), record.id)
}

fn contacts_linked(connection: &Connection, kind: Kind, id: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT contact_id FROM contact_link WHERE element_type = :kind AND element_id = :id ORDER BY contact_id",
        )?
        .query_map(named_params! { ":kind": kind.number(), ":id": id }, |row| {
            row.get(0)
        })?
        .collect()
}

/// Ties another thing to the record, or takes it apart from it. Of a company, that is all that the other end knows of it.
fn tie_one(
    connection: &Connection,
    record: &Record,
    (kind, id): (Kind, i64),
    ties: bool,
    tick: i64,
) -> Result<(), Error> {
    if record.kind() == Kind::Company {
        let before = company_of(connection, (kind, id))?.filter(|company| *company != record.id);
        if let Some(before) = before {
            linked::touch(connection, Kind::Company, before, tick)?;
        }
    }
    if kind == Kind::Contact {
        return tie::reprint(
            connection,
            id,
            || Ok(tick),
            |contact| {
                tie_contact(contact, record, ties);
            },
        );
    }
    connection
        .prepare_cached(&format!(
            "UPDATE {} SET company_id = :company, changed_at = :tick WHERE id = :id",
            kind.name()
        ))?
        .execute(
            named_params! { ":company": ties.then_some(record.id), ":tick": tick, ":id": id },
        )?;
    Ok(())
}

fn tie_contact(contact: &mut Contact, record: &Record, ties: bool) {
    let id = [record.id];
    let (link, unlink): (&[i64], &[i64]) = if ties { (&id, &[]) } else { (&[], &id) };
    match record.kind() {
        Kind::Lead => tie::relink("leads", &mut contact.leads, link, unlink),
        Kind::Customer => tie::relink("customers", &mut contact.customers, link, unlink),
        _ => contact.company = ties.then(|| shape::company(record.id, record.name.clone())),
    }
}

//! What `query` looks through, held in memory: the folded texts of the contacts and the folded names of the companies.
//!
//! It is read from the database when something is looked for the first time, and follows it from then on: triggers number
//! every change of what is looked through, whoever makes it, and keep the numbers of the latest ones.

mod needle;
mod sheaf;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::element::Kind;
use crate::domain::fold;

pub(super) use needle::Needles;
use sheaf::{Entry, Sheaves};

/// The texts, as of one moment of the database.
#[derive(Default)]
pub(super) struct Haystack {
    /// The number of the last change that is in here; `None` before the first reading, or when one failed half-way.
    newest: Option<i64>,
    pub(super) contacts: Sheaves,
    /// Apart from the contacts', so that a company is found by whom its name is shown to, and renaming it touches nobody.
    pub(super) companies: Sheaves,
}

const CONTACTS: &str =
    "SELECT contact.id, coalesce(contact.company_id, 0), contact_text.folded, contact_text.digits
    FROM contact JOIN contact_text ON contact_text.id = contact.id";
const COMPANIES: &str = "SELECT id, name FROM company";

impl Haystack {
    /// Catches up with the database as this connection sees it.
    pub(super) fn follow(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        // The counter stays when the numbers themselves are thrown away.
        let newest = connection
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'text_change'")?
            .query_row([], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let last = self.newest.take();
        let caught_up = last == Some(newest)
            || match last {
                Some(last) => self.catch_up(connection, last, newest)?,
                None => false,
            };
        if !caught_up {
            self.read(connection)?;
        }
        self.newest = Some(newest);
        Ok(())
    }

    /// Takes over what changed after number `last`; `false` if not all of these numbers are kept any more.
    fn catch_up(
        &mut self,
        connection: &Connection,
        last: i64,
        newest: i64,
    ) -> rusqlite::Result<bool> {
        let mut changed = connection
            .prepare_cached(
                "SELECT element_type, element_id FROM text_change WHERE number > :last",
            )?
            .query_map(named_params! { ":last": last }, |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<Vec<(i64, i64)>, _>>()?;
        if usize::try_from(newest - last) != Ok(changed.len()) {
            return Ok(false);
        }
        changed.sort_unstable();
        changed.dedup();
        let mut contact =
            connection.prepare_cached(&format!("{CONTACTS} WHERE contact.id = :id"))?;
        let mut company = connection.prepare_cached(&format!("{COMPANIES} WHERE id = :id"))?;
        for (kind, id) in changed {
            let id_of = named_params! { ":id": id };
            let (sheaves, entry) = if kind == Kind::Company.number() {
                (&mut self.companies, company.query_row(id_of, named))
            } else {
                (&mut self.contacts, contact.query_row(id_of, told))
            };
            match entry.optional()? {
                Some(entry) => sheaves.put(&entry),
                None => sheaves.remove(id),
            }
        }
        Ok(true)
    }

    /// Reads everything anew.
    fn read(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.contacts = connection
            .prepare(&format!("{CONTACTS} ORDER BY contact.id"))?
            .query_map([], told)?
            .collect::<Result<_, _>>()?;
        self.companies = connection
            .prepare(&format!("{COMPANIES} ORDER BY id"))?
            .query_map([], named)?
            .collect::<Result<_, _>>()?;
        Ok(())
    }
}

fn told(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        company: row.get(1)?,
        folded: row.get_ref(2)?.as_bytes()?.to_vec(),
        digits: row.get_ref(3)?.as_bytes()?.to_vec(),
    })
}

fn named(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let name: String = row.get(1)?;
    Ok(Entry {
        id: row.get(0)?,
        company: 0,
        folded: fold::fold(&name).into_bytes(),
        digits: Vec::new(),
    })
}

//! The beginning of a list, with which every start begins: kept in a row, because its contacts lie everywhere in the copy.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::{
    Mirror,
    read::{number, total},
    vanish::limit,
};
use crate::{domain::order::Alphabet, store::Error};

/// So many are kept: more than most screens show.
const KEPT: usize = 100;

impl Mirror {
    /// Gives so many contacts that stand first in a list of names, as received, without a look at the others, and tells how many
    /// there are altogether.
    pub fn head(
        &self,
        order: Alphabet,
        most: usize,
        take: impl FnMut(&str),
    ) -> Result<usize, Error> {
        let mut connection = self.connection();
        // The number has to be that of the list which begins like this.
        let transaction = connection.transaction()?;
        let total = total(&transaction)?;
        if kept(&transaction, order)? < most.min(total) {
            first(&transaction, order, most, take)?;
        } else {
            in_a_row(&transaction, most, take)?;
        }
        transaction.commit()?;
        Ok(total)
    }

    /// Keeps the beginning of the list in a row, as it is now, and tells whether it is kept; nothing is written when it was
    /// already, or while somebody else is writing: whoever types would wait for that. Whoever reads the beginning from a disk
    /// that was not read for long waits for a few of its blocks then, and not for one or two for each contact.
    pub fn keep_head(&self, order: Alphabet) -> Result<bool, Error> {
        let is_kept = {
            let mut connection = self.connection();
            let transaction = connection.transaction()?;
            kept(&transaction, order)? >= KEPT.min(total(&transaction)?)
        };
        if is_kept {
            return Ok(true);
        }
        let done = self.unless_busy(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            keep(&transaction, order)?;
            transaction.commit()
        })?;
        Ok(done.is_some())
    }
}

fn keep(connection: &Connection, order: Alphabet) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM head", [])?;
    let mut raws = Vec::with_capacity(KEPT);
    first(connection, order, KEPT, |raw| raws.push(raw.to_owned()))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO head (place, script, version, raw) SELECT ?1, ?2, version, ?3 FROM state",
    )?;
    for (place, raw) in raws.iter().enumerate() {
        insert.execute((limit(place), leading(order), raw))?;
    }
    Ok(())
}

/// How many are kept of the list as it is now.
fn kept(connection: &Connection, order: Alphabet) -> rusqlite::Result<usize> {
    let kept = connection
        .prepare_cached(
            "SELECT place + 1, script = ?1 AND version = (SELECT version FROM state)
             FROM head ORDER BY place DESC LIMIT 1",
        )?
        .query_row([leading(order)], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(match kept {
        Some((count, true)) => usize::try_from(count).unwrap_or(0),
        _ => 0,
    })
}

fn in_a_row(
    connection: &Connection,
    most: usize,
    mut take: impl FnMut(&str),
) -> rusqlite::Result<()> {
    let mut select =
        connection.prepare_cached("SELECT raw FROM head WHERE place < ?1 ORDER BY place")?;
    let mut rows = select.query([limit(most)])?;
    while let Some(row) = rows.next()? {
        take(row.get_ref(0)?.as_str()?);
    }
    Ok(())
}

fn first(
    connection: &Connection,
    order: Alphabet,
    most: usize,
    mut take: impl FnMut(&str),
) -> rusqlite::Result<()> {
    // It is read from an index as far as it is wanted. A limit that is bound would have it prepared anew every time.
    let mut select = connection.prepare_cached(
        "SELECT body.raw FROM contact CROSS JOIN body ON body.id = contact.id
         WHERE contact.script = ?1 ORDER BY contact.folded, contact.id",
    )?;
    let mut left = most;
    for script in order.scripts() {
        let mut rows = select.query([number(script)])?;
        while left > 0
            && let Some(row) = rows.next()?
        {
            take(row.get_ref(0)?.as_str()?);
            left -= 1;
        }
    }
    Ok(())
}

/// What tells the orders apart: the script whose names stand first.
fn leading(order: Alphabet) -> i64 {
    let [script, ..] = order.scripts();
    number(script)
}

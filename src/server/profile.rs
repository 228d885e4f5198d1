//! Who this account is: its one row of facts.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::Error;
use super::keys::{self, Seal};

/// The account's own facts.
pub(super) struct Profile {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) subdomain: String,
    pub(super) currency: String,
    /// IANA name.
    pub(super) timezone: String,
    pub(super) language: String,
    /// What makes the digests of keys.
    pub(super) secret: Vec<u8>,
}

impl Profile {
    /// `None` as long as nothing was seeded or imported.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(
                "SELECT id, name, subdomain, currency, timezone, language, secret FROM account",
            )?
            .query_row([], |row| {
                Ok(Self {
                    id: row.get("id")?,
                    name: row.get("name")?,
                    subdomain: row.get("subdomain")?,
                    currency: row.get("currency")?,
                    timezone: row.get("timezone")?,
                    language: row.get("language")?,
                    secret: row.get("secret")?,
                })
            })
            .optional()
    }

    /// Makes the row; there must be none.
    pub(super) fn create(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "INSERT INTO account (one, id, name, subdomain, currency, timezone, language, secret, changed_at)
                 VALUES (1, :id, :name, :subdomain, :currency, :timezone, :language, :secret, 0)",
            )?
            .execute(named_params! {
                ":id": self.id,
                ":name": self.name,
                ":subdomain": self.subdomain,
                ":currency": self.currency,
                ":timezone": self.timezone,
                ":language": self.language,
                ":secret": self.secret,
            })?;
        Ok(())
    }

    pub(super) fn seal(&self) -> Seal {
        Seal::new(&self.secret)
    }
}

/// A number of eight digits. It is drawn because clients tell accounts apart by it, whatever address these have.
pub(super) fn number() -> Result<i64, Error> {
    let [a, b, c, d, ..] = keys::random()?;
    Ok(10_000_000 + i64::from(u32::from_be_bytes([a, b, c, d])) % 90_000_000)
}

/// The next tick of the account's own clock: the present moment, or one more than the tick before, so that no two
/// requests share one and none is older than what was seen. A request takes one for all that it changes.
pub(super) fn tick(connection: &Connection, now: i64) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "UPDATE account SET changed_at = max(:now, changed_at + 1) RETURNING changed_at",
        )?
        .query_row(named_params! { ":now": now }, |row| row.get(0))
}

/// Goes on from the latest change of what was seeded or imported.
pub(super) fn catch_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET changed_at = max(changed_at, (SELECT coalesce(max(changed_at), 0) FROM contact))",
        [],
    )?;
    Ok(())
}

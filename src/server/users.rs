//! The account's users and groups as they are stored.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use serde_json::{Map, Value};

use super::rights::User;

mod letters;

pub(super) use letters::rights;
pub use letters::{Letter, Letters};

/// A user's whole row.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// What requests need of him.
    pub(super) user: User,
    pub(super) name: String,
    pub(super) last_name: String,
    pub(super) login: String,
    pub(super) language: String,
    pub(super) phone_number: Option<String>,
    /// A user who is switched off cannot log in.
    pub(super) is_active: bool,
    /// What his API key is compared with, and found by.
    pub(super) key_digest: Vec<u8>,
}

const COLUMNS: &str =
    "SELECT id, name, last_name, login, language, group_id, phone_number, is_active, is_admin,
    rights, key_digest FROM user";

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let rights: String = row.get("rights")?;
    Ok(Account {
        user: User {
            id: row.get("id")?,
            group_id: row.get("group_id")?,
            is_admin: row.get("is_admin")?,
            // Rights that cannot be read allow nothing.
            rights: serde_json::from_str(&rights).unwrap_or_else(|_| Map::new()),
        },
        name: row.get("name")?,
        last_name: row.get("last_name")?,
        login: row.get("login")?,
        language: row.get("language")?,
        phone_number: row.get("phone_number")?,
        is_active: row.get("is_active")?,
        key_digest: row.get("key_digest")?,
    })
}

pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Account>> {
    connection
        .prepare_cached(&format!("{COLUMNS} ORDER BY id"))?
        .query_map([], read)?
        .collect()
}

pub(super) fn by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE id = :id"))?
        .query_row(named_params! { ":id": id }, read)
        .optional()
}

/// Logins are e-mail addresses: case does not matter.
pub(super) fn by_login(connection: &Connection, login: &str) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE login = :login"))?
        .query_row(named_params! { ":login": login }, read)
        .optional()
}

/// Whose key has this digest, whether he is switched on or not.
pub(super) fn by_key(connection: &Connection, digest: &[u8]) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE key_digest = :digest"))?
        .query_row(named_params! { ":digest": digest }, read)
        .optional()
}

/// The number of the next user.
pub(super) fn next_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM user", [], |row| {
        row.get(0)
    })
}

/// Switches a user on or off; false when nobody has this login.
pub(super) fn switch(
    connection: &Connection,
    login: &str,
    is_active: bool,
) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE user SET is_active = :active WHERE login = :login")?
        .execute(named_params! { ":active": is_active, ":login": login })?;
    Ok(changed > 0)
}

/// Whoever comes first.
pub(super) fn any(connection: &Connection) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(&format!("{COLUMNS} LIMIT 1"))?
        .query_row([], read)
        .optional()
}

pub(super) fn create(connection: &Connection, account: &Account) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO user (id, name, last_name, login, language, group_id, phone_number, is_active, is_admin,
                rights, key_digest)
             VALUES (:id, :name, :last_name, :login, :language, :group_id, :phone_number, :is_active, :is_admin,
                :rights, :key_digest)",
        )?
        .execute(named_params! {
            ":id": account.user.id,
            ":name": account.name,
            ":last_name": account.last_name,
            ":login": account.login,
            ":language": account.language,
            ":group_id": account.user.group_id,
            ":phone_number": account.phone_number,
            ":is_active": account.is_active,
            ":is_admin": account.user.is_admin,
            ":rights": Value::Object(account.user.rights.clone()).to_string(),
            ":key_digest": account.key_digest,
        })?;
    Ok(())
}

/// The groups besides the default one, which is number 0 and has no row.
pub(super) fn groups(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    connection
        .prepare_cached("SELECT id, name FROM user_group ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

pub(super) fn create_group(connection: &Connection, id: i64, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO user_group (id, name) VALUES (:id, :name)")?
        .execute(named_params! { ":id": id, ":name": name })?;
    Ok(())
}

//! Bearer tokens that users have beside their keys: several each, which end by themselves and can be revoked.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::keys::Seal;
use super::users::{self, Account};

/// A token as it is stored, which is without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenInfo {
    /// What it is revoked by.
    pub id: i64,
    /// Whose it is.
    pub login: String,
    /// What its maker noted about it; may be empty.
    pub label: String,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// From when on it is refused, in Unix seconds.
    pub expires_at: i64,
    /// When it was revoked, in Unix seconds.
    pub revoked_at: Option<i64>,
}

/// The user whom a bearer token belongs to: one of these tokens that still holds, or the user's own key. Whether he is
/// switched on is for the caller to see.
pub(super) fn user(
    connection: &Connection,
    seal: &Seal,
    token: &str,
    now: i64,
) -> rusqlite::Result<Option<Account>> {
    // What is looked up is a keyed digest: how long that takes tells nobody anything about tokens.
    let owner: Option<i64> = connection
        .prepare_cached(
            "SELECT user_id FROM token WHERE digest = :digest AND revoked_at IS NULL AND expires_at > :now",
        )?
        .query_row(
            named_params! { ":digest": seal.digest(token), ":now": now },
            |row| row.get(0),
        )
        .optional()?;
    match owner {
        Some(id) => users::by_id(connection, id),
        None => users::by_key(connection, seal, token),
    }
}

/// Keeps the digest of a new token; gives its number.
pub(super) fn create(
    connection: &Connection,
    user: i64,
    label: &str,
    digest: &[u8],
    (created_at, expires_at): (i64, i64),
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO token (user_id, label, digest, created_at, expires_at)
             VALUES (:user, :label, :digest, :created, :expires) RETURNING id",
        )?
        .query_row(
            named_params! { ":user": user, ":label": label, ":digest": digest, ":created": created_at,
                ":expires": expires_at },
            |row| row.get(0),
        )
}

/// Every token that was ever made.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<TokenInfo>> {
    connection
        .prepare_cached(
            "SELECT token.id, coalesce(user.login, '') AS login, label, created_at, expires_at, revoked_at
             FROM token LEFT JOIN user ON user.id = token.user_id ORDER BY token.id",
        )?
        .query_map([], |row| {
            Ok(TokenInfo {
                id: row.get("id")?,
                login: row.get("login")?,
                label: row.get("label")?,
                created_at: row.get("created_at")?,
                expires_at: row.get("expires_at")?,
                revoked_at: row.get("revoked_at")?,
            })
        })?
        .collect()
}

/// Lets a token hold no longer; false when there is none, or it was revoked before.
pub(super) fn revoke(connection: &Connection, id: i64, now: i64) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")?
        .execute(named_params! { ":now": now, ":id": id })?;
    Ok(changed > 0)
}

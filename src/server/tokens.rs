//! Bearer tokens that users have beside their keys: several each, which end by themselves and can be revoked.

use rusqlite::{Connection, OptionalExtension as _, named_params};

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

/// What is known of a token that was made once.
pub(super) enum Known {
    /// It is this user's. Whether he is switched on is for the caller to see.
    Holds(i64),
    /// It was revoked, or its time is over: to whoever has it this looks like no token at all.
    Ended,
}

/// Finds a token by its digest; `None` when it was never made.
pub(super) fn known(
    connection: &Connection,
    digest: &[u8],
    now: i64,
) -> rusqlite::Result<Option<Known>> {
    connection
        .prepare_cached(
            "SELECT user_id, revoked_at IS NULL AND expires_at > :now FROM token WHERE digest = :digest",
        )?
        .query_row(named_params! { ":digest": digest, ":now": now }, |row| {
            Ok(if row.get(1)? {
                Known::Holds(row.get(0)?)
            } else {
                Known::Ended
            })
        })
        .optional()
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

//! Who is asking: login and key, session cookie or bearer token.

use axum::http::{StatusCode, header};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::guesses::TooMany;
use super::keys::Seal;
use super::limits::SIGN_IN;
use super::profile::Profile;
use super::reply::{Refusal, Reply};
use super::tokens::Known;
use super::{Account, form, tokens, users};
use crate::wire::lenient;

/// The user of a request.
pub(super) struct Caller {
    pub(super) user: super::rights::User,
    /// The session that the request begins, when it brought login and key: the answer sets the cookie.
    pub(super) session: Option<String>,
}

impl Caller {
    /// The answer, with the cookie of a session that began with this request.
    pub(super) fn answer(self, mut reply: Reply) -> Reply {
        reply.session = self.session;
        reply
    }
}

/// Finds the user of a request. Login and key in the query count before the bearer token and that before the cookie: what
/// was said outright is not overruled by what was left over.
pub(super) fn identify(
    account: &Account,
    connection: &Connection,
    profile: &Profile,
    call: &Call,
) -> Result<Caller, Refusal> {
    let seal = profile.seal();
    if let Some((login, key)) = credentials(&call.query) {
        let user = check(account, call, connection, &seal, &login, &key)?.user;
        let session = match session_user(account, call) {
            Some(id) if id == user.id => None,
            _ => Some(account.sessions().begin(user.id, account.now())?),
        };
        return Ok(Caller { user, session });
    }
    if let Some(token) = bearer(call) {
        return match bearer_of(account, connection, &seal, call, token)? {
            Some(found) if found.is_active => Ok(Caller {
                user: found.user,
                session: None,
            }),
            _ => Err(Refusal::problem(
                StatusCode::UNAUTHORIZED,
                "Invalid user name or password",
            )),
        };
    }
    let found = session_user(account, call)
        .map(|id| users::by_id(connection, id))
        .transpose()?
        .flatten();
    match found {
        Some(found) if found.is_active => Ok(Caller {
            user: found.user,
            session: None,
        }),
        Some(_) => Err(switched_off()),
        None => Err(Refusal::SignIn(
            110,
            "Nobody is logged in, or the session has ended: log in again",
        )),
    }
}

/// Whose bearer token or API key this is. A token is looked at wherever it comes from and however often: nobody guesses 256
/// random bits, and a program with a stale one must not shut out those with good ones.
fn bearer_of(
    account: &Account,
    connection: &Connection,
    seal: &Seal,
    call: &Call,
    token: &str,
) -> Result<Option<users::Account>, Refusal> {
    let now = account.now();
    // What is looked up is a keyed digest: how long that takes tells nobody anything about tokens and keys.
    let digest = seal.digest(token);
    if let Some(known) = tokens::known(connection, &digest, now)? {
        return Ok(match known {
            Known::Holds(id) => users::by_id(connection, id)?,
            Known::Ended => None,
        });
    }
    let address = call.peer.map(|peer| peer.address);
    let owner = || Ok(users::by_key(connection, &digest)?);
    account
        .guesses()
        .with_key(address, token, now, owner)
        // Those who tried too often are told what they would be told otherwise.
        .unwrap_or(Ok(None))
}

/// `auth.php`: checks login and key wherever they were put (query, form or JSON) and begins a session.
pub(super) fn sign_in(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let given = match credentials(&call.query) {
        None => credentials(&body(&call.body)?),
        given => given,
    };
    let (login, key) = given.ok_or(Refusal::SignIn(
        110,
        "Login and key are needed: USER_LOGIN and USER_HASH",
    ))?;
    let (profile, user) = account.read(|connection| {
        let profile = account_of(connection)?;
        let found = check(account, call, connection, &profile.seal(), &login, &key)?;
        Ok::<_, Refusal>((profile, found))
    })?;
    let now = account.now();
    let session = account.sessions().begin(user.user.id, now)?;
    let asks_json = call.param("type") == Some("json");
    let reply = if asks_json {
        Reply::json(&welcome(&profile, &user, now))
    } else {
        Reply::xml(XML.to_owned())
    };
    Ok(Reply {
        session: Some(session),
        ..reply
    })
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?><root><auth>true</auth></root>"#;

fn welcome(profile: &Profile, user: &users::Account, now: i64) -> Value {
    json!({"response": {
        "auth": true,
        "accounts": [{
            "id": profile.id,
            "name": profile.name,
            "subdomain": profile.subdomain,
            "language": profile.language,
            "timezone": profile.timezone,
        }],
        "user": {"id": user.user.id, "language": user.language},
        "server_time": now,
    }})
}

/// The account's facts; without them there is nobody to log in as.
pub(super) fn account_of(connection: &Connection) -> Result<Profile, Refusal> {
    Profile::read(connection)?.ok_or(Refusal::SignIn(101, "There is no account here yet"))
}

fn check(
    account: &Account,
    call: &Call,
    connection: &Connection,
    seal: &Seal,
    login: &str,
    key: &str,
) -> Result<users::Account, Refusal> {
    let address = call.peer.map(|peer| peer.address);
    let found = account
        .guesses()
        .with_login(address, (login, key), account.now(), || {
            owner_of(connection, seal, login, key)
        })
        .map_err(|TooMany| {
            Refusal::SignIn(
                111,
                "Too many wrong logins and keys: try again in a quarter of an hour",
            )
        })??;
    match found {
        Some(found) if found.is_active => Ok(found),
        Some(_) => Err(switched_off()),
        None => Err(Refusal::SignIn(110, "Wrong login or key")),
    }
}

/// The user with this login and key.
fn owner_of(
    connection: &Connection,
    seal: &Seal,
    login: &str,
    key: &str,
) -> rusqlite::Result<Option<users::Account>> {
    let found = users::by_login(connection, login.trim())?;
    // An unknown login takes as long as a wrong key: either way one user is read, one is not there, and a key is compared.
    let stand_in = match &found {
        Some(_) => users::by_login(connection, "")?,
        None => users::any(connection)?,
    };
    let digest = found
        .as_ref()
        .or(stand_in.as_ref())
        .map_or_else(|| vec![0; 32], |user| user.key_digest.clone());
    let matches = seal.matches(key, &digest);
    Ok(found.filter(|_| matches))
}

fn switched_off() -> Refusal {
    Refusal::SignIn(112, "This user is switched off")
}

fn credentials(given: &Map<String, Value>) -> Option<(String, String)> {
    let pair = |login: &str, key: &str| {
        Some((
            lenient::filled(given.get(login)?)?,
            lenient::filled(given.get(key)?)?,
        ))
    };
    pair("USER_LOGIN", "USER_HASH").or_else(|| pair("login", "api_key"))
}

fn body(bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if bytes.len() > SIGN_IN {
        return Err(Refusal::problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is more than a login and a key.",
        ));
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(given)) => Ok(given),
        _ => form::read(bytes),
    }
}

fn bearer(call: &Call) -> Option<&str> {
    let (scheme, token) = call.header(header::AUTHORIZATION)?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The user of the session in the cookie. Some clients send the cookie back with its attributes, so only the pair with
/// the right name is looked at.
fn session_user(account: &Account, call: &Call) -> Option<i64> {
    let now = account.now();
    call.headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookie| cookie.to_str().ok())
        .flat_map(|cookie| cookie.split([';', ',']))
        .filter_map(|pair| pair.trim().strip_prefix("session_id="))
        .find_map(|id| account.sessions().user(id.trim().trim_matches('"'), now))
}

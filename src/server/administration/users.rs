//! The account's users: made, listed, switched off and on.

use rusqlite::{Connection, Transaction};
use secrecy::SecretString;

use crate::server::profile::Profile;
use crate::server::rights::User;
use crate::server::users::{self, Letters};
use crate::server::{Account, Error, Mistake, keys};

/// A user who is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// What he logs in with, an e-mail address.
    pub login: String,
    /// His first name, or the whole.
    pub name: String,
    /// His last name; may be empty.
    pub last_name: String,
    /// Whether he may do everything, whatever his letters say.
    pub is_admin: bool,
    /// The number of a group, or the name of one, which is made when there is none; the default group without it.
    pub group: Option<String>,
    /// What he may do with contacts.
    pub contacts: Letters,
    /// What he may do with leads, companies, customers, tasks and the rest.
    pub others: Letters,
}

/// A user as he is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserInfo {
    /// His number in the API.
    pub id: i64,
    /// What he logs in with.
    pub login: String,
    /// First and last name.
    pub name: String,
    /// The name of his group; empty for the default one.
    pub group: String,
    /// Whether he may do everything.
    pub is_admin: bool,
    /// Whether he is let in.
    pub is_active: bool,
    /// What he may do with contacts.
    pub contacts: Letters,
    /// What he may do with leads, which is what he may do with the rest if nobody meddled.
    pub others: Letters,
}

impl Account {
    /// Makes a user and gives his API key, which is kept nowhere.
    pub fn add_user(&self, new: &NewUser) -> Result<SecretString, Error> {
        self.write(|tx| create(tx, &profile(tx)?, new))
    }

    /// Everybody, by number.
    pub fn users(&self) -> Result<Vec<UserInfo>, Error> {
        self.read(|connection| {
            let groups = users::groups(connection)?;
            let group = |id: i64| {
                let found = groups.iter().find(|(known, _)| *known == id);
                found.map(|(_, name)| name.clone()).unwrap_or_default()
            };
            let everybody = users::all(connection)?.into_iter().map(|found| UserInfo {
                id: found.user.id,
                login: found.login,
                name: format!("{} {}", found.name, found.last_name)
                    .trim()
                    .to_owned(),
                group: group(found.user.group_id),
                is_admin: found.user.is_admin,
                is_active: found.is_active,
                contacts: Letters::stored(&found.user.rights, "contact"),
                others: Letters::stored(&found.user.rights, "lead"),
            });
            Ok(everybody.collect())
        })
    }

    /// Switches a user on or off. One who is off is refused at his next request, whatever key, token or session he has.
    pub fn switch_user(&self, login: &str, is_active: bool) -> Result<(), Error> {
        self.write(|tx| {
            if users::switch(tx, login, is_active)? {
                Ok(())
            } else {
                Err(Mistake::NoUser(login.to_owned()).into())
            }
        })
    }
}

/// The account's facts; without them there is nothing to manage.
pub(super) fn profile(connection: &Connection) -> Result<Profile, Error> {
    Profile::read(connection)?.ok_or(Error::NoOwner)
}

pub(super) fn create(
    tx: &Transaction<'_>,
    profile: &Profile,
    new: &NewUser,
) -> Result<SecretString, Error> {
    let login = login(&new.login)?;
    if users::by_login(tx, login)?.is_some() {
        return Err(Mistake::UserExists(login.to_owned()).into());
    }
    let last_name = match new.last_name.trim() {
        "" => "",
        name => Mistake::name(name)?,
    };
    let key = keys::api_key()?;
    let account = users::Account {
        user: User {
            id: users::next_id(tx)?,
            group_id: group(tx, new.group.as_deref())?,
            is_admin: new.is_admin,
            rights: users::rights(new.contacts, new.others),
        },
        name: Mistake::name(&new.name)?.to_owned(),
        last_name: last_name.to_owned(),
        login: login.to_owned(),
        language: profile.language.clone(),
        phone_number: None,
        is_active: true,
        key_digest: profile.seal().digest(&key),
    };
    users::create(tx, &account)?;
    Ok(SecretString::from(key))
}

/// A login without the space around it, if it looks like an e-mail address.
fn login(text: &str) -> Result<&str, Mistake> {
    let login = text.trim();
    let is_plain = !login.contains(|c: char| c.is_whitespace() || c.is_control());
    match login.split_once('@') {
        Some((name, host))
            if is_plain
                && login.len() <= 255
                && !name.is_empty()
                && !host.is_empty()
                && !host.contains('@') =>
        {
            Ok(login)
        }
        _ => Err(Mistake::Login(text.to_owned())),
    }
}

/// The group with this number, or with this name.
fn group(tx: &Transaction<'_>, named: Option<&str>) -> Result<i64, Error> {
    let Some(named) = named else { return Ok(0) };
    let groups = users::groups(tx)?;
    if let Ok(id) = named.trim().parse::<i64>() {
        let is_there = id == 0 || groups.iter().any(|(known, _)| *known == id);
        return if is_there {
            Ok(id)
        } else {
            Err(Mistake::NoGroup(named.to_owned()).into())
        };
    }
    let name = Mistake::name(named)?;
    let same = |(_, known): &&(i64, String)| known.to_lowercase() == name.to_lowercase();
    if let Some((id, _)) = groups.iter().find(same) {
        return Ok(*id);
    }
    let id = groups.iter().map(|(id, _)| id + 1).max().unwrap_or(1);
    users::create_group(tx, id, name)?;
    Ok(id)
}

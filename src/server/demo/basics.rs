//! What the demo account has before it has anybody in it: itself, its users, fields, pipeline and kinds of tasks.

use rusqlite::Connection;

use super::{ACCOUNT, DEMO_KEY, DEMO_LOGIN, definitions};
use crate::server::keys::{self, Seal};
use crate::server::profile::Profile;
use crate::server::rights::User;
use crate::server::users::{self, Letter, Letters};
use crate::server::{Error, fields, furnish};

/// The administrator.
pub(super) const ANNA: i64 = 504_141;
/// The users and their groups.
pub(super) const USERS: [(i64, i64); 4] = [
    (ANNA, 0),
    (504_142, 0),
    (504_143, WHOLESALE),
    (504_144, WHOLESALE),
];
/// The group of Вера and Глеб.
const WHOLESALE: i64 = 1;

pub(super) fn seed(connection: &Connection) -> Result<(), Error> {
    let profile = Profile {
        id: ACCOUNT,
        name: "Демо".to_owned(),
        subdomain: "demo".to_owned(),
        currency: "RUB".to_owned(),
        timezone: "Europe/Moscow".to_owned(),
        language: "ru".to_owned(),
        secret: keys::random()?.to_vec(),
    };
    profile.create(connection)?;
    users::create_group(connection, WHOLESALE, "Опт")?;
    for user in cast(&profile.seal()) {
        users::create(connection, &user)?;
    }
    furnish::standard_fields(connection, &profile.language)?;
    for field in definitions::contacts() {
        fields::create(connection, "contacts", &field)?;
    }
    for field in definitions::leads() {
        fields::create(connection, "leads", &field)?;
    }
    furnish::furnish(connection, &profile.language)?;
    Ok(())
}

fn cast(seal: &Seal) -> [users::Account; 4] {
    let all = Letters::all(Letter::All);
    let [anna, boris, vera, gleb] = USERS;
    [
        (anna, "Анна", "Крылова", DEMO_LOGIN, DEMO_KEY, all),
        (
            boris,
            "Борис",
            "Соколов",
            "boris@demo.test",
            "demo-boris",
            Letters::all(Letter::Own),
        ),
        (
            vera,
            "Вера",
            "Долгорукова",
            "vera@demo.test",
            "demo-vera",
            Letters::all(Letter::Group),
        ),
        (
            gleb,
            "Глеб",
            "Орлов",
            "gleb@demo.test",
            "demo-gleb",
            Letters {
                view: Letter::All,
                export: Letter::All,
                ..Letters::all(Letter::Denied)
            },
        ),
    ]
    .map(
        |((id, group_id), name, last_name, login, key, contacts)| users::Account {
            user: User {
                id,
                group_id,
                is_admin: id == ANNA,
                rights: users::rights(contacts, all),
            },
            name: name.to_owned(),
            last_name: last_name.to_owned(),
            login: login.to_owned(),
            language: "ru".to_owned(),
            phone_number: None,
            is_active: true,
            key_digest: seal.digest(key),
        },
    )
}

//! What the demo account has before it has anybody in it: itself, its users, fields, pipeline and kinds of tasks.

use rusqlite::{Connection, named_params};

use super::{ACCOUNT, DEMO_KEY, DEMO_LOGIN, definitions};
use crate::server::keys::{self, Seal};
use crate::server::linked::{FIRST_STATUS, PIPELINE};
use crate::server::profile::Profile;
use crate::server::rights::User;
use crate::server::users::{self, Letters};
use crate::server::{Error, fields};

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
    for field in definitions::contacts() {
        fields::create(connection, "contacts", &field)?;
    }
    for field in definitions::companies() {
        fields::create(connection, "companies", &field)?;
    }
    furnish(connection)?;
    Ok(())
}

fn cast(seal: &Seal) -> [users::Account; 4] {
    let all = Letters::both("A");
    let [anna, boris, vera, gleb] = USERS;
    [
        (anna, "Анна", "Крылова", DEMO_LOGIN, DEMO_KEY, all),
        (
            boris,
            "Борис",
            "Соколов",
            "boris@demo.test",
            "demo-boris",
            Letters::both("M"),
        ),
        (
            vera,
            "Вера",
            "Долгорукова",
            "vera@demo.test",
            "demo-vera",
            Letters::both("G"),
        ),
        (
            gleb,
            "Глеб",
            "Орлов",
            "gleb@demo.test",
            "demo-gleb",
            Letters {
                view: "A",
                edit: "D",
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

/// What an account has that nobody chose: one pipeline and the usual kinds of tasks.
pub(in crate::server) fn furnish(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR IGNORE INTO pipeline (id, name, sort, is_main) VALUES (:id, 'Воронка', 1, TRUE)",
        named_params! { ":id": PIPELINE },
    )?;
    for (place, (id, name, color, is_editable)) in (1_i64..).zip([
        (FIRST_STATUS, "Первичный контакт", "#99ccff", true),
        (FIRST_STATUS + 1, "Переговоры", "#ffff99", true),
        (FIRST_STATUS + 2, "Принимают решение", "#ffcc66", true),
        (FIRST_STATUS + 3, "Согласование договора", "#ffcccc", true),
        (142, "Успешно реализовано", "#ccff66", false),
        (143, "Закрыто и не реализовано", "#d5d8db", false),
    ]) {
        connection.execute(
            "INSERT OR IGNORE INTO pipeline_status (pipeline_id, id, name, color, sort, is_editable)
             VALUES (:pipeline, :id, :name, :color, :sort, :is_editable)",
            named_params! { ":pipeline": PIPELINE, ":id": id, ":name": name, ":color": color, ":sort": place * 10,
                ":is_editable": is_editable },
        )?;
    }
    for (id, name) in [
        (1, "Связаться с клиентом"),
        (2, "Встреча"),
        (3, "Написать письмо"),
    ] {
        connection.execute(
            "INSERT OR IGNORE INTO task_type (id, name) VALUES (:id, :name)",
            named_params! { ":id": id, ":name": name },
        )?;
    }
    Ok(())
}

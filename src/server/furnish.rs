//! What every account has although nobody chose it: one pipeline, the usual kinds of tasks and the standard fields.

use rusqlite::{Connection, named_params};

use super::fields::{self, standard};
use super::linked::{FIRST_STATUS, PIPELINE};

/// The names of it all in one language.
struct Names {
    pipeline: &'static str,
    /// The last two are those of won and lost leads.
    statuses: [&'static str; 6],
    tasks: [&'static str; 3],
}

const RUSSIAN: Names = Names {
    pipeline: "Воронка",
    statuses: [
        "Первичный контакт",
        "Переговоры",
        "Принимают решение",
        "Согласование договора",
        "Успешно реализовано",
        "Закрыто и не реализовано",
    ],
    tasks: ["Связаться с клиентом", "Встреча", "Написать письмо"],
};
const ENGLISH: Names = Names {
    pipeline: "Pipeline",
    statuses: [
        "Initial contact",
        "Negotiation",
        "Decision making",
        "Contract discussion",
        "Closed - won",
        "Closed - lost",
    ],
    tasks: ["Follow-up", "Meeting", "Letter"],
};

/// Adds what is missing of it, fields aside; `language` is the account's.
pub(super) fn furnish(connection: &Connection, language: &str) -> rusqlite::Result<()> {
    let names = if language == "ru" { RUSSIAN } else { ENGLISH };
    connection.execute(
        "INSERT OR IGNORE INTO pipeline (id, name, sort, is_main) VALUES (:id, :name, 1, TRUE)",
        named_params! { ":id": PIPELINE, ":name": names.pipeline },
    )?;
    let kinds = [
        (FIRST_STATUS, "#99ccff", true),
        (FIRST_STATUS + 1, "#ffff99", true),
        (FIRST_STATUS + 2, "#ffcc66", true),
        (FIRST_STATUS + 3, "#ffcccc", true),
        (142, "#ccff66", false),
        (143, "#d5d8db", false),
    ];
    for (place, ((id, color, is_editable), name)) in
        (1_i64..).zip(kinds.into_iter().zip(names.statuses))
    {
        connection.execute(
            "INSERT OR IGNORE INTO pipeline_status (pipeline_id, id, name, color, sort, is_editable)
             VALUES (:pipeline, :id, :name, :color, :sort, :is_editable)",
            named_params! { ":pipeline": PIPELINE, ":id": id, ":name": name, ":color": color, ":sort": place * 10,
                ":is_editable": is_editable },
        )?;
    }
    for (id, name) in (1_i64..).zip(names.tasks) {
        connection.execute(
            "INSERT OR IGNORE INTO task_type (id, name) VALUES (:id, :name)",
            named_params! { ":id": id, ":name": name },
        )?;
    }
    Ok(())
}

/// Adds the standard fields of contacts and companies.
pub(super) fn standard_fields(connection: &Connection, language: &str) -> rusqlite::Result<()> {
    for (entity, standard) in [
        ("contacts", standard::contacts(language)),
        ("companies", standard::companies(language)),
    ] {
        for field in standard {
            fields::create(connection, entity, &field)?;
        }
    }
    Ok(())
}

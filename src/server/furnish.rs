//! What every account has although nobody chose it: one pipeline and the usual kinds of tasks.

use rusqlite::{Connection, named_params};

use super::linked::{FIRST_STATUS, PIPELINE};

/// Adds what is missing of it.
pub(super) fn furnish(connection: &Connection) -> rusqlite::Result<()> {
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

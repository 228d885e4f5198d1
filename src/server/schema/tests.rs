//! Accounts of earlier versions, taken through the steps after them.

use super::*;

#[test]
fn the_steps_lead_to_a_schema() {
    let connection = crate::sqlite::in_memory(STEPS).unwrap();
    let tables: i64 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE 'contact%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(tables, 5);
}

#[test]
fn an_account_of_the_first_version_keeps_its_links_and_its_clock() {
    let connection = crate::sqlite::in_memory(&[FIRST]).unwrap();
    connection
        .execute_batch(
            r#"INSERT INTO contact VALUES (7, 1, 0, NULL, 5, 5), (8, 1, 0, NULL, 5, 5);
            INSERT INTO contact_body VALUES (7, '{"id":7,"leads":{"id":[3,4]},"customers":{"id":[9]}}'),
                (8, '{"id":8,"leads":{},"customers":{}}');
            INSERT INTO task VALUES (1, 1, 7, 1, 'x', 10, 0, 1, 1, 5, 6, NULL);"#,
        )
        .unwrap();
    connection.execute_batch(NEIGHBOURS).unwrap();
    let links: String = connection
        .query_row(
            "SELECT group_concat(contact_id || ':' || element_type || ':' || element_id, ' ') FROM contact_link",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(links, "7:2:3 7:2:4 7:12:9");
    let tick: i64 = connection
        .query_row("SELECT changed_at FROM task", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tick, 6);
}

#[test]
fn standard_fields_of_an_earlier_version_cannot_be_deleted_and_others_can() {
    let connection = crate::sqlite::in_memory(&[FIRST, NAMES, NEIGHBOURS, RECORDS]).unwrap();
    connection
        .execute_batch(
            "INSERT INTO field VALUES ('contacts', 1, 'a', 8, 'PHONE', 2, TRUE), ('contacts', 2, 'b', 1, '', 500, FALSE);",
        )
        .unwrap();
    connection.execute_batch(ADMINISTRATION).unwrap();
    let rows: String = connection
        .query_row(
            "SELECT group_concat(is_editable || is_required || is_deletable || is_visible, ' ' ORDER BY id) FROM field",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(rows, "1001 1011");
}

#[test]
fn leads_of_an_earlier_version_keep_their_clock_and_are_closed_when_they_were() {
    let connection = crate::sqlite::in_memory(&[FIRST, NAMES, NEIGHBOURS]).unwrap();
    connection
        .execute_batch(
            "INSERT INTO lead VALUES (1, 'a', 7, 8, 5, 6, 1, 142, 0, NULL), (2, 'b', 7, 8, 5, 6, 1, 9, 0, NULL);
            INSERT INTO customer VALUES (3, 'c', 7, 5, 6, 0, 0);",
        )
        .unwrap();
    connection.execute_batch(RECORDS).unwrap();
    let rows: String = connection
        .query_row(
            "SELECT group_concat(updated_by || ':' || changed_at || ':' || closed_at, ' ') FROM lead",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(rows, "8:6:6 8:6:0");
    let made_by: i64 = connection
        .query_row("SELECT created_by FROM customer", [], |row| row.get(0))
        .unwrap();
    assert_eq!(made_by, 7);
}

#[test]
fn contacts_of_an_older_version_get_their_dates() {
    let connection = crate::sqlite::in_memory(&[FIRST]).unwrap();
    connection
        .execute_batch(
            r#"INSERT INTO contact VALUES (7, 1, 0, NULL, 1619342253000, 5), (8, 1, 0, NULL, 6, 6);
            INSERT INTO contact_body VALUES (7, '{"id":7,"created_at":3}'), (8, '{"id":8,"created_at":1619342253001}');"#,
        )
        .unwrap();
    connection.execute_batch(DATES).unwrap();
    let dates: String = connection
        .query_row(
            "SELECT group_concat(created_at || ':' || updated_at, ' ') FROM contact",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(dates, "3:1619342253 1619342253:6");
}

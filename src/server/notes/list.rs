//! `GET /api/v2/notes`.

use axum::http::header;
use rusqlite::{Connection, Row};
use serde_json::Map;

use super::{COMMON, NOTES, href};
use crate::server::asked::Asked;
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::User;
use crate::server::select::Select;
use crate::server::{Account, auth, since};
use crate::wire::v2::links::Links;
use crate::wire::v2::note::Note;

/// The parameters of notes alone; the columns have the same names.
const NUMBERS: [&str; 2] = ["element_id", "note_type"];

/// Answers with a page of the notes of one kind of element, as far as the user may see the elements; 204 when nothing
/// fits.
pub(in crate::server) fn list(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    account.read(|connection| {
        let profile = auth::account_of(connection)?;
        let caller = auth::identify(account, connection, &profile, call)?;
        let kind = call
            .param("type")
            .and_then(Kind::named)
            .ok_or_else(|| Refusal::code(221, "Notes are listed by type: contact, lead, …"))?;
        let since = call.header(header::IF_MODIFIED_SINCE).and_then(since::read);
        let asked = Asked::read(&call.query, since, &NUMBERS);
        let notes = notes(connection, profile.id, &caller.user, &asked, kind)?;
        let href = asked.href(NOTES, &[("type", kind.name())]);
        Ok(caller.answer(Reply::page(&href, &notes)?))
    })
}

fn notes(
    connection: &Connection,
    account: i64,
    user: &User,
    asked: &Asked,
    kind: Kind,
) -> rusqlite::Result<Vec<Note>> {
    let mut select = Select::new("note", kind.visible(user, "note.element_id"), asked);
    select.among("element_type", &[kind.number()]);
    if let Asked::Filter(filter) = asked {
        for name in NUMBERS {
            select.given(filter, name, name);
        }
        select.since(filter, "changed_at");
    }
    select.rows(connection, COLUMNS, |row| read(row, account, kind))
}

const COLUMNS: &str = "note.*,
    coalesce((SELECT group_id FROM user WHERE user.id = note.responsible_user_id), 0) AS group_id";

fn read(row: &Row<'_>, account: i64, kind: Kind) -> rusqlite::Result<Note> {
    let (id, note_type) = (row.get("id")?, row.get("note_type")?);
    let params: String = row.get("params")?;
    // Particulars that cannot be read are none: the text still can.
    let params: Map<_, _> = serde_json::from_str(&params).unwrap_or_default();
    let text: String = row.get("text")?;
    Ok(Note {
        id,
        responsible_user_id: row.get("responsible_user_id")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        account_id: account,
        group_id: row.get("group_id")?,
        is_editable: note_type == COMMON,
        element_type: kind.number(),
        element_id: row.get("element_id")?,
        attachment: String::new(),
        note_type,
        text: (!text.is_empty() || params.is_empty()).then_some(text),
        params,
        links: Links::get(href(id, kind)),
    })
}

//! Contacts for spreadsheets: RFC 4180, and no cell that a spreadsheet would take for a formula.

use std::io::{self, Write};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    cli::copies::Copy,
    domain::{
        contact::Contact,
        field::{FieldRole, FieldValue},
        id::Moment,
        text,
    },
};

/// What stands between cells and after rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    between: char,
    after: &'static str,
}

/// As RFC 4180 has it.
pub(super) const CSV: Layout = Layout {
    between: ',',
    after: "\r\n",
};
/// The same with tabs. Lines end as programs that cut at tabs expect.
pub(super) const TSV: Layout = Layout {
    between: '\t',
    after: "\n",
};

/// The names of the columns: the same in every language, so that programs may rely on them.
const TITLES: [&str; 11] = [
    "id",
    "name",
    "company",
    "position",
    "phones",
    "emails",
    "tags",
    "responsible",
    "task_at",
    "created_at",
    "updated_at",
];
/// Between several values of one cell.
const AND: &str = "; ";

/// Writes a row of titles and a row a contact. On a terminal texts are cleaned, elsewhere they stay as they came.
pub(super) fn write(
    out: &mut dyn Write,
    contacts: impl Iterator<Item = io::Result<Contact>>,
    layout: Layout,
    copy: &Copy,
    is_terminal: bool,
) -> io::Result<()> {
    line(out, &TITLES.map(str::to_owned), layout)?;
    for contact in contacts {
        let mut cells = row(&contact?, copy);
        if is_terminal {
            cells = cells.map(|cell| text::clean(&cell));
        }
        line(out, &cells.map(|cell| harmless(&cell)), layout)?;
    }
    Ok(())
}

fn row(contact: &Contact, copy: &Copy) -> [String; 11] {
    let values = |role| {
        let values = contact.values_of(role).iter();
        let values: Vec<&str> = values.filter_map(FieldValue::raw).collect();
        values.join(AND)
    };
    let account = copy.account.as_ref();
    let responsible = account.and_then(|account| account.user(contact.responsible));
    let company = contact.company.as_ref();
    [
        contact.id.to_string(),
        contact.name.raw().to_owned(),
        company.map_or_else(String::new, |company| company.name.raw().to_owned()),
        values(FieldRole::Position),
        values(FieldRole::Phone),
        values(FieldRole::Email),
        contact.tag_names().join(AND),
        responsible.map_or_else(
            || contact.responsible.to_string(),
            |user| user.name.raw().to_owned(),
        ),
        contact
            .closest_task_at
            .map_or_else(String::new, |at| moment(at, &copy.zone)),
        moment(contact.created_at, &copy.zone),
        moment(contact.updated_at, &copy.zone),
    ]
}

/// `2017-10-26T12:00:00+03:00`, by the account's clocks.
fn moment(at: Moment, zone: &TimeZone) -> String {
    Timestamp::from_second(at.0).map_or_else(
        |_| String::new(),
        |at| {
            let at = at.to_zoned(zone.clone());
            at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
        },
    )
}

/// A cell with an apostrophe wherever a spreadsheet could begin to read a formula: at its beginning, and after what other
/// spreadsheets take for the end of a cell. Plain phones stay as they are: nothing but digits can be made of them.
fn harmless(cell: &str) -> String {
    if cell.split(AND).all(is_phone) {
        return cell.to_owned();
    }
    let mut harmless = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for c in cell.chars() {
        let is_break = matches!(c, '\t' | '\r' | '\n');
        if begins && (is_break && harmless.is_empty() || "=+-@＝＋－＠".contains(c)) {
            harmless.push('\'');
        }
        harmless.push(c);
        begins = is_break || matches!(c, ';' | ',');
    }
    harmless
}

/// `+7 (999) 612-32-32`.
fn is_phone(value: &str) -> bool {
    let rest = value.strip_prefix('+').unwrap_or(value);
    rest.starts_with(|c: char| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || " ()-".contains(c))
}

fn line(out: &mut dyn Write, cells: &[String], layout: Layout) -> io::Result<()> {
    let mut between = None;
    for cell in cells {
        if let Some(between) = between {
            write!(out, "{between}")?;
        }
        between = Some(layout.between);
        if cell.contains(['"', '\r', '\n', ',', ';', '\t', '+', '\'']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{cell}")?;
        }
    }
    write!(out, "{}", layout.after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_wherever_a_spreadsheet_divides_it() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+cmd|'/C calc'!A0", "'+cmd|'/C calc'!A0"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("Анна;=1", "Анна;'=1"),
            ("Анна\n=1", "Анна\n'=1"),
            ("Анна,@x", "Анна,'@x"),
            ("Анна = Сокол", "Анна = Сокол"),
            ("Анна-Мария", "Анна-Мария"),
            ("", ""),
            ("+7 (999) 612-32-32", "+7 (999) 612-32-32"),
            (
                "+79996123232; 8 999 612-32-32",
                "+79996123232; 8 999 612-32-32",
            ),
            ("+7=1", "'+7=1"),
            ("+7999; =1", "'+7999; =1"),
        ] {
            assert_eq!(harmless(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn cells_are_quoted_where_they_could_be_taken_apart() {
        let cells = ["Анна", "ООО «А», «Б»", "\"x\"", "+7999", "a\tb"].map(str::to_owned);
        let written = |layout| {
            let mut out = Vec::new();
            line(&mut out, &cells, layout).unwrap();
            String::from_utf8(out).unwrap()
        };
        let csv = "Анна,\"ООО «А», «Б»\",\"\"\"x\"\"\",\"+7999\",\"a\tb\"\r\n";
        assert_eq!(written(CSV), csv);
        let tsv = "Анна\t\"ООО «А», «Б»\"\t\"\"\"x\"\"\"\t\"+7999\"\t\"a\tb\"\n";
        assert_eq!(written(TSV), tsv);
    }

    #[test]
    fn a_moment_is_the_accounts_time() {
        let zone = TimeZone::get("Europe/Moscow").unwrap();
        assert_eq!(
            moment(Moment(1_509_008_400), &zone),
            "2017-10-26T12:00:00+03:00"
        );
        assert_eq!(moment(Moment(i64::MAX), &zone), "");
    }
}

//! Contacts for people: a line each, in columns as wide as what is in them and as the terminal allows.

use std::io::{self, Write};

use crate::{
    domain::{contact::Contact, field::FieldRole, phone},
    ui::view,
    words::{Word, Words},
};

const NAME: usize = 0;
const COMPANY: usize = 1;
const TAGS: usize = 3;
/// Which columns give way first, and the width that they keep.
const GIVING_WAY: [(usize, u16); 3] = [(TAGS, 10), (COMPANY, 14), (NAME, 16)];
/// Between two columns.
const GAP: &str = "  ";

type Row = [String; 5];

/// Writes a table. Without a width nothing is cut.
pub(super) fn write(
    out: &mut dyn Write,
    contacts: impl Iterator<Item = io::Result<Contact>>,
    words: &Words,
    width: Option<u16>,
) -> io::Result<()> {
    let titles = [
        Word::ColumnName,
        Word::ColumnCompany,
        Word::ColumnPhone,
        Word::ColumnTags,
        Word::FieldId,
    ];
    let mut rows: Vec<Row> = vec![titles.map(|title| words.say(title))];
    for contact in contacts {
        rows.push(row(&contact?, words));
    }
    let widths = widths(&rows, width.unwrap_or(u16::MAX));
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .filter(|(_, width)| *width > 0)
            .map(|(cell, width)| view::cell(cell, width))
            .collect();
        writeln!(out, "{}", cells.join(GAP).trim_end())?;
    }
    Ok(())
}

fn row(contact: &Contact, words: &Words) -> Row {
    let phone = contact.values_of(FieldRole::Phone).first();
    let phone = phone.and_then(|phone| phone.raw());
    let tags = contact.tags.iter().map(|tag| tag.name.to_string());
    [
        if contact.name.is_blank() {
            words.say(Word::NoName)
        } else {
            contact.name.to_string()
        },
        contact
            .company
            .as_ref()
            .map_or_else(String::new, |company| company.name.to_string()),
        phone.map_or_else(String::new, |phone| phone::readable(&phone.into())),
        tags.collect::<Vec<_>>().join(", "),
        contact.id.to_string(),
    ]
}

/// The widths of the columns; 0 for one that there is no room for.
fn widths(rows: &[Row], room: u16) -> [u16; 5] {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = view::width(cell).max(*width);
        }
    }
    let gaps = view::width(GAP) * 4;
    let over = |widths: &[u16; 5]| {
        let all = widths
            .iter()
            .fold(gaps, |all, one| all.saturating_add(*one));
        all.saturating_sub(room)
    };
    for (column, least) in GIVING_WAY {
        let spare = widths[column].saturating_sub(least);
        widths[column] -= spare.min(over(&widths));
    }
    for column in [TAGS, COMPANY] {
        if over(&widths) > 0 {
            widths[column] = 0;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            contact::{Company, Tag},
            field::{Field, FieldValue},
            id::{CompanyId, ContactId, FieldId, Moment, TagId, UserId},
        },
        words::Language,
    };

    fn contacts() -> Vec<Contact> {
        let mut anna = Contact::bare(ContactId(1_099_181), UserId(1), Moment(0));
        anna.name = "Анна\u{1b}[31m Сокол".into();
        anna.company = Some(Company {
            id: CompanyId(1),
            name: "ООО «Очень длинное название»".into(),
        });
        anna.tags = ["важный", "опт", "доставка"]
            .map(|name| Tag {
                id: TagId(1),
                name: name.into(),
            })
            .into();
        anna.fields = vec![Field {
            id: FieldId(1),
            name: "Телефон".into(),
            role: Some(FieldRole::Phone),
            values: vec![FieldValue::text("89996123232")],
        }];
        vec![anna, Contact::bare(ContactId(7), UserId(1), Moment(0))]
    }

    fn table(width: Option<u16>) -> String {
        let mut out = Vec::new();
        let words = Words::new(Language::Russian);
        write(&mut out, contacts().into_iter().map(Ok), &words, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_without_a_terminal_is_as_wide_as_its_texts() {
        assert_eq!(
            table(None),
            "\
Имя              Компания                      Телефон           Теги                   Номер
Анна␛[31m Сокол  ООО «Очень длинное название»  +7 999 612-32-32  важный, опт, доставка  1099181
(без имени)                                                                             7
"
        );
    }

    #[test]
    fn a_table_fits_the_terminal_and_keeps_names_phones_and_ids() {
        for width in [60, 80, 100] {
            let table = table(Some(width));
            for line in table.lines() {
                assert!(view::width(line) <= width, "{width}: {line}");
            }
            for kept in ["Сокол", "+7 999 612-32-32", "1099181"] {
                assert!(table.contains(kept), "{table}");
            }
        }
        assert!(table(Some(80)).contains("важный, о…"));
        assert!(!table(Some(60)).contains("важный"));
    }
}

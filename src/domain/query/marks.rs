//! Which fields of a contact a query matched, and where: asked for the rows that are shown, never for all hits.

use std::ops::Range;

use super::{Query, Spot, searched};
use crate::domain::contact::Contact;

/// A text of a contact that a query asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub spot: Spot,
    /// The bytes to highlight in the text as it came, in order and apart; none where the value is an object, which is
    /// shown in lines of its own.
    pub ranges: Vec<Range<usize>>,
}

/// What a query asked for in a contact, in the contact's order; nothing is looked at before it is taken.
///
/// Where a text is shown otherwise than it came, [`Query::highlight`] finds the same in the shown one.
pub fn marks(query: &Query, contact: &Contact) -> impl Iterator<Item = Mark> {
    let mut last = None;
    searched(contact).into_iter().filter_map(move |searched| {
        let ranges = query.highlight(searched.facet, &searched.text);
        if ranges.is_empty() || last.replace(searched.spot) == Some(searched.spot) {
            return None;
        }
        Some(Mark {
            spot: searched.spot,
            ranges: if searched.is_member {
                Vec::new()
            } else {
                ranges
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        field::{Content, Field, FieldRole, FieldValue},
        id::{ContactId, FieldId, Moment, UserId},
    };

    fn field(id: i64, role: Option<FieldRole>, values: Vec<FieldValue>) -> Field {
        Field {
            id: FieldId(id),
            name: "".into(),
            role,
            values,
        }
    }

    #[test]
    fn a_mark_says_which_field_matched_and_where() {
        let mut ivanov = Contact::bare(ContactId(1), UserId(1), Moment(0));
        ivanov.name = "Пётр Иванов".into();
        let phones = ["8 (999) 612-32-32", "+49 30 1234"];
        let mut requisites = FieldValue::text("");
        requisites.content =
            Content::Structured(r#"{"name":"ИП Иванов","inn":7707083893}"#.to_owned());
        ivanov.fields = vec![
            field(
                2,
                Some(FieldRole::Phone),
                phones.map(FieldValue::text).into(),
            ),
            field(
                3,
                Some(FieldRole::Email),
                vec![FieldValue::text("Ivanov@romashka.ru")],
            ),
            field(4, None, vec![requisites]),
        ];
        let seen = |typed: &str| -> Vec<(Spot, Vec<Range<usize>>)> {
            marks(&Query::parse(typed), &ivanov)
                .map(|mark| (mark.spot, mark.ranges))
                .collect()
        };
        let value = |field, place| Spot::Value {
            field: FieldId(field),
            place,
        };
        let ranges = |range: Range<usize>| vec![range];
        assert_eq!(
            seen("иванов"),
            [(Spot::Name, ranges(9..21)), (value(4, 0), vec![])]
        );
        assert_eq!(seen("+7999"), [(value(2, 0), ranges(0..6))]);
        assert_eq!(seen("1234"), [(value(2, 1), ranges(7..11))]);
        assert_eq!(seen("@rom"), [(value(3, 0), ranges(6..10))]);
        assert_eq!(seen("77070"), [(value(4, 0), vec![])]);
        assert_eq!(seen("-иванов"), []);
    }
}

//! An account whose administrator never stopped adding fields, and a contact that fills all of them.

use rolo::domain::{
    account::Account,
    contact::Contact,
    field::{Field, FieldDef, FieldKind, FieldOption, FieldRole, FieldValue},
    id::{AccountId, ContactId, FieldId, Moment, OptionId, UserId},
};

/// Custom fields of a contact.
pub(crate) const FIELDS: i64 = 120;
/// Options of each list.
pub(crate) const OPTIONS: i64 = 500;

/// Kinds in turn; the first list of options is the field after the phones.
const KINDS: [FieldKind; 12] = [
    FieldKind::Multitext,
    FieldKind::Multiselect,
    FieldKind::Text,
    FieldKind::Numeric,
    FieldKind::Select,
    FieldKind::Checkbox,
    FieldKind::Date,
    FieldKind::Url,
    FieldKind::Textarea,
    FieldKind::SmartAddress,
    FieldKind::Birthday,
    FieldKind::DateTime,
];

/// The account.
pub(crate) fn account() -> Account {
    Account {
        id: AccountId(1),
        name: "Wide".into(),
        subdomain: "wide".into(),
        timezone: "Europe/Moscow".into(),
        date_pattern: "d.m.Y".to_owned(),
        current_user: UserId(1),
        users: Vec::new(),
        groups: Vec::new(),
        fields: (0..FIELDS).map(field).collect(),
        task_types: Vec::new(),
    }
}

/// The contact, whose name comes before all others.
pub(crate) fn contact() -> Contact {
    let filled = |def: FieldDef| Field {
        id: def.id,
        name: def.name.clone(),
        role: def.role,
        values: values(&def),
    };
    Contact {
        name: "Абрамов Широкий".into(),
        fields: (0..FIELDS).map(field).map(filled).collect(),
        ..Contact::bare(ContactId(1), UserId(1), Moment(1))
    }
}

fn field(number: i64) -> FieldDef {
    let at = usize::try_from(number).unwrap_or_default();
    let kind = KINDS[at % KINDS.len()];
    let is_list = matches!(
        kind,
        FieldKind::Multitext | FieldKind::Multiselect | FieldKind::Select
    );
    let options = if is_list { OPTIONS } else { 0 };
    FieldDef {
        id: FieldId(number + 1),
        name: format!("Поле {number}").as_str().into(),
        kind,
        role: (number == 0).then_some(FieldRole::Phone),
        sort: number,
        is_multiple: kind == FieldKind::Multitext,
        is_system: number == 0,
        is_editable: true,
        is_required: false,
        options: (0..options)
            .map(|option| FieldOption {
                id: OptionId(number * 1_000 + option),
                label: format!("Вариант {option}").as_str().into(),
            })
            .collect(),
    }
}

fn values(def: &FieldDef) -> Vec<FieldValue> {
    let chosen = |at: usize| {
        let option = &def.options[at];
        FieldValue::typed(option.label.raw(), Some(option.id))
    };
    match def.kind {
        FieldKind::Multitext => (0..3)
            .map(|at| FieldValue::typed("+7 999 612-32-32", Some(def.options[at].id)))
            .collect(),
        FieldKind::Multiselect => (0..40).map(chosen).collect(),
        FieldKind::Select => vec![chosen(250)],
        FieldKind::Numeric => vec![FieldValue::text("1200.50")],
        FieldKind::Checkbox => vec![FieldValue::text("1")],
        FieldKind::Date | FieldKind::Birthday | FieldKind::DateTime => {
            vec![FieldValue::text("1985-03-14 00:00:00")]
        }
        FieldKind::Url => vec![FieldValue::text("https://example.com/contacts")],
        FieldKind::Textarea => vec![FieldValue::text("Просил звонить после обеда.\n".repeat(20))],
        _ => vec![FieldValue::text("Менеджер по продажам оптовых партий")],
    }
}

//! Custom fields: what an account defines (kind, options, rights to edit) and the values a contact carries.

use serde::{Deserialize, Serialize};

use super::{
    id::{FieldId, OptionId},
    text::Untrusted,
};

/// The kinds of custom field of API v2 (`field_type`); numbers that rolo does not know stay visible and untouched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each kind is named as the API names it")]
pub enum FieldKind {
    Text,
    Numeric,
    Checkbox,
    Select,
    Multiselect,
    Date,
    Url,
    Multitext,
    Textarea,
    Radiobutton,
    StreetAddress,
    SmartAddress,
    Birthday,
    LegalEntity,
    Items,
    OrgLegalName,
    Category,
    DateTime,
    Price,
    TrackingData,
    LinkedEntity,
    Monetary,
    ChainedList,
    File,
    /// A `field_type` that did not exist when this was written.
    Unknown(i64),
}

impl FieldKind {
    /// Reads a `field_type` of the account's metadata; 12 was never used.
    pub fn from_number(number: i64) -> Self {
        match number {
            1 => Self::Text,
            2 => Self::Numeric,
            3 => Self::Checkbox,
            4 => Self::Select,
            5 => Self::Multiselect,
            6 => Self::Date,
            7 => Self::Url,
            8 => Self::Multitext,
            9 => Self::Textarea,
            10 => Self::Radiobutton,
            11 => Self::StreetAddress,
            13 => Self::SmartAddress,
            14 => Self::Birthday,
            15 => Self::LegalEntity,
            16 => Self::Items,
            17 => Self::OrgLegalName,
            18 => Self::Category,
            19 => Self::DateTime,
            20 => Self::Price,
            21 => Self::TrackingData,
            22 => Self::LinkedEntity,
            23 => Self::Monetary,
            24 => Self::ChainedList,
            25 => Self::File,
            other => Self::Unknown(other),
        }
    }
}

/// What a system field means in every account, whatever it is called there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldRole {
    /// `POSITION`: the job title.
    Position,
    /// `PHONE`.
    Phone,
    /// `EMAIL`.
    Email,
    /// `IM`: messengers.
    Messenger,
}

impl FieldRole {
    /// Reads a field's `code`; without one (old answers) a system field is known by its Russian or English name.
    pub fn recognise(code: &str, name: &str, is_system: bool) -> Option<Self> {
        match code {
            "POSITION" => Some(Self::Position),
            "PHONE" => Some(Self::Phone),
            "EMAIL" => Some(Self::Email),
            "IM" => Some(Self::Messenger),
            "" if is_system => match name {
                "Должность" | "Position" => Some(Self::Position),
                "Телефон" | "Phone" => Some(Self::Phone),
                "Email" | "E-mail" => Some(Self::Email),
                "Мгн. сообщения" | "IM" => Some(Self::Messenger),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A custom field as the account's administrator defined it.
#[expect(clippy::struct_excessive_bools, reason = "the account's own flags")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDef {
    /// The field.
    pub id: FieldId,
    /// Its name in the account.
    pub name: Untrusted,
    /// What it holds.
    pub kind: FieldKind,
    /// Set on system fields that mean the same in every account.
    pub role: Option<FieldRole>,
    /// The account's order of fields.
    pub sort: i64,
    /// Whether it takes several values.
    pub is_multiple: bool,
    /// Whether the account made it rather than its administrator.
    pub is_system: bool,
    /// Whether people may change it.
    pub is_editable: bool,
    /// Whether the account asks for a value.
    pub is_required: bool,
    /// The options (`enums`) in the account's order; for phones and e-mails the types.
    pub options: Vec<FieldOption>,
}

impl FieldDef {
    /// The option with this id.
    pub fn option(&self, id: OptionId) -> Option<&FieldOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

/// One option of a list, or one type of a phone or an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOption {
    /// The option.
    pub id: OptionId,
    /// Its label; for system fields a code such as `WORK`.
    pub label: Untrusted,
}

/// The six parts of an address (`subtype`), numbered as the account answers and named as it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each part is named as the API names it")]
pub enum AddressPart {
    Line1,
    Line2,
    City,
    State,
    Zip,
    Country,
}

impl AddressPart {
    /// All parts, in the account's order.
    pub const ALL: [Self; 6] = [
        Self::Line1,
        Self::Line2,
        Self::City,
        Self::State,
        Self::Zip,
        Self::Country,
    ];

    /// The name that requests use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line1 => "address_line_1",
            Self::Line2 => "address_line_2",
            Self::City => "city",
            Self::State => "state",
            Self::Zip => "zip",
            Self::Country => "country",
        }
    }

    /// Reads a name or a number; anything else is a part that rolo does not know.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .enumerate()
            .find(|(n, part)| text == part.name() || text.parse() == Ok(n + 1))
            .map(|(_, part)| part)
    }
}

/// Which part of an address a value is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subtype {
    /// One of the six.
    Part(AddressPart),
    /// A part that did not exist when this was written; kept as it came.
    Other(String),
}

/// One value of a custom field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldValue {
    /// What it says.
    pub content: Content,
    /// The option or type (`enum`).
    pub option: Option<OptionId>,
    /// The part of an address (`subtype`).
    pub subtype: Option<Subtype>,
}

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Content {
    /// A text; numbers, dates and check boxes travel as text too.
    Text(Untrusted),
    /// An object or list (legal entity, file, …) as its exact JSON text.
    Structured(String),
}

impl FieldValue {
    /// A plain text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            content: Content::Text(Untrusted::new(text)),
            option: None,
            subtype: None,
        }
    }

    /// A text with a type, as phones and e-mails have, or an option of a list with its label.
    pub fn typed(text: impl Into<String>, option: Option<OptionId>) -> Self {
        Self {
            option,
            ..Self::text(text)
        }
    }

    /// One part of an address.
    pub fn part(text: impl Into<String>, part: AddressPart) -> Self {
        Self {
            subtype: Some(Subtype::Part(part)),
            ..Self::text(text)
        }
    }

    /// The text as it came; `None` for structured content.
    pub fn raw(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text.raw()),
            Content::Structured(_) => None,
        }
    }
}

/// A custom field of one contact with its values, in the account's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The field.
    pub id: FieldId,
    /// Its name as the contact's answer gives it.
    pub name: Untrusted,
    /// Set on system fields that mean the same in every account.
    pub role: Option<FieldRole>,
    /// Never empty when it comes from an account.
    pub values: Vec<FieldValue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_by_name_and_by_number() {
        assert_eq!(AddressPart::read("3"), Some(AddressPart::City));
        assert_eq!(AddressPart::read("zip"), Some(AddressPart::Zip));
        assert_eq!(AddressPart::read("7"), None);
    }

    #[test]
    fn a_system_field_without_a_code_is_known_by_its_name() {
        assert_eq!(
            FieldRole::recognise("", "Телефон", true),
            Some(FieldRole::Phone)
        );
        assert_eq!(FieldRole::recognise("", "Телефон", false), None);
    }
}

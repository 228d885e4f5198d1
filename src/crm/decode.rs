//! From what an account says to what rolo knows.

mod account;
pub(super) mod around;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{PoisonError, RwLock};

use serde_json::Value as Json;

use crate::domain::account::Account;
use crate::domain::contact::{Company, Contact, Tag};
use crate::domain::field::{
    AddressPart, Content, Field, FieldDef, FieldKind, FieldRole, FieldValue, Subtype,
};
use crate::domain::id::{
    CompanyId, ContactId, CustomerId, FieldId, GroupId, LeadId, Moment, OptionId, TagId, UserId,
};
use crate::domain::text::Untrusted;
use crate::wire::{html, lenient, v2};

/// Reads contacts with what the account told about its fields. A contact repeats little of it: the code that says which
/// field is the phone is missing from older answers, and the kind from all.
#[derive(Debug, Default)]
pub struct Decoder(RwLock<HashMap<FieldId, FieldDef>>);

impl Decoder {
    /// Reads the account's answer as it was received and kept, and remembers its fields for the contacts to come. `None`,
    /// and nothing is forgotten, when it is no such answer.
    pub fn recall(&self, account: &str) -> Option<Account> {
        let account = v2::account::Account::read(account.as_bytes())?;
        Some(self.learn(&account))
    }

    /// Reads a contact as it was received and kept; `None` when it cannot be used.
    pub fn read(&self, raw: &str) -> Option<Contact> {
        v2::page::item(raw)
            .ok()
            .map(|contact| self.contact(contact))
    }

    /// A number that differs when contacts would be read differently, because the account's fields mean something else.
    pub fn reading(&self) -> i64 {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut fields: Vec<_> = known
            .values()
            .map(|field| (field.id, field.kind, field.role))
            .collect();
        fields.sort_unstable_by_key(|(id, ..)| *id);
        let mut hasher = DefaultHasher::new();
        fields.hash(&mut hasher);
        hasher.finish().cast_signed()
    }

    /// Reads an account and remembers its fields for the contacts to come.
    pub(super) fn learn(&self, account: &v2::account::Account) -> Account {
        let account = account::read(account);
        let fields = account
            .fields
            .iter()
            .map(|field| (field.id, field.clone()))
            .collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fields;
        account
    }

    /// Reads a contact.
    pub(super) fn contact(&self, contact: v2::contact::Contact) -> Contact {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Contact {
            id: ContactId(contact.id),
            responsible: UserId(contact.responsible_user_id),
            created_by: UserId(contact.created_by),
            created_at: Moment(contact.created_at_seconds()),
            updated_at: Moment(contact.updated_at_seconds()),
            updated_by: UserId(contact.updated_by),
            group: GroupId(contact.group_id),
            closest_task_at: contact.nearest_task().map(Moment),
            name: Untrusted::new(contact.name),
            company: contact.company.map(|company| Company {
                id: CompanyId(company.id),
                name: Untrusted::new(company.name),
            }),
            leads: contact.leads.id.into_iter().map(LeadId).collect(),
            customers: contact.customers.id.into_iter().map(CustomerId).collect(),
            tags: contact
                .tags
                .into_iter()
                .map(|tag| Tag {
                    id: TagId(tag.id),
                    name: Untrusted::new(tag.name),
                })
                .collect(),
            fields: contact
                .custom_fields
                .into_iter()
                .filter(|field| !field.values.is_empty())
                .map(|field| {
                    let known = known.get(&FieldId(field.id));
                    read_field(field, known)
                })
                .collect(),
        }
    }
}

fn read_field(field: v2::contact::CustomField, known: Option<&FieldDef>) -> Field {
    let role = known.map_or_else(
        || {
            FieldRole::recognise(
                field.code.as_deref().unwrap_or_default(),
                &field.name,
                field.is_system,
            )
        },
        |known| known.role,
    );
    Field {
        id: FieldId(field.id),
        name: Untrusted::new(field.name),
        role,
        values: field
            .values
            .into_iter()
            .map(|value| read_value(value, role, known))
            .collect(),
    }
}

fn read_value(
    value: v2::contact::Value,
    role: Option<FieldRole>,
    known: Option<&FieldDef>,
) -> FieldValue {
    let option = value
        .variant
        .as_deref()
        .and_then(|variant| read_option(variant, known));
    let is_label = match known {
        Some(known) => is_list(known.kind),
        None => option.is_some() && role.is_none(),
    };
    FieldValue {
        content: match value.value {
            // Labels of lists come with HTML escapes, as in the account; what people typed does not.
            Json::String(text) if is_label => Content::Text(Untrusted::new(html::unescape(&text))),
            Json::String(text) => Content::Text(Untrusted::new(text)),
            structured @ (Json::Object(_) | Json::Array(_)) => {
                Content::Structured(structured.to_string())
            }
            scalar => Content::Text(Untrusted::new(lenient::text(&scalar).unwrap_or_default())),
        },
        option,
        subtype: value
            .subtype
            .map(|subtype| match AddressPart::read(&subtype) {
                Some(part) => Subtype::Part(part),
                None => Subtype::Other(subtype),
            }),
    }
}

/// A variant by its number, or by its code where an answer gives that instead.
fn read_option(variant: &str, known: Option<&FieldDef>) -> Option<OptionId> {
    variant.parse().ok().map(OptionId).or_else(|| {
        known?
            .options
            .iter()
            .find(|option| option.label.raw().eq_ignore_ascii_case(variant))
            .map(|option| option.id)
    })
}

/// Whether values of this kind are chosen from labels.
pub(super) fn is_list(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Select | FieldKind::Multiselect | FieldKind::Radiobutton | FieldKind::Category
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::account::{Right, Rights};
    use crate::domain::id::AccountId;

    fn learned() -> (Decoder, Account) {
        let known = Decoder::default();
        let body = include_bytes!("../../tests/fixtures/wire/account.json");
        let account = v2::account::Account::read(body).expect("an account");
        let account = known.learn(&account);
        (known, account)
    }

    fn contact(known: &Decoder, contact: &Json) -> Contact {
        known.contact(v2::contact::Contact::read(contact).expect("a contact"))
    }

    fn sample(known: &Decoder) -> Contact {
        let body = include_bytes!("../../tests/fixtures/wire/contacts.json");
        let mut page = v2::page::read(body).expect("a page");
        known.contact(page.items.remove(0).contact.expect("a contact"))
    }

    #[test]
    fn the_sample_of_the_page_is_understood_even_before_the_account_is_known() {
        let contact = sample(&Decoder::default());
        assert_eq!(
            (contact.id, contact.name.raw()),
            (ContactId(1_099_181), "Екатерина Долгорукова")
        );
        assert_eq!(
            contact.company.as_ref().map(|company| company.name.raw()),
            Some("ООО Компания")
        );
        assert_eq!(
            (contact.leads.as_slice(), contact.customers.as_slice()),
            (&[LeadId(1_090_391)][..], &[CustomerId(466_791)][..])
        );
        assert_eq!(contact.closest_task_at, Some(Moment(1_509_051_540)));
        assert_eq!(contact.tag_names(), ["доставка", "важный"]);
        let phones = contact.values_of(FieldRole::Phone);
        assert_eq!(
            phones,
            [FieldValue::typed("89996123232", Some(OptionId(3_685_087)))]
        );
        assert_eq!(contact.values_of(FieldRole::Messenger).len(), 1);
        let address = contact.values(FieldId(4_400_115));
        assert_eq!(
            address,
            [
                FieldValue::part("ул. Ленина, д. 1, г. Москва", AddressPart::Line1),
                FieldValue::part("RU", AddressPart::Country),
            ]
        );
        assert_eq!(
            contact.values(FieldId(4_400_116))[1],
            FieldValue::typed("3", Some(OptionId(3_692_664)))
        );
    }

    #[test]
    fn an_account_is_understood() {
        let (_, account) = learned();
        assert_eq!(
            (account.id, account.current_user, account.timezone.as_str()),
            (AccountId(13_667_499), UserId(504_141), "Europe/Moscow")
        );
        assert_eq!(account.users[0].name.raw(), "Анна Крылова");
        assert_eq!(account.users[1].name.raw(), "Борис");
        assert_eq!(account.users[1].rights.view, Right::Own);
        assert_eq!(account.rights(), Rights::default());
        let phone = account.field_of(FieldRole::Phone).expect("phones");
        assert_eq!(
            (phone.kind, phone.options[2].label.raw()),
            (FieldKind::Multitext, "MOB")
        );
        let source = account.field(FieldId(4_400_118)).expect("a list");
        assert_eq!(source.options[1].label.raw(), "\"Партнёр\" & Ко");
    }

    #[test]
    fn once_the_account_is_known_fields_are_told_by_id_whatever_they_are_called() {
        let (known, _) = learned();
        let contact = contact(
            &known,
            &json!({"id": 1, "custom_fields": [
                {"id": 4_396_818, "name": "Tel.", "values": [{"value": "R&amp;D", "enum": "mob"}]},
                {"id": 4_400_118, "name": "x", "values": [{"value": "&quot;Партнёр&quot; &amp; Ко", "enum": 3_693_001}]},
                {"id": 4_400_116, "name": "y", "values": []},
            ]}),
        );
        assert_eq!(
            contact.values_of(FieldRole::Phone),
            [FieldValue::typed("R&amp;D", Some(OptionId(3_685_085)))]
        );
        assert_eq!(
            contact.values(FieldId(4_400_118))[0].raw(),
            Some("\"Партнёр\" & Ко")
        );
        assert_eq!(contact.fields.len(), 2);
    }

    #[test]
    fn values_of_every_shape_are_kept() {
        let values = json!([{"value": 12}, {"value": true}, {"value": null}, {"value": {"name": "ООО", "vat_id": "1"}}, {"value": "x", "subtype": "99"}]);
        let contact = contact(
            &Decoder::default(),
            &json!({"id": 1, "custom_fields": [{"id": 5, "values": values}]}),
        );
        let values = contact.values(FieldId(5));
        assert_eq!(
            values[..3],
            [
                FieldValue::text("12"),
                FieldValue::text("1"),
                FieldValue::text("")
            ]
        );
        assert_eq!(
            values[3].content,
            Content::Structured(r#"{"name":"ООО","vat_id":"1"}"#.to_owned())
        );
        assert_eq!(values[4].subtype, Some(Subtype::Other("99".to_owned())));
    }
}

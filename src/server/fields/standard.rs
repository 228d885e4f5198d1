//! The fields that every account has although nobody made them, with the ids of the documentation.

use super::{Field, Flags, Variant};

pub(in crate::server) const POSITION: i64 = 4_396_817;
pub(in crate::server) const PHONE: i64 = 4_396_818;
pub(in crate::server) const EMAIL: i64 = 4_396_819;
pub(in crate::server) const WEB: i64 = 4_396_820;
pub(in crate::server) const MESSENGER: i64 = 4_396_821;
pub(in crate::server) const COMPANY_ADDRESS: i64 = 4_396_822;

const PHONE_TYPES: [(i64, &str); 6] = [
    (3_685_083, "WORK"),
    (3_685_084, "WORKDD"),
    (3_685_085, "MOB"),
    (3_685_086, "FAX"),
    (3_685_087, "HOME"),
    (3_685_088, "OTHER"),
];
const EMAIL_TYPES: [(i64, &str); 3] = [
    (3_685_089, "WORK"),
    (3_685_090, "PRIV"),
    (3_685_091, "OTHER"),
];
const MESSENGER_TYPES: [(i64, &str); 6] = [
    (3_685_092, "ICQ"),
    (3_685_093, "JABBER"),
    (3_685_094, "GTALK"),
    (3_685_095, "MSN"),
    (3_685_096, "SKYPE"),
    (3_685_097, "OTHER"),
];

/// What the account calls them: in an account that is not Russian they have English names, so that clients know them by
/// their code.
struct Names {
    position: &'static str,
    phone: &'static str,
    email: &'static str,
    messenger: &'static str,
    web: &'static str,
    address: &'static str,
}

const RUSSIAN: Names = Names {
    position: "Должность",
    phone: "Телефон",
    email: "Email",
    messenger: "Мгн. сообщения",
    web: "Web",
    address: "Адрес",
};
const ENGLISH: Names = Names {
    position: "Position",
    phone: "Phone",
    email: "Email",
    messenger: "IM",
    web: "Web",
    address: "Address",
};

fn names(language: &str) -> &'static Names {
    if language == "ru" { &RUSSIAN } else { &ENGLISH }
}

/// The fields of contacts, in the order in which they are shown; `language` is the account's.
pub(in crate::server) fn contacts(language: &str) -> Vec<Field> {
    let names = names(language);
    vec![
        field(POSITION, names.position, 1, "POSITION", 2, &[]),
        phone(names),
        email(names),
        field(MESSENGER, names.messenger, 8, "IM", 10, &MESSENGER_TYPES),
    ]
}

/// The fields of companies; phones and mail are the same fields as those of contacts.
pub(in crate::server) fn companies(language: &str) -> Vec<Field> {
    let names = names(language);
    vec![
        phone(names),
        email(names),
        field(WEB, names.web, 7, "WEB", 8, &[]),
        field(COMPANY_ADDRESS, names.address, 9, "ADDRESS", 12, &[]),
    ]
}

fn phone(names: &Names) -> Field {
    field(PHONE, names.phone, 8, "PHONE", 4, &PHONE_TYPES)
}

fn email(names: &Names) -> Field {
    field(EMAIL, names.email, 8, "EMAIL", 6, &EMAIL_TYPES)
}

fn field(
    id: i64,
    name: &str,
    number: i64,
    code: &str,
    sort: i64,
    variants: &[(i64, &str)],
) -> Field {
    Field {
        id,
        name: name.to_owned(),
        number,
        code: code.to_owned(),
        sort,
        is_system: true,
        flags: Flags::usual(true),
        variants: Variant::all(variants),
    }
}

//! The custom fields of the demo account, with the ids of the documentation where it has them.

use crate::server::fields::{Field, Flags, Variant};

pub(super) use crate::server::fields::standard::{
    COMPANY_ADDRESS, EMAIL, MESSENGER, PHONE, POSITION, WEB,
};

pub(super) const ADDRESS: i64 = 4_400_115;
pub(super) const MULTILIST: i64 = 4_400_116;
pub(super) const BIRTHDAY: i64 = 4_400_117;
pub(super) const SOURCE: i64 = 4_400_118;
pub(super) const COMMENT: i64 = 4_400_119;
pub(super) const DISCOUNT: i64 = 4_400_120;
pub(super) const CONSENT: i64 = 4_400_121;
pub(super) const CONTRACT_DATE: i64 = 4_400_122;
pub(super) const SITE: i64 = 4_400_123;
pub(super) const PREFERRED: i64 = 4_400_124;
pub(super) const DELIVERY: i64 = 4_400_125;
pub(super) const REQUISITES: i64 = 4_400_126;
pub(super) const MEETING: i64 = 4_400_127;
pub(super) const BILL: i64 = 4_400_128;
pub(super) const CAMPAIGN: i64 = 4_400_129;
pub(super) const CATALOG: i64 = 4_400_130;
pub(super) const FILE: i64 = 4_400_131;
pub(super) const ORGANISATION: i64 = 4_400_132;
pub(super) const PRICE: i64 = 4_400_133;
pub(super) const RELATED: i64 = 4_400_134;

pub(super) const LEAD_SOURCE: i64 = 4_400_140;
pub(super) const LEAD_CONTRACT: i64 = 4_400_141;

const NUMBERS: [(i64, &str); 10] = [
    (3_692_662, "1"),
    (3_692_663, "2"),
    (3_692_664, "3"),
    (3_692_665, "4"),
    (3_692_666, "5"),
    (3_692_667, "6"),
    (3_692_668, "7"),
    (3_692_669, "8"),
    (3_692_670, "9"),
    (3_692_671, "10"),
];
const SOURCES: [(i64, &str); 7] = [
    (3_693_000, "Сайт"),
    (3_693_001, "Звонок"),
    (3_693_002, "Выставка"),
    (3_693_003, "Партнёр"),
    (3_693_004, "Соцсети"),
    (3_693_005, "Рекомендация"),
    (3_693_006, "Холодная база"),
];
const WAYS: [(i64, &str); 3] = [
    (3_693_010, "Звонок"),
    (3_693_011, "Письмо"),
    (3_693_012, "Мессенджер"),
];

pub(super) const LEAD_SOURCES: [(i64, &str); 4] = [
    (3_693_020, "Повторная продажа"),
    (3_693_021, "Заявка с сайта"),
    (3_693_022, "Входящий звонок"),
    (3_693_023, "Рекомендация"),
];

/// The fields of contacts besides the standard ones, in the order in which they are shown.
pub(super) fn contacts() -> Vec<Field> {
    vec![
        own(ADDRESS, "Адрес", 13, &[]),
        own(MULTILIST, "Мультисписок", 5, &NUMBERS),
        own(BIRTHDAY, "День рождения", 14, &[]),
        own(SOURCE, "Источник", 4, &SOURCES),
        own(COMMENT, "Комментарий", 9, &[]),
        own(DISCOUNT, "Скидка, %", 2, &[]),
        own(CONSENT, "Согласие на рассылку", 3, &[]),
        own(CONTRACT_DATE, "Дата договора", 6, &[]),
        own(SITE, "Сайт", 7, &[]),
        own(PREFERRED, "Как связаться", 10, &WAYS),
        own(DELIVERY, "Адрес доставки", 11, &[]),
        own(REQUISITES, "Реквизиты", 15, &[]),
        own(MEETING, "Следующая встреча", 19, &[]),
        own(BILL, "Средний чек", 23, &[]),
        own(CAMPAIGN, "Рекламная кампания", 21, &[]),
        own(CATALOG, "Товар из каталога", 24, &[]),
        own(FILE, "Договор", 25, &[]),
        own(ORGANISATION, "Юридическое название", 17, &[]),
        own(PRICE, "Цена по договору", 20, &[]),
        own(RELATED, "Кто рекомендовал", 22, &[]),
    ]
}

/// The fields of leads. Customers have none: an account may be so, and says it with an empty list.
pub(super) fn leads() -> Vec<Field> {
    vec![
        own(LEAD_SOURCE, "Откуда сделка", 4, &LEAD_SOURCES),
        own(LEAD_CONTRACT, "Номер договора", 1, &[]),
    ]
}

fn own(id: i64, name: &str, number: i64, variants: &[(i64, &str)]) -> Field {
    Field {
        id,
        name: name.to_owned(),
        number,
        code: String::new(),
        sort: 500 + id - ADDRESS,
        is_system: false,
        flags: Flags::usual(false),
        variants: Variant::all(variants),
    }
}

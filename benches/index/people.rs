//! Invented people: four in five Russian, phones in every format that people use, every third with an address.

use fastrand::Rng;
use rolo::domain::{
    contact::{Company, Contact, Tag},
    field::{Field, FieldRole, FieldValue},
    id::{CompanyId, ContactId, FieldId, Moment, TagId, UserId},
    text::Untrusted,
};

const MEN: &str = "Александр Сергей Дмитрий Андрей Алексей Максим Евгений Иван Михаил Артём Владимир Николай Павел Роман Илья \
    Денис Антон Виктор Юрий Игорь Олег Кирилл Василий Егор Никита Григорий Пётр Фёдор Тимур Руслан Глеб Семён Рустам";
const WOMEN: &str = "Екатерина Анна Елена Ольга Наталья Мария Татьяна Ирина Светлана Юлия Анастасия Дарья Ксения Виктория \
    Людмила Марина Полина Алина Надежда Вера Галина Лариса Оксана Яна Алёна Софья Вероника Гульнара Инна Жанна";
const SURNAMES: &str = "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев \
    Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов \
    Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов \
    Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев \
    Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов \
    Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров \
    Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев \
    Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков Колесников Гончаров Емельянов Никифоров";
const FATHERS: &str = "Александров Сергеев Дмитриев Андреев Алексеев Михайлов Владимиров Николаев Иванов Петров Юрьев Олегов";
const FIRST: &str = "John Mary James Patricia Robert Jennifer Michael Linda Jürgen Günther Björn François Élodie José María \
    Łukasz Zdeněk Jiří Zoltán Ștefan Nguyễn Mehmet Ayşe Omar Priya Wei Yuki Lars Seán O'Neil Jean-Pierre";
const LAST: &str = "Smith Johnson Williams Brown Müller Schröder Weiß Jørgensen Nilsson Kowalczyk Novák Horváth Popescu Yılmaz \
    Öztürk O'Brien McDonald Dupont Lefèvre Rossi Silva Gonçalves Núñez Haddad Khan Patel Wang Tanaka Korhonen Andersson";
const COMPANIES: &str = "Ромашка Альфа Вектор Горизонт Прогресс Спектр Меридиан Технопарк СтройИнвест МегаТорг ЭкоДом АвтоЛайн \
    Аврора Империя Стандарт Гранит Юпитер Орион Феникс Лидер Партнёр Атлант Кристалл Магнит Глобус Олимп Вертикаль Континент";
const FORMS: &str = "ООО ООО ООО АО ЗАО ПАО ТОО";
const CITIES: &str = "Москва Москва Санкт-Петербург Новосибирск Екатеринбург Казань Челябинск Самара Омск Уфа Красноярск Воронеж \
    Пермь Волгоград Краснодар Саратов Тюмень Ижевск Барнаул Иркутск Томск Сочи Алматы Минск";
const STREETS: &str = "Ленина Мира Советская Садовая Победы Гагарина Кирова Пушкина Молодёжная Лесная Набережная Чехова";
const TAGS: &str = "важный доставка vip опт розница холодный тёплый горячий повторный рассрочка договор тендер партнёр поставщик \
    сайт звонок instagram вконтакте рекомендация жалоба должник регион дилер b2b новый архив подарок сервис гарантия обучение";
const DOMAINS: &str = "mail.ru mail.ru mail.ru yandex.ru yandex.ru gmail.com gmail.com bk.ru list.ru inbox.ru icloud.com почта.рф";
const JOBS: &str = "Менеджер Директор Бухгалтер Логист Снабженец Инженер Секретарь Владелец Маркетолог Юрист CEO CTO";
const SOURCES: &str = "Сайт Звонок Выставка Партнёр Соцсети Рекомендация";
const CODES: &str =
    "900 903 905 909 912 916 925 926 950 960 962 965 977 981 985 999 999 495 812 343 383 843";
/// In what Latin letters e-mails write а to я.
const LATIN: &str = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya";

/// So many people, always the same of a seed; the first of more are the same, too.
pub(crate) fn invented(count: usize, seed: u64) -> Vec<Contact> {
    let mut random = Rng::with_seed(seed);
    let mut companies = Vec::new();
    let mut id = 1_099_181;
    let mut contact = |_| {
        id += random.i64(1..6);
        one(id, &mut random, &mut companies)
    };
    (0..count).map(&mut contact).collect()
}

fn one(id: i64, random: &mut Rng, companies: &mut Vec<String>) -> Contact {
    let (name, first, last) = name(random);
    let mut contact = Contact::bare(
        ContactId(id),
        UserId(504_141 + 7 * random.i64(0..25)),
        Moment(1_600_000_000),
    );
    contact.name = name.as_str().into();
    contact.closest_task_at =
        chance(random, 25).then(|| Moment(1_600_000_000 + random.i64(0..2_000_000)));
    contact.company = chance(random, 62).then(|| Company {
        id: CompanyId(1),
        name: company(random, companies).as_str().into(),
    });
    while chance(random, 45) && contact.tags.len() < 5 {
        let name = skewed(random, TAGS).into();
        contact.tags.push(Tag { id: TagId(1), name });
    }
    let mut field = |role, values: Vec<String>| {
        contact.fields.push(Field {
            id: FieldId(1),
            name: Untrusted::default(),
            role,
            values: values.into_iter().map(FieldValue::text).collect(),
        });
    };
    if chance(random, 35) {
        field(
            Some(FieldRole::Position),
            vec![pick(random, JOBS).to_owned()],
        );
    }
    if chance(random, 95) {
        let count = 1 + usize::from(chance(random, 30)) + usize::from(chance(random, 8));
        field(
            Some(FieldRole::Phone),
            (0..count).map(|_| phone(random)).collect(),
        );
    }
    if chance(random, 78) {
        field(Some(FieldRole::Email), vec![email(random, first, last)]);
    }
    if chance(random, 40) {
        let (street, city) = (pick(random, STREETS), pick(random, CITIES));
        let street = format!("ул. {street}, д. {}", random.u8(1..150));
        let zip = random.u32(101_000..680_000).to_string();
        field(None, vec![street, city.to_owned(), zip, "RU".to_owned()]);
    }
    if chance(random, 45) {
        field(None, vec![pick(random, SOURCES).to_owned()]);
    }
    contact
}

/// A name with its first and last word.
fn name(random: &mut Rng) -> (String, &'static str, &'static str) {
    if chance(random, 18) {
        let (first, last) = (pick(random, FIRST), pick(random, LAST));
        return (format!("{first} {last}"), first, last);
    }
    let is_man = chance(random, 52);
    let first = skewed(random, if is_man { MEN } else { WOMEN });
    let last = skewed(random, SURNAMES);
    let father = pick(random, FATHERS);
    let (ending, of) = if is_man { ("", "ич") } else { ("а", "на") };
    let name = match random.u8(0..100) {
        0..50 => format!("{first} {last}{ending}"),
        50..66 => format!("{last}{ending} {first} {father}{of}"),
        66..76 => format!("{last}{ending} {first}"),
        76..82 => format!("{first} {father}{of}"),
        82..89 => first.to_owned(),
        89..92 => format!("{first} {last}{ending} ({})", pick(random, CITIES)),
        92..95 => format!("{first} {last}{ending}").to_uppercase(),
        95..97 => format!("+7{}", digits(random)),
        97..99 => format!("Новый контакт с сайта {}", random.u16(1..9999)),
        _ => String::new(),
    };
    (name, first, last)
}

fn company(random: &mut Rng, companies: &mut Vec<String>) -> String {
    if !companies.is_empty() && chance(random, 55) {
        return companies[random.usize(..companies.len())].clone();
    }
    let word = pick(random, COMPANIES);
    let name = match random.u8(0..10) {
        0..5 => format!("{} «{word}»", pick(random, FORMS)),
        5..7 => format!(
            "{} \"{word} {}\"",
            pick(random, FORMS),
            pick(random, CITIES)
        ),
        7..9 => format!("ИП {} А. И.", skewed(random, SURNAMES)),
        _ => format!("{word}-{}", random.u8(1..100)),
    };
    companies.push(name.clone());
    name
}

fn digits(random: &mut Rng) -> String {
    format!("{}{:07}", pick(random, CODES), random.u32(..10_000_000))
}

fn phone(random: &mut Rng) -> String {
    let digits = digits(random);
    let (a, b, c, d) = (&digits[..3], &digits[3..6], &digits[6..8], &digits[8..]);
    match random.u8(0..20) {
        0..4 => format!("8{digits}"),
        4..8 => format!("+7{digits}"),
        8..10 => format!("7{digits}"),
        10..13 => format!("+7 ({a}) {b}-{c}-{d}"),
        13..15 => format!("8 ({a}) {b}-{c}-{d}"),
        15..17 => format!("8-{a}-{b}-{c}-{d}"),
        17 => digits,
        18 => format!("+49 {a} {b} {c}{d}"),
        _ => format!("+7 ({a}) {b}-{c}-{d} доб. {}", random.u16(..999)),
    }
}

fn email(random: &mut Rng, first: &str, last: &str) -> String {
    let (first, last) = (latin(first), latin(last));
    let domain = pick(random, DOMAINS);
    match random.u8(0..5) {
        0 => format!("{first}.{last}@{domain}"),
        1 => format!("{last}.{}@{domain}", &first[..1]),
        2 => format!("{last}{}@{domain}", random.u16(1960..2005)),
        3 => format!("{first}_{last}@{domain}"),
        _ => format!("info@{last}.ru"),
    }
}

fn latin(word: &str) -> String {
    let letters: Vec<&str> = LATIN.split(' ').collect();
    let mut out = String::new();
    for c in rolo::domain::fold::fold(word).chars() {
        match c {
            'а'..='я' => out.push_str(letters[c as usize - 'а' as usize].trim_matches('_')),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    if out.is_empty() {
        "office".to_owned()
    } else {
        out
    }
}

pub(crate) fn chance(random: &mut Rng, percent: u8) -> bool {
    random.u8(..100) < percent
}

fn pick(random: &mut Rng, words: &'static str) -> &'static str {
    let words: Vec<&str> = words.split_whitespace().collect();
    words[random.usize(..words.len())]
}

/// The first words much more often than the last.
fn skewed(random: &mut Rng, words: &'static str) -> &'static str {
    let words: Vec<&str> = words.split_whitespace().collect();
    let most = random.usize(1..=words.len());
    words[random.usize(..most)]
}

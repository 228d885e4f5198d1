//! What people are called: four in five Russian, with everything that makes names hard (ё, hyphens, capitals, initials).

use std::sync::LazyLock;

use fastrand::Rng;

static MEN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Александр Алексей Анатолий Андрей Антон Арсений Артём Борис Вадим Валерий Василий Виктор \
    Владимир Вячеслав Геннадий Георгий Глеб Григорий Даниил Денис Дмитрий Евгений Егор Иван \
    Игорь Илья Кирилл Константин Лев Леонид Максим Марат Матвей Михаил Никита Николай Олег \
    Павел Пётр Роман Руслан Семён Сергей Степан Тимур Фёдор Юрий Ярослав",
        char::is_whitespace,
    )
});
static WOMEN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Александра Алёна Алина Алла Анастасия Анна Валентина Валерия Вера Вероника Виктория Галина \
    Дарья Диана Евгения Екатерина Елена Жанна Зоя Инна Ирина Карина Кристина Ксения Лариса \
    Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса \
    Светлана Софья Тамара Татьяна Ульяна Юлия Яна",
        char::is_whitespace,
    )
});
/// As men bear them.
static SURNAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Авдеев Алёхин Андреев Антонов Артёмов Афанасьев Баранов Белый Беляев Берёзкин Богданов \
    Борисов Быков Васильев Веселов Виноградов Власов Волков Воробьёв Воронцов Гаврилов \
    Герасимов Голубев Горбачёв Грачёв Гусев Давыдов Данилов Дёмин Дмитриев Ежов Елисеев \
    Ермаков Ефимов Жуков Журавлёв Зайцев Захаров Зимин Зуев Иванов Игнатьев Ильин Исаев \
    Казаков Калинин Карпов Киселёв Климов Ковалёв Козлов Комаров Королёв Котов Кузнецов \
    Куликов Лаврентьев Лазарев Лебедев Лосев Макаров Мартынов Медведев Мельников Миронов \
    Морозов Муравьёв Назаров Некрасов Никитин Новиков Озёров Орлов Осипов Павлов Панов Пестов \
    Петров Полевой Поляков Попов Прохоров Пушкарёв Рогов Романов Рябов Савин Салтыков Семёнов \
    Сергеев Сидоров Смирнов Соболев Соколов Соловьёв Сорокин Степанов Суворов Тарасов Тихонов \
    Толстой Трофимов Туманов Уваров Ушаков Фадеев Филиппов Фомин Фролов Хохлов Цветков \
    Чернышёв Чистяков Шестаков Широкий Шмелёв Щербаков Щукин Юдин Яковлев Ярцев Алиев Ахметов \
    Валиев Гарипов Исмаилов Каримов Магомедов Нуриев Сафин Хасанов",
        char::is_whitespace,
    )
});
/// The same for everybody.
static UNBENDING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Бондаренко Григорян Долгих Живаго Кравченко Лысенко Мельник Петросян Седых Сулакадзе \
    Ткаченко Цой Черных Шевченко Шмидт",
        char::is_whitespace,
    )
});
static FATHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Александр Алексей Андрей Борис Виктор Владимир Геннадий Григорий Дмитрий Евгений Иван \
    Игорь Константин Леонид Максим Михаил Николай Олег Павел Пётр Роман Семён Сергей Степан \
    Фёдор Юрий",
        char::is_whitespace,
    )
});
/// First name/last name.
static ABROAD: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Agnieszka/Wójcik, Anne-Marie/Lefèvre, Ayşe/Yılmaz, Björn/Sjöberg, Chloé/Dubois, \
    Conor/O’Sullivan, Dmitri/Sokolov-Smith, Elif/Şahin, Emily/Carter, François/Girard, \
    Giulia/Esposito, Hans-Jürgen/Großmann, Ingrid/Øverland, Jiří/Dvořák, João/Gonçalves, \
    John/Smith, José/Núñez, Katarzyna/Łuczak, Lars/Ångström, Luca/Bianchi, Maria/da Silva, \
    Mehmet/Öztürk, Michael/Brown, Nguyễn/Thị Hương, Olivia/Jones, Pieter/van der Berg, \
    Priya/Sharma, Rahul/Patel, Sarah/McDonald, Seán/Ó Briain, Sofía/Hernández, Søren/Kjær, \
    Tomáš/Procházka, William/Taylor, Zoltán/Szabó, Айгүл/Қасымова, Нұрлан/Өтеуов, \
    Оксана/Їжакевич, Гиорги/Беридзе, Тарас/Ґалаґан",
        |c| c == ',',
    )
});
static ELSEWHERE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "王小明, 李静怡, 田中健太, 佐藤美咲, 김서연, 이준호, Γιώργος Παπαδόπουλος, Արամ Հակոբյան",
        |c| c == ',',
    )
});
static KNOWN_AS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Саша/склад, Лёша/доставка, Катя/бухгалтерия, Серёжа/монтаж, Наташа/от Ольги Юрьевны, \
    Дядя Коля/гараж, Ира/новый номер, Паша/звонить вечером",
        |c| c == ',',
    )
});

fn split(list: &'static str, at: impl Fn(char) -> bool) -> Vec<&'static str> {
    list.split(at)
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect()
}

fn pair(both: &'static str) -> (&'static str, &'static str) {
    both.split_once('/').unwrap_or((both, ""))
}

/// A person's name in parts, so that an address of mail can be made of it too.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As it stands in the contact.
    pub(super) full: String,
    pub(super) first: String,
    pub(super) last: String,
}

/// One of `list`, the earlier ones more often.
pub(super) fn often<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    let place = rng.usize(..list.len()).min(rng.usize(..list.len()));
    &list[place]
}

pub(super) fn any<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.usize(..list.len())]
}

fn word(rng: &mut Rng, list: &[&'static str]) -> &'static str {
    list[rng.usize(..list.len())]
}

pub(super) fn draw(rng: &mut Rng) -> Name {
    match rng.u32(0..1000) {
        0..800 => russian(rng),
        800..960 => {
            let (first, last) = pair(word(rng, &ABROAD));
            plain(format!("{first} {last}"), first, last)
        }
        960..975 => plain(word(rng, &ELSEWHERE).to_owned(), "guest", "guest"),
        975..990 => {
            let (who, what) = pair(word(rng, &KNOWN_AS));
            plain(format!("{who} ({what})"), who, what)
        }
        _ => plain(
            format!("Заявка с сайта № {}", rng.u32(1..9999)),
            "site",
            "order",
        ),
    }
}

fn plain(full: String, first: &str, last: &str) -> Name {
    Name {
        full,
        first: first.to_owned(),
        last: last.to_owned(),
    }
}

fn russian(rng: &mut Rng) -> Name {
    let man = rng.bool();
    let first = word(rng, if man { &MEN } else { &WOMEN });
    let last = surname(rng, man);
    let father = patronymic(word(rng, &FATHERS), man);
    let full = match rng.u32(0..100) {
        0..55 => format!("{first} {last}"),
        55..68 => format!("{last} {first} {father}"),
        68..78 => format!("{last} {first}"),
        78..84 => format!("{first} {father}"),
        84..88 => format!("{last} {}.{}.", initial(first), initial(&father)),
        88..92 => first.to_owned(),
        92..95 => format!("{last} {first}").to_uppercase(),
        95..97 => format!("{first} {last}").to_lowercase(),
        97..98 => format!(" {first}  {last} "),
        _ => format!("{first} {last}-{}", surname(rng, man)),
    };
    Name {
        full,
        first: first.to_owned(),
        last,
    }
}

fn surname(rng: &mut Rng, man: bool) -> String {
    if rng.u32(0..12) == 0 {
        return word(rng, &UNBENDING).to_owned();
    }
    let last = *often(rng, &SURNAMES);
    if man {
        return last.to_owned();
    }
    match ["ий", "ой", "ый"]
        .iter()
        .find_map(|end| last.strip_suffix(end))
    {
        Some(stem) => format!("{stem}ая"),
        None => format!("{last}а"),
    }
}

/// Дмитрий gives Дмитриевич and Дмитриевна, Пётр Петрович, Иван Иванович.
fn patronymic(father: &str, man: bool) -> String {
    let father = match father {
        "Пётр" => "Петр",
        "Павел" => "Павл",
        "Лев" => "Льв",
        other => other,
    };
    let (stem, soft) = match father.strip_suffix("ий") {
        Some(stem) => (format!("{stem}и"), true),
        None => match father.strip_suffix(['й', 'ь']) {
            Some(stem) => (stem.to_owned(), true),
            None => (father.to_owned(), false),
        },
    };
    format!(
        "{stem}{}{}",
        if soft { "ев" } else { "ов" },
        if man { "ич" } else { "на" }
    )
}

fn initial(name: &str) -> &str {
    name.chars()
        .next()
        .map_or("", |first| &name[..first.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patronymics_are_formed_as_people_form_them() {
        for (father, son, daughter) in [
            ("Иван", "Иванович", "Ивановна"),
            ("Пётр", "Петрович", "Петровна"),
            ("Павел", "Павлович", "Павловна"),
            ("Дмитрий", "Дмитриевич", "Дмитриевна"),
            ("Сергей", "Сергеевич", "Сергеевна"),
            ("Игорь", "Игоревич", "Игоревна"),
        ] {
            assert_eq!(
                (patronymic(father, true), patronymic(father, false)),
                (son.to_owned(), daughter.to_owned())
            );
        }
    }

    #[test]
    fn four_in_five_names_are_written_in_cyrillic() {
        let mut rng = Rng::with_seed(1);
        let cyrillic = (0..1000)
            .filter(|_| {
                draw(&mut rng)
                    .full
                    .chars()
                    .any(|c| ('А'..='ё').contains(&c))
            })
            .count();
        assert!((780..900).contains(&cyrillic), "{cyrillic}");
    }
}

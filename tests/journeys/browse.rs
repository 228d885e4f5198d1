//! Browsing and searching.

use rolo::words::Language;

use super::desk::Served;

#[tokio::test]
async fn scrolling_never_ends_before_the_last_contact() {
    let served = Served::demo(1200).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    desk.sees(["1200 contacts", "online"]);
    for _ in 0..12 {
        desk.press("⇟⇟⇟").settle().await;
    }
    assert!(desk.state.list.shown().selected > 1000, "{}", desk.screen());
    desk.press("⤓").settle().await;
    let all = usize::try_from(served.account.contact_count().expect("a count")).expect("small");
    let shown = desk.state.list.shown();
    assert_eq!((shown.total, shown.selected), (Some(all), all - 1));
    assert!(shown.contacts.len() < 400, "only some screens are held");
    desk.press("gg").settle().await;
    assert_eq!(desk.state.list.shown().selected, 0);
}

#[tokio::test]
async fn a_search_narrows_with_every_letter_and_esc_returns_to_the_same_row() {
    let served = Served::demo(300).await;
    let mut desk = served.desk(Language::Russian, 120, 40).await;
    desk.press("jjjjjjj");
    let before = desk.current();
    let mut found = Vec::new();
    desk.press("/");
    for letter in ["д", "о", "л", "г", "о", "р", "у", "к"] {
        desk.press(letter).settle().await;
        found.push(desk.state.list.shown().total);
    }
    assert!(found.is_sorted_by(|a, b| a >= b), "{found:?}");
    assert!(found[7] < found[0], "{found:?}");
    desk.sees(["/ долгорук", "Екатерина Долгорукова"]);
    desk.press("⎋");
    assert_eq!(desk.current(), before);
    desk.sees(["300 контактов"]);
}

#[tokio::test]
async fn another_keyboard_layout_is_one_key_away() {
    let served = Served::demo(300).await;
    let mut desk = served.desk(Language::Russian, 80, 24).await;
    desk.press("/ljkujherjd").settle().await;
    desk.sees(["Ничего не найдено", "Tab: долгоруков — "]);
    desk.press("⇥").settle().await;
    desk.sees(["/ долгоруков", "из 300", "Екатерина Долгорукова"]);
}

#[tokio::test]
async fn a_match_in_a_field_that_is_not_shown_is_named() {
    let served = Served::demo(300).await;
    let mut desk = served.desk(Language::Russian, 120, 40).await;
    desk.press("/example.example").settle().await;
    desk.sees(["Екатерина Долг", "чат: example"]);
}

#[tokio::test]
async fn after_a_search_the_list_still_goes_on_to_its_end() {
    let served = Served::demo(1200).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    desk.press("/сокол").settle().await;
    desk.press("⎋⤓").settle().await;
    let shown = desk.state.list.shown();
    assert_eq!((shown.total, shown.selected), (Some(1200), 1199));
}

#[tokio::test]
async fn a_phone_is_found_in_any_format() {
    let served = Served::demo(50).await;
    let mut desk = served.desk(Language::Russian, 120, 40).await;
    for asked in [
        "+7 (999) 612-32-32",
        "89996123232",
        "612-32-32",
        "9996123232",
    ] {
        desk.press("/").press(asked).settle().await;
        assert_eq!(desk.current(), "Екатерина Долгорукова", "{asked}");
        desk.press("⎋");
    }
}

#[tokio::test]
async fn commands_work_on_a_russian_layout() {
    let served = Served::demo(50).await;
    let mut desk = served.desk(Language::Russian, 120, 40).await;
    desk.press("ооо");
    assert_eq!(desk.state.list.shown().selected, 3);
    desk.press("пп.долгорукова⏎").settle().await;
    desk.press("д").settle().await;
    desk.sees(["Екатерина Долгорукова", "ООО Компания"]);
    desk.press("й");
    assert!(desk.quit);
}

#[tokio::test]
async fn the_card_shows_every_filled_field() {
    let served = Served::demo(10).await;
    let mut desk = served.desk(Language::Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.sees([
        "ООО Компания",
        "дом   +7 999 612-32-32",
        "example.example",
        "ул. Ленина, д. 1, г. Москва, RU",
        "2, 3",
        "доставка · важный",
        "сегодня (26.10.2017 23:59)",
        "#1090391",
        "#466791",
        "Анна Крылова",
        "20.10.2017 14:37",
        "1099181",
    ]);
}

#[tokio::test]
async fn enter_typed_before_the_answer_opens_what_was_searched_for() {
    let served = Served::demo(100).await;
    let mut desk = served.desk(Language::English, 80, 24).await;
    desk.press("/Долгорукова⏎e").settle().await;
    desk.sees(["Edit: Екатерина Долгорукова"]);
}

#[tokio::test]
async fn neighbours_follow_by_one_key() {
    let served = Served::demo(10).await;
    let mut desk = served.desk(Language::English, 80, 24).await;
    desk.press("j");
    let second = desk.current();
    desk.press("k⏎").settle().await;
    desk.press("L").settle().await;
    desk.sees([&second]);
    desk.press("⎋");
    assert_eq!(desk.current(), second);
}

#[tokio::test]
async fn a_paste_never_commands() {
    let served = Served::demo(10).await;
    let mut desk = served.desk(Language::English, 80, 24).await;
    desk.send(rolo::ui::app::Message::Paste("q\nq".to_owned()));
    assert!(!desk.quit);
    desk.press("/");
    desk.send(rolo::ui::app::Message::Paste("Долго\nрукова".to_owned()));
    desk.settle().await;
    desk.sees(["/ Долго рукова"]);
}

#[tokio::test]
async fn what_can_be_searched_for_is_told_where_it_is_typed() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 80, 24).await;
    desk.press("/");
    desk.sees(["tag: company: resp: task:"]);
    desk.press("task:tomorrow").settle().await;
    desk.sees(["Nothing found", "task:overdue (today, week)"]);
}

#[tokio::test]
async fn what_may_follow_a_key_is_told_at_once() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("н");
    desk.sees(["y …", "p/з телефон", "m/ь почта", "u/г ссылка"]);
    desk.press("⎋⏎").settle().await;
    desk.press("a");
    desk.sees(["n/т заметка", "t/е задача", "d/в выполнена"]);
}

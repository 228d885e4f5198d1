//! Days chosen from a month, and texts written in an editor of one's own.

use rolo::words::Language::{self, English, Russian};

use super::{
    desk::{Desk, Served},
    edit::tab_to,
};

async fn form(served: &Served, language: Language, width: u16, height: u16) -> Desk {
    let mut desk = served.desk(language, width, height).await;
    desk.press("/Долгорукова⏎").settle().await;
    desk.press("e");
    desk
}

#[tokio::test]
async fn a_day_is_chosen_from_a_month_in_either_layout() {
    let served = Served::demo(20).await;
    for (name, language, width, height) in
        [("ru-80x24", Russian, 80, 24), ("en-60x20", English, 60, 20)]
    {
        let mut desk = form(&served, language, width, height).await;
        tab_to(&mut desk, "Дата договора", 0);
        desk.press("^o");
        desk.press("→↓");
        insta::assert_snapshot!(format!("month-{name}"), desk.screen());
        desk.press("⏎").sees(["03.11.2017"]);
        // A year back, a month on, a week back, a day on.
        desk.press("^oРълд⏎").sees(["27.11.2016"]);
        desk.press("^ot⏎").sees(["26.10.2017"]);
        desk.press("^oll⎋").sees(["26.10.2017"]);
        desk.press("^z^z^z").misses("10.2017");
    }
}

#[tokio::test]
async fn a_chosen_day_keeps_the_time_and_is_saved_unshifted() {
    let served = Served::demo(20).await;
    let mut desk = form(&served, English, 80, 24).await;
    tab_to(&mut desk, "Следующая встреча", 0);
    desk.press("завтра 15:30^o↓⏎").sees(["03.11.2017 15:30"]);
    desk.press("^s").settle().await;
    desk.sees(["Saved"]);
    desk.press("e");
    tab_to(&mut desk, "Следующая встреча", 0);
    desk.sees(["03.11.2017 15:30", "unchanged"]);
}

#[tokio::test]
async fn the_day_of_a_task_is_chosen_from_a_month() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("atВыслать договор⏎⏎^o↓");
    insta::assert_snapshot!("month-task-ru-80x24", desk.screen());
    desk.press("⏎").sees(["03.11.2017"]);
    desk.press("⏎").settle().await;
    desk.press("2").settle().await;
    desk.sees(["03.11.2017 23:59"]);
}

#[tokio::test]
async fn a_long_text_comes_back_from_the_editor_cleaned_and_can_be_taken_back() {
    let served = Served::demo(20).await;
    let mut desk = form(&served, Russian, 80, 24).await;
    tab_to(&mut desk, "Комментарий", 0);
    desk.press("Просил звонить^o");
    desk.sees(["Просил звонить", "из редактора", "изменено 1"]);
    desk.press("^z")
        .sees(["Просил звонить"])
        .misses("из редактора");
    desk.press("^o^s").settle().await;
    desk.sees(["Сохранено"]);
    desk.press("⏎").settle().await;
    desk.sees(["Просил звонить", "из редактора"]);
}

#[tokio::test]
async fn where_there_is_neither_a_day_nor_a_long_text_that_is_said() {
    let served = Served::demo(20).await;
    let mut desk = form(&served, English, 80, 24).await;
    desk.press("^o").sees(["Ctrl+O opens a month"]);
}

#[tokio::test]
async fn a_note_of_several_lines_is_written_in_the_editor() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(English, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("anПросил звонить^o⏎").settle().await;
    desk.press("2").settle().await;
    desk.sees(["Просил звонить", "из редактора"]);
}

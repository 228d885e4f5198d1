//! The card: its tabs, what is written down from it, and what is copied.

use rolo::{
    server::Shapes,
    store::Drafts,
    words::Language::{self, English, Russian},
};

use super::desk::{Desk, Served};

/// The sample contact of the page with its card in front.
async fn card(served: &Served, language: Language, width: u16, height: u16) -> Desk {
    let mut desk = served.desk(language, width, height).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk
}

#[tokio::test]
async fn the_tabs_at_three_sizes_in_two_languages() {
    let served = Served::demo(20).await;
    for (name, language) in [("ru", Russian), ("en", English)] {
        for (width, height) in [(80, 24), (120, 40), (60, 20)] {
            let mut desk = card(&served, language, width, height).await;
            for (key, tab) in [("2", "timeline"), ("3", "links"), ("4", "raw")] {
                desk.press(key).settle().await;
                let name = format!("card-{tab}-{name}-{width}x{height}");
                insta::assert_snapshot!(name, desk.screen());
            }
        }
    }
}

#[tokio::test]
async fn the_timeline_tells_calls_mails_and_notes() {
    let served = Served::demo(200).await;
    let mut desk = served.desk(Russian, 80, 24).await;
    desk.press("/Раиса Иванова⏎⏎").settle().await;
    desk.press("2").settle().await;
    desk.sees(["входящий звонок · +7", "письмо · ", "заметка · "]);
    insta::assert_snapshot!("card-history-ru-80x24", desk.screen());
}

#[tokio::test]
async fn empty_fields_are_shown_on_demand_and_stay_so_for_the_next_contact() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(English, 120, 60).await;
    desk.press("⏎").settle().await;
    desk.sees(["empty fields: z to show"]).misses(" —");
    desk.press("z");
    desk.sees([" —"]).misses("z to show");
    desk.press("L").settle().await;
    desk.sees([" —"]).misses("z to show");
}

#[tokio::test]
async fn a_note_is_written_from_the_card_and_read_in_its_timeline() {
    for shapes in [Shapes::Page, Shapes::Live] {
        let served = Served::demo_in(shapes, 20).await;
        let mut desk = card(&served, English, 80, 24).await;
        desk.press("anПросил звонить после 15:00");
        insta::assert_snapshot!("card-note-en-80x24", desk.screen());
        desk.press("⏎").settle().await;
        desk.sees(["Written to the account."]);
        desk.press("2").settle().await;
        desk.sees(["Просил звонить после 15:00", "note · Анна Крылова"]);
    }
}

#[tokio::test]
async fn a_task_is_added_shown_and_done() {
    let served = Served::demo(20).await;
    let mut desk = card(&served, Russian, 80, 24).await;
    desk.press("atВыслать договор⏎→⏎^uпн 9:30");
    insta::assert_snapshot!("card-task-ru-80x24", desk.screen());
    desk.press("⏎").settle().await;
    desk.sees(["Записано в аккаунт."]);
    desk.press("2").settle().await;
    desk.sees(["2 открытые задачи", "Выслать договор", "30.10.2017 09:30"]);
    desk.press("ad");
    insta::assert_snapshot!("card-done-ru-80x24", desk.screen());
    desk.press("⏎").settle().await;
    desk.press("ad⏎").settle().await;
    desk.press("2").settle().await;
    desk.sees(["Открытых задач нет"]);
    desk.press("1ad");
    desk.sees(["Открытых задач нет."]);
}

#[tokio::test]
async fn what_was_typed_survives_esc_and_an_account_that_does_not_answer() {
    let served = Served::demo(20).await;
    let mut desk = card(&served, English, 80, 24).await;
    desk.press("anОбещал ответить⎋");
    desk.sees(["is kept on the disk"]).misses("Обещал");
    desk.press("⎋⏎").settle().await;
    served.stop().await;
    desk.press("an");
    desk.sees(["Обещал ответить"]);
    desk.press("⏎").settle().await;
    desk.sees(["Not written.", "Обещал ответить"]);
}

#[tokio::test]
async fn a_user_without_rights_to_leads_sees_their_numbers() {
    let served = Served::demo(40).await;
    let drafts = Drafts::in_memory().expect("drafts");
    let mut desk = served.desk_of("demo-boris", drafts, English, 80, 24).await;
    desk.press("⏎").settle().await;
    for _ in 0..20 {
        desk.press("3L").settle().await;
    }
    desk.sees(["[3 Links]"]).misses("loading");
}

#[tokio::test]
async fn values_are_copied_in_either_layout() {
    let served = Served::demo(20).await;
    let mut desk = card(&served, Russian, 80, 24).await;
    desk.press("yp");
    desk.sees(["Отправлено в терминал: "]);
    desk.press("нтнфншнг");
    assert_eq!(desk.copied.len(), 5);
    assert!(desk.copied[0].ends_with("32"), "{:?}", desk.copied);
    assert_eq!(desk.copied[1], "Екатерина Долгорукова");
    assert_eq!(desk.copied[2], "ул. Ленина, д. 1, г. Москва, RU");
    assert_eq!(desk.copied[3], "1099181");
    assert_eq!(
        desk.copied[4],
        "https://example.amocrm.ru/contacts/detail/1099181"
    );
}

#[tokio::test]
async fn a_phone_is_shown_large_where_there_is_no_command_that_calls_it() {
    let served = Served::demo(20).await;
    for (width, height) in [(80, 24), (60, 20)] {
        let mut desk = served.desk(Russian, width, height).await;
        desk.press("/Кузнецов Семён⏎").settle().await;
        desk.press("сj");
        insta::assert_snapshot!(format!("call-ru-{width}x{height}"), desk.screen());
        desk.press("⏎").misses("███");
    }
}

#[tokio::test]
async fn a_command_that_fails_is_told_where_the_screen_stays_as_it_is() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(English, 80, 24).await;
    desk.press("/Оксана⏎⏎").settle().await;
    desk.press("m");
    insta::assert_snapshot!("mail-en-80x24", desk.screen());
    desk.press("⏎").settle().await;
    desk.sees(["Your command did not work. ls: exit status: 2", "[1 Card]"]);
}

#[tokio::test]
async fn a_day_that_cannot_be_read_is_said_and_nothing_is_sent() {
    let served = Served::demo(20).await;
    let mut desk = card(&served, Russian, 60, 20).await;
    desk.press("atВыслать договор⏎⏎^uкогда-нибудь⏎")
        .settle()
        .await;
    desk.sees(["Это не дата", "когда-нибудь"]);
    desk.press("^uзавтра⏎").settle().await;
    desk.sees(["Записано в аккаунт."]);
}

#[tokio::test]
async fn a_note_and_a_task_that_were_not_sent_are_there_at_the_next_start() {
    let served = Served::demo(20).await;
    let home = tempfile::tempdir().expect("a directory");
    let open = || Drafts::open(home.path()).expect("drafts");
    let mut desk = served.desk_of("demo-anna", open(), Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("anПросил звонить").settle().await;
    // The program ends as it stands, with the note in front.
    desk.close().await;

    let mut desk = served.desk_of("demo-anna", open(), Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("an").sees(["Продолжаем", "Просил звонить"]);
    desk.press(" после 15:00⎋atВыслать договор⏎⏎^uзавтра 15:00⎋")
        .settle()
        .await;
    desk.close().await;

    let mut desk = served.desk_of("demo-anna", open(), Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("at")
        .sees(["Выслать договор", "27.10.2017 15:00"]);
    desk.press("^s").settle().await;
    desk.press("an").sees(["Просил звонить после 15:00"]);
    desk.press("⏎").settle().await;
    desk.sees(["Записано в аккаунт."]);
    desk.close().await;

    let mut desk = served.desk_of("demo-anna", open(), Russian, 80, 24).await;
    desk.press("/Долгорукова⏎⏎").settle().await;
    desk.press("an").misses("Просил");
}

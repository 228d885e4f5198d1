//! What the main screens look like, at the sizes people have.

use rolo::words::Language;

use super::desk::Served;

#[tokio::test]
async fn the_list_at_three_sizes_in_two_languages() {
    let served = Served::demo(200).await;
    for (name, language) in [("ru", Language::Russian), ("en", Language::English)] {
        for (width, height) in [(80, 24), (120, 40), (60, 20)] {
            let desk = served.desk(language, width, height).await;
            insta::assert_snapshot!(format!("list-{name}-{width}x{height}"), desk.screen());
        }
    }
}

#[tokio::test]
async fn the_card_and_the_form() {
    let served = Served::demo(20).await;
    for (name, language) in [("ru", Language::Russian), ("en", Language::English)] {
        for (width, height) in [(80, 24), (120, 40), (60, 20)] {
            let mut desk = served.desk(language, width, height).await;
            desk.press("/Долгорукова⏎⏎").settle().await;
            insta::assert_snapshot!(format!("card-{name}-{width}x{height}"), desk.screen());
            desk.press("e↓↓⇥");
            insta::assert_snapshot!(format!("form-{name}-{width}x{height}"), desk.screen());
        }
    }
}

#[tokio::test]
async fn the_search_the_help_and_the_question() {
    let served = Served::demo(200).await;
    let mut desk = served.desk(Language::Russian, 80, 24).await;
    desk.press("/сокол").settle().await;
    insta::assert_snapshot!("search-ru-80x24", desk.screen());
    desk.press("⎋?");
    insta::assert_snapshot!("help-ru-80x24", desk.screen());
    desk.press("⎋e⤓я^r").settle().await;
    insta::assert_snapshot!("discard-ru-80x24", desk.screen());
}

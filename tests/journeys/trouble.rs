//! When the account does not answer, and when the window has any size.

use rolo::{domain::failure::Failure, store::Drafts, ui::app::session::Link, words::Language};

use super::desk::Served;

#[tokio::test]
async fn without_the_account_the_list_stays_usable_and_a_save_keeps_the_form() {
    let served = Served::demo(100).await;
    let mut desk = served.desk(Language::English, 100, 40).await;
    desk.press("/Долгорукова⏎").settle().await;
    desk.press("e⤓ новая");
    served.stop().await;
    desk.press("₂").settle().await;
    desk.sees([
        "Not saved. The account cannot be reached",
        "Долгорукова новая",
        "draft 12:00",
    ]);
    desk.press("⎋").settle().await;
    desk.sees(["The draft is on disk", "offline since 12:00"]);
    desk.press("⎋⎋jjj⏎").settle().await;
    desk.sees(["The card is from the last reading"]);
    desk.press("⎋⇟⇟⤓⤒");
    assert_eq!(desk.state.list.shown().selected, 0);
    desk.press("/долгорук").settle().await;
    desk.sees(["Долгорукова", "1 found of 100", "offline since 12:00"]);
    desk.press("⎋r").settle().await;
    desk.sees(["The copy was not brought up to date"]);
}

#[tokio::test]
async fn a_wrong_token_is_told_and_stays_told() {
    let served = Served::demo(20).await;
    let mut desk = served
        .desk_of(
            "wrong",
            Drafts::in_memory().expect("drafts"),
            Language::English,
            100,
            30,
        )
        .await;
    desk.press("j");
    desk.sees(["no access", "The login was refused"]);
}

#[tokio::test]
async fn what_is_not_found_without_the_account_is_said_to_be_so() {
    let served = Served::demo(100).await;
    let mut desk = served.desk(Language::English, 100, 30).await;
    served.stop().await;
    desk.press("/нетникого").settle().await;
    desk.sees([
        "Nothing found",
        "The account itself was not searched",
        "0 found of 100",
    ]);
    desk.press("⎋");
    desk.sees(["100 contacts"]);
}

#[tokio::test]
async fn every_screen_survives_every_size() {
    let served = Served::demo(60).await;
    let mut random = 12_345_u64;
    let mut sizes: Vec<(u16, u16)> = Vec::new();
    for width in 0..=40 {
        for height in 0..=15 {
            sizes.push((width, height));
        }
    }
    for border in [(20, 5), (40, 8), (80, 20), (110, 20)] {
        for dx in [-1_i32, 0, 1] {
            for dy in [-1_i32, 0, 1] {
                let near = |at: i32, by| u16::try_from(at + by).expect("small");
                sizes.push((near(border.0, dx), near(border.1, dy)));
            }
        }
    }
    for _ in 0..200 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let part = |shift: u32, most: u64| u16::try_from((random >> shift) % most).expect("small");
        sizes.push((part(33, 250), part(43, 80)));
    }
    for keys in ["", "/долг", "⏎", "e", "n", "?", "e⤓x^r", "/щщщщ"] {
        let mut desk = served.desk(Language::Russian, 80, 24).await;
        desk.press(keys).settle().await;
        for (width, height) in &sizes {
            desk.resize(*width, *height);
            desk.press("↓");
        }
    }
}

#[tokio::test]
async fn no_row_of_the_demo_shows_a_control_character() {
    let served = Served::demo(2000).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    desk.press("⤓").settle().await;
    let rows = desk.state.list.shown().rows();
    desk.press("⤒").settle().await;
    loop {
        desk.press("⇟").settle().await;
        let screen = desk.screen();
        let odd = screen
            .chars()
            .find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(odd, None, "{screen}");
        if desk.state.list.shown().selected + 1 == rows {
            break;
        }
    }
}

#[tokio::test]
async fn when_a_third_of_all_contacts_vanish_somebody_is_asked_before_they_leave_the_copy() {
    let served = Served::demo(60).await;
    let mut desk = served.desk(Language::English, 100, 40).await;
    desk.sees(["60 contacts"]);
    let shown = &desk.state.list.shown().contacts;
    let gone: Vec<i64> = shown[..20].iter().map(|contact| contact.id.0).collect();
    let (first, kept) = (shown[0].name.to_string(), shown[20].name.to_string());
    delete(&served, &gone).await;

    desk.press("r").settle().await;
    let asked = desk.comes_to_show("does not show 20 of 60 contacts").await;
    assert!(asked, "{}", desk.screen());
    desk.sees(["60 contacts", &first]);
    desk.press("v");
    desk.sees(["Contacts are gone", "1 Keep them for now"]);
    desk.press("⏎").settle().await;
    desk.sees(["60 contacts", "does not show 20 of 60 contacts"]);
    desk.press("v2").settle().await;
    desk.sees(["40 contacts", &kept]).misses(&first);
    desk.misses("does not show");
    desk.press("r").settle().await;
    desk.sees(["40 contacts"]).misses("does not show");
}

/// Somebody deletes contacts in the account itself.
async fn delete(served: &Served, ids: &[i64]) {
    let ids: Vec<String> = ids.iter().map(|id| format!("ID[]={id}")).collect();
    let client = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    let answer = client
        .build()
        .expect("a client")
        .post(format!("{}/ajax/contacts/multiple/delete/", served.address))
        .bearer_auth("demo-anna")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-requested-with", "XMLHttpRequest")
        .body(format!("ACTION=DELETE&{}", ids.join("&")))
        .send()
        .await
        .expect("an answer");
    assert!(answer.status().is_success(), "{}", answer.status());
}

#[tokio::test]
async fn long_news_are_told_whole_in_a_small_window() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 60, 20).await;
    desk.state.session.is_read_only = true;
    desk.press("e");
    desk.sees([
        "The account is open for reading only. Open it without",
        "--read-only (or read_only in the config file) to change",
        "reading only · online",
    ]);
    desk.press("j");
    desk.sees(["Enter card", "? help"]);
    // Why a form was not saved stays to be read, and so do its keys.
    desk.state.session.is_read_only = false;
    desk.press("e⤓x");
    served.stop().await;
    desk.press("₂").settle().await;
    desk.sees([
        "Not saved. The account cannot be reached",
        "try again.",
        "F2 save",
    ]);
}

#[tokio::test]
async fn an_answer_that_is_no_accounts_is_not_taken_for_a_refused_login() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 80, 24).await;
    desk.state.session.link = Link::Refused(Failure::Unreadable);
    desk.press("j");
    desk.sees(["answer not understood"]);
}

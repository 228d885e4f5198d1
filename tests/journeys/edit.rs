//! Editing, saving, drafts and conflicts.

use rolo::{
    domain::field::{FieldRole, FieldValue},
    server::Shapes,
    store::Drafts,
    ui::app::{Screen, form::Label},
    words::Language,
};

use super::desk::{Desk, Served};

/// Runs every one of these in both shapes that an account may answer in.
macro_rules! in_both_shapes {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            use rolo::server::Shapes;

            #[tokio::test]
            async fn as_on_the_page() {
                super::$name(Shapes::Page).await;
            }

            #[tokio::test]
            async fn as_in_live_accounts() {
                super::$name(Shapes::Live).await;
            }
        }
    )*};
}

in_both_shapes![
    a_second_phone_is_added_and_shown_in_card_and_list,
    every_editor_saves_what_was_typed,
    values_are_reordered_and_removed,
    a_new_contact_needs_a_name_and_keeps_what_was_typed,
    two_people_adding_a_phone_both_keep_their_work,
    the_same_field_changed_by_another_stops_the_save_and_says_who_and_what,
    taking_their_value_keeps_the_rest_of_what_was_typed,
];

/// Opens the form of the page's sample contact.
async fn open_sample(desk: &mut Desk) {
    desk.press("/Долгорукова⏎").settle().await;
    desk.press("e");
}

async fn a_second_phone_is_added_and_shown_in_card_and_list(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut desk = served.desk(Language::English, 100, 40).await;
    open_sample(&mut desk).await;
    desk.sees(["[home", "89996123232"]);
    desk.press("↓↓^t8 912 000-11-22");
    desk.sees(["1 field changed"]);
    desk.press("₂").settle().await;
    desk.sees(["Saved: Екатерина Долгорукова", "+7 912 000-11-22"]);
    let mut other = served.desk(Language::English, 100, 40).await;
    other.press("/9120001122").settle().await;
    other.press("⏎⏎").settle().await;
    other.sees([
        "Екатерина Долгорукова",
        "+7 999 612-32-32",
        "+7 912 000-11-22",
    ]);
}

/// Presses Tab until the cursor is at this stop of the field with this name.
pub(super) fn tab_to(desk: &mut Desk, field: &str, stop: usize) {
    for _ in 0..200 {
        let Screen::Form(form) = &desk.state.screen else {
            panic!("no form on\n{}", desk.screen());
        };
        let label = match &form.blocks[form.focus.block].label {
            Label::Account(name) => name.raw().to_owned(),
            Label::Word(word) => word.id().to_owned(),
        };
        if label == field && form.focus.stop == stop {
            return;
        }
        desk.press("⇥");
    }
    panic!("no {field}, stop {stop} on\n{}", desk.screen());
}

async fn every_editor_saves_what_was_typed(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    open_sample(&mut desk).await;
    desk.press("⤓-Орлова");
    tab_to(&mut desk, "Должность", 0);
    desk.press("Head of sales");
    // Home becomes other, a mobile is added and moved to the front.
    tab_to(&mut desk, "Телефон", 0);
    desk.press("→^t+1 202 555 0100");
    tab_to(&mut desk, "Email", 1);
    desk.press("kate@example.com");
    tab_to(&mut desk, "field-tags", 0);
    desk.press("опт");
    tab_to(&mut desk, "Адрес", 2);
    desk.press("Москва");
    tab_to(&mut desk, "Мультисписок", 0);
    desk.press(" →→ ");
    desk.sees(["7 fields changed", "[x] 1   [x] 2   [ ] 3"]);
    desk.press("₂").settle().await;
    desk.sees([
        "Saved: Екатерина Долгорукова-Орлова",
        "Head of sales",
        "other +7 999 612-32-32",
        "work  +1 202 555 0100",
        "work  kate@example.com",
        "доставка · важный · опт",
        "Москва, Москва, RU",
        "1, 2",
        "example.example",
    ]);
}

async fn values_are_reordered_and_removed(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    open_sample(&mut desk).await;
    tab_to(&mut desk, "Телефон", 0);
    desk.press("^tfirst");
    tab_to(&mut desk, "Телефон", 4);
    for _ in 0..2 {
        // Shift+Tab back to the type of the second phone.
        desk.press("⇤");
    }
    desk.press("<₂").settle().await;
    assert_eq!(phones(&desk), ["first", "89996123232"]);
    desk.press("e");
    tab_to(&mut desk, "Телефон", 0);
    desk.press("^x₂").settle().await;
    assert_eq!(phones(&desk), ["89996123232"]);
}

/// The phones of the contact under the cursor, as the account answered.
fn phones(desk: &Desk) -> Vec<&str> {
    let contact = desk.state.list.shown().current().expect("a row");
    contact
        .values_of(FieldRole::Phone)
        .iter()
        .filter_map(FieldValue::raw)
        .collect()
}

#[tokio::test]
async fn a_key_held_down_removes_one_value_and_no_more() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    open_sample(&mut desk).await;
    tab_to(&mut desk, "Телефон", 1);
    desk.press("^tsecond");
    tab_to(&mut desk, "Мгн. сообщения", 0);
    desk.press("⇤⇤⇤⇤⇤⇤⇤");
    tab_to(&mut desk, "Мгн. сообщения", 1);
    desk.press("^tx⌫⌫⌫⌫⌫⌫⌫⌫");
    desk.sees(["example.example", "second"]);
}

#[tokio::test]
async fn nothing_is_discarded_while_it_is_being_saved() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    open_sample(&mut desk).await;
    desk.press("⤓ новая₂^r2");
    desk.sees(["Saving; wait"]);
    desk.settle().await;
    desk.sees(["Saved: Екатерина Долгорукова новая"]);
}

#[tokio::test]
async fn a_contact_whose_save_is_on_its_way_is_not_edited_meanwhile() {
    let served = Served::demo(20).await;
    let mut desk = served.desk(Language::English, 120, 40).await;
    open_sample(&mut desk).await;
    desk.press("⤓ новая₂⎋e");
    desk.sees(["The save goes on"]);
    desk.settle().await;
    desk.sees(["Saved: Екатерина Долгорукова новая"]);
    desk.press("e");
    desk.sees(["Edit: Екатерина Долгорукова новая", "unchanged"]);
}

async fn a_new_contact_needs_a_name_and_keeps_what_was_typed(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut desk = served.desk(Language::English, 100, 30).await;
    desk.press("n↓Director₂");
    desk.sees(["New contact", "A contact needs a name", "Director"]);
    desk.press("Новый Человек^s").settle().await;
    desk.sees(["Saved: Новый Человек", "Director"]);
    desk.press("⎋");
    assert_eq!(desk.current(), "Новый Человек");
}

#[tokio::test]
async fn esc_on_a_changed_form_keeps_a_draft_on_disk() {
    let served = Served::demo(20).await;
    let folder = tempfile::tempdir().expect("a folder");
    let drafts = || Drafts::open(folder.path()).expect("drafts");
    let mut desk = served
        .desk_of("demo-anna", drafts(), Language::English, 100, 30)
        .await;
    open_sample(&mut desk).await;
    desk.press("⤓ тест⎋").settle().await;
    desk.sees(["The draft is on disk", "~"]);
    desk.close().await;
    let mut again = served
        .desk_of("demo-anna", drafts(), Language::English, 100, 30)
        .await;
    open_sample(&mut again).await;
    again.sees(["Екатерина Долгорукова тест", "Going on with your draft"]);
    again.press("^r2").settle().await;
    again.sees(["discarded"]).misses("тест");
}

async fn two_people_adding_a_phone_both_keep_their_work(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut one = served.desk(Language::English, 100, 40).await;
    let mut two = served.desk(Language::English, 100, 40).await;
    open_sample(&mut one).await;
    open_sample(&mut two).await;
    one.press("↓↓^t8 912 000-11-22₂").settle().await;
    two.press("↓↓^t8 913 000-33-44₂").settle().await;
    two.sees(["+7 999 612-32-32", "+7 912 000-11-22", "+7 913 000-33-44"]);
}

async fn the_same_field_changed_by_another_stops_the_save_and_says_who_and_what(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut one = served.desk(Language::English, 100, 40).await;
    open_sample(&mut one).await;
    one.press("⤓ мой");
    let mut two = served.desk(Language::English, 100, 40).await;
    open_sample(&mut two).await;
    two.press("⤓ чужой₂").settle().await;
    one.press("₂").settle().await;
    one.sees([
        "Conflict",
        "Анна Крылова",
        "Долгорукова мой",
        "Долгорукова чужой",
        "1 Back to the form",
    ]);
    one.press("⏎");
    one.sees(["Долгорукова мой", "1 field changed"]);
    one.press("₂").settle().await;
    one.press("2").settle().await;
    one.sees(["Saved: Екатерина Долгорукова мой"]);
}

async fn taking_their_value_keeps_the_rest_of_what_was_typed(shapes: Shapes) {
    let served = Served::demo_in(shapes, 20).await;
    let mut one = served.desk(Language::English, 100, 40).await;
    open_sample(&mut one).await;
    one.press("⤓ мой↓Head of sales");
    let mut two = served.desk(Language::English, 100, 40).await;
    open_sample(&mut two).await;
    two.press("⤓ чужой₂").settle().await;
    one.press("₂").settle().await;
    one.press("3").settle().await;
    one.sees(["Долгорукова чужой", "Head of sales", "1 field changed"]);
    one.press("₂").settle().await;
    one.sees(["Saved: Екатерина Долгорукова чужой", "Head of sales"]);
}

#[tokio::test]
async fn who_may_not_edit_is_told_so() {
    let served = Served::demo(20).await;
    let mut desk = served
        .desk_of(
            "demo-gleb",
            Drafts::in_memory().expect("drafts"),
            Language::English,
            100,
            30,
        )
        .await;
    desk.press("e");
    desk.sees(["You are not allowed to change this contact"]);
}

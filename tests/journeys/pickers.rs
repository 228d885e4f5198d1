//! What a contact is linked to, picked in the form: keys in, screen out, and what the account holds then.

use rolo::{domain::field::FieldRole, server::Shapes, ui::app::Screen, words::Language};
use serde_json::{Value, json};

use super::{
    desk::{Desk, Served},
    edit::tab_to,
    editors::{ask, item, open_in},
};

async fn open(served: &Served, language: Language) -> Desk {
    let mut desk = open_in(served, language, 80, 24).await;
    desk.settle().await;
    desk
}

async fn saved(served: &Served, desk: &mut Desk, shapes: Shapes) -> Value {
    desk.press("₂").settle().await;
    assert!(
        matches!(desk.state.screen, Screen::List),
        "{}",
        desk.screen()
    );
    item(served, shapes).await
}

/// The numbers of what an item is linked to: a list where there is anything.
fn linked(item: &Value, kind: &str) -> Vec<i64> {
    let ids = item[kind]["id"].as_array();
    ids.map_or_else(Vec::new, |ids| {
        ids.iter().filter_map(Value::as_i64).collect()
    })
}

const LANGUAGES: [(&str, Language); 2] = [("ru", Language::Russian), ("en", Language::English)];
const SHAPES: [Shapes; 2] = [Shapes::Page, Shapes::Live];

#[tokio::test]
async fn another_user_becomes_responsible() {
    for (shapes, (name, language)) in SHAPES.into_iter().zip(LANGUAGES) {
        let served = Served::demo_in(shapes, 20).await;
        let mut desk = open(&served, language).await;
        tab_to(&mut desk, "field-responsible", 0);
        desk.press("⏎");
        insta::assert_snapshot!(format!("pick-responsible-{name}-80x24"), desk.screen());
        desk.press("соко⏎⏎");
        desk.sees(["Борис Соколов"]).misses("Анна Крылова");
        let item = saved(&served, &mut desk, shapes).await;
        assert_eq!(item["responsible_user_id"], 504_142);
    }
}

#[tokio::test]
async fn a_company_is_found_made_and_taken_away() {
    for (shapes, (name, language)) in SHAPES.into_iter().zip(LANGUAGES) {
        let served = Served::demo_in(shapes, 20).await;
        let mut desk = open(&served, language).await;
        tab_to(&mut desk, "field-company", 0);
        desk.press("гориз").settle().await;
        desk.press("↓");
        insta::assert_snapshot!(format!("pick-company-{name}-80x24"), desk.screen());
        desk.press("⏎");
        desk.sees(["ООО Горизонт · #30615"]);
        let found = saved(&served, &mut desk, shapes).await;
        assert_eq!(found["company"]["id"], 30615);

        desk.press("e");
        tab_to(&mut desk, "field-company", 0);
        desk.press("^x");
        insta::assert_snapshot!(format!("unlink-company-{name}-80x24"), desk.screen());
        let none = saved(&served, &mut desk, shapes).await;
        assert_eq!(none["company"], json!({}));

        desk.press("e");
        tab_to(&mut desk, "field-company", 0);
        desk.press("⏎ООО Новый мост").settle().await;
        desk.press("⏎⏎");
        let new = saved(&served, &mut desk, shapes).await;
        assert_eq!(new["company"]["name"], "ООО Новый мост");
    }
}

#[tokio::test]
async fn what_was_typed_of_a_company_and_not_taken_is_not_lost_without_a_word() {
    let served = Served::demo(20).await;
    let mut desk = open(&served, Language::English).await;
    tab_to(&mut desk, "field-company", 0);
    desk.press("Новая");
    tab_to(&mut desk, "Рекламная кампания", 0);
    desk.press("x₂").settle().await;
    desk.sees(["Nothing of this was taken", "Новая", "1 field changed"]);
    desk.press("⎋₂").settle().await;
    desk.sees(["Saved"]);
    assert_eq!(
        item(&served, Shapes::Page).await["company"]["id"],
        1_099_180
    );
}

#[tokio::test]
async fn leads_of_two_people_come_and_go() {
    for (shapes, (name, language)) in SHAPES.into_iter().zip(LANGUAGES) {
        let served = Served::demo_in(shapes, 20).await;
        let mut desk = open(&served, language).await;
        tab_to(&mut desk, "field-leads", 0);
        desk.press("^xдостав").settle().await;
        desk.press("↓");
        insta::assert_snapshot!(format!("pick-leads-{name}-80x24"), desk.screen());
        desk.press("⏎");
        desk.sees(["Доставка по Москве"]);
        let now = item(&served, shapes).await["updated_at"]
            .as_i64()
            .expect("a date");
        let theirs =
            json!({"update": [{"id": 1_099_181, "updated_at": now + 1, "leads_id": [43510]}]});
        ask(&served, shapes, "POST", theirs.to_string()).await;
        let item = saved(&served, &mut desk, shapes).await;
        let mut leads = linked(&item, "leads");
        leads.sort_unstable();
        assert_eq!(leads, [43510, 45615]);
        assert_eq!(linked(&item, "customers"), [466_791], "nobody touched them");
    }
}

#[tokio::test]
async fn a_customer_is_unlinked_and_linked_by_number() {
    let served = Served::demo(20).await;
    let mut desk = open(&served, Language::English).await;
    tab_to(&mut desk, "field-customers", 0);
    desk.sees(["ООО Компания, обслуживание · #466791"]);
    desk.press("^x");
    let none = saved(&served, &mut desk, Shapes::Page).await;
    assert_eq!(linked(&none, "customers"), [0; 0]);
    desk.press("e");
    tab_to(&mut desk, "field-customers", 0);
    desk.press("466791").settle().await;
    desk.press("⏎⏎");
    desk.sees(["will be linked: ООО Компания, обслуживание · #466791"]);
    let again = saved(&served, &mut desk, Shapes::Page).await;
    assert_eq!(linked(&again, "customers"), [466_791]);
}

#[tokio::test]
async fn the_differences_name_what_comes_and_goes() {
    let served = Served::demo(20).await;
    let mut desk = open(&served, Language::Russian).await;
    tab_to(&mut desk, "field-company", 0);
    desk.press("^x");
    tab_to(&mut desk, "field-responsible", 0);
    desk.press("борис⏎⏎");
    tab_to(&mut desk, "field-leads", 0);
    desk.press("^x↓45615").settle().await;
    desk.press("⏎⏎^d").settle().await;
    insta::assert_snapshot!("pick-differences-ru-80x24", desk.screen());
    desk.press("⇟⇟");
    desk.sees(["\"unlink\"", "\"company_id\": 1099180", "\"leads_id\""]);
}

#[tokio::test]
async fn tags_are_completed_ended_by_commas_and_taken_back() {
    for (name, language) in LANGUAGES {
        let served = Served::demo(200).await;
        let mut desk = open(&served, language).await;
        tab_to(&mut desk, "field-tags", 0);
        desk.press("новый клиент,о").settle().await;
        insta::assert_snapshot!(format!("tags-{name}-80x24"), desk.screen());
        desk.press("⌫оп").settle().await;
        desk.press("↓⏎");
        desk.sees(["[доставка] [важный] [новый клиент] [опт]"]);
        desk.press("⌫⌫");
        desk.sees(["[доставка] [важный]"]).misses("[опт]");
        desk.press("^z");
        desk.sees(["[новый клиент]"]);
        desk.press("vip");
        let item = saved(&served, &mut desk, Shapes::Page).await;
        let tags = item["tags"].as_array().expect("tags");
        let names: Vec<&str> = tags.iter().filter_map(|tag| tag["name"].as_str()).collect();
        assert!(
            names.contains(&"vip") && names.contains(&"новый клиент"),
            "{names:?}"
        );
    }
}

/// A phone and an e-mail of somebody in the list.
fn reached(desk: &Desk) -> (String, String) {
    let mut contacts = desk.state.list.shown().contacts.iter();
    let found = contacts.find_map(|contact| {
        let of = |role| contact.values_of(role).first()?.raw().map(str::to_owned);
        Some((of(FieldRole::Phone)?, of(FieldRole::Email)?))
    });
    found.expect("somebody who can be reached")
}

#[tokio::test]
async fn whoever_else_has_a_phone_or_an_e_mail_is_named_and_opened() {
    for (name, language) in LANGUAGES {
        let served = Served::demo(200).await;
        let mut desk = served.desk(language, 80, 24).await;
        let (phone, email) = reached(&desk);
        desk.press("/Долгорукова⏎").settle().await;
        desk.press("e").settle().await;
        tab_to(&mut desk, "Телефон", 0);
        desk.press(&format!("^t{phone}")).settle().await;
        insta::assert_snapshot!(format!("twin-{name}-80x24"), desk.screen());
        desk.sees(["Ctrl+P"]);
        tab_to(&mut desk, "Email", 1);
        desk.misses("Ctrl+P");
        desk.press(&email.to_uppercase()).settle().await;
        desk.sees(["Ctrl+P"]);
        desk.press("^p").settle().await;
        let Screen::Card(card) = &desk.state.screen else {
            panic!("the other contact's card")
        };
        let emails = card.contact.values_of(FieldRole::Email).iter();
        assert!(
            emails
                .filter_map(|value| value.raw())
                .any(|held| held == email)
        );
        desk.press("⎋e").settle().await;
        desk.sees([&*email.to_uppercase()]);
    }
}

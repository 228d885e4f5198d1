//! One editor after another: typed into, saved, read back; and what nobody touched, byte for byte.

use axum::{body::Body, http::Request};
use http_body_util::BodyExt as _;
use proptest::{prelude::*, test_runner::TestRunner};
use rolo::{domain::contact::Contact, server::Shapes, ui::app::Screen, words::Language};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{
    desk::{Desk, Served},
    edit::tab_to,
    kinds::{KINDS, Kind, SHOWN},
};

/// The page's sample contact.
const SAMPLE: i64 = 1_099_181;

pub(super) async fn ask(served: &Served, shapes: Shapes, method: &str, body: String) -> Value {
    let address = match method {
        "GET" => format!("/api/v2/contacts?id={SAMPLE}"),
        _ => "/api/v2/contacts".to_owned(),
    };
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("Authorization", "Bearer demo-anna")
        .header("Content-Type", "application/json")
        .body(Body::from(body))
        .expect("a request");
    let router = served.account.router_in(shapes);
    let answer = router.oneshot(request).await.expect("an answer");
    let body = answer.into_body().collect().await.expect("a body");
    serde_json::from_slice(&body.to_bytes()).expect("JSON")
}

/// The contact as the account prints it.
pub(super) async fn item(served: &Served, shapes: Shapes) -> Value {
    let mut page = ask(served, shapes, "GET", String::new()).await;
    page["_embedded"]["items"][0].take()
}

/// The values of a field in a printed contact, as the page prints them: with `enum` and `subtype` as texts.
fn values(item: &Value, field: i64) -> Value {
    let fields = item["custom_fields"].as_array();
    let mut found = fields
        .and_then(|fields| fields.iter().find(|one| one["id"] == field))
        .map_or(Value::Null, |field| field["values"].clone());
    for value in found.as_array_mut().into_iter().flatten() {
        for key in ["enum", "subtype"] {
            if let Some(number) = value.get(key).and_then(Value::as_i64) {
                value[key] = json!(number.to_string());
            }
        }
    }
    found
}

/// The account with one contact in which also the fields are filled that the form only shows.
async fn filled(shapes: Shapes) -> Served {
    let served = Served::demo_in(shapes, 20).await;
    let shown = SHOWN.iter().map(|(id, _, object)| {
        let object: Value = serde_json::from_str(object).expect("JSON");
        json!({"id": id, "values": [{"value": object}]})
    });
    write(&served, shapes, shown.collect()).await;
    served
}

async fn write(served: &Served, shapes: Shapes, fields: Vec<Value>) {
    let now = item(served, shapes).await["updated_at"]
        .as_i64()
        .expect("a date");
    let update =
        json!({"update": [{"id": SAMPLE, "updated_at": now + 1, "custom_fields": fields}]});
    let answer = ask(served, shapes, "POST", update.to_string()).await;
    assert_eq!(answer["_embedded"]["items"][0]["id"], SAMPLE, "{answer}");
}

async fn open(served: &Served, width: u16, height: u16) -> Desk {
    open_in(served, Language::English, width, height).await
}

pub(super) async fn open_in(served: &Served, language: Language, width: u16, height: u16) -> Desk {
    let mut desk = served.desk(language, width, height).await;
    desk.press("/Долгорукова⏎").settle().await;
    desk.press("e");
    desk
}

/// Types into a field; `⎵` empties a line first.
fn fill(desk: &mut Desk, kind: &Kind) {
    tab_to(desk, kind.name, kind.stop);
    desk.press(&kind.typed.replace('⎵', "^u"));
}

async fn every_kind_is_read_edited_saved_and_read_back(shapes: Shapes) {
    let served = filled(shapes).await;
    for kind in KINDS {
        let mut desk = open(&served, 100, 60).await;
        fill(&mut desk, kind);
        desk.sees(["1 field changed"]);
        desk.press("⇥₂").settle().await;
        desk.sees(["Saved: Екатерина Долгорукова"]);
        let held = values(&item(&served, shapes).await, kind.id);
        assert_eq!(held, (kind.held)(), "{}", kind.name);
        let mut again = open(&served, 100, 60).await;
        tab_to(&mut again, kind.name, kind.stop);
        again.sees([kind.shown, "unchanged"]);
    }
    let item = item(&served, shapes).await;
    for (id, name, object) in SHOWN {
        assert_eq!(values(&item, id)[0]["value"].to_string(), object, "{name}");
    }
}

#[tokio::test]
async fn every_kind_is_saved_as_on_the_page() {
    every_kind_is_read_edited_saved_and_read_back(Shapes::Page).await;
}

#[tokio::test]
async fn every_kind_is_saved_as_in_live_accounts() {
    every_kind_is_read_edited_saved_and_read_back(Shapes::Live).await;
}

#[tokio::test]
async fn every_kind_is_cleared() {
    let served = filled(Shapes::Page).await;
    let mut desk = open(&served, 100, 60).await;
    for kind in KINDS {
        fill(&mut desk, kind);
    }
    desk.press("₂").settle().await;
    desk.press("e");
    for (name, stops) in [
        ("Должность", 1),
        ("Мультисписок", 1),
        ("Источник", 1),
        ("Скидка, %", 1),
        ("Согласие на рассылку", 1),
        ("Дата договора", 1),
        ("Сайт", 1),
        ("Реквизиты", 5),
    ] {
        for stop in 0..stops {
            tab_to(&mut desk, name, stop);
            desk.press("^x^e^u");
        }
    }
    desk.press("₂").settle().await;
    desk.sees(["Saved"]);
    let item = item(&served, Shapes::Page).await;
    for id in [
        4_396_817, 4_400_116, 4_400_118, 4_400_120, 4_400_121, 4_400_122, 4_400_123, 4_400_126,
    ] {
        assert_eq!(values(&item, id), Value::Null, "{id}");
    }
}

/// Everything of a printed contact but one field and what says that it was changed.
fn rest(mut item: Value, field: i64) -> String {
    if let Some(fields) = item["custom_fields"].as_array_mut() {
        fields.retain(|one| one["id"] != field);
    }
    item["updated_at"] = Value::Null;
    item.to_string()
}

/// Values as other programs write them and no editor would.
fn odd() -> Vec<Value> {
    vec![
        json!({"id": 4_396_817, "values": [{"value": "  two  spaces "}]}),
        json!({"id": 4_396_818, "values": [
            {"value": " 8(999)6123232", "enum": "FAX"}, {"value": " 8(999)6123232", "enum": "FAX"},
            {"value": "спросить", "enum": "OTHER"}]}),
        json!({"id": 4_400_117, "values": [{"value": "2035-01-01"}]}),
        json!({"id": 4_400_119, "values": [{"value": "a\r\n b \n\n"}]}),
        json!({"id": 4_400_120, "values": [{"value": "007,50"}]}),
        json!({"id": 4_400_123, "values": [{"value": "not a site"}]}),
        json!({"id": 4_400_126, "values": [{"value": {"x": {"y": 1.0}, "name": " ИП ", "kpp": 7}}]}),
        json!({"id": 4_400_127, "values": [{"value": "2017-10-26 15:30:45"}]}),
    ]
}

#[test]
fn editing_one_value_leaves_every_other_field_byte_for_byte() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let keys = "[a-z0-9 ]{1,6}(⇥⇥|↓|↑|\\^z| ){0,2}";
    let found = runner.run(&(0..KINDS.len(), keys), |(at, keys)| {
        runtime.block_on(async {
            let shapes = if at % 2 == 0 {
                Shapes::Page
            } else {
                Shapes::Live
            };
            let served = filled(shapes).await;
            write(&served, shapes, odd()).await;
            let before = item(&served, shapes).await;
            let kind = &KINDS[at];
            let mut desk = open(&served, 80, 24).await;
            tab_to(&mut desk, kind.name, kind.stop);
            desk.press(&keys);
            // One field at most: what was typed after leaving it is taken back by itself.
            let Screen::Form(form) = &desk.state.screen else {
                panic!("the form stays in front")
            };
            let changed: Vec<i64> = form.changes().fields.keys().map(|id| id.0).collect();
            prop_assume!(changed.len() == 1 && form.changes().len() == 1);
            desk.press("₂").settle().await;
            let after = item(&served, shapes).await;
            prop_assert_eq!(rest(before, changed[0]), rest(after, changed[0]));
            Ok(())
        })
    });
    found.expect("nothing else is touched");
}

#[tokio::test]
async fn what_the_account_would_refuse_is_not_sent() {
    let served = filled(Shapes::Page).await;
    let mut desk = open(&served, 80, 24).await;
    tab_to(&mut desk, "Дата договора", 0);
    desk.press("31.02.17");
    desk.sees(["This is no date and cannot be saved"]);
    tab_to(&mut desk, "Рекламная кампания", 0);
    desk.press("x₂").settle().await;
    desk.sees([
        "This is no date and cannot be saved",
        "31.02.17",
        "2 fields changed",
    ]);
    desk.press("⌫⌫⌫⌫⌫3.17");
    desk.sees(["Will be saved as: 31.03.2017"]);
    desk.press("₂").settle().await;
    desk.sees(["Saved"]);
    assert_eq!(
        values(&item(&served, Shapes::Page).await, 4_400_122),
        json!([{"value": "2017-03-31 00:00:00"}])
    );
}

#[tokio::test]
async fn what_leaving_a_field_made_of_it_is_put_back_and_then_stays() {
    let served = filled(Shapes::Page).await;
    let mut desk = open(&served, 100, 40).await;
    tab_to(&mut desk, "Email", 0);
    desk.press("⇤^t8 912 000 11 22⇥");
    desk.sees(["+7 912 000-11-22", "1 field changed"]);
    desk.press("^z");
    desk.sees(["8 912 000 11 22"]);
    desk.press("₂").settle().await;
    assert_eq!(
        values(&item(&served, Shapes::Page).await, 4_396_818)[1]["value"],
        "8 912 000 11 22"
    );
}

#[tokio::test]
async fn changes_are_taken_back_one_by_one() {
    let served = filled(Shapes::Page).await;
    let mut desk = open(&served, 100, 60).await;
    desk.press("⤓ one two");
    tab_to(&mut desk, "Комментарий", 0);
    desk.press("a⏎b");
    tab_to(&mut desk, "Согласие на рассылку", 0);
    desk.press(" ");
    desk.sees(["3 fields changed"]);
    desk.press("^z");
    desk.sees(["2 fields changed"]);
    desk.press("^z^z^z");
    desk.sees(["1 field changed", "Долгорукова one two"]);
    desk.press("^z").misses("one two");
    desk.sees(["Долгорукова one"]);
    desk.press("^z^z^z^z^z");
    desk.sees(["unchanged", "There is nothing to take back"]);
}

#[tokio::test]
async fn several_phones_pasted_in_one_line_become_values() {
    let served = filled(Shapes::Page).await;
    let mut desk = open(&served, 100, 40).await;
    tab_to(&mut desk, "Телефон", 2);
    desk.send(rolo::ui::app::Message::Paste(
        "8 912 000 11 22\n+7 913 000-33-44, 84951200011\n".to_owned(),
    ));
    desk.sees(["Ctrl+T makes 3 of it"]);
    desk.press("^t");
    desk.sees(["+7 912 000-11-22", "+7 913 000-33-44", "+7 495 120-00-11"]);
    desk.press("^z");
    desk.sees(["8 912 000 11 22, +7 913 000-33-44, 84951200011"]);
}

#[tokio::test]
async fn the_differences_are_shown_with_the_request_before_it_is_sent() {
    let served = filled(Shapes::Page).await;
    let before = item(&served, Shapes::Page).await;
    let mut desk = open(&served, 80, 24).await;
    fill(&mut desk, &KINDS[9]);
    fill(&mut desk, &KINDS[10]);
    desk.press("^d").settle().await;
    insta::assert_snapshot!("differences-en-80x24", desk.screen());
    desk.sees([
        "Скидка, %",
        "1200.50",
        "POST /api/v2/contacts",
        "\"id\": 4400120",
    ]);
    desk.press("⇟");
    desk.sees(["\"id\": 4400121", "\"value\": 0"]);
    assert_eq!(item(&served, Shapes::Page).await, before);
    desk.press("⎋");
    desk.sees(["2 fields changed"]);
    desk.press("₂").settle().await;
    desk.sees(["Saved"]);
}

#[tokio::test]
async fn without_the_accounts_fields_the_form_goes_by_the_values_and_says_so() {
    let served = filled(Shapes::Page).await;
    write(&served, Shapes::Page, odd()).await;
    let mut desk = open(&served, 100, 60).await;
    // As before the account has answered for the first time.
    let contact: Contact = desk.state.list.shown().current().expect("a row").clone();
    desk.press("⎋").settle().await;
    desk.state.session.account = None;
    desk.press("e");
    desk.press("⇥");
    desk.sees([
        "the kind of a field is told by its value",
        "01.01.2035",
        "not a site",
        "АО",
    ]);
    tab_to(&mut desk, "Адрес", 2);
    desk.press("Москва₂").settle().await;
    desk.sees(["Saved"]);
    let item = item(&served, Shapes::Page).await;
    assert_eq!(
        values(&item, 4_400_115)[1],
        json!({"value": "Москва", "subtype": "3"})
    );
    assert_eq!(contact.id.0, SAMPLE);
}

#[tokio::test]
async fn every_editor_on_the_screen() {
    let served = filled(Shapes::Page).await;
    for (name, language) in [("en", Language::English), ("ru", Language::Russian)] {
        let mut desk = open_in(&served, language, 80, 24).await;
        for (at, kind) in KINDS.iter().enumerate() {
            fill(&mut desk, kind);
            insta::assert_snapshot!(format!("editor-{name}-{:02}", at + 1), desk.screen());
        }
        tab_to(&mut desk, "Кто рекомендовал", 0);
        insta::assert_snapshot!(format!("editor-{name}-shown"), desk.screen());
    }
}

#[tokio::test]
async fn a_long_list_is_searched_by_typing() {
    let served = filled(Shapes::Page).await;
    let options = (0..500).map(|n| format!("Город {n}")).collect();
    served
        .account
        .add_field(&rolo::server::NewField {
            entity: "contacts".to_owned(),
            name: "Города".to_owned(),
            kind: "multiselect".to_owned(),
            options,
            is_editable: true,
            is_required: true,
            is_deletable: true,
            is_visible: true,
            origin: String::new(),
        })
        .expect("a field");
    let mut desk = open(&served, 80, 24).await;
    tab_to(&mut desk, "Города", 0);
    desk.sees(["0 of 500 chosen", "[ ] Город 0"]);
    desk.press("42");
    desk.sees(["looking for: 42 · 15 found"])
        .misses("[ ] Город 0 ");
    desk.press("→ ");
    insta::assert_snapshot!("long-list-en-80x24", desk.screen());
    desk.press("₂").settle().await;
    desk.sees(["Saved"]);
    let item = item(&served, Shapes::Page).await;
    let fields = item["custom_fields"].as_array().expect("fields");
    let cities = fields.iter().find(|field| field["name"] == "Города");
    assert_eq!(
        cities.expect("the new field")["values"][0]["value"],
        "Город 142"
    );
}

//! Fields made by hand, while the account is asked.

use rolo::server::{Mistake, NewField};
use serde_json::json;

use super::{founded, mistake};

fn field(name: &str) -> NewField {
    NewField {
        entity: "contacts".to_owned(),
        name: name.to_owned(),
        kind: "select".to_owned(),
        options: vec!["да".to_owned(), "нет".to_owned()],
        is_editable: false,
        is_required: true,
        is_deletable: true,
        is_visible: true,
        origin: String::new(),
    }
}

#[tokio::test]
async fn a_field_made_by_hand_is_told_of_and_any_program_may_delete_it() {
    let desk = founded();
    let id = desk.account.add_field(&field("Согласен")).unwrap();
    let listed = desk.account.fields(Some("contacts")).unwrap();
    let made = listed.last().unwrap();
    assert_eq!(
        (made.id, made.kind, made.name.as_str()),
        (id, "select", "Согласен")
    );
    assert_eq!(made.options, ["да", "нет"]);
    assert!(made.is_required && !made.is_editable);
    assert!(desk.account.fields(None).unwrap().len() > listed.len());

    let answer = desk.get("/api/v2/account?with=custom_fields").await.json();
    let told = &answer["_embedded"]["custom_fields"]["contacts"][id.to_string()];
    assert_eq!(
        (&told["is_editable"], &told["is_required"]),
        (&json!(false), &json!(true))
    );
    let deletion = json!({"delete": [{"id": id, "origin": "a_test"}]});
    assert_eq!(desk.post_to("/api/v2/fields", &deletion).await.ids(), [id]);
    assert_eq!(
        desk.account.fields(Some("contacts")).unwrap().len(),
        listed.len() - 1
    );
}

#[test]
fn what_a_field_cannot_be_is_named() {
    let desk = founded();
    desk.account.add_field(&field("Согласен")).unwrap();
    let with = |change: &dyn Fn(&mut NewField)| {
        let mut new = field("Другое");
        change(&mut new);
        mistake(desk.account.add_field(&new))
    };
    for (got, expected) in [
        (
            with(&|f| f.name = " согласен".into()),
            Mistake::FieldExists(" согласен".into()),
        ),
        (with(&|f| f.name = String::new()), Mistake::Name),
        (
            with(&|f| f.entity = "tasks".into()),
            Mistake::Entity("tasks".into()),
        ),
        (
            with(&|f| f.kind = "items".into()),
            Mistake::Kind("items".into()),
        ),
        (
            with(&|f| f.kind = "text".into()),
            Mistake::Options("text".into()),
        ),
    ] {
        assert_eq!(got, expected);
    }
}

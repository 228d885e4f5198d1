//! `query`: finds a contact by whatever is filled in, in whatever way it is written.

use serde_json::json;

use super::desk::Desk;

async fn desk() -> Desk {
    let desk = Desk::new();
    desk.written(&json!({"add": [
        {"name": "Фёдор ЩУКИН", "company_name": "ООО «Тёплый кирпич»", "tags": "оптовик", "custom_fields": [
            {"id": 4_396_817, "values": [{"value": "Прораб"}]},
            {"id": 4_396_818, "values": [{"value": "+7 (912) 345-67-89", "enum": "WORK"}, {"value": "8 343 200 10 20 доб. 5"}]},
            {"id": 4_396_819, "values": [{"value": "F.Shchukin@Example.com", "enum": "WORK"}]},
            {"id": 4_400_115, "values": [{"value": "Орёл", "subtype": "city"}]},
            {"id": 4_400_118, "values": [{"value": "Выставка"}]},
            {"id": 4_400_126, "values": [{"value": {"name": "ИП Щукин", "vat_id": "771234567890"}}]}
        ]},
        {"name": "José Núñez", "custom_fields": [{"id": 4_396_818, "values": [{"value": "+49 151 234 5678"}]}]},
        {"name": "100% скидка_тест \"кавычки\" 'x' OR 1=1 --"}
    ]}))
    .await;
    desk
}

fn uri(query: &str) -> String {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    format!("/api/v2/contacts?query={query}")
}

#[tokio::test]
async fn every_filled_field_is_searched_in_any_case() {
    let desk = desk().await;
    for query in [
        "щукин",
        "ФЁДОР",
        "федор",
        "щУк",
        "Щукин Фёдор",
        "прораб",
        "кирпич",
        "оптовик",
        "f.shchukin",
        "F.SHCHUKIN@EXAMPLE.COM",
        "орел",
        "выставка",
        "771234567890",
        "фед прор",
    ] {
        assert_eq!(desk.names(&uri(query)).await, ["Фёдор ЩУКИН"], "{query}");
    }
    assert_eq!(desk.names(&uri("jose nunez")).await, ["José Núñez"]);
}

#[tokio::test]
async fn a_phone_is_found_in_any_format() {
    let desk = desk().await;
    for query in [
        "79123456789",
        "89123456789",
        "9123456789",
        "+7 (912) 345-67-89",
        "8-912-345",
        "345-67-89",
        "6789",
        "+7912",
        "83432001020",
        "343 200 10 20",
        "щукин 912",
    ] {
        assert_eq!(desk.names(&uri(query)).await, ["Фёдор ЩУКИН"], "{query}");
    }
    assert_eq!(desk.names(&uri("151234")).await, ["José Núñez"]);
}

#[tokio::test]
async fn what_looks_like_a_pattern_is_only_text() {
    let desk = desk().await;
    for query in ["%", "скидка_тест", "\"кавычки\"", "' or 1=1 --", "100%"] {
        assert_eq!(desk.names(&uri(query)).await.len(), 1, "{query}");
    }
    for query in ["с%а", "*", "\\", "щукин)", "a OR b"] {
        assert!(desk.names(&uri(query)).await.is_empty(), "{query}");
    }
}

#[tokio::test]
async fn a_query_of_any_number_of_words_is_answered() {
    let desk = desk().await;
    let long = "щукин ".repeat(1_200);
    assert_eq!(desk.names(&uri(&long)).await, ["Фёдор ЩУКИН"]);
    let digits = "912 ".repeat(5_000);
    assert_eq!(desk.names(&uri(&digits)).await, ["Фёдор ЩУКИН"]);
}

#[tokio::test]
async fn an_empty_query_filters_nothing() {
    let desk = desk().await;
    assert_eq!(desk.names("/api/v2/contacts?query=").await.len(), 5);
    assert_eq!(desk.names("/api/v2/contacts?query=%20%20").await.len(), 5);
}

#[tokio::test]
async fn a_changed_contact_is_found_by_what_it_says_now() {
    let desk = desk().await;
    desk.written(&json!({"update": [{"id": 41560, "updated_at": 1_600_000_000, "name": "Зоя Нова", "custom_fields":
        [{"id": 4_396_818, "values": [{"value": "8 800 555 11 22"}]}]}]}))
    .await;
    assert_eq!(desk.names(&uri("зоя")).await, ["Зоя Нова"]);
    assert_eq!(desk.names(&uri("5551122")).await, ["Зоя Нова"]);
    assert!(
        desk.names(&uri("ермолаев"))
            .await
            .iter()
            .all(|name| name == "Зоя Нова"),
        "the mail still has the old name"
    );
    assert!(desk.names(&uri("9994561230")).await.is_empty());
}

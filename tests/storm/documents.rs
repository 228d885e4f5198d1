//! Every address of the account, and valid bodies for those that take one: what is spoilt by the tests beside it.

use serde_json::Value;

/// Every address that is answered, and some that are not.
pub(crate) const ADDRESSES: &[&str] = &[
    "/api/v2/contacts",
    "/api/v2/leads",
    "/api/v2/companies",
    "/api/v2/customers",
    "/api/v2/tasks",
    "/api/v2/notes",
    "/api/v2/account",
    "/api/v2/fields",
    "/api/v2/calls",
    "/api/v2/pipelines",
    "/api/v2/nothing",
    "/private/api/auth.php",
    "/ajax/contacts/multiple/delete",
    "/ajax/leads/multiple/delete",
    "/ajax/companies/multiple/delete",
    "/ajax/v1/multiactions/set",
    "/",
];

/// Bodies with every parameter that a method knows, with the ids of the demo account.
pub(crate) const DOCUMENTS: &[(&str, &str)] = &[
    (
        "/api/v2/contacts",
        r#"{"add":[{"name":"Александр Крылов","first_name":"Александр","last_name":"Крылов","created_at":"1509051600",
            "updated_at":1509051600,"responsible_user_id":"504141","created_by":504141,"company_name":"ООО Новая",
            "tags":"важный,доставка","leads_id":["45615","43510"],"customers_id":"466791","company_id":"30615",
            "request_id":"r1","custom_fields":[
                {"id":"4396817","values":[{"value":"Менеджер по продажам"}]},
                {"id":4396818,"values":[{"value":"89990123456","enum":"WORK"},{"value":"8999","enum":3685085}]},
                {"id":"4400115","values":[{"value":"ул. Ленина, д. 1","subtype":"address_line_1"},{"value":"RU","subtype":6}]},
                {"id":"4400116","values":["3692662",{"value":3692663}]},
                {"id":"4400117","values":[{"value":"1980-02-29 00:00:00"}]},
                {"id":"4400118","values":[{"value":3693000}]}]}]}"#,
    ),
    (
        "/api/v2/contacts",
        r#"{"update":[{"id":"1099181","updated_at":"1795348800","name":"Екатерина","tags":["a",{"id":61881,"name":"доставка"}],
            "unlink":{"leads_id":["1090391"],"company_id":1099180,"customers_id":["466791"]},
            "custom_fields":[{"id":"4396819","values":{"0":{"value":"example@example.moc","enum":"WORK"}}}],
            "company":{"id":5},"leads":{"id":[1]},"closest_task_at":9,"request_id":7}]}"#,
    ),
    (
        "/api/v2/leads",
        r#"{"add":[{"name":"Сделка","responsible_user_id":504141,"created_at":1509051600,"updated_at":1509051600,
            "created_by":504141,"status_id":142,"pipeline_id":10273,"sale":"100","tags":"a,b","contacts_id":[1099181],
            "main_contact_id":41560,"company_id":30615,"company_name":"ООО","loss_reason_id":1,"request_id":3,
            "custom_fields":[{"id":4400141,"values":[{"value":"1"}]}]}],
            "update":[{"id":1090391,"updated_at":1795348800,"name":"Другая","sale":7,
            "unlink":{"contacts_id":[1099181],"company_id":1099180}}]}"#,
    ),
    (
        "/api/v2/companies",
        r#"{"add":[{"name":"ООО","responsible_user_id":504141,"created_at":1509051600,"updated_at":1509051600,
            "created_by":504141,"tags":["a"],"contacts_id":"1099181,41560","leads_id":[45615],"customers_id":[466791],
            "custom_fields":[{"id":4396819,"values":[{"value":"a@b.c","enum":"WORK"}]}]}],
            "update":[{"id":1099180,"updated_at":1795348800,"name":"ООО Иная",
            "unlink":{"contacts_id":[1099181],"leads_id":[1090391],"customers_id":[466791]}}]}"#,
    ),
    (
        "/api/v2/customers",
        r#"{"add":[{"name":"Покупатель","next_price":"100","next_date":"1795348800","responsible_user_id":504141,
            "created_at":1509051600,"updated_at":1509051600,"period_id":1,"periodicity":30,"tags":"a","company_id":30615,
            "contacts_id":[1099181],"main_contact_id":1099181,"custom_fields":[]}],
            "update":[{"id":466791,"updated_at":1795348800,"next_price":5,"unlink":{"contacts_id":[1099181]}}],
            "delete":[466791]}"#,
    ),
    (
        "/api/v2/tasks",
        r#"{"add":[{"element_id":"1099181","element_type":1,"complete_till_at":"1795435140","task_type":"1","text":"Позвонить",
            "responsible_user_id":504141,"created_at":1509051600,"updated_at":1509051600,"created_by":504141,
            "is_completed":false,"request_id":"x"}],
            "update":[{"id":1,"updated_at":1795348800,"is_completed":true,"complete_till":1795348800,"text":"Сделано",
            "result":{"text":"Дозвонились"}}]}"#,
    ),
    (
        "/api/v2/notes",
        r#"{"add":[{"element_id":1099181,"element_type":"1","note_type":"4","text":"Заметка","responsible_user_id":504141,
            "created_at":1509051600,"updated_at":1509051600,"created_by":504141,"request_id":1},
            {"element_id":1099181,"element_type":1,"note_type":10,"params":{"UNIQ":"u","LINK":"https://a","PHONE":"8999",
            "DURATION":30,"SRC":"a","FROM":"1","call_status":4,"call_result":"да","text":"x"}},
            {"element_id":1099181,"element_type":1,"note_type":103,"params":{"text":"sms","phone":"8999"}}],
            "update":[{"id":1,"updated_at":1795348800,"text":"Иначе","params":{"text":"x","service":"y"}}]}"#,
    ),
    (
        "/api/v2/fields",
        r#"{"add":[{"name":"Поле","type":4,"field_type":4,"element_type":1,"origin":"o1","is_editable":true,"is_required":"0",
            "is_deletable":1,"is_visible":"Y","enums":["a","b"],"request_id":9}],"delete":[{"id":4400119,"origin":"o1"}]}"#,
    ),
    (
        "/api/v2/calls",
        r#"{"add":[{"phone_number":"89996123232","direction":"inbound","uniq":"u1","duration":"30","source":"atc",
            "call_status":4,"call_result":"да","link":"https://a/b.mp3","created_at":1509051600,"created_by":504141,
            "responsible_user_id":504141}]}"#,
    ),
    (
        "/private/api/auth.php",
        r#"{"USER_LOGIN":"anna@demo.test","USER_HASH":"demo-anna","login":"anna@demo.test","api_key":"demo-anna","type":"json"}"#,
    ),
    (
        "/ajax/contacts/multiple/delete",
        r#"{"ACTION":"DELETE","ID":["1100004",{"0":1}]}"#,
    ),
    (
        "/ajax/v1/multiactions/set",
        r#"{"request":{"multiactions":{"add":[{"entity_type":17,"multiaction_type":4,
            "data":{"data":{"ACTION":"DELETE"}},"ids":["1100004"]}]}}}"#,
    ),
];

/// Values as JSON writes them that are wrong, or odd, in most places.
pub(crate) const ODD: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "1e308",
    "1e400",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"x\"",
    "\"5f0c6a2e-7d0b-4c7e-9d7b-0a4f3d0c1b2a\"",
    "\"9223372036854775807\"",
    "\"99999999999999999999\"",
    "\"-1\"",
    "\"1,2,,x,-3\"",
    "\"9999-99-99 99:99:99\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[{}]",
    "[\"a\",1,{\"id\":9223372036854775807}]",
    "{\"0\":null,\"x\":[]}",
    "{\"9223372036854775807\":1}",
    "{\"id\":{\"id\":{}}}",
    "{\"value\":{\"value\":[]}}",
];

/// The document with the value at a place (a JSON pointer) written in its stead as `text`, whatever that is.
pub(crate) fn spoilt(document: &Value, place: &str, text: &str) -> String {
    const MARK: &str = "\u{e000}";
    let mut document = document.clone();
    if let Some(value) = document.pointer_mut(place) {
        *value = Value::from(MARK);
    }
    document.to_string().replace(&format!("\"{MARK}\""), text)
}

/// Every place of a document, itself first.
pub(crate) fn places(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let inner = match document {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (at.to_string(), item))
            .collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.clone(), member))
            .collect(),
        _ => Vec::new(),
    };
    for (name, value) in inner {
        found.extend(
            places(value)
                .into_iter()
                .map(|place| format!("/{name}{place}")),
        );
    }
    found
}

/// The same as PHP's `http_build_query` writes it.
pub(crate) fn as_form(document: &Value) -> String {
    fn write(name: &str, value: &Value, pairs: &mut Vec<String>) {
        let inner = |key: &str| {
            if name.is_empty() {
                key.to_owned()
            } else {
                format!("{name}[{key}]")
            }
        };
        match value {
            Value::Object(members) => members
                .iter()
                .for_each(|(key, value)| write(&inner(key), value, pairs)),
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    write(&inner(&at.to_string()), value, pairs);
                }
            }
            Value::String(text) => pairs.push(format!("{name}={text}")),
            other => pairs.push(format!("{name}={other}")),
        }
    }
    let mut pairs = Vec::new();
    write("", document, &mut pairs);
    pairs.join("&")
}

//! amocrm-js, as published on npm: 1.x with a login and a session, 2.x with a token.

use std::process::Command;

use serde_json::{Value, json};

use crate::brought::{first_line, folder, missing, printed, say};
use crate::served::{CONTACTS, SHAPES, Served, names};

/// What a script in `npm/` prints, driving the installed `package`; `None` if it cannot run here.
fn driven(package: &str, version: &str, served: &Served, shapes: &str) -> Option<Value> {
    let Some(node) = first_line("node", &["--version"]) else {
        missing("node is not installed, so amocrm-js did not run");
        return None;
    };
    let modules = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/target/foreign/npm/node_modules"
    );
    let manifest = format!("{modules}/{package}/package.json");
    let Ok(manifest) = std::fs::read_to_string(manifest) else {
        missing(&format!(
            "{package} is not installed in target/foreign/npm, so it did not run"
        ));
        return None;
    };
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["version"], version, "{package}");
    let folder = folder().join("npm");
    let text = printed(
        Command::new("node")
            .args(["--no-warnings", "--require"])
            .arg(folder.join("preload.js"))
            .arg(folder.join(format!("{package}.js")))
            .env("NODE_PATH", modules)
            .env("ROLO_ACCOUNT", &served.address),
    );
    say(&format!(
        "amocrm-js {version} ran under node {node}, answered in the shapes {shapes}"
    ));
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

#[test]
fn amocrm_js_1_lists_reads_searches_adds_updates_and_removes() {
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let all = served.items("/api/v2/contacts");
        let before = served.contact(&json!(1_099_181));
        let Some(told) = driven("amocrm-js", "1.0.17", &served, shapes) else {
            return;
        };

        assert_eq!(told["stranger"], "Auth Error");
        assert_eq!(told["connected"], true);
        let account = &told["account"];
        assert_eq!(
            (&account["id"], &account["current_user"]),
            (&json!(13_667_499), &json!(504_141))
        );
        assert_eq!(
            account["_embedded"]["users"]["504141"]["login"],
            "anna@demo.test"
        );
        assert_eq!(
            account["_embedded"]["custom_fields"]["contacts"]["4396818"]["code"],
            "PHONE"
        );

        let told = &told["contacts"];
        assert_eq!(told["all"], names(&all));
        assert_eq!(
            told["pages"],
            json!([names(&all[..7]), names(&all[7..14]), names(&all[14..])])
        );
        assert_eq!(told["byIds"], names(&all[..2]));
        let boris: Vec<Value> = all
            .iter()
            .filter(|one| one["responsible_user_id"] == 504_142)
            .cloned()
            .collect();
        assert_eq!(told["byUser"], names(&boris));
        assert!(!boris.is_empty());
        for (query, found) in told["found"].as_object().expect("queries") {
            assert_eq!(*found, names(&all[1..2]), "{query}");
        }

        // Everything it read went back with the new name, and nothing but name and time is another.
        let mut expected = before;
        expected["name"] = json!("Екатерина Великая");
        expected["updated_at"] = told["fetched"]["updated_at"].clone();
        assert_eq!(told["updated"], 1_099_181);
        assert_eq!(told["fetched"], expected);
        assert_eq!(served.contact(&json!(1_099_181)), expected);
        assert_eq!(
            told["stale"],
            "update failed for key 1099181: Last modified date is older than in database"
        );

        assert_eq!(told["wasNew"], true);
        assert_eq!(served.contact(&told["added"])["name"], "Прокофий Второй");
        let ids: Vec<&Value> = told["batch"]
            .as_array()
            .expect("items")
            .iter()
            .map(|item| &item["request_id"])
            .collect();
        assert_eq!(ids, [143, 144, 145]);
        let walter = served.contact(&told["batch"][0]["id"]);
        assert_eq!(walter["name"], "Walter White");
        assert_eq!(walter["leads"]["id"], json!([45615]));
        assert_eq!(walter["tags"][0]["name"], "химия");
        assert_eq!(
            walter["custom_fields"][0]["values"][0]["value"],
            "+7 (900) 555-35-35"
        );

        assert_eq!(told["both"], json!([told["batch"][2]["id"]]));
        assert_eq!(told["removed"], true);
        // It does not look at what a removal was answered.
        assert_eq!(told["removedTwice"], Value::Null);
        let left = served.items("/api/v2/contacts");
        assert_eq!(left.len(), CONTACTS + 2);
    }
}

#[test]
fn amocrm_js_2_asks_api_v2_with_a_token() {
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let before = served.items("/api/v2/contacts");
        let Some(told) = driven("amocrm-js-2", "2.0.9", &served, shapes) else {
            return;
        };
        for (step, kind) in [
            ("account", "application/hal+json"),
            ("found", "application/hal+json"),
            ("added", "application/hal+json"),
            ("updated", "application/hal+json"),
            ("stale", "application/hal+json"),
            ("read", "application/hal+json"),
            ("removed", "application/json"),
            ("removedTwice", "application/json"),
        ] {
            assert_eq!(
                (&told[step]["status"], &told[step]["type"]),
                (&json!(200), &json!(kind)),
                "{step}"
            );
        }
        let embedded = |step: &str| &told[step]["data"]["_embedded"];
        assert_eq!(embedded("account")["groups"]["1"]["name"], "Опт");
        assert_eq!(embedded("found")["items"], json!([before[1]]));
        assert_eq!(told["nothing"], json!({}));
        let added = &embedded("added")["items"][0];
        assert_eq!(added["request_id"], 143);
        assert_eq!(embedded("updated")["items"][0]["id"], added["id"]);
        let id = added["id"].to_string();
        assert_eq!(
            embedded("stale")["errors"]["update"][&id],
            "Last modified date is older than in database"
        );
        let read = &embedded("read")["items"][0];
        assert_eq!(
            (&read["name"], &read["updated_at"]),
            (&json!("Jesse"), &json!(4_000_000_000_u32))
        );
        let set = |step: &str| &told[step]["data"]["response"]["multiactions"]["set"];
        assert_eq!(set("removed").get("errors"), None);
        assert!(set("removedTwice")["errors"][0].is_string());
        assert_eq!(served.items("/api/v2/contacts"), before);
    }
}

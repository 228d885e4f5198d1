//! amocrm-js, as published on npm: 1.x with a login and a session, 2.x with a token.

use std::process::Command;

use serde_json::{Value, json};

use crate::brought::{first_line, folder, missing, printed, say};
use crate::served::{CONTACTS, SHAPES, Served, names};

/// A package in `target/foreign/npm` and the version that it must be.
type Package = (&'static str, &'static str);

const WITH_LOGIN: Package = ("amocrm-js", "1.0.17");
const WITH_TOKEN: Package = ("amocrm-js-2", "2.0.9");

/// What a script in `npm/` prints, driving a package; `None` if it cannot run here.
fn driven(script: &str, package: Package, served: &Served, shapes: &str) -> Option<Value> {
    let (package, version) = package;
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
            .arg(folder.join(script))
            .env("NODE_PATH", modules)
            .env("ROLO_ACCOUNT", &served.address),
    );
    say(&format!(
        "amocrm-js {version} ran {script} under node {node}, answered in the shapes {shapes}"
    ));
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

#[test]
fn amocrm_js_1_lists_reads_searches_adds_updates_and_removes() {
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let all = served.items("/api/v2/contacts");
        let before = served.contact(&json!(1_099_181));
        let Some(told) = driven("contacts.js", WITH_LOGIN, &served, shapes) else {
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
fn amocrm_js_1_adds_updates_and_removes_leads_and_companies() {
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let all = served.items("/api/v2/leads");
        let read = served.items("/api/v2/leads?id=1090391");
        let Some(told) = driven("leads.js", WITH_LOGIN, &served, shapes) else {
            return;
        };
        assert_eq!(told["all"], names(&all));
        assert_eq!(told["read"], read[0]);

        let id = &told["added"];
        let lead = served.items(&format!("/api/v2/leads?id={id}")).remove(0);
        assert_eq!(lead["name"], "Сделка Прокофия, вторая");
        assert_eq!(
            (&lead["sale"], &lead["tags"][0]["name"]),
            (&json!(10_000), &json!("срочно"))
        );
        let complaint =
            format!("update failed for key {id}: Last modified date is older than in database");
        assert_eq!(told["stale"], complaint);
        let linked = served.contact(&json!(1_099_181))["leads"]["id"].clone();
        assert_eq!(linked, json!([1_090_391, id]));

        assert_eq!(
            (
                &told["batch"][0]["request_id"],
                &told["batch"][1]["request_id"]
            ),
            (&json!(1), &json!(2))
        );
        assert_eq!(told["gone"], json!([]));
        assert_eq!(served.items("/api/v2/leads").len(), all.len() + 1);

        let company = &told["company"];
        assert_eq!(
            told["companies"],
            json!([{"id": company, "name": "ООО Прокофий и сын"}])
        );
        // Only the company has come to the lead since the client read it.
        let mut fetched = told["fetched"].clone();
        assert_eq!(lead["company"]["id"], *company);
        fetched["company"] = lead["company"].clone();
        assert_eq!(fetched, lead);
    }
}

#[test]
fn amocrm_js_2_asks_api_v2_with_a_token() {
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let before = served.items("/api/v2/contacts");
        let Some(told) = driven("token.js", WITH_TOKEN, &served, shapes) else {
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

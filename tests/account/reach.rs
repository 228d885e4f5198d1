//! What users with narrow rights see of leads, companies and customers, what they may do with them and link to them.

use std::sync::Arc;

use rolo::server::Account;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::desk::{Answer, Desk, NOW};
use super::neighbours::{change, item, make, refusal};

/// The collections with the beginnings of the keys of their rights.
const KINDS: [(&str, &str); 3] = [
    ("/api/v2/leads", "lead"),
    ("/api/v2/companies", "company"),
    ("/api/v2/customers", "lead"),
];
/// Борис, whose letters the tests deal out, his group and who else is in it.
const BORIS: i64 = 504_142;
const GROUP: [i64; 2] = [504_141, BORIS];

struct Office {
    home: TempDir,
    anna: Desk,
    boris: Desk,
}

impl Office {
    fn new(contacts: u32) -> Self {
        let home = tempfile::tempdir().unwrap();
        let account = Account::open(home.path(), Arc::new(|| NOW)).unwrap();
        account.seed_demo(contacts, 1).unwrap();
        Self {
            home,
            anna: Desk::over(&account, "demo-anna"),
            boris: Desk::over(&account, "demo-boris"),
        }
    }

    /// Gives Борис these letters, by key.
    fn deal(&self, letters: &[(&str, char)]) {
        let base = Connection::open(self.home.path().join("account.sqlite3")).unwrap();
        for (key, letter) in letters {
            base.execute(
                "UPDATE user SET rights = json_set(rights, '$.' || ?1, ?2) WHERE id = ?3",
                (key, letter.to_string(), BORIS),
            )
            .unwrap();
        }
    }
}

fn covers(letter: char, responsible: &Value) -> bool {
    let responsible = responsible.as_i64().unwrap();
    match letter {
        'A' => true,
        'G' => GROUP.contains(&responsible),
        'M' => responsible == BORIS,
        _ => false,
    }
}

/// Two answers that may differ in this one number only.
fn assert_same(one: (&Answer, i64), other: (&Answer, i64)) {
    assert_eq!(one.0.status, other.0.status);
    let text = |(answer, id): (&Answer, i64)| answer.text.replace(&id.to_string(), "ID");
    assert_eq!(text(one), text(other));
}

#[tokio::test]
async fn everybody_sees_what_his_letter_reaches_however_he_asks() {
    let office = Office::new(250);
    for (path, key) in KINDS {
        let all = office.anna.get(path).await.items();
        let every: Vec<String> = all.iter().map(|item| item["id"].to_string()).collect();
        for letter in ['A', 'G', 'M', 'D'] {
            office.deal(&[(&format!("{key}_view"), letter)]);
            let seen: Vec<i64> = all
                .iter()
                .filter(|item| covers(letter, &item["responsible_user_id"]))
                .map(|item| item["id"].as_i64().unwrap())
                .collect();
            assert_eq!(seen.is_empty(), letter == 'D');
            for query in [
                String::new(),
                format!("?id={}", every.join(",")),
                "?responsible_user_id=504141,504142,504143,504144".to_owned(),
                "?filter[date_create][from]=1&filter[date][from]=1".to_owned(),
            ] {
                let uri = format!("{path}{query}");
                assert_eq!(office.boris.get(&uri).await.ids(), seen, "{letter} {query}");
            }
            let since = [("If-Modified-Since", "1")];
            assert_eq!(office.boris.get_with(path, &since).await.ids(), seen);
            let found = office.boris.get(&format!("{path}?query=o")).await.ids();
            assert!(found.iter().all(|id| seen.contains(id)), "{letter}");
        }
        office.deal(&[(&format!("{key}_view"), 'A')]);
    }
}

#[tokio::test]
async fn what_is_not_seen_is_answered_like_what_is_not_there_and_what_is_seen_changes_by_letter() {
    let office = Office::new(60);
    for (path, key) in KINDS {
        let all = office.anna.get(path).await.items();
        let missing = all.last().unwrap()["id"].as_i64().unwrap() + 100;
        for view in ['A', 'G', 'M', 'D'] {
            for edit in ['A', 'G', 'M', 'D'] {
                let keys = [format!("{key}_view"), format!("{key}_edit")];
                office.deal(&[(&keys[0], view), (&keys[1], edit)]);
                for before in all.iter().step_by(5) {
                    let id = before["id"].as_i64().unwrap();
                    let update = |id: i64| json!({"update": [{"id": id, "updated_at": NOW, "name": "Чужое"}]});
                    let answer = office.boris.post_to(path, &update(id)).await;
                    let responsible = &before["responsible_user_id"];
                    if !covers(view, responsible) {
                        let none = office.boris.post_to(path, &update(missing)).await;
                        assert_same((&answer, id), (&none, missing));
                    } else if !covers(edit, responsible) {
                        assert!(
                            answer.text.contains("no right"),
                            "{view}{edit} {}",
                            answer.text
                        );
                    }
                    let may = covers(view, responsible) && covers(edit, responsible);
                    let name = if may {
                        json!("Чужое")
                    } else {
                        before["name"].clone()
                    };
                    assert_eq!(
                        item(&office.anna, path, id).await["name"],
                        name,
                        "{view}{edit}"
                    );
                    let back = json!({"id": id, "updated_at": NOW, "name": before["name"]});
                    change(&office.anna, path, back).await;
                }
            }
        }
        office.deal(&[(&format!("{key}_view"), 'A'), (&format!("{key}_edit"), 'A')]);
    }
}

#[tokio::test]
async fn what_an_earlier_version_wrote_is_found_too() {
    let office = Office::new(250);
    let database = Connection::open(office.home.path().join("account.sqlite3")).unwrap();
    for (path, query) in [
        (KINDS[0].0, "%D0%A1%D0%94%D0%95%D0%9B%D0%9A%D0%90+1300"),
        (KINDS[1].0, "example"),
        (KINDS[1].0, "9"),
        (KINDS[1].0, "(999)"),
        (KINDS[2].0, "46679"),
    ] {
        let uri = format!("{path}?query={query}");
        let found = office.anna.get(&uri).await.ids();
        assert!(!found.is_empty(), "{uri}");
        let none = office.anna.get(&format!("{uri}+nothing")).await;
        assert_eq!(none.status, 204);
        for table in ["lead", "company", "customer"] {
            let forget = format!("UPDATE {table} SET folded = NULL, digits = NULL WHERE id % 2");
            database.execute(&forget, []).unwrap();
        }
        assert_eq!(office.anna.get(&uri).await.ids(), found, "{uri}");
        let none = office.anna.get(&format!("{uri}+nothing")).await;
        assert_eq!(none.status, 204);
    }
}

#[tokio::test]
async fn things_are_added_and_given_away_only_within_reach() {
    let office = Office::new(2);
    for (path, key) in KINDS {
        let keys = ["add", "edit"].map(|verb| format!("{key}_{verb}"));
        office.deal(&[(&keys[0], 'M'), (&keys[1], 'G')]);
        let mine = make(&office.boris, path, json!({"name": "Мой"})).await;
        let code = if path.ends_with("customers") {
            "288"
        } else {
            "244"
        };
        let foreign = json!({"name": "Чужой", "responsible_user_id": 504_141});
        assert_eq!(
            refusal(&office.boris, path, "add", foreign).await["code"],
            code
        );
        let give = |user: i64| json!({"id": mine, "updated_at": NOW, "responsible_user_id": user});
        assert_eq!(
            refusal(&office.boris, path, "update", give(504_143)).await["code"],
            code
        );
        assert_eq!(
            item(&office.anna, path, mine).await["responsible_user_id"],
            BORIS
        );
        change(&office.boris, path, give(504_141)).await;
        let given = item(&office.anna, path, mine).await;
        assert_eq!(
            (&given["responsible_user_id"], &given["group_id"]),
            (&json!(504_141), &json!(0))
        );
        office.deal(&[(&keys[0], 'D')]);
        assert_eq!(
            refusal(&office.boris, path, "add", json!({"name": "x"})).await["code"],
            code
        );
        office.deal(&[(&keys[0], 'A'), (&keys[1], 'A')]);
    }
}

#[tokio::test]
async fn a_link_to_what_one_does_not_see_is_refused_like_one_to_nothing() {
    let office = Office::new(2);
    let mine = json!({"name": "Мой", "responsible_user_id": BORIS});
    let [lead, company, customer] = [
        make(&office.anna, KINDS[0].0, mine.clone()).await,
        make(&office.anna, KINDS[1].0, mine.clone()).await,
        make(&office.anna, KINDS[2].0, mine.clone()).await,
    ];
    let contact = office.anna.written(&json!({ "add": [mine] })).await;
    let own = [
        ("/api/v2/contacts", contact),
        (KINDS[0].0, lead),
        (KINDS[1].0, company),
        (KINDS[2].0, customer),
    ];
    office.deal(&[("lead_view", 'M'), ("company_view", 'M')]);
    // What Борис may change, what he would link it to, and the number of such a thing that is Анна's.
    let cases = [
        (own[0], "leads_id", 45615),
        (own[0], "company_id", 30615),
        (own[0], "customers_id", 466_791),
        (own[1], "contacts_id", 41560),
        (own[1], "main_contact_id", 41560),
        (own[1], "company_id", 30615),
        (own[2], "contacts_id", 41560),
        (own[2], "leads_id", 45615),
        (own[2], "customers_id", 466_791),
        (own[3], "contacts_id", 41560),
        (own[3], "main_contact_id", 41560),
        (own[3], "company_id", 30615),
    ];
    for ((path, id), key, hidden) in cases {
        let before = item(&office.anna, path, id).await;
        let write = |other: i64| json!({"update": [{"id": id, "updated_at": NOW, key: other}]});
        let refused = office.boris.post_to(path, &write(hidden)).await;
        let missing = office.boris.post_to(path, &write(777_777)).await;
        assert!(missing.text.contains("There is no"), "{}", missing.text);
        assert_same((&refused, hidden), (&missing, 777_777));
        let add = |other: i64| json!({"add": [{"name": "x", "request_id": 7, key: other}]});
        let refused = office.boris.post_to(path, &add(hidden)).await;
        let missing = office.boris.post_to(path, &add(777_777)).await;
        assert_same((&refused, hidden), (&missing, 777_777));
        assert_eq!(item(&office.anna, path, id).await, before, "{path} {key}");
    }
}

#[tokio::test]
async fn links_to_what_one_does_not_see_are_not_told_and_stay() {
    let office = Office::new(2);
    let mine = json!({"name": "Мой", "responsible_user_id": BORIS, "contacts_id": [41560]});
    for (path, key) in KINDS {
        let id = make(&office.anna, path, mine.clone()).await;
        let tied = json!({"id": id, "updated_at": NOW, "company_id": 30615, "leads_id": [45615], "customers_id": [466_791]});
        change(&office.anna, path, tied).await;
        office.deal(&[("lead_view", 'M'), ("company_view", 'M')]);
        let before = item(&office.anna, path, id).await;
        let shown = item(&office.boris, path, id).await;
        for link in ["contacts", "leads", "customers", "company", "main_contact"] {
            assert!(
                shown.get(link).is_none_or(|shown| *shown == json!({})),
                "{path} {link}"
            );
        }
        let unlink = json!({"contacts_id": [41560], "leads_id": [45615], "customers_id": [466_791], "company_id": 30615});
        let write = json!({"id": id, "updated_at": NOW, "unlink": unlink});
        change(&office.boris, path, write).await;
        let mut expected = before;
        if expected.get("updated_by").is_some() {
            expected["updated_by"] = json!(BORIS);
        }
        assert_eq!(item(&office.anna, path, id).await, expected, "{path}");
        office.deal(&[
            ("lead_view", 'A'),
            ("company_view", 'A'),
            (&format!("{key}_edit"), 'A'),
        ]);
    }
}

#[tokio::test]
async fn a_company_is_made_by_name_only_by_who_may_add_companies() {
    let office = Office::new(2);
    for (path, letter) in [
        (KINDS[0].0, 'D'),
        (KINDS[2].0, 'D'),
        ("/api/v2/contacts", 'D'),
        (KINDS[0].0, 'M'),
    ] {
        office.deal(&[("company_add", letter)]);
        let before = office.anna.get(KINDS[1].0).await.ids().len();
        let add = json!({"name": "x", "company_name": " ООО По имени "});
        let made = if letter == 'D' {
            let why = refusal(&office.boris, path, "add", add).await;
            assert_eq!(why, "You have no right to add companies");
            0
        } else {
            let id = make(&office.boris, path, add).await;
            let company = item(&office.anna, path, id).await["company"].clone();
            assert_eq!(company["name"], "ООО По имени");
            1
        };
        assert_eq!(
            office.anna.get(KINDS[1].0).await.ids().len(),
            before + made,
            "{path}"
        );
    }
}

#[tokio::test]
async fn who_may_delete_deletes_and_who_saw_it_is_told() {
    let office = Office::new(2);
    let form = |token| {
        [
            ("Authorization", token),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ]
    };
    for (path, key) in [KINDS[0], KINDS[1]] {
        let keys = ["view", "delete"].map(|verb| format!("{key}_{verb}"));
        office.deal(&[(&keys[0], 'G'), (&keys[1], 'M')]);
        let make = async |user: i64| {
            make(
                &office.anna,
                path,
                json!({"name": "x", "responsible_user_id": user}),
            )
            .await
        };
        let (mine, groups, foreign) = (make(BORIS).await, make(504_141).await, make(504_143).await);
        let uri = format!(
            "/ajax/{}/multiple/delete/",
            path.trim_start_matches("/api/v2/")
        );
        let body = format!("ID[]={mine}&ID[]={groups}&ID[]={foreign}");
        let answer = office
            .boris
            .ask("POST", &uri, &form("Bearer demo-boris"), &body)
            .await
            .json();
        let errors: Vec<&str> = answer["ERRORS"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(
            errors[0].contains("no right") && errors[0].starts_with(&groups.to_string()),
            "{answer}"
        );
        assert!(
            errors[1].contains("not found") && errors[1].starts_with(&foreign.to_string()),
            "{answer}"
        );
        assert_eq!(
            office
                .anna
                .get(&format!("{path}?id={mine},{groups},{foreign}"))
                .await
                .ids(),
            [groups, foreign]
        );
        let body = format!("ID[]={groups}&ID[]={foreign}");
        office
            .anna
            .ask("POST", &uri, &form("Bearer demo-anna"), &body)
            .await;
        let bin = format!("{path}?with=only_deleted");
        assert_eq!(office.anna.get(&bin).await.ids(), [mine, groups, foreign]);
        assert_eq!(office.boris.get(&bin).await.ids(), [mine, groups]);
        office.deal(&[(&keys[0], 'A'), (&keys[1], 'A')]);
    }
}

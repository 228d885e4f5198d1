//! The two programs of the contacts page («Пример интеграции»), after the login that they presuppose.

use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::brought::{first_line, folder, missing, printed, say};
use crate::served::{CONTACTS, SHAPES, Served};

/// A copy of the programs: they keep their session in a file beside them.
struct Programs {
    folder: TempDir,
    address: String,
}

impl Programs {
    fn copied(served: &Served) -> Self {
        let copy = tempfile::tempdir().expect("a directory");
        for name in ["sign-in.php", "add.php", "list.php"] {
            std::fs::copy(folder().join("php").join(name), copy.path().join(name))
                .expect("a program");
        }
        Self {
            folder: copy,
            address: served.address.clone(),
        }
    }

    /// Runs PHP beside the programs; what it printed. That newer versions have deprecated `curl_close` is no complaint.
    fn run(&self, code: &str) -> String {
        printed(
            Command::new("php")
                .args(["-d", "display_errors=stderr"])
                .args(["-d", "error_reporting=E_ALL & ~E_DEPRECATED", "-r", code])
                .env("ROLO_ACCOUNT", &self.address)
                .current_dir(self.folder.path()),
        )
    }
}

#[test]
fn the_programs_of_the_page_add_and_list_contacts() {
    let curl = r#"echo PHP_VERSION, " with curl ", curl_version()["version"], "\n";"#;
    let Some(version) = first_line("php", &["-r", curl]) else {
        missing(
            "php-cli with php-curl is not installed, so the programs of the contacts page did not run",
        );
        return;
    };
    for shapes in SHAPES {
        let served = Served::start(shapes);
        let programs = Programs::copied(&served);
        let refused = programs.run(r#"echo require "add.php";"#);
        assert_eq!(refused, "Ошибка: Unauthorized\nКод ошибки: 401");

        assert_eq!(
            programs.run(r#"echo json_encode(require "sign-in.php");"#),
            "true"
        );
        let listed = programs.run(r#"require "list.php"; echo json_encode($Response);"#);
        let listed: Vec<Value> = serde_json::from_str(&listed).expect("JSON");
        let all = served.items("/api/v2/contacts");
        // limit_rows=15&limit_offset=2; everybody was changed after 2013. PHP cannot tell {} from [].
        let ids = |items: &[Value]| -> Vec<Value> {
            items.iter().map(|item| item["id"].clone()).collect()
        };
        assert_eq!(ids(&listed), ids(&all[2..17]));
        assert_eq!(listed[0]["custom_fields"], all[2]["custom_fields"]);

        let added = programs.run(r#"echo require "add.php";"#);
        let id = added
            .strip_prefix("ID добавленных контактов: \n")
            .unwrap_or_else(|| panic!("{added}"));
        let contact = served.contact(&serde_json::from_str(id).expect("a number"));
        assert_eq!(said(&contact), page_sample(), "{contact}");
        assert_eq!(served.items("/api/v2/contacts").len(), CONTACTS + 1);
        say(&format!(
            "the contacts page's programs ran under PHP {version}, answered in the shapes {shapes}"
        ));
    }
}

/// What the first program writes, as it is read in either shape.
fn said(contact: &Value) -> Value {
    let texts = |list: &Value, key: &str| -> Vec<Value> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|item| item[key].clone())
            .collect()
    };
    let fields = contact["custom_fields"].as_array().expect("fields");
    let values = fields.iter().map(|field| {
        (
            field["id"].to_string(),
            json!(texts(&field["values"], "value")),
        )
    });
    json!({
        "name": contact["name"],
        "responsible_user_id": contact["responsible_user_id"],
        "created_by": contact["created_by"],
        "created_at": contact["created_at"],
        "tags": texts(&contact["tags"], "name"),
        "leads_id": contact["leads"]["id"],
        "company_id": contact["company"]["id"],
        "values": Value::Object(values.collect()),
    })
}

fn page_sample() -> Value {
    json!({
        "name": "Александр Крылов",
        "responsible_user_id": 504_141,
        "created_by": 504_141,
        "created_at": 1_509_051_600,
        "tags": ["важный", "доставка"],
        "leads_id": [45615, 43510],
        "company_id": 30615,
        "values": {
            "4396817": ["Менеджер по продажам"],
            "4396818": ["89990123456", "89997894561", "89991597532"],
            "4396819": ["example@example.moc"],
            "4396821": ["example.example"],
            "4400115": ["ул. Ленина, д. 1", "Москва", "101010", "RU"],
            "4400116": ["1", "2"],
        },
    })
}

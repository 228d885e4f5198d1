//! Fifty contacts and four users whose letters a test deals out, and what these users should see and be able to do: worked out
//! here from letter, responsible user and group alone, one contact at a time.

use std::collections::HashMap;
use std::sync::Arc;

use rolo::server::Account;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::desk::{Answer, Desk, NOW};

/// Everybody: the number, the group and the key. Анна is the administrator.
pub(super) const PEOPLE: [(i64, i64, &str); 4] = [
    (504_141, 0, "demo-anna"),
    (504_142, 0, "demo-boris"),
    (504_143, 1, "demo-vera"),
    (504_144, 1, "demo-gleb"),
];

const LETTERS: [char; 4] = ['A', 'G', 'M', 'D'];

/// Two letters for each user: one for looking at contacts, and one for whatever a test is about.
pub(super) type Deal = [(char, char); 4];

/// So many deals that each user has each pair of letters once. The administrator's mean nothing.
pub(super) fn deals() -> impl Iterator<Item = Deal> {
    (0..16).map(|turn| {
        std::array::from_fn(|user| {
            let pair = (turn + 5 * user) % 16;
            (LETTERS[pair / 4], LETTERS[pair % 4])
        })
    })
}

/// So many deals that each user has each letter for looking once.
pub(super) fn looks() -> impl Iterator<Item = Deal> {
    deals()
        .step_by(4)
        .map(|deal| deal.map(|(view, _)| (view, 'A')))
}

/// A contact as the administrator knows it.
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) responsible: i64,
    /// A word that only this contact has.
    pub(super) word: String,
    /// Its whole item.
    pub(super) item: Value,
}

/// What one of the users is, and is allowed.
pub(super) struct Person<'a> {
    pub(super) desk: Desk,
    id: i64,
    group: i64,
    letters: (char, char),
    town: &'a Town,
}

pub(super) struct Town {
    home: TempDir,
    pub(super) anna: Desk,
    pub(super) contacts: Vec<Known>,
    /// Who is responsible for a lead, a company or a customer, by the last part of its address.
    owners: HashMap<(&'static str, i64), i64>,
}

impl Town {
    /// Every contact has a word of its own, a company, two leads, a customer, a task and a note; some of those things are
    /// everybody's.
    pub(super) async fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let account = Account::open(home.path(), Arc::new(|| NOW)).unwrap();
        account.seed_demo(50, 1).unwrap();
        let anna = Desk::over(&account, PEOPLE[0].2);
        let mut owners = HashMap::new();
        let mut linked = HashMap::new();
        for kind in ["companies", "leads", "customers"] {
            let items = anna.get(&format!("/api/v2/{kind}")).await.items();
            let ids = items.iter().map(|item| number(item, "id"));
            linked.insert(kind, ids.collect::<Vec<_>>());
            for item in items {
                let owner = number(&item, "responsible_user_id");
                owners.insert((kind, number(&item, "id")), owner);
            }
        }
        let nth = |kind: &str, place: usize| linked[kind][place % linked[kind].len()];
        let ids = anna.get("/api/v2/contacts").await.ids();
        let writes: Vec<Value> = ids.iter().enumerate().map(|(place, id)| json!({
            "id": id, "updated_at": NOW, "company_id": nth("companies", place), "tags": "",
            "leads_id": [nth("leads", place), nth("leads", place * 3 + 1)], "customers_id": [nth("customers", place)],
            "custom_fields": [{"id": 4_400_119, "values": [{"value": format!("все {}", word(*id))}]}],
        })).collect();
        anna.written(&json!({ "update": writes })).await;
        for uri in ["/api/v2/tasks", "/api/v2/notes"] {
            let of = |id: &i64| {
                json!({"element_id": id, "element_type": 1, "text": word(*id), "task_type": 1, "note_type": 4,
                    "complete_till_at": NOW})
            };
            let add: Vec<Value> = ids.iter().map(of).collect();
            let answer = anna.post_to(uri, &json!({ "add": add })).await;
            assert_eq!(answer.items().len(), ids.len(), "{}", answer.text);
        }
        // Numbers of four digits, so that there are some that nothing has.
        let database = database(&home);
        for table in ["task", "note"] {
            let sql = format!("UPDATE {table} SET id = id + 1000");
            database.execute(&sql, []).unwrap();
        }
        let contacts = anna.get("/api/v2/contacts").await.items();
        let contacts = contacts.into_iter().map(|item| Known {
            id: number(&item, "id"),
            responsible: number(&item, "responsible_user_id"),
            word: word(number(&item, "id")),
            item,
        });
        Self {
            home,
            contacts: contacts.collect(),
            anna,
            owners,
        }
    }

    /// Gives everybody letters: the first for `contact_view`, the second for `keys`. What else is done with contacts is not
    /// what the test is about, and allowed.
    pub(super) fn deal(&self, deal: Deal, keys: &[&str]) -> [Person<'_>; 4] {
        let database = database(&self.home);
        let mut place = 0;
        PEOPLE.map(|(id, group, token)| {
            let (view, other) = deal[place];
            place += 1;
            let mut rights = json!({ "contact_view": view });
            for verb in ["add", "edit", "delete"] {
                rights[format!("contact_{verb}")] = json!("A");
            }
            for key in keys {
                rights[*key] = json!(other);
            }
            database
                .execute(
                    "UPDATE user SET rights = json_patch(rights, ?1) WHERE id = ?2",
                    (rights.to_string(), id),
                )
                .unwrap();
            Person {
                desk: self.anna.of(token),
                id,
                group,
                letters: (view, other),
                town: self,
            }
        })
    }

    /// All `companies`, `leads` or `customers`.
    pub(super) fn linked(&self, kind: &str) -> Vec<i64> {
        let owned = self.owners.keys().filter(|(owned, _)| *owned == kind);
        let mut ids: Vec<i64> = owned.map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids
    }

    /// What the administrator is shown of every contact at this moment, by id.
    pub(super) async fn now(&self) -> HashMap<i64, Value> {
        let items = self.anna.get("/api/v2/contacts").await.items();
        items
            .into_iter()
            .map(|item| (number(&item, "id"), item))
            .collect()
    }
}

impl Person<'_> {
    /// Whether the user's letter for looking reaches what this user is responsible for.
    pub(super) fn looks_at(&self, responsible: i64) -> bool {
        self.reaches(self.letters.0, responsible)
    }

    /// The same for his other letter; what he cannot see he cannot do anything with.
    pub(super) fn handles(&self, responsible: i64) -> bool {
        self.looks_at(responsible) && self.reaches(self.letters.1, responsible)
    }

    /// The same for what he does not see before he does it.
    pub(super) fn adds(&self, responsible: i64) -> bool {
        self.reaches(self.letters.1, responsible)
    }

    fn reaches(&self, letter: char, responsible: i64) -> bool {
        let (_, group, _) = PEOPLE[usize::try_from(responsible - PEOPLE[0].0).unwrap()];
        match letter {
            _ if self.id == PEOPLE[0].0 => true,
            'A' => true,
            'G' => group == self.group,
            'M' => responsible == self.id,
            _ => false,
        }
    }

    /// The contacts that he should see.
    pub(super) fn seen(&self) -> Vec<&Known> {
        let contacts = self.town.contacts.iter();
        contacts
            .filter(|contact| self.looks_at(contact.responsible))
            .collect()
    }

    /// Those that he should not.
    pub(super) fn hidden(&self) -> Vec<&Known> {
        let contacts = self.town.contacts.iter();
        contacts
            .filter(|contact| !self.looks_at(contact.responsible))
            .collect()
    }

    /// Whether his other letter reaches a lead, a company or a customer.
    pub(super) fn knows(&self, kind: &'static str, id: i64) -> bool {
        self.reaches(self.letters.1, self.town.owners[&(kind, id)])
    }
}

impl std::fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} with {:?}", self.id, self.letters)
    }
}

pub(super) fn ids(contacts: &[&Known]) -> Vec<i64> {
    contacts.iter().map(|contact| contact.id).collect()
}

pub(super) fn number(item: &Value, key: &str) -> i64 {
    item[key].as_i64().unwrap()
}

/// A number of as many digits that no contact, task or anything else has.
pub(super) fn missing(id: i64) -> i64 {
    let digits = id.to_string().len();
    "987654321"[..digits].parse().unwrap()
}

/// That the answer about something hidden is, byte for byte, the answer about something that is not there.
pub(super) fn assert_same(hidden: (i64, &Answer), missing: (i64, &Answer), what: &str) {
    let ((id, hidden), (other, missing)) = (hidden, missing);
    assert_eq!(hidden.status, missing.status, "{what}");
    assert_eq!(hidden.headers, missing.headers, "{what}");
    let text = hidden.text.replace(&id.to_string(), &other.to_string());
    assert_eq!(text, missing.text, "{what}");
}

/// The account's own file: its users cannot be given rights through the interface.
fn database(home: &TempDir) -> Connection {
    Connection::open(home.path().join("account.sqlite3")).unwrap()
}

fn word(id: i64) -> String {
    format!("слово{id}х")
}

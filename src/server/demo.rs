//! The demo account: the records of the API's documentation to the letter, and invented people around them.
//!
//! The same seed and clock give the same account. Nobody in it exists: names are put together from common ones, phones
//! are drawn, and addresses of mail end in the domains that are kept for examples.

use rusqlite::Connection;

use super::Error;
use super::profile::{self, Profile};
use super::users;

mod activity;
mod basics;
mod companies;
mod contacts;
mod definitions;
mod extras;
mod names;
mod odd;
mod page;
mod person;
mod reach;

/// The login of Анна, the administrator.
pub const DEMO_LOGIN: &str = "anna@demo.test";
/// Her API key; it is public, so it only ever opens invented data.
pub const DEMO_KEY: &str = "demo-anna";
/// The keys of all its users, which are as public.
const KEYS: [&str; 4] = [DEMO_KEY, "demo-boris", "demo-vera", "demo-gleb"];

/// The account of the documentation's sample.
const ACCOUNT: i64 = 13_667_499;

/// Fills an empty account with `contacts` contacts in all, the two of the documentation among them.
pub(super) fn seed(
    connection: &Connection,
    contacts: u32,
    seed: u64,
    now: i64,
) -> Result<(), Error> {
    if Profile::read(connection)?.is_some() {
        return Err(Error::NotEmpty);
    }
    basics::seed(connection)?;
    page::seed(connection)?;
    contacts::seed(
        connection,
        contacts.saturating_sub(page::CONTACTS),
        seed,
        now,
    )?;
    profile::catch_up(connection)?;
    Ok(())
}

/// Whether any user's key is one of the demo's.
pub(super) fn has_public_keys(connection: &Connection) -> Result<bool, Error> {
    let Some(profile) = Profile::read(connection)? else {
        return Ok(false);
    };
    let seal = profile.seal();
    let users = users::all(connection)?;
    Ok(users
        .iter()
        .any(|user| KEYS.iter().any(|key| seal.matches(key, &user.key_digest))))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::server::Account;

    /// 2026-11-22 12:00 UTC.
    const NOW: i64 = 1_795_348_800;

    fn account(contacts: u32, seed: u64) -> Account {
        let account = Account::in_memory(Arc::new(|| NOW)).unwrap();
        account.seed_demo(contacts, seed).unwrap();
        account
    }

    fn count(account: &Account, sql: &str) -> i64 {
        account
            .read(|connection| connection.query_row(sql, [], |row| row.get(0)))
            .unwrap()
    }

    fn everything(account: &Account) -> Vec<String> {
        account
            .read(|connection| {
                connection
                    .prepare("SELECT body FROM contact_body ORDER BY id")?
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<_, rusqlite::Error>>()
            })
            .unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_people_and_another_gives_others() {
        let first = everything(&account(60, 1));
        assert_eq!(first.len(), 60);
        assert_eq!(first, everything(&account(60, 1)));
        assert_ne!(first, everything(&account(60, 2)));
    }

    #[test]
    fn people_are_as_uneven_as_in_life() {
        let account = account(1500, 1);
        let people = everything(&account);
        let share = |what: &dyn Fn(&str) -> bool| people.iter().filter(|body| what(body)).count();
        assert!(
            (30..300).contains(&share(&|body| !body.contains(r#""name":"Телефон""#))),
            "without a phone"
        );
        assert!(
            share(&|body| body.contains(r#""company":{}"#)) > 200,
            "without a company"
        );
        assert!(share(&|body| body.contains('ё')) > 100, "with ё");
        assert!(
            share(&|body| body.contains("\\u001b")) > 2,
            "with an escape sequence"
        );
        assert!(
            share(&|body| body.contains('\u{202e}')) > 0,
            "with a bidi override"
        );
        assert!(share(&|body| body.len() > 4000) > 0, "very long");
        assert!(
            share(&|body| body.contains('🔥') || body.contains('⭐')) > 0,
            "with emoji"
        );
        assert!(
            count(
                &account,
                "SELECT max(n) FROM (SELECT count(*) n FROM contact GROUP BY company_id HAVING company_id)"
            ) > 3
        );
    }

    #[test]
    fn tasks_are_overdue_today_and_to_come_and_the_nearest_is_printed() {
        let account = account(800, 1);
        let open = "SELECT count(*) FROM task WHERE element_type = 1 AND NOT is_completed AND complete_till_at";
        assert!(count(&account, &format!("{open} < {NOW}")) > 10);
        assert!(count(&account, &format!("{open} BETWEEN {NOW} AND {NOW} + 43200")) > 5);
        assert!(count(&account, &format!("{open} > {NOW} + 86400")) > 10);
        let differing = count(
            &account,
            "SELECT count(*) FROM contact_body WHERE body ->> 'closest_task_at' IS NOT coalesce(
                (SELECT min(complete_till_at) FROM task WHERE element_type = 1 AND element_id = contact_body.id
                    AND NOT is_completed), 0)",
        );
        assert_eq!(differing, 0);
    }

    #[test]
    fn some_have_notes_calls_and_mails() {
        let account = account(800, 1);
        for kind in [4, 7, 10, 11] {
            assert!(
                count(
                    &account,
                    &format!("SELECT count(*) FROM note WHERE note_type = {kind}")
                ) > 3,
                "{kind}"
            );
        }
    }

    #[test]
    fn nobody_was_changed_in_the_future() {
        let account = account(800, 1);
        assert_eq!(
            count(
                &account,
                &format!("SELECT count(*) FROM contact WHERE updated_at > {NOW}")
            ),
            0
        );
        assert_eq!(
            count(
                &account,
                "SELECT count(*) FROM contact WHERE updated_at <> changed_at"
            ),
            0
        );
        assert_eq!(
            count(
                &account,
                "SELECT count(*) FROM contact_body WHERE body ->> 'updated_at' < body ->> 'created_at'"
            ),
            0
        );
    }

    #[test]
    fn every_field_of_a_contact_is_filled_for_someone() {
        let account = account(400, 1);
        let unfilled = count(
            &account,
            "SELECT count(*) FROM field WHERE entity = 'contacts' AND NOT EXISTS
                (SELECT 1 FROM contact_body WHERE body LIKE '%{\"id\":' || field.id || ',%')",
        );
        assert_eq!(unfilled, 0);
    }

    #[test]
    fn what_is_linked_exists() {
        let account = account(400, 1);
        for (table, key) in [("lead", "leads"), ("customer", "customers")] {
            let dangling = count(
                &account,
                &format!(
                    "SELECT count(*) FROM contact_body, json_each(body, '$.{key}.id') AS linked
                        WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE id = linked.value)"
                ),
            );
            assert_eq!(dangling, 0, "{table}");
        }
        assert_eq!(
            count(
                &account,
                "SELECT count(*) FROM contact WHERE company_id NOT IN (SELECT id FROM company)"
            ),
            0
        );
    }

    #[test]
    fn companies_leads_and_customers_are_filled_too() {
        let account = account(400, 1);
        for table in ["company", "lead", "customer"] {
            let tagged = format!("SELECT count(*) FROM {table} WHERE tags <> '[]'");
            assert!(count(&account, &tagged) > 3, "{table}");
        }
        for table in ["company", "lead"] {
            let filled = format!("SELECT count(*) FROM {table} WHERE custom_fields <> '[]'");
            assert!(count(&account, &filled) > 20, "{table}");
        }
        let of_companies =
            "SELECT count(*) FROM customer WHERE company_id IN (SELECT id FROM company)";
        assert!(count(&account, of_companies) > 3);
    }

    #[test]
    fn everybodys_key_is_known_to_be_public() {
        let account = account(2, 1);
        for taken in 0..count(&account, "SELECT count(*) FROM user") {
            assert!(account.has_public_keys().unwrap(), "without {taken}");
            account
                .write(|tx| {
                    let one = "DELETE FROM user WHERE id IN (SELECT id FROM user LIMIT 1)";
                    tx.execute(one, [])
                })
                .unwrap();
        }
        assert!(!account.has_public_keys().unwrap());
    }

    #[test]
    fn an_account_is_seeded_only_once() {
        let account = account(2, 1);
        assert!(account.seed_demo(2, 1).is_err());
        account.clear().unwrap();
        assert!(account.is_empty().unwrap());
        account.seed_demo(2, 1).unwrap();
        assert_eq!(account.contact_count().unwrap(), 2);
    }
}

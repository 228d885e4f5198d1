//! Which account is opened, and what of the config file and of a login holds for it.

use super::*;
use crate::cli::{
    config::{self, Wishes},
    folders::Folders,
    settings::{Surroundings, settle},
};

fn settings(folder: &Path) -> Settings {
    let folders = Folders {
        data: folder.join("data"),
        cache: folder.join("cache"),
        state: folder.join("state"),
        config: folder.to_owned(),
    };
    let read = (config::Config::default(), Vec::new());
    settle(None, read, Surroundings::default(), folders)
}

fn entry(address: &str) -> Entry {
    Entry {
        address: address.to_owned(),
        login: None,
        oauth: false,
        secret: Place::Kernel,
        until: Some(7),
        ca_file: None,
        account_id: 28,
        user_id: 12,
        account_name: "Ромашка".to_owned(),
        user_name: "Анна".to_owned(),
    }
}

#[test]
fn the_first_account_is_opened_until_somebody_logs_out_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let chosen = || {
        let accounts = Accounts::load(&settings).unwrap();
        accounts.chosen(None).map(|account| account.name.clone())
    };
    assert!(matches!(chosen(), Err(Refusal::NoAccount)));
    for name in ["b", "a", "c"] {
        remember(&settings, name, entry("https://a.amocrm.ru")).unwrap();
    }
    assert_eq!(chosen().unwrap(), "b");
    strike_out(&settings, "b").unwrap();
    assert!(matches!(chosen(), Err(Refusal::Opening(Opening::Which(names))) if names == "a, c"));
    strike_out(&settings, "c").unwrap();
    assert_eq!(chosen().unwrap(), "a", "it is the only one");
}

#[test]
fn the_config_file_stands_above_what_a_login_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path());
    remember(&settings, "a", entry("https://a.amocrm.ru")).unwrap();
    settings.config.ca_file = Some("all.pem".into());
    let wishes = |address: Option<&str>| Wishes {
        address: address.map(str::to_owned),
        read_only: true,
        ..Wishes::default()
    };
    settings.config.accounts = [
        ("a".to_owned(), wishes(None)),
        ("b".to_owned(), wishes(Some("b"))),
        ("nowhere".to_owned(), wishes(None)),
    ]
    .into();
    let accounts = Accounts::load(&settings).unwrap();
    let names: Vec<&str> = accounts
        .all()
        .map(|account| account.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b"]);
    let a = accounts.named("a").unwrap();
    assert!(a.read_only && a.owner().is_some() && a.place() == Place::Kernel);
    assert_eq!(a.ca_file, Some("all.pem".into()));
    let b = accounts.named("b").unwrap();
    assert_eq!(b.origin.to_string(), "https://b.amocrm.ru");
    assert_eq!((b.owner(), b.place()), (None, Place::Asked));

    // At another address is another account, which has neither the copy nor the secret of the first.
    let wishes = wishes(Some("https://other.example"));
    settings.config.accounts.insert("a".to_owned(), wishes);
    let accounts = Accounts::load(&settings).unwrap();
    let a = accounts.named("a").unwrap();
    assert_eq!((a.owner(), a.place()), (None, Place::Asked));

    settings.config.account = Some("gone".to_owned());
    let accounts = Accounts::load(&settings).unwrap();
    assert!(matches!(
        accounts.chosen(None),
        Err(Refusal::Opening(Opening::Unknown { .. }))
    ));
}

//! What the config file may say, and what is said of its mistakes.

use std::path::Path;

use super::{
    reading::{ACCOUNT_KEYS, parse},
    *,
};

fn parsed(text: &str) -> (Config, Vec<What>) {
    let (config, mistakes) = parse(text, Path::new("config.toml"));
    let whats = mistakes.into_iter().map(|mistake| mistake.what);
    (config, whats.collect())
}

#[test]
fn everything_that_can_be_said_is_read() {
    let (config, mistakes) = parsed(
        r#"
        lang = "ru"
        colour = false
        account = "romashka"
        ca_file = "/etc/ssl/company.pem"
        [accounts.romashka]
        address = "romashka.amocrm.ru"
        login = "anna@example.com"
        read_only = true
        credential_command = ["pass", "show", "crm/rolo"]
        ca_file = "other.pem"
        [commands]
        call = ["linphone-cli", "dial", "{phone}"]
        mail = ["thunderbird", "mailto:{email}"]
        "#,
    );
    assert_eq!(mistakes, []);
    assert_eq!(
        (config.lang, config.colour),
        (Some(Language::Russian), Some(false))
    );
    assert_eq!(config.account.as_deref(), Some("romashka"));
    let wishes = &config.accounts["romashka"];
    assert!(wishes.read_only);
    let command = wishes.credential_command.as_ref().unwrap();
    assert_eq!(command.join(" "), "pass show crm/rolo");
    assert_eq!(wishes.ca_file, Some("other.pem".into()));
    let call = config.commands.call.unwrap();
    assert_eq!(call.words().join(" "), "linphone-cli dial {phone}");
    assert!(config.commands.mail.is_some());
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_rest_holds() {
    let (config, mistakes) =
        parsed("lang = \"ru\"\ncolor = true\n[accounts.a]\nkey = \"x\"\nread_only = true");
    assert_eq!(config.lang, Some(Language::Russian));
    assert!(config.accounts["a"].read_only);
    let [
        What::Unknown { line: 2, key, .. },
        What::Unknown {
            line: 4,
            key: inner,
            known: ACCOUNT_KEYS,
        },
    ] = mistakes.as_slice()
    else {
        panic!("{mistakes:?}")
    };
    assert_eq!((key.as_str(), inner.as_str()), ("color", "key"));
}

#[test]
fn a_wrong_value_is_named_with_its_line() {
    for text in [
        "\nlang = \"de\"",
        "\nlang = 1",
        "\nlang = \"RU\"",
        "\ncolour = \"yes\"",
        "\naccount = \"\"",
        "\naccounts = 1",
        "\naccounts.\"../a\" = {}",
        "\naccounts.a.credential_command = \"pass show crm\"",
        "\naccounts.a.credential_command = []",
        "\ncommands = []",
        "\ncommands.call = \"linphone-cli dial {phone}\"",
        "\ncommands.call = [\"linphone-cli\", \"dial\"]",
        "\ncommands.call = [\"linphone-cli\", \"{email}\"]",
        "\ncommands.mail = [\"thunderbird\", \"mailto:{mail}\"]",
    ] {
        let (_, mistakes) = parsed(text);
        assert!(
            matches!(mistakes[..], [What::Value { line: 2, .. }]),
            "{text:?}: {mistakes:?}"
        );
    }
}

#[test]
fn what_is_no_toml_is_named_with_its_line_and_the_rest_holds() {
    let (config, mistakes) = parsed("colour = false\nlang =\naccount = \"a\"");
    assert_eq!(config.colour, Some(false));
    assert!(
        matches!(mistakes[..], [What::Syntax { line: 2, .. }]),
        "{mistakes:?}"
    );
}

#[test]
fn read_only_that_is_not_understood_holds() {
    let (config, mistakes) = parsed("accounts.a.read_only = \"yes\"");
    assert!(config.accounts["a"].read_only && mistakes.len() == 1);
}

//! `rolo config path|show|check`: where the settings are, what holds, and what is wrong with them.

use toml::{Table, Value};

use crate::{
    cli::{
        accounts::Accounts, arguments::access::ConfigTask, output, refusal::Refusal,
        settings::Settings, tell,
    },
    domain::text,
    words::{Word, Words},
};

/// There are mistakes.
const WRONG: u8 = 1;

pub(in crate::cli) fn run(asked: ConfigTask, settings: &Settings) -> Result<u8, Refusal> {
    match asked {
        ConfigTask::Path => {
            let path = settings.config_file();
            output::print(|out| writeln!(out, "{}", path.display()))?;
            Ok(0)
        }
        ConfigTask::Show => {
            let shown = shown(settings)?.to_string();
            output::print(|out| out.write_all(shown.as_bytes()))?;
            Ok(0)
        }
        ConfigTask::Check => Ok(check(settings)),
    }
}

fn check(settings: &Settings) -> u8 {
    let words = Words::new(settings.language);
    for mistake in &settings.mistakes {
        tell(&mistake.sentence(&words));
    }
    if !settings.mistakes.is_empty() {
        return WRONG;
    }
    let file = settings.config_file();
    let word = if file.exists() {
        Word::ConfigFine
    } else {
        Word::ConfigMissing
    };
    let file = text::clean(&file.display().to_string());
    tell(&words.say_with(word, [("file", file.into())]));
    0
}

/// Everything that holds, as a config file would say it.
fn shown(settings: &Settings) -> Result<Table, Refusal> {
    let accounts = Accounts::load(settings)?;
    let mut table = Table::new();
    table.insert("lang".into(), settings.language.tag().into());
    table.insert("colour".into(), settings.colour.into());
    if let Some(name) = accounts.default_name() {
        table.insert("account".into(), name.into());
    }
    if let Some(file) = &settings.config.ca_file {
        table.insert("ca_file".into(), file.display().to_string().into());
    }
    let mut known = Table::new();
    for account in accounts.all() {
        let mut one = Table::new();
        one.insert("address".into(), account.origin.to_string().into());
        if let Some(login) = &account.login {
            one.insert("login".into(), login.clone().into());
        }
        one.insert("read_only".into(), account.read_only.into());
        if let Some(command) = &account.credential_command {
            one.insert("credential_command".into(), command.clone().into());
        }
        if let Some(file) = &account.ca_file {
            one.insert("ca_file".into(), file.display().to_string().into());
        }
        known.insert(account.name.clone(), Value::Table(one));
    }
    if !known.is_empty() {
        table.insert("accounts".into(), Value::Table(known));
    }
    let own = &settings.config.commands;
    let mut commands = Table::new();
    for (name, template) in [("call", &own.call), ("mail", &own.mail)] {
        if let Some(template) = template {
            commands.insert(name.into(), template.words().to_vec().into());
        }
    }
    if !commands.is_empty() {
        table.insert("commands".into(), Value::Table(commands));
    }
    Ok(table)
}

//! `rolo accounts` and `rolo status`: which accounts can be opened, where their secrets lie, and how old their copies are.

use jiff::tz::TimeZone;

use super::{
    accounts::{self, Account, Accounts},
    copies, gates, now, output,
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    crm,
    domain::{id::Moment, text},
    store::{Mirror, Owner},
    words::{Word, Words},
};

/// A list with tabs between its columns, the names of the columns first; a star marks the one that is opened.
pub(super) fn list(settings: &Settings) -> Result<u8, Refusal> {
    let accounts = Accounts::load(settings)?;
    let default = accounts.default_name();
    output::print(|out| {
        writeln!(out, "\tname\taddress\taccount\tuser")?;
        accounts.all().try_for_each(|account| {
            let mark = if default == Some(&account.name) {
                "*"
            } else {
                ""
            };
            let entry = account.entry.as_ref();
            let cells = [
                mark.to_owned(),
                account.name.clone(),
                account.origin.to_string(),
                entry
                    .map(|entry| text::clean(&entry.account_name))
                    .unwrap_or_default(),
                entry
                    .map(|entry| text::clean(&entry.user_name))
                    .unwrap_or_default(),
            ];
            writeln!(out, "{}", cells.join("\t"))
        })?;
        accounts.local().try_for_each(|(name, folder)| {
            let mark = if default == Some(name) { "*" } else { "" };
            let folder = text::clean(&folder.display().to_string());
            writeln!(out, "{mark}\t{name}\t{folder}\t\t")
        })
    })?;
    Ok(0)
}

/// A few lines for each account.
pub(super) fn run(settings: &Settings) -> Result<u8, Refusal> {
    let words = Words::new(settings.language);
    let accounts = Accounts::load(settings)?;
    // With none this says what to do.
    if let Err(none @ Refusal::NoAccount) = accounts.meant(None) {
        return Err(none);
    }
    let brought = accounts::brought(settings).is_some();
    let lines: Vec<String> = accounts
        .all()
        .flat_map(|account| {
            let is_default = accounts.default_name() == Some(&account.name);
            about(account, is_default, brought, settings, &words)
        })
        .chain(accounts.local().flat_map(|(name, folder)| {
            let is_default = accounts.default_name() == Some(name);
            let folder = text::clean(&folder.display().to_string());
            let place = words.say_with(Word::StatusLocal, [("folder", folder.into())]);
            [marked(name, is_default), format!("  {place}")]
        }))
        .collect();
    output::print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(0)
}

fn about(
    account: &Account,
    is_default: bool,
    brought: bool,
    settings: &Settings,
    words: &Words,
) -> Vec<String> {
    let mut lines = vec![marked(&account.name, is_default)];
    let mut say = |line: String| lines.push(format!("  {line}"));
    let address = account.origin.to_string();
    match &account.entry {
        Some(entry) => say(words.say_with(
            Word::StatusAccount,
            [
                ("account", text::clean(&entry.account_name).into()),
                ("user", text::clean(&entry.user_name).into()),
                ("address", address.into()),
            ],
        )),
        None => say(address),
    }
    // The one that the environment brings stands above what is kept.
    let place = if brought {
        words.say(Word::PlaceEnvironment)
    } else {
        account.place().sentence(words)
    };
    say(words.say_with(Word::StatusSecret, [("place", place.into())]));
    let until = account.entry.as_ref().and_then(|entry| entry.until);
    if let (Some(until), false) = (until.map(Moment), brought) {
        let word = if until < now() {
            Word::StatusEnded
        } else {
            Word::StatusUntil
        };
        let when = words.date_time(until, &TimeZone::system());
        say(words.say_with(word, [("when", when.into())]));
    }
    let gate = gates::file(&account.origin, settings);
    if let Some(failure) = crm::standstill(&gate, now()) {
        say(Refusal::Failure(failure).sentence(words));
    }
    if account.read_only {
        say(words.say(Word::StatusReadOnly));
    }
    say(
        match account.owner().and_then(|owner| fresh(owner, settings)) {
            Some(at) => {
                let when = words.date_time(at, &TimeZone::system());
                words.say_with(Word::StatusCopy, [("when", when.into())])
            }
            None => words.say(Word::StatusNoCopy),
        },
    );
    lines
}

fn marked(name: &str, is_default: bool) -> String {
    let mark = if is_default { " *" } else { "" };
    format!("{name}{mark}")
}

/// Until when somebody's copy of an account is up to date; `None` when there is none, or none that is complete.
pub(super) fn fresh(owner: Owner, settings: &Settings) -> Option<Moment> {
    let folder = copies::folder(settings);
    // Opening one would make it.
    if !Mirror::owners(&folder).ok()?.contains(&owner) {
        return None;
    }
    Mirror::open(&folder, owner).ok()?.fresh_at().ok()?
}

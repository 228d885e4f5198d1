//! The account of this machine: empty at first, in a folder of its own, served by the very process that shows it.

use std::path::{Path, PathBuf};

use super::{
    accounts,
    filling::{self, Opened},
    interface, log,
    refusal::Refusal,
    served,
    settings::Settings,
};
use crate::{
    server::{Founding, Owner},
    ui::terminal,
    words::{Language, Word, Words},
};

/// What it is called.
pub(super) const NAME: &str = "local";
/// Its only user, who needs no key: whoever can read the folder is him.
const LOGIN: &str = "me@local.test";

/// Where it is kept: among rolo's data.
fn folder(settings: &Settings) -> PathBuf {
    settings.folders.data.join("account")
}

/// Opens the account, making it where there is none, and writes down that it is there.
pub(super) fn open_or_make(settings: &Settings) -> Result<(PathBuf, Opened), Refusal> {
    let folder = folder(settings);
    let words = Words::new(settings.language);
    let opened = match filling::open(&folder, None, false, &words) {
        Err(Refusal::Empty(_)) => {
            make(&folder, &words)?;
            filling::open(&folder, None, false, &words)?
        }
        opened => opened?,
    };
    accounts::remember_local(settings, NAME, &folder)?;
    Ok((folder, opened))
}

fn make(folder: &Path, words: &Words) -> Result<(), Refusal> {
    let language = words.language();
    let (currency, timezone) = match language {
        Language::Russian => ("RUB", "Europe/Moscow"),
        Language::English => ("USD", "UTC"),
    };
    let founding = Founding {
        name: words.say(Word::LocalAccount),
        subdomain: NAME.to_owned(),
        currency: currency.to_owned(),
        timezone: timezone.to_owned(),
        language: language.tag().to_owned(),
        login: LOGIN.to_owned(),
        user: words.say(Word::LocalUser),
    };
    let key = filling::found(folder, &founding)?;
    let owner = Owner {
        login: founding.login,
        key,
    };
    let Opened { account, .. } = &filling::open(folder, None, false, words)?;
    account
        .keep_owner(owner)
        .map_err(|source| Refusal::of_account(folder, source))
}

/// Shows the account of a folder, for reading only if that is asked for on the command line or in the config file.
pub(super) fn show(
    name: &str,
    folder: &Path,
    read_only: bool,
    settings: &Settings,
) -> Result<u8, Refusal> {
    if !terminal::is_there() {
        return Err(Refusal::NoTerminal);
    }
    let log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let opened = filling::open(folder, None, false, &words)?;
    interface::in_runtime(async {
        let called = Some(name.to_owned());
        let (mut plan, served) = served::begin(opened, folder, called, settings).await?;
        let wishes = settings.config.accounts.get(name);
        plan.config.read_only = read_only || wishes.is_some_and(|wishes| wishes.read_only);
        let shown = interface::show(plan, settings, &log).await;
        served.end().await;
        shown
    })
}

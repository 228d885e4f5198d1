//! Opens the account in a folder and, where it holds nothing yet, fills it.

use std::{
    fs::{self, File},
    io::{self, BufReader},
    path::{Path, PathBuf},
    sync::Arc,
};

use secrecy::{ExposeSecret as _, SecretString};

use super::{now, occupancy::Occupancy, refusal::Refusal, tell};
use crate::{
    domain::text,
    server::{Account, Founding, Imported},
    words::{Word, Words},
};

/// Refused lines of an import that are named one by one.
const NAMED: usize = 10;

/// The folder of the copies of an account, beside the account, for whoever shows it from there.
pub(super) const COPIES: &str = "copies";

/// What an empty account is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filling {
    /// The demo and so many contacts in all.
    Invented { contacts: u32, seed: u64 },
    /// The contacts of this file, one a line.
    Imported(PathBuf),
}

/// An account and our place in its folder, which is given up with it.
pub(super) struct Opened {
    pub(super) account: Account,
    _place: Occupancy,
}

/// Opens the account. One that holds something stays as it is, unless it is to begin `afresh`.
pub(super) fn open(
    folder: &Path,
    filling: Option<&Filling>,
    afresh: bool,
    words: &Words,
) -> Result<Opened, Refusal> {
    let in_folder = |source: io::Error| Refusal::File {
        path: folder.to_owned(),
        source,
    };
    let of_account = |source| Refusal::of_account(folder, source);
    if filling.is_none() && !folder.exists() {
        return Err(Refusal::Empty(folder.to_owned()));
    }
    let place = Occupancy::share(folder).map_err(in_folder)?;
    let account = Account::open(folder, Arc::new(|| now().0)).map_err(of_account)?;
    if afresh {
        if !place.try_alone().map_err(in_folder)? {
            return Err(Refusal::Occupied(folder.to_owned()));
        }
        account.clear().map_err(of_account)?;
        forget(folder).map_err(in_folder)?;
    } else {
        // Somebody who started with us may fill it first, and then goes on using it.
        while account.is_empty().map_err(of_account)?
            && !place.alone_or_rest().map_err(in_folder)?
        {}
    }
    // Whoever had the folder alone before us may have filled it meanwhile.
    let empty = account.is_empty().map_err(of_account)?;
    match filling {
        None if empty => return Err(Refusal::Empty(folder.to_owned())),
        Some(filling) if empty => fill(&account, folder, filling, words)?,
        Some(Filling::Imported(_)) => tell(&words.say_with(
            Word::CliKept,
            [("folder", text::clean(&folder.display().to_string()).into())],
        )),
        None | Some(Filling::Invented { .. }) => {}
    }
    place.together().map_err(in_folder)?;
    Ok(Opened {
        account,
        _place: place,
    })
}

/// Makes a real account in a folder that holds none; gives its administrator's key.
pub(super) fn found(folder: &Path, founding: &Founding) -> Result<SecretString, Refusal> {
    // Whoever fills the folder at this moment is waited for, and then has filled it.
    let _place = Occupancy::share(folder).map_err(|source| Refusal::File {
        path: folder.to_owned(),
        source,
    })?;
    Account::open(folder, Arc::new(|| now().0))
        .and_then(|account| account.found(founding))
        .map_err(|source| Refusal::of_account(folder, source))
}

fn fill(account: &Account, folder: &Path, filling: &Filling, words: &Words) -> Result<(), Refusal> {
    let of_account = |source| Refusal::of_account(folder, source);
    match filling {
        Filling::Invented { contacts, seed } => {
            let count = usize::try_from(*contacts).unwrap_or(usize::MAX);
            tell(&words.say_with(Word::CliSeeding, [("count", count.into())]));
            account.seed_demo(*contacts, *seed).map_err(of_account)
        }
        Filling::Imported(path) => {
            let file = File::open(path).map_err(|source| Refusal::File {
                path: path.clone(),
                source,
            })?;
            let imported = account.import(BufReader::new(file)).map_err(of_account)?;
            report(&imported, words);
            if imported.contacts == 0 {
                // Otherwise an account without anybody would count as filled.
                account.clear().map_err(of_account)?;
                return Err(Refusal::NothingImported(path.clone()));
            }
            Ok(())
        }
    }
}

/// Says what an import did. The keys are nowhere else, so they are said whole, once.
fn report(imported: &Imported, words: &Words) {
    let count = usize::try_from(imported.contacts).unwrap_or(usize::MAX);
    tell(&words.say_with(Word::CliImported, [("count", count.into())]));
    for (line, reason) in imported.refused.iter().take(NAMED) {
        tell(&words.say_with(
            Word::CliRefusedLine,
            [
                ("line", line.to_string().into()),
                ("reason", text::excerpt(reason, 200).into()),
            ],
        ));
    }
    if let Some(more @ 1..) = imported.refused.len().checked_sub(NAMED) {
        tell(&words.say_with(Word::CliRefusedMore, [("count", more.into())]));
    }
    if !imported.keys.is_empty() {
        tell(&words.say(Word::CliKeys));
    }
    for (login, key) in &imported.keys {
        tell(&format!(
            "  {}  {}",
            text::clean(login),
            key.expose_secret()
        ));
    }
}

/// Drafts and the copy belong to contacts that are gone with the old account.
fn forget(folder: &Path) -> io::Result<()> {
    let is_gone = |removed: io::Result<()>| match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    };
    for end in ["", "-wal", "-shm"] {
        is_gone(fs::remove_file(folder.join(format!("drafts.sqlite3{end}"))))?;
    }
    is_gone(fs::remove_dir_all(folder.join(COPIES)))
}

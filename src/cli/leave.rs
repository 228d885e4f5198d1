//! `rolo logout`: the secret of an account is forgotten, and its copy and unsent drafts too, if that is wanted.

use super::{
    accounts::{self, Account, Accounts, Meant},
    arguments::access::Logout,
    copies, drafts, log,
    refusal::Refusal,
    secrets::{self, Place, Secrets},
    settings::Settings,
    tell,
};
use crate::{
    domain::{edit::Draft, text},
    store::{Mirror, Owner},
    words::{Word, Words},
};

/// Drafts that are named one by one.
const NAMED: usize = 5;

pub(super) fn run(asked: &Logout, settings: &Settings) -> Result<u8, Refusal> {
    let _log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let known = Accounts::load(settings)?;
    let account = match known.meant(asked.account.as_deref())? {
        Meant::At(account) => account,
        Meant::Here { name, folder } => {
            accounts::strike_out(settings, name)?;
            let folder = text::clean(&folder.display().to_string());
            let given = [("name", name.into()), ("folder", folder.into())];
            tell(&words.say_with(Word::LogoutLocal, given));
            return Ok(0);
        }
    };
    forget_secret(account, settings)?;
    accounts::strike_out(settings, &account.name)?;
    let word = match &account.credential_command {
        Some(_) => Word::LogoutCommand,
        None => Word::LogoutDone,
    };
    tell(&words.say_with(word, [("name", account.name.clone().into())]));
    let others = known.all().filter(|other| other.name != account.name);
    let owner = account.owner();
    // Somebody may be logged in to it under another name as well.
    let is_shared = others.map(Account::owner).any(|other| other == owner);
    if let Some(owner) = owner.filter(|_| !is_shared) {
        forget_copy(owner, asked, settings, &words)?;
        forget_drafts(owner, asked, settings, &words)?;
    }
    Ok(0)
}

fn forget_secret(account: &Account, settings: &Settings) -> Result<(), Refusal> {
    let forgotten = Secrets::new(settings).forget(&account.key(), None);
    let Err(trouble) = forgotten else {
        return Ok(());
    };
    // Only where it was said to lie does it matter that it could not be forgotten.
    match account.place() {
        place @ (Place::Keyring | Place::Kernel | Place::File) => {
            let still = Secrets::new(settings).read(place, &account.key());
            if matches!(still, Ok(None)) {
                Ok(())
            } else {
                Err(account.no_secret(place, trouble))
            }
        }
        Place::Command | Place::Asked => Ok(()),
    }
}

/// The copy holds names and phones: whoever leaves a machine may want it gone.
fn forget_copy(
    owner: Owner,
    asked: &Logout,
    settings: &Settings,
    words: &Words,
) -> Result<(), Refusal> {
    let folder = copies::folder(settings);
    let owners = Mirror::owners(&folder).unwrap_or_default();
    if !owners.contains(&owner) {
        return Ok(());
    }
    let is_wanted = asked.wipe
        || secrets::is_there()
            && secrets::question(&words.say(Word::AskWipe))
                .is_ok_and(|answer| secrets::is_yes(&answer));
    if !is_wanted {
        tell(&words.say(Word::LogoutCopyStays));
        return Ok(());
    }
    let removed = Mirror::remove(&folder, owner).map_err(|source| Refusal::Copy {
        folder: folder.clone(),
        source,
    })?;
    if !removed {
        return Err(Refusal::Occupied(folder));
    }
    tell(&words.say(Word::LogoutWiped));
    Ok(())
}

/// What was typed is never thrown away without a word.
fn forget_drafts(
    owner: Owner,
    asked: &Logout,
    settings: &Settings,
    words: &Words,
) -> Result<(), Refusal> {
    let folder = &settings.folders.data;
    let kept = drafts::open(folder, words)?;
    let refused = |source| Refusal::Drafts {
        folder: folder.clone(),
        source,
    };
    let all = kept.all(owner).map_err(refused)?;
    if all.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = all
        .iter()
        .take(NAMED)
        .map(|draft| name(draft, words))
        .collect();
    let mut names = names.join(", ");
    if all.len() > NAMED {
        names.push_str(", …");
    }
    let given = [("count", all.len().into()), ("names", names.into())];
    if !asked.drop_drafts {
        tell(&words.say_with(Word::LogoutDraftsStay, given));
        return Ok(());
    }
    for draft in &all {
        kept.drop(owner, draft.subject, &draft.request_id)
            .map_err(refused)?;
    }
    tell(&words.say_with(Word::LogoutDraftsGone, given));
    Ok(())
}

/// Whom a draft is about.
fn name(draft: &Draft, words: &Words) -> String {
    let typed = draft.changes.name.as_deref();
    let name = typed.or_else(|| draft.base.as_ref().map(|contact| contact.name.raw()));
    match name.map(|name| text::excerpt(name, 40)) {
        Some(name) if !name.is_empty() => name,
        _ => words.say(Word::NoName),
    }
}

//! Where the secrets of accounts lie: keyrings first, a file only when somebody said yes, and else nowhere.
//!
//! A secret goes with the name of its account and the address that it is for, so that it is never sent to another one.

mod ask;
mod command;
mod file;
#[cfg(target_os = "linux")]
mod kernel;
mod keyring;
mod until;

use std::fmt;

use rustix::process::{Resource, Rlimit, setrlimit};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

pub(super) use self::{
    ask::{hidden, is_there, is_yes, question, said},
    command::run,
    until::until,
};
use super::{arguments::access::Keep, settings::Settings};
use crate::{
    crm::Origin,
    words::{Word, Words},
};

/// Where the secret of an account is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// The keyring of the desktop or the system.
    Keyring,
    /// The kernel's keyring, which a restart empties.
    Kernel,
    /// A file of its owner's alone.
    File,
    /// The program that the config file names.
    Command,
    /// Nowhere: it is asked for at each start.
    Asked,
}

impl Place {
    /// The place in words, as `kept …`.
    pub(super) fn sentence(self, words: &Words) -> String {
        words.say(match self {
            Self::Keyring => Word::PlaceKeyring,
            Self::Kernel => Word::PlaceKernel,
            Self::File => Word::PlaceFile,
            Self::Command => Word::PlaceCommand,
            Self::Asked => Word::PlaceAsked,
        })
    }
}

impl From<Keep> for Place {
    fn from(wish: Keep) -> Self {
        match wish {
            Keep::Keyring => Self::Keyring,
            Keep::Kernel => Self::Kernel,
            Keep::File => Self::File,
            Keep::Ask => Self::Asked,
        }
    }
}

/// Whose secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The account's name on this machine; also good as the name of a file.
    pub(super) account: String,
    /// The only address that the secret is for.
    pub(super) origin: Origin,
}

/// What a keyring calls it.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.account, self.origin)
    }
}

/// Why a place did not do it, in the system's words; never with a secret in them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Trouble(pub(super) String);

/// A place that keeps secrets.
trait Store {
    fn place(&self) -> Place;

    /// The secret; `None` when this place has none for it.
    fn read(&self, key: &Key) -> Result<Option<SecretString>, Trouble>;

    fn keep(&self, key: &Key, secret: &SecretString) -> Result<(), Trouble>;

    /// Forgets the secret; none is as good.
    fn forget(&self, key: &Key) -> Result<(), Trouble>;
}

/// The places that there are here, the best first.
pub(super) struct Secrets {
    stores: Vec<Box<dyn Store>>,
}

impl Secrets {
    /// Those of this machine; none of them is touched yet.
    pub(super) fn new(settings: &Settings) -> Self {
        let mut stores: Vec<Box<dyn Store>> = Vec::new();
        // On Linux the desktop's keyring is asked over the session bus, which an SSH login mostly does not have.
        if settings.session_bus || !cfg!(target_os = "linux") {
            stores.push(Box::new(keyring::Keyring));
        }
        #[cfg(target_os = "linux")]
        stores.push(Box::new(kernel::Kernel));
        stores.push(Box::new(file::Files::new(&settings.folders.data)));
        Self { stores }
    }

    fn store(&self, place: Place) -> Option<&dyn Store> {
        let store = self.stores.iter().find(|store| store.place() == place);
        store.map(|store| &**store)
    }

    /// The secret that was kept there; `None` when it is not, or no more.
    pub(super) fn read(&self, place: Place, key: &Key) -> Result<Option<SecretString>, Trouble> {
        self.store(place).map_or(Ok(None), |store| store.read(key))
    }

    /// Keeps a secret in the place that is wished, or in the best that works; in a file only if `may_write` says so before
    /// anything is written. Where it is now.
    pub(super) fn keep(
        &self,
        key: &Key,
        secret: &SecretString,
        wish: Option<Keep>,
        may_write: impl FnOnce() -> bool,
    ) -> Result<Place, Trouble> {
        if let Some(place) = wish.map(Place::from) {
            if place == Place::Asked {
                return Ok(place);
            }
            let store = self.store(place);
            let none = || Trouble("there is none on this machine".to_owned());
            return keep_surely(store.ok_or_else(none)?, key, secret).map(|()| place);
        }
        let mut may_write = Some(may_write);
        for store in &self.stores {
            let is_asked = store.place() == Place::File;
            if is_asked && !may_write.take().is_some_and(|may| may()) {
                return Ok(Place::Asked);
            }
            match keep_surely(&**store, key, secret) {
                Ok(()) => return Ok(store.place()),
                Err(trouble) => {
                    tracing::info!(place = ?store.place(), %trouble, "no secret can be kept there");
                }
            }
        }
        Ok(Place::Asked)
    }

    /// Whether the keyrings keep something and give it back; files are not tried out.
    pub(super) fn try_out(&self) -> Vec<(Place, Result<(), Trouble>)> {
        let key = Key {
            account: "doctor".to_owned(),
            origin: Origin::parse("http://127.0.0.1:1").expect("an address of this machine"),
        };
        let nothing = SecretString::from("nothing");
        let keyrings = self.stores.iter();
        let keyrings = keyrings.filter(|store| store.place() != Place::File);
        let tried = keyrings.map(|store| {
            let kept = keep_surely(&**store, &key, &nothing);
            (store.place(), kept.and_then(|()| store.forget(&key)))
        });
        tried.collect()
    }

    /// Forgets the secret wherever it lies but in `but`, also what a login that was cut off left behind.
    pub(super) fn forget(&self, key: &Key, but: Option<Place>) -> Result<(), Trouble> {
        let others = self.stores.iter();
        let others = others.filter(|store| Some(store.place()) != but);
        // All of them, also when one fails.
        let forgotten: Vec<_> = others.map(|store| store.forget(key)).collect();
        forgotten.into_iter().collect()
    }
}

/// A service may answer and yet be locked: only what can be read again is kept.
fn keep_surely(store: &dyn Store, key: &Key, secret: &SecretString) -> Result<(), Trouble> {
    store.keep(key, secret)?;
    let kept = store.read(key)?;
    if kept.is_some_and(|kept| kept.expose_secret() == secret.expose_secret()) {
        return Ok(());
    }
    Err(Trouble("what was kept cannot be read again".to_owned()))
}

/// From now on neither a dump of this process nor another process of the same user shows what it holds.
pub(super) fn close_the_shutters() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Where the system does not let us, it is as it was before.
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

    use super::*;

    type Kept = Rc<RefCell<BTreeMap<String, String>>>;

    /// A place in memory.
    struct Memory {
        place: Place,
        works: bool,
        kept: Kept,
    }

    impl Store for Memory {
        fn place(&self) -> Place {
            self.place
        }

        fn read(&self, key: &Key) -> Result<Option<SecretString>, Trouble> {
            let kept = self.kept.borrow().get(&key.to_string()).cloned();
            Ok(kept.filter(|_| self.works).map(SecretString::from))
        }

        fn keep(&self, key: &Key, secret: &SecretString) -> Result<(), Trouble> {
            let secret = secret.expose_secret().to_owned();
            self.kept.borrow_mut().insert(key.to_string(), secret);
            Ok(())
        }

        fn forget(&self, key: &Key) -> Result<(), Trouble> {
            self.kept.borrow_mut().remove(&key.to_string());
            Ok(())
        }
    }

    fn secrets(places: &[(Place, bool)]) -> (Secrets, Vec<Kept>) {
        let kept: Vec<Kept> = places.iter().map(|_| Kept::default()).collect();
        let stores = places.iter().zip(&kept).map(|((place, works), kept)| {
            let (place, works, kept) = (*place, *works, Rc::clone(kept));
            Box::new(Memory { place, works, kept }) as Box<dyn Store>
        });
        let stores = stores.collect();
        (Secrets { stores }, kept)
    }

    fn key() -> Key {
        Key {
            account: "romashka".to_owned(),
            origin: Origin::parse("https://romashka.amocrm.ru").unwrap(),
        }
    }

    const ALL: [Place; 3] = [Place::Keyring, Place::Kernel, Place::File];

    #[test]
    fn a_secret_goes_to_the_best_place_that_gives_it_back() {
        for (working, place) in [(0, Place::Keyring), (1, Place::Kernel)] {
            let places: Vec<(Place, bool)> = ALL
                .iter()
                .zip(0..)
                .map(|(p, at)| (*p, at >= working))
                .collect();
            let (secrets, _) = secrets(&places);
            let secret = SecretString::from("canary");
            let kept = secrets.keep(&key(), &secret, None, || panic!("no question is asked"));
            assert_eq!(kept, Ok(place));
            let read = secrets.read(place, &key()).unwrap().unwrap();
            assert_eq!(read.expose_secret(), "canary");
        }
    }

    #[test]
    fn nothing_is_written_to_a_file_unless_somebody_says_yes_first() {
        for (answer, place, files) in [(false, Place::Asked, 0), (true, Place::File, 1)] {
            let (secrets, kept) = secrets(&ALL.map(|place| (place, place == Place::File)));
            let secret = SecretString::from("canary");
            let file = Rc::clone(&kept[2]);
            let asked = || {
                assert!(file.borrow().is_empty(), "it is asked before");
                answer
            };
            assert_eq!(secrets.keep(&key(), &secret, None, asked), Ok(place));
            assert_eq!(kept[2].borrow().len(), files);
        }
    }

    #[test]
    fn a_place_that_is_wished_for_is_taken_or_nothing() {
        let (secrets, kept) = secrets(&ALL.map(|place| (place, place != Place::Keyring)));
        let secret = SecretString::from("canary");
        let keep = |wish| secrets.keep(&key(), &secret, Some(wish), || panic!("it was said"));
        assert!(keep(Keep::Keyring).is_err());
        assert_eq!(keep(Keep::File), Ok(Place::File));
        assert_eq!(keep(Keep::Kernel), Ok(Place::Kernel));
        assert_eq!(keep(Keep::Ask), Ok(Place::Asked));
        secrets.forget(&key(), Some(Place::Kernel)).unwrap();
        let counts = kept.iter().map(|kept| kept.borrow().len());
        assert_eq!(counts.collect::<Vec<_>>(), [0, 1, 0]);
    }

    #[test]
    fn a_secret_is_not_found_for_another_address() {
        let (secrets, _) = secrets(&[(Place::File, true)]);
        let secret = SecretString::from("canary");
        secrets
            .keep(&key(), &secret, Some(Keep::File), || true)
            .unwrap();
        let other = Key {
            origin: Origin::parse("https://other.example").unwrap(),
            ..key()
        };
        assert!(secrets.read(Place::File, &other).unwrap().is_none());
    }
}

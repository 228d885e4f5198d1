//! The keyring of the desktop or the system: Secret Service, Keychain, Windows' credentials.

use std::{sync::mpsc, thread, time::Duration};

use keyring::{Entry, Error};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Key, Place, Store, Trouble};

/// What rolo is called in keyrings.
pub(super) const SERVICE: &str = "rolo";
/// A keyring that shows a dialog where nobody sees it would be waited for without end.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) struct Keyring;

impl Store for Keyring {
    fn place(&self) -> Place {
        Place::Keyring
    }

    fn read(&self, key: &Key) -> Result<Option<SecretString>, Trouble> {
        patiently(key, |entry| found(entry.get_password()))
    }

    fn keep(&self, key: &Key, secret: &SecretString) -> Result<(), Trouble> {
        let secret = secret.clone();
        patiently(key, move |entry| entry.set_password(secret.expose_secret()))
    }

    fn forget(&self, key: &Key) -> Result<(), Trouble> {
        patiently(key, |entry| gone(entry.delete_credential()))
    }
}

/// Does it on a thread of its own, which is left behind when it takes too long.
fn patiently<T: Send + 'static>(
    key: &Key,
    work: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, Trouble> {
    let key = key.to_string();
    let (tell, told) = mpsc::channel();
    let waiting = thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            // Nobody listens any more when it took too long.
            let _ = tell.send(Entry::new(SERVICE, &key).and_then(work));
        });
    waiting.map_err(|error| Trouble(error.to_string()))?;
    match told.recv_timeout(PATIENCE) {
        Ok(done) => done.map_err(|error| trouble(&error)),
        Err(_) => Err(Trouble("the keyring did not answer".to_owned())),
    }
}

/// What was found, if anything was.
pub(super) fn found(read: Result<String, Error>) -> Result<Option<SecretString>, Error> {
    match read {
        Ok(secret) => Ok(Some(SecretString::from(secret))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What was not there is forgotten.
pub(super) fn gone(forgotten: Result<(), Error>) -> Result<(), Error> {
    match forgotten {
        Err(Error::NoEntry) => Ok(()),
        done => done,
    }
}

/// Some errors hold what is kept: their own words are not said.
pub(super) fn trouble(error: &Error) -> Trouble {
    Trouble(match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "what is kept is no text".to_owned(),
        error => error.to_string(),
    })
}

//! The Linux kernel's own keyring: there without a desktop, and empty after a restart or some days without use.

use keyring_core::{Entry, api::CredentialStoreApi as _};
use linux_keyutils::{KeyRing, KeyRingIdentifier};
use linux_keyutils_keyring_store::Store as Keyutils;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    Key, Place, Store, Trouble,
    keyring::{SERVICE, found, gone, trouble},
};

pub(super) struct Kernel;

impl Kernel {
    fn entry(key: &Key) -> Result<Entry, Trouble> {
        // A process without a session keyring (cron, `su -c`) could write keys there, but not read them again.
        KeyRing::from_special_id(KeyRingIdentifier::Session, true)
            .map_err(|error| Trouble(error.to_string()))?;
        Keyutils::new()
            .and_then(|store| store.build(SERVICE, &key.to_string(), None))
            .map_err(|error| trouble(&error))
    }
}

impl Store for Kernel {
    fn place(&self) -> Place {
        Place::Kernel
    }

    fn read(&self, key: &Key) -> Result<Option<SecretString>, Trouble> {
        found(Self::entry(key)?.get_password()).map_err(|error| trouble(&error))
    }

    fn keep(&self, key: &Key, secret: &SecretString) -> Result<(), Trouble> {
        let kept = Self::entry(key)?.set_password(secret.expose_secret());
        kept.map_err(|error| trouble(&error))
    }

    fn forget(&self, key: &Key) -> Result<(), Trouble> {
        gone(Self::entry(key)?.delete_credential()).map_err(|error| trouble(&error))
    }
}

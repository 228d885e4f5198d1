//! Opens copies: the one that is recalled, the one that the account says it is, or one in memory where the disk refuses.

use std::sync::Arc;

use super::{
    Kept,
    recalling::{Recalled, Recalling},
};
use crate::{
    domain::{account::Account, failure::Failure},
    store::{Mirror, Owner},
    worker::{Place, disk, finder::Copied, sync},
};

/// A copy at work.
pub(super) struct Held {
    pub(super) kept: Arc<Kept>,
    /// What is read of it.
    read: Recalled,
}

impl Held {
    pub(super) fn owner(&self) -> Owner {
        self.read.owner
    }

    /// What the account said about itself last.
    pub(super) fn account(&self) -> Option<Arc<Account>> {
        self.read.account.clone()
    }

    /// The same, also as received.
    pub(super) fn described(&self) -> Option<(Arc<Account>, String)> {
        self.account().zip(self.read.raw.clone())
    }

    /// Keeps what the account says about itself, for this run and the next start.
    pub(super) async fn learn(&mut self, account: &Arc<Account>, raw: String) -> Copied {
        self.read.decoder.recall(&raw);
        self.read.head = None;
        self.read.account = Some(Arc::clone(account));
        self.read.raw = Some(raw.clone());
        let kept = disk::on_copy(&self.kept.mirror, move |mirror| mirror.keep_account(&raw)).await;
        if let Err(failure) = kept {
            tracing::warn!(%failure, "the next start will not know the account");
        }
        self.read.copied()
    }
}

/// Where the copies are.
pub(super) struct Shelf {
    place: Option<Place>,
    recalling: Option<Recalling>,
}

impl Shelf {
    pub(super) fn new(recalling: Option<Recalling>) -> Self {
        Self {
            place: recalling.as_ref().map(|recalling| recalling.place.clone()),
            recalling,
        }
    }

    /// The copy that this address had last, if it can be read; once.
    pub(super) async fn recall(&mut self) -> Option<Recalled> {
        self.recalling.take()?.done().await
    }

    /// Opens a recalled copy to be kept, if that can be done.
    pub(super) async fn take_up(&self, read: Recalled) -> Option<Held> {
        let (place, owner) = (self.place.clone()?, read.owner);
        let opened = disk::blocking(move || sync::open(place.copies.folder(), owner));
        let kept = Kept {
            mirror: Arc::new(opened.await.ok()?.mirror),
            unwritten: None,
        };
        Some(Held {
            kept: Arc::new(kept),
            read,
        })
    }

    /// Remembers whose copy belongs to this address.
    pub(super) async fn remember(&self, owner: Owner) {
        let Some(place) = self.place.clone() else {
            return;
        };
        let remembered = disk::blocking(move || place.copies.remember(&place.key, owner)).await;
        if !matches!(remembered, Ok(true)) {
            tracing::warn!("the next start will not know whose copy this is");
        }
    }

    /// This owner's copy. One that the disk has refused, or refuses now, is in memory.
    pub(super) async fn open(
        &self,
        owner: Owner,
        refused: Option<Failure>,
    ) -> Result<Held, Failure> {
        let on_disk = match (&self.place, refused) {
            (None, refused) | (Some(_), refused @ Some(_)) => Err(refused),
            (Some(place), None) => {
                let place = place.clone();
                let opened = disk::blocking(move || {
                    let mirror = sync::open(place.copies.folder(), owner)?.mirror;
                    let searched = Mirror::open_to_read(place.copies.folder(), owner)?;
                    Ok((Arc::new(mirror), Arc::new(searched)))
                });
                opened.await.map_err(Some)
            }
        };
        let (mirror, searched, unwritten) = match on_disk {
            Ok((mirror, searched)) => (mirror, searched, None),
            Err(unwritten) => {
                let mirror = Arc::new(Mirror::in_memory().map_err(|error| disk::of_copy(&error))?);
                (Arc::clone(&mirror), mirror, unwritten)
            }
        };
        Ok(Held {
            kept: Arc::new(Kept { mirror, unwritten }),
            read: Recalled {
                owner,
                mirror: searched,
                decoder: Arc::default(),
                account: None,
                raw: None,
                head: None,
            },
        })
    }
}

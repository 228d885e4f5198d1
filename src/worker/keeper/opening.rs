//! Opens copies: the one that is recalled, the one that the account says it is, or one in memory where the disk refuses.

use std::sync::Arc;

use super::Kept;
use crate::{
    crm::Decoder,
    domain::{account::Account, failure::Failure},
    store::{Mirror, Owner},
    worker::{Place, disk, finder::Copied, sync},
};

/// A copy at work.
pub(super) struct Held {
    pub(super) owner: Owner,
    pub(super) kept: Arc<Kept>,
    /// A second opening, for searches.
    searched: Arc<Mirror>,
    decoder: Arc<Decoder>,
    /// What the account said about itself last.
    pub(super) account: Option<Arc<Account>>,
    /// The same as received.
    pub(super) raw: Option<String>,
}

impl Held {
    /// Keeps what the account says about itself, for this run and the next start.
    pub(super) async fn learn(&mut self, account: &Arc<Account>, raw: String) -> Copied {
        self.decoder.recall(&raw);
        self.account = Some(Arc::clone(account));
        self.raw = Some(raw.clone());
        let kept = disk::on_copy(&self.kept.mirror, move |mirror| mirror.keep_account(&raw)).await;
        if let Err(failure) = kept {
            tracing::warn!(%failure, "the next start will not know the account");
        }
        self.copied()
    }

    fn copied(&self) -> Copied {
        Copied {
            mirror: Arc::clone(&self.searched),
            decoder: Arc::clone(&self.decoder),
            user: self.owner.user,
            account: self.account.clone(),
        }
    }
}

/// Where the copies are.
pub(super) struct Shelf {
    place: Option<Place>,
}

impl Shelf {
    pub(super) fn new(place: Option<Place>) -> Self {
        Self { place }
    }

    /// The copy that this address had last, if it can be used.
    pub(super) async fn recall(&self) -> Option<(Held, Copied)> {
        let place = self.place.clone()?;
        let opened = disk::blocking(move || {
            let Some(owner) = place.copies.recall(&place.key) else {
                return Ok(None);
            };
            let searched = Arc::new(Mirror::open(place.copies.folder(), owner)?);
            let raw = searched.account()?;
            let mirror = sync::open(place.copies.folder(), owner)?.mirror;
            Ok(Some((owner, searched, Arc::new(mirror), raw)))
        });
        let (owner, searched, mirror, raw) = opened.await.ok()??;
        let decoder = Arc::new(Decoder::default());
        let account = raw.as_deref().and_then(|raw| decoder.recall(raw));
        let held = Held {
            owner,
            kept: Arc::new(Kept {
                mirror,
                unwritten: None,
            }),
            searched,
            decoder,
            account: account.map(Arc::new),
            raw,
        };
        let copied = held.copied();
        Some((held, copied))
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
                    let searched = Mirror::open(place.copies.folder(), owner)?;
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
            owner,
            kept: Arc::new(Kept { mirror, unwritten }),
            searched,
            decoder: Arc::default(),
            account: None,
            raw: None,
        })
    }
}

//! Takes up the copy that an address had last while the rest of the program is still being put together.

use std::{hint::black_box, sync::Arc, thread};

use tokio::sync::oneshot;

use crate::{
    crm::Decoder,
    domain::{account::Account, order::Alphabet},
    store::{self, Mirror, Owner},
    worker::{
        Place, disk,
        finder::{Copied, Head},
    },
};

/// A copy that is being recalled on a thread of its own.
#[derive(Debug)]
pub struct Recalling {
    pub(super) place: Place,
    recalled: oneshot::Receiver<Option<Recalled>>,
}

/// A copy as it is read, in an opening of its own.
#[derive(Debug, Clone)]
pub(super) struct Recalled {
    pub(super) owner: Owner,
    pub(super) mirror: Arc<Mirror>,
    pub(super) decoder: Arc<Decoder>,
    /// What the account said about itself last.
    pub(super) account: Option<Arc<Account>>,
    /// The same as received.
    pub(super) raw: Option<String>,
    /// The beginning of its list.
    pub(super) head: Option<Arc<Head>>,
}

impl Recalling {
    /// Begins; `rows` is how many contacts will be shown first.
    pub fn begin(place: Place, alphabet: Alphabet, rows: usize) -> Self {
        let (told, recalled) = oneshot::channel();
        let of = place.clone();
        let begun = thread::Builder::new()
            .name("recall".to_owned())
            .spawn(move || {
                make_room();
                let recalled = recall(&of, alphabet, rows).unwrap_or_else(|error| {
                    // The account will say whose copy it is, and then it is tried again.
                    disk::of_copy(&error);
                    None
                });
                // Nobody waits when the interface could not begin.
                let _ = told.send(recalled);
            });
        if let Err(error) = begun {
            tracing::warn!(%error, "the copy is not recalled");
        }
        Self { place, recalled }
    }

    /// The copy that this address had last, if it can be read.
    pub(super) async fn done(self) -> Option<Recalled> {
        wait(self.recalled).await?
    }
}

/// What a thread tells; `None` when it ended without a word.
#[cfg(not(test))]
async fn wait<R>(result: oneshot::Receiver<R>) -> Option<R> {
    result.await.ok()
}

/// The clocks of tests stand still while nothing can happen, and a thread is nothing to them unless the runtime waits for it.
#[cfg(test)]
async fn wait<R: Send + 'static>(result: oneshot::Receiver<R>) -> Option<R> {
    let waited = tokio::task::spawn_blocking(|| result.blocking_recv().ok());
    waited.await.ok().flatten()
}

impl Recalled {
    /// It, to be searched.
    pub(super) fn copied(&self) -> Copied {
        Copied {
            mirror: Arc::clone(&self.mirror),
            decoder: Arc::clone(&self.decoder),
            user: self.owner.user,
            account: self.account.clone(),
            head: self.head.clone(),
        }
    }
}

/// Has memory ready for a recall. Some allocators grow the memory of a thread by one page and one call to the system at a time,
/// for which every other thread that begins has to wait; what was asked for in large pieces stays with it.
fn make_room() {
    const PIECE: usize = 96 * 1024;
    const PIECES: usize = 6;
    drop(black_box(
        [(); PIECES].map(|()| Vec::<u8>::with_capacity(PIECE)),
    ));
}

fn recall(
    place: &Place,
    alphabet: Alphabet,
    rows: usize,
) -> Result<Option<Recalled>, store::Error> {
    let Some(owner) = place.copies.recall(&place.key) else {
        return Ok(None);
    };
    let mirror = Mirror::open_to_read(place.copies.folder(), owner)?;
    let raw = mirror.account()?;
    let decoder = Decoder::default();
    let account = raw.as_deref().and_then(|raw| decoder.recall(raw));
    let head = Head::read(&mirror, &decoder, alphabet, rows)?;
    Ok(Some(Recalled {
        owner,
        mirror: Arc::new(mirror),
        decoder: Arc::new(decoder),
        account: account.map(Arc::new),
        raw,
        head: Some(Arc::new(head)),
    }))
}

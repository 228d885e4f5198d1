//! Opens a copy for whoever may keep it, past damage where nobody else has it open.

use std::path::{Path, PathBuf};

use crate::store::{self, Mirror, Owner, mirror::Lead};

/// A copy that was opened.
pub(crate) struct Opened {
    pub(crate) mirror: Mirror,
    /// The right to keep it; `None` when another process does.
    pub(crate) lead: Option<Lead>,
    /// Where a damaged copy is now, in whose place a new one was begun.
    pub(crate) aside: Option<PathBuf>,
}

/// Opens this owner's copy in `dir`. Who gets the lead asks for it before: only one may move a damaged copy aside.
pub(crate) fn open(dir: &Path, owner: Owner) -> Result<Opened, store::Error> {
    let lead = Mirror::lead(dir, owner)?;
    let (mirror, aside) = match &lead {
        Some(_) => Mirror::open_past_damage(dir, owner)?,
        None => (Mirror::open(dir, owner)?, None),
    };
    if let Some(aside) = &aside {
        tracing::warn!("the copy was damaged and is now in {}", aside.display());
    }
    if lead.is_some()
        && let Err(error) = mirror.empty_log()
    {
        // The next start takes a little longer, that is all.
        tracing::warn!(%error, "the log of the copy could not be emptied");
    }
    Ok(Opened {
        mirror,
        lead,
        aside,
    })
}

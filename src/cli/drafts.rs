//! The drafts of the interface: a damaged file of them is moved aside, and the person is told where it is.

use std::path::Path;

use super::{refusal::Refusal, tell};
use crate::{
    store::Drafts,
    words::{Word, Words},
};

/// Opens the drafts in `folder`.
pub(super) fn open(folder: &Path, words: &Words) -> Result<Drafts, Refusal> {
    let (drafts, aside) = Drafts::open_past_damage(folder).map_err(|source| Refusal::Drafts {
        folder: folder.to_owned(),
        source,
    })?;
    if let Some(aside) = aside {
        tracing::warn!("the drafts were damaged and are now in {}", aside.display());
        let path = aside.display().to_string();
        tell(&words.say_with(Word::CliDraftsAside, [("path", path.into())]));
    }
    Ok(drafts)
}

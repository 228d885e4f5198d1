//! Where rolo keeps things on this machine (XDG), and making those places for their owner only.

use std::{
    fs::DirBuilder,
    io,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

use super::refusal::Refusal;

const NAME: &str = "rolo";

/// The folders of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folders {
    /// Drafts and the demo account.
    pub(super) data: PathBuf,
    /// Copies of accounts.
    pub(super) cache: PathBuf,
    /// The log.
    pub(super) state: PathBuf,
    /// The config file.
    pub(super) config: PathBuf,
}

impl Folders {
    /// Finds them; makes none.
    pub(super) fn find() -> Result<Self, Refusal> {
        let base = etcetera::choose_base_strategy().map_err(|_| Refusal::NoHome)?;
        Ok(Self {
            data: base.data_dir().join(NAME),
            cache: base.cache_dir().join(NAME),
            state: base
                .state_dir()
                .unwrap_or_else(|| base.data_dir())
                .join(NAME),
            config: base.config_dir().join(NAME),
        })
    }
}

/// Makes the folder and those above it that are missing, for their owner only.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

//! Where rolo keeps things on this machine (XDG), and making those places for their owner only.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    process,
};

use etcetera::BaseStrategy as _;
use rustix::fs::OFlags;

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

/// Whether somebody else than its owner and his group can change it, or it is somebody else's. What is not there is nobody's.
pub(super) fn is_open_to_others(path: &Path) -> bool {
    const OTHERS_WRITE: u32 = 0o002;
    let Ok(metadata) = fs::metadata(path) else {
        return false;
    };
    let me = rustix::process::geteuid();
    let is_trusted = me.is_root() || [0, me.as_raw()].contains(&metadata.uid());
    !is_trusted || metadata.mode() & OTHERS_WRITE != 0
}

/// Waits until nobody else holds this lock; it is ours until the file is closed.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    let lock = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
        .open(path)?;
    lock.lock()?;
    Ok(lock)
}

/// Puts a file that only its owner can read in place of another, whole or not at all.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let nameless = || io::Error::from(io::ErrorKind::InvalidInput);
    make(path.parent().ok_or_else(nameless)?)?;
    let mut name = path.file_name().ok_or_else(nameless)?.to_owned();
    name.push(format!(".{}.new", process::id()));
    let new = path.with_file_name(name);
    // What a process of the same number left behind when it was killed.
    let _ = fs::remove_file(&new);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    let done = write(&mut file)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&new, path));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

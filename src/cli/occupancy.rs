//! Several processes may use one account's folder; only one, and no other beside it, may fill or empty it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    thread,
    time::Duration,
};

use rustix::fs::OFlags;

use super::folders;

const FILE: &str = "rolo.lock";
/// How long one waits for somebody who fills the account before looking again.
const REST: Duration = Duration::from_millis(20);

/// A place in the folder, shared with others until it is made ours alone; given up when dropped or when the process ends.
#[derive(Debug)]
pub(super) struct Occupancy(File);

impl Occupancy {
    /// Enters the folder, making it where it is missing; waits while somebody fills it.
    pub(super) fn share(folder: &Path) -> io::Result<Self> {
        folders::make(folder)?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
            .open(folder.join(FILE))?;
        file.lock_shared()?;
        Ok(Self(file))
    }

    /// Makes the folder ours alone; false when somebody else is in it.
    pub(super) fn try_alone(&self) -> io::Result<bool> {
        self.0.unlock()?;
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => {
                self.0.lock_shared()?;
                Ok(false)
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Tries to have the folder alone; when somebody else is in it, gives up our place and rests, so that of several who
    /// want it one gets it. Call it again until it is true or not wanted any more, then [`together`](Self::together).
    pub(super) fn alone_or_rest(&self) -> io::Result<bool> {
        self.0.unlock()?;
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(REST);
                Ok(false)
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Lets others in again.
    pub(super) fn together(&self) -> io::Result<()> {
        self.0.unlock()?;
        self.0.lock_shared()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_share_a_folder_but_only_one_has_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let one = Occupancy::share(folder.path()).unwrap();
        assert!(one.try_alone().unwrap());
        one.together().unwrap();
        let two = Occupancy::share(folder.path()).unwrap();
        assert!(!one.try_alone().unwrap());
        assert!(!two.try_alone().unwrap());
        drop(two);
        assert!(one.try_alone().unwrap());
    }
}

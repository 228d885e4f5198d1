//! Whether the settings hold, and whether what rolo keeps on this machine is its owner's alone.

use std::{fs, os::unix::fs::MetadataExt as _, path::Path};

use super::{Chart, Subject};
use crate::{cli::settings::Settings, domain::text, words::Word};

/// What nobody but the owner may have, and what nobody but the owner may change.
const PRIVATE: u32 = 0o077;
const CHANGED: u32 = 0o022;
/// More than this many are not named one by one.
const NAMED: usize = 5;

/// The mistakes of the config file.
pub(super) fn examine_settings(chart: &mut Chart<'_>, settings: &Settings) {
    for mistake in &settings.mistakes {
        let said = mistake.sentence(chart.words);
        chart.note(Subject::Settings, false, said);
    }
    if settings.mistakes.is_empty() {
        let file = text::clean(&settings.config_file().display().to_string());
        let word = if settings.config_file().exists() {
            Word::ConfigFine
        } else {
            Word::ConfigMissing
        };
        chart.fine(Subject::Settings, word, [("file", file.into())]);
    }
}

/// The modes and owners of folders and files.
pub(super) fn examine(chart: &mut Chart<'_>, settings: &Settings) {
    let folders = &settings.folders;
    let mut open = Vec::new();
    for folder in [&folders.data, &folders.cache, &folders.state] {
        look(folder, PRIVATE, &mut open);
    }
    // The config is the person's own: who reads it learns nothing secret, who changes it chooses what is run.
    look(&folders.config, CHANGED, &mut open);
    for path in open.iter().take(NAMED) {
        chart.attention(
            Subject::Files,
            Word::DoctorOpen,
            [("path", path.clone().into())],
        );
    }
    if let Some(more @ 1..) = open.len().checked_sub(NAMED) {
        chart.attention(
            Subject::Files,
            Word::DoctorOpenMore,
            [("count", more.into())],
        );
    }
    if open.is_empty() {
        chart.fine(Subject::Files, Word::DoctorClosed, []);
    }
}

/// Gathers what others may touch, from a folder downwards; links are not followed.
fn look(path: &Path, forbidden: u32, open: &mut Vec<String>) {
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return;
    };
    if metadata.is_symlink() {
        return;
    }
    let is_ours = metadata.uid() == rustix::process::geteuid().as_raw();
    if !is_ours || metadata.mode() & forbidden != 0 {
        open.push(text::clean(&path.display().to_string()));
        return;
    }
    let entries = metadata.is_dir().then(|| fs::read_dir(path));
    for entry in entries.into_iter().flatten().flatten().flatten() {
        look(&entry.path(), forbidden, open);
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_others_may_read_is_named_once_and_from_above() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        fs::create_dir_all(folder.join("inner")).unwrap();
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        let found = |forbidden| {
            let mut open = Vec::new();
            look(&folder, forbidden, &mut open);
            open
        };
        mode(&folder, 0o700);
        mode(&folder.join("inner"), 0o700);
        assert_eq!(found(PRIVATE), [""; 0]);
        mode(&folder.join("inner"), 0o755);
        assert_eq!(found(PRIVATE).len(), 1);
        assert_eq!(found(CHANGED), [""; 0]);
        mode(&folder, 0o722);
        assert_eq!(found(CHANGED), [folder.display().to_string()]);
    }
}

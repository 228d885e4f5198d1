//! Where the processes of one person keep to a common pace: a small file for each address.

use std::path::PathBuf;

use super::settings::Settings;
use crate::crm::Origin;

/// The file for the account at this address. Not among what can be made again: an account that blocks everybody is left alone
/// also after the copies were thrown away.
pub(super) fn file(origin: &Origin, settings: &Settings) -> PathBuf {
    let address = origin.to_string();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '.' {
            c
        } else {
            '-'
        }
    };
    let name: String = address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .chars()
        .map(plain)
        .collect();
    settings.folders.state.join("gates").join(name)
}

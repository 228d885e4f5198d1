//! `rolo demo`: an account with invented contacts in this process, and the interface on it.

use std::path::PathBuf;

use super::{
    arguments::Demo,
    filling::{self, Filling},
    interface, log,
    refusal::Refusal,
    served,
    settings::Settings,
};
use crate::{ui::terminal, words::Words};

/// How many contacts are invented when nobody says.
pub(super) const CONTACTS: u32 = 2_000;
/// Which people are invented when nobody says.
pub(super) const SEED: u64 = 1;

/// Where the demo is kept: among rolo's data.
pub(super) fn folder(settings: &Settings) -> PathBuf {
    settings.folders.data.join("demo")
}

pub(super) fn run(demo: Demo, settings: &Settings) -> Result<u8, Refusal> {
    if !terminal::is_there() {
        return Err(Refusal::NoTerminal);
    }
    let log = log::to_file(settings)?;
    let folder = demo.data.unwrap_or_else(|| folder(settings));
    let filling = demo.import.map_or(
        Filling::Invented {
            contacts: demo.contacts,
            seed: demo.seed,
        },
        Filling::Imported,
    );
    let words = Words::new(settings.language);
    let opened = filling::open(&folder, Some(&filling), demo.fresh, &words)?;
    interface::in_runtime(async {
        let (plan, served) = served::begin(opened, &folder, None, settings).await?;
        let shown = interface::show(plan, settings, &log).await;
        served.end().await;
        shown
    })
}

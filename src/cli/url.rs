//! `rolo` and `rolo --url`: the interface on an account that somebody else serves.

use super::{
    accounts::{self, Accounts, Meant},
    arguments::Open,
    copies, drafts, first,
    interface::{self, Plan},
    local, log,
    refusal::Refusal,
    settings::Settings,
};
use crate::{store::Copies, ui::terminal, words::Words, worker::Place};

pub(super) fn run(asked: &Open, settings: &Settings) -> Result<u8, Refusal> {
    if asked.which.url.is_none() {
        let accounts = Accounts::load(settings)?;
        match accounts.meant(asked.which.account.as_deref()) {
            Ok(Meant::Here { name, folder }) => {
                return local::show(name, folder, asked.read_only, settings);
            }
            Err(Refusal::NoAccount) if first::is_possible() => return first::run(asked, settings),
            _ => {}
        }
    }
    let opened = accounts::open(asked, settings)?;
    if !terminal::is_there() {
        return Err(Refusal::NoTerminal);
    }
    let log = log::to_file(settings)?;
    // First of all: whoever has been here before sees it as soon as there is a screen.
    let copy = copies::recall(
        Place {
            copies: Copies::at(copies::folder(settings)),
            key: copies::key(&opened.origin, &opened.access),
        },
        settings,
    );
    let folder = &settings.folders.data;
    let drafts = drafts::open(folder, &Words::new(settings.language))?;
    let plan = Plan {
        origin: opened.origin,
        access: opened.access,
        config: opened.config,
        drafts,
        copy,
        called: opened.called,
    };
    interface::in_runtime(interface::show(plan, settings, &log))
}

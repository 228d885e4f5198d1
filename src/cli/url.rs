//! `rolo --url`: the interface on an account that somebody else serves.

use super::{
    drafts,
    interface::{self, Plan},
    log,
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    crm::{Access, Config, Origin, Rate},
    ui::terminal,
    words::Words,
};

pub(super) fn run(url: &str, rate: Option<u8>, settings: &Settings) -> Result<u8, Refusal> {
    let origin = Origin::parse(url)?;
    if !origin.is_loopback() {
        return Err(Refusal::Elsewhere);
    }
    let token = settings.token.clone().ok_or(Refusal::NoToken)?;
    if !terminal::is_there() {
        return Err(Refusal::NoTerminal);
    }
    let log = log::to_file(settings)?;
    let folder = &settings.folders.data;
    let drafts = drafts::open(folder, &Words::new(settings.language))?;
    let plan = Plan {
        origin,
        access: Access::Token(token),
        rate: rate
            .and_then(Rate::per_second)
            .unwrap_or_else(|| Config::default().rate),
        drafts,
    };
    interface::in_runtime(interface::show(plan, settings, &log))
}

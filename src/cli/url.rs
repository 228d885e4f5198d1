//! `rolo --url`: the interface on an account that somebody else serves.

use super::{
    copies, drafts,
    interface::{self, Plan},
    log,
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    crm::{Access, Config, Origin, Rate},
    store::Copies,
    ui::terminal,
    words::Words,
    worker::Place,
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
    let access = Access::Token(token);
    let copy = Place {
        copies: Copies::at(copies::folder(settings)),
        key: copies::key(&origin, &access),
    };
    let plan = Plan {
        origin,
        access,
        rate: rate
            .and_then(Rate::per_second)
            .unwrap_or_else(|| Config::default().rate),
        drafts,
        copy,
    };
    interface::in_runtime(interface::show(plan, settings, &log))
}

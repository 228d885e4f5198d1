//! `rolo show`: one contact from the copy, as its card or as it was received.

use super::{
    arguments::copied::Show, copies::Copy, log, now, output, refusal::Refusal, settings::Settings,
};
use crate::{
    ui::view::{Known, Look, Theme, card_lines},
    words::Words,
};

pub(super) fn run(asked: &Show, settings: &Settings) -> Result<u8, Refusal> {
    let _log = log::to_file(settings)?;
    let look = Look {
        words: Words::new(settings.language),
        theme: Theme::new(false),
    };
    let copy = Copy::open(&asked.which, settings, &look.words)?;
    let not_there = || Refusal::NotCopied(asked.id);
    let raw = copy.one(asked.id)?.ok_or_else(not_there)?;
    if asked.json {
        output::print(|out| writeln!(out, "{raw}"))?;
        return Ok(0);
    }
    let contact = copy.read(&raw).ok_or_else(not_there)?;
    let known = Known {
        account: copy.account.as_ref(),
        zone: &copy.zone,
        now: now(),
    };
    // In a file or a pipe every value has a line of its own.
    let width = output::width().unwrap_or(u16::MAX);
    let lines = card_lines(&contact, known, &look, width);
    output::print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(0)
}

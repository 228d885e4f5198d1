//! The same people as lines for fzf.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use rolo::{
    crm::Decoder,
    domain::{contact::Contact, field::FieldRole, fold},
    store::Mirror,
};

/// Where copies are kept.
const COPIES: &str = ".cache/rolo/copies";

/// Writes everybody of the copy under `home`: id, name, company, phones as written and their digits, e-mails, tags.
pub(crate) fn write(home: &Path, lines: &Path) -> Result<()> {
    let folder = home.join(COPIES);
    let owner = *Mirror::owners(&folder)?.first().context("no copy")?;
    let mirror = Mirror::open(&folder, owner)?;
    let decoder = Decoder::default();
    decoder.recall(&mirror.account()?.context("a copy without an account")?);
    let mut out = BufWriter::new(File::create(lines)?);
    let mut outcome = Ok(());
    mirror.each(|_, raw| {
        if let (Ok(()), Some(contact)) = (&outcome, decoder.read(raw)) {
            outcome = writeln!(out, "{}", line(&contact));
        }
    })?;
    outcome?;
    Ok(out.flush()?)
}

fn line(contact: &Contact) -> String {
    let values = |role| {
        let values = contact.values_of(role).iter();
        values
            .filter_map(|value| value.raw())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let phones = values(FieldRole::Phone);
    let company = contact.company.as_ref();
    let tags: Vec<_> = contact.tags.iter().map(|tag| tag.name.raw()).collect();
    [
        contact.id.0.to_string(),
        contact.name.raw().to_owned(),
        company.map_or_else(String::new, |company| company.name.raw().to_owned()),
        phones
            .split(", ")
            .map(fold::digits)
            .collect::<Vec<_>>()
            .join(" "),
        phones,
        values(FieldRole::Email),
        tags.join(", "),
    ]
    .map(|text| text.replace(['\t', '\n', '\r'], " "))
    .join("\t")
}

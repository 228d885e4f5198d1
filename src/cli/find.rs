//! `rolo find`: the search line asked from the shell, answered from the copy.

mod sheet;
mod table;

use std::io::{self, Write};

use super::{
    arguments::copied::{Find, Format},
    copies::Copy,
    log, now, output,
    refusal::Refusal,
    settings::Settings,
    tell,
};
use crate::{
    domain::{contact::Contact, id::ContactId, query::Query},
    index::Question,
    words::{Word, Words},
    worker::{circumstances, people::People},
};

/// Nobody was found.
const NOTHING: u8 = 1;

pub(super) fn run(asked: &Find, settings: &Settings) -> Result<u8, Refusal> {
    let _log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let copy = Copy::open(&asked.which, settings, &words)?;
    let limit = asked.limit.unwrap_or(usize::MAX);
    let ids = search(&asked.query.join(" "), limit, &copy)?;
    let found = Found {
        copy: &copy,
        ids: &ids,
    };
    let width = output::width();
    output::print(|out| match asked.format {
        Format::Table if ids.is_empty() => Ok(()),
        Format::Table => table::write(out, found.contacts(), &words, width),
        Format::Json => found.write_list(out),
        Format::Jsonl => found.write_lines(out),
        Format::Csv => sheet::write(out, found.contacts(), sheet::CSV, &copy, width.is_some()),
        Format::Tsv => sheet::write(out, found.contacts(), sheet::TSV, &copy, width.is_some()),
    })?;
    if !ids.is_empty() {
        return Ok(0);
    }
    if width.is_some() {
        tell(&words.say(Word::CliNothingFound));
    }
    Ok(NOTHING)
}

/// So many of those who fit, in the order of the search line.
fn search(typed: &str, limit: usize, copy: &Copy) -> Result<Vec<ContactId>, Refusal> {
    let mut people = copy.did(People::load(&copy.mirror, &copy.decoder, copy.alphabet))?;
    if let Err(error) = people.keep(&copy.mirror) {
        // The next search takes as long as this one, that is all.
        tracing::warn!(%error, "the people of the copy could not be kept");
    }
    let circumstances = circumstances::at(now(), copy.user, copy.account.as_ref());
    let question = Question::new(Query::parse(typed), &circumstances);
    let hits = people.index().search(question, None, &|| false);
    Ok(hits.map_or_else(Vec::new, |hits| people.index().list(&hits).ids(0..limit)))
}

/// What was found, read when it is printed. Who is gone from the copy by then is left out.
struct Found<'a> {
    copy: &'a Copy,
    ids: &'a [ContactId],
}

impl Found<'_> {
    fn texts(&self) -> impl Iterator<Item = io::Result<String>> {
        let one = |id: &ContactId| self.copy.mirror.one(*id).map_err(io::Error::other);
        self.ids.iter().filter_map(move |id| one(id).transpose())
    }

    fn contacts(&self) -> impl Iterator<Item = io::Result<Contact>> {
        self.texts()
            .filter_map(|raw| raw.map(|raw| self.copy.read(&raw)).transpose())
    }

    /// A list of the contacts as received.
    fn write_list(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")?;
        let mut between = "";
        for raw in self.texts() {
            write!(out, "{between}{}", raw?)?;
            between = ",\n";
        }
        writeln!(out, "]")
    }

    /// The contacts as received, each on a line: outside of texts, which have none, a line break is but a space.
    fn write_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        for raw in self.texts() {
            writeln!(out, "{}", raw?.replace(['\n', '\r'], " "))?;
        }
        Ok(())
    }
}

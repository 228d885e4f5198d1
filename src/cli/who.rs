//! `rolo who`: whose phone this is, fast enough to be asked while it rings.

use super::{
    arguments::copied::Who, copies::Copy, log, output, refusal::Refusal, settings::Settings,
};
use crate::{
    domain::{contact::Contact, fold},
    words::Words,
};

/// Nobody has it.
const NOBODY: u8 = 1;

pub(super) fn run(asked: &Who, settings: &Settings) -> Result<u8, Refusal> {
    let phone = asked.phone.join(" ");
    let number = fold::subscriber(&phone).ok_or(Refusal::NoPhone(phone))?;
    let _log = log::to_file(settings)?;
    let words = Words::new(settings.language);
    let copy = Copy::open(&asked.which, settings, &words)?;
    let found = copy.did(copy.mirror.by_phone(&number, copy.alphabet))?;
    let lines: Vec<String> = found
        .iter()
        .filter_map(|raw| copy.read(raw))
        .map(|contact| line(&contact))
        .collect();
    output::print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(if lines.is_empty() { NOBODY } else { 0 })
}

/// Name, company and id with tabs between; cleaned, the texts themselves have none.
fn line(contact: &Contact) -> String {
    let company = contact.company.as_ref();
    let company = company.map(|company| company.name.to_string());
    format!(
        "{}\t{}\t{}",
        contact.name,
        company.unwrap_or_default(),
        contact.id
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        contact::Company,
        id::{CompanyId, ContactId, Moment, UserId},
    };

    #[test]
    fn a_line_has_three_parts_whatever_the_names_are() {
        let mut contact = Contact::bare(ContactId(7), UserId(1), Moment(0));
        assert_eq!(line(&contact), "\t\t7");
        contact.name = "Анна\t\u{1b}[2J\nСокол".into();
        contact.company = Some(Company {
            id: CompanyId(1),
            name: "ООО\t«Мост»".into(),
        });
        assert_eq!(line(&contact), "Анна ␛[2J Сокол\tООО «Мост»\t7");
    }
}

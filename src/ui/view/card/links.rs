//! What the contact is linked to: its company, leads and customers, by name where the account shows them.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::{Look, text},
    page::Page,
};
use crate::{
    domain::{contact::Contact, failure::Failure, text::Untrusted},
    ui::app::card::{Links, Reading},
    words::Word,
};

/// One linked thing: its number, and what is known of it.
struct Linked {
    id: i64,
    name: Untrusted,
    /// Where it stands, and the sum.
    beside: String,
}

/// All lines of the tab.
pub(super) fn lines(
    contact: &Contact,
    links: &Reading<Links>,
    look: &Look,
    width: u16,
) -> Vec<Line<'static>> {
    let mut page = Page::new(width, look);
    if contact.company.is_none() && contact.leads.is_empty() && contact.customers.is_empty() {
        page.sentence(&look.words.say(Word::LinksNone), look.theme.faint);
        return page.lines;
    }
    if let Some(company) = &contact.company {
        page.heading(&look.words.say(Word::FieldCompany));
        let company = Linked {
            id: company.id.0,
            name: company.name.clone(),
            beside: String::new(),
        };
        page.linked(&company);
    }
    let closed = look.words.say(Word::LinkClosed);
    let leads = links.part(|links| {
        let leads = links.leads.as_ref()?.iter();
        Ok(leads
            .map(|lead| {
                let status = lead.status.to_string();
                let ended = if lead.is_closed && status.is_empty() {
                    closed.clone()
                } else {
                    status
                };
                Linked {
                    id: lead.id.0,
                    name: lead.name.clone(),
                    beside: beside([ended, sum(lead.sale)]),
                }
            })
            .collect())
    });
    let ids: Vec<i64> = contact.leads.iter().map(|id| id.0).collect();
    part(&mut page, Word::FieldLeads, &ids, &leads);
    let customers = links.part(|links| {
        let customers = links.customers.as_ref()?.iter();
        Ok(customers
            .map(|customer| Linked {
                id: customer.id.0,
                name: customer.name.clone(),
                beside: sum(customer.next_price),
            })
            .collect())
    });
    let ids: Vec<i64> = contact.customers.iter().map(|id| id.0).collect();
    part(&mut page, Word::FieldCustomers, &ids, &customers);
    page.lines
}

/// Every number that the contact tells, named where it is known.
fn part(page: &mut Page<'_>, title: Word, ids: &[i64], known: &Reading<Vec<Linked>>) {
    if ids.is_empty() {
        return;
    }
    page.heading(&page.look.words.say(title));
    match known {
        Reading::Read(known) => {
            for id in ids {
                match known.iter().find(|linked| linked.id == *id) {
                    Some(linked) => page.linked(linked),
                    None => page.linked(&Linked {
                        id: *id,
                        name: Untrusted::default(),
                        beside: page.look.words.say(Word::LinkHidden),
                    }),
                }
            }
        }
        Reading::Failed(failure) => {
            for id in ids {
                page.sentence(&format!("#{id}"), Style::new());
            }
            page.refused(failure);
        }
        Reading::Unread | Reading::Asked(_) => page.loading(),
    }
}

impl Reading<Links> {
    /// One kind of link, with its own refusal.
    fn part<T>(&self, pick: impl Fn(&Links) -> Result<T, &Failure>) -> Reading<T> {
        match self {
            Self::Read(links) => match pick(links) {
                Ok(part) => Reading::Read(part),
                Err(failure) => Reading::Failed(failure.clone()),
            },
            Self::Failed(failure) => Reading::Failed(failure.clone()),
            Self::Unread => Reading::Unread,
            Self::Asked(ticket) => Reading::Asked(*ticket),
        }
    }
}

impl Page<'_> {
    fn linked(&mut self, linked: &Linked) {
        let number = format!("#{}", linked.id);
        let name = linked.name.to_string();
        let line = beside([name, linked.beside.clone()]);
        let room = self.width.saturating_sub(text::width(&number) + 4);
        let mut head = number;
        for part in text::wrap(&line, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!(" {head}  "), self.look.theme.label),
                Span::raw(part),
            ]));
            head = " ".repeat(text::width(&head).into());
        }
    }
}

fn beside(parts: [String; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A sum in groups of three digits; nothing for none.
fn sum(sum: i64) -> String {
    if sum == 0 {
        return String::new();
    }
    let digits = sum.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    if sum < 0 { format!("-{out}") } else { out }
}

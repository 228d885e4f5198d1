//! Company, leads, customers and tags of a write.

use std::collections::HashSet;

use super::{Failure, Writer, item};
use crate::server::contacts::tie::relink;
use crate::server::element::Kind;
use crate::server::post::coded;
use crate::server::{linked, neighbours, shape};
use crate::wire::v2::contact::{Contact, Write};

impl Writer<'_> {
    /// Whether everything that is to be linked exists and the user sees it, whether leads have room, and whether he may
    /// make the company that he names.
    pub(super) fn check_links(&self, contact: &Contact, write: &Write) -> Result<(), Failure> {
        let company = write.company_id.filter(|id| *id != 0);
        if company.is_none() && company_name(write).is_some() {
            neighbours::may_make_company(self.asking)?;
        }
        let company: Vec<i64> = company.into_iter().collect();
        let there: HashSet<i64> = contact.leads.id.iter().copied().collect();
        for (kind, ids) in [
            (Kind::Company, company.as_slice()),
            (Kind::Lead, write.leads_id.as_deref().unwrap_or_default()),
            (
                Kind::Customer,
                write.customers_id.as_deref().unwrap_or_default(),
            ),
        ] {
            for id in ids {
                if !kind.sees(self.asking.connection, self.asking.user, *id)? {
                    return item(format!("There is no {} {id}", kind.name()));
                }
                let is_new = kind == Kind::Lead && !there.contains(id);
                if is_new && !neighbours::has_room(self.asking.connection, *id)? {
                    return coded(330, format!("Lead {id} has too many contacts already"));
                }
            }
        }
        Ok(())
    }

    /// Leads and customers are added to those that are linked; a company replaces the one before. Unlinking comes last,
    /// because some clients name what they take away among what they link; what the user does not see stays linked.
    pub(super) fn set_links(&self, contact: &mut Contact, write: &Write) -> Result<(), Failure> {
        let before = neighbours_of(contact);
        let company = match (write.company_id.filter(|id| *id != 0), company_name(write)) {
            (Some(id), _) => Some(id),
            (None, Some(name)) => {
                let tick = self.asking.tick()?;
                Some(neighbours::new_company(self.asking, name, tick)?)
            }
            (None, None) => None,
        };
        if let Some(id) = company {
            let name = linked::company_name(self.asking.connection, id)?.unwrap_or_default();
            contact.company = Some(shape::company(id, name));
        }
        let unlink = write.unlink.clone().unwrap_or_default();
        let company = contact.company.as_ref().map(|company| company.id);
        if let Some(id) = unlink.company_id.filter(|id| company == Some(*id))
            && Kind::Company.sees(self.asking.connection, self.asking.user, id)?
        {
            contact.company = None;
        }
        for (kind, linked, link, unlink) in [
            (
                Kind::Lead,
                &mut contact.leads,
                &write.leads_id,
                unlink.leads_id,
            ),
            (
                Kind::Customer,
                &mut contact.customers,
                &write.customers_id,
                unlink.customers_id,
            ),
        ] {
            let link = link.as_deref().unwrap_or_default();
            // Whether the user sees what is not linked need not be asked.
            let there: HashSet<&i64> = linked.id.iter().chain(link).collect();
            let named = unlink.into_iter().filter(|id| there.contains(id));
            let unlink = self.seen(kind, named.collect())?;
            relink(kind.plural(), linked, link, &unlink);
        }
        self.touch(&before, &neighbours_of(contact))
    }

    /// The tags of a write replace all that were there.
    pub(super) fn set_tags(&self, contact: &mut Contact, write: &Write) -> Result<(), Failure> {
        if let Some(tags) = &write.tags {
            contact.tags = linked::tags(self.asking.connection, tags)?;
        }
        Ok(())
    }

    fn seen(&self, kind: Kind, ids: Vec<i64>) -> Result<Vec<i64>, Failure> {
        let mut seen = Vec::new();
        for id in ids {
            if kind.sees(self.asking.connection, self.asking.user, id)? {
                seen.push(id);
            }
        }
        Ok(seen)
    }

    /// Whatever came or went tells of the contact, or no longer does.
    fn touch(
        &self,
        before: &HashSet<(Kind, i64)>,
        after: &HashSet<(Kind, i64)>,
    ) -> Result<(), Failure> {
        for (kind, id) in before.symmetric_difference(after) {
            let tick = self.asking.tick()?;
            linked::touch(self.asking.connection, *kind, *id, tick)?;
        }
        Ok(())
    }
}

fn company_name(write: &Write) -> Option<&str> {
    let name = write.company_name.as_deref().map(str::trim);
    name.filter(|name| !name.is_empty())
}

fn neighbours_of(contact: &Contact) -> HashSet<(Kind, i64)> {
    let company = contact
        .company
        .iter()
        .map(|company| (Kind::Company, company.id));
    let leads = contact.leads.id.iter().map(|id| (Kind::Lead, *id));
    let customers = contact.customers.id.iter().map(|id| (Kind::Customer, *id));
    company.chain(leads).chain(customers).collect()
}

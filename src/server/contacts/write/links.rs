//! Company, leads, customers and tags of a write.

use std::collections::HashSet;

use super::{Failure, Writer, item};
use crate::server::element::Kind;
use crate::server::{linked, shape};
use crate::wire::v2::contact::{Contact, LinkedIds, TagWrite, Write};

impl Writer<'_> {
    /// Whether everything that is to be linked exists and the user sees it.
    pub(super) fn check_links(&self, write: &Write) -> Result<(), Failure> {
        let company: Vec<i64> = write.company_id.into_iter().filter(|id| *id != 0).collect();
        for (kind, ids) in [
            (Kind::Company, company.as_slice()),
            (Kind::Lead, write.leads_id.as_deref().unwrap_or_default()),
            (
                Kind::Customer,
                write.customers_id.as_deref().unwrap_or_default(),
            ),
        ] {
            for id in ids {
                if !kind.sees(self.connection, self.user, *id)? {
                    return item(format!("There is no {} {id}", kind.name()));
                }
            }
        }
        Ok(())
    }

    /// Leads and customers are added to those that are linked; a company replaces the one before. Unlinking comes last,
    /// because some clients name what they take away among what they link; what the user does not see stays linked.
    pub(super) fn set_links(&self, contact: &mut Contact, write: &Write) -> Result<(), Failure> {
        let company = match (
            write.company_id.filter(|id| *id != 0),
            write.company_name.as_deref().map(str::trim),
        ) {
            (Some(id), _) => Some(id),
            (None, Some(name)) if !name.is_empty() => Some(linked::create_company(
                self.connection,
                name,
                self.user.id,
                self.now,
            )?),
            _ => None,
        };
        if let Some(id) = company {
            let name = linked::company_name(self.connection, id)?.unwrap_or_default();
            contact.company = Some(shape::company(id, name));
        }
        let unlink = write.unlink.clone().unwrap_or_default();
        let company = contact.company.as_ref().map(|company| company.id);
        if let Some(id) = unlink.company_id.filter(|id| company == Some(*id))
            && Kind::Company.sees(self.connection, self.user, id)?
        {
            contact.company = None;
        }
        relink(
            "leads",
            &mut contact.leads,
            write.leads_id.as_deref(),
            &self.seen(Kind::Lead, unlink.leads_id)?,
        );
        relink(
            "customers",
            &mut contact.customers,
            write.customers_id.as_deref(),
            &self.seen(Kind::Customer, unlink.customers_id)?,
        );
        Ok(())
    }

    /// The tags of a write replace all that were there.
    pub(super) fn set_tags(&self, contact: &mut Contact, write: &Write) -> Result<(), Failure> {
        let Some(tags) = &write.tags else {
            return Ok(());
        };
        contact.tags.clear();
        let mut there = HashSet::new();
        for tag in tags {
            let tag = match tag {
                TagWrite::Name(name) => Some(linked::tag(self.connection, name)?),
                TagWrite::Id(id) => linked::tag_by_id(self.connection, *id)?,
            };
            contact.tags.extend(tag.filter(|tag| there.insert(tag.id)));
        }
        Ok(())
    }

    /// Those of these that the user sees.
    fn seen(&self, kind: Kind, ids: Vec<i64>) -> Result<Vec<i64>, Failure> {
        let mut seen = Vec::new();
        for id in ids {
            if kind.sees(self.connection, self.user, id)? {
                seen.push(id);
            }
        }
        Ok(seen)
    }
}

fn relink(what: &str, linked: &mut LinkedIds, link: Option<&[i64]>, unlink: &[i64]) {
    let mut ids = std::mem::take(&mut linked.id);
    for id in link.unwrap_or_default() {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids.retain(|id| !unlink.contains(id));
    *linked = shape::linked(what, ids);
}

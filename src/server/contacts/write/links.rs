//! Company, leads, customers and tags of a write.

use std::collections::HashSet;

use super::{Failure, Writer, item};
use crate::server::contacts::shown;
use crate::server::linked::{self, Linked};
use crate::server::shape;
use crate::wire::v2::contact::{Contact, LinkedIds, TagWrite, Write};

impl Writer<'_> {
    /// Whether everything that is to be linked exists.
    pub(super) fn check_links(&self, write: &Write) -> Result<(), Failure> {
        if let Some(id) = write.company_id.filter(|id| *id != 0)
            && linked::company_name(self.connection, id)?.is_none()
        {
            return item(format!("There is no company {id}"));
        }
        for (what, name, ids) in [
            (Linked::Lead, "lead", &write.leads_id),
            (Linked::Customer, "customer", &write.customers_id),
        ] {
            for id in ids.iter().flatten() {
                if !linked::exists(self.connection, what, *id)? {
                    return item(format!("There is no {name} {id}"));
                }
            }
        }
        Ok(())
    }

    /// Leads and customers are added to those that are linked; a company replaces the one before. Unlinking comes last,
    /// because some clients name what they take away among what they link.
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
        let unlink = shown::unlinked(self.user, self.connection, unlink)?;
        if unlink.company_id.is_some()
            && unlink.company_id == contact.company.as_ref().map(|company| company.id)
        {
            contact.company = None;
        }
        relink(
            "leads",
            &mut contact.leads,
            write.leads_id.as_deref(),
            &unlink.leads_id,
        );
        relink(
            "customers",
            &mut contact.customers,
            write.customers_id.as_deref(),
            &unlink.customers_id,
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

//! What a draft changes of the links of a contact, put into a picker and read from it.

use super::{Picked, Picker};
use crate::{
    domain::{
        contact::Company,
        edit::{CompanyChange, Link, Links},
        id::UserId,
        text::Untrusted,
        typed::Calendar,
    },
    ui::app::form::editor::{Choice, Target},
};

impl Picker {
    /// A picker of a company.
    pub(in crate::ui::app::form) fn of_company(
        base: Option<&Company>,
        change: Option<&CompanyChange>,
        calendar: Calendar,
    ) -> Self {
        let added = match change {
            Some(CompanyChange::Existing(company)) => Some(Choice::company(company.clone())),
            Some(CompanyChange::New(name)) => {
                Some(Choice::new(Target::NewCompany, name.as_str().into()))
            }
            Some(CompanyChange::Unlinked(_)) | None => None,
        };
        let removed = match change {
            Some(CompanyChange::Unlinked(id)) => vec![Target::Company(*id)],
            _ => Vec::new(),
        };
        let base = base.cloned().map(Choice::company);
        Self::new(
            Picked::Company,
            base.into_iter().collect(),
            added.into_iter().collect(),
            removed,
            calendar,
        )
    }

    /// A picker of links of one kind.
    pub(in crate::ui::app::form) fn of_links<I: Copy>(
        what: Picked,
        base: &[I],
        links: &Links<I>,
        target: fn(I) -> Target,
        calendar: Calendar,
    ) -> Self {
        let base = base.iter();
        let added = links.added.iter();
        Self::new(
            what,
            base.map(|id| Choice::new(target(*id), Untrusted::default()))
                .collect(),
            added
                .map(|link| Choice::new(target(link.id), link.name.clone()))
                .collect(),
            links.removed.iter().copied().map(target).collect(),
            calendar,
        )
    }

    /// Who is to be responsible, if that is somebody else.
    pub(in crate::ui::app::form) fn user(&self) -> Option<UserId> {
        self.added.iter().find_map(|choice| match choice.target {
            Target::User(id) => Some(id),
            _ => None,
        })
    }

    /// What becomes of the company, if anything does.
    pub(in crate::ui::app::form) fn company(&self) -> Option<CompanyChange> {
        let change = |choice: &Choice| match choice.target {
            Target::Company(id) => Some(CompanyChange::Existing(Company {
                id,
                name: choice.name.clone(),
            })),
            Target::NewCompany => Some(CompanyChange::New(choice.name.raw().to_owned())),
            _ => None,
        };
        let unlinked = || match self.removed.first()? {
            Target::Company(id) => Some(CompanyChange::Unlinked(*id)),
            _ => None,
        };
        self.added.iter().find_map(change).or_else(unlinked)
    }

    /// The links that come and go; `id` tells those of the kind.
    pub(in crate::ui::app::form) fn changed_links<I>(
        &self,
        id: fn(Target) -> Option<I>,
    ) -> Links<I> {
        let added = self.added.iter().filter_map(|choice| {
            Some(Link {
                id: id(choice.target)?,
                name: choice.name.clone(),
            })
        });
        Links {
            added: added.collect(),
            removed: self.removed.iter().copied().filter_map(id).collect(),
        }
    }
}

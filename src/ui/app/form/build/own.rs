//! The blocks of what every contact has besides its custom fields: name, company, responsible user, tags, leads and customers.

use super::Source;
use crate::{
    domain::{contact::Contact, edit::Place, field::FieldValue, typed::Reading},
    ui::app::form::{
        Block, Label,
        editor::{Choice, Editor, Line, Picked, Picker, Tags, Target},
    },
    words::Word,
};

impl Source<'_> {
    pub(super) fn name(&self) -> Block {
        let value = |text: Option<&str>| -> Vec<FieldValue> {
            text.map(FieldValue::text).into_iter().collect()
        };
        let held = value(self.base.map(|base| base.name.raw()));
        let now = match &self.changes.name {
            Some(name) => value(Some(name)),
            None => held.clone(),
        };
        let line = Line::new(&held, &now, Reading::Text, self.calendar);
        Block {
            required: true,
            ..own(Place::Name, Word::FieldName, Editor::Line(Box::new(line)))
        }
    }

    pub(super) fn tags(&self) -> Block {
        let held = self.base.map(Contact::tag_names).unwrap_or_default();
        let now = self.changes.tags.as_ref().unwrap_or(&held);
        let tags = Tags::new(&held, now, self.calendar);
        own(Place::Tags, Word::FieldTags, Editor::Tags(Box::new(tags)))
    }

    pub(super) fn company(&self) -> Block {
        let held = self.base.and_then(|base| base.company.as_ref());
        let picker = Picker::of_company(held, self.changes.company.as_ref(), self.calendar);
        picks(Place::Company, Word::FieldCompany, picker)
    }

    /// The account's users, whoever is logged in first; of those who are switched off only the one who is responsible.
    pub(super) fn responsible(&self) -> Block {
        let me = self.account.map(|account| account.current_user);
        let choice = |id| {
            let user = self.account.and_then(|account| account.user(id));
            Choice {
                is_retired: user.is_some_and(|user| !user.is_active),
                ..Choice::new(
                    Target::User(id),
                    user.map(|user| user.name.clone()).unwrap_or_default(),
                )
            }
        };
        let users = self.account.map_or(&[][..], |account| &account.users);
        let active = users.iter().filter(|user| user.is_active);
        let mut offered: Vec<Choice> = active.map(|user| choice(user.id)).collect();
        offered.sort_by_key(|user| Some(user.target) != me.map(Target::User));
        let held = self.base.map(|base| base.responsible).or(me);
        let picker = Picker::new(
            Picked::Responsible(offered),
            held.map(choice).into_iter().collect(),
            self.changes.responsible.map(choice).into_iter().collect(),
            Vec::new(),
            self.calendar,
        );
        picks(Place::Responsible, Word::FieldResponsible, picker)
    }

    pub(super) fn leads(&self) -> Block {
        let held = self.base.map_or(&[][..], |base| &base.leads);
        let links = &self.changes.leads;
        let picker = Picker::of_links(Picked::Leads, held, links, Target::Lead, self.calendar);
        picks(Place::Leads, Word::FieldLeads, picker)
    }

    pub(super) fn customers(&self) -> Block {
        let held = self.base.map_or(&[][..], |base| &base.customers);
        let links = &self.changes.customers;
        let what = Picked::Customers;
        let picker = Picker::of_links(what, held, links, Target::Customer, self.calendar);
        picks(Place::Customers, Word::FieldCustomers, picker)
    }
}

/// The block of something that every contact has, named by rolo.
fn own(place: Place, name: Word, editor: Editor) -> Block {
    Block {
        place,
        label: Label::Word(name),
        role: None,
        editor,
        locked: None,
        required: false,
    }
}

fn picks(place: Place, name: Word, picker: Picker) -> Block {
    own(place, name, Editor::Picker(Box::new(picker)))
}

//! Answers what is asked while somebody types into a form: tags that may be meant, and who else has a phone or an e-mail.

use super::Reader;
use crate::{
    domain::{
        contact::Contact,
        failure::Failure,
        field::FieldRole,
        fold,
        id::{ContactId, Moment},
        query::{Query, Term, Text, Wish},
        text::Untrusted,
    },
    index::Question,
    letters::Reach,
    store,
    worker::{circumstances, disk},
};

/// So many tags are suggested.
const TAGS: usize = 8;
/// So many others are named; one is enough to think.
const TWINS: usize = 3;
/// So many that have an e-mail somewhere are looked at: the best match is a whole one.
const LIKELY: usize = 50;

/// What is asked beside a form.
pub(in crate::worker::finder) enum Beside {
    /// Tags that begin like this.
    Tags(String),
    /// Who has this, apart from one.
    Twins(Reach, Option<ContactId>),
}

/// What is known of it.
pub(in crate::worker::finder) enum Known {
    Tags(Vec<Untrusted>),
    Twins(Vec<Contact>),
}

impl Reader {
    /// Answers from the copy as far as searches know it; a phone is known as soon as the copy has it.
    pub(in crate::worker::finder) fn answer_beside(
        &mut self,
        question: &Beside,
    ) -> Result<Known, Failure> {
        let known = match question {
            Beside::Tags(beginning) => self.tags(beginning).map(Known::Tags),
            Beside::Twins(reach, except) => self.twins(reach, *except).map(Known::Twins),
        };
        known.map_err(|error| disk::of_copy(&error))
    }

    fn tags(&mut self, beginning: &str) -> Result<Vec<Untrusted>, store::Error> {
        self.load()?;
        let (Some(copied), Some(people)) = (&self.copied, &self.people) else {
            return Ok(Vec::new());
        };
        let mut tags = Vec::new();
        for tagged in people.index().tags(beginning, TAGS) {
            let contact = self.recent.of(tagged.one, || copied.one(tagged.one))?;
            let written = contact.iter().flat_map(|contact| &contact.tags);
            let mut written = written.map(|tag| &tag.name);
            // Who lost it since then does not tell how it was written.
            let found = written.find(|name| fold::line(name.raw()) == tagged.folded);
            tags.extend(found.cloned());
        }
        Ok(tags)
    }

    fn twins(
        &mut self,
        reach: &Reach,
        except: Option<ContactId>,
    ) -> Result<Vec<Contact>, store::Error> {
        let mut twins = match reach {
            Reach::Phone(phone) => self.with_phone(phone)?,
            Reach::Email(email) => self.with_email(email)?,
        };
        twins.retain(|twin| Some(twin.id) != except);
        twins.truncate(TWINS);
        Ok(twins)
    }

    fn with_phone(&self, phone: &str) -> Result<Vec<Contact>, store::Error> {
        let (Some(copied), Some(number)) = (&self.copied, fold::subscriber(phone)) else {
            return Ok(Vec::new());
        };
        let found = copied.mirror.by_phone(&number, self.alphabet)?;
        let found = found.iter();
        Ok(found.filter_map(|raw| copied.decoder.read(raw)).collect())
    }

    fn with_email(&mut self, email: &str) -> Result<Vec<Contact>, store::Error> {
        self.load()?;
        let (Some(copied), Some(people)) = (&self.copied, &self.people) else {
            return Ok(Vec::new());
        };
        let wanted = fold::line(email);
        let terms = Text::new(email).map(|text| Term {
            is_excluded: false,
            wish: Wish::Text(text),
        });
        let query = Query {
            terms: terms.into_iter().collect(),
        };
        // Nothing is asked that would depend on the time.
        let circumstances = circumstances::at(Moment(0), copied.user, None);
        let question = Question::new(query, &circumstances);
        let Some(hits) = people.index().search(question, None, &|| false) else {
            return Ok(Vec::new());
        };
        let mut twins = Vec::new();
        for id in people.index().list(&hits).ids(0..LIKELY) {
            let contact = self.recent.of(id, || copied.one(id))?;
            let has_it = |contact: &Contact| {
                let mut emails = contact.values_of(FieldRole::Email).iter();
                emails.any(|email| email.raw().is_some_and(|raw| fold::line(raw) == wanted))
            };
            twins.extend(
                contact
                    .as_deref()
                    .filter(|contact| has_it(contact))
                    .cloned(),
            );
        }
        Ok(twins)
    }
}

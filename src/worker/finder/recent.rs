//! Keeps the contacts that were read last: a letter more or less shows many of the same rows again.

use std::{collections::HashMap, sync::Arc};

use crate::domain::{contact::Contact, id::ContactId};

/// So many that were asked for last are kept at least, and twice as many at most: the rows of a few large windows.
const MANY: usize = 128;

/// Contacts as the copy had them; whoever learns that it has changed clears this.
#[derive(Debug, Default)]
pub(super) struct Recent {
    young: HashMap<ContactId, Arc<Contact>>,
    /// Who was asked for before the young ones, and not since.
    old: HashMap<ContactId, Arc<Contact>>,
}

impl Recent {
    /// This contact, read only if it was not asked for lately. Who is not there is not kept.
    pub(super) fn of<E>(
        &mut self,
        id: ContactId,
        read: impl FnOnce() -> Result<Option<Contact>, E>,
    ) -> Result<Option<Arc<Contact>>, E> {
        if let Some(contact) = self.young.get(&id) {
            return Ok(Some(Arc::clone(contact)));
        }
        let contact = match self.old.remove(&id) {
            Some(contact) => Some(contact),
            None => read()?.map(Arc::new),
        };
        if let Some(contact) = &contact {
            if self.young.len() >= MANY {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(id, Arc::clone(contact));
        }
        Ok(contact)
    }

    /// Forgets everybody.
    pub(super) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::worker::tests::contact;

    /// Whether it had to be read.
    fn is_read(recent: &mut Recent, id: i64) -> bool {
        let mut is_read = false;
        let of = recent.of(ContactId(id), || {
            is_read = true;
            Ok::<_, Infallible>(Some(contact(id, "Анна")))
        });
        assert_eq!(of.unwrap().unwrap().id, ContactId(id));
        is_read
    }

    #[test]
    fn a_contact_is_read_once_until_everybody_is_forgotten() {
        let mut recent = Recent::default();
        assert!(is_read(&mut recent, 1));
        assert!(!is_read(&mut recent, 1));
        recent.clear();
        assert!(is_read(&mut recent, 1));
    }

    #[test]
    fn who_is_not_there_is_looked_for_again() {
        let mut recent = Recent::default();
        let nobody = recent.of(ContactId(1), || Ok::<_, Infallible>(None));
        assert_eq!(nobody.unwrap(), None);
        assert!(is_read(&mut recent, 1));
    }

    #[test]
    fn those_asked_for_last_are_kept_and_no_more_than_a_few_windows() {
        let mut recent = Recent::default();
        for id in 0..10_000 {
            assert!(is_read(&mut recent, id));
            assert!(id == 0 || !is_read(&mut recent, id - 1));
            assert!(
                !is_read(&mut recent, id / 100 * 100),
                "asked for again and again"
            );
            assert!(recent.young.len() + recent.old.len() <= 2 * MANY);
        }
        assert!(is_read(&mut recent, 0));
    }
}

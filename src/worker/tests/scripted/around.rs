//! What stands around the contacts of the scripted account: as many notes as it is told, and whatever was entered.

use super::{Call, Scripted};
use crate::{
    crm::{Around, Notes},
    domain::{
        activity::{Entry, Note, Task, Tells},
        failure::Failure,
        id::{ContactId, CustomerId, LeadId, Moment, NoteId, UserId},
        neighbour::{Customer, Kind, Lead, Neighbours},
    },
};

/// Every contact has so many notes.
const NOTES: usize = 130;

impl Around for Scripted {
    async fn notes(
        &self,
        contact: ContactId,
        rows: usize,
        offset: usize,
    ) -> Result<Notes, Failure> {
        self.turn(Call::Around(contact)).await?;
        let notes: Vec<Note> = (offset..NOTES.min(offset + rows)).map(note).collect();
        let sent = notes.len();
        Ok(Notes { notes, sent })
    }

    async fn tasks(&self, contact: ContactId) -> Result<Vec<Task>, Failure> {
        self.turn(Call::Around(contact)).await?;
        Ok(Vec::new())
    }

    async fn leads(&self, ids: &[LeadId]) -> Result<Vec<Lead>, Failure> {
        self.turn(Call::Around(ContactId(0))).await?;
        Ok(ids.iter().map(|id| lead(*id)).collect())
    }

    async fn customers(&self, _ids: &[CustomerId]) -> Result<Vec<Customer>, Failure> {
        self.turn(Call::Around(ContactId(0))).await?;
        Ok(Vec::new())
    }

    async fn look_up(&self, kind: Kind, query: &str, _rows: usize) -> Result<Neighbours, Failure> {
        self.turn(Call::LookUp(kind, query.to_owned())).await?;
        Ok(match kind {
            Kind::Company => Neighbours::Companies(Vec::new()),
            Kind::Lead => Neighbours::Leads(vec![lead(LeadId(1))]),
            Kind::Customer => Neighbours::Customers(Vec::new()),
        })
    }

    async fn printed(&self, contact: ContactId) -> Result<Option<String>, Failure> {
        self.turn(Call::Around(contact)).await?;
        Ok(Some("{}".to_owned()))
    }

    async fn enter(
        &self,
        contact: ContactId,
        entry: &Entry,
        _request_id: &str,
    ) -> Result<(), Failure> {
        let is_lost = self.turn(Call::Enter(contact, entry.clone())).await?;
        if is_lost {
            return Err(Failure::Unknown);
        }
        Ok(())
    }
}

fn lead(id: LeadId) -> Lead {
    Lead {
        id,
        name: "Поставка".into(),
        status: "Первичный контакт".into(),
        sale: 0,
        is_closed: false,
    }
}

fn note(number: usize) -> Note {
    let number = i64::try_from(number).unwrap();
    Note {
        id: NoteId(number),
        at: Moment(number),
        by: UserId(5),
        tells: Tells::Text(format!("Заметка {number}").as_str().into()),
    }
}

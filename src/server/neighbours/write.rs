//! One lead, company or customer made or changed. Everything is checked before anything is written, so that a refused one
//! leaves no trace.

use serde_json::Value;

use super::record::{self, Own, Record};
use super::ties::Ties;
use super::{Collection, Moment, bin, ends};
use crate::server::body;
use crate::server::call::Call;
use crate::server::element::Kind;
use crate::server::fields::{self, Fields};
use crate::server::post::{self, Asking, Element, Failure, coded, item};
use crate::server::reply::{Refusal, Reply};
use crate::server::rights::Verb;
use crate::server::{Account, customers, leads, linked};
use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;
use crate::wire::v2::neighbour::NeighbourWrite;

impl Collection {
    /// Answers with what was written, and of each of the rest with why not.
    pub(in crate::server) fn post(&self, account: &Account, call: &Call) -> Result<Reply, Refusal> {
        let read = || {
            let document = body::document(call)?;
            let doomed = document.get("delete").filter(|_| self.deletes);
            let doomed = doomed.map(lenient::distinct_ids).unwrap_or_default();
            let codes = self.codes.body;
            let batch = body::batch(&document, codes, doomed.len(), NeighbourWrite::read)?;
            Ok((batch, doomed))
        };
        post::serve(account, call, read, |asking, (batch, doomed)| {
            let mut writer = Writer {
                asking,
                of: self,
                fields: self.fields(asking.connection)?,
            };
            let space = format!("{}/", self.kind.plural());
            let mut outcome = asking.run(&space, &batch, &mut writer)?;
            for id in doomed {
                let gone = bin::discard(asking, (self.kind, id), self.codes.no_right);
                outcome.delete(&self.href(id), id, gone)?;
            }
            Ok(outcome.reply(self.path))
        })
    }
}

struct Writer<'a> {
    asking: &'a Asking<'a>,
    of: &'a Collection,
    fields: Fields,
}

impl post::Writer for Writer<'_> {
    type Element = NeighbourWrite;

    fn add(&mut self, write: &NeighbourWrite) -> Result<Value, Failure> {
        let (asking, of) = (self.asking, self.of);
        let no_name = of.codes.no_name;
        let name = name(write)
            .ok_or_else(|| Refusal::code(no_name, format!("A {} needs a name", of.kind.name())))?;
        let id = record::next_id(asking.connection, of.kind)?;
        let mut record = Record::new(of.kind, id, &name, asking.user.id, asking.now);
        record.group = asking.user.group_id;
        if let Some(responsible) = write.shared.responsible_user_id {
            record.group = asking.group_of(responsible)?;
            record.responsible = responsible;
        }
        self.allow(&record, Verb::Add, "add")?;
        record.updated_at = write.shared.updated_at.unwrap_or(asking.now);
        self.write(record, write, true)?;
        let request_id = write.shared.request_id.as_ref();
        Ok(post::done(&of.href(id), id, request_id, None))
    }

    fn update(&mut self, write: &NeighbourWrite) -> Result<Value, Failure> {
        let (asking, of) = (self.asking, self.of);
        let (Some(id), Some(updated_at)) = (write.shared.id, write.shared.updated_at) else {
            let text = "An update needs id and updated_at";
            return Err(Refusal::code(of.codes.no_id, text).into());
        };
        let found = Record::load(asking.connection, of.kind, id, &self.fields)?;
        // What the user may not see is answered like what is not there.
        let seen = found.filter(|found| {
            let (responsible, group) = (found.responsible, found.group);
            asking.user.may(of.kind, Verb::View, responsible, group)
        });
        let Some(mut record) = seen else {
            return item(super::not_found(of.kind));
        };
        self.allow(&record, Verb::Edit, "change")?;
        post::not_older(updated_at, record.updated_at)?;
        record.updated_at = updated_at;
        record.updated_by = asking.user.id;
        if let Some(name) = name(write) {
            record.name = name;
        }
        if let Some(responsible) = write.shared.responsible_user_id {
            record.group = asking.group_of(responsible)?;
            record.responsible = responsible;
            // Giving it away is a change of what it becomes, too.
            self.allow(&record, Verb::Edit, "give away")?;
        }
        self.write(record, write, false)?;
        let request_id = write.shared.request_id.as_ref();
        Ok(post::done(&of.href(id), id, request_id, Some(updated_at)))
    }
}

impl Writer<'_> {
    fn allow(&self, record: &Record, verb: Verb, what: &str) -> Result<(), Failure> {
        let Self { asking, of, .. } = self;
        let (responsible, group) = (record.responsible, record.group);
        if asking.user.may(of.kind, verb, responsible, group) {
            return Ok(());
        }
        let text = format!("You have no right to {what} this {}", of.kind.name());
        coded(of.codes.no_right, text)
    }

    /// What adds and updates have in common. Checks first, then writes.
    fn write(
        &self,
        mut record: Record,
        write: &NeighbourWrite,
        is_new: bool,
    ) -> Result<(), Failure> {
        let Self { asking, of, fields } = self;
        let connection = asking.connection;
        let shared = &write.shared;
        record.created_at = shared.created_at.unwrap_or(record.created_at);
        record.created_by = shared.created_by.unwrap_or(record.created_by);
        let moment = Moment {
            write,
            at: lenient::seconds(record.updated_at),
            is_new,
        };
        match &mut record.own {
            Own::Lead(lead) => leads::take(connection, lead, &moment)?,
            Own::Company => {}
            Own::Customer(customer) => customers::take(customer, write),
        }
        let written = shared.custom_fields.as_deref().unwrap_or_default();
        let codes: fields::Codes = of.codes.fields[usize::from(!is_new)];
        fields.fill(
            &mut record.custom_fields,
            written,
            codes,
            &asking.profile.timezone,
        )?;
        linked::check_tags(shared.tags.as_deref())?;
        let ties = Ties::check(asking, &record, write, of.codes.no_right)?;

        let tick = asking.tick()?;
        if let Some(tags) = &shared.tags {
            record.tags = linked::tags(connection, tags)?;
        }
        ties.settle(asking, &mut record, tick)?;
        let renamed = of.kind == Kind::Company
            && linked::company_name(connection, record.id)?
                .is_some_and(|before| before != record.name);
        record.keep(connection, tick, fields.phones())?;
        if renamed {
            ends::rename(connection, &record, tick)?;
        }
        Ok(ties.tie(connection, &record, tick)?)
    }
}

fn name(write: &NeighbourWrite) -> Option<String> {
    let name = write.shared.name.clone();
    name.filter(|name| !name.trim().is_empty())
}

impl Element for NeighbourWrite {
    fn id(&self) -> Option<i64> {
        self.shared.id
    }

    fn request_id(&self) -> Option<&RequestId> {
        self.shared.request_id.as_ref()
    }
}

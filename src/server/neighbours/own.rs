//! What only leads or only customers have.

use rusqlite::Row;
use rusqlite::types::Value as Sql;
use serde::Serialize;

use crate::server::element::Kind;
use crate::server::linked::{FIRST_STATUS, PIPELINE};

/// What only one kind has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::server) enum Own {
    Lead(Lead),
    Company,
    Customer(Customer),
}

/// What leads and customers have: the company they belong to, and whom of their contacts one turns to first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(in crate::server) struct Party {
    pub(in crate::server) company: Option<i64>,
    pub(in crate::server) main_contact: Option<i64>,
}

/// What only leads have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::server) struct Lead {
    pub(in crate::server) party: Party,
    pub(in crate::server) pipeline: i64,
    pub(in crate::server) status: i64,
    pub(in crate::server) sale: i64,
    /// When it was won or lost; 0 as long as it is open.
    pub(in crate::server) closed_at: i64,
    /// Why it was lost, by the number that clients give; 0 for none.
    pub(in crate::server) loss_reason: i64,
}

/// What only customers have.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(in crate::server) struct Customer {
    pub(in crate::server) party: Party,
    pub(in crate::server) next_price: i64,
    /// When they are expected to buy again; 0 when nobody said.
    pub(in crate::server) next_date: i64,
    pub(in crate::server) period: i64,
    pub(in crate::server) periodicity: i64,
}

/// Won and lost: the same in every pipeline.
const CLOSED: [i64; 2] = [142, 143];

impl Lead {
    /// One that stands where leads begin.
    pub(in crate::server) fn new() -> Self {
        Self {
            party: Party::default(),
            pipeline: PIPELINE,
            status: FIRST_STATUS,
            sale: 0,
            closed_at: 0,
            loss_reason: 0,
        }
    }

    /// Moves it to a status; when that is the first one that closes it, this happened at the moment `at`.
    pub(in crate::server) fn move_to(&mut self, status: i64, at: i64) {
        self.status = status;
        if !CLOSED.contains(&status) {
            self.closed_at = 0;
        } else if self.closed_at == 0 {
            self.closed_at = at;
        }
    }
}

impl Own {
    /// What a new one of this kind has. Only leads, companies and customers are kept here.
    pub(super) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Lead => Self::Lead(Lead::new()),
            Kind::Customer => Self::Customer(Customer::default()),
            Kind::Company | Kind::Contact | Kind::Task => Self::Company,
        }
    }

    pub(super) fn read(kind: Kind, row: &Row<'_>) -> rusqlite::Result<Self> {
        let party = |row: &Row<'_>| {
            Ok::<_, rusqlite::Error>(Party {
                company: row.get("company_id")?,
                main_contact: row.get("main_contact_id")?,
            })
        };
        Ok(match kind {
            Kind::Lead => Self::Lead(Lead {
                party: party(row)?,
                pipeline: row.get("pipeline_id")?,
                status: row.get("status_id")?,
                sale: row.get("sale")?,
                closed_at: row.get("closed_at")?,
                loss_reason: row.get("loss_reason_id")?,
            }),
            Kind::Customer => Self::Customer(Customer {
                party: party(row)?,
                next_price: row.get("next_price")?,
                next_date: row.get("next_date")?,
                period: row.get("period_id")?,
                periodicity: row.get("periodicity")?,
            }),
            Kind::Company | Kind::Contact | Kind::Task => Self::Company,
        })
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Lead(_) => Kind::Lead,
            Self::Company => Kind::Company,
            Self::Customer(_) => Kind::Customer,
        }
    }

    pub(super) fn columns(&self) -> Vec<(&'static str, Sql)> {
        let mut columns: Vec<(&str, Sql)> = match self {
            Self::Lead(lead) => vec![
                ("pipeline_id", lead.pipeline.into()),
                ("status_id", lead.status.into()),
                ("sale", lead.sale.into()),
                ("closed_at", lead.closed_at.into()),
                ("loss_reason_id", lead.loss_reason.into()),
            ],
            Self::Company => Vec::new(),
            Self::Customer(customer) => vec![
                ("next_price", customer.next_price.into()),
                ("next_date", customer.next_date.into()),
                ("period_id", customer.period.into()),
                ("periodicity", customer.periodicity.into()),
            ],
        };
        if let Some(party) = self.party() {
            columns.push(("company_id", party.company.into()));
            columns.push(("main_contact_id", party.main_contact.into()));
        }
        columns
    }

    /// Its company and its main contact; companies have neither.
    pub(in crate::server) fn party(&self) -> Option<&Party> {
        match self {
            Self::Lead(lead) => Some(&lead.party),
            Self::Company => None,
            Self::Customer(customer) => Some(&customer.party),
        }
    }

    pub(in crate::server) fn party_mut(&mut self) -> Option<&mut Party> {
        match self {
            Self::Lead(lead) => Some(&mut lead.party),
            Self::Company => None,
            Self::Customer(customer) => Some(&mut customer.party),
        }
    }
}

//! The embedded account from outside: requests in, answers out, as its clients see them.

#![expect(
    clippy::unwrap_used,
    reason = "what a test cannot go on without fails it"
)]

#[path = "account/administration.rs"]
mod administration;
#[path = "account/calls.rs"]
mod calls;
#[path = "account/clients.rs"]
mod clients;
#[path = "account/clock.rs"]
mod clock;
#[path = "account/companies.rs"]
mod companies;
#[path = "account/customers.rs"]
mod customers;
#[path = "account/desk.rs"]
mod desk;
#[path = "account/facts.rs"]
mod facts;
#[path = "account/fields.rs"]
mod fields;
#[path = "account/guessing.rs"]
mod guessing;
#[path = "account/import.rs"]
mod import;
#[path = "account/leads.rs"]
mod leads;
#[path = "account/manners.rs"]
mod manners;
#[path = "account/neighbours.rs"]
mod neighbours;
#[path = "account/network.rs"]
mod network;
#[path = "account/notes.rs"]
mod notes;
#[path = "account/page.rs"]
mod page;
#[path = "account/reach.rs"]
mod reach;
#[path = "account/refusals.rs"]
mod refusals;
#[path = "account/removal.rs"]
mod removal;
#[path = "account/rights.rs"]
mod rights;
#[path = "account/search.rs"]
mod search;
#[path = "account/shapes.rs"]
mod shapes;
#[path = "account/sign_in.rs"]
mod sign_in;
#[path = "account/socket.rs"]
mod socket;
#[path = "account/tasks.rs"]
mod tasks;
#[cfg(unix)]
#[path = "account/tls.rs"]
mod tls;
#[path = "account/tombstones.rs"]
mod tombstones;
#[path = "account/write.rs"]
mod write;

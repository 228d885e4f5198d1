//! The embedded account from outside: requests in, answers out, as its clients see them.

#![expect(
    clippy::unwrap_used,
    reason = "what a test cannot go on without fails it"
)]

#[path = "account/clients.rs"]
mod clients;
#[path = "account/desk.rs"]
mod desk;

#[path = "account/facts.rs"]
mod facts;
#[path = "account/import.rs"]
mod import;
#[path = "account/list.rs"]
mod list;
#[path = "account/manners.rs"]
mod manners;
#[path = "account/neighbours.rs"]
mod neighbours;
#[path = "account/notes.rs"]
mod notes;
#[path = "account/page.rs"]
mod page;
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
#[path = "account/write.rs"]
mod write;

//! The embedded account from outside: requests in, answers out, as its clients see them.

#[path = "account/desk.rs"]
mod desk;

#[path = "account/facts.rs"]
mod facts;
#[path = "account/list.rs"]
mod list;
#[path = "account/page.rs"]
mod page;
#[path = "account/rights.rs"]
mod rights;
#[path = "account/sign_in.rs"]
mod sign_in;
#[path = "account/socket.rs"]
mod socket;
#[path = "account/write.rs"]
mod write;

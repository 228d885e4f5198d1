//! rolo: contacts of an amoCRM account in the terminal, and an account to try it on.
//!
//! The rooms, in the order a key press walks through them; `tests/rooms.rs` says who may look into whom.

pub mod cli;

pub mod ui;
pub mod words;

pub mod letters;
pub mod worker;

pub mod crm;
pub mod index;
pub mod store;

pub mod server;
pub mod sqlite;
pub mod wire;

pub mod domain;

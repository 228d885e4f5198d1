//! The documents of API v2, one file each.

pub mod account;
pub mod auth;
pub mod call;
pub mod contact;
pub mod field;
pub mod links;
pub mod neighbour;
pub mod note;
pub mod page;
pub mod posted;
pub mod refusal;
pub mod task;

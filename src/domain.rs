//! Words and rules of the field: contacts, custom fields, edits; no input or output, no JSON, no terminal, no clock.

pub mod account;
pub mod activity;
pub mod address;
pub mod contact;
pub mod edit;
pub mod failure;
pub mod field;
pub mod fingerprint;
pub mod fold;
pub mod id;
pub mod keyboard;
pub mod merge;
pub mod neighbour;
pub mod order;
pub mod phone;
pub mod query;
pub mod reach;
pub mod text;
pub mod typed;

//! The index against a scan that is slow and obviously right.

mod found;
mod naive;
pub(super) mod people;
mod property;

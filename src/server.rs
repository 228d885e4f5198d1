//! The embedded account.

//! The account under what nobody should send, and under many writers at once: it may refuse, it must not break.

#![expect(
    clippy::unwrap_used,
    reason = "what a test cannot go on without fails it"
)]

#[path = "storm/asked.rs"]
mod asked;
#[path = "storm/concurrent.rs"]
mod concurrent;
#[path = "storm/documents.rs"]
mod documents;
#[path = "storm/places.rs"]
mod places;
#[path = "storm/random.rs"]
mod random;

//! What is asked beside a form while somebody types into it.

/// What another contact may have as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// A phone, as typed: another one is the same by its [subscriber](crate::domain::fold::subscriber).
    Phone(String),
    /// An e-mail, as typed: case does not matter.
    Email(String),
}

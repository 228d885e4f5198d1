//! How well a contact fits what was asked for: the worth of each place where a text may match.

/// The order of hits; among equals the order of names decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The name is exactly what was asked for.
    Exact,
    /// The name begins with it.
    Start,
    /// Every word that was asked for begins a word of the name.
    Word,
    /// Some word is in a phone only.
    Phone,
    /// Some word is elsewhere only, or none was asked for.
    Other,
}

impl Rank {
    /// How many ranks there are.
    pub(super) const COUNT: usize = Self::Other as usize + 1;
}

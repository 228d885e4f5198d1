//! How well a contact fits what was asked for: the worth of each place where a text may match.

/// The order of hits; among equals the order of names decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
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
    /// All ranks, the best first.
    pub(super) const ALL: [Self; 5] = [
        Self::Exact,
        Self::Start,
        Self::Word,
        Self::Phone,
        Self::Other,
    ];
}

/// The rank by one way of matching, or by another one that gives [`Rank::Phone`] and is tried where that is better.
pub(super) fn better(rank: Option<Rank>, in_phone: impl FnOnce() -> Option<Rank>) -> Option<Rank> {
    match rank {
        Some(Rank::Exact | Rank::Start | Rank::Word | Rank::Phone) => rank,
        Some(Rank::Other) | None => in_phone().or(rank),
    }
}

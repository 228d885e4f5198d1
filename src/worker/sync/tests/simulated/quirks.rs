//! The manners of accounts, as far as they differ.

use fastrand::Rng;

/// In which order contacts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::worker::sync::tests) enum Order {
    Id,
    ChangedFirst,
    ChangedLast,
}

/// What nobody has documented about accounts, one way or the other.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
#[derive(Debug, Clone, Copy)]
pub(in crate::worker::sync::tests) struct Quirks {
    pub(in crate::worker::sync::tests) order: Order,
    /// If-Modified-Since looks at `updated_at`, which writers send by their own clocks; otherwise at the time of the change.
    pub(in crate::worker::sync::tests) filters_by_updated_at: bool,
    /// Never more rows than this, whatever is asked for.
    pub(in crate::worker::sync::tests) cap: Option<usize>,
    /// Tells of deletions.
    pub(in crate::worker::sync::tests) tells: bool,
    /// Contacts are hidden from the user and shown again without being changed.
    pub(in crate::worker::sync::tests) hides: bool,
    /// The longest that an answer takes, in seconds.
    pub(in crate::worker::sync::tests) slowest: u64,
    /// How often in a hundred requests something goes wrong.
    pub(in crate::worker::sync::tests) faults: u8,
    /// Whether an empty page may come for no reason.
    pub(in crate::worker::sync::tests) empties: bool,
    /// Whether anything changes.
    pub(in crate::worker::sync::tests) is_busy: bool,
}

impl Quirks {
    /// An account at rest, without faults.
    pub(in crate::worker::sync::tests) const QUIET: Self = Self {
        order: Order::Id,
        filters_by_updated_at: true,
        cap: None,
        tells: false,
        hides: false,
        slowest: 0,
        faults: 0,
        empties: false,
        is_busy: false,
    };

    pub(in crate::worker::sync::tests) fn any(rng: &mut Rng) -> Self {
        Self {
            order: *rng
                .choice(&[Order::Id, Order::ChangedFirst, Order::ChangedLast])
                .unwrap(),
            filters_by_updated_at: rng.bool(),
            cap: (rng.u8(..4) == 0).then(|| rng.usize(2..7)),
            tells: rng.u8(..3) == 0,
            hides: rng.u8(..4) == 0,
            slowest: *rng.choice(&[1, 15, 90]).unwrap(),
            faults: *rng.choice(&[0, 5, 20]).unwrap(),
            empties: rng.bool(),
            is_busy: true,
        }
    }
}

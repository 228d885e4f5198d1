//! Which rows of a result are given: those that were wanted, or the nearest that there are.

use std::ops::Range;

use crate::letters::Rows;

/// Where the wanted rows stand among so many; `around` is where the contact stands around which they were wanted.
pub(super) fn window(rows: Rows, around: Option<usize>, total: usize) -> Range<usize> {
    let from = around.map_or(rows.from, |place| place.saturating_sub(rows.count / 2));
    let from = from.min(total.saturating_sub(rows.count));
    from..from.saturating_add(rows.count).min(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(from: usize, count: usize, around: Option<usize>) -> Range<usize> {
        let rows = Rows {
            from,
            count,
            around: None,
        };
        window(rows, around, 10)
    }

    #[test]
    fn the_wanted_rows_are_given_or_the_last_ones() {
        assert_eq!(given(0, 4, None), 0..4);
        assert_eq!(given(5, 4, None), 5..9);
        assert_eq!(given(8, 4, None), 6..10);
        assert_eq!(given(99, 4, None), 6..10);
        assert_eq!(given(3, 99, None), 0..10);
        assert_eq!(given(usize::MAX, usize::MAX, None), 0..10);
        assert_eq!(given(3, 0, None), 3..3);
    }

    #[test]
    fn a_contact_stands_in_the_middle_of_its_rows() {
        assert_eq!(given(0, 4, Some(5)), 3..7);
        assert_eq!(given(0, 4, Some(0)), 0..4);
        assert_eq!(given(0, 4, Some(9)), 6..10);
    }
}

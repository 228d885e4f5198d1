//! Which rows of a result are given: those that were wanted, or the nearest that there are.

use std::ops::Range;

use crate::{domain::id::ContactId, letters::Rows};

/// Where the wanted rows stand among `ids`, and where the contact stands around which they were wanted.
pub(super) fn window(rows: Rows, ids: &[ContactId]) -> (Range<usize>, Option<usize>) {
    let around = rows
        .around
        .and_then(|wanted| ids.iter().position(|id| *id == wanted));
    let from = around.map_or(rows.from, |place| place.saturating_sub(rows.count / 2));
    (span(from, rows.count, ids.len()), around)
}

/// `count` rows from `from`, moved up as far as the result ends before.
pub(super) fn span(from: usize, count: usize, total: usize) -> Range<usize> {
    let from = from.min(total.saturating_sub(count));
    from..from.saturating_add(count).min(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(from: usize, count: usize, around: Option<i64>) -> (Range<usize>, Option<usize>) {
        let ids: Vec<ContactId> = (100..110).map(ContactId).collect();
        let around = around.map(ContactId);
        let rows = Rows {
            from,
            count,
            around,
        };
        window(rows, &ids)
    }

    #[test]
    fn the_wanted_rows_are_given_or_the_last_ones() {
        assert_eq!(given(0, 4, None), (0..4, None));
        assert_eq!(given(5, 4, None), (5..9, None));
        assert_eq!(given(8, 4, None), (6..10, None));
        assert_eq!(given(99, 4, None), (6..10, None));
        assert_eq!(given(3, 99, None), (0..10, None));
        assert_eq!(given(usize::MAX, usize::MAX, None), (0..10, None));
        assert_eq!(given(3, 0, None), (3..3, None));
    }

    #[test]
    fn a_contact_stands_in_the_middle_of_its_rows() {
        assert_eq!(given(0, 4, Some(105)), (3..7, Some(5)));
        assert_eq!(given(0, 4, Some(100)), (0..4, Some(0)));
        assert_eq!(given(0, 4, Some(109)), (6..10, Some(9)));
        assert_eq!(given(2, 4, Some(7)), (2..6, None));
    }
}

//! Cuts parts off an area. Every screen is made of such cuts, and rolo starts faster for not solving equations for them.

use ratatui::layout::Rect;

/// The first rows, and the rest.
pub(super) fn top(area: Rect, rows: u16) -> [Rect; 2] {
    let [first, rest] = halves(area.height, rows);
    let y = area.y + first;
    [
        Rect {
            height: first,
            ..area
        },
        Rect {
            y,
            height: rest,
            ..area
        },
    ]
}

/// The rest, and the last rows; there is nothing but them where there are no more.
pub(super) fn bottom(area: Rect, rows: u16) -> [Rect; 2] {
    top(area, area.height.saturating_sub(rows))
}

/// The rest, and the last columns; there is nothing but them where there are no more.
pub(super) fn right(area: Rect, columns: u16) -> [Rect; 2] {
    let [rest, last] = halves(area.width, area.width.saturating_sub(columns));
    let x = area.x + rest;
    [
        Rect {
            width: rest,
            ..area
        },
        Rect {
            x,
            width: last,
            ..area
        },
    ]
}

/// As much of a length as is wanted, and what is left of it.
fn halves(length: u16, wanted: u16) -> [u16; 2] {
    let first = wanted.min(length);
    [first, length - first]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_the_whole_however_small_it_is() {
        let area = Rect::new(2, 3, 10, 5);
        assert_eq!(
            top(area, 2),
            [Rect::new(2, 3, 10, 2), Rect::new(2, 5, 10, 3)]
        );
        assert_eq!(
            bottom(area, 1),
            [Rect::new(2, 3, 10, 4), Rect::new(2, 7, 10, 1)]
        );
        assert_eq!(
            right(area, 4),
            [Rect::new(2, 3, 6, 5), Rect::new(8, 3, 4, 5)]
        );
        assert_eq!(
            bottom(area, 9),
            [Rect::new(2, 3, 10, 0), Rect::new(2, 3, 10, 5)]
        );
        assert_eq!(top(area, 9)[1].height, 0);
        assert_eq!(right(area, 99)[1], area);
    }
}

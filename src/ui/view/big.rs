//! Digits five rows high, to be read from across a desk while they are dialled.

use super::text;

/// Rows of a line of them.
const ROWS: usize = 5;

/// The rows of a sign; `None` for one that has no large form.
fn sign(c: char) -> Option<[&'static str; ROWS]> {
    Some(match c {
        '0' => ["███", "█ █", "█ █", "█ █", "███"],
        '1' => [" █ ", "██ ", " █ ", " █ ", "███"],
        '2' => ["███", "  █", "███", "█  ", "███"],
        '3' => ["███", "  █", "███", "  █", "███"],
        '4' => ["█ █", "█ █", "███", "  █", "  █"],
        '5' => ["███", "█  ", "███", "  █", "███"],
        '6' => ["███", "█  ", "███", "█ █", "███"],
        '7' => ["███", "  █", "  █", " █ ", " █ "],
        '8' => ["███", "█ █", "███", "█ █", "███"],
        '9' => ["███", "█ █", "███", "  █", "███"],
        '+' => ["   ", " █ ", "███", " █ ", "   "],
        '-' => ["  ", "  ", "██", "  ", "  "],
        '(' => [" █", "█ ", "█ ", "█ ", " █"],
        ')' => ["█ ", " █", " █", " █", "█ "],
        ' ' => [" "; ROWS],
        _ => return None,
    })
}

/// A number in large digits, broken at its spaces where it is wider than `room`; `None` when a sign of it has no large
/// form, or it does not fit into so many rows.
pub(super) fn lines(number: &str, room: u16, rows: u16) -> Option<Vec<String>> {
    let mut lines: Vec<[String; ROWS]> = Vec::new();
    for group in number.split_whitespace() {
        let mut wide: [String; ROWS] = Default::default();
        for c in group.chars() {
            append(&mut wide, sign(c)?);
        }
        let gap = sign(' ')?;
        match lines.last_mut() {
            Some(line) if text::width(&line[0]) + text::width(&wide[0]) < room => {
                append(line, gap);
                for (row, more) in line.iter_mut().zip(&wide) {
                    row.push_str(more);
                }
            }
            _ => lines.push(wide),
        }
    }
    let fits = lines.iter().all(|line| text::width(&line[0]) <= room + 1);
    let height = (lines.len() * (ROWS + 1)).saturating_sub(1);
    if !fits || height > usize::from(rows) || lines.is_empty() {
        return None;
    }
    let gap = [String::new()];
    let rows: Vec<String> = lines
        .iter()
        .flat_map(|line| line.iter().chain(&gap))
        .take(height)
        .map(|row| row.trim_end().to_owned())
        .collect();
    Some(rows)
}

/// Puts a sign behind a line, with a cell between it and the next one.
fn append(line: &mut [String; ROWS], sign: [&str; ROWS]) {
    for (row, part) in line.iter_mut().zip(sign) {
        row.push_str(part);
        row.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_line_where_it_fits_and_broken_at_its_spaces_where_not() {
        let number = "+7 999 612-32-32";
        assert_eq!(lines(number, 58, 16).unwrap().len(), 5);
        assert_eq!(lines(number, 40, 16).unwrap().len(), 11);
        assert_eq!(lines(number, 40, 10), None);
        assert_eq!(lines(number, 20, 40), None);
    }

    #[test]
    fn a_sign_without_a_large_form_leaves_the_number_as_it_is() {
        assert_eq!(lines("612-32-32 доб. 5", 80, 16), None);
        assert_eq!(lines(" ", 80, 16), None);
    }

    #[test]
    fn digits_stand_side_by_side() {
        assert_eq!(
            lines("17", 80, 5).unwrap(),
            [" █  ███", "██    █", " █    █", " █   █", "███  █"]
        );
    }
}

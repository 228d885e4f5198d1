//! The lines of a file that may hold anything: none is read further than a contact can be long.

use std::io::{BufRead, Read as _};

/// The longest line that is taken, in bytes.
const LONGEST: u64 = 1 << 20;

/// Numbered lines, from 1; empty ones are passed over. Bytes that are no text become replacement characters.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn over(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    /// The next line without its end; `None` after the last.
    fn read(&mut self) -> std::io::Result<Option<Result<String, &'static str>>> {
        let mut bytes = Vec::new();
        self.number += 1;
        if (&mut self.reader)
            .take(LONGEST)
            .read_until(b'\n', &mut bytes)?
            == 0
        {
            return Ok(None);
        }
        if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Err("longer than 1 MiB")));
        }
        Ok(Some(Ok(String::from_utf8_lossy(&bytes)
            .trim()
            .trim_start_matches('\u{feff}')
            .to_owned())))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = std::io::Result<(u64, Result<String, &'static str>)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read().transpose()? {
                Ok(Ok(line)) if line.is_empty() => {}
                line => return Some(line.map(|line| (self.number, line))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        let lines = Lines::over("\u{feff}a\r\n\n  \nb".as_bytes())
            .map(Result::unwrap)
            .collect::<Vec<_>>();
        assert_eq!(lines, [(1, Ok("a".to_owned())), (4, Ok("b".to_owned()))]);
    }

    #[test]
    fn a_line_without_end_costs_itself_only() {
        let text = format!("{}\nb", "x".repeat(3 << 20));
        let lines = Lines::over(text.as_bytes())
            .map(Result::unwrap)
            .collect::<Vec<_>>();
        assert_eq!(
            lines,
            [(1, Err("longer than 1 MiB")), (2, Ok("b".to_owned()))]
        );
    }
}

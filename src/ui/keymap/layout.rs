//! Keyboard layouts: which one a person types on, and the letters that its keys show.

use crate::domain::keyboard;

pub use keyboard::latin;

/// A keyboard layout, as far as hints care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Any Latin one.
    #[default]
    Latin,
    /// Russian, Ukrainian or Belarusian.
    Cyrillic,
}

/// The Russian letter on the key of this Latin one; `None` for anything else, signs too.
pub fn twin(c: char) -> Option<char> {
    c.is_ascii_alphabetic()
        .then(|| keyboard::russian(c))
        .flatten()
}

/// Which layout a typed character betrays; `None` when both have it.
pub fn layout_of(c: char) -> Option<Layout> {
    if latin(c).is_some() {
        Some(Layout::Cyrillic)
    } else if c.is_ascii_alphabetic() {
        Some(Layout::Latin)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_layout_and_signs_do_not() {
        assert_eq!(layout_of('й'), Some(Layout::Cyrillic));
        assert_eq!(layout_of('q'), Some(Layout::Latin));
        assert_eq!(layout_of('/'), None);
        assert_eq!(twin('e'), Some('у'));
        assert_eq!(twin('/'), None);
        assert_eq!(twin('['), None);
    }
}

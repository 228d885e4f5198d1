//! Numbers and lists of them on their way in: nothing is believed before the checksum, and no list can be longer than what
//! is left.

use std::io::Read;

use super::PIECE;
use crate::index::checksum::Checksum;

/// What is still to be read. Whatever fails, for whatever reason, is `None`.
pub(super) struct Reader<R> {
    from: R,
    /// How many bytes.
    left: u64,
    sum: Checksum,
    piece: Vec<u8>,
}

impl<R: Read> Reader<R> {
    pub(super) fn new(from: R, size: u64) -> Self {
        Self {
            from,
            left: size,
            sum: Checksum::new(),
            piece: vec![0; PIECE],
        }
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let bytes = self.take(size_of::<u64>())?;
        bytes.first_chunk().copied().map(u64::from_le_bytes)
    }

    /// A list, preceded by its length.
    pub(super) fn list<T, const N: usize>(
        &mut self,
        read: impl Fn([u8; N]) -> T,
    ) -> Option<Vec<T>> {
        let len = self.number()?;
        if len.checked_mul(N as u64)? > self.left {
            return None;
        }
        let len = usize::try_from(len).ok()?;
        let mut list = Vec::with_capacity(len);
        while list.len() < len {
            let most = (len - list.len()).min(PIECE / N);
            let (items, _) = self.take(most * N)?.as_chunks();
            list.extend(items.iter().map(|item| read(*item)));
        }
        Some(list)
    }

    /// Whether nothing follows but the checksum of all that was read.
    pub(super) fn is_end(&mut self) -> bool {
        let sum = self.sum.value();
        self.number() == Some(sum) && self.left == 0
    }

    /// The next bytes, a piece at most.
    fn take(&mut self, len: usize) -> Option<&[u8]> {
        self.left = self.left.checked_sub(len as u64)?;
        let piece = &mut self.piece[..len];
        self.from.read_exact(piece).ok()?;
        self.sum.add(piece);
        Some(piece)
    }
}

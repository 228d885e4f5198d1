//! Numbers and lists of them on their way out, summed up.

use std::io::Write;

use super::PIECE;
use crate::index::checksum::Checksum;

/// What is written so far.
pub(super) struct Writer<W> {
    out: W,
    sum: Checksum,
    piece: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            sum: Checksum::new(),
            piece: Vec::with_capacity(PIECE),
        }
    }

    pub(super) fn number(&mut self, number: u64) -> std::io::Result<()> {
        self.put(number.to_le_bytes())
    }

    /// A list, preceded by its length.
    pub(super) fn list<T: Copy, const N: usize>(
        &mut self,
        list: &[T],
        write: impl Fn(T) -> [u8; N],
    ) -> std::io::Result<()> {
        self.number(list.len() as u64)?;
        list.iter().try_for_each(|item| self.put(write(*item)))
    }

    /// The checksum of everything, and the end.
    pub(super) fn end(mut self) -> std::io::Result<()> {
        self.flush()?;
        self.out.write_all(&self.sum.value().to_le_bytes())?;
        self.out.flush()
    }

    fn put<const N: usize>(&mut self, bytes: [u8; N]) -> std::io::Result<()> {
        if self.piece.len() + N > PIECE {
            self.flush()?;
        }
        self.piece.extend(bytes);
        Ok(())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sum.add(&self.piece);
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

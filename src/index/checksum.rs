//! Tells whether bytes are those that were written: against torn and aged files, not against malice.

/// So many sums are kept side by side, because each step waits for the one before it.
const SIDES: usize = 4;
/// What all of them take in at a time.
const ROW: usize = SIDES * size_of::<u64>();

/// Mixes bytes into 64 bits as they come, eight at a time and their number last.
#[derive(Debug, Clone)]
pub(super) struct Checksum {
    sums: [u64; SIDES],
    len: u64,
    /// What came after the last full row.
    rest: Vec<u8>,
}

impl Checksum {
    /// That of no bytes.
    pub(super) fn new() -> Self {
        Self {
            sums: [1, 2, 3, 4],
            len: 0,
            rest: Vec::with_capacity(ROW),
        }
    }

    /// Takes in the next bytes; in which pieces they come does not matter.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.len += bytes.len() as u64;
        let lacking = (ROW - self.rest.len()) % ROW;
        let (begin, bytes) = bytes.split_at(lacking.min(bytes.len()));
        self.rest.extend(begin);
        if let Some(row) = self.rest.first_chunk() {
            take(&mut self.sums, row);
            self.rest.clear();
        }
        let (rows, rest) = bytes.as_chunks();
        for row in rows {
            take(&mut self.sums, row);
        }
        self.rest.extend(rest);
    }

    /// That of all bytes so far.
    pub(super) fn value(&self) -> u64 {
        let (words, rest) = self.rest.as_chunks();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        let rest = rest.iter().map(|byte| u64::from(*byte));
        let all = self.sums.into_iter().chain(words).chain(rest);
        all.fold(self.len, mix)
    }
}

fn take(sums: &mut [u64; SIDES], row: &[u8; ROW]) {
    let (words, _) = row.as_chunks();
    for (sum, word) in sums.iter_mut().zip(words) {
        *sum = mix(*sum, u64::from_le_bytes(*word));
    }
}

fn mix(sum: u64, word: u64) -> u64 {
    /// An odd number with its bits well spread (the golden ratio's).
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    (sum ^ word).wrapping_mul(SPREAD).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> u64 {
        let mut sum = Checksum::new();
        sum.add(bytes);
        sum.value()
    }

    #[test]
    fn one_bit_anywhere_changes_it() {
        let bytes: Vec<u8> = (0..203_u8).collect();
        let whole = of(&bytes);
        for at in 0..bytes.len() {
            let mut torn = bytes.clone();
            torn[at] ^= 1;
            assert_ne!(of(&torn), whole, "{at}");
        }
        assert_ne!(of(&bytes[..200]), whole);
        assert_ne!(of(&[0; 8]), of(&[0; 16]));
    }

    #[test]
    fn it_is_the_same_in_whatever_pieces_the_bytes_come() {
        let bytes: Vec<u8> = (0..203_u8).collect();
        for len in 1..bytes.len() {
            let mut sum = Checksum::new();
            bytes.chunks(len).for_each(|piece| sum.add(piece));
            assert_eq!(sum.value(), of(&bytes), "{len}");
        }
    }
}

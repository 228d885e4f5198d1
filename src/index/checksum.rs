//! Tells whether bytes are those that were written: against torn and aged files, not against malice.

/// Mixes bytes into 64 bits, eight at a time and their number last.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    /// An odd number with its bits well spread (the golden ratio's).
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(SPREAD).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    // Four sums side by side, because each step waits for the one before it.
    let mut sums = [1_u64, 2, 3, 4];
    let (rows, words) = words.as_chunks::<4>();
    for row in rows {
        for (sum, word) in sums.iter_mut().zip(row) {
            *sum = mix(*sum, u64::from_le_bytes(*word));
        }
    }
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|byte| u64::from(*byte));
    let all = sums.into_iter().chain(words).chain(rest);
    all.fold(bytes.len() as u64, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_anywhere_changes_it() {
        let bytes: Vec<u8> = (0..203_u8).collect();
        let whole = checksum(&bytes);
        for at in 0..bytes.len() {
            let mut torn = bytes.clone();
            torn[at] ^= 1;
            assert_ne!(checksum(&torn), whole, "{at}");
        }
        assert_ne!(checksum(&bytes[..200]), whole);
        assert_ne!(checksum(&[0; 8]), checksum(&[0; 16]));
    }
}

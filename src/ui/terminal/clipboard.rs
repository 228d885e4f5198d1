//! Text for the terminal's clipboard, as the sequence OSC 52: it passes through SSH and multiplexers, and nobody answers it.

/// The sequence that puts this text there.
pub(super) fn sequence(text: &str) -> Vec<u8> {
    let mut sequence = b"\x1b]52;c;".to_vec();
    base64(text.as_bytes(), &mut sequence);
    sequence.extend(b"\x1b\\");
    sequence
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .chain(&[0; 2])
            .take(3)
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..4 {
            out.push(if place <= three.len() {
                SIGNS[bits >> (18 - 6 * place) & 63]
            } else {
                b'='
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_padded_as_it_should_be() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("+7 999", "KzcgOTk5"),
            ("Ёж", "0IHQtg=="),
        ] {
            let expected = format!("\x1b]52;c;{encoded}\x1b\\");
            assert_eq!(sequence(text), expected.as_bytes());
        }
    }
}

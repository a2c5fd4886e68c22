//! Crockford's base 32: what a person can read aloud, write down and type, and what a QR
//! code holds most densely. No letter looks like a digit.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes bytes in upper case; the last letter is filled up with zero bits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let mut bits = 0u32;
    let mut held = 0;
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(char::from(ALPHABET[(bits >> held & 31) as usize]));
        }
        bits &= (1 << held) - 1;
    }
    if held > 0 {
        text.push(char::from(ALPHABET[(bits << (5 - held) & 31) as usize]));
    }
    text
}

/// Whether a letter stands for five bits, in either case; O is 0, I and L are 1.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    value(letter).is_some()
}

fn value(letter: char) -> Option<u32> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == letter).map(|at| at as u32)
}

/// Reads what a person typed or a camera saw; spaces, dashes and letter case don't matter.
/// `None` for other letters, and where [`encode`] would have written something else.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let mut bits = 0u32;
    let mut held = 0;
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
        bits = bits << 5 | value(letter)?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF) as u8);
        }
        bits &= (1 << held) - 1;
    }
    (bits == 0 && held < 5).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_however_it_is_typed(bytes: Vec<u8>, every in 1usize..7) {
            let text = encode(&bytes);
            prop_assert_eq!(decode(&text), Some(bytes.clone()));
            let letters: Vec<char> = text.to_lowercase().replace('0', "o").chars().collect();
            let groups: Vec<String> = letters.chunks(every).map(|it| it.iter().collect()).collect();
            prop_assert_eq!(decode(&groups.join(" - ")), Some(bytes.clone()));
            prop_assert_eq!(decode(&text.replace('1', "I")), Some(bytes.clone()));
            prop_assert_eq!(decode(&text.replace('1', "l")), Some(bytes));
        }
    }

    #[test]
    fn other_letters_and_bits_too_many_are_refused() {
        for text in ["0U", "é0", "0!", "01", "0", "000", "0000000000Z"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(""), Some(Vec::new()));
    }
}

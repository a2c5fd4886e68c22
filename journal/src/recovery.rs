//! The recovery key as people keep it: on paper. 56 letters in 14 groups, of which the
//! last five letters or so are a check against slips of the pen.

use sha2::{Digest, Sha256};

use crate::base32;
use crate::seal::OpeningKey;

const CHECK: usize = 3;

/// How many letters a recovery key has, without the spaces.
pub const LETTERS: usize = (32 + CHECK) * 8 / 5;

/// Letters of a group, and groups of a line.
const GROUP: usize = 4;
const LINE: usize = 7;

/// Why a text is no recovery key. Nothing of the text is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRecoveryKey {
    /// Letters are missing or too many.
    #[error("a recovery key has {LETTERS} letters and digits, and this has {0}")]
    Length(usize),
    /// A sign that no recovery key has; the group of four in which it stands, from 1.
    #[error("group {0} has a sign that no recovery key has")]
    Sign(usize),
    /// One or more letters are wrong.
    #[error("a letter is wrong or two changed places: its check doesn't fit")]
    Check,
}

fn check(key: &[u8]) -> [u8; CHECK] {
    let digest =
        Sha256::new().chain_update(b"camtay/recovery-key/1\0").chain_update(key).finalize();
    let mut check = [0; CHECK];
    check.copy_from_slice(&digest[..CHECK]);
    check
}

/// Writes a recovery key in groups, two lines.
#[must_use]
pub fn to_text(key: &OpeningKey) -> String {
    let key = key.to_bytes();
    let letters = base32::encode(&[&key[..], &check(&key)].concat());
    let mut text = String::with_capacity(letters.len() * 5 / 4);
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 && at % (GROUP * LINE) == 0 {
            text.push('\n');
        } else if at > 0 && at % GROUP == 0 {
            text.push(' ');
        }
        text.push(letter);
    }
    text
}

/// Reads a recovery key; spaces, dashes, letter case, O for 0, I and L for 1 don't matter.
///
/// # Errors
/// [`BadRecoveryKey`].
pub fn from_text(text: &str) -> Result<OpeningKey, BadRecoveryKey> {
    let signs = || text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
    if let Some(at) = signs().position(|sign| !base32::is_letter(sign)) {
        return Err(BadRecoveryKey::Sign(at / GROUP + 1));
    }
    let count = signs().count();
    if count != LETTERS {
        return Err(BadRecoveryKey::Length(count));
    }
    let bytes = base32::decode(text).ok_or(BadRecoveryKey::Check)?;
    let (key, found) = bytes.split_first_chunk::<32>().ok_or(BadRecoveryKey::Check)?;
    if check(key) != found {
        return Err(BadRecoveryKey::Check);
    }
    OpeningKey::from_bytes(key).map_err(|_| BadRecoveryKey::Check)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn a_written_key_is_read_as_people_type_and_mistakes_are_named() {
        let key = OpeningKey::generate(&mut StdRng::seed_from_u64(3));
        let text = to_text(&key);
        let lines: Vec<_> = text.lines().map(|line| line.split(' ').count()).collect();
        assert_eq!(lines, [7, 7]);
        let typed = text.to_lowercase().replace(' ', "-").replace('0', "O").replace('1', "l");
        assert_eq!(from_text(&typed).unwrap().to_bytes(), key.to_bytes());
        let error = |text: &str| from_text(text).unwrap_err();
        assert_eq!(error(&text[..text.len() - 1]), BadRecoveryKey::Length(LETTERS - 1));
        assert_eq!(error(""), BadRecoveryKey::Length(0));
        assert_eq!(error(&text.replacen(' ', " U", 1)), BadRecoveryKey::Sign(2));
        for (at, letter) in text.char_indices().filter(|(_, letter)| base32::is_letter(*letter)) {
            let mut wrong = text.clone();
            wrong.replace_range(at..=at, if letter == '7' { "8" } else { "7" });
            assert_eq!(error(&wrong), BadRecoveryKey::Check, "{at}");
        }
    }
}

//! Failed tries of the PIN, counted on disk, and how long each makes the next one wait.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::durable::write_durably;
use crate::error::{CoreError, Denied, StoreError};

/// The name of the file, beside the lock.
pub const FILE: &str = "tries.json";

/// Seconds to wait after the third failure in a row, the fourth, …; the last one stays.
const WAITS: [u64; 6] = [30, 60, 5 * 60, 15 * 60, 60 * 60, 4 * 60 * 60];

/// After so many failures in a row the PIN opens nothing any more: whoever sets the clock
/// forward waits for nothing, so the waits alone don't bound how often somebody may guess.
/// Who forgot the PIN begins again, and loses nothing that was recorded.
const MOST: u32 = 20;

/// Failures that cost nothing yet.
const FREE: u32 = 2;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tries {
    failed: u32,
    /// The phone's clock at the last try, or when it was found to have gone back.
    at: i64,
}

/// Seconds to wait after so many failures in a row.
pub(super) fn wait_after(failed: u32) -> u64 {
    match failed.checked_sub(FREE + 1) {
        None => 0,
        Some(step) => WAITS.get(step as usize).or(WAITS.last()).copied().unwrap_or(0),
    }
}

/// Counts a try before it is made; how many there were since the last success, this one
/// included. A clock that was set back starts the wait again from where it stands.
pub(super) fn count(folder: &Path, now: i64) -> Result<u32, CoreError> {
    let mut tries = read(folder)?;
    if tries.failed >= MOST {
        return Err(CoreError::NotAllowed(Denied::TooManyTries));
    }
    let wait = wait_after(tries.failed);
    if wait > 0 {
        if now < tries.at {
            tries.at = now;
            write(folder, tries)?;
        }
        let passed = u64::try_from(now.saturating_sub(tries.at)).unwrap_or(0);
        if passed < wait {
            return Err(CoreError::WrongPin { wait_seconds: wait - passed, failed: tries.failed });
        }
    }
    tries = Tries { failed: tries.failed.saturating_add(1), at: now };
    write(folder, tries)?;
    Ok(tries.failed)
}

/// Takes back the last count: the try never came to pass.
pub(super) fn uncount(folder: &Path, now: i64) -> Result<(), CoreError> {
    let tries = read(folder)?;
    write(folder, Tries { failed: tries.failed.saturating_sub(1), at: now })
}

/// A success: nothing to wait for.
pub(super) fn forget(folder: &Path) -> Result<(), CoreError> {
    if read(folder)? == Tries::default() {
        return Ok(());
    }
    write(folder, Tries::default())
}

fn read(folder: &Path) -> Result<Tries, CoreError> {
    match std::fs::read(folder.join(FILE)) {
        Ok(bytes) => {
            Ok(serde_json::from_slice(&bytes).map_err(|_| StoreError::Malformed("tries"))?)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Tries::default()),
        Err(error) => Err(error.into()),
    }
}

fn write(folder: &Path, tries: Tries) -> Result<(), CoreError> {
    let bytes = serde_json::to_vec(&tries).map_err(|_| StoreError::Malformed("tries"))?;
    Ok(write_durably(folder, FILE, &bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(result: Result<u32, CoreError>) -> u64 {
        match result {
            Ok(_) => 0,
            Err(CoreError::WrongPin { wait_seconds, .. }) => wait_seconds,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn three_tries_are_free_and_then_each_waits_longer() {
        let folder = tempfile::tempdir().unwrap();
        let mut now = 1_000;
        for _ in 0..3 {
            assert_eq!(wait(count(folder.path(), now)), 0);
        }
        for seconds in [30, 60, 300, 900, 3_600, 14_400, 14_400] {
            assert_eq!(wait(count(folder.path(), now)), seconds);
            assert_eq!(wait(count(folder.path(), now + seconds as i64 - 1)), 1);
            now += seconds as i64;
            assert_eq!(wait(count(folder.path(), now)), 0);
        }
    }

    #[test]
    fn setting_the_clock_back_wins_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..3 {
            count(folder.path(), 1_000_000).unwrap();
        }
        assert_eq!(wait(count(folder.path(), 500)), 30);
        assert_eq!(wait(count(folder.path(), 510)), 20);
        assert_eq!(wait(count(folder.path(), 530)), 0);
    }

    #[test]
    fn setting_the_clock_forward_wins_twenty_tries_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let year = 365 * 86_400;
        for tries in 0..i64::from(MOST) {
            count(folder.path(), tries * year).unwrap();
        }
        let refused = count(folder.path(), 100 * year).unwrap_err();
        assert!(matches!(refused, CoreError::NotAllowed(Denied::TooManyTries)));
    }

    #[test]
    fn a_success_clears_the_count() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..3 {
            count(folder.path(), 0).unwrap();
        }
        forget(folder.path()).unwrap();
        assert_eq!(count(folder.path(), 0).unwrap(), 1);
    }
}

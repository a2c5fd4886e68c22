//! What the operating system would give as randomness comes from a seed: keys, salts, the
//! order in hash tables. Without this no run could be repeated.
//!
//! The standard library, the crate `getrandom` and with it SQLCipher ask the C library's
//! `getrandom`; the linker takes this function instead.

use std::cell::Cell;
use std::ffi::{c_uint, c_void};
use std::slice;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use camtay_tests::workload::Random;

static STREAM: Mutex<Option<Random>> = Mutex::new(None);

/// How often somebody asked who is no part of a simulation.
static OUTSIDE: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// Only the threads of a simulation draw from the stream: others must not change it.
    static DRAWS: Cell<bool> = const { Cell::new(false) };
}

/// From now on this thread gets the randomness of a seed.
pub fn begin(seed: u64) {
    DRAWS.set(true);
    *STREAM.lock().unwrap_or_else(PoisonError::into_inner) = Some(Random::new(seed, "system"));
}

/// Fills a buffer with random bytes, as `getrandom(2)` does.
///
/// # Safety
/// `buffer` has room for `length` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn getrandom(buffer: *mut c_void, length: usize, _flags: c_uint) -> isize {
    // SAFETY: the caller gives a buffer of this length.
    let buffer = unsafe { slice::from_raw_parts_mut(buffer.cast::<u8>(), length) };
    let mut stream = STREAM.lock().unwrap_or_else(PoisonError::into_inner);
    let asked = OUTSIDE.fetch_add(u64::from(!DRAWS.get()), Ordering::Relaxed);
    let mut other = Random::new(asked ^ (u64::from(std::process::id()) << 32), "outside");
    let random = match stream.as_mut() {
        Some(random) if DRAWS.get() => random,
        _ => &mut other,
    };
    for piece in buffer.chunks_mut(8) {
        let bytes = random.next().to_le_bytes();
        piece.copy_from_slice(bytes.get(..piece.len()).unwrap_or_default());
    }
    isize::try_from(length).unwrap_or(-1)
}
